import Canvas
import Diagnostics
import Reports

/// A file that can be made from what was laid out, at the same time as others.
struct OutputDrawing: Sendable {
  let path: String
  /// What is to be known of the file, for a summary.
  var note: String?
  /// What the file says of how it was made; nil if it says nothing.
  var record: OutputRecord?
  /// What the bytes follow from.
  let encoding: @Sendable () -> Encoding

  private func bytes(_ text: TextEngine, _ known: KnownFiles) throws -> [UInt8] {
    try known.bytes(of: encoding(), at: path, text)
  }

  /// Makes all files, on as many threads as are asked for; those that fail are in the log.
  ///
  /// The files come in the order of the drawings, and hold the same bytes on any number of
  /// threads. On one thread they are drawn with the engine that is given.
  static func run(
    _ drawings: [OutputDrawing], text: TextEngine, threads: Int, known: KnownFiles = KnownFiles(),
    engines: EnginePool? = nil, log: inout DiagnosticLog
  ) -> [OutputFile] {
    let results: [Result<[UInt8], any Error>]
    if min(threads, drawings.count) == 1 {
      results = drawings.map { drawing in Result { try drawing.bytes(text, known) } }
    } else {
      let fonts = text.library
      results = Workers.run(
        drawings, threads: threads, tool: { engines?.take() ?? TextEngine(fonts: fonts) },
        giveBack: { engines?.giveBack($0) },
        { drawing, text in Result { try drawing.bytes(text, known) } })
    }
    return zip(drawings, results).compactMap { drawing, result in
      switch result {
      case .success(let bytes):
        return OutputFile(
          path: drawing.path, bytes: bytes, note: drawing.note, record: drawing.record)
      case .failure(let error):
        let hint = (error as? CanvasError)?.hint
        log.add(.error("output", "'\(drawing.path)' cannot be made: \(error)", hint: hint))
        return nil
      }
    }
  }
}
