import Canvas
import Diagnostics
import Tables

/// Which rows of a mark are seen on a plot that has been laid out.
struct MarkPlacing {
  /// The rows that are seen.
  private(set) var seen: [Int] = []
  /// How many items stand outside the plot, and are drawn there.
  private(set) var itemsOutside = 0
  private var causes: [Int: RowLedger.Cause] = [:]
  private let mark: MarkPlan

  init(mark: MarkPlan, drawn: DrawnMark, plot: PlotFrame) {
    self.mark = mark
    if mark.type.isSeries {
      placeSeries(drawn, plot)
    } else {
      placeItems(drawn, plot)
    }
  }

  /// Why a row that has a place is not seen; nil if it has none.
  func cause(_ row: Int) -> RowLedger.Cause? { causes[row] }

  private mutating func placeItems(_ drawn: DrawnMark, _ plot: PlotFrame) {
    for item in drawn.items {
      guard item.isSeen else {
        causes[item.row] = RowLedger.Cause(
          .unseen, "has no colour or an opacity of 0", at: mark.place)
        continue
      }
      guard let box = item.bounds, !box.touches(plot.area) else {
        seen.append(item.row)
        continue
      }
      if drawn.isClipped {
        causes[item.row] = clipped
        continue
      }
      // Texts stand beside a plot on purpose.
      if mark.type != .text { itemsOutside += 1 }
      seen.append(item.row)
    }
  }

  /// The points of lines and areas, each of which is a row.
  private mutating func placeSeries(_ drawn: DrawnMark, _ plot: PlotFrame) {
    for (row, box) in mark.points(in: plot.space) {
      let isInside = box.expanded(by: 0.01).touches(plot.area)
      if isInside || !drawn.isClipped { seen.append(row) } else { causes[row] = clipped }
      if !isInside, !drawn.isClipped { itemsOutside += 1 }
    }
  }

  private var clipped: RowLedger.Cause {
    RowLedger.Cause(.clipped, "outside the plot, where the mark is clipped", at: mark.place)
  }
}

extension Rect {
  /// Whether two rectangles have a point in common.
  fileprivate func touches(_ other: Rect) -> Bool {
    x <= other.maxX && maxX >= other.x && y <= other.maxY && maxY >= other.y
  }
}

extension MarkItem {
  /// Whether anything of the item is painted.
  var isSeen: Bool {
    if look.opacity <= 0 { return false }
    switch shape {
    case .text, .image: return true
    default: return look.fill != nil || look.stroke != nil
    }
  }
}

/// Why rows have no place on a plot.
struct UnplacedReason {
  let unit: BoundUnit
  let mark: MarkPlan
  let scales: [ScaleKey: ScalePlan]

  /// Whether a row has zero or less on a log scale: what stands for it, if anything, is no place.
  func hasNoLogarithm(_ row: Int) -> Bool {
    unit.channels.contains { channel in
      guard channel.channel.hasScale, let field = channel.field,
        let column = mark.table[field.column]
      else { return false }
      return hasNoLogarithm(column[row], channel)
    }
  }

  private func hasNoLogarithm(_ value: Value, _ channel: BoundChannel) -> Bool {
    guard mark.keys[channel.channel].flatMap({ scales[$0] })?.type == .log,
      unit.stack?.channel != channel.channel, let number = value.number
    else { return false }
    return number <= 0
  }

  /// The reason that a row has: how it was placed says it, but that a scale has no colour for its value
  /// says more than that it has none.
  func cause(_ row: Int, after placed: RowLedger.Cause?) -> RowLedger.Cause {
    if let placed, placed.kind != .unseen { return placed }
    if let cause = scaleCause(row) ?? placed { return cause }
    if unit.type == .text, let field = unit.field(.text),
      mark.table.value(field.column, row: row).isNull
    {
      return RowLedger.Cause(
        .missing, "no value in '\(field.source ?? field.column)' (text)", at: unit[.text]?.place)
    }
    if mark.map != nil { return RowLedger.Cause(.noPlace, "not seen on the map", at: mark.place) }
    return RowLedger.Cause(.noPlace, "no place on the plot", at: mark.place)
  }

  /// Why a scale gives a row nothing; nil if each gives it something.
  private func scaleCause(_ row: Int) -> RowLedger.Cause? {
    for channel in unit.channels where channel.channel.hasScale {
      guard let field = channel.field, let column = mark.table[field.column] else { continue }
      if let cause = cause(column[row], row, channel, field) { return cause }
    }
    return nil
  }

  private func cause(
    _ value: Value, _ row: Int, _ channel: BoundChannel, _ field: FieldBinding
  ) -> RowLedger.Cause? {
    let key = mark.keys[channel.channel]
    guard let scale = key.flatMap({ scales[$0] }) else { return nil }
    guard scale.type.isDiscrete else {
      if let reason = InvalidRows.Reason(value) {
        return InvalidRows(reason: reason, channel: channel, rows: [row])
          .parted(in: mark.table).first?.cause
      }
      guard hasNoLogarithm(value, channel) else { return nil }
      return RowLedger.Cause(
        .logOfZero,
        "no logarithm of '\(field.source ?? field.column)' (\(channel.channel.rawValue))",
        at: channel.place)
    }
    guard !scale.domain.values.contains(value) else { return nil }
    let name = field.source ?? field.column
    if value.isNull { return InvalidRows(reason: .missing, channel: channel, rows: []).cause }
    return RowLedger.Cause(
      .notInDomain, "a value of '\(name)' that is not in the domain of \(channel.channel.rawValue)",
      at: channel.place)
  }
}

extension BoundUnit {
  /// The fields that the mark shows, channel by channel.
  var ledgerFields: [RowLedger.Field] {
    channels.flatMap { channel in
      channel.fields.map { field in
        RowLedger.Field(channel: channel.channel.rawValue, text: field.ledgerText)
      }
    }
  }
}

extension FieldBinding {
  /// What is shown, such as `mean(price)`.
  fileprivate var ledgerText: String {
    if let aggregate { return "\(aggregate.rawValue)(\(source ?? ""))" }
    if let timeUnit { return "\(timeUnit.name)(\(source ?? column))" }
    return bin == nil ? source ?? column : "bin(\(source ?? column))"
  }
}

extension MarkPlan {
  /// The points of a line or an area, each with its row and with the box that it reaches over; rows
  /// without a place are left out.
  func points(in space: PlotSpace) -> [(row: Int, box: Rect)] {
    let placed = placed(in: space)
    let xs = space.reach(placed.x, placed.table, length: space.size.width)
    let ys = space.reach(placed.y, placed.table, length: space.size.height)
    return (0..<placed.table.rowCount).compactMap { row in
      guard let (x1, x2) = xs(row), let (y1, y2) = ys(row) else { return nil }
      return (row, Rect(from: Point(x1, y1), to: Point(x2, y2)))
    }
  }
}
