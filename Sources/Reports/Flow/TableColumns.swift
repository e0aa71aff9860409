import Canvas

/// How the columns of a table share the width.
struct TableColumns {
  /// One column.
  struct Column {
    /// How its cells stand.
    enum Alignment: Equatable {
      case left, center, right
      /// Numbers with their decimal signs one below the other.
      case decimal
    }

    var alignment: Alignment
    /// The width without any wrapping, and the least width that divides no word.
    var natural = 0.0
    var least = 0.0
    /// The widest parts of its numbers before and after the decimal sign.
    var whole = 0.0
    var fraction = 0.0
    var x = 0.0
    var width = 0.0
  }

  var columns: [Column]
  /// The width of the table.
  var width: Double
  /// Whether some cell needs more than one line.
  var wraps: Bool

  /// The space between two columns.
  static let gap = 14.0
  /// The least space, where it saves a table from wrapping.
  static let tightGap = 10.0

  /// Shares `room` among columns that are known with their natural and least widths.
  init(_ columns: [Column], dashes: [Int], room: Double) {
    self.columns = columns
    let gaps = Self.gap * Double(max(0, columns.count - 1))
    let natural = columns.reduce(0) { $0 + $1.natural }
    var widths: [Double]
    var gap = Self.gap
    let tightGaps = Self.tightGap * Double(max(0, columns.count - 1))
    if natural + tightGaps <= room {
      wraps = false
      widths = columns.map(\.natural)
      // A table that nearly fills the measure fills it; a small one stays together.
      if natural + gaps > room * 0.7, columns.count > 1 {
        gap = (room - natural) / Double(columns.count - 1)
      } else {
        gap = min(24, (room - natural) / Double(max(1, columns.count - 1)))
      }
    } else {
      wraps = true
      widths = Self.shared(columns, dashes: dashes, room: max(room - gaps, 1))
    }
    var x = 0.0
    for index in columns.indices {
      self.columns[index].x = x
      self.columns[index].width = widths[index]
      x += widths[index] + gap
    }
    width = max(0, x - gap)
  }

  /// Whether some column has less than the room of two letters, and needs more.
  func isTooNarrow(for size: Double) -> Bool {
    wraps && columns.contains { $0.width < min($0.least, 1.5 * size) - 0.01 }
  }

  /// Widths for columns that do not fit: the author's, if the dashes under the head differ, else
  /// such that long columns give more; none under its least width while that can be.
  private static func shared(
    _ columns: [Column], dashes: [Int], room: Double
  ) -> [Double] {
    let longest = dashes.max() ?? 0
    let shortest = dashes.min() ?? 0
    if dashes.count == columns.count, shortest > 0, longest >= 2 * shortest, longest > 8 {
      let total = Double(dashes.reduce(0, +))
      return filled(columns, room: room) { _, index in
        Double(dashes[index]) / total
      }
    }
    return filled(columns, room: room) { column, _ in power(max(column.natural, 1)) }
  }

  /// Scales weights until the widths, held between least and natural, fill the room.
  private static func filled(
    _ columns: [Column], room: Double, weight: (Column, Int) -> Double
  ) -> [Double] {
    let weights = columns.enumerated().map { weight($1, $0) }
    func widths(_ scale: Double) -> [Double] {
      columns.enumerated().map { index, column in
        min(max(weights[index] * scale, min(column.least, column.natural)), column.natural)
      }
    }
    var (low, high) = (0.0, 1.0)
    while widths(high).reduce(0, +) < room, high < 1e7 { high *= 2 }
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if widths(middle).reduce(0, +) < room { low = middle } else { high = middle }
    }
    let result = widths(low)
    let sum = result.reduce(0, +)
    // Even the least widths are too wide: all give in proportion.
    return sum > room ? result.map { $0 * room / sum } : result
  }

  /// x to the power of three quarters, from square roots.
  private static func power(_ x: Double) -> Double {
    x.squareRoot() * x.squareRoot().squareRoot()
  }
}

/// Numbers as they are written in tables.
enum TableNumber {
  /// Whether a text is a number, or a sign that stands for none.
  static func isNumber(_ text: String) -> Bool {
    // Most cells are plain words or figures; nothing that is a number ends in a letter.
    guard let last = text.utf8.last else { return false }
    if (0x41...0x5A).contains(last) || (0x61...0x7A).contains(last) { return false }
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
    let body = text.drop { "+−-–±~≈<>≤≥c. \u{A0}$€£¥".contains($0) }
    guard let first = body.first, first.isNumber else { return false }
    return body.allSatisfy {
      $0.isNumber || ",.'’ \u{A0}\u{2009}\u{202F}–-%‰*†‡".contains($0)
    }
  }

  /// Whether a text stands for a missing number.
  static func isPlaceholder(_ text: String) -> Bool {
    ["", "–", "—", "-", "…", "...", "·", "n/a", "n.a.", "NA", ".."].contains(text)
  }

  /// Whether a column holds different measures: numbers with decimals, and others in the thousands.
  ///
  /// The latter have no decimal sign to stand on: they stand at the right edge.
  static func mixesMeasures(_ texts: [String], decimalSign: Character) -> Bool {
    let numbers = texts.filter(isNumber)
    guard numbers.contains(where: { $0.contains(decimalSign) }) else { return false }
    return numbers.contains { text in
      !text.contains(decimalSign) && text.count(where: \.isNumber) > 3
    }
  }

  /// The text of a number before its decimal sign; all of it if it has none.
  static func whole(of text: String, decimalSign: Character) -> Substring {
    guard let sign = text.lastIndex(of: decimalSign) else {
      let end = text.lastIndex(where: \.isNumber).map { text.index(after: $0) } ?? text.endIndex
      return text[..<end]
    }
    return text[..<sign]
  }

  /// The decimal sign of a language.
  static func decimalSign(of language: String) -> Character {
    let comma = [
      "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "sv", "da", "nb", "no", "fi", "cs", "tr",
      "el",
      "uk", "ro", "hu",
    ]
    return comma.contains(String(language.prefix(2)).lowercased()) ? "," : "."
  }
}
