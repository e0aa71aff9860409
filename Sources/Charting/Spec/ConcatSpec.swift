import Diagnostics
import Notation

/// How views of their own stand beside each other.
struct ConcatSpec {
  /// How many views stand in a row before the next row begins; nil leaves it to the configuration
  /// if rows wrap, and else puts all into one.
  var columns: Int?
  var wraps = false
  /// Whether the views are those of a repeat, whose rows and columns are one grid.
  var isRepeat = false
  var layout = GridSpec()
}

/// How the cells of a facet, a concatenation or a repeat are placed.
struct GridSpec: SpecObject {
  var spacing: Either<Double, RowColumnSpacing>?
  var align: Either<GridAlign, RowColumnAlign>?
  var center: Either<Bool, RowColumnCenter>?
  var bounds: GridBounds?

  static let noun = "a grid"
  static let properties: [Property<GridSpec>] = [
    Property("spacing", \.spacing, "Pixels between the cells. Default: by the configuration."),
    Property("align", \.align, "Which cells get the same room. Default: all."),
    Property("center", \.center, "Whether cells stand in the middle of their room."),
    Property("bounds", \.bounds, "Whether guides take part in the room of a cell. Default: full."),
  ]

  /// Reads what a view says of its cells.
  static func read(cellsOf view: Node, _ reader: inout SpecReader) -> GridSpec {
    let own = Set(properties.map(\.name))
    let others = Set((view.members ?? []).map(\.key)).subtracting(own)
    return read(view, &reader, except: others) ?? GridSpec()
  }
}

/// Which cells of a grid get the same room.
enum GridAlign: String, SpecWord, Hashable {
  /// None: the cells of each row, or of each column, follow each other closely.
  case none
  /// Those of the same row or column.
  case each
  /// All of them.
  case all
  static let noun = "an alignment of cells"
}

/// Whether guides take part in the room of a cell.
enum GridBounds: String, SpecWord, Hashable {
  /// The plot with its guides.
  case full
  /// The plot alone.
  case flush
  static let noun = "a kind of bounds"
}

/// Alignments of rows and of columns.
struct RowColumnAlign: SpecObject {
  var row: GridAlign?
  var column: GridAlign?

  static let noun = "an alignment of cells"
  static var expectation: String { "{row, column} with 'all', 'each' or 'none'" }
  static let properties: [Property<RowColumnAlign>] = [
    Property("row", \.row, "Which cells get the same height."),
    Property("column", \.column, "Which cells get the same width."),
  ]
}

/// Whether cells stand in the middle of their rows and columns.
struct RowColumnCenter: SpecObject {
  var row: Bool?
  var column: Bool?

  static let noun = "a centring of cells"
  static var expectation: String { "{row, column} with true or false" }
  static let properties: [Property<RowColumnCenter>] = [
    Property("row", \.row, "Whether cells stand in the middle of their row."),
    Property("column", \.column, "Whether cells stand in the middle of their column."),
  ]
}
