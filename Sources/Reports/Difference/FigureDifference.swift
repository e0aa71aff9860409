import Canvas
import Charting
import Tables

/// What is different in two versions of a figure.
public struct FigureDifference: Sendable {
  /// What became of it.
  public enum Kind: String, Sendable {
    /// It is there for the first time, or no longer.
    case added, removed
    /// It shows other numbers.
    case numbers
    /// It shows the same numbers otherwise.
    case look
    /// Only words beside it are others: its caption, its alternative text.
    case words
    /// It is a picture of which nothing is known but its pixels, and these are others.
    case picture
  }

  /// The id that the author gave, or one made from its number; empty for a chart in no document.
  public var id: String
  /// The number and letter in its caption, such as `3b`; empty if it has none.
  public var label: String
  /// What became of it.
  public var kind: Kind
  /// The series in which numbers are others.
  public var series: [SeriesChange] = []
  /// The labels that moved, came, went or say something else.
  public var labels: [LabelChange] = []
  /// The words beside it that are others, or say what the data say no longer.
  public var words: [WordsChange] = []
  /// The figure before.
  public var old: ReportFigure?
  /// The figure after.
  public var new: ReportFigure?
  /// Where the old picture differs.
  var oldMarks: [Rect] = []
  /// Where the new picture differs.
  var newMarks: [Rect] = []

  /// The title of its chart, else its caption.
  public var title: String {
    guard let figure = new ?? old else { return "" }
    return figure.chart.scene.title.isEmpty ? figure.caption : figure.chart.scene.title
  }

  /// The words that are told to people: what is drafted from the data changes with them.
  var toldWords: [WordsChange] {
    words.filter { $0.part != .draft || kind == .words }
  }

  /// Compares two figures; nil if nothing is different.
  init?(from old: ReportFigure?, to new: ReportFigure?, rows: ChangedRows, loader: DataLoader) {
    guard let figure = new ?? old else { return nil }
    (self.old, self.new) = (old, new)
    id = figure.id
    label = figure.number.map { "\($0)\(figure.letter ?? "")" } ?? ""
    guard let old, let new else {
      kind = new == nil ? .removed : .added
      return
    }
    series = SeriesComparison.changes(
      from: old.chart.plotted.tables, to: new.chart.plotted.tables, loader: loader)
    words = WordsChange.changes(from: old, to: new)
    let isSame = old.chart.scene.drawing == new.chart.scene.drawing
    kind = !series.isEmpty ? .numbers : isSame ? .words : .look
    if isSame, series.isEmpty, words.isEmpty { return nil }
    labels = LabelChange.changes(from: old.chart.scene, to: new.chart.scene)
    (oldMarks, newMarks) = Self.marks(old.chart, new.chart, rows)
  }

  /// Where rows stand that are others, or that are drawn on one side only.
  private static func marks(
    _ old: DrawnChart, _ new: DrawnChart, _ rows: ChangedRows
  ) -> (old: [Rect], new: [Rect]) {
    guard let oldPlaces = old.places, let newPlaces = new.places else { return ([], []) }
    let (oldUses, newUses) = (old.trace?.uses ?? [], new.trace?.uses ?? [])
    var changedNew = newUses.map { rows.rows(of: $0.file, columns: $0.columns, isNew: true) }
    var changedOld = oldUses.map { rows.rows(of: $0.file, columns: $0.columns, isNew: false) }
    for (index, use) in newUses.enumerated() {
      guard
        let before = oldUses.firstIndex(where: { rows.isSame($0.file, use.file) })
      else { continue }
      let drawnBefore = Set(oldPlaces.rows(of: oldUses[before].file))
      let drawnNow = newPlaces.rows(of: use.file)
      let origins = rows.oldRows(drawnNow, of: use.file)
      for row in drawnNow where !(origins[row].map(drawnBefore.contains) ?? false) {
        changedNew[index].insert(row)
      }
      changedOld[before].formUnion(drawnBefore.subtracting(origins.values))
    }
    return (
      zip(oldUses, changedOld).boxes(in: oldPlaces), zip(newUses, changedNew).boxes(in: newPlaces)
    )
  }
}

extension Sequence where Element == (DataUse, Set<Int>) {
  /// The places of some rows of some files; several at one place are one.
  fileprivate func boxes(in places: RowPlaces) -> [Rect] {
    var boxes: [Rect] = []
    for (use, rows) in self {
      for row in rows.sorted() {
        for box in places.places(ofRow: row, of: use.file)
        where !boxes.contains(where: { $0.isNear(box) }) {
          boxes.append(box)
        }
      }
    }
    return boxes
  }
}

extension Rect {
  /// Whether two rectangles would be marked by the same ring.
  fileprivate func isNear(_ other: Rect) -> Bool {
    abs(x + width / 2 - other.x - other.width / 2) < 1
      && abs(y + height / 2 - other.y - other.height / 2) < 1
  }
}

extension Scene {
  /// What is seen: the words for those who do not see it are told apart.
  var drawing: Scene {
    var scene = self
    (scene.title, scene.description) = ("", "")
    return scene
  }
}
