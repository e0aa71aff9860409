import Synchronization

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
    /// Why files could not be read, in the one run.
    var failures: [String: FileReadError] = [:]
    var run = 0
    var isEager = false
  }

  private let state = Mutex(State())
  /// Whether a file that has been read once is never looked at again.
  private let isOfOneRun: Bool

  /// After how many runs that have not asked for it a file is forgotten.
  private static let patience = 16

  /// Creates a memory of nothing; for a single run one that shows all its inputs a file as it was
  /// when the first of them read it.
  public init(isOfOneRun: Bool = false) { self.isOfOneRun = isOfOneRun }

  /// Begins a run: what none of the last runs asked for is forgotten.
  public func startRun() {
    state.withLock { state in
      state.run += 1
      let run = state.run
      state.files = state.files.filter { run - $0.value.lastRun <= Self.patience }
    }
  }

  /// Whether files are read as soon as no program has them open for writing, though they may change
  /// again at once: then it has to be looked once more, later, whether they have.
  public func setEager(_ isEager: Bool) { state.withLock { $0.isEager = isEager } }

  /// What the file at an absolute path holds now.
  func content(of path: String) -> Result<FileContent, FileReadError> {
    let (known, failure, isEager) = state.withLock {
      ($0.files[path], $0.failures[path], $0.isEager)
    }
    if let failure { return .failure(failure) }
    if let known, isOfOneRun || known.isSettled && known.stamp == FileStamp(path: path) {
      state.withLock { $0.files[path]?.lastRun = $0.run }
      return .success(known.content)
    }
    let (bytes, stamp): ([UInt8], FileStamp)
    do throws(FileReadError) {
      (bytes, stamp) = try SteadyFile.read(path, eagerly: isEager)
    } catch {
      if isOfOneRun { state.withLock { $0.failures[path] = error } }
      return .failure(error)
    }
    let content =
      known.flatMap { $0.content.bytes == bytes ? $0.content : nil }
      ?? FileContent(path: path, bytes: bytes)
    return state.withLock { state in
      if isOfOneRun, let first = state.files[path] { return .success(first.content) }
      state.files[path] = Kept(
        content: content, stamp: stamp, isSettled: stamp.isSettled, lastRun: state.run)
      return .success(content)
    }
  }
}
