import Canvas
import Charting

/// A picture of one side, with what is different ringed.
struct MarkedFigure {
  /// The colour of what marks differences: no series has it.
  static let ink = Color(hex: 0xC2185B)
  /// With more rings than these nothing would be seen.
  static let mostRings = 60

  let chart: DrawnChart
  /// Where points, bars and areas differ.
  let rings: [Rect]
  /// Where labels differ.
  let labels: [Rect]

  /// The figure of the old or the new side of a difference; nil if there is none.
  init?(_ figure: FigureDifference, isNew: Bool) {
    guard let chart = (isNew ? figure.new : figure.old)?.chart else { return nil }
    self.chart = chart
    let marks = isNew ? figure.newMarks : figure.oldMarks
    rings = marks.count <= Self.mostRings ? marks : []
    labels = figure.labels.compactMap { isNew ? $0.newBox : $0.oldBox }
  }

  /// Whether there are too many places to ring each.
  static func isCrowded(_ figure: FigureDifference) -> Bool {
    max(figure.newMarks.count, figure.oldMarks.count) > mostRings
  }

  /// How large the picture is in a room, as a share of its own size.
  func share(in room: Size) -> Double {
    let size = chart.scene.size
    return min(1, room.width / max(1, size.width), room.height / max(1, size.height))
  }

  /// The picture no wider and no higher than its place, and never larger than it is.
  func fitted(width: Double?, height: Double?) -> DrawnChart {
    let size = chart.scene.size
    let share = share(in: Size(width ?? size.width, height ?? size.height))
    var scene = chart.scene
    var group = SceneGroup(transform: .scale(share, share), items: scene.items + marks(share))
    group.clip = nil
    scene.items = [.group(group)]
    scene.size = Size(width ?? size.width * share, height ?? size.height * share)
    var drawn = DrawnChart(
      scene: scene, alternative: chart.alternative, sources: [], sourceKeys: [],
      plotted: chart.plotted)
    drawn.isAlternativeWritten = true
    return drawn
  }

  /// The rings; their lines are as wide on paper at any share of the size.
  private func marks(_ share: Double) -> [SceneItem] {
    let points = rings.flatMap { box -> [SceneItem] in
      let around = box.atLeast(5).expanded(by: 3)
      return ring(around, radius: min(around.width, around.height) / 2, share, dash: [])
    }
    let words = labels.flatMap { box -> [SceneItem] in
      ring(box.expanded(by: 1.5), radius: 2, share, dash: [3, 2])
    }
    return points + words
  }

  private func ring(
    _ box: Rect, radius: Double, _ share: Double, dash: [Double]
  ) -> [SceneItem] {
    let path = Path.rect(box, radii: [radius, radius, radius, radius])
    let under = Stroke(.color(.white), width: 2.6 / share)
    let over = Stroke(
      .color(Self.ink), width: 1.1 / share, dash: dash.map { $0 / share })
    return [.path(ScenePath(path, stroke: under)), .path(ScenePath(path, stroke: over))]
  }
}

extension Rect {
  /// The rectangle about the same middle with sides of some length at least.
  fileprivate func atLeast(_ length: Double) -> Rect {
    let (w, h) = (max(width, length), max(height, length))
    return Rect(x + width / 2 - w / 2, y + height / 2 - h / 2, w, h)
  }
}
