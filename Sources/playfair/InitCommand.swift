import ArgumentParser
import Diagnostics
import Tables

/// `playfair init`: a Data Package for data files, drafted from what stands in them.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a datapackage.json for data files, to be edited.",
    discussion: """
      Encoding, delimiter, types, formats of dates and numbers, units in heads such as \
      'Output (Mt)', words for missing values and a primary key are taken from the files, where \
      all cells agree. What could be meant in two ways stays a text, and is told. Title, sources \
      and licence are left blank for you.

        playfair init --data grain.csv
        playfair init --data Datasets/*.csv

      A package that is there already is only added to; --force writes it anew.
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("CSV, TSV or JSON files.", valueName: "file"))
  var data: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The package to write; '-' prints it. Default: datapackage.json beside the data.",
      valueName: "file"))
  var output: String?

  @Flag(help: "Write the package anew where one stands already.")
  var force = false

  @Option(help: "How messages are printed: human, short or json.")
  var messageFormat: DiagnosticFormat = .human

  func validate() throws {
    if data.isEmpty { throw ValidationError("name data files with --data") }
    if let output, output != "-", FilePath.name(of: output) != DataPackage.fileName {
      throw ValidationError("a data package is called '\(DataPackage.fileName)'")
    }
    if Set(data).count < data.count { throw ValidationError("a file is named twice") }
  }

  func run() throws {
    let stop = StopSwitch()
    var log = DiagnosticLog()
    let folder = packageFolder
    let resources = data.compactMap { draft($0, in: folder, log: &log) }
    let target = output ?? (folder == "." ? "" : folder + "/") + DataPackage.fileName
    let text = log.hasErrors ? nil : text(of: resources, target, folder, log: &log)
    let common = try CommonOptions.parse(["--message-format", messageFormat.rawValue])
    if target == "-" {
      try common.report(log)
      return try common.print(text ?? "")
    }
    let files = text.map { [OutputFile(path: target, bytes: Array($0.utf8))] } ?? []
    try common.finish(log, writing: files, stop: stop)
    guard messageFormat == .human else { return }
    try common.print(DraftTable(resources, target).text, rest: "\(target) was written")
  }

  /// The lowest folder that holds all files.
  private var packageFolder: String {
    if let output, output != "-" { return FilePath.folder(of: output) }
    let folders = data.map {
      FilePath.folder(of: $0).split(separator: "/", omittingEmptySubsequences: false)
    }
    guard var shared = folders.first else { return "." }
    for folder in folders {
      shared = Array(zip(shared, folder).prefix { $0 == $1 }.map(\.0))
    }
    let path = shared.joined(separator: "/")
    return path.isEmpty ? (data.first?.hasPrefix("/") == true ? "/" : ".") : path
  }

  private func draft(
    _ path: String, in folder: String, log: inout DiagnosticLog
  ) -> ResourceDraft? {
    guard let file = FilePath.resolved(path), FilePath.kind(of: file) == .file else {
      log.add(.notData(path))
      return nil
    }
    guard let base = FilePath.resolved(folder), FilePath.isBelow(file, base) else {
      log.add(.outsidePackage(path, folder))
      return nil
    }
    guard let bytes = SourceFiles.readAlone(path, log: &log) else { return nil }
    let inside = String(file.dropFirst(base == "/" ? 1 : base.count + 1))
    return ResourceDraft.read(bytes, path: inside, shownName: path, log: &log)
  }

  private func text(
    of resources: [ResourceDraft], _ target: String, _ folder: String, log: inout DiagnosticLog
  ) -> String? {
    let names = Set(resources.map(\.name))
    guard names.count == resources.count else {
      log.add(.twoDraftsOfOneName(resources.map(\.name)))
      return nil
    }
    if target != "-", !force, let present = FilePath.contents(of: target) {
      let text = SourceText(name: target, bytes: present)
      return PackageDraft.adding(resources, to: text, log: &log)
    }
    let absolute = FilePath.resolved(folder) ?? folder
    let name =
      resources.count == 1 ? resources[0].name : ResourceDraft.slug(FilePath.name(of: absolute))
    return PackageDraft.text(named: name, resources)
  }
}

/// What was inferred, as a table for people.
struct DraftTable {
  private let resources: [ResourceDraft]
  private let target: String

  init(_ resources: [ResourceDraft], _ target: String) {
    self.resources = resources
    self.target = target
  }

  var text: String { resources.map(text).joined(separator: "\n") + "\n" + ending }

  private func text(_ resource: ResourceDraft) -> String {
    let rows = [["COLUMN", "TYPE", "BESIDES"]] + resource.fields.map(row)
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      return "  " + (cells + [row[2]]).joined(separator: "  ").withoutSpaceAtEnd
    }
    let rowWord = resource.rowCount == 1 ? "1 row" : "\(resource.rowCount) rows"
    var head = ["\(resource.path): \(rowWord)", resource.encoding.rawValue]
    if resource.kind == .csv { head.append("cells between \(delimiter(resource))") }
    let words = resource.missingValues.filter { !$0.isEmpty }
    if !words.isEmpty { head.append("missing: \(words.joined(separator: " "))") }
    let notes = resource.fields.compactMap { field in
      field.note.map { "  note: '\(field.name)': \($0)" }
    }
    return ([head.joined(separator: ", ")] + lines + notes).joined(separator: "\n") + "\n"
  }

  private func row(_ field: ResourceDraft.Field) -> [String] {
    let properties = field.properties.map { property -> String in
      let value = property.value.text()
      return property.name + " " + value
    }
    let parts = (field.isKey ? ["key"] : []) + properties
    return [field.name, field.type.rawValue, parts.joined(separator: ", ")]
  }

  private func delimiter(_ resource: ResourceDraft) -> String {
    resource.delimiter == 0x09 ? "tabs" : "'\(Character(Unicode.Scalar(resource.delimiter)))'"
  }

  private var ending: String {
    "\(target) is written: fill in titles, sources and licence, then run 'playfair check \(target)'\n"
  }
}

extension String {
  fileprivate var withoutSpaceAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Diagnostic {
  fileprivate static func notData(_ path: String) -> Diagnostic {
    let name = FilePath.name(of: path)
    let folder = FilePath.folder(of: path)
    let near = Suggestion.nearest(to: name, in: FilePath.entries(of: folder).filter { $0 != name })
    let isThere = FilePath.isTaken(path)
    if isThere, FilePath.kind(of: path) == nil {
      return .error("dead-link", "'\(path)' is a link that leads nowhere, or in a circle")
    }
    return .error(
      isThere ? "not-a-file" : "missing-file",
      isThere ? "'\(path)' is no file" : "there is no data file '\(path)'",
      hint: isThere ? nil : near.map { "did you mean '\($0)'?" })
  }

  fileprivate static func outsidePackage(_ path: String, _ folder: String) -> Diagnostic {
    .error(
      "outside-root", "'\(path)' lies outside the package's folder '\(folder)'",
      why: "paths in a data package do not lead out of its folder")
  }

  fileprivate static func twoDraftsOfOneName(_ names: [String]) -> Diagnostic {
    let twins = Set(names.filter { name in names.count { $0 == name } > 1 }).sorted()
    return .error(
      "duplicate-resource", "two files would both be the resource \(Suggestion.list(twins))",
      why: "a resource is named after its file, without the ending",
      hint: "give the files different names")
  }
}
