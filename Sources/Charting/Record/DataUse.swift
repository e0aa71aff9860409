import Diagnostics
import Notation
import Tables

/// The part of a data file that a chart uses: the rows that stand behind its marks, and the columns
/// that its spec may look at.
///
/// A change elsewhere in the file cannot change the chart. Columns are rather too many than too few:
/// those whose names occur anywhere in the spec, with those that name units and sources.
public struct DataUse: Sendable {
  /// The file.
  public let file: DataFile
  /// The rows from 0 after the head, ascending.
  public let rows: [Int]
  /// The columns, in the order of the file.
  public let columns: [String]

  /// Creates a use of some rows of a file.
  public init(file: DataFile, rows: some Sequence<Int>, columns: [String]) {
    self.file = file
    self.rows = Set(rows).sorted()
    self.columns = columns
  }

  /// The digests of what is used.
  public struct Digests: Sendable {
    /// That of the head and of all rows, each in the canonical form and ended by a line feed.
    public var all: ContentDigest
    /// For each row the first digits of its own digest; empty if they were not asked for.
    public var rows: [String]
  }

  /// Computes the digests of all rows together, and of each one where `eachRow` asks for it.
  ///
  /// In the canonical form a row is its cells as CSV (RFC 4180), numbers in the shortest digits that
  /// read back as the same number, dates as ISO 8601, nothing for a missing cell.
  public func digests(eachRow: Bool) -> Digests {
    var builder = DigestBuilder()
    builder.add(Array((columns.map(DataUse.quoted).joined(separator: ",") + "\n").utf8))
    let cells = columns.map { (name: $0, column: file.column($0)) }
    var digests: [String] = []
    for row in rows {
      var line = ""
      for (index, cell) in cells.enumerated() {
        if index > 0 { line += "," }
        if let column = cell.column {
          line += DataUse.quoted(text(of: column[row], row, cell.name))
        }
      }
      if eachRow { digests.append(ContentDigest(of: line).short) }
      line += "\n"
      builder.add(Array(line.utf8))
    }
    return Digests(all: builder.finish(), rows: digests)
  }

  private func text(of value: Value, _ row: Int, _ name: String) -> String {
    switch value {
    case .null: ""
    case .list, .record, .geometry: file.place(ofRow: row, column: name).text
    case .bool, .number, .text, .date: value.text
    }
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  /// This use and another of the same file.
  public func joined(with other: DataUse) -> DataUse {
    let names = Set(columns).union(other.columns)
    return DataUse(
      file: file, rows: rows + other.rows, columns: file.columnNames.filter(names.contains))
  }
}

extension [DataUse] {
  /// Adds what a file is used for; of a file that is there already the uses are joined.
  public mutating func add(_ use: DataUse) {
    if let index = firstIndex(where: { $0.file.text.name == use.file.text.name }) {
      self[index] = self[index].joined(with: use)
    } else {
      append(use)
    }
  }
}

extension DataUse {
  /// What a table shows of each file: the rows, and the columns that some words name.
  public static func all(of table: Table, naming words: [String]) -> [DataUse] {
    let spec = SpecWords(words)
    var rows: [DataFile: [Int]] = [:]
    for row in 0..<table.rowCount {
      table.lineage.visit(row) { file, number in rows[file, default: []].append(number) }
    }
    return table.lineage.files.map { file in
      DataUse(file: file, rows: rows[file] ?? [], columns: spec.columns(of: file))
    }
  }

  /// What a chart uses of each file, in order of first use.
  static func all(of view: BoundView, spec: Node) -> [DataUse] {
    let words = SpecWords(spec)
    var order: [DataFile] = []
    var rows: [DataFile: Set<Int>] = [:]
    for unit in view.units {
      for row in 0..<unit.table.rowCount {
        unit.table.lineage.visit(row) { file, number in
          if rows[file] == nil { order.append(file) }
          rows[file, default: []].insert(number)
        }
      }
    }
    return order.map { file in
      DataUse(file: file, rows: rows[file] ?? [], columns: words.columns(of: file))
    }
  }
}

/// The words of a spec in which names of columns may stand.
private struct SpecWords {
  /// One after the other, with a sign between them that no name has.
  private var texts = ""
  /// Whether an expression looks at rows as wholes, or by names that are made.
  private var seesAll = false

  init(_ spec: Node) { add(spec) }

  init(_ words: [String]) {
    for word in words { add(word) }
  }

  private mutating func add(_ text: String) {
    note(text)
    if SpecWords.seesWholeRows(text) { seesAll = true }
  }

  private mutating func note(_ text: String) { texts += text + "\0" }

  private mutating func add(_ node: Node) {
    switch node.value {
    case .string(let text): add(text)
    case .array(let elements): for element in elements { add(element) }
    case .object(let members):
      for member in members where !["values", "datasets"].contains(member.key) {
        note(member.key)
        add(member.value)
      }
    case .null, .bool, .number: break
    }
  }

  /// Whether `datum` stands there without the name of a member after it.
  private static func seesWholeRows(_ text: String) -> Bool {
    guard text.includes("datum") else { return false }
    var rest = Array(text.utf8)[...]
    let word = Array("datum".utf8)
    while let start = rest.firstIndex(of: word[0]) {
      rest = rest[start...]
      guard rest.starts(with: word) else {
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(word.count)
      let names = [".", "['", "[\""].contains { rest.starts(with: $0.utf8) }
      if !names { return true }
    }
    return false
  }

  /// The columns of a file that the spec may look at, and those that say what the others mean.
  func columns(of file: DataFile) -> [String] {
    let fields = file.columns.compactMap(\.field)
    var named = Set(
      file.columnNames.filter { name in seesAll || texts.includes(name) })
    for field in fields where named.contains(field.name) {
      if let unit = field.unitField { named.insert(unit) }
    }
    if let sources = file.sourceKeys?.name { named.insert(sources) }
    return file.columnNames.filter(named.contains)
  }
}
