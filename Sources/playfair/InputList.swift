import Diagnostics

/// The inputs of a run: files as they are named, and those that folders and patterns stand for.
///
/// Of a folder all documents and charts are taken, those below it too. What starts with a full stop
/// or an underscore is passed over, and so are READMEs, links that lead back, and the places where
/// the run itself writes. A pattern is one that the shell did not expand: `*`, `?` and `[a-z]` stand
/// for signs of a name, `**` for any folders. The order is that of the names' bytes, on every
/// machine.
struct InputList {
  /// One input.
  struct Entry: Equatable, Sendable {
    var path: String
    /// Below which folder of the output its files stand: where it was found, from where the search
    /// began; empty at the top.
    var folder = ""
  }

  /// Which files are looked for.
  enum Kind: Sendable { case all, documents, charts }

  private(set) var entries: [Entry] = []
  /// The arguments for which there is nothing.
  private(set) var problems: [Diagnostic] = []
  private var known: Set<FileIdentity> = []
  private let kind: Kind
  /// The folder into which the run writes.
  private let output: FileIdentity?

  /// Finds the inputs that arguments stand for.
  init(_ arguments: [String], kind: Kind = .all, output: String? = nil) {
    self.kind = kind
    self.output = output.flatMap { FileIdentity(path: $0) }
    for argument in arguments { add(argument) }
  }

  private mutating func add(_ argument: String) {
    if argument == "-" || FilePath.kind(of: argument) == .file {
      return append(Entry(path: argument))
    }
    if FilePath.kind(of: argument) == .directory { return addFolder(argument) }
    guard NamePattern.isPattern(argument), FilePath.kind(of: argument) == nil else {
      // What is missing, or is neither a file nor a folder, is told when it is read.
      return append(Entry(path: argument))
    }
    addPattern(argument)
  }

  private mutating func append(_ entry: Entry) {
    // A file that was named is taken as often as it was: two outputs of one name are told later.
    if entry.path != "-", let identity = FileIdentity(path: entry.path) { known.insert(identity) }
    entries.append(entry)
  }

  /// Adds what was found, without what is there already.
  private mutating func append(found: [Entry]) {
    for entry in found {
      // A link that leads nowhere is told when it is read.
      if let identity = FileIdentity(path: entry.path), !known.insert(identity).inserted {
        continue
      }
      entries.append(entry)
    }
  }

  // MARK: Folders

  private mutating func addFolder(_ argument: String) {
    let root = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
    var walk = FolderWalk(output: output)
    walk.visit(root.isEmpty ? "/" : root, below: "")
    let inputs = walk.files.filter { isInput($0.path) }
    let found = withoutOutputs(inputs)
    problems += walk.problems
    if found.isEmpty, walk.problems.isEmpty { problems.append(.emptyFolder(argument, kind)) }
    append(found: found.sorted { FolderWalk.isBefore($0.path, $1.path) })
  }

  /// Whether a file found in a folder is a document or a chart by its name.
  private func isInput(_ path: String) -> Bool {
    let name = FilePath.name(of: path).lowercased()
    let isDocument = Input.isDocument(path) && !name.hasPrefix("readme.")
    let isChart = Input.isChart(path)
    switch kind {
    case .all: return isDocument || isChart
    case .documents: return isDocument
    case .charts: return isChart
    }
  }

  /// The files without those that stand where the figures of a document would be written.
  private func withoutOutputs(_ found: [Entry]) -> [Entry] {
    // The folder of output, if there is one, is not looked into at all.
    guard output == nil else { return found }
    let figures = found.filter { Input.isDocument($0.path) }.compactMap { entry in
      FileIdentity(
        path: OutputName.figureFolder(
          stem: OutputName.stem(entry.path),
          output: entry.folder.isEmpty ? nil : entry.folder + "/"))
    }
    return found.filter { entry in
      FileIdentity(path: FilePath.folder(of: entry.path)).map { !figures.contains($0) } ?? true
    }
  }

  // MARK: Patterns

  private mutating func addPattern(_ argument: String) {
    let pattern = NamePattern(argument)
    var walk = FolderWalk(output: output)
    walk.visit(pattern.folder, below: "", depth: pattern.depth)
    let found = walk.files.filter { pattern.matches($0.path) && isWanted($0.path) }
    problems += walk.problems
    if found.isEmpty, walk.problems.isEmpty { problems.append(.emptyPattern(argument)) }
    append(found: found.sorted { FolderWalk.isBefore($0.path, $1.path) })
  }

  /// Whether a file that a pattern names is of a kind that is looked for.
  private func isWanted(_ path: String) -> Bool {
    switch kind {
    case .all: true
    case .documents: Input.isDocument(path)
    case .charts: !Input.isDocument(path)
    }
  }
}

/// Looks through folders.
private struct FolderWalk {
  /// The folder into which the run writes.
  let output: FileIdentity?
  var files: [InputList.Entry] = []
  /// The folders that cannot be looked into.
  var problems: [Diagnostic] = []
  private var seen: Set<FileIdentity> = []

  init(output: FileIdentity?) { self.output = output }

  /// Whether a path comes first, folder by folder, by the bytes of the names.
  static func isBefore(_ a: String, _ b: String) -> Bool {
    let (a, b) = (a.split(separator: "/"), b.split(separator: "/"))
    return a.lexicographicallyPrecedes(b) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Takes all files of a folder and of those below it, `depth` levels down.
  mutating func visit(_ folder: String, below: String, depth: Int = .max) {
    // A link that leads back would go round for ever.
    guard let identity = FileIdentity(path: folder), seen.insert(identity).inserted,
      below.isEmpty || identity != output
    else { return }
    guard let names = FilePath.names(in: folder) else {
      problems.append(.unreadableFolder(folder))
      return
    }
    for name in names where !name.hasPrefix(".") && !name.hasPrefix("_") {
      let path =
        folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
      switch FilePath.kind(of: path) {
      // What cannot be read, such as a link that leads nowhere, is told by its name.
      case .file, .other, nil: files.append(.init(path: path, folder: below))
      case .directory where depth > 1:
        visit(path, below: below.isEmpty ? name : below + "/" + name, depth: depth - 1)
      case .directory: break
      }
    }
  }
}

extension Diagnostic {
  /// To be made right after the failure.
  static func unreadableFolder(_ path: String) -> Diagnostic {
    var problem = Diagnostic.error(
      "unreadable-folder", "the folder '\(path)' cannot be read: \(FilePath.lastError())")
    problem.file = path
    return problem
  }

  static func emptyFolder(_ path: String, _ kind: InputList.Kind) -> Diagnostic {
    let what =
      switch kind {
      case .all: "neither a document nor a chart"
      case .documents: "no document"
      case .charts: "no chart"
      }
    var problem = Diagnostic.error(
      "no-input", "there is \(what) in the folder '\(path)'",
      why: "documents end in .md, .qmd or .markdown, charts in .vl.yaml or .vl.json; names that "
        + "start with '.' or '_', and READMEs, are passed over",
      hint: "name the files, or use a pattern such as '\(path.hasSuffix("/") ? path : path + "/")*'"
    )
    problem.file = path
    return problem
  }

  static func emptyPattern(_ pattern: String) -> Diagnostic {
    .error(
      "no-input", "no file matches '\(pattern)'",
      why: "'*' and '?' stand for signs of one name, '**' for any number of folders; names that "
        + "start with '.' or '_' are passed over")
  }
}
