import Diagnostics
import Notation

/// A resource of a Data Package as its file suggests it, to be edited by people.
///
/// Only what all cells agree on is written; what could be meant in two ways stays a text, and is
/// told in `notes`.
public struct ResourceDraft: Sendable {
  /// A field and what speaks for it.
  public struct Field: Sendable {
    /// The name of the column.
    public var name: String
    /// The type of Table Schema.
    public var type: FieldDescriptor.Kind = .string
    /// Further properties, in their order.
    public var properties: [(name: String, value: JSONText)] = []
    /// What could not be decided, for the person who edits.
    public var note: String?
    /// Whether the column is a part of the primary key.
    public var isKey = false
  }

  /// The name of the resource, after its file.
  public var name: String
  /// The path from the package's folder.
  public var path: String
  /// The notation of the file.
  public var kind: DataFormat.Kind
  /// The encoding of its text.
  public var encoding: TextEncoding
  /// What stands between cells.
  public var delimiter: UInt8
  /// Cells that mean "nothing here".
  public var missingValues: [String]
  /// The columns.
  public var fields: [Field]
  /// How many rows there are.
  public var rowCount: Int

  /// The resource as it is written into the package.
  public var json: JSONText {
    var members: [(String, JSONText)] = [
      ("name", .string(name)), ("type", .string("table")), ("path", .string(path)),
      ("title", .string("")), ("description", .string("")), ("format", .string(kind.rawValue)),
      ("mediatype", .string(mediaType)), ("encoding", .string(encoding.rawValue)),
    ]
    let usual: UInt8 = kind == .tsv ? 0x09 : UInt8(ascii: ",")
    if isDelimited, delimiter != usual || kind == .tsv {
      let mark = String(Character(Unicode.Scalar(delimiter)))
      members.append(("dialect", .object([("delimiter", .string(mark))])))
    }
    members.append(("sources", .array([])))
    members.append(("licenses", .array([])))
    members.append(("schema", schema))
    return .object(members.filter { !Self.isEmptyList($0.1) })
  }

  private static func isEmptyList(_ value: JSONText) -> Bool {
    if case .array(let elements) = value { return elements.isEmpty }
    return false
  }

  private var schema: JSONText {
    let fields = fields.map { field -> JSONText in
      var members: [(String, JSONText)] = [
        ("name", .string(field.name)), ("type", .string(field.type.rawValue)),
      ]
      if !field.properties.contains(where: { $0.name == "title" }) {
        members.append(("title", .string("")))
      }
      return .object(members + field.properties.map { ($0.name, $0.value) })
    }
    var members: [(String, JSONText)] = [
      ("fields", .array(fields)), ("missingValues", .array(missingValues.map { .string($0) })),
    ]
    let key = self.fields.filter(\.isKey).map { JSONText.string($0.name) }
    if !key.isEmpty { members.append(("primaryKey", .array(key))) }
    return .object(members)
  }

  private var isDelimited: Bool { kind == .csv || kind == .tsv }

  private var mediaType: String {
    switch kind {
    case .csv, .dsv: "text/csv"
    case .tsv: "text/tab-separated-values"
    case .json, .topojson: "application/json"
    case .ndjson: "application/x-ndjson"
    }
  }
}

extension ResourceDraft {
  /// Drafts the resource of a data file; nil if it cannot be read, as the log says.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - path: its path from the package's folder, whose ending tells the notation.
  ///   - shownName: its name in messages.
  ///   - log: takes the problems.
  /// - Returns: the draft.
  public static func read(
    _ bytes: [UInt8], path: String, shownName: String, log: inout DiagnosticLog
  ) -> ResourceDraft? {
    guard let kind = DataFormat.Kind(path: path) else {
      log.add(.unknownEnding(FilePath.name(of: path), at: nil))
      return nil
    }
    let encoding = TextEncoding.guessed(from: bytes)
    guard let text = encoding.text(named: shownName, bytes, log: &log) else { return nil }
    var delimiter: UInt8 = kind == .tsv ? 0x09 : UInt8(ascii: ",")
    let table: Table?
    switch kind {
    case .csv, .tsv, .dsv:
      delimiter = kind == .tsv ? delimiter : DelimiterGuess.delimiter(of: text) ?? delimiter
      table = CSVReader.read(
        text, dialect: CSVDialect(delimiter: delimiter), rules: ParseRules(infersTypes: false),
        log: &log)
    case .json, .topojson: table = JSONRows.read(text, log: &log)
    case .ndjson: table = JSONRows.readLines(text, log: &log)
    }
    guard let table, !log.hasErrors else { return nil }
    let isJSON = kind == .json || kind == .ndjson
    var guesses = table.columns.map { FieldGuess($0, isJSON: isJSON) }
    if guesses.contains(where: \.hasCommas) {
      for index in guesses.indices { guesses[index].doubtPoints() }
    }
    let missing = Self.missingValues(&guesses)
    var draft = ResourceDraft(
      name: slug(FilePath.name(of: path)), path: path, kind: kind, encoding: encoding,
      delimiter: delimiter, missingValues: missing, fields: guesses.map(\.field),
      rowCount: table.rowCount)
    let candidates = guesses.indices.filter { guesses[$0].mayBeKey }
    for index in KeyGuess.key(of: table, draft.fields, among: candidates) {
      draft.fields[index].isKey = true
    }
    return draft
  }

  /// The words for "nothing here" that were met, for all columns where no text column has such a
  /// word as a value, else for those columns alone.
  private static func missingValues(_ guesses: inout [FieldGuess]) -> [String] {
    let words = Set(guesses.flatMap(\.missing))
    let shared = words.filter { word in
      !guesses.contains { !$0.missing.contains(word) && $0.holds(word) }
    }
    for index in guesses.indices where !guesses[index].missing.allSatisfy(shared.contains) {
      let own = [""] + guesses[index].missing.sorted()
      guesses[index].field.properties.append(("missingValues", .array(own.map { .string($0) })))
    }
    return [""] + shared.sorted()
  }

  /// A name of small letters, digits and '-', as the standard advises.
  public static func slug(_ file: String) -> String {
    let stem = file.split(separator: ".", omittingEmptySubsequences: true).first.map(String.init)
    var slug = ""
    for scalar in (stem ?? file).lowercased().unicodeScalars {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
      if isPlain {
        slug.unicodeScalars.append(scalar)
      } else if slug.last != "-", !slug.isEmpty {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? "data" : slug
  }
}

/// Finds what stands between the cells of a file.
private enum DelimiterGuess {
  /// The sign that divides the first rows into the same number of cells, more than one; nil if
  /// there is none.
  static func delimiter(of text: SourceText) -> UInt8? {
    let marks: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
    let scored = marks.map { mark in (mark: mark, score: score(of: mark, in: text)) }
    let best = scored.max { a, b in a.score < b.score }
    return best.flatMap { $0.score > 0 ? $0.mark : nil }
  }

  /// How many of the first rows have as many cells as the head, and a little for the number.
  private static func score(of mark: UInt8, in text: SourceText) -> Double {
    text.bytes.withUnsafeBufferPointer { bytes in
      var scanner = CSVScanner(bytes, dialect: CSVDialect(delimiter: mark))
      var counts: [Int] = []
      var cells: [CellSpan] = []
      while counts.count < 100, scanner.scanRow(into: &cells) != nil {
        counts.append(cells.count)
        cells.removeAll(keepingCapacity: true)
      }
      guard let width = counts.first, width > 1 else { return 0 }
      let alike = Double(counts.count { $0 == width }) / Double(counts.count)
      return alike + min(Double(width), 100) / 1000
    }
  }
}

/// Finds columns that tell rows apart.
private enum KeyGuess {
  /// The first column, or the least number of the first columns, that differs in every row.
  ///
  /// Measures are no keys, be they as different as they may; a table of one row tells nothing.
  static func key(
    of table: Table, _ fields: [ResourceDraft.Field], among columns: [Int]
  ) -> [Int] {
    guard table.rowCount > 1 else { return [] }
    let candidates = columns.filter { $0 < 12 }.filter { index in
      let isKind = [.string, .integer, .year, .date, .datetime, .yearmonth].contains(
        fields[index].type)
      let hasUnit = fields[index].properties.contains {
        ["unit", "bareNumber", "missingValues"].contains($0.name)
      }
      let column = table.columns[index]
      return isKind && !hasUnit && (0..<table.rowCount).allSatisfy { !column[$0].isNull }
    }
    for size in 1...3 {
      for group in combinations(of: candidates, size: size) where isKey(group, table) {
        return group
      }
    }
    return []
  }

  private static func isKey(_ group: [Int], _ table: Table) -> Bool {
    var seen: Set<[Value]> = []
    for row in 0..<table.rowCount {
      if !seen.insert(group.map { table.columns[$0][row] }).inserted { return false }
    }
    return true
  }

  /// All choices of so many, those of the first columns first.
  private static func combinations(of items: [Int], size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return items.indices.flatMap { index in
      combinations(of: Array(items[(index + 1)...]), size: size - 1).map { [items[index]] + $0 }
    }
  }
}
