import Diagnostics

/// A word or a value that somebody wrote, with its place.
struct Written: Sendable {
  var text: String
  var place: Place

  init(_ text: String, at place: Place) {
    self.text = text
    self.place = place
  }
}

/// What `{#id .class key="value"}` says of a heading, a figure, a span or a div.
struct Attributes: Sendable {
  var id: Written?
  var classes: [Written] = []
  var values: [(key: Written, value: Written)] = []
  var place: Place?

  /// The value of a key; the last one counts if it is given twice.
  subscript(key: String) -> Written? { values.last { $0.key.text == key }?.value }

  /// Whether a class is given.
  func has(_ name: String) -> Bool { classes.contains { $0.text == name } }

  /// Whether nothing is said.
  var isEmpty: Bool { id == nil && classes.isEmpty && values.isEmpty }

  /// The same, said at another place.
  func placed(at place: Place) -> Attributes {
    var result = self
    result.id?.place = place
    result.place = place
    for index in classes.indices { result.classes[index].place = place }
    for index in values.indices {
      result.values[index].key.place = place
      result.values[index].value.place = place
    }
    return result
  }

  /// These attributes with those of another list after them.
  func merged(with other: Attributes) -> Attributes {
    var result = self
    result.id = other.id ?? id
    result.classes += other.classes
    result.values += other.values
    result.place = place ?? other.place
    return result
  }
}

/// Reads a list of attributes as Pandoc writes it.
struct AttributeReader {
  /// What stands at a brace.
  enum Result {
    /// A list of attributes that ends before an offset.
    case attributes(Attributes, end: Int)
    /// A raw format such as `{=html}` that ends before an offset.
    case raw(String, end: Int)
    /// Something that starts like attributes and is none; the offset of what does not fit.
    case malformed(at: Int)
  }

  private let source: SourceText
  private let end: Int
  private var offset: Int

  /// Reads the list that opens at an offset; nothing after `limit` is looked at.
  static func read(_ source: SourceText, at start: Int, limit: Int) -> Result {
    var reader = AttributeReader(
      source: source, end: min(limit, source.bytes.count), offset: start + 1)
    return reader.list(from: start)
  }

  private init(source: SourceText, end: Int, offset: Int) {
    self.source = source
    self.end = end
    self.offset = offset
  }

  private mutating func list(from start: Int) -> Result {
    var attributes = Attributes()
    skipSpace()
    if peek == UInt8(ascii: "=") { return raw() }
    while let byte = peek {
      let before = offset
      switch byte {
      case UInt8(ascii: "}"):
        offset += 1
        attributes.place = Place(source: source, range: start..<offset)
        return .attributes(attributes, end: offset)
      case UInt8(ascii: "#"):
        offset += 1
        attributes.id = word()
      case UInt8(ascii: "."):
        offset += 1
        if let name = word() { attributes.classes.append(name) }
      case UInt8(ascii: "-"):
        offset += 1
        let place = Place(source: source, range: before..<offset)
        attributes.classes.append(Written("unnumbered", at: place))
      default:
        guard let pair = pair() else { return .malformed(at: before) }
        attributes.values.append(pair)
      }
      guard offset > before + 1 || byte == UInt8(ascii: "-"), isAtBoundary else {
        return .malformed(at: before)
      }
      skipSpace()
    }
    return .malformed(at: start)
  }

  private mutating func raw() -> Result {
    offset += 1
    let start = offset
    while let byte = peek, isNameByte(byte) { offset += 1 }
    let format = source.text(start..<offset)
    skipSpace()
    guard peek == UInt8(ascii: "}"), !format.isEmpty else { return .malformed(at: start) }
    return .raw(format, end: offset + 1)
  }

  private mutating func pair() -> (key: Written, value: Written)? {
    guard let key = word(), peek == UInt8(ascii: "=") else { return nil }
    offset += 1
    guard let value = quoted() ?? bare() else { return nil }
    return (key, value)
  }

  private mutating func quoted() -> Written? {
    guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return nil
    }
    let start = offset
    offset += 1
    var bytes: [UInt8] = []
    while let byte = peek {
      offset += 1
      if byte == quote {
        let place = Place(source: source, range: start + 1..<offset - 1)
        return Written(String(decoding: bytes, as: UTF8.self), at: place)
      }
      if byte == UInt8(ascii: "\\"), let next = peek, next < 0x80, !isNameByte(next) {
        bytes.append(next)
        offset += 1
      } else {
        bytes.append(byte == 0x0A ? 0x20 : byte)
      }
    }
    return nil
  }

  private mutating func bare() -> Written? {
    let start = offset
    while let byte = peek, !isSpace(byte), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "\""),
      byte != UInt8(ascii: "{")
    {
      offset += 1
    }
    guard offset > start else { return nil }
    return Written(source.text(start..<offset), at: Place(source: source, range: start..<offset))
  }

  private mutating func word() -> Written? {
    let start = offset
    while let byte = peek, isNameByte(byte) { offset += 1 }
    guard offset > start else { return nil }
    return Written(source.text(start..<offset), at: Place(source: source, range: start..<offset))
  }

  private var peek: UInt8? { offset < end ? source.bytes[offset] : nil }

  private var isAtBoundary: Bool {
    guard let byte = peek else { return false }
    return isSpace(byte) || byte == UInt8(ascii: "}")
  }

  private mutating func skipSpace() {
    while let byte = peek, isSpace(byte) { offset += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || byte >= 0x80
  }
}

extension UInt8 {
  /// Whether this is an ASCII letter or digit.
  var isLetterOrDigit: Bool { isDigit || isLetter }

  /// Whether this is an ASCII digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether this is an ASCII letter.
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

  /// Whether this is a space, a tab or a line end.
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

extension Diagnostic {
  static func malformedAttributes(at place: Place) -> Diagnostic {
    .error(
      "malformed-attributes", "this is not a list of attributes", at: place,
      why: "attributes are written {#id .class key=\"value\"}, with spaces between them",
      hint: "put values with spaces in double quotes; write \\{ for a brace in the text")
  }

  static func rawFormat(_ format: String, at place: Place) -> Diagnostic {
    .error(
      "raw-format", "raw '\(format)' is not supported", at: place,
      why: "a document is set by Playfair itself, for every output alike",
      hint: "write it in Markdown")
  }
}
