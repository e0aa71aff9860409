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
  /// About how many ticks; nil leaves it to the length of the side.
  var tickCount: Double?
  var tickMinStep: Double?
  var format: LabelFormat
  var grid: LineLook?
  var domain: LineLook?
  var ticks: LineLook?
  var tickSize: Double
  var labels: TextLook?
  var labelAngle: Double
  var labelAlign: HorizontalAlign?
  var labelBaseline: VerticalAlign?
  var labelPadding: Double
  var labelOffset: Double
  var labelOverlap: LabelOverlap
  var labelSeparation: Double
  var labelFlush: Bool
  var labelLimit: Double
  var title: String
  var titleLook: TextLook
  var titlePadding: Double
  var titleAnchor: TitleAnchor
  var titleAngle: Double
  var offset: Double
  var position: Double
  var bandPosition: Double
  var minExtent: Double
  var isInFront: Bool
  /// The scale across the axis at whose zero the axis line stands, if it lies inside the plot.
  var zeroOf: ScaleKey?
  /// Whether labels that do not fit side by side are wrapped, thinned or turned.
  var fitsLabels = false
  /// Whether ticks without a label have no grid line.
  var hasGridAtLabelsOnly = false

  /// Whether the axis runs from left to right.
  var isHorizontal: Bool { orient == .top || orient == .bottom }
}
