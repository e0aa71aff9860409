import Canvas
import Diagnostics
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that can be made from what was laid out, at the same time as others.
struct OutputDrawing: Sendable {
  let path: String
  let bytes: @Sendable (TextEngine) throws -> [UInt8]

  private static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Makes all files, on as many threads as there are processors; those that fail are in the log.
  ///
  /// The files come in the order of the drawings, and hold the same bytes on any number of
  /// threads. The given engine serves the first thread; the others open its fonts for themselves.
  static func run(
    _ drawings: [OutputDrawing], text: TextEngine, log: inout DiagnosticLog
  ) -> [OutputFile] {
    let work = OutputWork(drawings)
    let fonts = text.library
    let helpers = max(0, min(processorCount, drawings.count) - 1)
    let group = DispatchGroup()
    for _ in 0..<helpers {
      DispatchQueue.global().async(group: group) { work.drain(TextEngine(fonts: fonts)) }
    }
    work.drain(text)
    group.wait()
    return zip(drawings, work.results).compactMap { drawing, result in
      switch result {
      case .success(let bytes): return OutputFile(path: drawing.path, bytes: bytes)
      case .failure(let error):
        log.add(.error("output", "\(drawing.path) cannot be made: \(error)"))
        return nil
      }
    }
  }
}

/// The drawings that several threads take from, each the next that nobody has.
private final class OutputWork: Sendable {
  private let drawings: [OutputDrawing]
  private let next = Atomic(0)
  private let done: Mutex<[Result<[UInt8], any Error>]>

  init(_ drawings: [OutputDrawing]) {
    self.drawings = drawings
    done = Mutex(drawings.map { _ in .success([]) })
  }

  var results: [Result<[UInt8], any Error>] { done.withLock { $0 } }

  func drain(_ text: TextEngine) {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < drawings.count else { return }
      let result = Result { try drawings[index].bytes(text) }
      done.withLock { $0[index] = result }
    }
  }
}
