// Layout: rectangles only.

import Canvas
import Tables

/// A plot of a known size with everything in it, in its own coordinates.
struct PlotFrame {
  var plan: PlotPlan
  var space: PlotSpace
  var axes: [AxisGuide]
  var marks: [DrawnMark]
  var direct: [LabelBox]

  /// The plot area.
  var area: Rect { Rect(0, 0, space.size.width, space.size.height) }

  /// The plot with everything that stands out of it.
  var bounds: Rect {
    var result = area
    for axis in axes { if let box = axis.bounds { result = result.union(box) } }
    for mark in marks where !mark.isClipped {
      if let box = plan.isVegas ? mark.room : mark.bounds { result = result.union(box) }
    }
    for label in direct { if let box = label.bounds { result = result.union(box) } }
    return result
  }

  /// The plot as scene items, behind first.
  var items: [SceneItem] {
    var items: [SceneItem] = []
    if let frame = background { items.append(frame) }
    items += axes.compactMap(\.gridItem)
    items += axes.filter { !$0.plan.isInFront }.compactMap(\.item)
    items += marks.map { $0.group(clip: area) }
    items += axes.filter(\.plan.isInFront).compactMap(\.item)
    if !direct.isEmpty {
      let labels = direct.flatMap { label -> [SceneItem] in
        var items = label.items().map { SceneItem.text($0) }
        if let (start, end) = label.leader {
          let stroke = Stroke(.color(label.look.color), width: 0.5)
          items.insert(.path(ScenePath(.line(from: start, to: end), stroke: stroke)), at: 0)
        }
        return items
      }
      items.append(.group(SceneGroup(.part("labels"), name: "series", items: labels)))
    }
    return items
  }

  private var background: SceneItem? {
    let look = plan.background
    guard look.fill != nil || look.stroke != nil else { return nil }
    let stroke = look.stroke.map { Stroke($0, width: look.strokeWidth, dash: look.dash) }
    let radii = [Double](repeating: look.cornerRadius, count: 4)
    // In Vega thin lines are moved onto pixels.
    let width = look.strokeWidth
    let isMoved = plan.isVegas && stroke != nil && width > 0.5 && width < 1.5
    let shift = isMoved ? 0.5 - (width - 1).magnitude : 0
    return .path(
      ScenePath(
        .rect(area.moved(by: Point(shift, shift)), radii: look.cornerRadius > 0 ? radii : []),
        fill: look.fill, stroke: stroke,
        opacity: look.opacity))
  }
}
