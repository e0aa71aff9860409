import Canvas
import Tables

/// Draws marks: one file for each kind, and here only which.
func drawMark(_ mark: MarkPlan, in space: PlotSpace, text: TextEngine) -> DrawnMark {
  let mark = mark.placed(in: space)
  let items: [MarkItem] =
    switch mark.type {
    case .bar, .rect: drawRects(mark, in: space)
    case .line: drawLines(mark, in: space)
    case .area: drawAreas(mark, in: space)
    case .point, .circle, .square: drawPoints(mark, in: space)
    case .rule: drawRules(mark, in: space)
    case .text: drawTexts(mark, in: space, text: text)
    case .tick: drawRects(mark, in: space)
    case .arc: drawArcs(mark, in: space)
    case .trail: drawTrails(mark, in: space)
    case .image: drawImages(mark, in: space)
    case .geoshape: drawGeoShapes(mark, in: space)
    default: []
    }
  return DrawnMark(
    type: mark.type, isClipped: mark.isClipped, items: items, blend: mark.blend,
    avoid: mark.avoid)
}
