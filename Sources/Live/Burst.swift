/// When a burst of changes is over: a while after the last one, and at the latest a longer while
/// after the first, since some programs never stop.
public struct Burst: Sendable {
  /// How long nothing may change before a burst is over.
  public static let quiet = Duration.milliseconds(20)
  /// The same while a file is being written that its program has not closed.
  public static let quietWhileOpen = Duration.milliseconds(150)
  /// How long a burst lasts at most.
  public static let longest = Duration.milliseconds(500)

  private let start: ContinuousClock.Instant
  private var end: ContinuousClock.Instant
  private var open: Set<String> = []

  /// Begins with the first changes.
  public init(at now: ContinuousClock.Instant) {
    start = now
    end = now + Self.quiet
  }

  /// Notes changes.
  public mutating func note(_ changes: [FileChange], at now: ContinuousClock.Instant) {
    for change in changes {
      if change.isOpen { open.insert(change.path) } else { open.remove(change.path) }
    }
    end = min(now + (open.isEmpty ? Self.quiet : Self.quietWhileOpen), start + Self.longest)
  }

  /// Whether a file is being written that its program has not closed.
  public var isOpen: Bool { !open.isEmpty }

  /// How long to wait still; nil if it is over.
  public func rest(at now: ContinuousClock.Instant) -> Duration? {
    now < end ? end - now : nil
  }
}

/// Something that happened to a name in a folder.
public struct FileChange: Sendable, Equatable {
  /// The absolute path; empty where changes were too many to be told.
  public var path: String
  /// Whether the file is being written and has not been closed yet.
  public var isOpen: Bool

  /// Creates a change.
  public init(path: String, isOpen: Bool = false) {
    self.path = path
    self.isOpen = isOpen
  }
}
