/// Reads a value as qpdf writes it (ISO 32000-1, 7.3), so that an object is asked for once and not entry by
/// entry.
///
/// Numbers, names, strings and arrays that name no object stay as they are written.
struct DrawnValue {
  private let bytes: [UInt8]
  private var offset = 0

  /// The value of a text; throws if it is written in a way that qpdf does not write.
  ///
  /// `object` gives what stands for an object of the file, by its number.
  static func read(
    _ text: [UInt8], object: (Int) throws(CanvasError) -> PDFValue
  ) throws(CanvasError) -> PDFValue {
    var reader = DrawnValue(bytes: text)
    let value = try reader.value(0, object)
    reader.skipSpaces()
    guard let value, reader.offset == text.count else {
      throw .drawing(
        "an object of the page cannot be read: " + String(decoding: text, as: UTF8.self))
    }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func value(
    _ depth: Int, _ object: (Int) throws(CanvasError) -> PDFValue
  ) throws(CanvasError) -> PDFValue? {
    skipSpaces()
    guard depth < 32, offset < bytes.count else { return nil }
    let start = offset
    switch bytes[offset] {
    case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "<"):
      return try dictionary(depth, object)
    case UInt8(ascii: "["): return try array(depth, object)
    case UInt8(ascii: "<"), UInt8(ascii: "("):
      guard skipString() else { return nil }
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if let number = reference() { return try object(number) }
      skipWord()
    default: skipWord()
    }
    return offset > start ? .written(text(from: start)) : nil
  }

  private mutating func dictionary(
    _ depth: Int, _ object: (Int) throws(CanvasError) -> PDFValue
  ) throws(CanvasError) -> PDFValue? {
    offset += 2
    var (keys, values): ([String], [PDFValue]) = ([], [])
    while true {
      skipSpaces()
      if peek(0) == UInt8(ascii: ">"), peek(1) == UInt8(ascii: ">") { break }
      guard peek(0) == UInt8(ascii: "/") else { return nil }
      let start = offset + 1
      skipWord()
      let key = Self.name(written: text(from: start))
      // The length of a stream is written with it, and need not be asked for.
      let value = try value(depth + 1, key == "Length" ? { _ in .null } : object)
      guard let value else { return nil }
      guard key != "Length" else { continue }
      keys.append(key)
      values.append(value)
    }
    offset += 2
    return .pairs(keys: keys, values: values)
  }

  private mutating func array(
    _ depth: Int, _ object: (Int) throws(CanvasError) -> PDFValue
  ) throws(CanvasError) -> PDFValue? {
    let start = offset
    offset += 1
    var values: [PDFValue] = []
    var isPlain = true
    while true {
      skipSpaces()
      if peek(0) == UInt8(ascii: "]") { break }
      guard let value = try value(depth + 1, object) else { return nil }
      if case .written = value {} else { isPlain = false }
      values.append(value)
    }
    offset += 1
    let written = text(from: start)
    return isPlain && !written.utf8.contains(UInt8(ascii: "R")) ? .written(written) : .array(values)
  }

  // MARK: Words

  /// The number of an object that is named here, such as `12 0 R`.
  private mutating func reference() -> Int? {
    var end = offset
    func number() -> Int? {
      let start = end
      while end < bytes.count, isDigit(bytes[end]), end - start < 10 { end += 1 }
      guard end > start else { return nil }
      return bytes[start..<end].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    guard let object = number(), end < bytes.count, bytes[end] == 0x20 else { return nil }
    end += 1
    guard number() != nil, end + 1 < bytes.count, bytes[end] == 0x20,
      bytes[end + 1] == UInt8(ascii: "R")
    else { return nil }
    offset = end + 2
    return object
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func peek(_ distance: Int) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func skipSpaces() {
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
  }

  /// A name without the `#` and two digits that stand for what a name cannot hold.
  private static func name(written text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "#"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Skips a name, a number or a keyword: all up to a space or a delimiter.
  private mutating func skipWord() {
    offset += 1
    while offset < bytes.count, !Self.endsWord(bytes[offset]) { offset += 1 }
  }

  /// Whether a byte is a space or a delimiter: ( ) < > [ ] { } / %.
  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x25, 0x28, 0x29, 0x2F, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D: true
    default: false
    }
  }

  /// Skips a string in parentheses or of hexadecimal digits; false if it does not end.
  private mutating func skipString() -> Bool {
    let isHexadecimal = bytes[offset] == UInt8(ascii: "<")
    var depth = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if isHexadecimal {
        if byte == UInt8(ascii: ">") { return true }
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return true }
      default: break
      }
    }
    return false
  }
}
