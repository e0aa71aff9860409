import Canvas
import Tables

/// A legend with everything decided.
struct LegendPlan {
  /// What a legend shows.
  enum Kind {
    /// One symbol for each value.
    case symbols([Entry])
    /// A run of colours.
    case gradient(ScaleKey)
  }

  /// One entry.
  struct Entry {
    var value: Value
    var label: String
    var symbol: Symbol
  }

  /// The look of an entry's symbol.
  struct Symbol {
    var shape: String
    var size: Double
    var fill: Paint?
    var stroke: Paint?
    var strokeWidth: Double
    var dash: [Double]
    var opacity: Double
  }

  var kind: Kind
  var orient: LegendOrient
  var direction: Orientation
  var title: String
  var titleLook: TextLook
  var labelLook: TextLook
  var labelOffset: Double
  var columnPadding: Double
  var rowPadding: Double
  var titlePadding: Double
  var offset: Double
  var columns: Int
  var gradientLength: Double
  var gradientThickness: Double
  /// The channels and scales that the legend explains.
  var keys: [ScaleKey]
  /// For labels beside the marks: the look of each series' label.
  var direct: DirectPlan?
}

extension LegendPlan {
  /// The legend as it stands where line ends cannot be labelled: above the plots.
  var aboveThePlots: LegendPlan {
    guard direct != nil else { return self }
    var result = self
    result.direct = nil
    result.orient = .top
    return result
  }
}

/// Labels at the ends of lines in place of a legend.
struct DirectPlan {
  /// The column that names the series.
  var column: String
  var labels: [Value: String]
  var look: TextLook
  /// The colour of the text for each series: that of its line, darkened if it is too light to read.
  var colors: [Value: Color]
}
