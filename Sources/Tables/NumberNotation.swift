/// How numbers are written in cells, where that is other than in program code.
public struct NumberNotation: Sendable, Hashable {
  /// The sign before the decimals; empty if there are none.
  public var decimal = "."
  /// The sign between groups of digits, if there is one.
  public var group: String?
  /// Whether nothing but the number stands in a cell; else what stands before and after it, such
  /// as `€` or `%`, does not count.
  public var isBare = true
  /// Whether the numbers are whole.
  public var isWhole = false

  /// Creates the notation of program code.
  public init() {}

  /// The number in a cell; nil if there is none.
  func number(in cell: CellBytes) -> Double? {
    let cell = isBare ? cell.trimmed : Self.stripped(cell)
    guard let plain = plain(cell) else { return nil }
    return plain.withUnsafeBufferPointer { bytes in
      if isWhole, !Self.isWhole(bytes) { return nil }
      return NumberParsing.double(bytes)
    }
  }

  /// The cell as program code writes it: a point before the decimals, no groups.
  ///
  /// A sign between groups has one to three digits before the first, and three after the last; two
  /// or three stand between, as in India. `1234.5` is no number of groups: it was meant otherwise.
  private func plain(_ cell: CellBytes) -> [UInt8]? {
    let (decimal, group) = (Array(self.decimal.utf8), Array((self.group ?? "").utf8))
    var plain: [UInt8] = []
    var offset = 0
    var isPastPoint = false
    var groups: [Int] = []
    var run = 0
    while offset < cell.count {
      if Self.stands(decimal, in: cell, at: offset) {
        guard !isPastPoint else { return nil }
        isPastPoint = true
        groups.append(run)
        plain.append(UInt8(ascii: "."))
        offset += decimal.count
      } else if Self.stands(group, in: cell, at: offset) {
        let next = offset + group.count
        guard !isPastPoint, let last = plain.last, Self.isDigit(last), next < cell.count,
          Self.isDigit(cell[next])
        else { return nil }
        groups.append(run)
        run = 0
        offset = next
      } else {
        // A point that is neither is no part of a number.
        guard cell[offset] != UInt8(ascii: ".") else { return nil }
        if Self.isDigit(cell[offset]) { run += 1 }
        plain.append(cell[offset])
        offset += 1
      }
    }
    if !isPastPoint { groups.append(run) }
    return Self.areGroups(groups) ? plain : nil
  }

  /// Whether digits are grouped as anybody does, if they are.
  private static func areGroups(_ lengths: [Int]) -> Bool {
    guard lengths.count > 1, let first = lengths.first, let last = lengths.last else { return true }
    return 1...3 ~= first && last == 3 && lengths.dropFirst().dropLast().allSatisfy { 2...3 ~= $0 }
  }

  private static func stands(_ mark: [UInt8], in cell: CellBytes, at offset: Int) -> Bool {
    !mark.isEmpty && cell.count - offset >= mark.count
      && mark.indices.allSatisfy { cell[offset + $0] == mark[$0] }
  }

  /// The part of a cell from its first digit, with the sign or point before it, to its last.
  private static func stripped(_ cell: CellBytes) -> CellBytes {
    guard var start = cell.firstIndex(where: isDigit), let end = cell.lastIndex(where: isDigit)
    else { return cell }
    if start > 0, cell[start - 1] == UInt8(ascii: ".") { start -= 1 }
    if start > 0, cell[start - 1] == UInt8(ascii: "-") || cell[start - 1] == UInt8(ascii: "+") {
      // In "A-12" the line is no sign.
      let isSign = start == 1 || !isLetter(cell[start - 2]) && !isDigit(cell[start - 2])
      if isSign { start -= 1 }
    }
    return CellBytes(rebasing: cell[start...end])
  }

  private static func isWhole(_ cell: CellBytes) -> Bool {
    let digits = cell.first == UInt8(ascii: "-") || cell.first == UInt8(ascii: "+") ? 1 : 0
    return cell.count > digits && cell[digits...].allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
