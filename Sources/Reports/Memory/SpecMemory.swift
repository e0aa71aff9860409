import Diagnostics
import Notation
import Synchronization

/// The specs of charts as they were read: one that several charts, shapes or reports ask for is read
/// once.
final class SpecMemory: Sendable {
  private struct Kept {
    var source: SourceText
    var spec: Node?
    var log: DiagnosticLog
  }

  private let known = Mutex<[ObjectIdentifier: Kept]>([:])

  /// The spec that a text holds; nil if there were errors, which are in the log each time.
  func spec(of source: SourceText, log: inout DiagnosticLog) -> Node? {
    let key = ObjectIdentifier(source)
    if let kept = known.withLock({ $0[key] }) {
      log.add(contentsOf: kept.log)
      return kept.spec
    }
    var kept = Kept(source: source, spec: nil, log: DiagnosticLog())
    kept.spec = NotationReader.read(source, log: &kept.log)
    log.add(contentsOf: kept.log)
    let made = kept
    known.withLock { known in
      // Texts that have changed since are of no use.
      if known.count >= 500 { known = [:] }
      known[key] = made
    }
    return kept.spec
  }
}
