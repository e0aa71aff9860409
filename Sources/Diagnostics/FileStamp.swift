#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the file system says of a file, which a change of the file changes.
public struct FileStamp: Hashable, Sendable {
  private let size: Int64
  private let device: UInt64
  private let number: UInt64
  private let changed: Moment
  private var altered: Moment

  private struct Moment: Hashable, Sendable {
    var seconds: Int
    var nanoseconds: Int

    init(_ time: timespec) {
      seconds = Int(time.tv_sec)
      nanoseconds = Int(time.tv_nsec)
    }
  }

  /// The stamp of the file at a path, links followed; nil if there is none.
  public init?(path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    self.init(info)
  }

  init(_ info: stat) {
    size = Int64(info.st_size)
    device = UInt64(truncatingIfNeeded: info.st_dev)
    number = UInt64(truncatingIfNeeded: info.st_ino)
    #if canImport(Glibc)
      (changed, altered) = (Moment(info.st_mtim), Moment(info.st_ctim))
    #else
      (changed, altered) = (Moment(info.st_mtimespec), Moment(info.st_ctimespec))
    #endif
  }

  /// Whether the bytes are the same, as far as the system tells; a renaming leaves its time, too.
  func isSame(as other: FileStamp, thoughRenamed isRenamed: Bool) -> Bool {
    var other = other
    if isRenamed { other.altered = altered }
    return self == other
  }

  /// How long ago the bytes were changed last, by the clock of this machine, in nanoseconds; nil if
  /// that is no time of the last seconds, as where another machine's clock has the say.
  var age: Int? {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let seconds = Int(now.tv_sec) - changed.seconds
    guard (0...2).contains(seconds) else { return nil }
    let age = seconds * 1_000_000_000 + Int(now.tv_nsec) - changed.nanoseconds
    return age >= 0 ? age : nil
  }

  /// Whether the last change is so long ago that the next one bears another time; some file systems
  /// count in steps of two seconds.
  var isSettled: Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int(now.tv_sec) - max(changed.seconds, altered.seconds) > 2
  }
}
