/// Collects problems while a phase goes on with a default, so that all are reported at once.
///
/// Phases take `inout DiagnosticLog`. The same problem at the same place is kept once.
public struct DiagnosticLog: Sendable {
  /// The problems, in the order in which they were found.
  public private(set) var entries: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  /// Creates an empty log.
  public init() {}

  /// Adds a problem, unless it is there already.
  public mutating func add(_ diagnostic: Diagnostic) {
    if seen.insert(diagnostic).inserted { entries.append(diagnostic) }
  }

  /// Adds the problems of another log after those of this one.
  public mutating func add(contentsOf other: DiagnosticLog) {
    for entry in other.entries { add(entry) }
  }

  /// The problems as a person reads them: file by file in the order in which files first had one,
  /// and from the top of each file to its end.
  public var inReadingOrder: [Diagnostic] {
    var ranks: [ObjectIdentifier: Int] = [:]
    for case let place? in entries.lazy.map(\.place) {
      let next = ranks.count
      ranks[ObjectIdentifier(place.source), default: next] += 0
    }
    let keyed = entries.enumerated().map { index, entry in
      let rank = entry.place.flatMap { ranks[ObjectIdentifier($0.source)] } ?? -1
      return (entry, [rank, entry.place?.range.lowerBound ?? 0, index])
    }
    return keyed.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  /// Whether anything found is an error.
  public var hasErrors: Bool { entries.contains { $0.severity == .error } }

  /// How many errors there are.
  public var errorCount: Int { entries.count { $0.severity == .error } }

  /// How many warnings there are.
  public var warningCount: Int { entries.count { $0.severity == .warning } }

  /// The same problems, all of them errors.
  public var withWarningsAsErrors: DiagnosticLog {
    var log = DiagnosticLog()
    for var entry in entries {
      entry.severity = .error
      log.add(entry)
    }
    return log
  }

  /// Runs a step and says whether it added no error.
  public mutating func succeeds(_ step: (inout DiagnosticLog) -> Void) -> Bool {
    let before = errorCount
    step(&self)
    return errorCount == before
  }
}
