import Canvas

/// What became of a label of a figure: a text at a mark, or at the end of a line.
public struct LabelChange: Sendable, Equatable {
  /// What became of it.
  public enum Kind: Sendable, Equatable {
    /// It stands elsewhere: so many points to the right and down.
    case moved(dx: Double, dy: Double)
    /// It says something else.
    case reworded(String)
    /// It is there for the first time.
    case appeared
    /// It is no longer there.
    case vanished
  }

  /// What it says, or said.
  public var text: String
  /// What became of it.
  public var kind: Kind
  /// Where it stood.
  var oldBox: Rect?
  /// Where it stands.
  var newBox: Rect?

  /// How many points a label may move unseen.
  static let tolerance = 2.0

  /// What became of the labels of a figure, in drawing order.
  static func changes(from old: Scene, to new: Scene) -> [LabelChange] {
    var before = labels(of: old)
    let after = labels(of: new)
    var pairs: [(new: SceneMark, old: SceneMark?)] = after.map { label in
      let index = before.nearest(to: label) { $0.text?.text == label.text?.text }
      return (label, index.map { before.remove(at: $0) })
    }
    // What is left may say something else now, at nearly the same place.
    for index in pairs.indices where pairs[index].old == nil {
      let label = pairs[index].new
      let found = before.nearest(to: label) {
        $0.names == label.names && $0.bounds.distance(to: label.bounds) < 60
      }
      pairs[index].old = found.map { before.remove(at: $0) }
    }
    let isResized =
      abs(old.size.width - new.size.width) > 1 || abs(old.size.height - new.size.height) > 1
    return pairs.compactMap { change(from: $0.old, to: $0.new, isResized: isResized) }
      + before.map {
        LabelChange(text: $0.text?.text ?? "", kind: .vanished, oldBox: $0.bounds)
      }
  }

  private static func change(
    from old: SceneMark?, to new: SceneMark, isResized: Bool
  ) -> LabelChange? {
    let text = new.text?.text ?? ""
    guard let old else { return LabelChange(text: text, kind: .appeared, newBox: new.bounds) }
    let was = old.text?.text ?? ""
    if was != text {
      return LabelChange(
        text: was, kind: .reworded(text), oldBox: old.bounds, newBox: new.bounds)
    }
    let (dx, dy) = (new.bounds.x - old.bounds.x, new.bounds.y - old.bounds.y)
    guard !isResized, (dx * dx + dy * dy).squareRoot() > tolerance else { return nil }
    return LabelChange(
      text: text, kind: .moved(dx: dx, dy: dy), oldBox: old.bounds, newBox: new.bounds)
  }

  private static func labels(of scene: Scene) -> [SceneMark] {
    scene.placedTexts.filter { mark in
      mark.roles.contains { $0 == .part("mark") || $0 == .part("labels") }
    }
  }
}

extension [SceneMark] {
  /// The one of those that fit which stands nearest to another.
  fileprivate func nearest(to mark: SceneMark, _ fits: (SceneMark) -> Bool) -> Int? {
    indices.filter { fits(self[$0]) }.min {
      self[$0].bounds.distance(to: mark.bounds) < self[$1].bounds.distance(to: mark.bounds)
    }
  }
}

extension Rect {
  /// How far the middles of two rectangles lie apart.
  fileprivate func distance(to other: Rect) -> Double {
    let dx = x + width / 2 - other.x - other.width / 2
    let dy = y + height / 2 - other.y - other.height / 2
    return (dx * dx + dy * dy).squareRoot()
  }
}
