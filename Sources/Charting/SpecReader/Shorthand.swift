import Diagnostics
import Notation

/// Altair's shorthand for a channel: `"year:O"`, `"mean(output):Q"`, `"count()"`.
enum Shorthand {
  /// The parts of a shorthand.
  struct Parts {
    var field: String?
    var aggregate: AggregateOp?
    var type: FieldType?
  }

  /// Reads a shorthand as a channel.
  static func read(_ text: String, at place: Place, _ reader: inout SpecReader) -> ChannelSpec? {
    guard let parts = parse(text) else {
      reader.log.add(.badShorthand(text, at: place))
      return nil
    }
    return channel(of: parts, at: place)
  }

  /// The channel that the parts describe.
  static func channel(of parts: Parts, at place: Place) -> ChannelSpec {
    var channel = ChannelSpec()
    channel.field = parts.field.map { FieldName(name: $0, place: place) }
    channel.aggregate = parts.aggregate.map { AggregateSpec(op: $0) }
    channel.type = parts.type ?? (parts.aggregate == .count ? .quantitative : nil)
    channel.place = place
    return channel
  }

  /// The parts of a shorthand, or nil if it is none: a colon followed by no type is part of a name.
  static func parse(_ text: String) -> Parts? {
    var parts = Parts()
    var rest = Substring(text)
    if let colon = rest.lastIndex(of: ":"),
      let type = FieldType(code: String(rest[rest.index(after: colon)...]))
    {
      parts.type = type
      rest = rest[..<colon]
    }
    if rest.hasSuffix(")"), let open = rest.firstIndex(of: "(") {
      guard let op = AggregateOp(rawValue: String(rest[..<open])) else { return nil }
      parts.aggregate = op
      rest = rest[rest.index(after: open)...].dropLast()
    }
    if !rest.isEmpty { parts.field = String(rest) }
    return parts.field == nil && parts.aggregate == nil ? nil : parts
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

extension Diagnostic {
  static func badShorthand(_ text: String, at place: Place) -> Diagnostic {
    .error(
      "bad-shorthand", "'\(text)' is not a field", at: place,
      why: "a shorthand is 'field', 'field:Q' or 'mean(field):Q' with Q, T, O, N or Y for year")
  }
}
