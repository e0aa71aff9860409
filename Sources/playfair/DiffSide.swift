import Diagnostics
import Reports

/// One side of a comparison, with its files.
struct DiffSide {
  /// What it is called, and how its files are named.
  var compared: ComparedSide
  /// Where its files are read.
  var files: SourceFiles
  /// The files in it, below its root, sorted.
  let names: [String]
  private let known: Set<String>

  init(compared: ComparedSide, files: SourceFiles, names: [String]) {
    (self.compared, self.files, self.names) = (compared, files, names)
    known = Set(names)
  }

  /// Whether a file is one of those in it.
  func has(_ name: String) -> Bool { known.contains(name) }

  /// Whether it has a file of a path, or a folder with files.
  func holds(_ path: String) -> Bool {
    has(path) || names.contains { $0.hasPrefix(path + "/") }
  }

  var root: String { compared.root }

  func path(of name: String) -> String { root == "/" ? "/" + name : root + "/" + name }

  /// The bytes of a file; nil if there is none.
  func bytes(of name: String) -> [UInt8]? {
    let path = path(of: name)
    return FilePath.kind(of: path) == .file ? FilePath.contents(of: path) : nil
  }

  /// A message with the names of files as people find them.
  func told(_ text: String) -> String {
    text.replacing(root == "/" ? "/" : root + "/", with: compared.prefix)
  }

  /// All files of a folder and of those below it; hidden ones are passed over, and links to folders.
  static func names(in folder: String, below: String = "") -> [String] {
    FilePath.entries(of: folder).filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let path = folder + "/" + name
      switch FilePath.kind(of: path) {
      case .file: return [below + name]
      case .directory where !FilePath.isLink(path):
        return names(in: path, below: below + name + "/")
      case .directory, .other, nil: return []
      }
    }
  }
}

/// What two words name that are to be compared.
enum DiffSides {
  /// Two trees of files, and the paths below their roots that are of interest; all if empty.
  case trees(old: DiffSide, new: DiffSide, paths: [String])
  /// Two files.
  case files(old: String, new: String)

  /// Two files as sides: their roots are the folders from which on their paths differ, so that what
  /// they read has one name on both.
  static func sides(
    of old: String, _ new: String, _ common: CommonOptions
  ) throws -> (old: (DiffSide, String), new: (DiffSide, String)) {
    let paths = [old, new].map { FilePath.resolved($0) ?? $0 }
    let parts = paths.map { $0.split(separator: "/").map(String.init) }
    let tail = zip(parts[0].reversed(), parts[1].reversed()).prefix { $0 == $1 }.count
    let length = max(1, min(tail, min(parts[0].count, parts[1].count) - 1))
    func side(_ index: Int, _ word: String) throws -> (DiffSide, String) {
      let name = parts[index].suffix(length).joined(separator: "/")
      let root = "/" + parts[index].dropLast(length).joined(separator: "/")
      let files = try common.files(for: word)
      let shown = files.relativeName(root)
      let prefix = shown == "." ? "" : shown.hasSuffix("/") ? shown : shown + "/"
      let compared = ComparedSide(name: word, root: root, prefix: prefix)
      return (DiffSide(compared: compared, files: files, names: [name]), name)
    }
    return (try side(0, old), try side(1, new))
  }
}

/// Finds out what the words of the command line name.
struct DiffSideReader {
  let words: [String]
  let common: CommonOptions
  /// Where revisions are written.
  let folder: TemporaryFolder?
  private(set) var log = DiagnosticLog()
  private var repository: GitRepository?
  private var hasLooked = false

  init(words: [String], common: CommonOptions, folder: TemporaryFolder?) {
    (self.words, self.common, self.folder) = (words, common, folder)
  }

  /// The sides; nil after an error that is in the log.
  mutating func sides() -> DiffSides? {
    let old = words[0]
    let new = words.count > 1 ? words[1] : nil
    if FilePath.kind(of: old) == .file, let new, FilePath.kind(of: new) == .file {
      return .files(old: old, new: new)
    }
    guard let before = side(old, "old", besides: new) else { return nil }
    guard let new else {
      // A revision alone is held against what stands in the working tree.
      guard let repository, FilePath.kind(of: old) == nil else {
        log.add(.loneSide(old))
        return nil
      }
      return workingTree(repository).map {
        .trees(old: before, new: $0, paths: paths(in: repository))
      }
    }
    if FilePath.kind(of: old) == nil, let repository, FilePath.kind(of: new) == .directory,
      let place = FilePath.resolved(new), FilePath.isBelow(place, repository.root)
    {
      let path = place == repository.root ? "" : String(place.dropFirst(repository.root.count + 1))
      let further = path.isEmpty ? [] : [path]
      return workingTree(repository).map {
        .trees(old: before, new: $0, paths: words.count > 2 ? paths(in: repository) : further)
      }
    }
    guard let after = side(new, "new", besides: old) else { return nil }
    let areRevisions = FilePath.kind(of: old) == nil && FilePath.kind(of: new) == nil
    if areRevisions, let repository {
      return .trees(old: before, new: after, paths: paths(in: repository))
    }
    return .trees(old: before, new: after, paths: words.dropFirst(2).map(Self.trimmed))
  }

  /// The paths that were named, else the current folder, from the top of the repository.
  private func paths(in repository: GitRepository) -> [String] {
    let named = words.dropFirst(2).map { Self.trimmed(repository.prefix + $0) }
    if !named.isEmpty { return named.contains("") ? [] : named }
    return repository.prefix.isEmpty ? [] : [Self.trimmed(repository.prefix)]
  }

  /// A path without what says nothing: `./a/` is `a`.
  private static func trimmed(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  // MARK: One side

  private mutating func side(
    _ word: String, _ place: String, besides other: String?
  ) -> DiffSide? {
    if let kind = FilePath.kind(of: word) {
      guard kind == .directory else {
        // What is missing is told before what does not fit.
        guard let other, isMissing(other) else {
          log.add(.fileAsSide(word))
          return nil
        }
        return side(other, place, besides: nil)
      }
      return folderSide(word)
    }
    lookForRepository()
    guard let repository, let commit = repository.commit(word) else {
      log.add(.noSide(word, hasRepository: repository != nil))
      return nil
    }
    guard let folder else {
      log.add(.unwrittenRevision(word, "there is no place for a temporary folder"))
      return nil
    }
    let root = folder.path + "/" + place
    if let problem = repository.write(
      commit, into: root, index: root + ".index", watch: folder.children)
    {
      log.add(.unwrittenRevision(word, problem))
      return nil
    }
    return tree(root, ComparedSide(name: word, root: root, prefix: word + ":"), names: nil)
  }

  private mutating func lookForRepository() {
    guard !hasLooked else { return }
    repository = GitRepository()
    hasLooked = true
  }

  /// Whether a word names nothing at all.
  private mutating func isMissing(_ word: String) -> Bool {
    lookForRepository()
    return FilePath.kind(of: word) == nil && repository?.commit(word) == nil
  }

  private mutating func folderSide(_ word: String) -> DiffSide? {
    guard let root = FilePath.resolved(word) else {
      log.add(.unreadableInput(word))
      return nil
    }
    let trimmed = word.count > 1 && word.hasSuffix("/") ? String(word.dropLast()) : word
    let prefix = trimmed == "." ? "" : trimmed == "/" ? "/" : trimmed + "/"
    return tree(root, ComparedSide(name: word, root: root, prefix: prefix), names: nil)
  }

  private mutating func workingTree(_ repository: GitRepository) -> DiffSide? {
    // Files are named from where the reader stands.
    let up = repository.prefix.split(separator: "/").map { _ in "../" }.joined()
    return tree(
      repository.root,
      ComparedSide(name: "the working tree", root: repository.root, prefix: up),
      names: repository.files.filter {
        FilePath.kind(of: repository.root + "/" + $0) == .file
      })
  }

  private mutating func tree(
    _ root: String, _ compared: ComparedSide, names: [String]?
  ) -> DiffSide? {
    guard let files = common.files(below: root) else {
      log.add(.unreadableInput(compared.name))
      return nil
    }
    return DiffSide(
      compared: compared, files: files, names: names ?? DiffSide.names(in: root).sorted())
  }
}

extension Diagnostic {
  fileprivate static func noSide(_ word: String, hasRepository: Bool) -> Diagnostic {
    let near = Suggestion.nearest(
      to: FilePath.name(of: word), in: FilePath.entries(of: FilePath.folder(of: word)))
    return .error(
      "no-side",
      "'\(word)' is neither a file nor a folder"
        + (hasRepository ? ", nor a revision of this repository" : ""),
      why: hasRepository
        ? "revisions are named as git names them: HEAD~1, main, v1.2, 4f0c1d2"
        : "revisions can be named inside a git repository, where git can be run; this is none",
      hint: near.map { "did you mean '\($0)'?" })
  }

  fileprivate static func fileAsSide(_ word: String) -> Diagnostic {
    .error(
      "no-side", "'\(word)' is a file; the other side is none",
      why: "two folders are compared, two revisions, or two files",
      hint: "name two files, or the folder of the file")
  }

  fileprivate static func loneSide(_ word: String) -> Diagnostic {
    .error(
      "no-side", "there is nothing to compare '\(word)' with",
      why: "only a revision can stand alone: it is compared with the working tree",
      hint: "name a second file or folder, such as 'playfair diff before/ after/'")
  }

  fileprivate static func unwrittenRevision(_ word: String, _ reason: String) -> Diagnostic {
    .error("unreadable-revision", "the files of '\(word)' cannot be looked at: \(reason)")
  }
}
