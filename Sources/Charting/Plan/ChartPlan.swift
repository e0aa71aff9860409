import Canvas
import Tables

/// A chart with everything decided: what is left is to measure, to place and to draw.
struct ChartPlan {
  var root: ViewPlan
  var scales: [ScaleKey: ScalePlan]
  var legends: [LegendPlan]
  var head: HeadPlan
  var foot: [FootPlan]
  var sizing: SizingPlan
  var background: Color?
  var language: String
  /// Whether the chart has Vega's look.
  var isVegas = false
  /// The ground on which the chart stands.
  var ground = Color.white
}

extension ChartPlan {
  /// A view of this chart as a chart of its own, without what stands around the whole.
  func part(_ framed: FramedPlan) -> ChartPlan {
    ChartPlan(
      root: framed.view, scales: scales, legends: framed.legends, head: framed.head, foot: [],
      sizing: SizingPlan(padding: Insets()), background: nil, language: language,
      isVegas: isVegas, ground: ground)
  }
}

/// A view that takes part in the layout.
indirect enum ViewPlan {
  case plot(PlotPlan)
  case grid(GridPlan)
  /// A view with a title or legends of its own.
  case framed(FramedPlan)

  /// All plots, in drawing order.
  var plots: [PlotPlan] {
    switch self {
    case .plot(let plot): [plot]
    case .grid(let grid): grid.cells.flatMap(\.view.plots)
    case .framed(let framed): framed.view.plots
    }
  }

  /// The plot, if the view is a single one.
  var plot: PlotPlan? {
    get {
      switch self {
      case .plot(let plot): plot
      case .framed(let framed): framed.view.plot
      case .grid: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .plot: self = .plot(newValue)
      case .framed(var framed):
        framed.view.plot = newValue
        self = .framed(framed)
      case .grid: break
      }
    }
  }
}

/// A view inside the chart that has a title or legends of its own.
struct FramedPlan {
  var view: ViewPlan
  var head: HeadPlan
  var legends: [LegendPlan]
}

/// One plot area with its marks and axes.
struct PlotPlan {
  var id: Int
  var marks: [MarkPlan]
  var axes: [AxisPlan]
  var background: LookPlan
  var isClipped: Bool
  /// Whether room and frame are as in Vega.
  var isVegas = false
  /// The scales along its sides, if any.
  var x: ScaleKey?
  var y: ScaleKey?
  var width: ExtentPlan
  var height: ExtentPlan
}

/// How long a side of a plot is.
enum ExtentPlan: Hashable {
  /// As many points.
  case fixed(Double)
  /// As many points for each step of the scale along it.
  case step(Double)
}

/// Plots in rows and columns.
struct GridPlan {
  struct Cell {
    var row: Int
    var column: Int
    var view: ViewPlan
    /// The label over a wrapped cell.
    var header: HeaderLabel?
  }

  var cells: [Cell]
  var rowHeaders: [HeaderLabel]
  var columnHeaders: [HeaderLabel]
  var rowTitle: HeaderLabel?
  var columnTitle: HeaderLabel?
  var rowSpacing: Double
  var columnSpacing: Double
  /// Axes that stand once for each column (below or above) and for each row (left or right).
  var sharedAxes: [AxisPlan]
  var rowAlign = GridAlign.each
  var columnAlign = GridAlign.each
  /// Whether cells smaller than their room stand in its middle.
  var isRowCentered = false
  var isColumnCentered = false
  /// Whether cells follow each other into the next row.
  var isWrapped = false
  /// Whether the grid is one of Vega's: each shared axis has a title, upright labels of rows stand
  /// beside them, and cells stand as close as their marks allow, in whole pixels.
  ///
  /// In our own look a title stands once, labels stand over the cells, and labels of neighbours never
  /// meet.
  var isVegas = false
  /// Whether only the plots count for the room of a cell, not their guides.
  var isFlush = false

  var rowCount: Int { (cells.map(\.row).max() ?? -1) + 1 }
  var columnCount: Int { (cells.map(\.column).max() ?? -1) + 1 }
}

extension GridPlan {
  /// The grid with titles that also name what the cells inside are divided by in the same direction,
  /// as Vega-Lite merges them: `Origin / Cylinders`.
  var mergingTitles: GridPlan {
    var result = self
    func merge(_ title: WritableKeyPath<GridPlan, HeaderLabel?>) {
      guard let outer = self[keyPath: title], case .grid(let first)? = cells.first?.view,
        let inner = first[keyPath: title]
      else { return }
      result[keyPath: title]?.text = outer.text + " / " + inner.text
      for index in cells.indices {
        guard case .grid(var grid) = result.cells[index].view else { continue }
        grid[keyPath: title] = nil
        result.cells[index].view = .grid(grid)
      }
    }
    merge(\.rowTitle)
    merge(\.columnTitle)
    return result
  }
}

/// The label of a facet, or the title over all labels.
struct HeaderLabel {
  var text: String
  var look: TextLook
  var angle: Double
  var align: HorizontalAlign
  var anchor: TitleAnchor
  var padding: Double
  /// The side of the facets.
  var orient: Orient
  var baseline: VerticalAlign
  /// Whether it stands at each cell, not once for a row or a column.
  var isOverCells = false
  /// Whether a title stands beyond labels.
  var isBesideLabels = true
  /// Whether a title stands at another side than titles usually do.
  var isAcross = false
}

/// Title and subtitle over the whole.
struct HeadPlan {
  var title: [String]
  var subtitle: [String]
  var titleLook: TextLook
  var subtitleLook: TextLook
  var anchor: TitleAnchor
  /// The alignment of the lines at the anchor, if it is another than that of the anchor.
  var align: HorizontalAlign?
  var isFramedByPlot: Bool
  var orient: Orient
  var angle: Double
  var baseline: VerticalAlign
  var offset: Double
  var subtitlePadding: Double
  var dx: Double
  var dy: Double
}

/// A paragraph under the whole: a note or a source.
struct FootPlan {
  var text: String
  var look: TextLook
  var role: String
}

/// How large the whole becomes.
struct SizingPlan {
  /// The total width to fill, if there is one.
  var totalWidth: Double?
  /// The total height to fill, if there is one.
  var totalHeight: Double?
  /// The height of the plot as a share of its width, where the width is fitted and the height free.
  var plotAspect: Double?
  /// The least height of the plot as a share of its width, where nobody asked for a height.
  var leastAspect: Double?
  var padding: Insets
  var autosize = AutosizePlan()
}

/// Whether the sizes asked for are those of the plot or of all.
struct AutosizePlan: Hashable {
  var type = AutosizeType.pad
  /// Whether a total size counts the padding.
  var containsPadding = false

  /// Whether plots are fitted into a total size.
  var isFitted: Bool { type != .pad && type != .none }
}

/// The style and colour of a text.
struct TextLook: Hashable {
  var style: TextStyle
  var color: Color
  var lineHeight: Double
  var limit: Double
  var halo: SceneText.Halo?
  /// Whether baselines stand on whole points, and several lines hang from the first, as in Vega.
  var isVegas = false
  /// What parts lines, besides a line feed.
  var lineBreak: String?
}

/// The style of a line of a guide.
struct LineLook: Hashable {
  var color: Color
  var width: Double
  var dash: [Double]
  var dashOffset = 0.0
  var cap: Stroke.Cap

  var stroke: Stroke {
    Stroke(.color(color), width: width, dash: dash, dashOffset: dashOffset, cap: cap)
  }

  /// Whether anything of the line is seen.
  var isVisible: Bool { color.alpha > 0 && width > 0 }
}

/// Fill and stroke of a frame.
struct LookPlan: Hashable {
  var fill: Paint?
  var stroke: Paint?
  var strokeWidth: Double
  var dash: [Double]
  var cornerRadius: Double
  var opacity: Double
}
