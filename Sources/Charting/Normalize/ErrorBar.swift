import Notation

/// An error bar becomes a rule between its bounds, with ticks at its ends if `ticks` asks for them.
enum ErrorBar {
  static func rewrite(
    _ view: ViewSpec, _ mark: MarkSpec, _ config: ConfigSpec, _ reader: inout SpecReader
  ) -> ViewSpec? {
    guard mark.type == .errorbar else { return nil }
    let settings = MarkSpec.merging(config.marks[.errorbar], mark)
    guard let (base, first, second) = ErrorSummary.bounds(of: view, mark, settings, &reader) else {
      return nil
    }
    var layers: [ViewSpec] = []
    if let ticks = CompositePart.enabled(settings.ticks) {
      for end in [first, second] {
        var tick = CompositePart.mark(.tick, of: mark, with: ticks, &reader)
        tick.orient = first == .y ? .horizontal : .vertical
        // In our own look the ends of a bar are short strokes of its own colour.
        if config.isOurs {
          (tick.bandSize, tick.opacity) = (tick.bandSize ?? tick.size ?? 8, tick.opacity ?? 1)
        }
        var layer = base.replacing(mark: tick)
        CompositePart.keep(end, as: first, in: &layer, from: base)
        layers.append(layer)
      }
    }
    if let rule = CompositePart.enabled(settings.rule) {
      layers.append(base.replacing(mark: CompositePart.mark(.rule, of: mark, with: rule, &reader)))
    }
    return base.layered(layers)
  }
}

/// The marks of which a composite mark is made.
enum CompositePart {
  /// What is asked of a part; nil if it is off.
  static func enabled(_ part: Either<Bool, MarkOverlay>?) -> Either<Bool, MarkOverlay>? {
    if case .a(false) = part { return nil }
    return part
  }

  /// The mark of a part: of the composite's colour and opacity, with what is asked of the part.
  static func mark(
    _ type: MarkType, of whole: MarkSpec, with own: Either<Bool, MarkOverlay>?,
    _ reader: inout SpecReader
  ) -> MarkSpec {
    var result = MarkSpec(type: type)
    (result.color, result.interpolate, result.tension) = (
      whole.color, whole.interpolate, whole.tension
    )
    (result.clip, result.style) = (whole.clip, whole.style)
    if type == .rule || type == .tick { result.thickness = whole.thickness }
    if type == .rule { result.strokeWidth = whole.thickness }
    if case .b(let overlay) = own {
      result = result.merged(with: MarkSpec.read(overlay.node, &reader))
    }
    (result.opacity, result.fillOpacity) = (
      whole.opacity ?? result.opacity, whole.fillOpacity ?? result.fillOpacity
    )
    if let composite = whole.type { result.part = MarkPart(whole: composite, name: type.rawValue) }
    return result
  }

  /// Leaves one of two bounds in a layer, on the first bound's channel and scale.
  static func keep(
    _ end: Channel, as first: Channel, in layer: inout ViewSpec, from view: ViewSpec
  ) {
    layer.encoding.remove(first == .y ? .y2 : .x2)
    guard end != first, var bound = view.encoding[end], let other = view.encoding[first] else {
      return
    }
    (bound.type, bound.scale, bound.axis) = (bound.type ?? other.type, other.scale, other.axis)
    (bound.title, bound.aggregate) = (bound.title ?? other.title, other.aggregate)
    layer.encoding.set(first, bound, at: view.place)
  }
}
