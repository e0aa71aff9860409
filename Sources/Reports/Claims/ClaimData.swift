import Diagnostics
import Notation
import Tables

/// The data that the claims of a document may name.
///
/// These are the resources of the Data Packages in reach, and files by their path. Each is read
/// once, and looked up by value without a walk over its rows.
struct ClaimData {
  /// A table, and for columns that were asked for the rows of each value.
  struct Source {
    var name: String
    var reference: Reference
    var table: Table
    /// The files from which the rows were made.
    var files: [DataFile]
    var rows: [String: [Value: [Int]]] = [:]
  }

  /// How a document names a table.
  enum Reference {
    case resource(Written)
    case file(Written)
  }

  private let loader: DataLoader
  /// The folders in which packages are looked for, nearest first; each with those right below it.
  private let folders: [String]
  private(set) var sources: [Source] = []
  private var known: [String: Int] = [:]
  /// The names that stand for nothing, of which that has been told.
  private var unknown: Set<String> = []
  /// The packages of a folder and of those right below it, once they were looked for.
  private var levels: [[DataPackage]] = []
  /// What is wrong with the data themselves.
  var log = DiagnosticLog()

  /// The data in reach of a document.
  init(loader: DataLoader, document: SourceText) {
    self.loader = loader
    let root = loader.files.root
    var folders: [String] = []
    var folder = FilePath.resolved(FilePath.folder(of: document.name)) ?? root
    while FilePath.isBelow(folder, root) {
      folders.append(folder)
      if folder == root { break }
      folder = FilePath.folder(of: folder)
    }
    self.folders = folders.isEmpty ? [root] : folders
  }

  /// The index of the source that a name stands for; `others` are names that stand for other things.
  mutating func resource(
    _ name: Written, others: () -> [String]
  ) throws(ClaimProblem) -> Int {
    if let index = known[name.text] { return index }
    guard !unknown.contains(name.text) else { throw ClaimProblem(nil) }
    var seen: [String] = []
    for level in folders.indices {
      let packages = packages(ofLevel: level)
      let found = packages.compactMap { $0.resource(named: name.text) }
      if found.count > 1 {
        throw ClaimProblem(.ambiguousResource(name, found))
      }
      if let resource = found.first {
        guard let table = loader.load(resource, log: &log) else {
          throw ClaimProblem(nil)
        }
        return add(table, .resource(name), named: name.text)
      }
      for resource in packages.flatMap(\.resources) where !seen.contains(resource.name) {
        seen.append(resource.name)
      }
    }
    unknown.insert(name.text)
    throw ClaimProblem(
      .unknownResource(
        name, known: seen, others: others(),
        above: seen.isEmpty ? packageAbove(with: name.text) : nil))
  }

  /// The index of the source that stands in a file.
  mutating func file(_ path: Written) throws(ClaimProblem) -> Int {
    let name = "'\(path.text)'"
    if let index = known[name] { return index }
    guard let table = loader.load(path.text, namedAt: path.place, log: &log) else {
      throw ClaimProblem(nil)
    }
    return add(table, .file(path), named: name)
  }

  /// The files of the table that is named so now; nil if there is none.
  mutating func files(of reference: Reference) -> [DataFile]? {
    // Whoever asks for it in earnest is to be told that it is not there.
    let told = unknown
    defer { unknown = told }
    let index =
      switch reference {
      case .resource(let name): try? resource(name) { [] }
      case .file(let path): try? file(path)
      }
    return index.map { sources[$0].files }
  }

  /// The rows of a source in which a column has a value, in order.
  mutating func rows(of source: Int, where column: String, is value: Value) -> [Int] {
    if let rows = sources[source].rows[column] { return rows[value] ?? [] }
    var rows: [Value: [Int]] = [:]
    if let cells = sources[source].table[column] {
      for row in 0..<sources[source].table.rowCount { rows[cells[row], default: []].append(row) }
    }
    sources[source].rows[column] = rows
    return rows[value] ?? []
  }

  private mutating func add(_ table: Table, _ reference: Reference, named name: String) -> Int {
    sources.append(
      Source(name: name, reference: reference, table: table, files: table.lineage.files))
    known[name] = sources.count - 1
    return sources.count - 1
  }

  /// A package that lies above the root, and so is out of reach, but names a resource; and the root that
  /// would reach it.
  private func packageAbove(with name: String) -> (package: String, folder: String)? {
    var folder = loader.files.root
    while folder != "/" {
      folder = FilePath.folder(of: folder)
      let near = FilePath.entries(of: folder).sorted().map {
        (folder == "/" ? "" : folder) + "/" + $0
      }
      let found = ([folder] + near).map { $0 + "/" + DataPackage.fileName }
        .first { path in
          guard FilePath.kind(of: path) == .file, let bytes = FilePath.contents(of: path) else {
            return false
          }
          var unheard = DiagnosticLog()
          let text = SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
          let resources = NotationReader.read(text, log: &unheard)?["resources"]?.elements ?? []
          return resources.contains { $0["name"]?.string == name }
        }
      if let found {
        return (loader.files.relativeName(found), loader.files.relativeName(folder))
      }
    }
    return nil
  }

  /// Whether there are errors in the tables of some sources: what is claimed of these says nothing.
  func hasErrors(in indices: Set<Int>) -> Bool {
    let texts = indices.flatMap { sources[$0].files.map(\.text) }
    return log.entries.contains { entry in
      guard entry.severity == .error, let place = entry.place else { return false }
      return texts.contains { $0 === place.source }
    }
  }

  private mutating func packages(ofLevel level: Int) -> [DataPackage] {
    while levels.count <= level {
      let folder = folders[levels.count]
      let near = FilePath.entries(of: folder).sorted().map { folder + "/" + $0 }
        .filter { FilePath.kind(of: $0) == .directory }
      // What was looked for is remembered, so that a run knows when a package comes or goes.
      loader.files.noteFolders(in: folder, holding: DataPackage.fileName)
      var found: [DataPackage] = []
      // A folder may have two names, by a link.
      var seen: Set<String> = []
      for path in ([folder] + near).map({ $0 + "/" + DataPackage.fileName }) {
        guard let file = loader.files.resolved(path), FilePath.kind(of: file) == .file,
          seen.insert(file).inserted
        else { continue }
        if let package = loader.package(at: path, log: &log) { found.append(package) }
      }
      levels.append(found)
    }
    return levels[level]
  }
}
