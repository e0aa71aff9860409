import Notation

/// An error band with given bounds becomes an area from `y` to `y2` (or `x` to `x2`), with lines
/// along its edges if `borders` asks for them.
///
/// Bands that are computed from raw rows (`extent`: stdev, stderr, ci, iqr) are not supported yet.
enum ErrorBand {
  static func rewrite(
    _ view: ViewSpec, _ mark: MarkSpec, _ config: ConfigSpec, _ reader: inout SpecReader
  ) -> ViewSpec? {
    guard mark.type == .errorband else { return nil }
    let settings = MarkSpec.merging(config.marks[.errorband], mark)
    let isVertical = view.encoding[.y2] != nil
    guard isVertical || view.encoding[.x2] != nil else {
      reader.unsupported(
        "an error band computed from raw rows", at: mark.place ?? view.place.head,
        hint: "compute the bounds and give them as 'y' and 'y2'")
      return nil
    }
    var layers = [view.replacing(mark: part(.area, of: mark, with: settings.band, &reader))]
    if let border = enabled(settings.borders) {
      let line = part(.line, of: mark, with: border, &reader)
      let (first, second): (Channel, Channel) = isVertical ? (.y, .y2) : (.x, .x2)
      var upper = view.replacing(mark: line)
      upper.encoding.remove(second)
      var lower = upper
      if var bound = view.encoding[second] {
        let other = view.encoding[first]
        (bound.type, bound.scale, bound.axis) = (
          bound.type ?? other?.type, other?.scale, other?.axis
        )
        (bound.title, bound.aggregate) = (bound.title ?? other?.title, other?.aggregate)
        lower.encoding.set(first, bound, at: view.place)
        layers += [upper, lower]
      }
    }
    return view.layered(layers)
  }

  private static func enabled(
    _ part: Either<Bool, MarkOverlay>?
  ) -> Either<Bool, MarkOverlay>? {
    if case .a(false) = part { return nil }
    return part
  }

  private static func part(
    _ type: MarkType, of mark: MarkSpec, with own: Either<Bool, MarkOverlay>?,
    _ reader: inout SpecReader
  ) -> MarkSpec {
    var result = MarkSpec(type: type)
    (result.color, result.interpolate, result.tension) = (
      mark.color, mark.interpolate, mark.tension
    )
    (result.clip, result.style) = (mark.clip, mark.style)
    if case .b(let overlay) = own {
      result = result.merged(with: MarkSpec.read(overlay.node, &reader))
    }
    (result.opacity, result.fillOpacity) = (
      mark.opacity ?? result.opacity, mark.fillOpacity ?? result.fillOpacity
    )
    return result
  }
}

extension ViewSpec {
  /// The same unit view with another mark, as a layer: without what the layered view keeps.
  func replacing(mark: MarkSpec) -> ViewSpec {
    var layer = self
    layer.content = .unit(mark)
    (layer.name, layer.title, layer.data, layer.view) = (nil, nil, nil, nil)
    (layer.transform, layer.width, layer.height) = ([], nil, nil)
    return layer
  }

  /// A layered view in the place of this one.
  func layered(_ layers: [ViewSpec]) -> ViewSpec {
    var result = self
    result.content = .layer(layers)
    result.encoding = EncodingSpec()
    return result
  }
}
