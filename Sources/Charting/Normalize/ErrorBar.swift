import Diagnostics
import Notation

/// An error bar becomes a rule between its bounds, with ticks at its ends if `ticks` asks for them.
enum ErrorBar {
  static func rewrite(
    _ view: ViewSpec, _ mark: MarkSpec, _ config: ConfigSpec, _ reader: inout SpecReader
  ) -> ViewSpec? {
    guard mark.type == .errorbar else { return nil }
    let settings = MarkSpec.merging(config.marks[.errorbar], mark)
    let summary = ErrorSummary.make(view, settings, &reader)
    let base = summary?.view ?? view
    let isVertical = summary.map { $0.channel == .y } ?? (view.encoding[.y2] != nil)
    let (first, second): (Channel, Channel) = isVertical ? (.y, .y2) : (.x, .x2)
    guard base.encoding[second] != nil else {
      reader.log.add(.errorsNeedMeasure(at: mark.place ?? view.place.head))
      return nil
    }
    var layers: [ViewSpec] = []
    if let ticks = CompositePart.enabled(settings.ticks) {
      for end in [first, second] {
        var tick = CompositePart.mark(.tick, of: mark, with: ticks, &reader)
        tick.orient = isVertical ? .horizontal : .vertical
        // In our own look the ends of a bar are short strokes of its own colour.
        if config.figure.width != nil {
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

extension Diagnostic {
  static func errorsNeedMeasure(at place: Place) -> Diagnostic {
    .error(
      "missing-channel", "errors have nothing to be measured along", at: place,
      why: "'x' or 'y' shows a quantitative field, or both bounds are given as 'y' and 'y2'",
      hint: "say type: quantitative, or name the direction with 'orient'")
  }
}
