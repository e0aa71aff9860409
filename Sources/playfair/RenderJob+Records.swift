import Canvas
import Charting
import Diagnostics
import Reports

// What the files of a run say of how they were made.
extension RenderJob {
  /// The record of a chart that is an input itself.
  func record(of chart: DrawnChart) -> OutputRecord {
    var record = emptyRecord("png")
    if let trace = chart.trace {
      record.add(trace, sources: chart.sourceKeys, in: files, memory: memory)
    }
    return record
  }

  /// The record of a figure of a document; nil for what is neither a chart nor a picture.
  func record(of figure: ReportFigure, in report: DrawnReport) -> OutputRecord? {
    var record = emptyRecord("png")
    record.figure = figure.id
    record.shape = figure.shape.rawValue
    if let trace = figure.chart.trace {
      record.add(trace, sources: figure.chart.sourceKeys, in: files, memory: memory)
    } else if let picture = figure.picture {
      record.files = [picture]
    } else {
      return nil
    }
    record.parameters = report.parameters.map { .init($0.name, $0.text) }
    return record
  }

  /// The record of a shape of a document.
  func record(of shape: DrawnShape, in report: DrawnReport) -> OutputRecord {
    var record = emptyRecord(shape.format == .html ? "html" : "pdf")
    record.shape = shape.format.rawValue
    record.add(shape.trace, in: files, memory: memory)
    record.parameters = report.parameters.map { .init($0.name, $0.text) }
    return record
  }

  private func emptyRecord(_ format: String) -> OutputRecord {
    let input = name == "-" ? source.name : files.nameBelowRoot(name)
    var record = OutputRecord(version: Playfair.version, input: input, format: format)
    record.options = options
    return record
  }

  /// What the command line asked for, as far as it changes a file.
  private var options: [OutputRecord.Option] {
    var options = wishes
    func add(_ name: String, _ value: String?) {
      if let value { options.append(.init(name, value)) }
    }
    add("theme", picture.theme)
    add("preset", picture.preset)
    add("width", picture.width?.text)
    add("height", picture.height?.text)
    add("ppi", picture.askedPPI.map { "\($0)" })
    if picture.scale != 1 { add("scale", "\(picture.scale)") }
    add("pdf-standard", picture.pdfStandard.map { $0.text })
    if common.lenient { add("lenient", "true") }
    add("date", date)
    return options
  }
}
