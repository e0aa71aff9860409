import Canvas
import Tables

/// A legend with everything decided but its entries, which may depend on the size of the plot.
struct LegendPlan {
  /// What a legend shows.
  enum Kind: Hashable {
    /// One symbol for each value.
    case symbols
    /// A run of colours.
    case gradient
    /// Neighbouring fields of colour, one for each class.
    case bands
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
    var dashOffset = 0.0
    var opacity: Double
    var fillOpacity = 1.0
  }

  /// Symbols before scales give them their looks.
  struct SymbolPlan {
    var base: Symbol
    /// Whether the colour of a colour scale fills symbols, and whether it strokes them.
    var fills: Bool
    var strokes: Bool
    /// The most entries.
    var limit: Int
    var offset: Double
  }

  /// The length of a gradient: asked for, or that of the plot between bounds.
  enum Length: Hashable {
    case fixed(Double)
    case plot(least: Double, most: Double)
  }

  /// The bar of a gradient or of bands.
  struct GradientPlan {
    var length: Length
    var thickness: Double
    var opacity: Double
    var stroke: Paint?
    var strokeWidth: Double
    var labelOffset: Double
    var labelLimit: Double
  }

  /// The texts of the entries.
  struct LabelPlan {
    var look: TextLook
    var align: HorizontalAlign?
    var baseline: VerticalAlign?
    var offset: Double
    var overlap: LabelOverlap
    var separation: Double
  }

  /// The title of the legend; empty for none.
  struct Title {
    var text: String
    var look: TextLook
    var orient: Orient
    var align: HorizontalAlign?
    var anchor: TitleAnchor
    var padding: Double
  }

  /// How entries are arranged.
  struct GridPlan {
    /// How many columns; 0 for as many as there are entries.
    var columns: Int
    var columnPadding: Double
    var rowPadding: Double
    var align: GridAlign
    var clipHeight: Double?
    /// Whether a row that is too long for the chart is continued below: ours.
    var wraps: Bool
  }

  /// How the legends of one side stand together.
  struct Stack: Hashable {
    var anchor: TitleAnchor
    var direction: Orientation
    var margin: Double
    var isCentered: Bool
  }

  var kind: Kind
  var orient: LegendOrient
  var direction: Orientation
  var title: Title
  var labels: LabelPlan
  var grid: GridPlan
  var symbol: SymbolPlan
  var gradient: GradientPlan
  var stack: Stack
  var offset: Double
  var padding: Double
  /// Where it stands in the plot, if no side is given.
  var position: Point
  var frame: LookPlan
  var isInFront: Bool
  /// Whether it is laid out as Vega does, in whole pixels.
  var isVegas: Bool
  /// The values asked for; nil leaves them to the scale.
  var values: [Value]?
  var tickCount: TickCountSpec?
  var tickMinStep: Double?
  var format: LabelFormat
  /// The bounds of the bins that the values stand in; nil where there are none.
  var bins: [Double]?
  /// The scales that the legend explains; the first one gives the values.
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
  /// The colour of the text for each series: that of its line, changed if it cannot be read on the ground.
  var colors: [Value: Color]
  /// The rim of labels that stand among the marks.
  var halo: SceneText.Halo
}
