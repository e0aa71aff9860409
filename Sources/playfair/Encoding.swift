import Canvas
import Synchronization

/// All that the bytes of a file follow from, beside the fonts: equal encodings give equal bytes.
enum Encoding: Sendable, Equatable {
  case pdf([PDFPage], PDFOptions)
  case png(Scene, PNGOptions)
  case svg(Scene, record: String?)
  case web(String, record: String)
  /// Bytes that are there already.
  case bytes([UInt8])

  /// The bytes of the file, of which pages may be known.
  func bytes(_ text: TextEngine, _ known: inout PageMemory) throws -> [UInt8] {
    switch self {
    case .pdf(let pages, let options):
      FileRecord.sealed(
        try PDFOutput.bytes(of: pages, options: options, text: text, memory: &known))
    case .png(let scene, let options):
      FileRecord.sealed(try PNGOutput.bytes(of: scene, options: options, text: text))
    case .svg(let scene, let record):
      FileRecord.sealed(Array(SVGOutput.text(of: scene, record: record).utf8))
    case .web(let page, let record): FileRecord.sealed(FileRecord.web(page, with: record))
    case .bytes(let bytes): bytes
    }
  }

  /// The bytes of the file.
  func bytes(_ text: TextEngine) throws -> [UInt8] {
    var nothing = PageMemory.none
    return try bytes(text, &nothing)
  }
}

/// The files that earlier runs have made: in this program, and in others before it.
struct KnownFiles: Sendable {
  /// What is in memory.
  var memory: EncodedFiles?
  /// What is in a folder.
  var cache: RenderCache?

  /// The bytes of a file, which are made if they are not known.
  func bytes(of encoding: Encoding, at path: String, _ text: TextEngine) throws -> [UInt8] {
    if let memory {
      return try memory.bytes(of: encoding, at: path) { try encoding.bytes(text, &$0) }
    }
    if let cache { return try cache.bytes(of: encoding) { try encoding.bytes(text) } }
    return try encoding.bytes(text)
  }
}

/// The files that earlier runs have encoded, by their path: what follows from the same is not
/// encoded again, and of a PDF file only the pages that have changed are.
///
/// The one place where the bytes of a file are asked for by what they follow from.
final class EncodedFiles: Sendable {
  private struct Kept {
    var encoding: Encoding
    var bytes: [UInt8]
    var pages: PageMemory
    var run: Int
  }

  private struct State {
    var files: [String: Kept] = [:]
    var run = 0
  }

  private let state = Mutex(State())

  /// Begins a run: files that none of the last runs has made are forgotten.
  func startRun() {
    state.withLock { state in
      state.run += 1
      let run = state.run
      state.files = state.files.filter { run - $0.value.run <= 16 }
    }
  }

  /// The bytes of a file: those that are known for its encoding, else those that a step makes.
  func bytes(
    of encoding: Encoding, at path: String, _ make: (inout PageMemory) throws -> [UInt8]
  ) rethrows -> [UInt8] {
    if case .bytes(let bytes) = encoding { return bytes }
    let known = state.withLock { state in
      state.files[path]?.run = state.run
      return state.files[path]
    }
    if let known, known.encoding == encoding { return known.bytes }
    var pages = known?.pages ?? PageMemory()
    let bytes = try make(&pages)
    state.withLock {
      $0.files[path] = Kept(encoding: encoding, bytes: bytes, pages: pages, run: $0.run)
    }
    return bytes
  }
}
