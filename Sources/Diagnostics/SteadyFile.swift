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
/// for a while. If it has changed before its end was reached, it is read anew.
enum SteadyFile {
  /// How long nothing must have changed, in nanoseconds: longer than file systems take one time for,
  /// so that each later change shows.
  static let quiet = 20_000_000

  /// How long a file that keeps changing is waited for.
  static let patience = Duration.seconds(2)

  /// The bytes of a file, and its stamp when they were read.
  static func read(
    _ path: String, patience: Duration = patience
  ) throws(FileReadError) -> (bytes: [UInt8], stamp: FileStamp) {
    let end = ContinuousClock.now + patience
    while true {
      let attempt = try attempt(path)
      if let bytes = attempt.bytes { return (bytes, attempt.stamp) }
      guard ContinuousClock.now < end else { throw .changing }
      let wait = quiet - min(quiet, attempt.stamp.age ?? quiet)
      usleep(useconds_t(max(1_000, wait / 1_000 + 1)))
    }
  }

  /// One look at a file: no bytes if they may not belong together.
  private static func attempt(
    _ path: String
  ) throws(FileReadError) -> (bytes: [UInt8]?, stamp: FileStamp) {
    // Without blocking: a pipe that has taken the place of a file would be waited for.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(FilePath.lastError()) }
    defer { close(descriptor) }
    guard let info = FilePath.info(descriptor) else { throw .system(FilePath.lastError()) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    let stamp = FileStamp(info)
    if let age = stamp.age, age < quiet { return (nil, stamp) }
    guard let bytes = FilePath.bytes(of: descriptor, expected: Int(info.st_size)),
      let after = FilePath.info(descriptor)
    else { throw .system(FilePath.lastError()) }
    return (FileStamp(after) == stamp ? bytes : nil, FileStamp(after))
  }
}
