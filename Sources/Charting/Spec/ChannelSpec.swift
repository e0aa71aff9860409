import Diagnostics
import Notation
import Tables

/// What a channel shows: a field, a datum, or a fixed value.
struct ChannelSpec: SpecObject {
  var field: FieldName?
  var datum: ScalarSpec?
  var value: RawSpec?
  var type: FieldType?
  var aggregate: AggregateSpec?
  var bin: Nullable<BinUse>?
  var timeUnit: Nullable<TimeUnitSpec>?
  var title: Nullable<TextLines>?
  var bandPosition: Double?
  var scale: Nullable<ScaleSpec>?
  var axis: Nullable<AxisSpec>?
  var legend: Nullable<LegendSpec>?
  var header: Nullable<HeaderSpec>?
  var impute: Nullable<ImputeSpec>?
  var stack: StackSpec?
  var sort: Nullable<SortSpec>?
  var format: FormatSpec?
  var formatType: FormatType?
  var condition: ConditionListSpec?
  // Facets
  var align: Either<GridAlign, RowColumnAlign>?
  var center: Either<Bool, RowColumnCenter>?
  var spacing: Either<Double, RowColumnSpacing>?
  var columns: Double?
  /// Whether a type that is not given is that of the values, as in Altair: in shorthands.
  var infersType = false
  /// Where the channel was written.
  var place: Place?

  static let noun = "a channel"
  static var expectation: String {
    "a channel such as 'year:Q' or {field: year, type: quantitative}"
  }

  /// A shorthand, an object, or null for none.
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.string, .null, objectSchema(&definitions))
  }

  static let properties: [Property<ChannelSpec>] =
    [
      Property("field", \.field, "The column."),
      Property("datum", \.datum, "A constant in the data's terms."),
      Property("value", \.value, "A constant in visual terms.", as: VisualSpec.self),
      Property(
        "type", \.type,
        "The type of measure; 'year' is ours, for years as numbers. Default: by the data."),
      Property("aggregate", \.aggregate, "How the rows of a group become one value."),
      Property("bin", \.bin, "Whether the values are put into bins. Default: false."),
      Property("timeUnit", \.timeUnit, "The part of a moment that counts."),
      Property("title", \.title, "The title of the axis, legend or header. Default: by the field."),
      Property("bandPosition", \.bandPosition, "The place in a band or bin, 0 to 1."),
      Property("scale", \.scale, "The scale, or null for none."),
      Property("axis", \.axis, "The axis, or null for none."),
      Property("legend", \.legend, "The legend, or null for none."),
      Property("header", \.header, "The headers of facets, or null for none."),
      Property("impute", \.impute, "How values are made for missing rows. Default: not."),
      Property("stack", \.stack, "How values are stacked. Default: zero for bars and areas."),
      Property("sort", \.sort, "The order of a discrete scale's values. Default: ascending."),
      Property("format", \.format, "How a text is formatted (d3-format)."),
      Property("formatType", \.formatType, "'number' or 'time'."),
      Property("condition", \.condition, "Values for rows that pass a test."),
      Property("spacing", \.spacing, "The distance of facets in pixels. Default: 20."),
      Property("columns", \.columns, "How many facets stand in a row."),
      Property("align", \.align, "How the cells of facets are aligned."),
      Property("center", \.center, "Whether the cells of facets are centred."),
    ] + Property.withoutEffect("bounds")

  static func read(_ node: Node, _ reader: inout SpecReader) -> ChannelSpec? {
    if let text = node.string { return Shorthand.read(text, at: node.place) }
    if node.isNull {
      return ChannelSpec(value: RawSpec(node: node), place: node.place)
    }
    guard var result = read(node, &reader, except: []) else { return nil }
    result.place = node.place
    result.expandShorthand()
    return result
  }

  /// Altair's shorthand may also stand as the field of an object: `{"field": "mean(x):Q"}`.
  private mutating func expandShorthand() {
    guard type == nil, aggregate == nil, timeUnit == nil, let field, let place = field.place else {
      return
    }
    let short = Shorthand.parse(field.name)
    guard short.isMore else { return }
    let expanded = Shorthand.channel(of: short, in: field.name, at: place)
    self.field = expanded.field
    type = expanded.type
    aggregate = expanded.aggregate
    timeUnit = expanded.timeUnit
  }

  /// The time unit by which the field's moments are gathered.
  var unit: TimeUnit? { timeUnit?.wrapped?.unit }

  /// Whether the channel shows data: a field, an aggregate, or a datum.
  var isField: Bool { field != nil || aggregate != nil }
}

/// The name of a column, or a path into nested values; `\.` and `\[` stand for the signs.
struct FieldName: SpecValue, Hashable {
  var name: String
  var place: Place?

  static var expectation: String { "the name of a field" }
  static var expectationOfMany: String { "a list of field names" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { _ in .any(.string, RepeatReader.schema) }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> FieldName? {
    if let text = node.string { return FieldName(name: text, place: node.place) }
    if node["repeat"] != nil { return RepeatReader.field(node, &reader) }
    reader.mismatch(node, expected: expectation)
    return nil
  }

  /// The parts of the path.
  var path: [String] { FieldPath.parts(of: name) }
}

/// An aggregate: an operation, or `{argmax: field}`.
struct AggregateSpec: SpecValue, Hashable {
  var op: AggregateOp
  /// The field whose least or greatest value tells the row that is meant.
  var argument: FieldName?

  static var expectation: String { "an aggregate such as 'mean', or {argmax: field}" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(AggregateOp.schema(&definitions), ArgumentSpec.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> AggregateSpec? {
    guard node["argmax"] != nil || node["argmin"] != nil else {
      if node.members == nil {
        return AggregateOp.read(node, &reader).map { AggregateSpec(op: $0) }
      }
      reader.mismatch(node, expected: expectation)
      return nil
    }
    guard let spec = ArgumentSpec.read(node, &reader) else { return nil }
    return spec.argmax.map { AggregateSpec(op: .argmax, argument: $0) }
      ?? spec.argmin.map { AggregateSpec(op: .argmin, argument: $0) }
  }
}

/// `{argmax: field}`: the value of the row in which a field has its greatest or least value.
struct ArgumentSpec: SpecObject {
  var argmax: FieldName?
  var argmin: FieldName?

  static let noun = "an aggregate by another field"

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      var object = schemaObject(properties, &definitions)
      object.choices = properties.map { [$0.name] }
      return .object(object)
    }
  }

  static let properties: [Property<ArgumentSpec>] = [
    Property("argmax", \.argmax, "The field whose greatest value tells the row."),
    Property("argmin", \.argmin, "The field whose least value tells the row."),
  ]
}

/// `true`, `false`, `"binned"` or bin parameters.
enum BinUse: SpecValue {
  case off, on
  /// The data are in bins already, of this width if it is known.
  case binned(step: Double?)
  case parameters(BinObject)

  static var expectation: String { "true, false, 'binned' or bin parameters" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.boolean, .words(["binned"]), BinObject.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> BinUse? {
    if let flag = node.bool { return flag ? .on : .off }
    if node.string == "binned" { return .binned(step: nil) }
    if node.members != nil {
      return BinObject.read(node, &reader).map { object in
        object.binned == true ? .binned(step: object.step) : .parameters(object)
      }
    }
    reader.mismatch(node, expected: expectation)
    return nil
  }

  /// What is asked of bins that are to be made, for a channel.
  func parameters(for channel: Channel?) -> BinRule.Parameters? {
    switch self {
    case .off, .binned: nil
    case .on: BinObject().parameters(for: channel)
    case .parameters(let object): object.parameters(for: channel)
    }
  }
}

/// `"zero"`, `"center"`, `"normalize"`, `true`, `false` or `null`.
enum StackSpec: SpecValue, Hashable {
  case off
  case on(StackOffset)

  static var expectation: String { "'zero', 'center', 'normalize', true, false or null" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.null, .boolean, StackOffset.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> StackSpec? {
    if node.isNull { return .off }
    if let flag = node.bool { return flag ? .on(.zero) : .off }
    return StackOffset.read(node, &reader).map { .on($0) }
  }
}

/// The order of a discrete scale's values.
enum SortSpec: SpecValue {
  case order(SortOrder)
  case values([ScalarSpec])
  case channel(Channel, SortOrder, Place)
  case field(FieldName?, AggregateOp?, SortOrder)

  /// Whether it is one word, and no list or object.
  var isWord: Bool {
    switch self {
    case .order: true
    case .values, .channel, .field: false
    }
  }

  static var expectation: String {
    "'ascending', 'descending', a channel such as '-x', a list of values, or {field, op, order}"
  }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let channels = Channel.allCases.map(\.rawValue)
    let words = SortOrder.allCases.map(\.rawValue) + channels + channels.map { "-" + $0 }
    return .any(
      definitions.define("SortWord") { _ in .words(words) }, [ScalarSpec].schema(&definitions),
      SortObject.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> SortSpec? {
    if node.elements != nil { return [ScalarSpec].read(node, &reader).map { .values($0) } }
    if let text = node.string { return read(text, node, &reader) }
    guard let object = SortObject.read(node, &reader) else { return nil }
    let order = object.order?.wrapped ?? .ascending
    if let channel = object.encoding { return .channel(channel, order, node.place) }
    return .field(object.field, object.op, order)
  }

  private static func read(
    _ text: String, _ node: Node, _ reader: inout SpecReader
  ) -> SortSpec? {
    if let order = SortOrder(rawValue: text) { return .order(order) }
    let name = text.hasPrefix("-") ? String(text.dropFirst()) : text
    if let channel = Channel(rawValue: name) {
      return .channel(channel, text.hasPrefix("-") ? .descending : .ascending, node.place)
    }
    let known = SortOrder.allCases.map(\.rawValue) + Channel.allCases.map(\.rawValue)
    reader.log.add(
      .error(
        "unknown-value", "'\(text)' is not a sort order", at: node.place,
        why: "it may be \(expectation)", hint: OtherNames.hint(for: name, in: known)))
    return nil
  }
}

/// `{field, op, order}` or `{encoding, order}`.
struct SortObject: SpecObject {
  var field: FieldName?
  var op: AggregateOp?
  var order: Nullable<SortOrder>?
  var encoding: Channel?
  static let noun = "a sort"
  static let properties = [
    Property<SortObject>("field", \.field, "The field to sort by."),
    Property<SortObject>("op", \.op, "How its values are gathered. Default: sum or mean."),
    Property<SortObject>("order", \.order, "Ascending or descending. Default: ascending."),
    Property<SortObject>("encoding", \.encoding, "The channel to sort by."),
  ]
}

/// `{row: 10, column: 20}`.
struct RowColumnSpacing: SpecObject {
  var row: Double?
  var column: Double?
  static let noun = "a spacing"
  static let properties = [
    Property<RowColumnSpacing>("row", \.row, "The distance of rows in pixels. Default: 20."),
    Property<RowColumnSpacing>("column", \.column, "The distance of columns. Default: 20."),
  ]
}
