import Canvas

/// Looks for text that cannot be read.
package struct LegibilityCheck {
  private let scene: Scene

  package init(_ scene: Scene) { self.scene = scene }

  /// What is wrong, in words.
  package var problems: [String] {
    let marks = placed
    let texts = marks.filter { $0.text != nil }
    var found: [String] = []
    let frame = Rect(0, 0, scene.size.width, scene.size.height)
    for (index, mark) in texts.enumerated() {
      guard let text = mark.text else { continue }
      if text.color.contrast(with: .white) < 4.5 {
        found.append("'\(text.text)' is set in \(text.color.css), too light for text")
      }
      if text.style.size < 6 - 1e-9 {
        found.append("'\(text.text)' is set in \(text.style.size) pt")
      }
      let box = tight(mark)
      if !frame.contains(box, tolerance: 0.3) {
        found.append("'\(text.text)' leaves the frame: \(box) in \(frame)")
      }
      for other in texts[(index + 1)...] where box.intersects(tight(other), tolerance: 0.3) {
        found.append("'\(text.text)' touches '\(other.text?.text ?? "")'")
      }
      if text.halo == nil, let cover = marked(box, marks) {
        found.append("'\(text.text)' stands on a mark without a halo: \(cover)")
      }
    }
    return found
  }

  private var placed: [SceneMark] {
    var marks: [SceneMark] = []
    scene.visit { marks.append($0) }
    return marks
  }

  /// The box of the letters themselves, from the height of capitals to the baseline.
  private func tight(_ mark: SceneMark) -> Rect {
    guard var text = mark.text else { return mark.bounds }
    text.metrics.ascent = text.style.size * 0.73
    text.metrics.descent = 0
    return mark.transform.apply(text.bounds)
  }

  /// A mark under a text: a path inside a group of marks that is neither a ground nor a grid line.
  private func marked(_ box: Rect, _ marks: [SceneMark]) -> Rect? {
    for mark in marks {
      guard let path = mark.path, mark.roles.contains(.part("mark")) else { continue }
      // Shaded periods and bands are grounds on which dark text reads well.
      if isGround(path) { continue }
      guard mark.bounds.intersects(box, tolerance: 0.3) else { continue }
      if touches(path, mark, box) { return mark.bounds }
    }
    return nil
  }

  private func isGround(_ path: ScenePath) -> Bool {
    guard path.stroke == nil, case .color(let color)? = path.fill else { return false }
    let light = 1 - (1 - (color.red + color.green + color.blue) / 3) * color.alpha * path.opacity
    return light > 0.8
  }

  private func touches(_ path: ScenePath, _ mark: SceneMark, _ box: Rect) -> Bool {
    let outline = path.path.mapped(mark.transform.apply)
    if path.fill != nil { return true }
    var last: Point?
    for element in outline.elements {
      switch element {
      case .move(let point): last = point
      case .line(let point), .curve(_, _, let point):
        if let from = last, box.crosses((from, point)) { return true }
        last = point
      case .close: continue
      }
    }
    return false
  }
}
