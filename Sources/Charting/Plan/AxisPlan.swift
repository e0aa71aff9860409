import Canvas
import Tables

/// An axis with everything decided but its ticks, which need the size of the plot.
struct AxisPlan {
  var key: ScaleKey
  var orient: Orient
  var type: FieldType
  var values: [Value]?
  /// The bounds of bins, at which ticks stand.
  var bins: [Double] = []
  /// Whether the axis has our own look, and not Vega's.
  var isOwnLook = true
  /// How many pixels there are for each tick at such a bound, about.
  var binSpacing = 10.0
  /// About how many ticks; nil leaves it to the length of the side.
  var tickCount: TickCountSpec?
  var tickMinStep: Double?
  var format: LabelFormat
  var grid: LineLook?
  var domain: LineLook?
  var ticks: LineLook?
  var tickSize: Double
  var labels: TextLook?
  var labelAngle: Double
  /// The side for which turned labels are aligned: the one where the axis would stand alone.
  var labelSide: Orient
  var labelAlign: HorizontalAlign?
  var labelBaseline: VerticalAlign?
  var labelPadding: Double
  var labelOffset: Double
  var labelOverlap: LabelOverlap
  var labelSeparation: Double
  /// How near to an end of the axis a label is moved inside it; nil for none.
  var labelFlush: Double?
  var labelFlushOffset: Double
  /// How far labels may stand out of the axis; nil for any distance.
  var labelBound: Double?
  var labelLimit: Double
  var title: String
  var titleLook: TextLook
  var titlePadding: Double
  var titleAnchor: TitleAnchor
  var titleAngle: Double
  var titleAlign: HorizontalAlign?
  var titleBaseline: VerticalAlign?
  var titleLimit: Double
  /// Where the title is told to stand.
  var titleX: Double?
  var titleY: Double?
  /// Whether an upright title stands above a vertical axis: ours.
  var isTitleAbove: Bool
  var offset: Double
  /// How far the axis without its grid is moved along its side.
  var position: Double
  /// How far the axis with its grid is moved right and down.
  var translation: Double
  /// Where in their bands ticks stand.
  var bandPosition: Double
  /// Whether a tick stands at the start of the first band too.
  var hasExtraTick: Bool
  var tickOffset: Double
  /// Whether ticks and grid lines stand at whole pixels.
  var roundsTicks: Bool
  var minExtent: Double
  var maxExtent: Double
  /// What single ticks look like, where that depends on their values.
  var tickLooks: TickLookRule?
  var isInFront: Bool
  /// Whether ticks count for the room that the title leaves, as in Vega's look.
  var isVegas: Bool
  /// The scale across the axis at whose zero the axis line stands, if it lies inside the plot.
  var zeroOf: ScaleKey?
  /// Whether labels that do not fit side by side are wrapped, thinned or turned.
  var fitsLabels = false
  /// Whether ticks without a label have no grid line.
  var hasGridAtLabelsOnly = false

  /// Whether the axis runs from left to right.
  var isHorizontal: Bool { orient == .top || orient == .bottom }
}
