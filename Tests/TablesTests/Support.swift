import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads delimited text and returns the table with everything that was reported.
func readCSV(
  _ text: String, dialect: CSVDialect = .commas, resource: ResourceDescriptor? = nil,
  rules: ParseRules = ParseRules(), requiresRows: Bool = true
) -> (table: Table?, problems: String) {
  var log = DiagnosticLog()
  let table = CSVReader.read(
    SourceText(name: "a.csv", text: text), dialect: dialect, resource: resource, rules: rules,
    requiresRows: requiresRows, log: &log)
  return (table, log.text)
}

extension DiagnosticLog {
  /// Everything as people see it.
  var text: String { entries.map { $0.text(.human) }.joined() }

  /// The first line of everything.
  var short: [String] { entries.map { String($0.text(.short).dropLast()) } }
}

extension Table {
  /// The columns with their kind and cells, for comparison.
  var summary: [String] {
    columns.map { column in
      let kind =
        switch column.cells {
        case .numbers: "numbers"
        case .texts: "texts"
        case .bools: "bools"
        case .dates: "dates"
        case .values: "values"
        }
      let cells = (0..<rowCount).map { column[$0].isNull ? "–" : column[$0].text }
      return "\(column.name): \(kind) \(cells.joined(separator: " "))"
    }
  }
}

/// A resource with the fields given.
func resource(
  _ fields: [FieldDescriptor], missingValues: [String] = [""]
) -> ResourceDescriptor {
  ResourceDescriptor(name: "grain", path: "a.csv", fields: fields, missingValues: missingValues)
}

func field(
  _ name: String, _ kind: FieldDescriptor.Kind = .any,
  _ set: (inout FieldDescriptor) -> Void = { _ in }
) -> FieldDescriptor {
  var field = FieldDescriptor(name: name, kind: kind)
  set(&field)
  return field
}

/// A folder for one test, taken away at its end.
final class TestFolder {
  let path: String

  init() {
    var template = Array("/tmp/playfair-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    path = made.flatMap { FilePath.resolved($0) } ?? ""
  }

  deinit { remove(path) }

  private func remove(_ path: String) {
    if FilePath.isLink(path) {
      unlink(path)
    } else if FilePath.kind(of: path) == .directory {
      for name in FilePath.entries(of: path) { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  func write(_ name: String, _ text: String) {
    var made = path
    for part in name.split(separator: "/").dropLast() {
      made += "/" + part
      mkdir(made, 0o755)
    }
    guard let file = fopen(path + "/" + name, "wb") else { return }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  func link(_ name: String, to target: String) { symlink(target, path + "/" + name) }

  func loader() throws -> DataLoader {
    DataLoader(files: try #require(SourceFiles(root: path)))
  }
}

extension String {
  /// The text with the path of a folder taken out, so that it is the same in each run.
  func without(_ folder: TestFolder) -> String {
    var copy = self
    while let range = copy.firstRange(of: folder.path + "/") { copy.removeSubrange(range) }
    return copy
  }
}
