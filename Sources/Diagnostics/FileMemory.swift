import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a file held when it was read: the same object for as long as its bytes are the same.
///
/// So whatever was made from it is known to be right still, at the cost of comparing two references.
public final class FileContent: Sendable {
  /// The absolute path, symbolic links resolved.
  public let path: String
  /// All of its bytes.
  public let bytes: [UInt8]
  private let texts = Mutex<[TextEncoding: SourceText]>([:])

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The bytes as a text, the same object whoever asks; made by the first, nil if that fails.
  func text(_ encoding: TextEncoding, _ make: ([UInt8]) -> SourceText?) -> SourceText? {
    if let known = texts.withLock({ $0[encoding] }) { return known }
    guard let made = make(bytes) else { return nil }
    return texts.withLock { known in
      if let first = known[encoding] { return first }
      known[encoding] = made
      return made
    }
  }

  /// Whether a text is one that was made of the bytes.
  func holds(_ text: SourceText) -> Bool {
    texts.withLock { $0.values.contains { $0 === text } }
  }
}

/// The files of several runs: one that has not changed since is not read again.
///
/// Whether it has changed is told by its size, number and times. Where it was changed so shortly
/// before it was read that a second change could bear the same time, its bytes are compared.
public final class FileMemory: Sendable {
  private struct Kept {
    var content: FileContent
    var stamp: FileStamp
    /// Whether a change after it was read would show in the stamp.
    var isSettled: Bool
    var lastRun: Int
  }

  private struct State {
    var files: [String: Kept] = [:]
    var run = 0
  }

  private let state = Mutex(State())

  /// After how many runs that have not asked for it a file is forgotten.
  private static let patience = 16

  /// Creates a memory of nothing.
  public init() {}

  /// Begins a run: what none of the last runs asked for is forgotten.
  public func startRun() {
    state.withLock { state in
      state.run += 1
      let run = state.run
      state.files = state.files.filter { run - $0.value.lastRun <= Self.patience }
    }
  }

  /// What the file at an absolute path holds now; nil if it cannot be read (`FilePath.lastError`).
  func content(of path: String) -> FileContent? {
    let known = state.withLock { $0.files[path] }
    let stamp = FileStamp(path: path)
    if let known, known.isSettled, known.stamp == stamp {
      state.withLock { $0.files[path]?.lastRun = $0.run }
      return known.content
    }
    guard let bytes = FilePath.contents(of: path) else { return nil }
    let content =
      known.flatMap { $0.content.bytes == bytes ? $0.content : nil }
      ?? FileContent(path: path, bytes: bytes)
    // A stamp taken before reading is older than what it stamps, never newer.
    guard let stamp else { return content }
    state.withLock {
      $0.files[path] = Kept(
        content: content, stamp: stamp, isSettled: stamp.isSettled, lastRun: $0.run)
    }
    return content
  }
}

/// What the file system says of a file, which a change of the file changes.
private struct FileStamp: Hashable {
  private let size: Int64
  private let device: UInt64
  private let number: UInt64
  private let changed: Moment
  private let altered: Moment

  private struct Moment: Hashable {
    var seconds: Int
    var nanoseconds: Int

    init(_ time: timespec) {
      seconds = Int(time.tv_sec)
      nanoseconds = Int(time.tv_nsec)
    }
  }

  init?(path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    size = Int64(info.st_size)
    device = UInt64(truncatingIfNeeded: info.st_dev)
    number = UInt64(truncatingIfNeeded: info.st_ino)
    #if canImport(Glibc)
      (changed, altered) = (Moment(info.st_mtim), Moment(info.st_ctim))
    #else
      (changed, altered) = (Moment(info.st_mtimespec), Moment(info.st_ctimespec))
    #endif
  }

  /// Whether the last change is so long ago that the next one bears another time; some file systems
  /// count in steps of two seconds.
  var isSettled: Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int(now.tv_sec) - max(changed.seconds, altered.seconds) > 2
  }
}
