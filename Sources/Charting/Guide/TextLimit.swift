import Canvas

/// How a line that is too wide is cut.
struct TextCut: Hashable {
  /// What stands for the part that is left out.
  var ellipsis = "…"
  /// Whether the start is left out, as where one reads from right to left.
  var isAtStart = false
}

extension TextEngine {
  /// A text, each line cut where it is as wide as a limit or wider; 0 is no limit.
  func limited(
    _ text: String, _ look: TextLook, to limit: Double, by cut: TextCut = TextCut()
  ) -> String {
    guard limit > 0, limit.isFinite else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { self.cut(String($0), look, to: limit, by: cut) }.joined(separator: "\n")
  }

  /// The longest part of a line that leaves room for the ellipsis.
  private func cut(_ line: String, _ look: TextLook, to limit: Double, by cut: TextCut) -> String {
    guard measure(line, look.style).width >= limit else { return line }
    let room = limit - measure(cut.ellipsis, look.style).width
    let signs = Array(line)
    func part(_ count: Int) -> String {
      String(cut.isAtStart ? signs.suffix(count) : signs.prefix(count))
    }
    var (low, high) = (0, signs.count)
    while low < high {
      let middle = (low + high + 1) / 2
      if measure(part(middle), look.style).width < room { low = middle } else { high = middle - 1 }
    }
    return cut.isAtStart ? cut.ellipsis + part(low) : part(low) + cut.ellipsis
  }
}
