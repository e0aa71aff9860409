/// A value of PDF (ISO 32000-1, 7.3) that is to be written.
enum PDFValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A length or a place, written with at most three decimals.
  case number(Double)
  case name(String)
  case text(String)
  /// A string that is no text for people, such as an address.
  case bytes(String)
  /// What has been written already, such as a number of a file that was read.
  case written(String)
  case array([PDFValue])
  /// Keys and their values, in order.
  case pairs(keys: [String], values: [PDFValue])
  /// An object of the file, by its number.
  case object(Int)

  /// Keys and their values, in order.
  static func dictionary(_ entries: [(String, PDFValue)]) -> PDFValue {
    .pairs(keys: entries.map(\.0), values: entries.map(\.1))
  }

  /// The value of a key; nil if there is none.
  subscript(key: String) -> PDFValue? {
    guard case .pairs(let keys, let values) = self, let index = keys.firstIndex(of: key) else {
      return nil
    }
    return values[index]
  }

  /// The same dictionary with a key set.
  func setting(_ key: String, to value: PDFValue) -> PDFValue {
    guard case .pairs(var keys, var values) = self else { return self }
    if let index = keys.firstIndex(of: key) {
      values[index] = value
    } else {
      keys.append(key)
      values.append(value)
    }
    return .pairs(keys: keys, values: values)
  }

  /// Calls a step with the number of each object that is named here, in order.
  func visitObjects(_ step: (Int) -> Void) {
    switch self {
    case .object(let number): step(number)
    case .array(let values), .pairs(_, let values): for value in values { value.visitObjects(step) }
    default: break
    }
  }
}

/// Writes values as the bytes of a file.
struct PDFText {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  /// The numbers that objects have in the file, by those that they have in values.
  let numbers: [Int]

  init(numbers: [Int], capacity: Int = 0) {
    self.numbers = numbers
    bytes.reserveCapacity(capacity)
  }

  /// Writes bytes as they are.
  mutating func write(_ more: [UInt8]) { bytes += more }

  /// Writes a text as it is.
  mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes a value.
  mutating func write(_ value: PDFValue) {
    switch value {
    case .null: write("null")
    case .bool(let flag): write(flag ? "true" : "false")
    case .integer(let number): write(number)
    case .number(let number): write(NumberText.decimal(number.isFinite ? number : 0, places: 3))
    case .name(let name): writeName(name)
    case .text(let text): write(text: text.replacingNoncharacters)
    case .bytes(let text): writeString(text.utf8)
    case .written(let text): write(text)
    case .array(let values):
      write("[")
      for (index, value) in values.enumerated() {
        if index > 0 { write(" ") }
        write(value)
      }
      write("]")
    case .pairs(let keys, let values):
      write("<<")
      for (key, value) in zip(keys, values) {
        writeName(key)
        write(" ")
        write(value)
      }
      write(">>")
    case .object(let number):
      write(numbers[number])
      write(" 0 R")
    }
  }

  /// Writes a whole number.
  mutating func write(_ number: Int) {
    guard (0..<10).contains(number) else { return write(String(number)) }
    bytes.append(0x30 + UInt8(number))
  }

  /// Writes a name with what a name cannot hold as `#` and two digits.
  private mutating func writeName(_ name: String) {
    bytes.append(UInt8(ascii: "/"))
    for byte in name.utf8 {
      if PDFText.isPlain(byte) {
        bytes.append(byte)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        write("#" + (hex.utf8.count < 2 ? "0" : "") + hex)
      }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x23, 0x25, 0x28, 0x29, 0x2F, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D: false
    default: byte > 0x20 && byte < 0x7F
    }
  }

  /// Writes a text for people: in ASCII if it can be, else in UTF-16 with its mark (7.9.2.2).
  private mutating func write(text: String) {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return writeString(text.utf8) }
    writeString([0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
  }

  /// Writes a string in parentheses; a line end in it would be read as another.
  private mutating func writeString(_ string: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "("))
    for byte in string {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: write("\\n")
      case 0x0D: write("\\r")
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: ")"))
  }
}
