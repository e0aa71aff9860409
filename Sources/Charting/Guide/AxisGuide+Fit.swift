import Canvas

// Names under a discrete axis that are too long to stand side by side.
extension AxisGuide {
  /// Wraps labels at spaces; else leaves out labels of an order (years, numbers) between others;
  /// else turns them, so that none is lost and none meets another.
  mutating func fitLabels(
    step: Double, at distance: Double, _ look: TextLook, _ engine: TextEngine
  ) {
    guard overlaps(1) else { return }
    let before = ticks
    for index in ticks.indices {
      ticks[index].text = wrapped(ticks[index].text, to: step - 4, look, engine)
      ticks[index].label = label(ticks[index], at: distance, look, engine)
    }
    let lines = ticks.map { $0.label?.lines.count ?? 1 }.max() ?? 1
    if lines <= 4, !overlaps(1) { return }
    ticks = before
    if isCounted {
      let every = (2...max(2, ticks.count)).first { !overlaps($0) } ?? ticks.count
      for index in ticks.indices where index % every != 0 { ticks[index].isHidden = true }
      return
    }
    plan.labelAngle = 270
    for index in ticks.indices {
      ticks[index].label = label(ticks[index], at: distance, look, engine)
    }
  }

  /// Whether the labels are years or numbers in order, of which some tell the others.
  private var isCounted: Bool {
    guard plan.type == .ordinal || plan.type == .year else { return false }
    return ticks.allSatisfy { $0.value.number != nil || Double($0.text) != nil }
  }

  private func wrapped(
    _ text: String, to width: Double, _ look: TextLook, _ engine: TextEngine
  ) -> String {
    guard engine.measure(text, look.style).width > width else { return text }
    let lines = TextBlock([text], look: look, width: max(width, 10), text: engine).lines
    // A name that is parted within a word is worse than one that is turned.
    return lines.joined(separator: " ") == text ? lines.joined(separator: "\n") : text
  }
}
