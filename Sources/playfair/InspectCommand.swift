import ArgumentParser
import Canvas
import Diagnostics
import Reports

/// `playfair inspect`: what a file says of how it was made.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Prints how a file was made: its input, data, sources and parameters.",
    discussion: """
      FILE is a picture, a PDF or a web page that Playfair made, wherever it comes from: nothing \
      else is read. 'playfair check' holds it against the data.

        playfair inspect figure.png
        playfair inspect report.pdf --json

      Exit status: 0 fine; 1 a file has no record or cannot be read; 2 wrong use; 3 a file was \
      changed after it was made.
      """)

  @Argument(help: "Files: PNG, SVG, PDF or HTML.")
  var file: [String]

  @Flag(help: "Print the records as they stand in the files, one a line.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    var log = DiagnosticLog()
    var isIntact = true
    var text = ""
    for path in file {
      guard let bytes = FilePath.contents(of: path) else {
        if FilePath.kind(of: path) == .other {
          log.add(.error("not-a-file", "'\(path)' is a device", why: "a file was expected here"))
          continue
        }
        log.add(.error("unreadable-file", "'\(path)' cannot be read: \(FilePath.lastError())"))
        continue
      }
      guard let found = FileRecord(of: bytes), let record = OutputRecord(json: found.json) else {
        log.add(.noRecord(path))
        continue
      }
      isIntact = isIntact && found.isIntact
      if !text.isEmpty, !json { text += "\n" }
      text += json ? found.json + "\n" : RecordText(record, path, found.isIntact).text
    }
    try common.print(text)
    try common.report(log)
    if !isIntact { throw ExitCode(3) }
  }
}

/// A record as people read it.
struct RecordText {
  let record: OutputRecord
  let path: String
  let isIntact: Bool

  init(_ record: OutputRecord, _ path: String, _ isIntact: Bool) {
    self.record = record
    self.path = path
    self.isIntact = isIntact
  }

  /// Names on the left, what they have on the right.
  var text: String {
    let rows = self.rows
    let width = rows.map(\.name.count).max() ?? 0
    let lines = rows.map { name, value in
      "  " + name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
    }
    return path + "\n" + lines.joined()
  }

  private var rows: [(name: String, value: String)] {
    var rows: [(name: String, value: String)] = []
    func add(_ name: String, _ values: [String]) {
      for (index, value) in values.enumerated() { rows.append((index == 0 ? name : "", value)) }
    }
    add("state", [isIntact ? "as it was made" : "changed after it was made"])
    add("made by", ["playfair " + record.version])
    add("from", [record.input])
    add("figure", [record.figure].compactMap { $0 })
    add(record.figure == nil ? "shape" : "drawn for", [record.shape].compactMap { $0 })
    add("options", record.options.map { "\($0.name)=\($0.value)" })
    add("parameters", record.parameters.map { "\($0.name)=\($0.value)" })
    add("spec", [record.spec.map { "\($0.name)  \(short($0.digest))" }].compactMap { $0 })
    add("data", record.data.map(line))
    add("sources", record.sources.isEmpty ? [] : [record.sources.joined(separator: ", ")])
    add("texts", record.files.map { "\($0.name)  \(short($0.digest))" })
    return rows
  }

  private func line(_ data: OutputRecord.Data) -> String {
    let rows = data.rows == 1 ? "1 row" : "\(data.rows) rows"
    let columns = data.columns.joined(separator: ", ")
    return "\(data.file)  \(short(data.digest))  \(rows) of \(columns)"
  }

  /// Enough digits to compare by eye.
  private func short(_ digest: String) -> String { String(digest.prefix(12)) }
}

extension Diagnostic {
  static func noRecord(_ path: String) -> Diagnostic {
    .error(
      "no-record", "'\(path)' has no record of how it was made",
      why: "Playfair writes one into PNG, SVG, PDF and HTML files; other programs that save a file "
        + "again may leave it out")
  }
}
