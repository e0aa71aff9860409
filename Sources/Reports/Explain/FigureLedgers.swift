import Canvas
import Charting
import Diagnostics
import Notation
import Tables

/// A figure of a document with what became of the rows that it read.
public struct FigureLedger: Sendable {
  /// The id that the author gave, or one made from its number.
  public var id: String
  /// The number and letter in its caption, such as `3b`; empty if it has none.
  public var label: String
  /// The words of its caption.
  public var caption: String
  /// What became of its rows.
  public var ledger: RowLedger
}

/// The ids that a document gives to its figures and their panels, files that it includes left out.
public func figureNames(of source: SourceText) -> Set<String> {
  var unheard = DiagnosticLog()
  let (tree, _) = MarkdownReader.written(source, files: nil, parameters: [], log: &unheard)
  var names: Set<String> = []
  func add(_ figure: FigureBlock) {
    if let id = figure.id?.text { names.insert(id) }
    for panel in figure.panels.joined() { panel.figure.map(add) }
  }
  for figure in tree.blocks.wholeFigures { add(figure) }
  return names
}

/// The figures of a document with their ledgers, as they are drawn for files of their own.
public struct FigureLedgers: Sendable {
  /// The figures that were drawn, in the order of the document.
  public private(set) var figures: [FigureLedger] = []
  /// The ids of all figures that are charts.
  public private(set) var known: [String] = []
  /// What was found while the document was read; what is wrong elsewhere keeps no figure from being
  /// explained.
  public private(set) var reading = DiagnosticLog()
  /// What was found in the figures that were asked for.
  public private(set) var log = DiagnosticLog()

  /// Reads a document and draws the figures of some ids; all if there are none.
  ///
  /// The id of a figure with panels stands for all of them.
  public init(of request: ReportRequest, ids: [String], text: TextEngine) {
    let loader = DataLoader(files: request.files)
    let written = MarkdownReader.read(
      request.source, files: request.files, parameters: request.parameters, log: &reading)
    let tree = DataTableFiller.filled(written, loader: loader, log: &reading)
    let library = LibraryReader.read(tree.metadata, request.files, log: &reading)
    var request = request
    let draw = request.drawChart
    request.drawChart = { chart, text, log in
      var chart = chart
      chart.wantsLedger = true
      return draw(chart, text, &log)
    }
    var shelf = ChartShelf(request, tree.parameters, loader, ReportMemory())
    // Other shapes may show figures that stand in them alone.
    for format in [ReportFormat.figures] + ReportFormat.allCases.filter({ $0 != .figures }) {
      var log = DiagnosticLog()
      let document = Resolver.resolve(tree, for: format, library: library, log: &log)
      let look = FigureLedgers.look(tree, format, request, log: &log)
      if format == .figures { reading.add(contentsOf: log) }
      explain(document, ids, look, &shelf, text)
    }
  }

  private static func look(
    _ tree: DocumentTree, _ format: ReportFormat, _ request: ReportRequest,
    log: inout DiagnosticLog
  ) -> ShapeLook {
    let metadata = tree.metadata(for: format)
    return ShapeLook.look(metadata, format, request, log: &log)
      ?? ShapeLook(
        ReportTheme.playfair.spec(for: format), size: metadata.paper.size, logo: nil,
        isOnSlide: false)
  }

  /// Draws the figures of a shape that are not known yet.
  private mutating func explain(
    _ document: Document, _ ids: [String], _ look: ShapeLook, _ shelf: inout ChartShelf,
    _ text: TextEngine
  ) {
    let wanted = document.indices(of: ids)
    for figure in document.figures where figure.isChart && !known.contains(figure.name) {
      known.append(figure.name)
      guard ids.isEmpty || wanted.contains(figure.index) else { continue }
      let drawn = shelf.chart(
        of: figure, width: figure.width(in: look.style.room()), height: nil, look: look.charts,
        language: document.metadata.language, text, log: &log)
      if let ledger = drawn?.ledger { figures.append(FigureLedger(figure, ledger)) }
    }
    for name in document.wholes.compactMap({ $0.id?.text }) where !known.contains(name) {
      known.append(name)
    }
  }

  /// The ids among some that no figure has.
  public func unknown(among ids: [String]) -> [String] { ids.filter { !known.contains($0) } }
}

extension FigureLedger {
  /// The ledger of a chart that stands in no document.
  public init(_ ledger: RowLedger) {
    (id, label, caption) = ("", "", "")
    self.ledger = ledger
  }

  fileprivate init(_ figure: FigureBlock, _ ledger: RowLedger) {
    id = figure.name
    label = figure.number.map { "\($0)\(figure.letter ?? "")" } ?? ""
    caption = figure.caption.plainText
    self.ledger = ledger
  }
}

extension FigureLedger {
  /// The ledger as text that ends in a line end, below the id, the title and the place of the chart;
  /// `listsRows` tells the line of each row that is not drawn, however many there are.
  public func text(listsRows: Bool = false) -> String {
    let name = [id, label.isEmpty ? "" : "(figure \(label))"].filter { !$0.isEmpty }
      .joined(separator: " ")
    let title = ledger.title.isEmpty ? caption : ledger.title
    let first = [name, title].filter { !$0.isEmpty }.joined(separator: ": ")
    let head = [first, ledger.place?.label ?? ""].filter { !$0.isEmpty }.map { $0 + "\n" }.joined()
    return head + "\n" + ledger.text(listsRows: listsRows)
  }

  /// The ledger for programs, with the id and the number of the figure.
  public var json: JSONText {
    let own: [(String, JSONText)] = [
      ("id", id.isEmpty ? .null : .string(id)), ("number", label.isEmpty ? .null : .string(label)),
      ("chart", ledger.place.map { .string($0.source.name) } ?? .null),
    ]
    guard case .object(let members) = ledger.json else { return .object(own) }
    return .object(own + members)
  }
}

extension FigureBlock {
  /// The id that the author gave, or one made from its number.
  fileprivate var name: String { id?.text ?? "figure-\(index + 1)" }

  /// Whether it is drawn from data, and no picture.
  fileprivate var isChart: Bool { pictureFile == nil && panels.isEmpty }
}

extension Document {
  /// The figures that consist of panels.
  fileprivate var wholes: [FigureBlock] {
    var wholes: [FigureBlock] = []
    blocks.forEachBlock { block in
      if case .figure(let figure) = block.kind, !figure.panels.isEmpty { wholes.append(figure) }
    }
    return wholes
  }

  /// The figures that some ids name, and the panels of those that have some.
  fileprivate func indices(of ids: [String]) -> Set<Int> {
    var indices = Set(figures.filter { ids.contains($0.name) }.map(\.index))
    for whole in wholes where whole.id.map({ ids.contains($0.text) }) ?? false {
      indices.formUnion(whole.indices)
    }
    return indices
  }
}
