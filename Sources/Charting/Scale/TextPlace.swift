// Scale: where a part of a text stands in the file that it came from.

import Diagnostics

extension Place {
  /// The place of some bytes of a text that stands here, plain or between quotes.
  ///
  /// A text with escapes is longer where it is written than in memory; then the whole place is
  /// given, for a wrong place is worse than a wide one.
  func part(_ range: Range<Int>, of text: String) -> Place {
    let length = text.utf8.count
    let written = self.range.count
    for quotes in [0, 1] where written == length + 2 * quotes {
      let start = self.range.lowerBound + quotes
      guard self.source.text(start..<start + length) == text else { continue }
      let inside = range.clamped(to: 0..<length)
      return Place(source: source, range: start + inside.lowerBound..<start + inside.upperBound)
    }
    return self
  }
}
