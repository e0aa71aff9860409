#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be read.
enum FileReadError: Error {
  /// What the operating system says.
  case system(String)
  /// It is a pipe or a device, or has become one.
  case notRegular
  /// It kept changing for as long as was waited.
  case changing
}

/// Reads files as they were at one moment, though others may be writing them.
///
/// A file that was changed a moment ago may be half written: it is read when it has been left alone
/// for a while, a longer one where a program has it open for writing. If it has changed before its
/// end was reached, it is read anew.
enum SteadyFile {
  /// How long nothing must have changed, in nanoseconds: longer than file systems take one time for,
  /// so that each later change shows.
  private static let quiet = 20_000_000

  /// How long nothing must have changed while a program has the file open for writing.
  private static let quietWhileOpen = 1_000_000_000

  /// How long a file that keeps changing is waited for.
  static let patience = Duration.seconds(3)

  /// The bytes of a file, and its stamp when they were read.
  ///
  /// `eagerly` reads it as soon as no program has it open for writing: whoever asks for that has to
  /// look again when it has been left alone for a while.
  static func read(
    _ path: String, patience: Duration = patience, eagerly: Bool = false
  ) throws(FileReadError) -> (bytes: [UInt8], stamp: FileStamp) {
    // Without blocking: a pipe that has taken the place of a file would be waited for.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(FilePath.lastError()) }
    defer { close(descriptor) }
    let end = ContinuousClock.now + patience
    while true {
      // One file all the time: if another is renamed to its path, this one is whole.
      guard let info = FilePath.info(descriptor) else { throw .system(FilePath.lastError()) }
      guard info.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
      let stamp = FileStamp(info)
      let wait = wait(stamp, descriptor, eagerly)
      if wait == 0, let bytes = try bytes(of: descriptor, info, stamp) { return (bytes, stamp) }
      guard ContinuousClock.now < end else { throw .changing }
      usleep(useconds_t(min(max(wait / 1_000, 1_000), 50_000)))
    }
  }

  /// How long to wait until a file may be read, in nanoseconds.
  private static func wait(_ stamp: FileStamp, _ descriptor: Int32, _ eagerly: Bool) -> Int {
    guard let age = stamp.age, age < quietWhileOpen else { return 0 }
    if age < quiet, !eagerly { return quiet - age }
    return isBeingWritten(descriptor) ? quietWhileOpen - age : 0
  }

  /// All bytes; nil if they may not belong together.
  private static func bytes(
    of descriptor: Int32, _ info: stat, _ stamp: FileStamp
  ) throws(FileReadError) -> [UInt8]? {
    lseek(descriptor, 0, SEEK_SET)
    guard let bytes = FilePath.bytes(of: descriptor, expected: max(0, Int(info.st_size))),
      let after = FilePath.info(descriptor)
    else { throw .system(FilePath.lastError()) }
    // A file that has lost its name to another has not changed for that.
    let isSame = FileStamp(after).isSame(as: stamp, thoughRenamed: after.st_nlink != info.st_nlink)
    return isSame ? bytes : nil
  }

  /// Whether a program has the file open for writing, as far as the system tells.
  private static func isBeingWritten(_ descriptor: Int32) -> Bool {
    #if canImport(Glibc)
      // A lease for reading is refused while somebody may write. Who wants to meanwhile has to wait
      // for us, and we would get a signal: one that does nothing.
      let (setSignal, setLease): (Int32, Int32) = (10, 1024)
      _ = fcntl(descriptor, setSignal, SIGURG)
      let isRefused = fcntl(descriptor, setLease, F_RDLCK) != 0 && errno == EAGAIN
      _ = fcntl(descriptor, setLease, F_UNLCK)
      return isRefused
    #else
      return false
    #endif
  }
}
