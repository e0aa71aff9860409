/// How one column of a table stands on a web page.
struct HTMLColumn {
  enum Alignment: Equatable {
    case left, center, right
    /// Numbers with their decimal signs one below the other.
    case decimal
  }

  var alignment = Alignment.left
  /// The longest part of its numbers from the decimal sign on.
  private var tail: Substring = ""
  private let decimalSign: Character
  private let mixesMeasures: Bool
  /// The letters of the longest text that is not divided.
  private(set) var least = 0

  /// Looks at the texts of a column.
  init(
    _ texts: [String], head: String, asked: TableAlignment, mixesMeasures: Bool,
    decimalSign: Character
  ) {
    self.decimalSign = decimalSign
    self.mixesMeasures = mixesMeasures
    let isNumeric =
      texts.contains(where: TableNumber.isNumber)
      && texts.allSatisfy { TableNumber.isNumber($0) || TableNumber.isPlaceholder($0) }
    alignment =
      switch asked {
      case .left: .left
      case .center: .center
      case .right: isNumeric ? .decimal : .right
      case .natural: isNumeric ? .decimal : .left
      }
    least = HTMLColumn.longestWord(head)
    for text in texts {
      if alignment == .decimal {
        let own = self.tail(of: text)
        if own.count > tail.count { tail = own }
      }
      least = max(least, isNumeric ? text.count : HTMLColumn.longestWord(text))
    }
  }

  /// The class of the cells.
  var className: String? {
    switch alignment {
    case .left: nil
    case .center: "center"
    case .right, .decimal: "numeric"
    }
  }

  /// What a number lacks to be as long after its decimal sign as the longest: it takes its room and
  /// is not seen, heard or copied.
  func padding(of text: String) -> String? {
    guard alignment == .decimal else { return nil }
    // Whole numbers of another measure have no decimal sign to stand on.
    if mixesMeasures, TableNumber.isNumber(text), !text.contains(decimalSign) { return nil }
    let own = tail(of: text)
    return tail.count > own.count ? String(tail.dropFirst(own.count)) : nil
  }

  private func tail(of text: String) -> Substring {
    text.dropFirst(TableNumber.whole(of: text, decimalSign: decimalSign).count)
  }

  private static func longestWord(_ text: String) -> Int {
    text.split { $0.isWhitespace && $0 != "\u{A0}" }.map(\.count).max() ?? 0
  }
}

extension [HTMLColumn] {
  /// Whether a table may be wider than a telephone: then it moves sideways.
  var mayBeWide: Bool { reduce(0) { $0 + $1.least + 3 } > 40 }
}
