import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes the files of a run: all of them beside their places first, then each is renamed into it.
///
/// What two runs write at the same time is of the one or of the other, never of both: a run locks
/// its folders from the first look at what is there to the last renaming. The first file is renamed
/// last, so that where it is new, all are. Pipes and devices keep their place: they are opened and
/// written to, never read or replaced.
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

  private var staged: [StagedFile] = []
  private var folders: [String] = []
  private var result = Result()

  /// Writes all files, or none where that is in our hands.
  ///
  /// A switch keeps signals from ending the program while temporary files are about. What killed
  /// runs left in the folders is swept away if that is asked for.
  static func write(
    _ files: [OutputFile], stop: StopSwitch? = nil, sweeps: Bool = true,
    patience: Duration = FolderLock.patience
  ) -> Result {
    var writer = OutputWriter()
    do throws(Failure) {
      // What stands in the way is found before anything is written.
      let regular = files.filter { !OutputName.isStream($0.path) }
      for file in regular { try check(file.path) }
      // Who waits at a pipe for its reader can be stopped at any time.
      for file in files where OutputName.isStream(file.path) { try send(file) }
      guard !regular.isEmpty else { return writer.result }
      if let stop {
        stop.hold { writer.place(regular, sweeps, patience) { stop.isAsked } }
      } else {
        writer.place(regular, sweeps, patience) { false }
      }
    } catch {
      writer.result.failure = error
    }
    return writer.result
  }

  // MARK: What stands in the way

  private static func check(_ path: String) throws(Failure) {
    if FilePath.kind(of: path) == .directory {
      throw Failure(path: path, error: .init("a directory of this name stands in the way"))
    }
    var folder = FilePath.folder(of: path)
    while FilePath.kind(of: folder) == nil, folder != "/", folder != "." {
      if FilePath.isLink(folder) {
        let reason = "a link that leads to no folder stands where one is needed"
        throw Failure(path: folder, error: .init(reason))
      }
      folder = FilePath.folder(of: folder)
    }
    guard let kind = FilePath.kind(of: folder), kind != .directory else { return }
    throw Failure(path: folder, error: .init("a file stands where a folder is needed"))
  }

  // MARK: Pipes and devices

  private static func send(_ file: OutputFile) throws(Failure) {
    guard let error = Descriptor.send(file.bytes, to: file.path) else { return }
    throw Failure(path: file.path, error: error, rest: "the output may be cut short")
  }

  // MARK: Beside their places, and into them

  /// Puts all files into their places; if something keeps it from that, all is taken back.
  private mutating func place(
    _ files: [OutputFile], _ sweeps: Bool, _ patience: Duration, isStopped: () -> Bool
  ) {
    do throws(Failure) {
      let lock = try lock(files, patience, isStopped)
      defer { lock.unlock() }
      if sweeps { lock.sweep() }
      do throws(Failure) {
        var places: Set<String> = []
        for file in files { try stage(file, &places) }
        try renameAll()
      } catch {
        takeBack()
        throw error
      }
      for file in staged { file.removeBackup() }
    } catch {
      result.failure = error
    }
  }

  /// Makes the folders of all files and locks them.
  private mutating func lock(
    _ files: [OutputFile], _ patience: Duration, _ isStopped: () -> Bool
  ) throws(Failure) -> FolderLock {
    var tries = 0
    while true {
      var places: Set<String> = []
      for file in files {
        try makeFolder(FilePath.folder(of: file.path))
        places.insert(FilePath.folder(of: try StagedFile.place(of: file.path)))
      }
      do throws(FolderLock.Problem) {
        return try FolderLock(places.sorted(), patience: patience, isStopped: isStopped)
      } catch {
        tries += 1
        // A run that failed may have taken back a folder that it had made.
        if case .gone = error, tries < 100 { continue }
        for folder in folders.reversed() { rmdir(folder) }
        throw Failure(path: error.folder, error: .init(error.reason))
      }
    }
  }

  private mutating func makeFolder(_ folder: String) throws(Failure) {
    if FilePath.kind(of: folder) == .directory || folder == "/" || folder == "." { return }
    try makeFolder(FilePath.folder(of: folder))
    guard mkdir(folder, 0o777) == 0 else {
      let error = SystemError.last
      // Another run may have made it in the meantime.
      if FilePath.kind(of: folder) == .directory { return }
      for folder in folders.reversed() { rmdir(folder) }
      throw Failure(path: folder, error: error)
    }
    folders.append(folder)
  }

  private mutating func stage(
    _ file: OutputFile, _ places: inout Set<String>
  ) throws(Failure) {
    let place = try StagedFile.place(of: file.path)
    guard places.insert(place).inserted else {
      let reason = "by links it is the same file as another one of this run"
      throw Failure(path: file.path, error: .init(reason))
    }
    if FilePath.kind(of: place) == .file, FilePath.contents(of: place) == file.bytes {
      result.unchanged.insert(file.path)
      return
    }
    let stagedFile = try StagedFile(path: file.path, place: place)
    staged.append(stagedFile)
    try stagedFile.write(file.bytes)
  }

  private mutating func renameAll() throws(Failure) {
    // A file that cannot be renamed leads to others being put back: they must be there still.
    if staged.count > 1 { for index in staged.indices { staged[index].keepBackup() } }
    for index in staged.indices.reversed() {
      guard let error = staged[index].rename() else { continue }
      let done = staged[(index + 1)...]
      let left = done.filter { !$0.putBack() }.count
      let rest = left == 0 ? "nothing was" : "\(left) of \(staged.count) files were"
      throw Failure(path: staged[index].path, error: error, rest: "\(rest) written")
    }
  }

  /// Removes what stands beside its place, and the folders that hold nothing.
  private func takeBack() {
    for file in staged {
      file.remove()
      file.removeBackup()
    }
    for folder in folders.reversed() { rmdir(folder) }
  }
}
