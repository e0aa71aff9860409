import Notation

/// An error band becomes an area from `y` to `y2` (or `x` to `x2`), with lines along its edges if
/// `borders` asks for them; without given bounds these are computed from the rows.
///
/// Where nothing is shown across, a rect and rules run through the plot.
enum ErrorBand {
  static func rewrite(
    _ view: ViewSpec, _ mark: MarkSpec, _ config: ConfigSpec, _ reader: inout SpecReader
  ) -> ViewSpec? {
    guard mark.type == .errorband else { return nil }
    let settings = MarkSpec.merging(config.marks[.errorband], mark)
    guard let (base, first, second) = ErrorSummary.bounds(of: view, mark, settings, &reader) else {
      return nil
    }
    let isFlat = base.encoding[first == .y ? .x : .y] == nil
    var area = CompositePart.mark(isFlat ? .rect : .area, of: mark, with: settings.band, &reader)
    area.orient = first == .y ? .vertical : .horizontal
    var layers = [base.replacing(mark: area)]
    if let border = CompositePart.enabled(settings.borders) {
      for end in [first, second] {
        let line = CompositePart.mark(isFlat ? .rule : .line, of: mark, with: border, &reader)
        var layer = base.replacing(mark: line)
        CompositePart.keep(end, as: first, in: &layer, from: base)
        layers.append(layer)
      }
    }
    return base.layered(layers)
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
