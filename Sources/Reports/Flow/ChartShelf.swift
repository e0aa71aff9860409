import Canvas
import Charting
import Diagnostics
import Notation
import Tables

/// A chart of a document at a size.
private struct ChartOrder: Sendable {
  var figure: FigureBlock
  var width: Double?
  var height: Double?
  var look: ChartLook
  var edit: ChartEdit
  var language: String
  var preset: FigurePreset?
}

/// The charts of a document in all its shapes: each is drawn once for each size.
struct ChartShelf {
  /// What one drawing depends on, within one run.
  private struct Key: Hashable {
    var content: String
    var width: Double?
    var height: Double?
    var look: String
    var language: String
    var alternative: String?
    var preset: String?

    init(_ order: ChartOrder) {
      content = order.figure.contentKey(isForOneRun: true)
      look = order.look.key + order.edit.key
      (width, height, language) = (order.width, order.height, order.language)
      (alternative, preset) = (order.figure.alternative, order.preset?.name)
    }
  }

  /// What became of an order; no chart if there were errors, which are in the log.
  private struct Drawing: Sendable {
    var chart: DrawnChart?
    var log = DiagnosticLog()
    /// What its texts say of the data, checked.
    var claims: [Claim] = []
    /// What was read for it.
    var trace = ReadTrace()
  }

  private let artist: ChartArtist
  private let memory: DrawingMemory?
  private let threads: Int
  private var pictures: PictureShelf
  private var drawings: [Key: Drawing] = [:]
  /// What the texts of the charts say of the data, checked, each once.
  private(set) var claims: [Claim] = []
  /// The charts that were drawn at the first width that has room for them, by the widths tried.
  private var fitting: [Key: DrawnChart?] = [:]
  /// The charts that a rehearsal asked for and that are not there; nil outside of one.
  private var wanted: [ChartOrder]?

  init(
    _ request: ReportRequest, _ parameters: ReportParameters, _ loader: DataLoader,
    _ memory: ReportMemory
  ) {
    artist = ChartArtist(request, parameters, loader, memory.specs)
    self.memory = memory.drawings
    threads = request.threads
    pictures = PictureShelf(files: request.files)
  }

  /// The chart of a figure at a size; nil if there were errors, which are in the log.
  ///
  /// `edit` tells how its spec is changed, if it is.
  mutating func chart(
    of figure: FigureBlock, width: Double?, height: Double?, look: ChartLook,
    edit: ChartEdit = .none, language: String, preset: FigurePreset? = nil, _ text: TextEngine,
    log: inout DiagnosticLog
  ) -> DrawnChart? {
    let order = ChartOrder(
      figure: figure, width: width, height: height, look: look, edit: edit, language: language,
      preset: preset)
    let key = Key(order)
    if let file = figure.pictureFile, drawings[key] == nil {
      var drawing = Drawing()
      drawing.chart = pictures.drawn(
        figure, file, width: width, height: height, log: &drawing.log)
      drawings[key] = drawing
    }
    if drawings[key] == nil { drawings[key] = remembered(order) }
    if wanted != nil, drawings[key] == nil {
      wanted?.append(order)
      return nil
    }
    let drawing = drawings[key] ?? drawn(order, text)
    drawings[key] = drawing
    log.add(contentsOf: drawing.log)
    claims.add(drawing.claims)
    return drawing.chart
  }

  private func drawn(_ order: ChartOrder, _ text: TextEngine) -> Drawing {
    let drawing = artist.drawing(order, text)
    remember(drawing, of: order, text)
    return drawing
  }

  // MARK: From run to run

  /// The drawing that an earlier run has made, if it would be the same now.
  private func remembered(_ order: ChartOrder) -> Drawing? {
    guard let memory, order.figure.pictureFile == nil else { return nil }
    return memory.charts.drawing(for: artist.memoryKey(order), artist.files).map {
      Drawing(chart: $0.chart, log: $0.log, claims: $0.claims, trace: $0.trace)
    }
  }

  private func remember(_ drawing: Drawing, of order: ChartOrder, _ text: TextEngine) {
    guard let memory, let chart = drawing.chart, text.missing.diagnostics.isEmpty else { return }
    memory.charts.keep(
      ChartMemory.Kept(
        chart: chart, log: drawing.log, claims: drawing.claims, trace: drawing.trace),
      for: artist.memoryKey(order))
  }

  // MARK: At several widths

  /// The chart of a figure at the first of some widths at which its texts have room; nil if none is
  /// wide enough.
  ///
  /// It is a second picture of a chart that is drawn elsewhere: nothing is said of it again.
  mutating func chart(
    of figure: FigureBlock, atFirstOf widths: [Double], look: ChartLook, language: String,
    _ text: TextEngine
  ) -> DrawnChart? {
    let key = Key(
      ChartOrder(
        figure: figure, width: widths.first, height: widths.last, look: look, edit: .none,
        language: language))
    if let known = fitting[key] { return known }
    var found: DrawnChart?
    for width in widths {
      var log = DiagnosticLog()
      let drawn = chart(
        of: figure, width: width, height: nil, look: look, language: language, text, log: &log)
      guard let drawn else { break }
      if !log.entries.contains(where: { $0.code == "too-small" }) {
        found = drawn
        break
      }
    }
    if wanted == nil { fitting[key] = .some(found) }
    return found
  }

  /// The title of a figure's chart, line by line; empty if it has none or cannot be read.
  func title(of figure: FigureBlock) -> String {
    var unheard = DiagnosticLog()
    guard let spec = artist.spec(of: figure, log: &unheard) else { return "" }
    let checked = artist.claims(of: spec, artist.loader, language: "en", log: &unheard)
    return chartTitle(of: checked.shown ?? spec, given: artist.given(figure, spec, log: &unheard))
  }

  /// Whether a figure's chart has rows, each of which needs its height.
  func hasRows(_ figure: FigureBlock) -> Bool {
    var unheard = DiagnosticLog()
    return artist.spec(of: figure, log: &unheard)?.hasRows ?? false
  }

  // MARK: On several threads

  /// Draws on all threads what a step will ask for.
  ///
  /// The step is rehearsed with the charts that are there; those that it misses are drawn at once,
  /// until it misses none. What is said of them waits until the step itself asks for them, so that
  /// the messages come in the same order on any number of threads.
  mutating func rehearse(_ text: TextEngine, _ step: (inout ChartShelf) -> Void) {
    // On one thread nothing is gained over drawing each when it is asked for.
    guard threads > 1 else { return }
    for _ in 0..<4 {
      wanted = []
      step(&self)
      let orders = wanted ?? []
      wanted = nil
      if orders.isEmpty { return }
      draw(orders, text)
    }
  }

  private mutating func draw(_ orders: [ChartOrder], _ text: TextEngine) {
    var keys: Set<Key> = []
    let new = orders.filter { keys.insert(Key($0)).inserted }
    // A single one needs no other fonts than those that are open already.
    if let order = new.first, new.count == 1 {
      drawings[Key(order)] = drawn(order, text)
      return
    }
    let (artist, fonts) = (artist, text.library)
    let engines = memory?.engines
    let results = Workers.run(
      new, threads: threads, tool: { engines?.take() ?? TextEngine(fonts: fonts) },
      giveBack: { engines?.giveBack($0) },
      { order, text in (drawing: artist.drawing(order, text), missing: text.missing) })
    for (order, result) in zip(new, results) {
      drawings[Key(order)] = result.drawing
      text.note(result.missing)
      remember(result.drawing, of: order, text)
    }
  }

  /// Draws charts, on whatever thread.
  private struct ChartArtist: Sendable {
    let files: SourceFiles
    let loader: DataLoader
    private let specs: SpecMemory
    private let isLenient: Bool
    private let falseClaims: Diagnostic.Severity
    private let document: ReportParameters
    /// The parameters of the document, as charts see them.
    private let parameters: [GivenParameter]
    private let drawChart: ReportRequest.ChartDrawer

    init(
      _ request: ReportRequest, _ parameters: ReportParameters, _ loader: DataLoader,
      _ specs: SpecMemory
    ) {
      self.specs = specs
      document = parameters
      falseClaims = request.falseClaims
      self.parameters = parameters.given
      files = request.files
      self.loader = loader
      isLenient = request.isLenient
      drawChart = request.drawChart
    }

    /// What a drawing depends on beside the files that are read for it.
    func memoryKey(_ order: ChartOrder) -> ChartMemory.Key {
      ChartMemory.Key(
        content: order.figure.contentKey(isForOneRun: false), width: order.width,
        height: order.height, look: order.look.content + order.edit.key, language: order.language,
        alternative: order.figure.alternative.map { ExactText($0) }, preset: order.preset?.name,
        parameters: parameters,
        isLenient: isLenient)
    }

    /// Draws a chart, and notes what is read for it and for no other.
    func drawing(_ order: ChartOrder, _ text: TextEngine) -> Drawing {
      let own = SourceFiles(sharing: files)
      var drawing = drawing(
        order, text, files: own, loader: DataLoader(files: own, sharing: loader))
      drawing.trace = own.trace
      files.note(drawing.trace)
      return drawing
    }

    private func drawing(
      _ order: ChartOrder, _ text: TextEngine, files: SourceFiles, loader: DataLoader
    ) -> Drawing {
      var drawing = Drawing()
      guard let spec = spec(of: order.figure, in: files, log: &drawing.log) else { return drawing }
      let edited = order.look.translated(order.edit.applied(to: spec))
      let checked = claims(of: edited, loader, language: order.language, log: &drawing.log)
      drawing.claims = checked.claims
      var chart = ChartRequest(
        spec: edited, files: files, loader: loader,
        width: order.width, height: order.height, theme: order.look.theme,
        language: order.language, isLenient: isLenient, alternative: order.figure.alternative)
      chart.shown = checked.shown
      chart.configs = order.look.configs
      chart.isOnSlide = order.look.isOnSlide
      chart.preset = order.preset
      chart.parameters = given(order.figure, spec, log: &drawing.log)
      guard !drawing.log.hasErrors else { return drawing }
      var own = DiagnosticLog()
      drawing.chart = drawChart(chart, text, &own)
      drawing.chart?.trace?.add(checked.uses)
      for diagnostic in own.entries {
        drawing.log.add(diagnostic.code == "too-small" ? told(diagnostic, order) : diagnostic)
      }
      return drawing
    }

    /// What the texts of a spec say of the data, checked.
    func claims(
      of spec: Node, _ loader: DataLoader, language: String, log: inout DiagnosticLog
    ) -> ChartClaims {
      ChartClaims(
        of: spec, loader: loader, parameters: document, language: language,
        falseClaims: falseClaims, log: &log)
    }

    /// The parameters of the document, and over them those of the figure.
    func given(
      _ figure: FigureBlock, _ spec: Node, log: inout DiagnosticLog
    ) -> [GivenParameter] {
      guard let written = figure.attributes["params"] else { return parameters }
      let own = ReportParameters.given(by: written, to: declaredParameters(of: spec), log: &log)
      return parameters.filter { old in !own.contains { $0.name == old.name } } + own
    }

    /// The same, which tells the figure too: a chart may stand in several, each of its own size.
    private func told(_ diagnostic: Diagnostic, _ order: ChartOrder) -> Diagnostic {
      guard case .file(let file) = order.figure.content else { return diagnostic }
      var diagnostic = diagnostic
      let size = [("wide", order.width), ("high", order.height)].compactMap { name, points in
        points.map { "\(Int(($0 * 25.4 / 72).rounded())) mm \(name)" }
      }.joined(separator: " and ")
      let surface = order.look.isOnSlide ? "on a slide" : "on a page"
      diagnostic.notes.append(.init("it stands here, \(surface), \(size)", at: file.place))
      return diagnostic
    }

    func spec(of figure: FigureBlock, log: inout DiagnosticLog) -> Node? {
      spec(of: figure, in: files, log: &log)
    }

    private func spec(
      of figure: FigureBlock, in files: SourceFiles, log: inout DiagnosticLog
    ) -> Node? {
      switch figure.content {
      case .spec(let node): node
      case .file(let file): read(file, in: files, log: &log)
      case .panels: nil
      }
    }

    private func read(
      _ file: Written, in files: SourceFiles, log: inout DiagnosticLog
    ) -> Node? {
      let name = file.text.lowercased()
      let isChart = [".json", ".yaml", ".yml"].contains(where: name.hasSuffix)
      guard isChart else {
        log.add(file.text.isEmpty ? .namelessPicture(at: file.place) : .pictureFormat(file))
        return nil
      }
      guard
        let source = files.read(file.text, namedAt: file.place, what: "chart", log: &log)
      else { return nil }
      return specs.spec(of: source, log: &log)
    }
  }
}

extension FigureBlock {
  /// What tells this figure's chart from those of other figures: in one run by where the spec stands,
  /// in several by what it says.
  fileprivate func contentKey(isForOneRun: Bool) -> String {
    let own = attributes["params"].map { " " + $0.text } ?? ""
    return switch content {
    case .spec(let node):
      "\(node.place.source.name):"
        + (isForOneRun ? "\(node.place.range)" : node.place.textFromLineStart) + own
    case .file(let file): "\(file.text) \(file.place.source.name)" + own
    case .panels: ""
    }
  }
}

extension Place {
  /// The text from the start of its first line: the indentation of the others counts from there.
  fileprivate var textFromLineStart: String {
    source.text(source.lineRange(at: range.lowerBound).lowerBound..<range.upperBound)
  }
}
