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
  private let used = Mutex<Set<String>>([])

  /// What was read, for all who share it.
  private final class Store: Sendable {
    let texts = Mutex<[String: SourceText]>([:])
    let pictures = Mutex<[String: [UInt8]]>([:])
  }

  /// Creates a reader for a root directory; nil if there is no such directory.
  public init?(root: String, mapping: URLMapping = .none) {
    guard let root = FilePath.resolved(root), FilePath.kind(of: root) == .directory else {
      return nil
    }
    self.root = root
    self.mapping = mapping
    store = Store()
    workingDirectory = FilePath.resolved(".") ?? "/"
  }

  /// A reader of the same files, which reads none again that the other has read, and remembers
  /// only what it was asked for itself.
  public init(sharing other: SourceFiles) {
    (root, mapping, workingDirectory) = (other.root, other.mapping, other.workingDirectory)
    store = other.store
  }

  /// The absolute paths of the files that were read, sorted.
  public var filesRead: [String] { used.withLock { $0.sorted() } }

  /// Remembers files that others read for this reader.
  public func note(_ files: [String]) { used.withLock { $0.formUnion(files) } }

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
    guard let found = find(path, namedAt: place, what: what, log: &log) else { return nil }
    if let known = store.pictures.withLock({ $0[found] }) {
      note([found])
      return known
    }
    guard isFile(found, written: path, place: place, log: &log) else { return nil }
    guard let bytes = FilePath.contents(of: found) else {
      log.add(.unreadable(path, place: place, reason: FilePath.lastError()))
      return nil
    }
    store.pictures.withLock { $0[found] = bytes }
    note([found])
    return bytes
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
      log.add(.missingFile(path, what: what, place: place, near: neighbours(of: path, place)))
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
    guard let found = FilePath.resolved(path) else {
      let (isMissing, reason) = (errno == ENOENT, FilePath.lastError())
      log.add(
        isMissing
          ? .missingFile(path, what: "input", place: nil, near: nil)
          : .unreadable(path, place: nil, reason: reason))
      return nil
    }
    guard isBelowRoot(found) else {
      log.add(.outsideRoot(path, place: nil, root: relativeName(root)))
      return nil
    }
    return load(found, written: path, place: nil, log: &log)
  }

  /// The absolute path of a file that an input names, or nil if there is none.
  public func locate(_ path: String, namedAt place: Place?) -> String? {
    if mapping.holds(path) { return mapping.file(for: path) }
    if path.hasPrefix("/") { return FilePath.resolved(path) }
    if let place, let folder = FilePath.resolved(FilePath.folder(of: place.source.name)),
      let found = FilePath.resolved(folder + "/" + path)
    {
      return found
    }
    return FilePath.resolved(root + "/" + path)
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
    if let known = store.texts.withLock({ $0[absolute] }) {
      note([absolute])
      return known
    }
    guard isFile(absolute, written: written, place: place, log: &log) else { return nil }
    guard let bytes = FilePath.contents(of: absolute) else {
      log.add(.unreadable(written, place: place, reason: FilePath.lastError()))
      return nil
    }
    guard let text = encoding.text(named: relativeName(absolute), bytes, log: &log) else {
      return nil
    }
    note([absolute])
    return store.texts.withLock { known in
      if let first = known[absolute] { return first }
      known[absolute] = text
      return text
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

/// The little that is needed of paths and of the file system, without Foundation.
public enum FilePath {
  /// What stands at a path.
  public enum Kind: Sendable {
    /// A regular file.
    case file
    /// A directory.
    case directory
    /// Something else, such as a device or a pipe.
    case other
  }

  /// The absolute path with symbolic links resolved, or nil if nothing is there.
  public static func resolved(_ path: String) -> String? {
    guard !path.utf8.contains(0), let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// Whether an absolute path is a folder or lies below it.
  public static func isBelow(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  /// What stands at a path, or nil if nothing does.
  public static func kind(of path: String) -> Kind? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// Whether anything stands at a path, be it a link that leads nowhere.
  public static func isTaken(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }

  /// How many bytes a file has; nil if nothing is there.
  public static func size(of path: String) -> Int? {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : nil
  }

  /// Whether a path is a symbolic link.
  public static func isLink(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
  }

  /// The bytes of a file, or nil (then `lastError` tells why).
  public static func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var info = stat()
    let expected = fstat(fileno(file), &info) == 0 ? max(0, Int(info.st_size)) : 0
    var bytes: [UInt8] = []
    while true {
      let wanted = max(expected - bytes.count + 1, 65_536)
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        count = fread(buffer.baseAddress, 1, wanted, file)
      }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if chunk.count < wanted { return ferror(file) == 0 ? bytes : nil }
    }
  }

  /// The folder part of a path; "." if there is none.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The names in a directory, sorted; empty if it cannot be read.
  public static func entries(of directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The text of the last failure of the operating system.
  public static func lastError() -> String { String(cString: strerror(errno)) }
}

extension Diagnostic {
  static func missingFile(_ path: String, what: String, place: Place?, near: String?) -> Diagnostic
  {
    .error(
      "missing-file", "there is no \(what) '\(path)'", at: place,
      why: "a relative path is looked up beside the file that names it, then below the root",
      hint: near.map { "did you mean '\($0)'?" })
  }

  static func outsideRoot(_ path: String, place: Place?, root: String) -> Diagnostic {
    .error(
      "outside-root", "'\(path)' lies outside the root", at: place,
      why: "nothing outside the root '\(root)' is read, symbolic links resolved",
      hint: "move the file below the root, or name a higher root with --root")
  }

  static func notAFile(_ path: String, place: Place?, kind: String) -> Diagnostic {
    .error("not-a-file", "'\(path)' is \(kind)", at: place, why: "a file was expected here")
  }

  static func unreadable(_ path: String, place: Place?, reason: String) -> Diagnostic {
    .error("unreadable-file", "'\(path)' cannot be read: \(reason)", at: place)
  }

  /// The error that a byte of a text is not UTF-8.
  public static func notUTF8(in text: SourceText, at offset: Int) -> Diagnostic {
    let byte = String(text.bytes[offset], radix: 16, uppercase: true)
    let isWide = text.bytes.starts(with: [0xFF, 0xFE]) || text.bytes.starts(with: [0xFE, 0xFF])
    return .error(
      "not-utf8",
      isWide ? "the file is UTF-16" : "byte 0x\(byte.count < 2 ? "0" + byte : byte) is not UTF-8",
      at: Place(source: text, range: offset..<offset + 1),
      why: "every text is read as UTF-8",
      hint: "save the file as UTF-8")
  }
}
