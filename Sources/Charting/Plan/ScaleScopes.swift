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
    visit(view, [:])
    for key in uses.keys { adoptYears(key) }
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

  private mutating func visit(_ view: BoundView, _ scopes: [Channel: Int]) {
    switch view {
    case .unit(let unit): add(unit, scopes)
    case .layer(let layer):
      for part in layer.layers { visit(part, inner(scopes, layer.spec.resolve)) }
    case .facet(let facet):
      for cell in facet.cells { visit(cell.view, inner(scopes, facet.spec.resolve)) }
    }
  }

  private mutating func inner(_ scopes: [Channel: Int], _ resolve: ResolveSpec) -> [Channel: Int] {
    var result = scopes
    for channel in Channel.allCases where resolve.scale[channel] == .independent {
      result[channel] = nextScope
      nextScope += 1
    }
    return result
  }

  private mutating func add(_ unit: BoundUnit, _ scopes: [Channel: Int]) {
    var own: [Channel: ScaleKey] = [:]
    for channel in unit.channels where channel.channel.hasScale {
      guard channel.type != nil || channel.conditions.contains(where: \.showsField) else {
        continue
      }
      if case .null = channel.spec.scale { continue }
      // Geometries are drawn as they are.
      if channel.channel == .shape, unit.type == .geoshape { continue }
      let primary = channel.channel.primary
      let key = ScaleKey(channel: primary, scope: scopes[primary] ?? 0)
      own[primary] = key
      own[channel.channel] = key
      uses[key, default: []].append(ScaleUse(unit: unit, channel: channel.showingCondition))
    }
    keys.append(own)
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
    return result
  }
}
