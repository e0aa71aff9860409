import Diagnostics
import Notation

/// How a data file is to be read: Vega-Lite's `format`.
public struct DataFormat: Sendable, Hashable {
  /// The notations that are read.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Cells between commas.
    case csv
    /// Cells between tabs.
    case tsv
    /// Cells between the delimiter that is given.
    case dsv
    /// A list of objects.
    case json
    /// One object a line.
    case ndjson
    /// Geometries that share their borders.
    case topojson

    /// The kind that the ending of a file's name tells, if it is a known one.
    public init?(path: String) {
      let name = FilePath.name(of: path).lowercased()
      switch name.split(separator: ".").last.map(String.init) ?? "" {
      case "csv": self = .csv
      case "tsv", "tab": self = .tsv
      case "json": self = .json
      case "ndjson", "jsonl": self = .ndjson
      default: return nil
      }
    }
  }

  /// The notation; the file's name or its package tells it if it is nil.
  public var kind: Kind?
  /// The byte between the cells of `dsv`.
  public var delimiter: UInt8?
  /// Where the rows stand in a JSON file.
  public var property: String?
  /// Which part of a TopoJSON file is drawn.
  public var part: MapPart?
  /// The types that are asked for.
  public var rules: ParseRules

  /// Creates a format.
  public init(
    kind: Kind? = nil, delimiter: UInt8? = nil, property: String? = nil,
    rules: ParseRules = ParseRules()
  ) {
    self.kind = kind
    self.delimiter = delimiter
    self.property = property
    self.rules = rules
  }

  /// The properties of a `format` object and what each is for.
  public static let properties: KeyValuePairs = [
    "type": "The notation. Default: by the file's name.",
    "parse": "The types of columns: number, boolean, string, date, date:'%Y'; null for no types.",
    "property": "Where in a JSON file the rows stand.",
    "delimiter": "The sign between the cells of 'dsv'.",
    "feature": "The object of a TopoJSON file whose shapes are drawn.",
    "mesh": "The object of a TopoJSON file whose borders are drawn.",
    "filter": "Which borders of a mesh: between shapes, or around them. Default: all.",
  ]

  /// Reads the `format` object of a spec; what is wrong in it is reported and left out.
  public static func read(_ node: Node?, log: inout DiagnosticLog) -> DataFormat {
    var format = DataFormat()
    guard let node, !node.isNull else { return format }
    guard let members = node.members else {
      log.add(.wrongKind("'format'", "an object", node))
      return format
    }
    for member in members { format.take(member, log: &log) }
    format.takePart(node, log: &log)
    if format.kind == .dsv, format.delimiter == nil {
      log.add(.missingProperty("delimiter", in: "the format 'dsv'", at: node.place.start))
    }
    return format
  }

  private mutating func take(_ member: Node.Member, log: inout DiagnosticLog) {
    switch member.key {
    case "type": takeKind(member.value, log: &log)
    case "parse": rules = ParseRules.read(member.value, log: &log)
    case "property":
      property = member.value.string
      if property == nil { log.add(.wrongKind("'property'", "a string", member.value)) }
    case "delimiter":
      guard let text = member.value.string, text.utf8.count == 1, let byte = text.utf8.first else {
        log.add(.notOneCharacter("delimiter", at: member.value.place))
        return
      }
      delimiter = byte
    case "feature", "mesh", "filter": break
    default: log.add(.unknownFormatKey(member.key, at: member.keyPlace))
    }
  }

  /// The object of a TopoJSON file, if one is named.
  private mutating func takePart(_ node: Node, log: inout DiagnosticLog) {
    guard let member = node.member("feature") ?? node.member("mesh") else { return }
    guard let name = member.value.string else {
      log.add(.wrongKind("'\(member.key)'", "a string", member.value))
      return
    }
    var filter: MapPart.MeshFilter?
    if let node = node["filter"], !node.isNull {
      filter = node.string.flatMap { MapPart.MeshFilter(rawValue: $0) }
      if filter == nil { log.add(.wrongKind("'filter'", "'interior' or 'exterior'", node)) }
    }
    part = MapPart(
      name: name, place: member.value.place, use: member.key == "feature" ? .feature : .mesh(filter)
    )
  }

  private mutating func takeKind(_ node: Node, log: inout DiagnosticLog) {
    guard let name = node.string else {
      log.add(.wrongKind("'type'", "a string", node))
      return
    }
    kind = Kind(rawValue: name)
    if kind != nil { return }
    if ["arrow"].contains(name) {
      log.add(.unsupported("the format '\(name)'", at: node.place))
    } else {
      log.add(.unknownFormat(name, at: node.place))
    }
  }
}

extension ParseRules {
  /// Reads the value of `parse`: types by column, `auto`, or null for no types.
  public static func read(_ node: Node, log: inout DiagnosticLog) -> ParseRules {
    if node.isNull { return ParseRules(infersTypes: false) }
    if node.string == "auto" { return ParseRules() }
    guard let members = node.members else {
      log.add(.wrongKind("'parse'", "an object", node))
      return ParseRules()
    }
    var rules = ParseRules()
    for member in members {
      if member.value.isNull {
        rules.rules.append(.init(column: member.key, type: .text, place: member.keyPlace))
      } else if let word = member.value.string, let type = ColumnType(parse: word) {
        rules.rules.append(.init(column: member.key, type: type, place: member.keyPlace))
      } else {
        log.add(.unknownParseType(member.value))
      }
    }
    return rules
  }
}

extension Diagnostic {
  static func unknownFormatKey(_ key: String, at place: Place) -> Diagnostic {
    let known = DataFormat.properties.map(\.key)
    return .error(
      "unknown-property", "unknown property '\(key)' of 'format'", at: place,
      why: "a format may have \(Suggestion.list(known))",
      hint: Suggestion.hint(for: key, in: known))
  }

  static func unknownFormat(_ name: String, at place: Place?) -> Diagnostic {
    let known = DataFormat.Kind.allCases.map(\.rawValue)
    return .error(
      "unknown-format", "the format '\(name)' is not known", at: place,
      why: "data are read as \(Suggestion.list(known))",
      hint: Suggestion.hint(for: name, in: known))
  }

  static func unknownParseType(_ node: Node) -> Diagnostic {
    let known = ["number", "boolean", "string", "date"]
    let shown = node.string.map { "'\(Tally.shown($0))'" } ?? node.kind
    return .error(
      "unknown-parse", "\(shown) is not a type to parse", at: node.place,
      why: "a column is parsed as 'number', 'boolean', 'string', 'date' or, say, \"date:'%Y'\"",
      hint: node.string.flatMap { Suggestion.hint(for: $0, in: known) })
  }
}
