import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the program when somebody stops it, but never in the middle of writing.
///
/// It ends as if the signal had ended it, so that a shell or a supervisor sees what it expects: 130
/// after Ctrl-C, 143 after `kill`. To be created before the program has other threads, since these
/// are to hold the signals back as the first one does.
final class StopSwitch: Sendable {
  private let lock: StopLock

  /// Creates a switch for Ctrl-C, `kill` and a terminal that goes away.
  ///
  /// Those of them that are ignored, as under `nohup`, stay so. `cleanUp` is what is still to be done
  /// when one of them comes.
  init(cleanUp: @escaping @Sendable () -> Void = {}) {
    let signals = [SIGINT, SIGTERM, SIGHUP].filter { !Self.isIgnored($0) }
    var held = StopLock.set(of: signals)
    pthread_sigmask(SIG_BLOCK, &held, nil)
    lock = StopLock(signals, cleanUp)
    if !signals.isEmpty { lock.listen() }
  }

  /// Runs a step that is not to be interrupted; one at a time.
  ///
  /// If somebody has asked for the end, it comes after the step.
  func hold<Result>(_ step: () -> Result) -> Result { lock.hold(step) }

  /// Whether somebody has asked for the end: then a step that waits should give up.
  var isAsked: Bool { lock.isAsked.load(ordering: .relaxed) }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    #else
      return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
    #endif
  }
}

/// Waits for signals on a thread of its own, and keeps the end waiting while something is written.
private final class StopLock: Sendable {
  let isAsked = Atomic(false)
  private let writing = Mutex<Void>(())
  private let signals: [Int32]
  private let cleanUp: @Sendable () -> Void

  init(_ signals: [Int32], _ cleanUp: @escaping @Sendable () -> Void) {
    (self.signals, self.cleanUp) = (signals, cleanUp)
  }

  static func set(of signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }

  func hold<Result>(_ step: () -> Result) -> Result {
    let result = writing.withLock { _ in step() }
    // Whoever went on could end the program with another status than the signal's.
    while isAsked.load(ordering: .relaxed) { pause() }
    return result
  }

  /// Starts the thread, which lives as long as the program does.
  func listen() {
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    pthread_create(
      &thread, nil,
      { pointer in
        StopLock.wait(pointer)
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
  }

  private static func wait(_ pointer: UnsafeMutableRawPointer?) {
    guard let pointer else { return }
    let lock = Unmanaged<StopLock>.fromOpaque(pointer).takeUnretainedValue()
    var set = set(of: lock.signals)
    var number: Int32 = 0
    while sigwait(&set, &number) != 0 {}
    lock.isAsked.store(true, ordering: .relaxed)
    lock.end(by: number)
  }

  private func end(by number: Int32) {
    writing.withLock { _ in
      cleanUp()
      signal(number, SIG_DFL)
      var held = Self.set(of: [number])
      pthread_sigmask(SIG_UNBLOCK, &held, nil)
      raise(number)
      _exit(128 + number)
    }
  }
}
