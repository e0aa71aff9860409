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
  let picture: PictureOptions
  let common: CommonOptions
  /// On how many threads its files are made.
  var threads = Workers.count

  /// The files that the input becomes; empty if there were errors, which are in the log.
  func outputs(text: TextEngine, log: inout DiagnosticLog) -> [OutputFile] {
    var problems = DiagnosticLog()
    let files =
      Input.isDocument(name, source) ? report(text, log: &problems) : chart(text, log: &problems)
    for problem in problems.entries {
      var problem = problem
      // Of several inputs one has it: that is to be seen, if no place tells it.
      if problem.place == nil { problem.file = problem.file ?? source.name }
      log.add(problem)
    }
    return files
  }

  /// A document becomes a PDF file, with its figures in a folder of the same name beside it.
  private func report(_ text: TextEngine, log: inout DiagnosticLog) -> [OutputFile] {
    let request = ReportRequest(source: source, files: files, theme: picture.theme)
    guard let report = renderReport(request, text: text, log: &log) else { return [] }
    let path = OutputName.path(input: name, output: output, format: .pdf)
    let folder = path.hasSuffix(".pdf") ? String(path.dropLast(4)) : path + ".figures"
    var drawings = [
      OutputDrawing(path: path) { text in
        try PDFOutput.bytes(of: report.pages, options: report.options, text: text)
      }
    ]
    // Beside a pipe or a device there is no room for a folder.
    for figure in OutputName.isStream(path) ? [] : report.figures {
      drawings += ChartFiles(picture: picture).drawings(
        of: figure.chart, formats: formats ?? [.png, .svg, .pdf]
      ) { "\(folder)/\(figure.id).\($0.rawValue)" }
    }
    return OutputDrawing.run(drawings, text: text, threads: threads, log: &log)
  }

  private func chart(_ text: TextEngine, log: inout DiagnosticLog) -> [OutputFile] {
    guard let node = NotationReader.read(source, log: &log) else { return [] }
    if let problem = OutputName.contradiction(output, formats) {
      log.add(.error("output", problem))
      return []
    }
    let asked = formats ?? [OutputName.format(of: output) ?? .png]
    var request = ChartRequest(
      spec: node, files: files, loader: DataLoader(files: files), width: picture.width?.points,
      height: picture.height?.points, theme: picture.theme, isLenient: common.lenient)
    request.wantsFlatForm = asked.contains(.json)
    guard let drawn = drawChart(request, text: text, log: &log) else { return [] }
    for problem in text.missing.diagnostics { log.add(problem) }
    let drawings = ChartFiles(picture: picture).drawings(
      of: drawn, formats: asked
    ) { OutputName.path(input: name, output: output, format: $0) }
    return OutputDrawing.run(drawings, text: text, threads: threads, log: &log)
  }
}

/// The files of one drawn chart.
struct ChartFiles {
  let picture: PictureOptions

  /// One file for each format.
  func drawings(
    of chart: DrawnChart, formats: [OutputFormat], path: (OutputFormat) -> String
  ) -> [OutputDrawing] {
    formats.map { format in
      let scale = picture.scale
      let ppi = picture.ppi
      return OutputDrawing(path: path(format)) { text in
        try ChartFiles.bytes(of: chart, format, scale: scale, ppi: ppi, text: text)
      }
    }
  }

  private static func bytes(
    of chart: DrawnChart, _ format: OutputFormat, scale: Double, ppi: Double, text: TextEngine
  ) throws -> [UInt8] {
    let scene = chart.scene
    switch format {
    case .png:
      let options = PNGOptions(
        scale: scale, ppi: ppi,
        // A picture without a ground would be dark on dark in half of all viewers.
        ground: .white)
      return try PNGOutput.bytes(of: scene, options: options, text: text)
    case .pdf:
      let options = PDFOptions(title: scene.title, subject: scene.description)
      return try PDFOutput.bytes(of: [PDFPage(scene)], options: options, text: text)
    case .svg: return Array(SVGOutput.text(of: scene).utf8)
    case .json: return Array((chart.flatForm ?? "").utf8)
    case .scene: return Array(scene.text.utf8)
    }
  }
}
