import Diagnostics

/// A table whose rows are yet to be read from data.
struct DataTable: Sendable {
  /// Where the rows stand.
  enum Source: Sendable {
    /// A file, as it is named in the text.
    case file(Written)
    /// Delimited cells in the document: a text of their own, in which the lines have the numbers
    /// that they have in the document.
    case text(SourceText, separator: Character)
  }

  /// A column to be printed, and the words of its head if they are not the package's.
  struct Choice: Sendable {
    var name: Written
    var title: [Inline]?
    /// Whether its numbers are years, as the charts' shorthand `:Y` says.
    var isYear = false
  }

  /// A format, and the column that it holds for; nil for all columns of numbers.
  struct Format: Sendable {
    var column: Written?
    var text: Written
  }

  /// A column by which rows are sorted.
  struct Order: Sendable {
    var column: Written
    var isDescending: Bool
  }

  /// The id, the caption, the notes, the widths; its rows are still to come.
  var frame: TableBlock
  var source: Source
  /// The columns in order; empty for all.
  var columns: [Choice] = []
  var formats: [Format] = []
  /// A test that rows must pass, as an expression of Vega.
  var filter: Written?
  var order: [Order] = []
  var limit: Int?
  /// The column whose values stand above their rows.
  var group: Written?
  var hasHead = true
  /// Whether the sources of the rows are named below, if no note does so.
  var namesSources = true
  /// The shares of the width, one a column.
  var widths: Written?
}
