import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes the files of a run: all of them beside their places first, then each is renamed into it.
///
/// Pipes and devices keep their place: they are opened and written to, never read or replaced.
struct OutputWriter {
  /// What a run left behind.
  struct Result {
    /// The paths of files that were left alone, since they held the same bytes already.
    var unchanged: Set<String> = []
    /// What could not be written; nil if all was.
    var failure: Failure?
  }

  /// A file that could not be written, and what became of the others.
  struct Failure: Error {
    var path: String
    var error: SystemError
    /// What was written, as the end of a sentence.
    var rest = "nothing was written"

    /// Whether the reader of a pipe has seen enough, which is nothing to complain of.
    var isQuiet: Bool { path == "-" && error.isBrokenPipe }

    var diagnostic: Diagnostic {
      let name = path == "-" ? "standard output" : "'\(path)'"
      return .error("cannot-write", "\(name) cannot be written: \(error.reason)")
    }
  }

  /// A file that stands beside its place.
  private struct Staged {
    var temporary: String
    var path: String
    /// The place: `path` with links resolved, so that they stay what they are.
    var place: String
  }

  private var staged: [Staged] = []
  private var folders: [String] = []
  private var result = Result()
  /// Tells this writer's files from those of others that write at the same time.
  private let part: Int

  /// Writes all files, or none where that is in our hands.
  static func write(_ files: [OutputFile], part: Int = 0) -> Result {
    var writer = OutputWriter(part: part)
    do {
      try writer.stage(files)
      try writer.send(files)
    } catch let failure {
      writer.takeBack(from: 0)
      writer.result.failure = failure
      return writer.result
    }
    writer.renameAll(of: files.count)
    return writer.result
  }

  private init(part: Int) { self.part = part }

  // MARK: Beside their places

  private mutating func stage(_ files: [OutputFile]) throws(Failure) {
    // What stands in the way is found before anything is written.
    for file in files where !OutputName.isStream(file.path) { try check(file.path) }
    for file in files where !OutputName.isStream(file.path) { try stage(file) }
  }

  private func check(_ path: String) throws(Failure) {
    if FilePath.kind(of: path) == .directory {
      throw Failure(path: path, error: .init("a directory of this name stands in the way"))
    }
    var folder = FilePath.folder(of: path)
    while FilePath.kind(of: folder) == nil, folder != "/", folder != "." {
      folder = FilePath.folder(of: folder)
    }
    guard let kind = FilePath.kind(of: folder), kind != .directory else { return }
    throw Failure(path: folder, error: .init("a file stands where a folder is needed"))
  }

  private mutating func stage(_ file: OutputFile) throws(Failure) {
    try makeFolder(FilePath.folder(of: file.path))
    if FilePath.kind(of: file.path) == .file, FilePath.contents(of: file.path) == file.bytes {
      result.unchanged.insert(file.path)
      return
    }
    let place = FilePath.resolved(file.path) ?? file.path
    // Machines that share a folder may have processes of one number: each file has its own name.
    let mark = "\(getpid())-\(part)-\(staged.count)-\(ContentDigest(of: place).short)"
    let temporary = FilePath.folder(of: place) + "/.playfair-\(mark).tmp"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(path: file.path, error: .last) }
    staged.append(Staged(temporary: temporary, path: file.path, place: place))
    try finish(descriptor, file)
  }

  private mutating func makeFolder(_ folder: String) throws(Failure) {
    if FilePath.kind(of: folder) == .directory || folder == "/" || folder == "." { return }
    try makeFolder(FilePath.folder(of: folder))
    guard mkdir(folder, 0o777) == 0 else {
      let error = SystemError.last
      // Another run may have made it in the meantime.
      if FilePath.kind(of: folder) == .directory { return }
      throw Failure(path: folder, error: error)
    }
    folders.append(folder)
  }

  private func finish(_ descriptor: Int32, _ file: OutputFile) throws(Failure) {
    var error = Descriptor.write(file.bytes, to: descriptor)
    if close(descriptor) != 0, error == nil { error = .last }
    if let error { throw Failure(path: file.path, error: error) }
  }

  // MARK: Pipes and devices

  private func send(_ files: [OutputFile]) throws(Failure) {
    for file in files where OutputName.isStream(file.path) {
      do throws(Failure) {
        try send(file)
      } catch var failure {
        failure.rest = "the output may be cut short"
        throw failure
      }
    }
  }

  private func send(_ file: OutputFile) throws(Failure) {
    if file.path == "-" {
      guard let error = StandardOutput.write(file.bytes) else { return }
      throw Failure(path: file.path, error: error)
    }
    let descriptor = open(file.path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(path: file.path, error: .last) }
    try finish(descriptor, file)
  }

  // MARK: Into their places

  private mutating func renameAll(of count: Int) {
    for (index, file) in staged.enumerated() where rename(file.temporary, file.place) != 0 {
      let error = SystemError.last
      takeBack(from: index)
      let written = count - (staged.count - index)
      let rest = written == 0 ? "nothing was" : "\(written) of \(count) files were"
      result.failure = Failure(path: file.path, error: error, rest: "\(rest) written")
      return
    }
  }

  /// Removes what stands beside its place, and the folders that hold nothing.
  private func takeBack(from start: Int) {
    for file in staged[start...] { unlink(file.temporary) }
    for folder in folders.reversed() { rmdir(folder) }
  }
}

/// What the operating system said when something failed.
struct SystemError: Error {
  var reason: String
  var isBrokenPipe = false

  init(_ reason: String) { self.reason = reason }

  /// The last failure.
  static var last: SystemError {
    let isBrokenPipe = errno == EPIPE
    var error = SystemError(FilePath.lastError())
    error.isBrokenPipe = isBrokenPipe
    return error
  }
}
