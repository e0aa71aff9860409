import Diagnostics
import Notation

/// A running head or foot: up to five texts with slots.
struct PageLine: ThemeObject, Hashable {
  var left: SlotText?
  var center: SlotText?
  var right: SlotText?
  var inside: SlotText?
  var outside: SlotText?

  static let noun = "an object of texts on a line"
  static var keys: [ThemeKey<PageLine>] {
    [
      ThemeKey("left", \.left, "What stands on the left."),
      ThemeKey("center", \.center, "What stands in the middle."),
      ThemeKey("right", \.right, "What stands on the right."),
      ThemeKey("inside", \.inside, "What stands at the spine: left on odd pages."),
      ThemeKey("outside", \.outside, "What stands at the outer edge: right on odd pages."),
    ]
  }

  /// What stands left, in the middle and right on a page.
  func sides(page: Int) -> (left: SlotText?, center: SlotText?, right: SlotText?) {
    let isOdd = page % 2 == 1
    let (first, last) = isOdd ? (inside, outside) : (outside, inside)
    // What finds its side taken stands on the other one.
    let movedRight = left == nil ? nil : first
    let movedLeft = right == nil ? nil : last
    return (left ?? first ?? movedLeft, center, right ?? last ?? movedRight)
  }
}

/// A text with slots in braces that each page fills: `{title}`, `{page} / {pages}`.
struct SlotText: ThemeValue, Hashable {
  /// What a page knows of itself.
  enum Slot: String, CaseIterable, Sendable {
    case title, subtitle, author, date, version, chapter, section, page, pages
    case pageOfPages = "page-of-pages"
  }

  private enum Part: Hashable {
    case words(String)
    case slot(Slot)
  }

  private var parts: [Part] = []

  static var kind: String {
    let slots = Suggestion.list(Slot.allCases.map(\.rawValue), limit: 12)
    return "a text with slots such as {title} or {page} (\(slots))"
  }

  static func read(_ node: Node) -> SlotText? { node.text.flatMap { SlotText($0) } }

  /// Reads a text; nil if a slot is not known or not closed.
  init?(_ text: String) {
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
      let inner = rest[rest.index(after: open)...]
      guard let close = inner.firstIndex(of: "}"),
        let slot = Slot(rawValue: String(inner[..<close]))
      else { return nil }
      parts.append(.slot(slot))
      rest = inner[inner.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.words(String(rest))) }
  }

  /// The text with its slots filled; empty if there is nothing to fill them with.
  func filled(_ value: (Slot) -> String) -> String {
    var hasValue = false
    var hasSlot = false
    let text = parts.map { part in
      switch part {
      case .words(let words): return words
      case .slot(let slot):
        let value = value(slot)
        hasSlot = true
        if !value.isEmpty { hasValue = true }
        return value
      }
    }.joined()
    return hasValue || !hasSlot ? text.trimmed : ""
  }
}
