import Diagnostics

/// The letters of appendices, and the numbers of the sections below them.
struct AppendixNumbers {
  private var count = 0
  /// The level of the appendix that is open; nil outside of appendices.
  private var level: Int?
  private var inner: [Int] = []

  /// Whether an appendix is open: until a heading of its level that opens none.
  var isOpen: Bool { level != nil }

  /// "A" for a heading that opens an appendix, "A.1" for one below it; nil for all others.
  mutating func number(of heading: Heading, numbersSections: Bool) -> String? {
    if heading.isAppendix {
      level = heading.level
      inner = []
      guard heading.isNumbered else { return nil }
      count += 1
      return letter
    }
    guard let level else { return nil }
    guard heading.level > level else {
      self.level = nil
      return nil
    }
    guard numbersSections, heading.isNumbered, count > 0 else { return nil }
    let depth = heading.level - level
    while inner.count < depth { inner.append(0) }
    inner.removeSubrange(depth...)
    inner[depth - 1] += 1
    return ([letter] + inner.map(String.init)).joined(separator: ".")
  }

  private var letter: String { PanelLetter.text(count - 1).uppercased() }
}

extension Label {
  /// The label of a heading.
  init(_ heading: Heading, place: Place?) {
    // Sections of an appendix are referred to by its word too: "Appendix A.1".
    let isLettered = heading.number.first?.isLetter ?? false
    self.init(
      kind: isLettered ? .appendix : .section, number: heading.number, title: heading.text,
      place: place)
  }
}
