import Canvas

/// What stands where on one page, before it becomes a scene.
struct PageLayout: Sendable {
  /// Something that has been placed: its parts, from the top left corner of the text.
  struct Placed: Sendable {
    var x = 0.0
    var y: Double
    var height: Double
    var parts: [FlowPart]
  }

  /// From 1.
  var number = 1
  /// The room for text on it.
  var room: PageRoom
  /// The text with its figures, column by column, from the top down.
  var body: [Placed] = []
  /// The notes at the foot.
  var notes: [Placed] = []
  /// The notes in the margin.
  var asides: [Placed] = []
  /// Where the rules above the notes start.
  var noteRules: [Point] = []
  /// The headings that stand here.
  var sections: [SectionMark] = []
  /// The section that is in force at the top of the page's text.
  var section = ""
  /// Whether text stands on it, and not only what moves.
  var hasText = true
}

/// The room for text on a page: its columns, from the top left corner of the text.
struct PageRoom: Sendable, Hashable {
  /// The size of the paper, and what lies around the text on it.
  var paper: Size
  var margins: Insets
  var columns = 1
  var columnWidth: Double
  var columnGap = 0.0
  /// The height of the columns.
  var height: Double
  /// The distance of the lines on which text stands.
  var grid: Double
  /// The column for notes beside the text; nil if there is none.
  var aside: Aside?

  /// A column for notes beside the text.
  struct Aside: Sendable, Hashable {
    var width: Double
    var gap: Double
  }

  /// The width of all columns with the gaps between them.
  var width: Double { columnWidth * Double(columns) + columnGap * Double(columns - 1) }

  /// The left edge of a column.
  func left(of column: Int) -> Double { Double(column) * (columnWidth + columnGap) }

  /// The next line of the grid at or below a height.
  func snapped(_ y: Double) -> Double { ((y - 0.01) / grid).rounded(.up) * grid }
}
