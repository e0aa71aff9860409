import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far long work has come, on the last line of a terminal: `37/1000 reports, 12 s left`; of work
/// that is one piece, what it is at and since when: `great-leap-forward.md, 3 s`.
///
/// The line appears when work has taken a second, is rewritten in place, and is gone when the work
/// is done. Nothing is shown in pipes, in logs and on terminals that cannot rewrite a line.
final class Progress: Sendable {
  private let total: Int
  private let noun: String
  /// What work is at that is one piece.
  private let single: String?
  private let isShown: Bool
  private let terminal: Int32
  /// After how long the line appears.
  private let delay: Duration
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var done = 0
    var isThere = false
    var isFinished = false
    var last: ContinuousClock.Instant?
  }

  /// Starts to count; `noun` names what is counted, in the plural, and `single` the only one.
  init(
    total: Int, noun: String, single: String? = nil, isQuiet: Bool = false,
    terminal: Int32 = STDERR_FILENO, delay: Duration = .seconds(1),
    environment: (String) -> String? = Progress.variable
  ) {
    self.total = total
    self.noun = noun
    self.single = total == 1 ? single : nil
    (self.terminal, self.delay) = (terminal, delay)
    isShown =
      !isQuiet && (total > 1 || self.single != nil)
      && Progress.isPossible(on: terminal, environment)
    if isShown { tick() }
  }

  /// Whether a line can be rewritten there, and a person looks at it.
  private static func isPossible(on terminal: Int32, _ variable: (String) -> String?) -> Bool {
    guard isatty(terminal) == 1, variable("TERM") ?? "dumb" != "dumb" else { return false }
    return ["NO_COLOR", "CI"].allSatisfy { (variable($0) ?? "").isEmpty }
  }

  /// A variable of the environment.
  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Counts one more that is done.
  func advance() {
    state.withLock { state in
      state.done += 1
      show(&state, every: .milliseconds(100))
    }
  }

  /// Writes the line, if it is time.
  private func show(_ state: inout State, every pause: Duration) {
    let now = ContinuousClock.now
    let wait = state.last.map { $0 + pause } ?? start + delay
    guard isShown, now >= wait else { return }
    state.last = now
    state.isThere = true
    send("\r\(text(state.done, now - start))\u{1B}[K")
  }

  /// Rewrites the line also while a long piece of work is done.
  private func tick() {
    // A queue of its own has a thread also where all others are at work.
    DispatchQueue(label: "progress").async { [weak self] in
      repeat { usleep(100_000) } while self?.rewrite() ?? false
    }
  }

  /// Writes the line anew, if it is time; false if the work is done.
  private func rewrite() -> Bool {
    state.withLock { state in
      if !state.isFinished { show(&state, every: .seconds(1)) }
      return !state.isFinished
    }
  }

  /// Writes a message where the line stands; the line comes back below it.
  func write(_ message: String) {
    state.withLock { state in write(message, &state) }
  }

  /// Takes the line away.
  func finish() {
    state.withLock { state in
      write("", &state)
      state.isFinished = true
    }
  }

  private func write(_ message: String, _ state: inout State) {
    send((state.isThere ? "\r\u{1B}[K" : "") + message)
    if state.isThere { state.last = nil }
    state.isThere = false
  }

  private func send(_ text: String) {
    _ = Descriptor.write(Array(text.utf8), to: terminal)
  }

  private func text(_ done: Int, _ passed: Duration) -> String {
    if let single { return "\(single), \(Progress.left(passed / .seconds(1) - 0.5))" }
    return Progress.text(done: done, of: total, noun, passed: passed)
  }

  /// The words of the line: the time left is what the rest takes at the pace so far.
  static func text(done: Int, of total: Int, _ noun: String, passed: Duration) -> String {
    let head = "\(done)/\(total) \(noun)"
    guard done > 0, done < total else { return head }
    let seconds = passed / .seconds(1) * Double(total - done) / Double(done)
    return "\(head), \(left(seconds)) left"
  }

  private static func left(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 360_000 else { return "days" }
    let whole = max(1, Int(seconds.rounded(.up)))
    if whole < 100 { return "\(whole) s" }
    let minutes = (whole + 59) / 60
    return minutes < 100 ? "\(minutes) min" : "\((minutes + 59) / 60) h"
  }
}
