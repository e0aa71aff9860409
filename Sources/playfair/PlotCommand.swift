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

  func run() throws {
    var log = DiagnosticLog()
    let files = try common.files(for: data)
    let loader = DataLoader(files: files)
    guard let table = loader.load(data, log: &log), !log.hasErrors else {
      try common.report(log)
      return
    }
    let built = PlotSpec(command: self, table: table).json
    if spec {
      try common.report(log)
      return try common.print(built.text(indented: true) + "\n")
    }
    let source = SourceText(name: data, text: built.text())
    var problems = DiagnosticLog()
    let job = RenderJob(
      source: source, name: data, files: files, output: output, formats: format?.formats,
      picture: picture, common: common)
    var times: PhaseTimes?
    let outputs = job.outputs(
      text: TextEngine(fonts: common.fonts), times: &times, log: &problems)
    // The spec was not written by anybody, so that its places would mislead.
    for entry in problems.entries {
      var entry = entry
      if entry.place?.source === source { entry.place = nil }
      log.add(entry)
    }
    try OutputFile.check(outputs, areNotAmong: Set(files.identities))
    try common.finish(log, writing: outputs)
  }
}

/// The kinds of chart that `plot` draws.
enum PlotKind: String, CaseIterable, ExpressibleByArgument { case line, bar, band }

/// The spec of a `plot` command.
struct PlotSpec {
  let command: PlotCommand
  let table: Table

  var json: JSONText {
    var members: [(String, JSONText)] = [
      ("$schema", .string("https://vega.github.io/schema/vega-lite/v6.json"))
    ]
    if let title = title { members.append(("title", title)) }
    members.append(("data", .object([("url", .string(command.data))])))
    members.append(("mark", mark))
    members.append(("encoding", .object(encoding)))
    return .object(members)
  }

  private var title: JSONText? {
    var parts: [(String, JSONText)] = []
    if let title = command.title { parts.append(("text", .string(title))) }
    if let subtitle = command.subtitle { parts.append(("subtitle", .string(subtitle))) }
    return parts.isEmpty ? nil : .object(parts)
  }

  private var mark: JSONText {
    switch command.kind {
    case .line: .string("line")
    case .bar: .string("bar")
    case .band: .string("errorband")
    }
  }

  private var encoding: [(String, JSONText)] {
    var channels = [
      ("x", channel(command.x, isBarSide: command.kind == .bar)),
      // Lines and bands show numbers along y, and so do bars unless they lie.
      (
        "y",
        channel(
          command.y, isBarSide: command.kind == .bar && isNumber(command.x),
          isMeasure: command.kind != .bar || !isNumber(command.x))
      ),
    ]
    if let y2 = command.y2 { channels.append(("y2", .object([("field", .string(y2))]))) }
    if let color = command.color { channels.append(("color", channel(color, isSeries: true))) }
    return channels
  }

  /// A column with its type: as asked in the shorthand, else by the data.
  private func channel(
    _ text: String, isBarSide: Bool = false, isMeasure: Bool = false, isSeries: Bool = false
  ) -> JSONText {
    if table[text] == nil, text.contains(":") || text.contains("(") { return .string(text) }
    let type = isSeries ? "nominal" : isMeasure ? "quantitative" : type(of: text, isBarSide)
    return .object([("field", .string(text)), ("type", .string(type))])
  }

  private func type(of name: String, _ isBarSide: Bool) -> String {
    guard let column = table[name] else { return "quantitative" }
    if isYear(column) { return isBarSide ? "ordinal" : "year" }
    switch column.cells {
    case .numbers: return "quantitative"
    case .dates: return "temporal"
    case .texts, .bools, .values: return "nominal"
    }
  }

  private func isNumber(_ name: String) -> Bool {
    guard let column = table[name], !isYear(column) else { return false }
    if case .numbers = column.cells { return true }
    return false
  }

  private func isYear(_ column: Column) -> Bool {
    if column.field?.kind == .year { return true }
    guard column.name.lowercased() == "year", case .numbers(let cells) = column.cells else {
      return false
    }
    return cells.allSatisfy { Column.isMissing($0) || $0 == $0.rounded() }
  }
}
