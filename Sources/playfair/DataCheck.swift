import Diagnostics
import Tables

/// The check of data: a Data Package, a folder of them, or one data file.
struct DataCheck: Check {
  private let path: String
  private let kind: FilePath.Kind
  private let loader: DataLoader

  static func check(
    _ path: String, _ kind: FilePath.Kind, for command: CheckCommand
  ) throws -> DataCheck? {
    switch kind {
    case .directory: guard DataFolder(path).holdsData else { return nil }
    case .file: guard DataFolder.isPackage(path) || DataFolder.isData(path) else { return nil }
    case .other: return nil
    }
    let inside = kind == .directory ? path + "/." : path
    return DataCheck(
      path: path, kind: kind, loader: DataLoader(files: try command.common.files(for: inside)))
  }

  func run() -> CheckOutcome {
    var outcome = CheckOutcome(path: path)
    var tally = PackageCheck.Count()
    if kind == .directory {
      let folder = DataFolder(path)
      for problem in folder.problems { outcome.log.add(problem) }
      for package in folder.packages { check(package: package, &tally, &outcome.log) }
      for file in folder.looseFiles { check(file: file, &tally, &outcome.log) }
    } else if DataFolder.isPackage(path) {
      check(package: path, &tally, &outcome.log)
    } else {
      check(file: path, &tally, &outcome.log)
    }
    outcome.summary = tally.text
    return outcome
  }

  private func check(
    package path: String, _ tally: inout PackageCheck.Count, _ log: inout DiagnosticLog
  ) {
    guard let absolute = FilePath.resolved(path) else {
      log.add(.unreadableInput(path))
      return
    }
    guard let package = loader.package(at: absolute, log: &log) else { return }
    tally.add(PackageCheck(package, loader: loader).run(log: &log))
  }

  private func check(
    file path: String, _ tally: inout PackageCheck.Count, _ log: inout DiagnosticLog
  ) {
    guard let absolute = FilePath.resolved(path) else {
      log.add(.unreadableInput(path))
      return
    }
    guard let table = loader.load(absolute, requiresRows: false, log: &log) else { return }
    if table.columnNames.isEmpty { log.add(.emptyData(path)) }
    tally.add(PackageCheck.Count(tables: 1, rows: table.rowCount))
  }
}

/// A folder in which data may stand.
struct DataFolder {
  /// The Data Packages in it, outer ones first.
  private(set) var packages: [String] = []
  /// The data files in the folder itself, where no package stands.
  private(set) var looseFiles: [String] = []
  /// The folders that cannot be looked into, each as an error.
  private(set) var problems: [Diagnostic] = []

  /// How deep folders are looked through.
  private static let depth = 16

  init(_ path: String) {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    walk(path, 0)
    if packages.isEmpty {
      looseFiles = FilePath.entries(of: path).map { Self.join(path, $0) }
        .filter { Self.isData($0) && FilePath.kind(of: $0) == .file && !Self.isOfARun($0) }
    }
  }

  var holdsData: Bool { !packages.isEmpty || !looseFiles.isEmpty || !problems.isEmpty }

  static func isPackage(_ path: String) -> Bool { FilePath.name(of: path) == DataPackage.fileName }

  /// Whether a file is data by its name; a spec is none, though it may end in `.json`.
  static func isData(_ path: String) -> Bool {
    let name = FilePath.name(of: path)
    return !name.hasPrefix(".") && !name.hasSuffix(".vl.json") && !isPackage(path)
      && DataFormat.Kind(path: path) != nil
  }

  /// Whether a file was written beside outputs, to tell of them: a manifest or dependencies.
  private static func isOfARun(_ path: String) -> Bool {
    guard path.lowercased().hasSuffix(".json"), let bytes = FilePath.contents(of: path) else {
      return false
    }
    let start = bytes.lazy.filter { $0 > 0x20 }.prefix(12)
    return start.starts(with: #"{"playfair":"#.utf8) || start.starts(with: #"{"rules":[{"#.utf8)
  }

  /// Looks through folders; links to folders are passed by, so that none is met again.
  private mutating func walk(_ folder: String, _ level: Int) {
    guard level < Self.depth else { return }
    guard let names = FilePath.names(in: folder) else {
      return problems.append(.unreadableFolder(folder))
    }
    if names.contains(DataPackage.fileName) {
      packages.append(Self.join(folder, DataPackage.fileName))
    }
    for name in names where !name.hasPrefix(".") {
      let path = Self.join(folder, name)
      if FilePath.kind(of: path) == .directory, !FilePath.isLink(path) { walk(path, level + 1) }
    }
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder == "/" ? "/" + name : folder + "/" + name
  }
}

extension Diagnostic {
  fileprivate static func emptyData(_ path: String) -> Diagnostic {
    .error("empty-table", "the table '\(path)' is empty", why: "the file holds no columns")
  }

  static func unreadableInput(_ path: String) -> Diagnostic {
    .error("unreadable-file", "'\(path)' cannot be read: \(FilePath.lastError())")
  }
}
