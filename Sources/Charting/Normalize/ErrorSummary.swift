import Diagnostics
import Notation
import Tables

/// The bounds of error bars and bands, computed from raw rows or from a centre and its error.
///
/// Rows are gathered by all other fields of the view; the measure becomes a centre with a lower and
/// an upper bound: the standard error or deviation around the mean, the quartiles around the median,
/// or a bootstrapped confidence interval of the mean (Vega-Lite's documentation of `errorbar`).
struct ErrorSummary {
  /// The view with transforms that make the bounds, its measure spanning them.
  var view: ViewSpec
  /// The channel of the measure.
  var channel: Channel

  private static let lower = "lower_", upper = "upper_", center = "center_", extent = "extent_"

  /// The view of an error bar or band with its two bounds: as given, else computed; nil after an
  /// error that is in the log.
  static func bounds(
    of view: ViewSpec, _ mark: MarkSpec, _ settings: MarkSpec, _ reader: inout SpecReader
  ) -> (view: ViewSpec, first: Channel, second: Channel)? {
    let summary = make(view, settings, &reader)
    let base = summary?.view ?? view
    let isVertical = summary.map { $0.channel == .y } ?? (view.encoding[.y2] != nil)
    let (first, second): (Channel, Channel) = isVertical ? (.y, .y2) : (.x, .x2)
    if base.encoding[second] != nil { return (base, first, second) }
    reader.log.add(.errorsNeedMeasure(at: mark.place ?? view.place.head))
    return nil
  }

  /// The summary of a view whose mark is an error bar or band; nil if the view gives both bounds
  /// itself, or lacks a measure.
  private static func make(
    _ view: ViewSpec, _ settings: MarkSpec, _ reader: inout SpecReader
  ) -> ErrorSummary? {
    guard let channel = measure(of: view, settings), let spec = view.encoding[channel],
      let field = spec.field
    else { return nil }
    let second: Channel = channel == .x ? .x2 : .y2
    guard view.encoding[second] == nil else { return nil }
    var summary = ErrorSummary(view: view, channel: channel)
    let error: Channel = channel == .x ? .xError : .yError
    if let size = view.encoding[error]?.field {
      let other = view.encoding[channel == .x ? .xError2 : .yError2]?.field
      summary.addBounds(
        around: field.name, minus: other ?? size, isSigned: other != nil, plus: size)
    } else {
      summary.aggregate(field, extent: extentName(settings, view, &reader))
    }
    summary.span(spec, field)
    return summary
  }

  /// The channel that is measured: the quantitative one, else the one along the orientation.
  static func measure(of view: ViewSpec, _ settings: MarkSpec) -> Channel? {
    if let orient = settings.orient { return orient == .horizontal ? .x : .y }
    func isMeasure(_ channel: Channel) -> Bool {
      guard let spec = view.encoding[channel], spec.field != nil, spec.unit == nil else {
        return false
      }
      return spec.type == .quantitative
        && spec.bin?.wrapped.map { if case .off = $0 { true } else { false } } ?? true
    }
    switch (isMeasure(.x), isMeasure(.y)) {
    case (true, false): return .x
    case (false, true): return .y
    case (true, true): return view.encoding[.x]?.aggregate != nil ? .x : .y
    case (false, false): return nil
    }
  }

  private static func extentName(
    _ settings: MarkSpec, _ view: ViewSpec, _ reader: inout SpecReader
  ) -> String {
    guard case .b(let name) = settings.extent else { return "stderr" }
    if ["ci", "iqr", "stderr", "stdev"].contains(name) { return name }
    reader.log.add(
      .error(
        "unknown-value", "'\(name)' is not an extent of errors", at: view.place.head,
        why: "it may be 'ci', 'iqr', 'stderr' or 'stdev'",
        hint: Suggestion.hint(for: name, in: ["ci", "iqr", "stderr", "stdev"])))
    return "stderr"
  }

  // MARK: Rows

  private mutating func aggregate(_ field: FieldName, extent: String) {
    let keys = view.gatherKeys(besides: channel)
    func measure(_ op: AggregateOp, _ name: String) -> AggregatedField {
      var measure = AggregatedField()
      (measure.op, measure.field, measure.name) = (op, field, name + field.name)
      measure.place = field.place
      return measure
    }
    let (lower, upper, center) = (Self.lower, Self.upper, Self.center)
    switch extent {
    case "iqr":
      view.summarize([measure(.q1, lower), measure(.q3, upper), measure(.median, center)], keys)
    case "ci":
      view.summarize([measure(.ci0, lower), measure(.ci1, upper), measure(.mean, center)], keys)
    default:
      let op: AggregateOp = extent == "stdev" ? .stdev : .stderr
      view.summarize([measure(op, Self.extent), measure(.mean, center)], keys)
      // Of a single row nothing is known that would be drawn.
      let middle = FieldName.datum(center + field.name),
        error = FieldName.datum(Self.extent + field.name)
      let known = "isValid(\(error)) ? \(error) : NaN"
      view.calculate("\(middle) + (\(known))", upper + field.name)
      view.calculate("\(middle) - (\(known))", lower + field.name)
    }
  }

  private mutating func addBounds(
    around name: String, minus: FieldName, isSigned: Bool, plus: FieldName
  ) {
    // The second error of an asymmetric pair is given with its sign.
    view.calculate("\(FieldName.datum(name)) + \(FieldName.datum(plus.name))", Self.upper + name)
    let sign = isSigned ? "+" : "-"
    view.calculate(
      "\(FieldName.datum(name)) \(sign) \(FieldName.datum(minus.name))", Self.lower + name)
    for channel in [Channel.xError, .yError, .xError2, .yError2] { view.encoding.remove(channel) }
  }

  // MARK: Encoding

  /// The measure runs from the lower to the upper bound, under its own name.
  private mutating func span(_ spec: ChannelSpec, _ field: FieldName) {
    var first = spec
    first.field = FieldName(name: Self.lower + field.name, place: field.place)
    (first.aggregate, first.type) = (nil, .quantitative)
    if first.title == nil { first.title = .value(TextLines(lines: [field.name])) }
    var second = ChannelSpec(place: spec.place)
    second.field = FieldName(name: Self.upper + field.name, place: field.place)
    view.encoding.set(channel, first, at: view.place)
    view.encoding.set(channel == .x ? .x2 : .y2, second, at: view.place)
  }
}

extension Diagnostic {
  static func errorsNeedMeasure(at place: Place) -> Diagnostic {
    .error(
      "missing-channel", "errors have nothing to be measured along", at: place,
      why: "'x' or 'y' shows a quantitative field, or both bounds are given as 'y' and 'y2'",
      hint: "say type: quantitative, or name the direction with 'orient'")
  }
}
