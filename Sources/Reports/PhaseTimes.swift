#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much of the processor's time each step of a run took, for those who want to know.
///
/// Nothing that is written depends on it.
public struct PhaseTimes: Sendable {
  /// A step.
  public struct Phase: Sendable {
    /// Its name.
    public var name: String
    /// The seconds of processor time of all threads.
    public var seconds: Double
  }

  /// The steps in the order in which they were first taken.
  public private(set) var phases: [Phase] = []

  /// Creates a list without any step.
  public init() {}

  /// Runs a step and adds the time that it took to that of its name.
  public mutating func measure<Result>(
    _ name: String, _ step: () throws -> Result
  ) rethrows -> Result {
    let start = Self.now
    defer { add(name, Self.now - start) }
    return try step()
  }

  private mutating func add(_ name: String, _ seconds: Double) {
    if let index = phases.firstIndex(where: { $0.name == name }) {
      phases[index].seconds += seconds
    } else {
      phases.append(Phase(name: name, seconds: seconds))
    }
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
