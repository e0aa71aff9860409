import Synchronization

/// Lets one thread at a time touch Cairo's fonts.
///
/// Cairo 1.16 keeps one table of open font files for the whole process. It opens files without a
/// lock, and when more than ten are open it closes one that another thread may be about to read:
/// eight threads with seventeen faces crashed in three runs of eight. Whatever shapes text, draws
/// text or lets go of a font stands inside this lock; paths, pixels and packing do not.
enum FontLock {
  private static let mutex = Mutex<Void>(())

  /// Runs a step while no other thread touches fonts; steps must not be nested.
  static func run(_ step: () -> Void) { mutex.withLock { _ in step() } }
}
