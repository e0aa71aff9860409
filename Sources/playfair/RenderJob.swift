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

  /// The files that the input becomes; empty if there were errors, which are in the log.
  func outputs(log: inout DiagnosticLog) -> [OutputFile] {
    Input.isDocument(name) ? report(log: &log) : chart(log: &log)
  }

  /// A document becomes a PDF file, with its figures in a folder of the same name beside it.
  private func report(log: inout DiagnosticLog) -> [OutputFile] {
    let text = TextEngine(fonts: common.fonts)
    let request = ReportRequest(source: source, files: files, theme: picture.theme)
    guard let report = renderReport(request, text: text, log: &log) else { return [] }
    let path = OutputName.path(input: name, output: output, format: .pdf)
    var outputs: [OutputFile] = []
    do {
      let bytes = try PDFOutput.bytes(of: report.pages, options: report.options)
      outputs.append(OutputFile(path: path, bytes: bytes))
    } catch {
      log.add(.error("output", "\(path) cannot be made: \(error)"))
    }
    let folder = path.hasSuffix(".pdf") ? String(path.dropLast(4)) : path + ".figures"
    for figure in report.figures {
      outputs += ChartFiles(picture: picture, text: text).files(
        figure.chart, formats: formats ?? [.png, .svg, .pdf], log: &log
      ) { "\(folder)/\(figure.id).\($0.rawValue)" }
    }
    return outputs
  }

  private func chart(log: inout DiagnosticLog) -> [OutputFile] {
    guard let node = NotationReader.read(source, log: &log) else { return [] }
    let request = ChartRequest(
      spec: node, files: files, loader: DataLoader(files: files), width: picture.width?.points,
      height: picture.height?.points, theme: picture.theme, isLenient: common.lenient)
    let text = TextEngine(fonts: common.fonts)
    guard let drawn = drawChart(request, text: text, log: &log) else { return [] }
    for problem in text.missing.diagnostics { log.add(problem) }
    return ChartFiles(picture: picture, text: text).files(
      drawn, formats: formats ?? [OutputName.format(of: output) ?? .png], log: &log
    ) { OutputName.path(input: name, output: output, format: $0) }
  }
}

/// The files of one drawn chart.
struct ChartFiles {
  let picture: PictureOptions
  let text: TextEngine

  /// One file for each format.
  func files(
    _ chart: DrawnChart, formats: [OutputFormat], log: inout DiagnosticLog,
    path: (OutputFormat) -> String
  ) -> [OutputFile] {
    formats.compactMap { format in
      do {
        return OutputFile(path: path(format), bytes: try bytes(chart, format))
      } catch {
        log.add(.error("output", "\(path(format)) cannot be made: \(error)"))
        return nil
      }
    }
  }

  private func bytes(_ chart: DrawnChart, _ format: OutputFormat) throws -> [UInt8] {
    let scene = chart.scene
    switch format {
    case .png:
      let options = PNGOptions(
        scale: picture.scale, ppi: picture.ppi,
        texts: [
          .init("Title", scene.title), .init("Description", scene.description),
          .init("Software", "Playfair"),
        ])
      return try PNGOutput.bytes(of: scene, options: options)
    case .pdf:
      let options = PDFOptions(title: scene.title, subject: scene.description)
      return try PDFOutput.bytes(of: [PDFPage(scene)], options: options)
    case .svg: return Array(SVGOutput.text(of: scene).utf8)
    case .scene: return Array(scene.text.utf8)
    }
  }
}
