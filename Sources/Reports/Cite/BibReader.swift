import Diagnostics

/// Reads BibTeX.
///
/// What stands outside of entries is comment. `@string` and `#` are resolved. After an error
/// reading goes on at the next line that starts with `@`.
struct BibReader {
  private let source: SourceText
  private var offset = 0
  private var entries: [BibEntry] = []
  private var strings = BibReader.months
  private var log = DiagnosticLog()

  /// Reads all entries of a text.
  static func read(_ source: SourceText, log: inout DiagnosticLog) -> [BibEntry] {
    var reader = BibReader(source: source)
    reader.checkControlCharacters()
    reader.readAll()
    log.add(contentsOf: reader.log)
    return reader.entries
  }

  private init(source: SourceText) { self.source = source }

  private static let months: [String: String] = [
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
  ]

  /// How many bytes a value may have.
  ///
  /// Names of strings that stand for each other many times over would else make of a few lines more
  /// than any machine can hold.
  private static let longest = 100_000

  /// Reports signs that have no form in a list of works; they are left out where it is written.
  private mutating func checkControlCharacters() {
    let found = source.bytes.indices.lazy.filter { [source] index in
      let byte = source.bytes[index]
      return byte < 0x20 && !byte.isBlank && byte != 0x0C
    }
    for index in found.prefix(5) {
      log.add(.controlCharacter(source.bytes[index], at: place(index..<index + 1)))
    }
  }

  private mutating func readAll() {
    while let at = source.bytes.dropFirst(offset).firstIndex(of: UInt8(ascii: "@")) {
      // A percent sign before it on the line makes the line a comment, as most tools read it.
      let line = source.lineRange(at: at)
      offset = at + 1
      if source.bytes[line.lowerBound..<at].contains(UInt8(ascii: "%")) { continue }
      entry(from: at)
    }
  }

  private mutating func entry(from start: Int) {
    guard let kind = word() else {
      // In the middle of a line it belongs to an address in a comment.
      let line = source.lineRange(at: start)
      if source.bytes[line.lowerBound..<start].allSatisfy(\.isBlank) {
        log.add(.bibSyntax("the kind of an entry was expected here", at: place(start..<start + 1)))
        offset = max(offset, line.upperBound)
      }
      return
    }
    skipSpace()
    guard let open = peek, open == UInt8(ascii: "{") || open == UInt8(ascii: "(") else {
      if kind.text.lowercased() != "comment" {
        log.add(.bibSyntax("a brace was expected after '@\(kind.text)'", at: kind.place))
      }
      return
    }
    let opening = offset
    offset += 1
    let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    switch kind.text.lowercased() {
    case "comment", "preamble":
      offset = opening
      if balanced() == nil {
        fail(.bibUnclosed("this entry", at: place(opening..<opening + 1)), start)
      }
    case "string": stringEntry(close, from: start)
    default: work(kind, close, from: start)
    }
  }

  private mutating func stringEntry(_ close: UInt8, from start: Int) {
    skipSpace()
    guard let name = word(), takesEquals(after: name, from: start), let value = value() else {
      return
    }
    strings[name.text.lowercased()] = value.text
    skipSpace()
    if peek == close { offset += 1 }
  }

  private mutating func work(_ kind: Written, _ close: UInt8, from start: Int) {
    skipSpace()
    let keyStart = offset
    while let byte = peek, !byte.isBlank, byte != UInt8(ascii: ","), byte != close,
      byte != UInt8(ascii: "=")
    {
      offset += 1
    }
    let key = Written(source.text(keyStart..<offset), at: place(keyStart..<max(offset, keyStart)))
    skipSpace()
    guard !key.text.isEmpty, peek != UInt8(ascii: "=") else {
      fail(.bibKey(at: kind.place), start)
      return
    }
    if let next = peek, next != UInt8(ascii: ","), next != close {
      log.add(.bibComma(after: "the key '\(key.text)'", at: key.place))
    }
    let name = Written(kind.text.lowercased(), at: kind.place)
    var entry = BibEntry(kind: name, key: key)
    if fields(of: &entry, close, from: start) { entries.append(entry) }
  }

  /// Reads fields to the end of the entry; says whether the end was found.
  private mutating func fields(
    of entry: inout BibEntry, _ close: UInt8, from start: Int
  ) -> Bool {
    while true {
      skipSpace()
      guard let byte = peek else {
        fail(.bibUnclosed("the entry '\(entry.key.text)'", at: entry.key.place), start)
        return true
      }
      if byte == close {
        offset += 1
        return true
      }
      if byte == UInt8(ascii: ",") {
        offset += 1
        continue
      }
      guard let name = word() else {
        fail(.bibField(in: entry.key.text, at: place(offset..<offset + 1)), start)
        return true
      }
      guard takesEquals(after: name, from: start), let value = value() else { return true }
      if !entry.add(name, value) { log.add(.duplicateField(name, in: entry.key.text)) }
      let end = offset
      skipSpace()
      if let next = peek, next != UInt8(ascii: ","), next != close {
        log.add(.bibComma(after: "the field '\(name.text)'", at: place(max(0, end - 1)..<end)))
      }
    }
  }

  private mutating func takesEquals(after name: Written, from start: Int) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: "=") else {
      fail(.bibEquals(name), start)
      return false
    }
    offset += 1
    return true
  }

  // MARK: Values

  /// Pieces joined by `#`: braces, quotes, numbers, names of strings.
  private mutating func value() -> Written? {
    skipSpace()
    let start = offset
    var text = ""
    var isTooLong = false
    while true {
      skipSpace()
      guard let piece = piece() else { return nil }
      if text.utf8.count + piece.text.utf8.count <= Self.longest {
        text += piece.text
      } else if !isTooLong {
        isTooLong = true
        log.add(.bibTooLong(at: piece.place, most: Self.longest))
      }
      let end = offset
      skipSpace()
      guard peek == UInt8(ascii: "#") else {
        offset = end
        let inner = place(start..<end)
        // What is cut off is told once, and not once more by all that holds it.
        if isTooLong { text = "" }
        // One piece in braces or quotes keeps the place of what is inside.
        return Written(text, at: piece.place.range.lowerBound <= start + 1 ? piece.place : inner)
      }
      offset += 1
    }
  }

  private mutating func piece() -> Written? {
    let start = offset
    switch peek {
    case UInt8(ascii: "{"):
      let inner = balanced()
      if let next = swallowedField(in: inner ?? start + 1..<source.bytes.count) {
        return unclosed(start, before: next)
      }
      guard let inner else {
        fail(.bibUnclosed("this value", at: place(start..<start + 1)), start)
        return nil
      }
      return Written(source.text(inner), at: place(inner))
    case UInt8(ascii: "\""):
      guard let inner = quoted() else {
        fail(.bibUnclosed("this value", at: place(start..<start + 1)), start)
        return nil
      }
      return Written(source.text(inner), at: place(inner))
    default:
      guard let name = word() else {
        fail(.bibValue(at: place(start..<start + 1)), start)
        return nil
      }
      if name.text.utf8.allSatisfy(\.isDigit) { return name }
      if let text = strings[name.text.lowercased()] { return Written(text, at: name.place) }
      log.add(.unknownString(name, known: strings.keys.sorted()))
      return Written("", at: name.place)
    }
  }

  /// The line of the next field, if a value runs on over it and ends where no value can: then the
  /// brace that closed it was meant for the entry.
  private func swallowedField(in value: Range<Int>) -> Int? {
    let after = source.bytes[min(value.upperBound + 1, source.bytes.count)...]
    let next = after.first { !$0.isBlank }
    guard next != UInt8(ascii: ","), next != UInt8(ascii: "}"), next != UInt8(ascii: "#") else {
      return nil
    }
    var line = source.nextLine(after: value.lowerBound)
    while line < value.upperBound {
      let bytes = source.bytes[line..<value.upperBound].drop { $0 == 0x20 || $0 == 0x09 }
      let rest = bytes.drop { $0.isLetter }
      if rest.startIndex > bytes.startIndex,
        rest.first(where: { !$0.isBlank }) == UInt8(ascii: "=")
      {
        return line
      }
      if bytes.first == UInt8(ascii: "@") { return nil }
      line = source.nextLine(after: line)
    }
    return nil
  }

  /// Ends a value that was never closed before the next field, where reading goes on.
  private mutating func unclosed(_ start: Int, before next: Int) -> Written {
    log.add(.bibUnclosed("the value that opens here", at: place(start..<start + 1)))
    let inner = source.bytes[start + 1..<next]
    let last = inner.lastIndex { !$0.isBlank } ?? start
    let hasComma = last > start && source.bytes[last] == UInt8(ascii: ",")
    offset = hasComma ? last : next
    return Written(source.text(start + 1..<max(start + 1, offset)), at: place(start..<start + 1))
  }

  /// The inside of braces, and the offset after them; nil if they are not closed.
  private mutating func balanced() -> Range<Int>? {
    let start = offset + 1
    var depth = 0
    var index = offset
    while index < source.bytes.count {
      switch source.bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          offset = index + 1
          return start..<index
        }
      case UInt8(ascii: "@") where startsEntry(index): return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  private mutating func quoted() -> Range<Int>? {
    let start = offset + 1
    var depth = 0
    var index = start
    while index < source.bytes.count {
      switch source.bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\"") where depth <= 0:
        offset = index + 1
        return start..<index
      case UInt8(ascii: "@") where startsEntry(index): return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Whether an at sign at the start of a line looks like the next entry: the value before it was
  /// never closed.
  private func startsEntry(_ index: Int) -> Bool {
    guard index > 0, source.bytes[index - 1] == 0x0A else { return false }
    let name = source.bytes[(index + 1)...].prefix { $0.isLetter }
    return !name.isEmpty && name.endIndex < source.bytes.count
      && source.bytes[name.endIndex] == UInt8(ascii: "{")
  }

  // MARK: Bytes

  private var peek: UInt8? { offset < source.bytes.count ? source.bytes[offset] : nil }

  private func place(_ range: Range<Int>) -> Place {
    Place(source: source, range: range.clamped(to: 0..<source.bytes.count))
  }

  private mutating func word() -> Written? {
    let start = offset
    let other = Set("-_:.+/'".utf8)
    while let byte = peek, byte.isLetterOrDigit || byte >= 0x80 || other.contains(byte) {
      offset += 1
    }
    guard offset > start else { return nil }
    return Written(source.text(start..<offset), at: place(start..<offset))
  }

  private mutating func skipSpace() {
    while let byte = peek {
      if byte == UInt8(ascii: "%") {
        while let next = peek, next != 0x0A { offset += 1 }
      } else if byte.isBlank {
        offset += 1
      } else {
        return
      }
    }
  }

  /// Reports a problem and goes to the next line that starts an entry.
  private mutating func fail(_ problem: Diagnostic, _ start: Int) {
    log.add(problem)
    var index = min(max(start + 1, offset), source.bytes.count)
    while index < source.bytes.count {
      if source.bytes[index] == UInt8(ascii: "@"), source.bytes[index - 1] == 0x0A { break }
      index += 1
    }
    offset = index
  }
}
