import ArgumentParser
import Canvas
import Charting
import Diagnostics
import Notation
import Reports
import Tables

/// `playfair plot`: a chart from a data file without writing a spec.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draws a chart from a data file without writing a spec.",
    discussion: """
      A column may be followed by its type: year:Y, price:Q, date:T, country:N, size:O; \
      mean(price):Q aggregates. Without a type the data decide, and a column called 'year' that \
      holds whole numbers is a year. --spec prints the Vega-Lite spec, to be kept and edited.

        playfair plot line grain.csv --x year --y output --color series -o grain.png
        playfair plot band rates.csv --x year --y low --y2 high -o rates.pdf
      """)

  @Argument(help: "line, bar or band.")
  var kind: PlotKind

  @Argument(help: ArgumentHelp("A CSV, TSV or JSON file.", valueName: "data"))
  var data: String

  @Option(help: ArgumentHelp("The column along x.", valueName: "column"))
  var x: String

  @Option(help: ArgumentHelp("The column along y; the lower bound of a band.", valueName: "column"))
  var y: String

  @Option(help: ArgumentHelp("The upper bound of a band.", valueName: "column"))
  var y2: String?

  @Option(help: ArgumentHelp("The column that tells series apart.", valueName: "column"))
  var color: String?

  @Option(help: "The headline.")
  var title: String?

  @Option(help: "The line under it: measure, unit, place, period.")
  var subtitle: String?

  @Option(name: .shortAndLong, help: "The file to write. Default: named after the data.")
  var output: String?

  @Option(
    name: .shortAndLong, help: "png, pdf, svg, json (plain numbers) or scene; several with commas.")
  var format: FormatList?

  @Flag(help: "Print the spec instead of drawing it.")
  var spec = false

  @OptionGroup var picture: PictureOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if kind == .band, y2 == nil { throw ValidationError("a band needs --y and --y2") }
    if kind != .band, y2 != nil { throw ValidationError("--y2 belongs to a band") }
    if !spec { try OutputName.validate(output, for: "", formats: format?.formats, shapes: nil) }
  }

  private var wish: PlotWish {
    PlotWish(kind: kind, x: x, y: y, y2: y2, color: color, title: title, subtitle: subtitle)
  }

  func run() throws {
    let stop = StopSwitch()
    var log = DiagnosticLog()
    let files = try common.files(for: data)
    let loader = DataLoader(files: files)
    guard let table = loader.load(data, log: &log), !log.hasErrors else {
      try common.report(log)
      return
    }
    if spec {
      try common.report(log)
      let spec = PlotSpec(wish: wish, data: data, table: table)
      return try common.print(spec.json.text(indented: true) + "\n")
    }
    let source = PlotSpec.source(wish, data: data, table: table)
    var problems = DiagnosticLog()
    var job = RenderJob(
      source: source, name: data, files: files, output: output, formats: format?.formats,
      picture: picture, common: common)
    job.wishes = wish.options
    var times: PhaseTimes?
    let outputs = job.outputs(
      text: TextEngine(fonts: common.fonts), times: &times, log: &problems)
    log.add(contentsOf: problems.without(source))
    try OutputFile.check(outputs, areNotAmong: Set(files.identities))
    try common.finish(log, writing: outputs, stop: stop)
  }
}
