import ArgumentParser
import Reports

/// What `render` takes, and `watch` too: the inputs, and how they are rendered.
struct RenderOptions: ParsableArguments {
  @Argument(help: "Charts or documents, folders or patterns of them; '-' is standard input.")
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

  @OptionGroup var given: ParameterOptions

  @Option(
    name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
    help: "On how many threads to work. Default: one a processor; the files are the same.")
  var jobs: Int?

  @Flag(help: "Print each file that was written, with its size, and how long it took.")
  var summary = false

  @Flag(help: "Print how much of the processor's time each step of a document took.")
  var timings = false

  @OptionGroup var many: ManyOptions
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
    let inputs = inputs.entries.map(\.path)
    let isFile = output.map { !OutputName.isFolder($0) } ?? false
    if inputs.count > 1, isFile { throw ValidationError("several inputs need a folder as output") }
    if picture.hasSize, let document = inputs.first(where: Input.isDocument) {
      throw ValidationError(
        "--width and --height are for charts; in '\(document)' each figure says its own")
    }
    if !given.parameters.isEmpty,
      let chart = inputs.first(where: { $0 != "-" && !Input.isDocument($0) })
    {
      throw ValidationError("-P is for documents; '\(chart)' is a chart")
    }
    if many.rows != nil { try validateForEach(inputs) }
    for path in inputs {
      try OutputName.validate(
        output, for: path, formats: format?.formats, shapes: shapes?.formats)
    }
    if summary || timings, output == "-" {
      throw ValidationError(
        "--\(summary ? "summary" : "timings") would mix with what '-o -' sends to standard output")
    }
  }

  /// The inputs; of folders and patterns those kinds that the options are for.
  var inputs: InputList {
    let isForDocuments = shapes != nil || !given.parameters.isEmpty || many.rows != nil
    return InputList(
      input, kind: isForDocuments ? .documents : picture.hasSize ? .charts : .all, output: output)
  }

  private func validateForEach(_ inputs: [String]) throws {
    guard inputs.count == 1, Input.isDocument(inputs[0]) else {
      throw ValidationError("--for-each sets one document, in a file that ends in .md or .qmd")
    }
    if let output, !OutputName.isFolder(output) {
      throw ValidationError(
        "--for-each needs a folder as output, such as '-o \(output.prefix { $0 != "." })/'")
    }
  }
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
