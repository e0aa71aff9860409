import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads the files below one root, each once, and remembers which were read.
///
/// A relative path is looked up beside the file that names it, then below the root. Nothing
/// outside the root is read, symbolic links resolved. Addresses on the network are looked up in the
/// folders that are mapped to them; nothing is ever fetched.
public final class SourceFiles: Sendable {
  /// The absolute path of the root, symbolic links resolved.
  public let root: String
  private let mapping: URLMapping
  private let workingDirectory: String
  private let store: Store
  private let own = Mutex(ReadTrace())

  /// What was looked up and read in a run, for all who share it: nobody sees a file change meanwhile.
  private final class Store: Sendable {
    let lookups = Mutex<[String: String?]>([:])
    let contents = Mutex<[String: Result<FileContent, FileReadError>]>([:])
    let memory: FileMemory

    init(_ memory: FileMemory) { self.memory = memory }
  }

  /// Creates a reader for a root directory; nil if there is no such directory.
  ///
  /// Files that a memory holds are not read again unless they have changed.
  public init?(root: String, mapping: URLMapping = .none, memory: FileMemory = FileMemory()) {
    guard let root = FilePath.resolved(root), FilePath.kind(of: root) == .directory else {
      return nil
    }
    self.root = root
    self.mapping = mapping
    store = Store(memory)
    workingDirectory = FilePath.resolved(".") ?? "/"
  }

  /// A reader of the same files, which reads none again that the other has read, and remembers
  /// only what it was asked for itself.
  public init(sharing other: SourceFiles) {
    (root, mapping, workingDirectory) = (other.root, other.mapping, other.workingDirectory)
    store = other.store
  }

  /// The absolute paths of the files that were read, sorted.
  public var filesRead: [String] { trace.files }

  /// What was looked up and read so far.
  public var trace: ReadTrace { own.withLock { $0 } }

  /// Remembers what others looked up and read for this reader.
  public func note(_ trace: ReadTrace) { own.withLock { $0.add(trace) } }

  /// Whether all that was looked up and read then is the same now.
  public func holds(_ trace: ReadTrace) -> Bool {
    trace.lookups.allSatisfy { path, found in lookUp(path) == found }
      && trace.contents.allSatisfy { path, content in isThere(content, at: path) }
      && trace.unread.allSatisfy { path in (try? content(of: path)) == nil }
  }

  /// Whether a file holds what it held then.
  private func isThere(_ content: FileContent, at path: String) -> Bool {
    (try? self.content(of: path)) === content
  }

  /// Whether all that was looked up and read then is the same now.
  ///
  /// If so, it counts as looked up and read here.
  public func takes(_ trace: TraceDigest) -> Bool {
    guard trace.lookups.allSatisfy({ path, found in lookUp(path) == found }) else { return false }
    var read = ReadTrace()
    for (path, digest) in trace.contents {
      guard let content = try? content(of: path), ContentDigest(of: content.bytes) == digest else {
        return false
      }
      read.contents[path] = content
    }
    read.lookups = trace.lookups
    note(read)
    return true
  }

  /// What was found otherwise then than now: the paths that were looked up, sorted, and whether
  /// something is there still, or for the first time.
  public func changes(since trace: ReadTrace) -> [FileDifference] {
    // A file may have been asked for in several ways: it is told once, by the way to it that is.
    var found: [String: FileDifference.Kind] = [:]
    for (path, target) in trace.lookups {
      let now = lookUp(path)
      guard now != target else { continue }
      let place = Listing(path)?.folder ?? now ?? target ?? path
      found[place] = target == nil ? .new : now == nil ? .gone : .changed
    }
    for (path, content) in trace.contents where found[path] == nil && !isThere(content, at: path) {
      found[path] = FilePath.kind(of: path) == nil ? .gone : .changed
    }
    for path in trace.unread where found[path] == nil && (try? content(of: path)) != nil {
      found[path] = .changed
    }
    return found.sorted { $0.key < $1.key }.map { FileDifference(path: $0.key, kind: $0.value) }
  }

  /// The folders in which files may lie: the root, and those that stand for addresses.
  public var folders: [String] { [root] + mapping.folders }

  // MARK: Looking up and reading

  /// Reads one file on its own, wherever it lies, as it is at one moment; nil after an error that is
  /// in the log.
  public static func readAlone(_ path: String, log: inout DiagnosticLog) -> [UInt8]? {
    do throws(FileReadError) {
      return try SteadyFile.read(path).bytes
    } catch {
      log.add(.unread(path, place: nil, error))
      return nil
    }
  }

  /// Where an absolute path leads, looked up once a run; nil if nothing is there.
  private func lookUp(_ path: String) -> String? {
    // A path that is written with other signs (é as one or as two) may lead elsewhere.
    let known = store.lookups.withLock { known in
      known.index(forKey: path).map { known[$0] }.flatMap { $0.key.hasBytes(of: path) ? $0 : nil }
    }
    if let known { return known.value }
    let found = Listing(path)?.found ?? FilePath.resolved(path)
    return store.lookups.withLock { known in
      if let index = known.index(forKey: path) {
        return known[index].key.hasBytes(of: path) ? known[index].value : found
      }
      known[path] = .some(found)
      return found
    }
  }

  /// Remembers that somebody has looked which folders in a folder hold a file.
  public func noteFolders(in folder: String, holding file: String) {
    _ = resolved("\(folder)/*/\(file)")
  }

  /// Remembers that somebody has looked for a folder, by its path from the working directory, and for
  /// whatever is in it.
  public func note(_ folder: String) {
    let path = absolute(folder)
    _ = resolved((resolved(path) ?? path) + "/**")
  }

  /// Where an absolute path leads, symbolic links resolved; nil if nothing is there.
  ///
  /// That it was looked for is remembered.
  public func resolved(_ path: String) -> String? {
    let found = lookUp(path)
    own.withLock { $0.lookups[path] = .some(found) }
    return found
  }

  /// What a file holds, read once a run.
  private func content(of path: String) throws(FileReadError) -> FileContent {
    // What cannot be read stays so: a file that keeps changing is waited for but once.
    if let known = store.contents.withLock({ $0[path] }) { return try known.get() }
    let content = store.memory.content(of: path)
    let first = store.contents.withLock { known in
      if let first = known[path] { return first }
      known[path] = content
      return content
    }
    return try first.get()
  }

  /// The content of a file that is there; nil after an error that is in the log.
  private func content(
    of absolute: String, written: String, place: Place?, log: inout DiagnosticLog
  ) -> FileContent? {
    guard isFile(absolute, written: written, place: place, log: &log) else {
      own.withLock { _ = $0.unread.insert(absolute) }
      return nil
    }
    do throws(FileReadError) {
      let content = try content(of: absolute)
      guard content.path.hasBytes(of: absolute) else {
        log.add(.twinNames(written, place: place))
        return nil
      }
      own.withLock { $0.contents[absolute] = content }
      return content
    } catch {
      own.withLock { _ = $0.unread.insert(absolute) }
      log.add(.unread(written, place: place, error))
      return nil
    }
  }

  /// Reads a text that an input file names; `what` is what it is for, such as "data file".
  ///
  /// The path is looked up relative to the file of `place`, where it was written, else to the root.
  /// Text in another encoding is turned into UTF-8.
  public func read(
    _ path: String, namedAt place: Place?, what: String, encoding: TextEncoding = .utf8,
    log: inout DiagnosticLog
  ) -> SourceText? {
    find(path, namedAt: place, what: what, log: &log)
      .flatMap { load($0, written: path, place: place, encoding, log: &log) }
  }

  /// Reads the bytes of a file that is no text, looked up as texts are; `what` is what it is for.
  public func readBytes(
    _ path: String, namedAt place: Place?, what: String, log: inout DiagnosticLog
  ) -> [UInt8]? {
    find(path, namedAt: place, what: what, log: &log)
      .flatMap { content(of: $0, written: path, place: place, log: &log)?.bytes }
  }

  /// The absolute path of a file that may be read; nil after an error that is in the log.
  private func find(
    _ path: String, namedAt place: Place?, what: String, log: inout DiagnosticLog
  ) -> String? {
    guard URLMapping.isRelative(path) || mapping.holds(path) else {
      log.add(.networkPath(path, at: place))
      return nil
    }
    guard let found = locate(path, namedAt: place) else {
      log.add(
        obstacle(to: path, place)
          ?? .missingFile(path, what: what, place: place, near: neighbours(of: path, place)))
      return nil
    }
    guard isReadable(found) else {
      log.add(.outsideRoot(path, place: place, root: relativeName(root)))
      return nil
    }
    return found
  }

  /// Reads an input that was named on the command line.
  public func readInput(_ path: String, log: inout DiagnosticLog) -> SourceText? {
    guard let found = resolved(absolute(path)) else {
      log.add(
        Self.obstacle(at: absolute(path), written: path, place: nil)
          ?? .missingFile(path, what: "input", place: nil, near: nil))
      return nil
    }
    guard isBelowRoot(found) else {
      log.add(.outsideRoot(path, place: nil, root: relativeName(root)))
      return nil
    }
    return load(found, written: path, place: nil, log: &log)
  }

  /// What keeps a path that an input names from leading to a file; nil if there just is none.
  private func obstacle(to path: String, _ place: Place?) -> Diagnostic? {
    guard !mapping.holds(path) else { return nil }
    let bases = [place.map { absolute(FilePath.folder(of: $0.source.name)) }, root]
    let candidates = path.hasPrefix("/") ? [path] : bases.compactMap { $0 }.map { $0 + "/" + path }
    return candidates.lazy.compactMap { Self.obstacle(at: $0, written: path, place: place) }.first
  }

  /// What the system says of a path that leads to nothing; nil if there just is no such file.
  private static func obstacle(at path: String, written: String, place: Place?) -> Diagnostic? {
    guard !path.utf8.contains(0), FilePath.resolved(path) == nil else { return nil }
    switch errno {
    case ENOENT, ENOTDIR: return FilePath.isTaken(path) ? .deadLink(written, place: place) : nil
    case ELOOP: return .linkCircle(written, place: place)
    default: return .unreadable(written, place: place, reason: FilePath.lastError())
    }
  }

  /// The absolute path of a file that an input names, or nil if there is none.
  public func locate(_ path: String, namedAt place: Place?) -> String? {
    if mapping.holds(path) { return mapping.file(for: path) { resolved($0) } }
    if path.hasPrefix("/") { return resolved(path) }
    if let place, let folder = resolved(absolute(FilePath.folder(of: place.source.name))),
      let found = resolved(folder + "/" + path)
    {
      return found
    }
    return resolved(root + "/" + path)
  }

  /// A path from the working directory as an absolute one.
  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : path == "." ? workingDirectory : workingDirectory + "/" + path
  }

  /// The name to show for an absolute path: relative to the working directory if it lies below.
  public func relativeName(_ path: String) -> String {
    if path == workingDirectory { return "." }
    let prefix = workingDirectory == "/" ? "/" : workingDirectory + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// The name of a file in records: its path below the root, from the name that is shown for it.
  public func nameBelowRoot(_ name: String) -> String {
    guard let path = FilePath.resolved(name), FilePath.isBelow(path, root), path != root else {
      return name
    }
    return String(path.dropFirst(root == "/" ? 1 : root.count + 1))
  }

  private func isBelowRoot(_ path: String) -> Bool { FilePath.isBelow(path, root) }

  /// Whether a file may be read: it lies below the root, or below a folder that stands for an
  /// address.
  public func isReadable(_ path: String) -> Bool {
    isBelowRoot(path) || mapping.folders.contains { FilePath.isBelow(path, $0) }
  }

  private func load(
    _ absolute: String, written: String, place: Place?, _ encoding: TextEncoding = .utf8,
    log: inout DiagnosticLog
  ) -> SourceText? {
    guard let content = content(of: absolute, written: written, place: place, log: &log) else {
      return nil
    }
    return content.text(encoding) { bytes in
      encoding.text(named: relativeName(absolute), bytes, log: &log)
    }
  }

  private func isFile(
    _ absolute: String, written: String, place: Place?, log: inout DiagnosticLog
  ) -> Bool {
    let kind = FilePath.kind(of: absolute)
    if kind == .file { return true }
    log.add(
      .notAFile(
        written, place: place, kind: kind == .directory ? "a directory" : "not a regular file"))
    return false
  }

  /// The name that was probably meant: beside the naming file, else below the root.
  private func neighbours(of path: String, _ place: Place?) -> String? {
    let name = FilePath.name(of: path)
    let folder = FilePath.folder(of: path)
    let bases = (place.map { [FilePath.folder(of: $0.source.name)] } ?? []) + [root]
    for base in path.hasPrefix("/") ? [""] : bases {
      guard let looked = FilePath.resolved(base.isEmpty ? folder : base + "/" + folder),
        isBelowRoot(looked),
        let near = Suggestion.nearest(
          to: name, in: FilePath.entries(of: looked).filter { $0 != name })
      else { continue }
      return folder == "." ? near : folder + "/" + near
    }
    return nil
  }
}
