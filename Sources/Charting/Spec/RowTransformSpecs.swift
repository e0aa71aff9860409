// Transforms that give rows new columns, or that make rows out of rows.

import Diagnostics
import Notation

/// Ranks, neighbours and running values of sorted rows.
struct WindowSpec: TransformObject {
  var fields: [WindowField]?
  var groupby: [FieldName]?
  var sort: [SortFieldSpec]?
  var frame: FrameSpec?
  var ignorePeers: Bool?
  var place: Place?

  static let noun = "a window transform"
  static let required = ["window"]
  static let properties: [Property<WindowSpec>] = [
    Property("window", \.fields, "The columns to be made."),
    Property("groupby", \.groupby, "The fields whose values part the rows. Default: none."),
    Property("sort", \.sort, "The order of the rows. Default: as they come."),
    Property("frame", \.frame, "The rows around each one that count. Default: [null, 0]."),
    Property(
      "ignorePeers", \.ignorePeers,
      "Whether rows that sort alike are left out of the frame. Default: false."),
  ]
}

/// Rows stacked on each other: where each starts and ends.
struct StackTransformSpec: TransformObject {
  var field: FieldName?
  var groupby: [FieldName]?
  var offset: StackOffset?
  var sort: [SortFieldSpec]?
  var names: NewNames?
  var place: Place?

  static let noun = "a stack transform"
  static let required = ["stack", "groupby", "as"]
  static let properties: [Property<StackTransformSpec>] = [
    Property("stack", \.field, "The field whose values are stacked."),
    Property("groupby", \.groupby, "The fields whose values part the stacks."),
    Property("offset", \.offset, "zero, center or normalize. Default: zero."),
    Property("sort", \.sort, "The order in a stack. Default: as the rows come."),
    Property("as", \.names, "The columns of the start and the end."),
  ]
}

/// Values put into bins.
struct BinTransformSpec: TransformObject {
  var bin: BinUse?
  var field: FieldName?
  var names: NewNames?
  var place: Place?

  static let noun = "a bin transform"
  static let required = ["bin", "field", "as"]
  static let properties: [Property<BinTransformSpec>] = [
    Property("bin", \.bin, "true, or bin parameters."),
    Property("field", \.field, "The field whose values are put into bins."),
    Property("as", \.names, "The columns of the start and the end."),
  ]
}

/// Values of the rows of other data that have the same key.
struct LookupSpec: TransformObject {
  var field: FieldName?
  var from: LookupSource?
  var names: NewNames?
  var otherwise: ScalarSpec?
  var place: Place?

  static let noun = "a lookup transform"
  static let required = ["lookup", "from"]
  static let properties: [Property<LookupSpec>] = [
    Property("lookup", \.field, "The field whose values are looked up."),
    Property("from", \.from, "The other data, their key, and the fields that are taken."),
    Property("as", \.names, "The columns to be made. Default: as the fields."),
    Property("default", \.otherwise, "The value of rows without a match. Default: null."),
  ]
}

/// The other data of a lookup.
struct LookupSource: SpecObject {
  var data: DataSpec?
  var key: FieldName?
  var fields: [FieldName]?
  var parameter: String?

  static let noun = "the source of a lookup"
  static let properties: [Property<LookupSource>] = [
    Property("data", \.data, "The data."),
    Property("key", \.key, "The field whose values are compared."),
    Property("fields", \.fields, "The fields to take. Default: whole rows."),
    Property("param", \.parameter, "A selection, which a static picture does not have."),
  ]

  static func read(_ node: Node, _ reader: inout SpecReader) -> LookupSource? {
    guard let result = read(node, &reader, except: []) else { return nil }
    if let parameter = node.member("param") {
      reader.log.add(.lookupInSelection(at: parameter.keyPlace))
      return nil
    }
    for name in ["data", "key"] where node[name] == nil {
      reader.log.add(.transformLacks(name, noun, at: node.place.head))
    }
    return result
  }
}

/// Values of rows that become columns.
struct PivotSpec: TransformObject {
  var field: FieldName?
  var value: FieldName?
  var groupby: [FieldName]?
  var limit: Double?
  var op: AggregateOp?
  var place: Place?

  static let noun = "a pivot transform"
  static let required = ["pivot", "value"]
  static let properties: [Property<PivotSpec>] = [
    Property("pivot", \.field, "The field whose values become columns."),
    Property("value", \.value, "The field whose values stand in them."),
    Property("groupby", \.groupby, "The fields whose values make a row. Default: none."),
    Property("limit", \.limit, "The most columns, 0 for all. Default: 0."),
    Property("op", \.op, "How several values become one. Default: sum."),
  ]
}

/// Lists that become rows.
struct FlattenSpec: TransformObject {
  var fields: [FieldName]?
  var names: [String]?
  var place: Place?

  static let noun = "a flatten transform"
  static let required = ["flatten"]
  static let properties: [Property<FlattenSpec>] = [
    Property("flatten", \.fields, "The fields that hold lists."),
    Property("as", \.names, "The columns of their elements. Default: as the fields."),
  ]
}

/// Rows for the keys that a group lacks.
struct ImputeTransformSpec: TransformObject {
  var field: FieldName?
  var key: FieldName?
  var groupby: [FieldName]?
  var method: ImputeMethod?
  var value: ScalarSpec?
  var keyvals: KeyValues?
  var frame: FrameSpec?
  var place: Place?

  static let noun = "an impute transform"
  static let required = ["impute", "key"]
  static let properties: [Property<ImputeTransformSpec>] = [
    Property("impute", \.field, "The field whose missing values are made."),
    Property("key", \.key, "The field that tells the rows of a group apart."),
    Property("groupby", \.groupby, "The fields whose values make a group. Default: none."),
    Property("method", \.method, "value, mean, median, max or min. Default: value."),
    Property("value", \.value, "The value. Default: 0."),
    Property("keyvals", \.keyvals, "Further keys: a list, or {start, stop, step}."),
    Property("frame", \.frame, "The rows around that count. Default: [null, null]."),
  ]

  /// What is asked, without the fields.
  var asked: ImputeSpec {
    ImputeSpec(method: method, value: value, keyvals: keyvals, frame: frame)
  }
}

/// What is asked of a channel whose missing values are made.
struct ImputeSpec: SpecObject {
  var method: ImputeMethod?
  var value: ScalarSpec?
  var keyvals: KeyValues?
  var frame: FrameSpec?

  static let noun = "an imputation"
  static let properties: [Property<ImputeSpec>] = [
    Property("method", \.method, "value, mean, median, max or min. Default: value."),
    Property("value", \.value, "The value. Default: 0."),
    Property("keyvals", \.keyvals, "Further keys: a list, or {start, stop, step}."),
    Property("frame", \.frame, "The rows around that count. Default: [null, null]."),
  ]
}

/// How a missing value is made.
enum ImputeMethod: String, SpecWord, Hashable {
  case value, mean, median, max, min
  static let noun = "a way to make values"
}

/// Keys that are to be there: a list, or numbers from a start to a stop.
enum KeyValues: SpecValue {
  case list([ScalarSpec])
  case numbers(SequenceSpec)

  static var expectation: String { "a list of values, or {start, stop, step}" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(
      [ScalarSpec].schema(&definitions), SequenceSpec.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> KeyValues? {
    if node.elements != nil { return [ScalarSpec].read(node, &reader).map { .list($0) } }
    guard node.members != nil else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    guard let numbers = SequenceSpec.read(node, &reader) else { return nil }
    if numbers.stop == nil {
      reader.log.add(.transformLacks("stop", SequenceSpec.noun, at: node.place.head))
    }
    return .numbers(numbers)
  }
}

/// A parameter with the least and the greatest value of a field.
struct ExtentTransformSpec: TransformObject {
  var field: FieldName?
  var parameter: String?
  var place: Place?

  static let noun = "an extent transform"
  static let required = ["extent", "param"]
  static let properties: [Property<ExtentTransformSpec>] = [
    Property("extent", \.field, "The field."),
    Property("param", \.parameter, "The name of the parameter, for expressions."),
  ]
}

/// Some rows, drawn by lot.
struct SampleSpec: TransformObject {
  var count: Double?
  var place: Place?

  static let noun = "a sample transform"
  static let required = ["sample"]
  static let properties: [Property<SampleSpec>] = [
    Property("sample", \.count, "How many rows are kept.")
  ]
}

extension Diagnostic {
  static func lookupInSelection(at place: Place) -> Diagnostic {
    .error(
      "static-picture", "a lookup in a selection has no rows to find", at: place,
      why: "in a static picture nothing is selected",
      hint: "name the rows with 'data' and 'key'")
  }
}
