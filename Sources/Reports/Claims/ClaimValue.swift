import Diagnostics
import Tables

/// What a part of a claim stands for.
enum ClaimValue {
  case number(Double, isYear: Bool)
  case text(String)
  case rows(ClaimRows)
  case cells(ClaimCells)
}

/// Some rows of a source.
struct ClaimRows {
  /// The index of the source.
  var source: Int
  /// The rows, in order; nil for all.
  var rows: [Int]?
  /// Why there are none, if there are none.
  var emptiness: Diagnostic?
  /// Where they are asked for.
  var place: Place
}

/// A column of some rows.
struct ClaimCells {
  var rows: ClaimRows
  var column: String
  /// Where it is asked for.
  var place: Place
}
