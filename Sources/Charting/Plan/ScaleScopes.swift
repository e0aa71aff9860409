import OrderedCollections

/// Which scale each channel of each unit view uses: shared scales have one key, independent ones
/// one for each view.
///
/// A channel starts in the scope of the whole; where a view says that the channel is independent,
/// each of its parts gets a scope of its own.
struct ScaleScopes {
  /// The keys of each unit view, in the order of `BoundView.units`.
  private(set) var keys: [[Channel: ScaleKey]] = []
  /// The uses of each scale, in the order in which they are found.
  private(set) var uses: OrderedDictionary<ScaleKey, [ScaleUse]> = [:]
  private var nextScope = 1

  init(_ view: BoundView) {
    visit(view, Scope())
    for key in uses.keys { adoptYears(key) }
    for key in uses.keys where !isInAgreement(key) { part(key) }
  }

  /// Whether all uses of a scale are of one kind: a scale cannot hold both numbers and names.
  private func isInAgreement(_ key: ScaleKey) -> Bool {
    let kinds = (uses[key] ?? []).map { use in
      (use.channel.spec.scale?.wrapped?.type ?? ScaleTypeRule.type(of: use.channel, in: use.unit))
        .kind
    }
    return Set(kinds).count < 2 || Set(kinds) == [.bands, .moments]
  }

  /// Gives each view a scale of its own where they cannot share one.
  private mutating func part(_ key: ScaleKey) {
    let all = uses[key] ?? []
    uses[key] = nil
    var own: [Int: ScaleKey] = [:]
    for var use in all {
      let part = own[use.index] ?? ScaleKey(channel: key.channel, scope: nextScope)
      if own[use.index] == nil {
        own[use.index] = part
        nextScope += 1
      }
      for (channel, used) in keys[use.index] where used == key { keys[use.index][channel] = part }
      use.scope.scales[key.channel] = part.scope
      uses[part, default: []].append(use)
    }
  }

  /// The uses that the legends of each view explain, by the path of the view.
  var legends: OrderedDictionary<ViewPath, OrderedDictionary<ScaleKey, [ScaleUse]>> {
    var legends: OrderedDictionary<ViewPath, OrderedDictionary<ScaleKey, [ScaleUse]>> = [:]
    for (key, all) in uses where key.channel.hasLegend {
      for use in all {
        let owner = use.scope.legends[key.channel] ?? []
        legends[owner, default: [:]][key, default: []].append(use)
      }
    }
    return legends
  }

  /// A number without a type beside years is a year.
  private mutating func adoptYears(_ key: ScaleKey) {
    guard let all = uses[key], all.contains(where: { $0.channel.field?.type == .year }) else {
      return
    }
    uses[key] = all.map { use in
      var use = use
      if case .datum(let value, .quantitative) = use.channel.content, use.channel.spec.type == nil {
        use.channel.content = .datum(value, .year)
      }
      return use
    }
  }

  /// Where a view stands: what its channels share with others.
  struct Scope {
    /// Which views are inside which, from the whole: the index of each in the one around it.
    var path: ViewPath = []
    /// The scope of each channel's scale; 0 is that of the whole.
    var scales: [Channel: Int] = [:]
    /// The view in which each channel's legend stands; none is the whole.
    var legends: [Channel: ViewPath] = [:]
    /// Which layer has a legend of its own for a channel.
    var layerLegends: [Channel: Int] = [:]
    /// Which layer has an axis of its own for a channel.
    var layerAxes: [Channel: Int] = [:]

    /// The scope of a scale: offsets inside bands are no wider shared than the bands.
    func scale(of channel: Channel) -> Int {
      switch channel {
      case .xOffset: scales[.xOffset] ?? scales[.x] ?? 0
      case .yOffset: scales[.yOffset] ?? scales[.y] ?? 0
      default: scales[channel.primary] ?? 0
      }
    }
  }

  private mutating func visit(_ view: BoundView, _ scope: Scope) {
    if case .unit(let unit) = view { add(unit, scope) }
    for (index, part) in view.parts.enumerated() {
      visit(part, inner(scope, view, index))
    }
  }

  private mutating func inner(_ scope: Scope, _ view: BoundView, _ index: Int) -> Scope {
    let resolve = view.spec.resolve
    var result = scope
    // The layers of a plot have their guides in common.
    if !view.isLayer { result.path.append(index) }
    for channel in Channel.allCases {
      let isOwn = (resolve.scale[channel] ?? view.defaultResolve(channel)) == .independent
      if isOwn {
        result.scales[channel] = nextScope
        nextScope += 1
      }
      if isOwn || resolve.legend[channel] == .independent { result.legends[channel] = result.path }
      if view.isLayer, resolve.legend[channel] == .independent {
        result.layerLegends[channel] = index + 1
      }
      if view.isLayer, resolve.axis[channel] == .independent {
        result.layerAxes[channel] = index + 1
      }
    }
    return result
  }

  private mutating func add(_ unit: BoundUnit, _ scope: Scope) {
    var own: [Channel: ScaleKey] = [:]
    for channel in unit.channels where channel.channel.hasScale {
      guard channel.type != nil || channel.conditions.contains(where: \.showsField) else {
        continue
      }
      if case .null = channel.spec.scale { continue }
      // Geometries are drawn as they are.
      if channel.channel == .shape, unit.type == .geoshape { continue }
      let primary = channel.channel.primary
      let key = ScaleKey(channel: primary, scope: scope.scale(of: primary))
      own[primary] = key
      own[channel.channel] = key
      uses[key, default: []].append(
        ScaleUse(unit: unit, channel: channel.showingCondition, index: keys.count, scope: scope))
    }
    keys.append(own)
  }
}

/// Which views are inside which, from the whole: the index of each in the one around it.
typealias ViewPath = [Int]

extension ScaleType {
  /// What a scale holds, as far as views that share it have to agree.
  fileprivate enum Kind { case numbers, moments, names, bands, bins, classes }

  fileprivate var kind: Kind {
    switch self {
    case .time, .utc: .moments
    case .ordinal: .names
    case .band, .point: .bands
    case .binOrdinal: .bins
    case .quantile, .quantize, .threshold: .classes
    default: .numbers
    }
  }
}

extension BoundView {
  fileprivate var isLayer: Bool { if case .layer = self { true } else { false } }

  /// Whether the parts share a channel's scale where nobody says so: positions are not shared
  /// between concatenated views, nor are the angles of facets.
  fileprivate func defaultResolve(_ channel: Channel) -> ResolveMode {
    switch self {
    case .concat: [.x, .y, .theta, .radius].contains(channel) ? .independent : .shared
    case .facet: channel == .theta ? .independent : .shared
    case .layer, .unit: .shared
    }
  }
}

extension BoundCondition {
  fileprivate var showsField: Bool {
    if case .field = content { true } else { false }
  }
}

extension BoundChannel {
  /// The channel itself, or its first condition that shows a field if only that has one.
  fileprivate var showingCondition: BoundChannel {
    guard type == nil, let condition = conditions.first(where: \.showsField) else { return self }
    var result = self
    result.content = condition.content
    result.spec = spec.merged(with: condition.spec)
    return result
  }
}
