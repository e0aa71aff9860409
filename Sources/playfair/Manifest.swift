import Diagnostics
import Notation
import Reports
import Tables

/// What became of each input or report of a run, as JSON for the programs that go on from there.
struct Manifest {
  /// One input, or one report of a document.
  struct Entry: Sendable {
    /// The document or the chart.
    var input: String
    /// Which row of the table it was made for, from 1 on.
    var row: Int?
    /// The values of the document's parameters.
    var parameters: [(name: String, value: Value)] = []
    var files: [WrittenFile] = []
    var messages: [JSONText] = []
    var errors = 0
    var warnings = 0

    /// What became of it, in a word.
    var status: String { errors > 0 ? "failed" : warnings > 0 ? "warnings" : "ok" }

    /// Takes over what was said of it.
    mutating func take(_ log: DiagnosticLog) {
      errors += log.errorCount
      warnings += log.warningCount
      messages += log.inReadingOrder.map { JSONText($0) }
    }
  }

  /// The table of `--for-each`, as it was named.
  var rows: String?
  var shard: Shard?
  /// The columns that no parameter is called after.
  var unusedColumns: [String] = []
  var entries: [Entry]
  /// The manifest's own path, relative to which files are named where they lie below its folder.
  var path: String

  /// The text of the file; it says nothing of times, so that equal runs have equal manifests.
  var text: String {
    var members: [(String, JSONText)] = [("playfair", .string(Playfair.version))]
    if let rows { members.append(("rows", .string(rows))) }
    if let shard { members.append(("shard", .string("\(shard.part)/\(shard.count)"))) }
    if !unusedColumns.isEmpty {
      members.append(("unusedColumns", .array(unusedColumns.map { .string($0) })))
    }
    let counts = ["ok", "warnings", "failed"].map { status in
      (status, JSONText.number(Double(entries.count { $0.status == status })))
    }
    members.append(("counts", .object(counts)))
    members.append(("reports", .array(entries.map(json))))
    return JSONText.object(members).text(indented: true, joinsShort: true) + "\n"
  }

  private func json(_ entry: Entry) -> JSONText {
    var members: [(String, JSONText)] = [("input", .string(entry.input))]
    if let row = entry.row { members.append(("row", .number(Double(row)))) }
    if !entry.parameters.isEmpty {
      members.append(
        ("parameters", .object(entry.parameters.map { ($0.name, JSONText($0.value)) })))
    }
    members.append(("status", .string(entry.status)))
    members.append(("files", .array(entry.files.map(json))))
    if !entry.messages.isEmpty { members.append(("messages", .array(entry.messages))) }
    return .object(members)
  }

  private func json(_ file: WrittenFile) -> JSONText {
    let folder = FilePath.folder(of: path) + "/"
    let isBelow = folder != "./" && file.path.hasPrefix(folder)
    var members: [(String, JSONText)] = [
      ("path", .string(isBelow ? String(file.path.dropFirst(folder.count)) : file.path)),
      ("bytes", .number(Double(file.size))),
    ]
    if let digest = file.digest { members.append(("sha256", .string(digest.description))) }
    return .object(members)
  }
}

extension JSONText {
  /// A problem as it stands in a manifest.
  init(_ problem: Diagnostic) {
    var members: [(String, JSONText)] = [
      ("severity", .string(problem.severity.rawValue)), ("code", .string(problem.code)),
      ("message", .string(problem.message)),
    ]
    if let place = problem.place {
      members.append(("place", .string(place.label)))
    } else if let file = problem.file {
      members.append(("place", .string(file)))
    }
    if let why = problem.why { members.append(("why", .string(why))) }
    if !problem.hints.isEmpty {
      members.append(("hints", .array(problem.hints.map { .string($0) })))
    }
    self = .object(members)
  }

  /// The value of a parameter.
  fileprivate init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .number(let number): self = .number(number)
    case .text, .date, .list, .record, .geometry: self = .string(value.text)
    }
  }
}
