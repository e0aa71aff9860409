/// The marks that Cairo puts around pieces of content, and how artifacts get theirs.
///
/// Cairo numbers each tag on its page, and knows none for what is no content: such pieces are drawn
/// in a tag that nothing else has, and renamed afterwards.
enum ContentMarks {
  /// Cairo's tag for a piece of content.
  static func tag(of owner: DocumentStructure.Owner) -> String {
    switch owner {
    case .element: "Span"
    case .artifact: "Private"
    }
  }

  /// The marks of the pieces of content of a page, as they stand in the file.
  static func marks(of owners: [DocumentStructure.Owner], types: (Int) -> String) -> [String] {
    owners.enumerated().map { number, owner in
      switch owner {
      case .element(let element): "/\(types(element)) <</MCID \(number)>> BDC"
      case .artifact(.pagination): "/Artifact <</Type /Pagination>> BDC"
      case .artifact(.layout): "/Artifact <</Type /Layout>> BDC"
      }
    }
  }

  /// What is drawn on a page with other marks; nil if there are others than were made.
  static func renamed(_ content: [UInt8], to marks: [String]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var copied = 0
    var count = 0
    var scanner = ContentScanner(content)
    while let found = scanner.next() {
      guard let number = found.number else { continue }
      guard number == count, marks.indices.contains(count) else { return nil }
      result += content[copied..<found.range.lowerBound]
      result.append(contentsOf: marks[count].utf8)
      copied = found.range.upperBound
      count += 1
    }
    result += content[copied...]
    // Where nothing can be seen on a page, Cairo leaves the marks out.
    if count == 0 {
      for mark in marks { result.append(contentsOf: "\n\(mark) EMC".utf8) }
      return result
    }
    return count == marks.count ? result : nil
  }
}

/// The names of the objects that a page shows.
enum ContentNames {
  /// What is drawn on a page with its pictures called `x0`, `x1` and so on, in the order in which they
  /// are first shown, and that order; nil if one is named that is not known.
  ///
  /// Cairo calls them by numbers that depend on the pages before.
  static func renamed(
    _ content: [UInt8], _ known: Set<String>
  ) -> (content: [UInt8], order: [String])? {
    var result: [UInt8] = []
    var order: [String] = []
    var copied = 0
    var scanner = ContentScanner(content)
    while let found = scanner.next() {
      let name = String(decoding: content[found.range.dropFirst()], as: UTF8.self)
      guard found.number == nil, known.contains(name) else { continue }
      if !order.contains(name) { order.append(name) }
      result += content[copied...found.range.lowerBound]
      result.append(contentsOf: "x\(order.firstIndex(of: name) ?? 0)".utf8)
      copied = found.range.upperBound
    }
    guard order.count == known.count else { return nil }
    return (result + content[copied...], order)
  }
}

/// Finds the names and the marks in what is drawn on a page; what stands in strings is none.
struct ContentScanner {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next name, with its number if it is a mark, `/Name << /MCID number >> BDC`; nil if there is
  /// none.
  mutating func next() -> (range: Range<Int>, number: Int?)? {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "("): skipString()
      case UInt8(ascii: "/"):
        let start = offset
        offset += 1
        let number = mark()
        return (start..<offset, number)
      default: offset += 1
      }
    }
    return nil
  }

  /// Goes behind a string in parentheses, which may hold others.
  private mutating func skipString() {
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      offset += 1
      if depth == 0 { return }
    }
  }

  /// The number of a mark whose name begins here; stands behind it then, else behind the name.
  private mutating func mark() -> Int? {
    while offset < bytes.count, isRegular(bytes[offset]) { offset += 1 }
    let end = offset
    guard take("<<"), take("/MCID"), let number = number(), take(">>"), take("BDC") else {
      offset = end
      return nil
    }
    return number
  }

  private mutating func take(_ word: StaticString) -> Bool {
    skipSpace()
    let count = word.utf8CodeUnitCount
    guard offset + count <= bytes.count else { return false }
    for index in 0..<count where bytes[offset + index] != word.utf8Start[index] { return false }
    offset += count
    return true
  }

  private mutating func number() -> Int? {
    skipSpace()
    var value = 0
    var count = 0
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]), count < 9 {
      value = value * 10 + Int(bytes[offset] - 0x30)
      count += 1
      offset += 1
    }
    return count > 0 ? value : nil
  }

  private mutating func skipSpace() {
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
  }

  private func isRegular(_ byte: UInt8) -> Bool {
    byte > 0x20 && !"()<>[]{}/%".utf8.contains(byte)
  }
}
