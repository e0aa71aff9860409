import Notation

/// `point` on lines and areas and `line` on areas become layers over the path.
enum PathOverlay {
  static func rewrite(
    _ view: ViewSpec, _ mark: MarkSpec, _ config: ConfigSpec, _ reader: inout SpecReader
  ) -> ViewSpec? {
    guard let type = mark.type, type == .line || type == .area else { return nil }
    let settings = MarkSpec.merging(config.mark, config.marks[type], mark)
    let line = type == .area ? overlay(settings.line) : nil
    // A shape on a line is that of its points.
    let hasShape = view.encoding[.shape] != nil && settings.point == nil
    let point = hasShape ? Overlay() : overlay(settings.point)
    guard line != nil || point != nil else { return nil }

    var base = mark
    (base.line, base.point) = (.a(false), .off)
    var plain = view
    plain.encoding.remove(.shape)
    if type == .area, settings.opacity == nil, settings.fillOpacity == nil {
      base.opacity = 0.7
    }
    var layers = [plain.replacing(mark: base)]
    var under = mark
    // In Vega-Lite what lies over a path has the usual colour, not that of the path.
    if !config.isOurs { under.color = nil }
    if let line { layers.append(plain.replacing(mark: lineMark(line, over: under, &reader))) }
    if let point { layers.append(view.replacing(mark: pointMark(point, over: under, &reader))) }
    return view.layered(layers)
  }

  /// What an overlay adds to its base: nil if it is off.
  private static func overlay(_ spec: Either<Bool, MarkOverlay>?) -> Overlay? {
    switch spec {
    case .a(true): Overlay()
    case .b(let mark): Overlay(node: mark.node)
    default: nil
    }
  }

  private static func overlay(_ spec: PointOverlaySpec?) -> Overlay? {
    switch spec {
    case .on: Overlay()
    case .transparent: Overlay(opacity: 0)
    case .mark(let mark): Overlay(node: mark.node)
    default: nil
    }
  }

  private struct Overlay {
    var node: Node?
    var opacity: Double?
  }

  private static func lineMark(
    _ overlay: Overlay, over mark: MarkSpec, _ reader: inout SpecReader
  ) -> MarkSpec {
    var line = MarkSpec(type: .line)
    (line.interpolate, line.tension, line.color) = (mark.interpolate, mark.tension, mark.color)
    (line.point, line.opacity, line.liesOn, line.clip) = (.off, 1, mark.type, mark.clip)
    return line.merged(with: overlay.node.flatMap { MarkSpec.read($0, &reader) })
  }

  private static func pointMark(
    _ overlay: Overlay, over mark: MarkSpec, _ reader: inout SpecReader
  ) -> MarkSpec {
    var point = MarkSpec(type: .point)
    (point.filled, point.opacity, point.color) = (true, overlay.opacity ?? 1, mark.color)
    point.style = .a("line-point")
    (point.liesOn, point.clip) = (mark.type, mark.clip)
    return point.merged(with: overlay.node.flatMap { MarkSpec.read($0, &reader) })
  }
}
