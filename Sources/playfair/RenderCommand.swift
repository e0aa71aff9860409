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
      An output is named after its input: grain.vl.yaml becomes grain.png. A document becomes a \
      PDF, with its figures beside it in a folder of the same name.
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

  @Flag(help: "Print each file that was written, with its size, and how long it took.")
  var summary = false

  @OptionGroup var picture: PictureOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !input.isEmpty else { throw ValidationError("an input is missing") }
    let isFile = output.map { !OutputName.isFolder($0) } ?? false
    if input.count > 1, isFile { throw ValidationError("several inputs need a folder as output") }
    if picture.hasSize, let document = input.first(where: Input.isDocument) {
      throw ValidationError(
        "--width and --height are for charts; in '\(document)' each figure says its own")
    }
    for path in input { try OutputName.validate(output, for: path, formats: format?.formats) }
    if summary, output == "-" {
      throw ValidationError("--summary would mix with what '-o -' sends to standard output")
    }
  }

  func run() throws {
    let start = ContinuousClock.now
    let tasks = try input.map { InputTask(path: $0, files: try common.files(for: $0)) }
    let outcomes = render(tasks)
    let outputs = outcomes.filter { !$0.log.hasErrors }.flatMap(\.files)
    try OutputFile.checkNames(outputs)
    common.tell(outcomes.map(\.log))
    let unchanged = try OutputFile.writeAll(outputs, common)
    if summary {
      let duration = ContinuousClock.now - start
      StandardOutput.write(
        RenderSummary(files: outputs, unchanged: unchanged, duration: duration).text)
    }
    if outcomes.contains(where: \.log.hasErrors) { throw ExitCode(1) }
  }

  /// Renders all inputs, each on its own: one with errors does not keep the others from being made.
  private func render(_ tasks: [InputTask]) -> [InputOutcome] {
    let (output, formats, picture, common) = (output, format?.formats, picture, common)
    let fonts = common.fonts
    let threads = tasks.count == 1 ? Workers.count : 1
    // Each input has an engine of its own, so that what one lacks is not told of another.
    return Workers.run(tasks, tool: {}) { task, _ in
      var outcome = InputOutcome()
      guard let source = Input.read(task.path, files: task.files, log: &outcome.log) else {
        return outcome
      }
      let job = RenderJob(
        source: source, name: task.path, files: task.files, output: output, formats: formats,
        picture: picture, common: common, threads: threads)
      outcome.files = job.outputs(text: TextEngine(fonts: fonts), log: &outcome.log)
      return outcome
    }
  }
}

/// An input to be rendered, and where files may be read for it.
private struct InputTask: Sendable {
  var path: String
  var files: SourceFiles
}

/// What became of an input.
private struct InputOutcome: Sendable {
  var files: [OutputFile] = []
  var log = DiagnosticLog()
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

/// An input as it was named on the command line.
enum Input {
  static func read(_ path: String, files: SourceFiles, log: inout DiagnosticLog) -> SourceText? {
    guard path == "-" else { return files.readInput(path, log: &log) }
    let text = SourceText(name: "standard input", bytes: StandardInput.read())
    if let offset = text.firstInvalidByte {
      log.add(.notUTF8(in: text, at: offset))
      return nil
    }
    return text
  }

  /// Whether a file is a document by its ending.
  static func isDocument(_ path: String) -> Bool {
    [".md", ".qmd", ".markdown"].contains { path.lowercased().hasSuffix($0) }
  }

  /// Whether an input is a document: by its ending, or, from standard input, by its text.
  ///
  /// A spec is an object in JSON or YAML, so that its first line is a brace or a key; a document
  /// has front matter between dashes, or begins with something else.
  static func isDocument(_ path: String, _ source: SourceText) -> Bool {
    guard path == "-" else { return isDocument(path) }
    let lines = source.text(0..<source.bytes.count).split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("# ") }
    guard let first = lines.first else { return true }
    if first.hasPrefix("---") {
      return lines.dropFirst().contains { $0.hasPrefix("---") || $0.hasPrefix("...") }
    }
    let isKey = first.prefixMatch(of: /[\w$"'-]+\s*:/) != nil
    return !(first.hasPrefix("{") || isKey)
  }
}

/// The names of outputs.
enum OutputName {
  /// Whether an output path names a folder.
  static func isFolder(_ path: String) -> Bool {
    path.hasSuffix("/") || FilePath.kind(of: path) == .directory
  }

  /// The path of an output.
  static func path(input: String, output: String?, format: OutputFormat) -> String {
    guard let output else { return stem(input) + "." + format.rawValue }
    guard isFolder(output) else { return output }
    let folder = output.hasSuffix("/") ? String(output.dropLast()) : output
    return (folder.isEmpty ? "" : folder) + "/" + stem(input) + "." + format.rawValue
  }

  /// Throws if an output path cannot hold what an input becomes.
  static func validate(_ output: String?, for input: String, formats: [OutputFormat]?) throws {
    guard let output, !isFolder(output) else { return }
    if Input.isDocument(input) {
      guard output == "-" || format(of: output) == .pdf else {
        throw ValidationError("a document becomes a PDF, whose name ends in .pdf: '\(output)'")
      }
    } else if let formats {
      if formats.count > 1 { throw ValidationError("several formats need a folder as output") }
    } else if output != "-", format(of: output) == nil {
      let known = OutputFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
      throw ValidationError(
        "the ending of '\(output)' names no format; known are \(known), or say it with --format")
    }
  }

  /// The format that an output path's ending names.
  static func format(of path: String?) -> OutputFormat? {
    guard let path, let dot = path.lastIndex(of: ".") else { return nil }
    return OutputFormat(rawValue: String(path[path.index(after: dot)...]).lowercased())
  }

  /// The name of an input without its folder and its endings: `grain` for `charts/grain.vl.yaml`.
  static func stem(_ input: String) -> String {
    if input == "-" { return "output" }
    var name = FilePath.name(of: input)
    let endings = [".json", ".yaml", ".yml", ".md", ".qmd", ".markdown"]
    for ending in endings where name.hasSuffix(ending) {
      name = String(name.dropLast(ending.count))
    }
    return name.hasSuffix(".vl") ? String(name.dropLast(3)) : name
  }
}
