import Canvas

extension TextEngine {
  /// A text, each line cut with an ellipsis where it is wider than a limit; 0 is no limit.
  func limited(_ text: String, _ look: TextLook, to limit: Double) -> String {
    guard limit > 0, limit.isFinite else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      line -> String in
      guard measure(String(line), look.style).width > limit else { return String(line) }
      var kept = String(line)
      while !kept.isEmpty, measure(kept + "…", look.style).width > limit { kept.removeLast() }
      return kept + "…"
    }
    return lines.joined(separator: "\n")
  }
}
