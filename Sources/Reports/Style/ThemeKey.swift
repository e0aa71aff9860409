import Canvas
import Diagnostics
import Notation

/// What a key of a theme changes in the values that it belongs to.
typealias ThemeChange<Root> = @Sendable (inout Root) -> Void

/// One key of a theme, declared once: from the list come the reading, the hints for unknown keys and
/// the reference page.
struct ThemeKey<Root>: Sendable {
  let name: String
  /// What may stand there, with its article.
  let kind: String
  /// What it is for, in one line.
  let doc: String
  /// The keys of the object that stands there, if it is one.
  let inner: [ThemeKeyNote]
  /// What a value changes; nil after an error, which is in the log.
  let read: @Sendable (Node, inout DiagnosticLog) -> ThemeChange<Root>?
}

/// A key of a theme as the reference page tells it.
struct ThemeKeyNote: Sendable {
  var name: String
  var kind: String
  var doc: String
  var inner: [ThemeKeyNote]
}

/// A value that is written in a theme.
protocol ThemeValue: Sendable {
  /// What it is, with its article, for messages and for the reference.
  static var kind: String { get }
  static func read(_ node: Node) -> Self?
}

/// Several values of a theme that stand together as an object.
protocol ThemeObject: Sendable {
  init()
  /// What the object is, with its article.
  static var noun: String { get }
  static var keys: [ThemeKey<Self>] { get }
}

extension ThemeObject {
  /// What some members change, in order; unknown keys are reported.
  static func changes(
    _ members: [Node.Member], log: inout DiagnosticLog
  ) -> [ThemeChange<Self>] {
    let keys = keys
    return members.compactMap { member in
      guard let key = keys.first(where: { $0.name == member.key }) else {
        log.add(.unknownThemeKey(member, of: noun, known: keys.map(\.name)))
        return nil
      }
      return key.read(member.value, &log)
    }
  }

  /// The keys as the reference page tells them.
  static var notes: [ThemeKeyNote] {
    keys.map { ThemeKeyNote(name: $0.name, kind: $0.kind, doc: $0.doc, inner: $0.inner) }
  }
}

extension ThemeKey {
  /// A key with a value.
  init<Value: ThemeValue>(
    _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, _ doc: String
  ) {
    self.init(name: name, kind: Value.kind, doc: doc, inner: []) { node, log in
      guard let value = Value.read(node) else {
        log.add(.wrongKind(node, wanted: Value.kind))
        return nil
      }
      return { $0[keyPath: path] = value }
    }
  }

  /// A key with a value that may be `null`.
  init<Value: ThemeValue>(
    _ name: String, _ path: WritableKeyPath<Root, Value?> & Sendable, _ doc: String
  ) {
    self.init(name: name, kind: "\(Value.kind), or null", doc: doc, inner: []) { node, log in
      if node.isNull { return { $0[keyPath: path] = nil } }
      guard let value = Value.read(node) else {
        log.add(.wrongKind(node, wanted: Value.kind))
        return nil
      }
      return { $0[keyPath: path] = value }
    }
  }

  /// A key with an object, of which only what is written changes; `null` empties it.
  init<Value: ThemeObject>(
    _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, _ doc: String
  ) {
    self.init(name: name, kind: Value.noun, doc: doc, inner: Value.notes) { node, log in
      if node.isNull { return { $0[keyPath: path] = Value() } }
      guard let members = node.members else {
        log.add(.wrongKind(node, wanted: Value.noun))
        return nil
      }
      let changes = Value.changes(members, log: &log)
      return { root in for change in changes { change(&root[keyPath: path]) } }
    }
  }
}

extension ThemeKey {
  /// A length that is neither too small nor too large, in points.
  init(
    _ name: String, _ path: WritableKeyPath<Root, Double> & Sendable,
    within bounds: ClosedRange<Double>, _ doc: String
  ) {
    let kind = "a length from \(Int(bounds.lowerBound)) to \(Int(bounds.upperBound)) pt"
    self.init(name: name, kind: kind, doc: doc, inner: []) { node, log in
      guard let length = Double.read(node), bounds.contains(length) else {
        log.add(.wrongKind(node, wanted: kind))
        return nil
      }
      return { $0[keyPath: path] = length }
    }
  }
}

// MARK: Values

extension Double: ThemeValue {
  static var kind: String { "a length" }

  /// A number of points, or a text with a unit.
  static func read(_ node: Node) -> Double? {
    if let number = node.number, number.isFinite, (0...2000).contains(number) { return number }
    guard let text = node.text, text.last?.isLetter ?? false else { return nil }
    return Length.points(text, of: 0).flatMap { $0 <= 2000 ? $0 : nil }
  }
}

extension Bool: ThemeValue {
  static var kind: String { "true or false" }
  static func read(_ node: Node) -> Bool? { node.bool }
}

extension Int: ThemeValue {
  static var kind: String { "a weight from 100 to 1000" }

  static func read(_ node: Node) -> Int? {
    guard let number = node.number, (100...1000).contains(number) else { return nil }
    return Int(number)
  }
}

extension String: ThemeValue {
  static var kind: String { "a name" }
  static func read(_ node: Node) -> String? { node.string.flatMap { $0.isEmpty ? nil : $0 } }
}

/// A colour of a theme: one of its own by name, or one in CSS's words.
enum ThemeColor: ThemeValue, Hashable {
  case named(WritableKeyPath<ThemeColors, Color> & Sendable)
  case value(Color)

  static var kind: String { "a colour" }

  static func read(_ node: Node) -> ThemeColor? {
    guard let text = node.text else { return nil }
    if let named = ThemeColors.names[text] { return .named(named) }
    return Color(css: text).map { .value($0) }
  }
}

extension Color: ThemeValue {
  static var kind: String { "a colour" }
  static func read(_ node: Node) -> Color? { node.text.flatMap { Color(css: $0) } }
}

/// A ground, which may be none: the paper.
struct ThemeGround: ThemeValue {
  var color: Color?

  static var kind: String { "an opaque colour or none" }

  static func read(_ node: Node) -> ThemeGround? {
    if node.text == "none" { return ThemeGround() }
    guard let color = node.text.flatMap({ Color(css: $0) }), color.alpha == 1 else { return nil }
    return ThemeGround(color: color)
  }
}

/// A list of colours.
struct ThemeSeries: ThemeValue, Hashable {
  var colors: [Color] = []

  static var kind: String { "a list of colours" }

  static func read(_ node: Node) -> ThemeSeries? {
    guard let elements = node.elements, !elements.isEmpty else { return nil }
    let colors = elements.compactMap { $0.text.flatMap { Color(css: $0) } }
    return colors.count == elements.count ? ThemeSeries(colors: colors) : nil
  }
}

/// A value that is one of some words.
protocol ThemeChoice: ThemeValue, RawRepresentable, CaseIterable where RawValue == String {}

extension ThemeChoice {
  static var kind: String {
    let names = allCases.map { "'\($0.rawValue)'" }
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }

  static func read(_ node: Node) -> Self? { node.text.flatMap { Self(rawValue: $0) } }
}

extension Diagnostic {
  static func unknownThemeKey(
    _ member: Node.Member, of noun: String, known: [String]
  ) -> Diagnostic {
    .error(
      "unknown-theme-key", "\(noun) has no key '\(member.key)'", at: member.keyPlace,
      why: "it has \(Suggestion.choice(for: member.key, among: known))",
      hint: Suggestion.hint(for: member.key, in: known))
  }
}
