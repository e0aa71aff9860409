// Transform: what a normalized view became when its data were read and transformed.

import Canvas
import Diagnostics
import Notation
import Tables

/// A view with its rows.
indirect enum BoundView {
  case unit(BoundUnit)
  case layer(BoundLayer)
  case facet(BoundFacet)
  case concat(BoundConcat)

  /// The unit views inside, in drawing order; those of each facet cell in turn.
  var units: [BoundUnit] {
    switch self {
    case .unit(let unit): [unit]
    case .layer(let layer): layer.layers.flatMap(\.units)
    case .facet(let facet): facet.cells.flatMap(\.view.units)
    case .concat(let concat): concat.views.flatMap(\.units)
    }
  }

  /// The view as it was asked for.
  var spec: ViewSpec {
    switch self {
    case .unit(let unit): unit.spec
    case .layer(let layer): layer.spec
    case .facet(let facet): facet.spec
    case .concat(let concat): concat.spec
    }
  }

  /// The views inside.
  var parts: [BoundView] {
    switch self {
    case .unit: []
    case .layer(let layer): layer.layers
    case .facet(let facet): facet.cells.map(\.view)
    case .concat(let concat): concat.views
    }
  }
}

/// Views drawn over each other.
struct BoundLayer {
  var spec: ViewSpec
  var layers: [BoundView]
}

/// Views beside each other.
struct BoundConcat {
  var spec: ViewSpec
  var concat: ConcatSpec
  var views: [BoundView]
}

/// A view repeated for each value of a field.
struct BoundFacet {
  var spec: ViewSpec
  var facet: FacetSpec
  /// The fields, with their values in order; empty where there is no such facet.
  var rows: FacetField?
  var columns: FacetField?
  var wrap: FacetField?
  var cells: [FacetCell]
}

/// A field by which a view is repeated.
struct FacetField {
  var binding: FieldBinding
  var spec: ChannelSpec
  var values: [Value]
  /// The rows of each value.
  var rows: [Value: [Int]]
}

/// One repetition.
struct FacetCell {
  var row: Int
  var column: Int
  var view: BoundView
}

/// A view with one mark and its rows.
struct BoundUnit {
  var spec: ViewSpec
  @Boxed var mark: MarkSpec
  var type: MarkType
  /// The mark's properties over those of the configuration and of its styles.
  @Boxed var settings: MarkSpec
  var channels: [BoundChannel]
  /// The rows that are drawn.
  var table: Table
  /// The rows before they were aggregated, for sort orders.
  var raw: Table
  /// The rows from which scales take their domains, where they are not those that are drawn.
  var rowsOfDomains: Table?
  /// The rows that have no place on a continuous scale, by why.
  var invalid: [InvalidRows] = []
  var stack: StackBinding?
  /// The pictures of an image mark by their addresses.
  var pictures: [String: Picture] = [:]
  var orient: Orientation?
  /// The intervals that are selected at first, with what they look like.
  var brushes: [(selection: Selection, look: SelectionMarkSpec?)] = []

  /// The first binding of a channel.
  ///
  /// By its index, for a channel is large, and those that are passed over need not be copied.
  subscript(channel: Channel) -> BoundChannel? {
    for index in channels.indices where channels[index].channel == channel {
      return channels[index]
    }
    return nil
  }

  /// The field of a channel, if it shows one.
  func field(_ channel: Channel) -> FieldBinding? { self[channel]?.field }
}

/// A channel with what it shows.
struct BoundChannel {
  /// What a channel may show.
  enum Content {
    indirect case field(FieldBinding)
    case datum(Value, FieldType)
    case value(Node)
    /// Only conditions say anything.
    case nothing
  }

  var channel: Channel
  var content: Content
  var spec: ChannelSpec
  var conditions: [BoundCondition]
  var place: Place

  var field: FieldBinding? {
    if case .field(let field) = content { field } else { nil }
  }

  /// The fields that the channel shows, its own and those of its conditions.
  var fields: [FieldBinding] {
    ([content] + conditions.map(\.content)).compactMap { content in
      if case .field(let field) = content { field } else { nil }
    }
  }

  /// Whether the values stand in bins, made here or before.
  var isBinned: Bool { field?.isBinned ?? false }

  /// The type of what is shown in the data's terms.
  var type: FieldType? {
    switch content {
    case .field(let field): field.type
    case .datum(_, let type): type
    default: nil
    }
  }
}

/// A condition with its test.
struct BoundCondition {
  var test: Predicate
  var content: BoundChannel.Content
  /// What is asked of the scale and the guide of what is shown.
  var spec: ChannelSpec
}

/// A column in the final table, with what it means.
struct FieldBinding {
  /// The column in the final table.
  var column: String
  /// The field in the raw rows; nil for a count.
  var source: String?
  var type: FieldType
  var aggregate: AggregateOp?
  /// The field whose least or greatest value tells the row, for argmin and argmax.
  var argument: String?
  var title: String
  /// What a Data Package says of the column.
  @BoxedOptional var descriptor: FieldDescriptor? = nil
  /// The time unit by which moments are gathered.
  var timeUnit: TimeUnit?
  /// The bins into which values are put.
  var bin: BinRule?
  /// Whether the values are starts of bins, made here or before.
  var isBinned = false
  /// The width of bins that were made before, if it is known.
  var binStep: Double?
  /// The column in which the time unit or the bin of each row ends.
  var end: String?
  /// The columns between which a mark fills its time unit, if not from its start to its end.
  var reach: FieldReach?

  /// The columns that stand for the field's values, by which aggregated rows are gathered.
  var columns: [String] {
    [column, end, reach?.start, reach?.end].compactMap { $0 }
  }

  /// Whether values are placed along a line by size, not one by one.
  var isContinuous: Bool { type.isContinuous }
}

/// Where the stacked ends of a mark stand in the table.
struct StackBinding {
  /// The channel that is stacked.
  var channel: Channel
  var offset: StackOffset
  var start: String
  var end: String
}

extension BoundChannel {
  /// The constants that the channel shows, those of its conditions first.
  var constants: [Node] {
    (conditions.map(\.content) + [content]).compactMap { content in
      if case .value(let node) = content { node } else { nil }
    }
  }
}
