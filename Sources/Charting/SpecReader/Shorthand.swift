import Diagnostics
import Notation

/// Altair's shorthand for a channel: `"year:O"`, `"mean(output):Q"`, `"count()"`, `"month(day):T"`.
///
/// A colon that belongs to a name is written `\:`. A type that is not given is that of the values.
enum Shorthand {
  /// The parts of a shorthand.
  struct Parts {
    var field: String?
    var aggregate: AggregateOp?
    var timeUnit: TimeUnit?
    var type: FieldType?

    /// Whether there is more to it than a name.
    var isMore: Bool { aggregate != nil || timeUnit != nil || type != nil }
  }

  /// Reads a shorthand as a channel; what is none is the name of a column.
  static func read(_ text: String, at place: Place) -> ChannelSpec {
    var channel = channel(of: parse(text), in: text, at: place)
    channel.infersType = true
    return channel
  }

  /// The channel that the parts describe.
  static func channel(of parts: Parts, in text: String, at place: Place) -> ChannelSpec {
    var channel = ChannelSpec()
    channel.field = parts.field.map { FieldName(name: $0, place: place.part($0, of: text)) }
    channel.aggregate = parts.aggregate.map { AggregateSpec(op: $0) }
    channel.timeUnit = parts.timeUnit.map { .value(TimeUnitSpec(unit: $0)) }
    channel.type = parts.type
    // Counts are numbers, and parts of moments are moments.
    if channel.type == nil, parts.aggregate == .count { channel.type = .quantitative }
    if channel.type == nil, parts.timeUnit != nil { channel.type = .temporal }
    channel.place = place
    return channel
  }

  /// The parts of a shorthand: a colon followed by no type is part of a name, and so are brackets
  /// after no aggregate and no time unit, as in `Population (millions)`.
  static func parse(_ text: String) -> Parts {
    var parts = Parts()
    var rest = Substring(text)
    if let colon = rest.lastIndex(of: ":"), !rest[..<colon].hasSuffix("\\"),
      let type = FieldType(code: String(rest[rest.index(after: colon)...]))
    {
      parts.type = type
      rest = rest[..<colon]
    }
    if rest.hasSuffix(")"), let open = rest.firstIndex(of: "(") {
      let function = String(rest[..<open])
      let inside = rest[rest.index(after: open)...].dropLast()
      if let op = AggregateOp(rawValue: function) {
        (parts.aggregate, rest) = (op, inside)
      } else if !inside.isEmpty, let unit = TimeUnit(named: function) {
        (parts.timeUnit, rest) = (unit, inside)
      }
    }
    if !rest.isEmpty || parts.aggregate == nil { parts.field = String(rest) }
    return parts
  }

  /// What was probably meant by a name that is no column's.
  static func hint(for name: String, columns: [String]) -> String? {
    if let colon = name.lastIndex(of: ":") {
      let field = String(name[..<colon])
      if columns.contains(field) || field.contains("(") {
        return "write one of Q, T, O, N and Y (for year) after the colon"
      }
    }
    if let open = name.firstIndex(of: "(") {
      let op = String(name[..<open]), rest = String(name[name.index(after: open)...])
      let field = rest.hasSuffix(")") ? String(rest.dropLast()) : rest
      guard columns.contains(field) || !rest.hasSuffix(")") else {
        return Suggestion.hint(for: name, in: columns)
      }
      guard AggregateOp(rawValue: op) == nil, TimeUnit(named: op) == nil else {
        return "close the bracket: '\(op)(\(field))'"
      }
      if op == "bin" { return "write {field: \(field), bin: true}" }
      let names = AggregateOp.allCases.map(\.rawValue)
      return OtherNames.hint(for: op, in: names) ?? "write an aggregate before the bracket"
    }
    return Suggestion.hint(for: name, in: columns)
  }
}

/// Paths into nested values: `a.b`, `a[0]`, `a['b c']`, with `\.` for a dot in a name.
enum FieldPath {
  /// The parts of a path.
  static func parts(of name: String) -> [String] {
    var parts: [String] = []
    var current = ""
    var characters = Array(name)[...]
    while let character = characters.popFirst() {
      switch character {
      case "\\":
        if let next = characters.popFirst() { current.append(next) }
      case ".":
        parts.append(current)
        current = ""
      case "[":
        if !current.isEmpty { parts.append(current) }
        let inside = characters.prefix { $0 != "]" }
        characters = characters.dropFirst(inside.count + 1)
        if characters.first == "." { characters = characters.dropFirst() }
        current = String(inside).trimmingQuotes()
        if !characters.isEmpty || characters.first == "[" {
          parts.append(current)
          current = ""
        }
      default: current.append(character)
      }
    }
    if !current.isEmpty || parts.isEmpty { parts.append(current) }
    return parts
  }
}

extension String {
  fileprivate func trimmingQuotes() -> String {
    guard count >= 2, let first, first == "'" || first == "\"", last == first else { return self }
    return String(dropFirst().dropLast())
  }
}

extension Place {
  /// The place of the first time that a part stands in a text that stands here.
  fileprivate func part(_ part: String, of text: String) -> Place {
    let whole = Array(text.utf8), wanted = Array(part.utf8)
    let last = whole.count - wanted.count
    guard !wanted.isEmpty, last >= 0,
      let start = (0...last).first(where: { whole[$0..<$0 + wanted.count].elementsEqual(wanted) })
    else { return self }
    return self.part(start..<start + wanted.count, of: text)
  }
}
