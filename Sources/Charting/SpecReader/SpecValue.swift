// SpecReader: from nodes to spec values, each declared once.

import Canvas
import Diagnostics
import Notation
import Tables

/// A value that can stand in a spec.
protocol SpecValue: SchemaDescribed {
  /// Reads the value; nil after an error that is in the log.
  static func read(_ node: Node, _ reader: inout SpecReader) -> Self?
  /// What the value may be, in words for messages: "a number", "one of 'left' and 'right'".
  static var expectation: String { get }
  /// What a list of such values is, in words for messages: "a list of numbers".
  static var expectationOfMany: String { get }
}

extension SpecValue {
  static var expectationOfMany: String { "a list, each \(expectation)" }
}

/// What reading a spec collects.
struct SpecReader {
  /// The problems found.
  var log = DiagnosticLog()
  /// Whether what is not supported yet is left out with a warning instead of an error.
  var isLenient = false
  /// Whether a theme of ours is read, which may name defaults that are not drawn yet.
  var isTheme = false
  /// The parameters of the chart.
  var parameters = Parameters()
  /// What the names of a repeat stand for where the reader is: "row", "column", "layer", "repeat".
  var repeated: [String: FieldName] = [:]
  /// The property whose value is being read, for messages about the value.
  private(set) var member: Node.Member?

  /// Creates a reader that knows what another one does, with a log of its own.
  init(like other: SpecReader) {
    (isLenient, isTheme, member) = (other.isLenient, other.isTheme, other.member)
    (repeated, parameters) = (other.repeated, other.parameters)
  }

  init(isLenient: Bool = false, isTheme: Bool = false) {
    (self.isLenient, self.isTheme) = (isLenient, isTheme)
  }

  /// Reads the value of a property, whose name messages then give.
  mutating func reading<Result>(
    _ member: Node.Member, _ read: (Node, inout SpecReader) -> Result
  ) -> Result {
    let outer = self.member
    self.member = member
    defer { self.member = outer }
    return read(member.value, &self)
  }

  /// Adds the error that a node is not of the kind expected.
  mutating func mismatch(_ node: Node, expected: String) {
    let name = member.flatMap { $0.value.place == node.place ? $0.key : nil }
    log.add(.wrongKind(node, expected: expected, of: name))
  }

  /// Reports the keys of an object, if it is one, that are not known.
  mutating func checkKeys(of node: Node, _ known: [String], noun: String) {
    for member in node.members ?? [] where !known.contains(member.key) {
      log.add(.unknownProperty(member, of: noun, known: known))
    }
  }

  /// Adds the error that something is in the grammar but not supported here yet.
  mutating func unsupported(_ what: String, at place: Place, hint: String? = nil) {
    guard !isTheme else { return }
    log.add(.unsupported(what, at: place, isLenient: isLenient, hint: hint))
  }
}

extension Double: SpecValue {
  static var expectation: String { "a number" }
  static var expectationOfMany: String { "a list of numbers" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode { .number }

  static func read(_ node: Node, _ reader: inout SpecReader) -> Double? {
    if let number = node.number { return number }
    reader.mismatch(node, expected: expectation)
    return nil
  }
}

extension Bool: SpecValue {
  static var expectation: String { "true or false" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode { .boolean }

  static func read(_ node: Node, _ reader: inout SpecReader) -> Bool? {
    if let flag = node.bool { return flag }
    reader.mismatch(node, expected: expectation)
    return nil
  }
}

extension String: SpecValue {
  static var expectation: String { "a string" }
  static var expectationOfMany: String { "a list of strings" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode { .string }

  static func read(_ node: Node, _ reader: inout SpecReader) -> String? {
    if let text = node.string { return text }
    reader.mismatch(node, expected: expectation)
    return nil
  }
}

extension Array: SpecValue, SchemaDescribed where Element: SpecValue {
  static var expectation: String { Element.expectationOfMany }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .array(Element.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> [Element]? {
    guard let elements = node.elements else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    return elements.compactMap { Element.read($0, &reader) }
  }
}

/// A value that may be switched off with `null` (or, where Vega-Lite says so, with `false`).
///
/// The value stands outside of what holds it, for it may be a whole axis.
enum Nullable<Wrapped: SpecValue>: SpecValue {
  case null
  indirect case value(Wrapped)

  static var expectation: String { "\(Wrapped.expectation), or null" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(Wrapped.schema(&definitions), .null)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> Nullable? {
    if node.isNull { return .null }
    return Wrapped.read(node, &reader).map { .value($0) }
  }

  /// The value, unless it is switched off.
  var wrapped: Wrapped? {
    if case .value(let value) = self { value } else { nil }
  }
}

/// One of two kinds of value; the first that fits the node's kind is read.
enum Either<A: SpecValue, B: SpecValue>: SpecValue {
  case a(A)
  case b(B)

  static var expectation: String { "\(A.expectation) or \(B.expectation)" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(A.schema(&definitions), B.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> Either? {
    var trial = SpecReader(like: reader)
    if let value = A.read(node, &trial), !trial.log.hasErrors {
      reader.log.add(contentsOf: trial.log)
      return .a(value)
    }
    var second = SpecReader(like: reader)
    if let value = B.read(node, &second), !second.log.hasErrors {
      reader.log.add(contentsOf: second.log)
      return .b(value)
    }
    reportBoth(node, trial.log, second.log, &reader)
    return nil
  }

  /// If one of the two got past the kind of the node, its errors are the telling ones.
  private static func reportBoth(
    _ node: Node, _ first: DiagnosticLog, _ second: DiagnosticLog, _ reader: inout SpecReader
  ) {
    let telling = [second, first].first { log in
      log.entries.contains { $0.place != node.place || $0.code != "wrong-kind" }
    }
    if let telling {
      reader.log.add(contentsOf: telling)
    } else {
      reader.mismatch(node, expected: expectation)
    }
  }
}

/// A word out of a fixed list, as Vega-Lite spells it.
protocol SpecWord: SpecValue, RawRepresentable, CaseIterable where RawValue == String {
  /// What each of the words is, with its article: "a mark".
  static var noun: String { get }
}

extension SpecWord {
  static var expectation: String { "one of " + Suggestion.list(allCases.map(\.rawValue)) }

  static func read(_ node: Node, _ reader: inout SpecReader) -> Self? {
    guard let text = node.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    if let value = Self(rawValue: text) { return value }
    let words = allCases.map(\.rawValue)
    reader.log.add(.unknownWord(text, noun: noun, known: words, at: node.place))
    return nil
  }
}

/// One or several lines of text: a string (its line ends count) or a list of strings.
struct TextLines: SpecValue, Hashable {
  var lines: [String]

  static var expectation: String { "a string or a list of strings" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.string, .array(.string))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> TextLines? {
    if let text = node.string {
      return TextLines(
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
    guard let elements = node.elements else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    return TextLines(lines: elements.compactMap { String.read($0, &reader) })
  }
}

/// A colour or a gradient.
struct PaintSpec: SpecValue, Hashable {
  var paint: Paint

  static var expectation: String { "a CSS colour or a gradient" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      .any(ColorSpec.schema(&definitions), GradientSpec.schema(&definitions))
    }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> PaintSpec? {
    // No colour at all, as Vega takes an empty text.
    if node.string == "" { return PaintSpec(paint: .color(.clear)) }
    if node.members != nil {
      return GradientSpec.paint(node, &reader).map { PaintSpec(paint: $0) }
    }
    return ColorSpec.read(node, &reader).map { PaintSpec(paint: .color($0.color)) }
  }
}

/// A CSS colour.
struct ColorSpec: SpecValue, Hashable {
  var color: Color

  static var expectation: String { "a CSS colour, such as '#0d3a6a' or 'steelblue'" }

  /// Editors offer the names; other spellings are any text.
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { _ in .any(.words(Color.names), .string) }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> ColorSpec? {
    guard let text = node.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    if let color = Color(css: text) { return ColorSpec(color: color) }
    reader.log.add(
      .error(
        "bad-color", "'\(text)' is not a colour", at: node.place,
        why: "colours are written as in CSS: a name, #rgb, #rrggbb, rgb(…) or hsl(…)",
        hint: Suggestion.hint(for: text, in: Color.names)))
    return nil
  }
}

/// A single value as data have it: null, a truth value, a number, a text; or a date-time object.
struct ScalarSpec: SpecValue, Hashable {
  var value: Value

  static var expectation: String { "a number, a string, true, false, null or a date-time object" }
  static var expectationOfMany: String { "a list of values" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      .any(
        .null, .boolean, .number, .string, DateTimeSpec.schema(&definitions), RepeatReader.schema)
    }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> ScalarSpec? {
    switch node.value {
    case .null: return ScalarSpec(value: .null)
    case .bool(let flag): return ScalarSpec(value: .bool(flag))
    case .number(let number): return ScalarSpec(value: .number(number))
    case .string(let text): return ScalarSpec(value: .text(text))
    case .object:
      if node["repeat"] != nil {
        return RepeatReader.field(node, &reader).map { ScalarSpec(value: .text($0.name)) }
      }
      return DateTimeSpec.read(node, &reader).map { ScalarSpec(value: .date($0.milliseconds)) }
    case .array:
      reader.mismatch(node, expected: expectation)
      return nil
    }
  }
}

/// A piece of JSON kept as it is, for parts whose meaning depends on others.
struct RawSpec: SpecValue {
  var node: Node
  /// Whether somebody wrote it, and not a rewrite.
  var isWritten = true
  static var expectation: String { "a value" }
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode { .anything }
  static func read(_ node: Node, _ reader: inout SpecReader) -> RawSpec? { RawSpec(node: node) }
}

extension Diagnostic {
  static func wrongKind(
    _ node: Node, expected: String, of property: String? = nil
  ) -> Diagnostic {
    let what = property.map { "'\($0)' must be \(expected)" } ?? "\(expected) was expected here"
    return .error(
      "wrong-kind", "\(what), not \(node.shown)", at: node.place,
      hint: wrongKindHint(node, expected))
  }

  private static func wrongKindHint(_ node: Node, _ expected: String) -> String? {
    let written = node.place.text
    switch node.value {
    case .string(let text) where expected.contains("a number") && Double(text)?.isFinite == true:
      return "write it without quotes: \(text)"
    case .string(let text) where expected.contains("true or false"):
      if ["true", "yes", "on"].contains(text.lowercased()) { return "write true, without quotes" }
      return ["false", "no", "off"].contains(text.lowercased())
        ? "write false, without quotes" : nil
    case .number, .bool, .string:
      let isText = expected.hasPrefix("a string") || expected.contains("name of a field")
      if node.string == nil, isText { return "put it in quotes: \"\(written)\"" }
      return expected.hasPrefix("a list") && written.count <= 40
        ? "put it in square brackets: [\(written)]" : nil
    default: return nil
    }
  }

  static func unknownWord(
    _ word: String, noun: String, known: [String], at place: Place
  ) -> Diagnostic {
    .error(
      "unknown-value", "'\(word)' is not \(noun)", at: place,
      why: "it may be one of \(Suggestion.choice(for: word, among: known, limit: 12))",
      hint: OtherNames.hint(for: word, in: known))
  }

  static func unsupported(
    _ what: String, at place: Place?, isLenient: Bool, hint: String? = nil
  ) -> Diagnostic {
    let rest = hint.map { [$0] } ?? ["take it out, or use --lenient to draw without it"]
    return Diagnostic(
      isLenient ? .warning : .error, "unsupported", "\(what) is not supported yet", at: place,
      why: "it is part of Vega-Lite, but Playfair cannot draw it so far", hints: rest)
  }
}
