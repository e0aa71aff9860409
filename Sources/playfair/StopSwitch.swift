import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the program when somebody stops it, but never in the middle of writing.
///
/// After tidying up it ends as if the signal had ended it, so that a shell or a supervisor sees what
/// it expects: 130 after Ctrl-C, 143 after `kill`.
final class StopSwitch {
  private let lock = StopLock()
  private let sources: [any DispatchSourceSignal]

  /// Creates a switch for Ctrl-C, `kill` and a terminal that goes away; those of them that are
  /// ignored, as under `nohup`, stay so.
  init() {
    let lock = lock
    sources = [SIGINT, SIGTERM, SIGHUP].filter { !Self.isIgnored($0) }.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { lock.end(by: number) }
      source.resume()
      return source
    }
  }

  /// Runs a step that is not to be interrupted.
  func hold<Result>(_ step: () -> Result) -> Result { lock.hold(step) }

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

/// Keeps the end of the program waiting while something is written.
private final class StopLock: Sendable {
  private let writing = Mutex<Void>(())

  func hold<Result>(_ step: () -> Result) -> Result {
    writing.withLock { _ in step() }
  }

  func end(by number: Int32) {
    writing.withLock { _ in
      signal(number, SIG_DFL)
      // A program may be started with signals held back, and Dispatch holds them back in its threads.
      var held = sigset_t()
      sigemptyset(&held)
      sigaddset(&held, number)
      pthread_sigmask(SIG_UNBLOCK, &held, nil)
      raise(number)
      _exit(128 + number)
    }
  }
}
