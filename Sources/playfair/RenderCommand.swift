import ArgumentParser
import Canvas
import Charting
import Diagnostics
import Notation
import Reports
import Tables

/// `playfair render`: charts to pictures, documents to pages.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draws a chart, or sets a Markdown document with its charts.",
    discussion: """
      INPUT is a Vega-Lite spec (.json, .yaml) or a document (.md); '-' is standard input.
      An output is named after its input: grain.vl.yaml becomes grain.png. A document becomes \
      notes.pdf in the shape that it names first (a briefing by default), notes-slides.pdf and so \
      on in others, and its figures stand beside in a folder of the same name.
      """)

  @Argument(help: "Charts or documents; '-' is standard input.")
  var input: [String]

  @Option(
    name: .shortAndLong,
    help: "A file, a folder (ending in '/' or there already), or '-' for standard output.")
  var output: String?

  @Option(
    name: .shortAndLong, help: "png, pdf, svg, json (plain numbers) or scene; several with commas.")
  var format: FormatList?

  @Option(
    name: [.customShort("t"), .customLong("to")],
    help: """
      Shapes of a document: briefing, article, slides, handout, html or figures; several with \
      commas. Default: those of its front matter, and its figures.
      """)
  var shapes: ShapeList?

  @Option(
    name: [.customShort("P"), .customLong("parameter")],
    help: ArgumentHelp(
      "The value of a parameter that a document declares under 'params'; may be given again.",
      valueName: "name=value"), transform: { try ParameterWish(argument: $0) })
  var parameters: [ParameterWish] = []

  @Option(
    name: .shortAndLong,
    help: "On how many threads to work. Default: one a processor; the files are the same.")
  var jobs: Int?

  @Flag(help: "Print each file that was written, with its size, and how long it took.")
  var summary = false

  @Flag(help: "Print how much of the processor's time each step of a document took.")
  var timings = false

  @OptionGroup var picture: PictureOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !input.isEmpty else { throw ValidationError("an input is missing") }
    guard input.count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("standard input, '-', can be read only once")
    }
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs takes a number of threads from 1 to 256")
    }
    let isFile = output.map { !OutputName.isFolder($0) } ?? false
    if input.count > 1, isFile { throw ValidationError("several inputs need a folder as output") }
    if picture.hasSize, let document = input.first(where: Input.isDocument) {
      throw ValidationError(
        "--width and --height are for charts; in '\(document)' each figure says its own")
    }
    if !parameters.isEmpty, let chart = input.first(where: { $0 != "-" && !Input.isDocument($0) }) {
      throw ValidationError("-P is for documents; '\(chart)' is a chart")
    }
    for path in input {
      try OutputName.validate(
        output, for: path, formats: format?.formats, shapes: shapes?.formats)
    }
    if summary || timings, output == "-" {
      throw ValidationError(
        "--\(summary ? "summary" : "timings") would mix with what '-o -' sends to standard output")
    }
  }

  func run() throws {
    let start = ContinuousClock.now
    let tasks = try input.map { InputTask(path: $0, files: try common.files(for: $0)) }
    let outcomes = render(tasks)
    let outputs = outcomes.filter { !$0.log.hasErrors }.flatMap(\.files)
    try OutputFile.checkNames(outputs)
    try OutputFile.check(outputs, areNotAmong: Set(tasks.flatMap(\.identities)))
    let result = OutputWriter.write(outputs)
    common.tell(outcomes.map(\.log), result.failure)
    if result.failure == nil, summary,
      !outputs.isEmpty || !outcomes.contains(where: \.log.hasErrors)
    {
      let duration = ContinuousClock.now - start
      let text = RenderSummary(
        files: outputs, unchanged: result.unchanged, duration: duration
      ).text
      try common.print(text, rest: "the files were written")
    }
    if timings { try common.print(RunTimes.text(of: outcomes.compactMap(\.times))) }
    if result.failure != nil || outcomes.contains(where: \.log.hasErrors) { throw ExitCode(1) }
  }

  /// Renders all inputs, each on its own: one with errors does not keep the others from being made.
  private func render(_ tasks: [InputTask]) -> [InputOutcome] {
    let (output, formats, picture, common) = (output, format?.formats, picture, common)
    let (shapes, parameters) = (shapes?.formats ?? [], parameters)
    let fonts = common.fonts
    let jobs = jobs ?? Workers.count
    let threads = tasks.count == 1 ? jobs : 1
    return Workers.run(tasks, threads: jobs, tool: { TextEngine(fonts: fonts) }) { task, text in
      var outcome = InputOutcome()
      // What one input lacks is not told of another.
      text.startAnew()
      guard let source = Input.read(task.path, files: task.files, log: &outcome.log) else {
        return outcome
      }
      let job = RenderJob(
        source: source, name: task.path, files: task.files, output: output, formats: formats,
        shapes: shapes, parameters: parameters, picture: picture, common: common, threads: threads)
      outcome.files = job.outputs(text: text, times: &outcome.times, log: &outcome.log)
      return outcome
    }
  }
}

/// An input to be rendered, and where files may be read for it.
private struct InputTask: Sendable {
  var path: String
  var files: SourceFiles

  /// The input, and the files that were read for it.
  var identities: [FileIdentity] {
    let input = path == "-" ? FileIdentity(descriptor: 0) : FileIdentity(path: path)
    return files.identities + (input.map { [$0] } ?? [])
  }
}

/// What became of an input.
private struct InputOutcome: Sendable {
  var files: [OutputFile] = []
  /// How long the steps of a document took; nil for a chart.
  var times: PhaseTimes?
  var log = DiagnosticLog()
}

/// Shapes on the command line, with commas between them.
struct ShapeList: ExpressibleByArgument {
  var formats: [ReportFormat]

  init?(argument: String) {
    let parts = argument.split(separator: ",").map { ReportFormat(name: String($0)) }
    guard !parts.isEmpty, parts.allSatisfy({ $0 != nil }) else { return nil }
    formats = parts.compactMap { $0 }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  static var allValueStrings: [String] { ReportFormat.names }
}

extension ParameterWish {
  /// Reads `name=value`; throws `ValidationError` if there is no equals sign.
  fileprivate init(argument: String) throws {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else {
      throw ValidationError("a parameter is written name=value, such as -P province=Anhui")
    }
    self.init(
      name: String(argument[..<sign]), text: String(argument[argument.index(after: sign)...]))
  }
}

/// Formats on the command line, with commas between them.
struct FormatList: ExpressibleByArgument {
  var formats: [OutputFormat]

  init?(argument: String) {
    let parts = argument.split(separator: ",").map { OutputFormat(rawValue: String($0)) }
    guard !parts.isEmpty, parts.allSatisfy({ $0 != nil }) else { return nil }
    formats = parts.compactMap { $0 }
  }

  static var allValueStrings: [String] { OutputFormat.allCases.map(\.rawValue) }
}
