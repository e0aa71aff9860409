import Charting
import Diagnostics
import Tables

/// One version of a document or a chart, as it was drawn.
public struct ComparedReport: Sendable {
  /// Its figures.
  public var figures: [ReportFigure]
  /// Its shapes; a chart has none.
  public var shapes: [DrawnShape]
  /// What its text says of the data.
  public var claims: [Claim]

  /// A document.
  public init(_ report: DrawnReport) {
    (figures, shapes, claims) = (report.figures, report.shapes, report.claims)
  }

  /// A chart that stands in no document.
  public init(_ chart: DrawnChart) {
    figures = [
      ReportFigure(
        id: "", number: nil, letter: nil, caption: "", alternative: chart.alternative,
        chart: chart, preset: nil)
    ]
    (shapes, claims) = ([], [])
  }
}

/// What is different in two versions of a document or a chart.
public struct ReportDifference: Sendable {
  /// Its path within the sides.
  public var name: String
  /// Whether it is there for the first time, or no longer; nil if both sides have it.
  public var presence: FigureDifference.Kind?
  /// Why it could not be drawn on one side, if so: the side's name and the first problem.
  public var failure: String?
  /// The figures that differ.
  public var figures: [FigureDifference] = []
  /// The shapes with pages that differ.
  public var pages: [PagesDifference] = []
  /// The claims that became false or true, or that say something else.
  public var claims: [ClaimChange] = []

  /// Whether there is nothing to tell.
  public var isEmpty: Bool {
    presence == nil && failure == nil && figures.isEmpty && pages.isEmpty && claims.isEmpty
  }

  /// A document or a chart of which nothing is known yet.
  public init(name: String) { self.name = name }

  /// Compares two versions; `data` is what is different in their data.
  public init(
    name: String, from old: ComparedReport, to new: ComparedReport, data: [DataDifference],
    sides: (old: ComparedSide, new: ComparedSide), loader: DataLoader
  ) {
    self.name = name
    let rows = ChangedRows(data, sides.old, sides.new)
    var rest = old.figures
    for figure in new.figures {
      let index = rest.firstIndex { $0.id == figure.id }
      let change = FigureDifference(
        from: index.map { rest.remove(at: $0) }, to: figure, rows: rows, loader: loader)
      if let change { figures.append(change) }
    }
    figures += rest.compactMap {
      FigureDifference(from: $0, to: nil, rows: rows, loader: loader)
    }
    let formats = new.shapes.map(\.format) + old.shapes.map(\.format)
    var seen: Set<ReportFormat> = []
    pages = formats.filter { seen.insert($0).inserted }.compactMap { format in
      PagesDifference(
        from: old.shapes.first { $0.format == format },
        to: new.shapes.first { $0.format == format })
    }
    claims = ClaimChange.changes(from: old.claims, to: new.claims)
  }
}
