import Synchronization

/// Lets one thread at a time lay out text and touch Pango's fonts.
///
/// Cairo 1.16 keeps one table of open font files for the whole process. It opens files without a
/// lock, and when more than ten are open it closes one that another thread may be about to read:
/// eight threads with seventeen faces crashed in three runs of eight. Whatever shapes text or lets go
/// of a font of Pango's stands inside this lock. Drawing does not: see `OpenFonts`.
enum FontLock {
  private static let mutex = Mutex<Void>(())

  /// What a step gives: it stays with the thread that has run it.
  private struct Outcome<Value>: @unchecked Sendable {
    let value: Value
  }

  /// Runs a step while no other thread touches Pango's fonts; steps must not be nested.
  static func run<Value>(_ step: () -> Value) -> Value {
    mutex.withLock { _ in Outcome(value: step()) }.value
  }
}
