extension String {
  /// Whether another text stands somewhere in this one, byte for byte.
  ///
  /// Foundation's `contains` compares letters in all their forms, a hundred times more slowly; names
  /// of columns and signs of Markdown want no such thing.
  public func includes(_ part: String) -> Bool {
    guard !part.isEmpty else { return true }
    var (text, part) = (self, part)
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard part.count <= text.count else { return false }
        let last = text.count - part.count
        for start in 0...last where text[start] == part[0] {
          if part.indices.allSatisfy({ text[start + $0] == part[$0] }) { return true }
        }
        return false
      }
    }
  }
}
