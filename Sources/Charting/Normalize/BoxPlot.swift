import Diagnostics
import Notation

/// A box plot becomes a bar from the lower to the upper quartile with a tick at the median, rules to
/// the whiskers, and points for the rows beyond them.
///
/// Whiskers reach to the outermost rows within `extent` times the distance of the quartiles, or to
/// the outermost rows of all with `min-max` (Vega-Lite's documentation of `boxplot`).
struct BoxPlot {
  private let view: ViewSpec
  private let mark: MarkSpec
  private let settings: MarkSpec
  private let config: ConfigSpec
  /// The channel of the measure and its second end.
  private let channel: Channel
  private let second: Channel
  private let measure: ChannelSpec
  private let field: FieldName

  static func rewrite(
    _ view: ViewSpec, _ mark: MarkSpec, _ config: ConfigSpec, _ reader: inout SpecReader
  ) -> ViewSpec? {
    guard mark.type == .boxplot else { return nil }
    let settings = MarkSpec.merging(config.marks[.boxplot], mark)
    let place = mark.place ?? view.place.head
    guard let channel = ErrorSummary.measure(of: view, settings),
      let measure = view.encoding[channel], let field = measure.field
    else {
      reader.log.add(.boxNeedsMeasure(at: place))
      return nil
    }
    if measure.aggregate != nil {
      reader.log.add(.aggregatedBox(at: measure.place ?? place))
      return nil
    }
    for entry in view.encoding.entries where entry.channel != channel {
      guard let bin = entry.specs.first?.bin?.wrapped, bin.parameters(for: nil) != nil else {
        continue
      }
      reader.unsupported("'bin' beside a box plot", at: entry.place)
      return nil
    }
    let plot = BoxPlot(
      view: view, mark: mark, settings: settings, config: config, channel: channel,
      second: channel == .x ? .x2 : .y2, measure: measure, field: field)
    return plot.layers(&reader)
  }

  /// How far whiskers reach, in distances of the quartiles; nil to the outermost rows.
  private func extent(_ reader: inout SpecReader) -> Double? {
    switch settings.extent {
    case .a(let factor): return factor
    case .b("min-max"): return nil
    case .b(let name):
      reader.log.add(.unknownBoxExtent(name, at: mark.place ?? view.place.head))
      return nil
    case nil: return 1.5
    }
  }

  // MARK: Rows

  private func name(_ part: String) -> String { "\(part)_\(field.name)" }

  private func made(_ op: AggregateOp, _ name: String, of field: FieldName? = nil)
    -> AggregatedField
  {
    var result = AggregatedField()
    (result.op, result.field, result.name) = (op, field ?? self.field, name)
    result.place = self.field.place
    return result
  }

  private func layers(_ reader: inout SpecReader) -> ViewSpec {
    let factor = extent(&reader)
    var base = view
    // What is aggregated elsewhere, such as in a tooltip, is not seen by the rows of the box.
    base.encoding.entries.removeAll { $0.specs.first?.aggregate != nil }
    let keys = base.gatherKeys(besides: channel)
    let quartiles = [made(.q1, name("lower_box")), made(.q3, name("upper_box"))]
    guard let factor else {
      base.summarize(
        quartiles + [
          made(.median, name("mid_box")), made(.min, name("lower_whisker")),
          made(.max, name("upper_whisker")),
        ], keys)
      return base.layered(whiskers(base, &reader) + box(base, &reader))
    }
    base.transform.append(.joinaggregate(quartiles, groupby: keys))
    let (low, high) = (FieldName.datum(name("lower_box")), FieldName.datum(name("upper_box")))
    let reach = "\(JSNumber.text(factor)) * (\(high) - \(low))"
    let value = FieldName.datum(field.name)
    let isOutside = "(\(value) < \(low) - \(reach)) || (\(value) > \(high) + \(reach))"
    var layers: [ViewSpec] = []
    if let point = part("outliers", MarkSpec(type: .point), &reader) {
      var outliers = base.replacing(mark: point)
      outliers.encoding.remove(.size)
      outliers.filter("isValid(\(value)) && (\(isOutside))")
      layers.append(outliers)
    }
    var inner = base.inner
    inner.filter("isValid(\(value)) && !(\(isOutside))")
    inner.summarize(
      [
        made(.min, name("lower_whisker")), made(.max, name("upper_whisker")),
        made(.min, name("lower_box"), of: other("lower_box")),
        made(.max, name("upper_box"), of: other("upper_box")),
      ], keys)
    layers.append(inner.layered(whiskers(inner, &reader)))
    var boxes = base.inner
    boxes.summarize(quartiles + [made(.median, name("mid_box"))], keys)
    layers.append(boxes.layered(box(boxes, &reader)))
    return base.layered(layers)
  }

  private func other(_ part: String) -> FieldName {
    FieldName(name: name(part), place: field.place)
  }

  // MARK: Parts

  /// Rules from the box to the whiskers, and ticks at their ends.
  private func whiskers(_ base: ViewSpec, _ reader: inout SpecReader) -> [ViewSpec] {
    var plain = base
    for channel in [Channel.size, .color] { plain.encoding.remove(channel) }
    var layers: [ViewSpec] = []
    if let rule = part("rule", MarkSpec(type: .rule), &reader) {
      layers.append(span(plain, rule, "lower_whisker", "lower_box"))
      layers.append(span(plain, rule, "upper_box", "upper_whisker"))
    }
    var tick = MarkSpec(type: .tick)
    (tick.color, tick.opacity, tick.orient) = (
      .value(PaintSpec(paint: .color(.black))), 1, across
    )
    if let ticks = part("ticks", tick, &reader) {
      layers.append(span(plain, ticks, "lower_whisker", nil))
      layers.append(span(plain, ticks, "upper_whisker", nil))
    }
    return layers
  }

  private func box(_ base: ViewSpec, _ reader: inout SpecReader) -> [ViewSpec] {
    let plain = base
    var layers: [ViewSpec] = []
    var bar = MarkSpec(type: .bar)
    (bar.size, bar.orient) = (settings.size, channel == .x ? .horizontal : .vertical)
    if let box = part("box", bar, &reader) {
      layers.append(span(plain, box, "lower_box", "upper_box"))
    }
    var tick = MarkSpec(type: .tick)
    (tick.size, tick.orient) = (settings.size, across)
    if let median = part("median", tick, &reader) {
      var layer = span(plain, median, "mid_box", nil)
      layer.encoding.set(.color, medianColor(&reader), at: view.place)
      layers.append(layer)
    }
    return layers
  }

  private var across: Orientation { channel == .x ? .vertical : .horizontal }

  /// Where the box has no height the median stands for it, in its colour.
  private func medianColor(_ reader: inout SpecReader) -> ChannelSpec {
    var then = view.encoding[.color] ?? ChannelSpec()
    if view.encoding[.color] == nil {
      let paint = MarkSpec.merging(config.mark, config.marks[.bar], mark).color?.visual.paint
      let css = paint?.color.css ?? "black"
      then.value = RawSpec(node: Node(.string(css), at: view.place.head), isWritten: false)
    }
    let test =
      "\(FieldName.datum(name("lower_box"))) >= \(FieldName.datum(name("upper_box")))"
    let node = Node(.string(test), at: view.place.head)
    var result = ChannelSpec(place: view.place.head)
    (result.scale, result.legend) = (then.scale, then.legend)
    result.condition = ConditionListSpec(conditions: [
      ConditionSpec(test: RawSpec(node: node, isWritten: false), empty: true, then: then)
    ])
    return result
  }

  /// A layer whose measure runs from one column to another, under the field's own name.
  private func span(
    _ base: ViewSpec, _ mark: MarkSpec, _ from: String, _ to: String?
  ) -> ViewSpec {
    var layer = base.replacing(mark: mark)
    var first = measure
    first.field = FieldName(name: name(from), place: field.place)
    first.type = first.type ?? .quantitative
    if first.title == nil { first.title = .value(TextLines(lines: [field.name])) }
    layer.encoding.set(channel, first, at: view.place)
    guard let to else { return layer }
    var end = ChannelSpec(place: measure.place)
    end.field = FieldName(name: name(to), place: field.place)
    layer.encoding.set(second, end, at: view.place)
    return layer
  }

  /// The mark of a part, or nil if it is off: what the configuration asks of the part, the colour and
  /// opacity of the whole, and what the mark asks of the part, each over the one before.
  private func part(
    _ name: String, _ base: MarkSpec, _ reader: inout SpecReader
  ) -> MarkSpec? {
    guard let asked = CompositePart.enabled(own(name, of: settings)) else { return nil }
    var result = MarkSpec()
    if case .b(let overlay) = own(name, of: config.marks[.boxplot] ?? MarkSpec()) {
      result = result.merged(with: MarkSpec.read(overlay.node, &reader))
    }
    var whole = MarkSpec()
    (whole.color, whole.opacity, whole.clip, whole.invalid) = (
      mark.color, mark.opacity, mark.clip, mark.invalid
    )
    result = result.merged(with: whole).merged(with: base)
    result.style = .a("boxplot-\(name)")
    if case .b(let overlay) = asked {
      result = result.merged(with: MarkSpec.read(overlay.node, &reader))
    }
    result.part = MarkPart(whole: .boxplot, name: name)
    return result
  }

  private func own(_ name: String, of mark: MarkSpec) -> Either<Bool, MarkOverlay>? {
    switch name {
    case "box": mark.box
    case "median": mark.median
    case "rule": mark.rule
    case "ticks": mark.ticks
    default: mark.outliers
    }
  }
}

extension ViewSpec {
  /// The same view as a layer of itself: without what the outer view keeps.
  fileprivate var inner: ViewSpec {
    var result = self
    (result.name, result.title, result.data, result.view) = (nil, nil, nil, nil)
    (result.transform, result.width, result.height) = ([], nil, nil)
    return result
  }
}

extension Diagnostic {
  static func boxNeedsMeasure(at place: Place) -> Diagnostic {
    .error(
      "missing-channel", "a box plot has nothing to be measured along", at: place,
      why: "'x' or 'y' shows a quantitative field, whose quartiles are drawn",
      hint: "say type: quantitative, or name the direction with 'orient'")
  }

  static func aggregatedBox(at place: Place) -> Diagnostic {
    .error(
      "aggregated-box", "the measure of a box plot cannot be aggregated", at: place,
      why: "a box plot finds median and quartiles of the rows itself",
      hint: "take 'aggregate' out, or draw aggregated rows as layers of bars, rules and ticks")
  }

  static func unknownBoxExtent(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "unknown-value", "'\(name)' is not an extent of whiskers", at: place,
      why: "it may be 'min-max', or a number of distances between the quartiles",
      hint: Suggestion.hint(for: name, in: ["min-max"]))
  }
}
