/// A pattern of d3-time-format by which dates are read, such as `%d.%m.%Y`.
///
/// Every directive of d3 is known. Where d3 lets a value roll over (month 13, 31 February), the
/// text is refused instead; a text must match to its end.
public struct TimePattern: Sendable, Hashable {
  /// The pattern as written.
  public private(set) var text: String
  private let items: [Item]

  private enum Item: Sendable, Hashable {
    case literal(UInt8)
    case directive(UInt8)
  }

  /// Creates a pattern; nil if it ends in `%` or has a directive that d3 does not know.
  public init?(_ text: String) {
    var items: [Item] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        items.append(.literal(byte))
        continue
      }
      guard var directive = bytes.popFirst() else { return nil }
      if [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "0")].contains(directive) {
        guard let padded = bytes.popFirst() else { return nil }
        directive = padded
      }
      switch directive {
      case UInt8(ascii: "%"): items.append(.literal(directive))
      case UInt8(ascii: "c"): items += Self.expand("m/d/Y, I:M:S p")
      case UInt8(ascii: "x"): items += Self.expand("m/d/Y")
      case UInt8(ascii: "X"): items += Self.expand("I:M:S p")
      default:
        guard "aAbBdefgGHIjLmMpqQsSuUVwWyYZ".utf8.contains(directive) else { return nil }
        items.append(.directive(directive))
      }
    }
    self.text = text
    self.items = items
  }

  /// Creates the pattern of C and Python that Table Schema asks for; there `%z` is an offset, and
  /// `%Z`, the name of a zone, is not read.
  public init?(strptime text: String) {
    var copy = ""
    var isDirective = false
    for character in text {
      if isDirective, character == "Z" { return nil }
      copy.append(isDirective && character == "z" ? "Z" : character)
      isDirective = !isDirective && character == "%"
    }
    self.init(copy)
    self.text = text
  }

  /// The en-US forms of d3's locale, with letters for directives.
  private static func expand(_ form: String) -> [Item] {
    form.utf8.map { byte in
      "mdYIMSp".utf8.contains(byte) ? .directive(byte) : .literal(byte)
    }
  }

  /// Reads a text as milliseconds since 1970-01-01T00:00, or nil if it does not match.
  ///
  /// What the pattern leaves out is 1 January 1900, 0:00.
  ///
  ///     TimePattern("%Y")?.milliseconds(of: "1970")   // 0
  public func milliseconds(of text: String) -> Double? { text.withCell { milliseconds(of: $0) } }

  func milliseconds(of cell: CellBytes) -> Double? {
    var cursor = ByteCursor(cell)
    var parts = TimeParts()
    for item in items {
      switch item {
      case .literal(let byte): guard cursor.take(byte) else { return nil }
      case .directive(let letter): guard parts.read(letter, from: &cursor) else { return nil }
      }
    }
    return cursor.isAtEnd ? parts.milliseconds : nil
  }
}
