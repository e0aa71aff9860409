/// The encodings in which data files are read; all are turned into UTF-8, and lines and columns stay
/// where they are.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// UTF-8, with or without a mark at its start.
  case utf8 = "utf-8"
  /// UTF-16, in the order that the mark at its start tells.
  case utf16 = "utf-16"
  /// UTF-16, the lower byte first.
  case utf16le = "utf-16le"
  /// UTF-16, the higher byte first.
  case utf16be = "utf-16be"
  /// Latin 1.
  case latin1 = "iso-8859-1"
  /// Latin 9, which has the euro sign.
  case latin9 = "iso-8859-15"
  /// Windows' Latin 1, with quotation marks and dashes.
  case windows1252 = "windows-1252"
  /// ASCII.
  case ascii = "us-ascii"

  /// The encoding of a name, letter case and lines ignored; nil if it is not known.
  public init?(name: String) {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    switch plain {
    case "utf8", "utf8sig": self = .utf8
    case "utf16": self = .utf16
    case "utf16le": self = .utf16le
    case "utf16be": self = .utf16be
    case "iso88591", "latin1", "l1": self = .latin1
    case "iso885915", "latin9": self = .latin9
    case "windows1252", "cp1252": self = .windows1252
    case "usascii", "ascii": self = .ascii
    default: return nil
    }
  }

  /// What a text came to.
  struct Decoded {
    var bytes: [UInt8]
    /// Where in `bytes` something stands that could not be read, and what it was.
    var flaw: (offset: Int, bytes: String)?
  }

  /// Turns bytes into UTF-8; nil where nothing needs to be turned.
  func decoded(_ bytes: [UInt8]) -> Decoded? {
    switch self {
    case .utf8: nil
    case .utf16: Self.utf16(bytes, isBig: bytes.starts(with: [0xFE, 0xFF]))
    case .utf16le: Self.utf16(bytes, isBig: false)
    case .utf16be: Self.utf16(bytes, isBig: true)
    case .latin1, .latin9, .windows1252, .ascii: singleBytes(bytes)
    }
  }

  private func singleBytes(_ bytes: [UInt8]) -> Decoded {
    var decoded = Decoded(bytes: [])
    decoded.bytes.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        decoded.bytes.append(byte)
        continue
      }
      let scalar = scalar(of: byte)
      if scalar == nil, decoded.flaw == nil {
        decoded.flaw = (decoded.bytes.count, "0x" + String(byte, radix: 16, uppercase: true))
      }
      if let code = UTF8.encode(scalar ?? "\u{FFFD}") { decoded.bytes.append(contentsOf: code) }
    }
    return decoded
  }

  /// The character of a byte beyond ASCII; nil if it is none, or a control character.
  private func scalar(of byte: UInt8) -> Unicode.Scalar? {
    switch (self, byte) {
    case (.ascii, _): nil
    case (.windows1252, 0x80...0x9F): Self.windows[Int(byte) - 0x80].flatMap { Unicode.Scalar($0) }
    case (_, 0x80...0x9F): nil
    case (.latin9, _): Self.latin9Signs[byte] ?? Unicode.Scalar(byte)
    default: Unicode.Scalar(byte)
    }
  }

  private static let latin9Signs: [UInt8: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]

  /// The characters of 0x80 to 0x9F.
  private static let windows: [UInt16?] = [
    0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, nil, 0x017D, nil, nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, nil, 0x017E, 0x0178,
  ]

  private static func utf16(_ bytes: [UInt8], isBig: Bool) -> Decoded {
    var decoded = Decoded(bytes: [])
    decoded.bytes.reserveCapacity(bytes.count)
    let hasMark = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
    var offset = hasMark ? 2 : 0
    func unit(_ offset: Int) -> UInt16? {
      guard offset + 1 < bytes.count else { return nil }
      let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
      return isBig ? first << 8 | second : second << 8 | first
    }
    while offset < bytes.count {
      let first = unit(offset)
      var scalar = first.flatMap { Unicode.Scalar($0) }
      var length = 2
      if let first, 0xD800...0xDBFF ~= first, let second = unit(offset + 2),
        0xDC00...0xDFFF ~= second
      {
        scalar = Unicode.Scalar(0x10000 + (UInt32(first - 0xD800) << 10 | UInt32(second - 0xDC00)))
        length = 4
      }
      if scalar == nil, decoded.flaw == nil {
        let shown = first.map { "0x" + String($0, radix: 16, uppercase: true) } ?? "a single byte"
        decoded.flaw = (decoded.bytes.count, shown)
      }
      if let code = UTF8.encode(scalar ?? "\u{FFFD}") { decoded.bytes.append(contentsOf: code) }
      offset += length
    }
    return decoded
  }

  /// The encoding that bytes are probably in: by their mark, as UTF-8 if they are, else Latin 1 as
  /// Windows writes it.
  public static func guessed(from bytes: [UInt8]) -> TextEncoding {
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) { return .utf16 }
    if SourceText(name: "", bytes: bytes).firstInvalidByte == nil { return .utf8 }
    return bytes.contains { 0x80...0x9F ~= $0 } ? .windows1252 : .latin1
  }

  /// Whether the mark at the start of a file belongs to another encoding.
  func isContradicted(by bytes: [UInt8]) -> Bool {
    switch self {
    case .utf8: false
    case .utf16: !bytes.starts(with: [0xFE, 0xFF]) && !bytes.starts(with: [0xFF, 0xFE])
    case .utf16le: bytes.starts(with: [0xFE, 0xFF])
    case .utf16be: bytes.starts(with: [0xFF, 0xFE])
    case .latin1, .latin9, .windows1252, .ascii:
      bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFE, 0xFF])
        || bytes.starts(with: [0xFF, 0xFE])
    }
  }
}

extension TextEncoding {
  /// The text of a file; nil if its bytes are not of the encoding, as the log says.
  package func text(named name: String, _ bytes: [UInt8], log: inout DiagnosticLog) -> SourceText? {
    if isContradicted(by: bytes) {
      log.add(.otherMark(self, in: SourceText(name: name, bytes: bytes)))
      return nil
    }
    guard let decoded = decoded(bytes) else {
      let text = SourceText(name: name, bytes: bytes)
      guard let offset = text.firstInvalidByte else { return text }
      log.add(.notUTF8(in: text, at: offset))
      return nil
    }
    let text = SourceText(name: name, bytes: decoded.bytes)
    guard let flaw = decoded.flaw else { return text }
    log.add(
      .notOfEncoding(
        self, flaw.bytes, at: Place(source: text, range: flaw.offset..<flaw.offset + 3)))
    return nil
  }
}

extension Diagnostic {
  fileprivate static func otherMark(_ encoding: TextEncoding, in text: SourceText) -> Diagnostic {
    let isWanting = encoding == .utf16
    return .error(
      "not-of-encoding",
      isWanting
        ? "the file does not begin with the mark of UTF-16"
        : "the file begins with the mark of another encoding than \(encoding.rawValue)",
      at: Place(source: text, range: 0..<min(1, text.bytes.count)),
      why: "the data package says that the file is \(encoding.rawValue)",
      hint: isWanting
        ? "say 'utf-16le' or 'utf-16be', or mend 'encoding'" : "mend 'encoding' in the data package"
    )
  }

  fileprivate static func notOfEncoding(
    _ encoding: TextEncoding, _ bytes: String, at place: Place
  ) -> Diagnostic {
    .error(
      "not-of-encoding", "\(bytes) is no character of \(encoding.rawValue)", at: place,
      why: "the data package says that the file is \(encoding.rawValue)",
      hint: encoding == .latin1
        ? "say 'windows-1252', which has characters there, or mend 'encoding'"
        : "mend 'encoding' in the data package")
  }
}
