import ArgumentParser
import Canvas
import Diagnostics
import Reports

/// The check of outputs: whether each file is what would be made from its input now.
///
/// The input of each file is rendered again as its record tells, and the bytes are compared: nothing
/// is taken on trust but the record's word on what the input is.
struct OutputCheck: Check {
  private let path: String
  private let files: [String]
  private let common: CommonOptions

  static func check(
    _ path: String, _ kind: FilePath.Kind, for command: CheckCommand
  ) throws -> OutputCheck? {
    switch kind {
    case .file:
      guard isOutput(path) else { return nil }
      return OutputCheck(path: path, files: [path], common: command.common)
    case .directory:
      let files = outputs(below: path)
      // A folder of pictures that others made is none of ours.
      guard files.contains(where: { CheckedFile($0).record != nil }) else { return nil }
      return OutputCheck(path: path, files: files, common: command.common)
    case .other: return nil
    }
  }

  private static func isOutput(_ path: String) -> Bool {
    [".png", ".svg", ".pdf", ".html"].contains(where: path.lowercased().hasSuffix)
  }

  /// The files below a folder that may be outputs, in order; hidden ones are passed over.
  private static func outputs(below folder: String) -> [String] {
    FilePath.entries(of: folder).filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      switch FilePath.kind(of: path) {
      case .directory where FilePath.isLink(path): return []
      // A folder that cannot be looked into is told by its name.
      case .directory: return FilePath.names(in: path) == nil ? [path] : outputs(below: path)
      case .file, .other, nil: return isOutput(path) ? [path] : []
      }
    }
  }

  func run() throws -> CheckOutcome {
    let found = files.map { CheckedFile($0) }
    var states: [FileState] = found.map { $0.state }
    var again = RenderAgain(common: common)
    let progress = Progress(total: files.count, noun: "files", single: files.first)
    defer { progress.finish() }
    for (index, file) in found.enumerated() {
      if states[index] == .fresh, let record = file.record {
        states[index] = try again.state(of: file.bytes, record)
      }
      progress.advance()
    }
    var outcome = CheckOutcome(path: path)
    outcome.lines = zip(files, states).flatMap { path, state in
      state == .fresh
        ? [] : ["\(state.word)  \(path)"] + state.reasons.map { "         " + $0 }
    }
    outcome.isFresh = states.allSatisfy { $0 == .fresh }
    outcome.summary = FileState.summary(of: states)
    return outcome
  }
}

/// A file with its record.
private struct CheckedFile {
  var bytes: [UInt8]
  var record: OutputRecord?
  var isIntact = true
  /// Why it could not be read.
  var problem: String?

  init(_ path: String) {
    bytes = []
    switch FilePath.kind(of: path) {
    case .file, .directory: break
    case .other: problem = "it is not a regular file"
    case nil: problem = "it is a link that leads nowhere, or in a circle"
    }
    guard problem == nil else { return }
    guard let read = FilePath.contents(of: path) else {
      problem = "it cannot be read: \(FilePath.lastError())"
      return
    }
    bytes = read
    guard let found = FileRecord(of: bytes) else { return }
    record = OutputRecord(json: found.json)
    isIntact = found.isIntact
  }

  /// What can be said of it without its input.
  var state: FileState {
    if let problem { return .unknown([problem]) }
    if record == nil { return .unknown(["it has no record of how it was made"]) }
    return isIntact ? .fresh : .edited
  }
}

/// What a check says of one file.
enum FileState: Equatable {
  /// The same would be made now.
  case fresh
  /// Something else would be made now; why.
  case stale([String])
  /// Its bytes are not those that were written.
  case edited
  /// Nothing can be said; why.
  case unknown([String])

  /// The word for it, padded to one width.
  var word: String {
    switch self {
    case .fresh: "fresh  "
    case .stale: "stale  "
    case .edited: "edited "
    case .unknown: "unknown"
    }
  }

  var reasons: [String] {
    switch self {
    case .fresh: []
    case .edited: ["its bytes are not those that were written"]
    case .stale(let reasons), .unknown(let reasons): reasons
    }
  }

  /// "32 files: 30 fresh, 2 stale".
  static func summary(of states: [FileState]) -> String {
    let words = ["fresh", "stale", "edited", "unknown"]
    let counts = words.map { word in
      (word, states.count { $0.word.hasPrefix(word) })
    }
    let parts = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
    let files = states.count == 1 ? "1 file" : "\(states.count) files"
    return files + ": " + parts.joined(separator: ", ")
  }
}
