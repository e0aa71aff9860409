import ArgumentParser
import Canvas
import Diagnostics
import Reports
import Tables

/// Renders inputs again as the records of their outputs tell, each input once for all its files.
struct RenderAgain {
  /// What one rendering gives several files of.
  private struct Wish: Hashable {
    var input: String
    var shape: String?
    var isFigure: Bool
    var options: [OutputRecord.Option]
    var parameters: [OutputRecord.Option]

    init(_ record: OutputRecord) {
      (input, shape, isFigure) = (record.input, record.shape, record.figure != nil)
      (options, parameters) = (record.options, record.parameters)
    }
  }

  /// What became of a wish.
  private enum Answer {
    /// The files, and what the text says that the data do not.
    case files([OutputFile], falseClaims: [String])
    /// Why there are none.
    case problem(FileState)
  }

  private let common: CommonOptions
  private let text: TextEngine
  private var answers: [Wish: Answer] = [:]
  /// For which inputs the false claims have been told.
  private var told: Set<String> = []

  init(common: CommonOptions) {
    self.common = common
    text = TextEngine(fonts: common.fonts)
  }

  /// What is to be said of a file with a record.
  mutating func state(of bytes: [UInt8], _ record: OutputRecord) throws -> FileState {
    let wish = Wish(record)
    let answer = try answers[wish] ?? answer(to: wish)
    answers[wish] = answer
    guard case .files(let files, let falseClaims) = answer else {
      if case .problem(let state) = answer { return state }
      return .fresh
    }
    let made = files.first { file in
      file.record?.figure == record.figure && file.record?.format == record.format
    }
    guard let made, let now = made.record else {
      let what = record.figure.map { "the figure '\($0)'" } ?? "such a file"
      return .stale(["'\(record.input)' has no longer \(what)"])
    }
    // Figures hold no text of the document.
    let untrue = record.figure == nil ? once(falseClaims, of: record.input) : []
    let changes = made.bytes == bytes ? [] : RecordChange.reasons(from: record, to: now)
    return changes.isEmpty && untrue.isEmpty ? .fresh : .stale(changes + untrue)
  }

  /// The false claims of an input; where they have been told for another of its files, that they are.
  private mutating func once(_ claims: [String], of input: String) -> [String] {
    guard !claims.isEmpty, !told.insert(input).inserted else { return claims }
    let count = claims.count == 1 ? "1 claim" : "\(claims.count) claims"
    return ["\(count) of '\(input)' \(claims.count == 1 ? "is" : "are") false, as told above"]
  }

  private func answer(to wish: Wish) throws -> Answer {
    let root = common.root.map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
    let path = root + wish.input
    guard FilePath.kind(of: path) == .file else {
      return .problem(
        .unknown([
          "its input '\(wish.input)' is not here; name the folder that it lies in with --root"
        ]))
    }
    let files = try common.files(for: path)
    var log = DiagnosticLog()
    var left = wish
    let plot = PlotWish(takenFrom: &left.options)
    let source =
      plot.map { plotted($0, path, files, log: &log) } ?? files.readInput(path, log: &log)
    if log.hasErrors { return .problem(stale(log)) }
    guard let source, var job = try job(left, source, files) else {
      return .problem(.unknown(["its record asks for what this version does not know"]))
    }
    job.wishes = plot?.options ?? []
    var times: PhaseTimes?
    let made = job.outputs(text: text, times: &times, log: &log)
    guard !log.hasErrors else { return .problem(stale(plot == nil ? log : log.without(source))) }
    return .files(made, falseClaims: log.entries.filter(\.isFalseClaim).map(line))
  }

  /// What is to be said of a file that cannot be made.
  private func stale(_ log: DiagnosticLog) -> FileState {
    let first = log.entries.first { $0.severity == .error }
    return .stale(["it cannot be made again: " + (first.map(line) ?? "")])
  }

  /// The spec that `plot` made for a file of data; nil after an error, which is in the log.
  private func plotted(
    _ wish: PlotWish, _ path: String, _ files: SourceFiles, log: inout DiagnosticLog
  ) -> SourceText? {
    DataLoader(files: files).load(FilePath.resolved(path) ?? path, log: &log).map {
      PlotSpec.source(wish, data: path, table: $0)
    }
  }

  /// A problem in one line.
  private func line(_ problem: Diagnostic) -> String {
    let text = problem.text(.short).split(separator: "\n").first.map(String.init) ?? ""
    return text.replacing(": warning: ", with: ": ")
  }

  /// The job that makes what is wished for; nil if it cannot be understood.
  private func job(
    _ wish: Wish, _ source: SourceText, _ files: SourceFiles
  ) throws -> RenderJob? {
    var common = common
    var arguments: [String] = []
    var date: String?
    for option in wish.options {
      switch option.name {
      case "lenient": common.lenient = true
      case "date": date = option.value
      default: arguments += ["--" + option.name, option.value]
      }
    }
    guard let picture = try? PictureOptions.parse(arguments) else { return nil }
    var job = RenderJob(
      source: source, name: source.name, files: files, output: "again/", formats: nil,
      picture: picture, common: common)
    job.date = date
    // A figure is fresh whatever the text around it says.
    job.falseClaims = .warning
    job.parameters = wish.parameters.map { ParameterWish(name: $0.name, text: $0.value) }
    if let shape = wish.shape {
      guard let format = ReportFormat(name: shape) else { return nil }
      job.shapes = [format]
      job.writesFigures = wish.isFigure
    } else {
      job = job.writing([.png, .pdf, .svg])
    }
    return job
  }
}
