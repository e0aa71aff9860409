import Canvas
import Charting
import Diagnostics
import Notation
import Reports
import Tables

/// One input on its way to its outputs.
struct RenderJob {
  let source: SourceText
  let name: String
  let files: SourceFiles
  let output: String?
  let formats: [OutputFormat]?
  /// The shapes of a document; empty takes its own.
  var shapes: [ReportFormat] = []
  /// The values of the document's parameters.
  var parameters: [ParameterWish] = []
  /// What else the command line asked for, as the record of a file tells it.
  var wishes: [OutputRecord.Option] = []
  /// The name of a document's files without their endings; nil makes it from the document.
  var stem: String?
  let picture: PictureOptions
  let common: CommonOptions
  /// Whether the figures of a document become files; nil leaves it to the shapes.
  var writesFigures: Bool?
  /// How bad it is that a text says something else than the data.
  var falseClaims = Diagnostic.Severity.error
  /// The date that PDF files tell, if it is not the document's.
  var date = SourceDate.text
  /// On how many threads its files are made.
  var threads = Workers.count
  /// What is kept from one input or run to the next; nil makes everything anew.
  var memory: ReportMemory?
  /// The engines for files that are made on several threads; nil opens fonts for each thread.
  var engines: EnginePool?
  /// The files that earlier runs have made.
  var known = KnownFiles()

  /// The job with other formats of pictures.
  func writing(_ formats: [OutputFormat]) -> RenderJob {
    RenderJob(
      source: source, name: name, files: files, output: output, formats: formats, shapes: shapes,
      parameters: parameters, wishes: wishes, picture: picture, common: common,
      writesFigures: writesFigures, falseClaims: falseClaims, date: date, threads: threads)
  }

  /// The files that the input becomes; empty if there were errors, which are in the log.
  func outputs(
    text: TextEngine, times: inout PhaseTimes?, log: inout DiagnosticLog
  ) -> [OutputFile] {
    var problems = DiagnosticLog()
    let files =
      Input.isDocument(name, source)
      ? report(text, times: &times, log: &problems) : chart(text, log: &problems)
    for problem in problems.entries {
      var problem = problem
      // Of several inputs one has it: that is to be seen, if no place tells it.
      if problem.place == nil { problem.file = problem.file ?? source.name }
      log.add(problem)
    }
    return files
  }

  /// What is asked for a document.
  var reportRequest: ReportRequest {
    var request = ReportRequest(
      source: source, files: files, theme: picture.theme, formats: shapes)
    request.standards = picture.pdfStandard?.standards
    (request.threads, request.falseClaims) = (threads, falseClaims)
    request.parameters = parameters
    request.preset = picture.rules
    request.memory = memory
    return request
  }

  /// A document becomes a file for each shape, with its figures in a folder of the same name.
  private func report(
    _ text: TextEngine, times: inout PhaseTimes?, log: inout DiagnosticLog
  ) -> [OutputFile] {
    let request = reportRequest
    let usual = OutputName.stem(name)
    let named =
      stem
      ?? ReportHead(of: source).fileName(usual: usual, given: parameters, log: &log)
    guard let report = renderReport(request, text: text, log: &log), let stem = named
    else { return [] }
    var phases = report.times
    let folder = OutputName.figureFolder(stem: stem, output: output)
    var drawings = report.shapes.compactMap { drawing(of: $0, stem, in: report) }
    // Who names shapes gets just those; beside a pipe or a device there is no room for a folder.
    let wantsFigures = writesFigures ?? (shapes.isEmpty || shapes.contains(.figures))
    if let preset = picture.preset, !report.shapes.contains(where: { $0.format == .figures }) {
      log.add(.presetWithoutFigures(preset))
      return []
    }
    if wantsFigures { checkFormats(report.figures.map(\.preset), [.png, .svg, .pdf], &log) }
    for figure in wantsFigures && !OutputName.isStream(output ?? "") ? report.figures : [] {
      var facts = report.options
      (facts.title, facts.outline, facts.keywords, facts.attachments) = (nil, [], [], [])
      var files = ChartFiles(picture: picture, name: figure.id, facts: facts)
      files.record = record(of: figure, in: report)
      files.facts.date = date ?? files.facts.date
      drawings += files.drawings(
        of: figure.chart, formats: formats ?? [.png, .svg, .pdf], rules: figure.preset
      ) { "\(folder)/\(figure.id).\($0.rawValue)" }
    }
    for snippet in report.shapes.flatMap(\.snippets) {
      drawings += SnippetFiles(formats: formats).drawings(of: snippet, in: folder)
    }
    let files = phases.measure("files") {
      OutputDrawing.run(
        drawings, text: text, threads: threads, known: known, engines: engines, log: &log)
    }
    times = phases
    return files
  }

  /// The file of a shape; nil if it has none of its own.
  private func drawing(
    of shape: DrawnShape, _ stem: String, in report: DrawnReport
  ) -> OutputDrawing? {
    let path = OutputName.path(
      stem: stem, output: output, shape: shape.format, isMain: shape.format == report.mainFormat)
    let record = record(of: shape, in: report)
    switch shape.content {
    case .pages(let pages, var options):
      options.date = date ?? options.date
      options.record = record.json
      let dated = options
      return OutputDrawing(path: path, record: record) { .pdf(pages, dated) }
    case .web(let page):
      return OutputDrawing(path: path, record: record) { .web(page, record: record.json) }
    case .figures: return nil
    }
  }

  /// Says where a journal takes none of the files that are written.
  private func checkFormats(
    _ presets: [FigurePreset?], _ usual: [OutputFormat], _ log: inout DiagnosticLog
  ) {
    let written = (formats ?? usual).map(\.rawValue)
    for preset in presets.compactMap({ $0 })
    where !preset.formats.isEmpty && !preset.formats.contains(where: written.contains) {
      log.add(.presetFormat(preset))
    }
  }

  /// The chart of a spec; nil if there were errors, which are in the log.
  func drawnChart(
    _ text: TextEngine, isFlat: Bool = false, log: inout DiagnosticLog
  ) -> DrawnChart? {
    guard let node = NotationReader.read(source, log: &log) else { return nil }
    let loader = DataLoader(files: files, sharing: memory?.tables)
    memory?.tables = loader
    var request = ChartRequest(
      spec: node, files: files, loader: loader, width: picture.width?.points,
      height: picture.height?.points, isLenient: common.lenient)
    if let theme = picture.theme {
      guard let look = ChartLook(theme: theme, files: files, log: &log) else { return nil }
      request.theme = look.theme
      request.configs = look.configs
    }
    request.wantsFlatForm = isFlat
    request.preset = picture.rules
    return drawClaimedChart(request, falseClaims: falseClaims, text: text, log: &log)
  }

  private func chart(_ text: TextEngine, log: inout DiagnosticLog) -> [OutputFile] {
    if let problem = OutputName.contradiction(output, formats) {
      log.add(.error("output", problem))
      return []
    }
    let asked = formats ?? [OutputName.format(of: output) ?? .png]
    let isFlat = asked.contains(.json)
    guard let drawn = drawnChart(text, isFlat: isFlat, log: &log) else { return [] }
    for problem in text.missing.diagnostics { log.add(problem) }
    checkFormats([picture.rules], asked, &log)
    var chartFiles = ChartFiles(
      picture: picture, name: OutputName.stem(name),
      facts: PDFOptions(standards: picture.pdfStandard?.standards ?? PDFStandard.usual))
    chartFiles.record = record(of: drawn)
    chartFiles.facts.date = date
    if asked.contains(.pdf), chartFiles.lacksData(of: drawn) {
      log.add(.longPlottedTable(name, rows: drawn.plotted.rowCount, at: nil))
    }
    let drawings = chartFiles.drawings(
      of: drawn, formats: asked, rules: picture.rules
    ) { OutputName.path(input: name, output: output, format: $0) }
    return OutputDrawing.run(
      drawings, text: text, threads: threads, known: known, engines: engines, log: &log)
  }
}

/// The pieces of LaTeX and Markdown that take a figure into a paper.
struct SnippetFiles {
  /// The formats in which pictures are written; nil for the usual ones.
  let formats: [OutputFormat]?

  /// One file for LaTeX, one for Markdown; none where no picture is written that they could name.
  func drawings(of snippet: FigureSnippet, in folder: String) -> [OutputDrawing] {
    let latex = ending(among: [.pdf, .png]).map { snippet.latex(ending: $0) }
    let markdown = ending(among: [.png, .svg, .pdf]).map { snippet.markdown(ending: $0) }
    return [("tex", latex), ("md", markdown)].compactMap { ending, text in
      text.map { text in
        OutputDrawing(path: "\(folder)/\(snippet.id).\(ending)") { .bytes(Array(text.utf8)) }
      }
    }
  }

  private func ending(among wanted: [OutputFormat]) -> String? {
    wanted.first { formats?.contains($0) ?? true }?.rawValue
  }
}

extension DrawnShape {
  /// The snippets of its figures, if it is nothing but these.
  fileprivate var snippets: [FigureSnippet] {
    if case .figures(let snippets, _) = content { snippets } else { [] }
  }
}

/// The files of one drawn chart.
struct ChartFiles {
  let picture: PictureOptions
  /// What the data are called that are attached.
  let name: String
  /// What a PDF file says of itself: authors, date, standards.
  var facts: PDFOptions
  /// How they were made; nil writes no record.
  var record: OutputRecord?

  /// One file for each format.
  func drawings(
    of chart: DrawnChart, formats: [OutputFormat], rules: FigurePreset? = nil,
    path: (OutputFormat) -> String
  ) -> [OutputDrawing] {
    formats.enumerated().map { index, format in
      var options = PNGOptions(
        scale: picture.scale, ppi: picture.ppi(rules),
        // A picture without a ground would be dark on dark in half of all viewers.
        ground: .white)
      var (record, facts) = (record, facts)
      record?.format = format.rawValue
      facts.record = record?.json
      options.record = facts.record
      let (name, made, pixels) = (name, facts, options)
      // What is true of all files of a chart is told once.
      let check = index == 0 ? rules.map { PresetCheck(chart.scene, $0) } : nil
      let note = check.map { "\($0.preset.name): \($0.summary)" }
      return OutputDrawing(path: path(format), note: note, record: record) {
        switch format {
        case .png: .png(chart.scene, pixels)
        case .pdf: ChartFiles.pdf(of: chart, named: name, made)
        case .svg: .svg(chart.scene, record: made.record)
        case .json: .bytes(Array((chart.flatForm ?? "").utf8))
        case .scene: .bytes(Array(chart.scene.text.utf8))
        }
      }
    }
  }

  /// Whether the data of a chart are too many to be attached to its file, though they should be.
  func lacksData(of chart: DrawnChart) -> Bool {
    facts.standards.contains(.a3a) && chart.plotted.rowCount > PlottedData.attachedRows
  }

  private static func pdf(
    of chart: DrawnChart, named name: String, _ facts: PDFOptions
  ) -> Encoding {
    var options = facts
    options.subject = chart.scene.description
    if options.standards.contains(.a3a) {
      options.attachments = chart.plotted.attachments(
        named: name, description: chart.scene.title, figure: PDFAttachment.wholePage)
    }
    return .pdf([PDFPage(chart.scene)], options)
  }
}

extension Diagnostic {
  static func presetWithoutFigures(_ name: String) -> Diagnostic {
    .error(
      "preset", "the preset '\(name)' has no figures to be drawn",
      why: "on pages figures have the width of the text; a journal takes them in files",
      hint: "add '-t figures', which writes them with a piece of LaTeX and of Markdown each")
  }

  static func presetFormat(_ preset: FigurePreset) -> Diagnostic {
    let own = preset.formats.filter { OutputFormat(rawValue: $0) != nil }
    let taken = Suggestion.list(preset.formats.map { $0.uppercased() })
    return .warning(
      "preset-format", "no file that is written is taken by \(preset.journal)",
      why: "it takes \(taken) (\(preset.address), read \(preset.read))",
      hint: own.isEmpty
        ? "make one of the PDF, with another program" : "ask for '-f \(own[0])'")
  }
}
