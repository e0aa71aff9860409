import Canvas
import Diagnostics
import Notation
import Tables

/// A chart to be drawn: a spec and what the place where it will stand asks of it.
public struct ChartRequest {
  /// The Vega-Lite spec, as read from JSON or YAML.
  public var spec: Node
  /// The spec as its texts are shown, where these are not what was written; nil if they are.
  public var shown: Node?
  /// Where data files are read.
  public var files: SourceFiles
  /// The tables already read; share one loader between charts of a document.
  public var loader: DataLoader
  /// The width of the whole picture, guides included, in points; nil leaves it to the spec.
  public var width: Double?
  /// The height of the whole picture, in points; nil leaves it to the spec or the width.
  public var height: Double?
  /// The name of a theme; nil is Playfair's own.
  public var theme: String?
  /// Configurations laid over the theme's, a later one over those before it; the spec's own lies
  /// over all.
  public var configs: [Node] = []
  /// Whether the chart stands on a slide, where its type is larger, or on a page; nil leaves that to
  /// its width.
  public var isOnSlide: Bool?
  /// The rules of a journal for the figure, which give its width too; nil for none.
  public var preset: FigurePreset?
  /// The language of texts that name none, as a BCP 47 tag.
  public var language: String
  /// Whether what is not supported yet is left out with a warning instead of an error.
  public var isLenient: Bool
  /// Values of parameters, which count instead of those that the spec gives; expressions may use
  /// them even where the spec does not declare them.
  public var parameters: [GivenParameter] = []
  /// What the chart shows, in words; nil takes the spec's `description`, else a draft.
  public var alternative: String?
  /// Whether the chart is also given as plain numbers; false by default.
  public var wantsFlatForm = false
  /// Whether what became of each row is told too; false by default.
  public var wantsLedger = false
  /// Whether it is told where each row stands; false by default.
  public var wantsPlaces = false

  /// Creates a request.
  public init(
    spec: Node, files: SourceFiles, loader: DataLoader? = nil, width: Double? = nil,
    height: Double? = nil, theme: String? = nil, language: String = "en", isLenient: Bool = false,
    alternative: String? = nil
  ) {
    self.spec = spec
    self.files = files
    self.loader = loader ?? DataLoader(files: files)
    self.width = width
    self.height = height
    self.theme = theme
    self.language = language
    self.isLenient = isLenient
    self.alternative = alternative
  }
}

/// A chart that has been drawn, with what a page wants to know of it.
public struct DrawnChart: Sendable {
  /// The picture.
  public var scene: Scene
  /// What the chart shows, in words: as asked for, as the spec says, or drafted from the data.
  public var alternative: String
  /// Whether somebody wrote these words; else they were drafted from the data.
  public var isAlternativeWritten = true
  /// The attributions of the sources of the rows drawn, in order of first use.
  public var sources: [String]
  /// The keys of those sources in the Data Package, in order of first use.
  public var sourceKeys: [String]
  /// The files of data that the rows drawn come from, in order of first use.
  public var files: [DataFile] = []
  /// The numbers that it shows, row by row.
  public var plotted: PlottedData
  /// What it was made of; nil for what is no chart, such as a photograph.
  public var trace: ChartTrace?
  /// The chart as plain numbers in JSON, if the request asked for it.
  public var flatForm: String?
  /// What became of each row, if the request asked for it.
  public var ledger: RowLedger?
  /// Where each row stands, if the request asked for it.
  public var places: RowPlaces?

  /// Creates a drawn chart.
  public init(
    scene: Scene, alternative: String, sources: [String], sourceKeys: [String],
    plotted: PlottedData = .none
  ) {
    self.scene = scene
    self.alternative = alternative
    self.sources = sources
    self.sourceKeys = sourceKeys
    self.plotted = plotted
  }
}

/// Draws a chart; nil if there were errors, which are in the log.
///
/// The whole way of a chart: text → spec → smaller spec → tables → plan → frames → scene.
public func drawChart(
  _ request: ChartRequest, text: TextEngine, log: inout DiagnosticLog
) -> DrawnChart? {
  guard let preset = request.preset else { return drawAsAsked(request, text, &log) }
  return draw(request, for: preset, text, &log)
}

/// Draws a chart as wide as a journal wants it, and no higher than it allows, and says where it still
/// breaks the rules.
private func draw(
  _ request: ChartRequest, for preset: FigurePreset, _ text: TextEngine, _ log: inout DiagnosticLog
) -> DrawnChart? {
  var request = request
  request.width = request.width ?? preset.points
  let place = request.spec.place.head
  var own = DiagnosticLog()
  var drawn = drawAsAsked(request, text, &own)
  if let limit = preset.maxHeight, let millimetres = preset.maxPoints, request.height == nil,
    let height = drawn?.scene.size.height, height > millimetres + 0.1
  {
    request.height = millimetres
    own = DiagnosticLog()
    drawn = drawAsAsked(request, text, &own)
    if (drawn?.scene.size.height ?? 0) <= millimetres + 0.1 {
      own.add(.presetCapped(height * 25.4 / 72, limit, preset, at: place))
    }
  }
  log.add(contentsOf: own)
  guard let drawn else { return nil }
  let asked = (request.width ?? preset.points) * 25.4 / 72
  for problem in PresetCheck(drawn.scene, preset).problems(asked: asked, at: place) {
    log.add(problem)
  }
  return drawn
}

private func drawAsAsked(
  _ request: ChartRequest, _ text: TextEngine, _ log: inout DiagnosticLog
) -> DrawnChart? {
  let errors = log.errorCount
  guard let asked = readChart(request, log: &log) else { return nil }
  // Fields are checked also where the spec is wrong elsewhere, so that all is told at once.
  let flow = bindData(asked, request, log: &log)
  guard let bound = flow.bound, log.errorCount == errors + flow.toleratedErrors else { return nil }
  let sources = SourceTrail(
    bound, loader: request.loader, language: asked.language, log: &log)
  var planner = Planner(
    chart: asked.chart, bound: bound, config: asked.config,
    sizing: SizingRequest(width: request.width, height: request.height), language: asked.language,
    labels: LabelCatalog(loader: request.loader), sources: sources.attributions)
  let planned = planner.plan(toleratesRowErrors: request.wantsLedger)
  log.add(contentsOf: planner.log)
  guard let plan = planned else { return nil }
  let frame = ChartLayout(plan: plan, text: text, spacing: asked.spacing).layOut()
  checkLabels(of: plan, log: &log)
  checkSize(of: frame, plan, asked.chart.view.place, log: &log)
  if let description = asked.chart.description,
    let node = (request.shown ?? request.spec)["description"]
  {
    let title = plan.head.title.joined(separator: " ")
    AlternativeCheck.report(description, beside: title, what: "title", at: node.place, log: &log)
  }
  let written = request.alternative ?? asked.chart.description
  let alternative = written ?? Description(plan: plan).text
  var drawn = DrawnChart(
    scene: scene(frame, plan, alternative: alternative), alternative: alternative,
    sources: sources.attributions, sourceKeys: sources.keys, plotted: PlottedData(bound))
  drawn.isAlternativeWritten = written != nil
  drawn.files = sources.files
  drawn.trace = ChartTrace(request, uses: DataUse.all(of: bound, spec: request.spec))
  if request.wantsFlatForm {
    drawn.flatForm = FlatForm(frame: frame, plan: plan).json.text() + "\n"
  }
  if request.wantsPlaces { drawn.places = RowPlaces(frame) }
  if let book = flow.book {
    drawn.ledger = LedgerMaker.ledger(book, bound, plan, frame, request.loader, log: &log)
    drawn.ledger?.place = request.spec.place.head
    drawn.ledger?.rowErrors = flow.toleratedErrors + planner.log.errorCount
    drawn.ledger?.addParameters(asked.parameters, given: request.parameters)
  }
  return drawn
}

/// Reports labels that are too many to be kept apart.
private func checkLabels(of plan: ChartPlan, log: inout DiagnosticLog) {
  for plot in plan.root.plots {
    let marks = plot.marks.filter { $0.type == .text && !$0.avoid.isEmpty }
    let count = marks.reduce(0) { $0 + $1.table.rowCount }
    if count > LabelPlacement.limit, let place = marks.first?.place {
      log.add(.tooManyLabels(count, at: place))
    }
  }
}

/// Reports a chart that does not fit into the size that was asked for.
private func checkSize(
  of frame: ChartFrame, _ plan: ChartPlan, _ place: Place, log: inout DiagnosticLog
) {
  if frame.missingWidth > 0.5 {
    log.add(.tooSmall("narrow", needs: frame.size.width + frame.missingWidth, at: place.head))
  }
  if let height = plan.sizing.totalHeight, plan.sizing.leastAspect == nil,
    frame.size.height > height + 0.5
  {
    log.add(.tooSmall("low", needs: frame.size.height, at: place.head))
  }
}

/// A spec that has been read and normalized, with the configuration that holds for it.
struct AskedChart {
  var chart: ChartSpec
  var config: ConfigSpec
  var language: String
  var spacing: TickSpacing
  var parameters: Parameters
  /// Whether all of it could be read.
  var isWhole: Bool
}

/// Reads and normalizes the spec; nil if it is none.
///
/// After an error, which is in the log, what could be read is given.
func readChart(_ request: ChartRequest, log: inout DiagnosticLog) -> AskedChart? {
  var reader = SpecReader(isLenient: request.isLenient)
  defer { log.add(contentsOf: reader.log) }
  let name = request.theme ?? Theme.names[0]
  guard let theme = Theme.named(name) else {
    log.add(.unknownTheme(name))
    return nil
  }
  let shown = request.shown ?? request.spec
  var parameters = ParameterReader(shown, given: request.parameters)
  let spec = parameters.resolved(shown)
  reader.log.add(contentsOf: parameters.log)
  reader.parameters = parameters.parameters
  guard var chart = ChartReader.read(spec, &reader) else { return nil }
  var config = theme.config(width: request.width, isOnSlide: request.isOnSlide)
  for node in request.configs {
    if let own = ConfigSpec.read(node, &reader) { config = config.laid(under: own) }
  }
  if let preset = request.preset { config = config.fitted(to: preset) }
  if let own = chart.config { config = config.asked(for: own) }
  ChannelSupport.check(chart.view, &reader.log)
  chart.view = normalize(chart.view, config: config, &reader)
  return AskedChart(
    chart: chart, config: config, language: chart.lang ?? request.language,
    spacing: theme.spacing(config), parameters: parameters.parameters,
    isWhole: !reader.log.hasErrors)
}

/// The data of a chart, read and transformed.
struct BoundData {
  /// The views with their rows; nil after an error.
  var bound: BoundView?
  /// What was written down of the rows, if somebody asked for it.
  var book: LedgerBook?
  /// How many errors are those of single rows, which a ledger tells; without one there are none.
  var toleratedErrors = 0
}

/// Reads and transforms the data.
func bindData(
  _ asked: AskedChart, _ request: ChartRequest, log: inout DiagnosticLog
) -> BoundData {
  let datasets = Dictionary(
    (asked.chart.datasets?.members ?? []).map { ($0.key, $0.value) },
    uniquingKeysWith: { first, _ in first })
  var flow = DataFlow(
    loader: request.loader, files: request.files, datasets: datasets, config: asked.config,
    parameters: asked.parameters)
  if request.wantsLedger { flow.book = LedgerBook() }
  let bound = flow.bind(asked.chart.view, parent: nil)
  var tolerated = request.wantsLedger ? flow.rowErrors : 0
  var isSound: Bool { flow.log.errorCount == tolerated }
  if let bound, isSound, asked.isWhole {
    flow.reportEmptiness(of: bound, at: asked.chart.view.place)
    // Where nothing is left to be drawn the ledger tells what took it.
    if request.wantsLedger { tolerated = flow.log.errorCount }
    flow.vanishing.report(to: &flow.log)
  }
  log.add(contentsOf: flow.log)
  guard isSound else { return BoundData() }
  return BoundData(bound: bound, book: flow.book, toleratedErrors: tolerated)
}

/// The scene of a chart that has been laid out.
func scene(_ frame: ChartFrame, _ plan: ChartPlan, alternative: String) -> Scene {
  var items = frame.head
  for (legend, origin) in frame.legends {
    items.append(
      .group(
        SceneGroup(
          .part("legend"), transform: .translation(origin.x, origin.y), items: legend.items)))
  }
  items.append(
    .group(
      SceneGroup(
        .part("plot"), transform: .translation(frame.origin.x, frame.origin.y),
        items: frame.view.items)))
  items += frame.foot
  return Scene(
    size: frame.size, background: plan.background, items: items,
    title: plan.head.title.joined(separator: " "), description: alternative,
    language: plan.language
  ).withoutIdleHalos(on: plan.ground)
}

extension Diagnostic {
  static func tooManyLabels(_ count: Int, at place: Place) -> Diagnostic {
    .warning(
      "too-many-labels", "\(count) labels are too many to be kept apart", at: place,
      why: "up to \(LabelPlacement.limit) labels of a plot are moved to free places",
      hint: "label the points that matter, with a filter or a condition")
  }

  static func tooSmall(_ what: String, needs points: Double, at place: Place) -> Diagnostic {
    let millimetres = Int(whole: (points * 25.4 / 72).rounded(.up)) ?? 0
    return .warning(
      "too-small", "the chart is too \(what) for its texts", at: place,
      why: "at their size they need \(millimetres) mm", hint: "make it larger, or shorten them")
  }

  static func unknownTheme(_ name: String) -> Diagnostic {
    .error(
      "unknown-theme", "there is no theme '\(name)'",
      why: "the themes are \(Suggestion.list(Theme.names))",
      hint: Suggestion.hint(for: name, in: Theme.names))
  }
}

/// Checks a configuration that charts will be drawn with; problems are in the log.
public func checkChartConfig(_ node: Node, log: inout DiagnosticLog) {
  var reader = SpecReader()
  _ = ConfigSpec.read(node, &reader)
  log.add(contentsOf: reader.log)
}

/// The names of the themes that ship, the default first.
public let chartThemeNames = Theme.names
