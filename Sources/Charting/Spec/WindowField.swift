import Diagnostics
import Notation
import Tables

/// `{op, field, param, as}`: one column of a window transform.
struct WindowField: SpecObject {
  var op: WindowOp?
  var field: FieldName?
  var parameter: Double?
  var name: String?
  var place: Place?

  static let noun = "a window field"
  static let properties: [Property<WindowField>] = [
    Property("op", \.op, "The operation."),
    Property("field", \.field, "The field; ranks need none."),
    Property("param", \.parameter, "How far or how many, for ntile, lag, lead and nth_value."),
    Property("as", \.name, "The name of the new column."),
  ]

  static func read(_ node: Node, _ reader: inout SpecReader) -> WindowField? {
    guard var result = read(node, &reader, except: []) else { return nil }
    result.place = node.place.head
    if node["op"] == nil { reader.log.add(.transformLacks("op", noun, at: node.place.head)) }
    if result.field == nil, let op = result.op, op.needsField {
      reader.log.add(.windowNeedsField(op.word, at: node.place.head))
    }
    if let op = result.op?.rowOp, op == .ntile || op == .nthValue {
      let number = result.parameter.flatMap { Int(whole: $0) }
      if number.map({ $0 < 1 }) ?? true {
        reader.log.add(.windowNeedsCount(op.rawValue, at: node["param"]?.place ?? node.place.head))
      }
    }
    return result
  }

  /// The name of the column, made as in Vega if none is given.
  func columnName(of field: String?) -> String {
    name ?? field.map { "\(op?.word ?? "")_\($0)" } ?? op?.word ?? ""
  }
}

/// An operation of a window: on the row's place, or on the rows of its frame.
enum WindowOp: SpecValue {
  case row(RowOp)
  case aggregate(AggregateOp)

  /// An operation on the place of a row among the others.
  enum RowOp: String, CaseIterable {
    case rowNumber = "row_number"
    case rank
    case denseRank = "dense_rank"
    case percentRank = "percent_rank"
    case cumeDist = "cume_dist"
    case ntile, lag, lead
    case firstValue = "first_value"
    case lastValue = "last_value"
    case nthValue = "nth_value"
  }

  static var expectation: String { "an operation such as 'rank' or 'sum'" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      .any(.words(RowOp.allCases.map(\.rawValue)), AggregateOp.schema(&definitions))
    }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> WindowOp? {
    guard let word = node.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    if let op = RowOp(rawValue: word) { return .row(op) }
    if AggregateOp(rawValue: word) != nil {
      return AggregateOp.read(node, &reader).map { .aggregate($0) }
    }
    let known = RowOp.allCases.map(\.rawValue) + AggregateOp.allCases.map(\.rawValue)
    reader.log.add(
      .unknownWord(word, noun: "an operation of windows", known: known, at: node.place))
    return nil
  }

  /// The operation as it is written.
  var word: String {
    switch self {
    case .row(let op): op.rawValue
    case .aggregate(let op): op.rawValue
    }
  }

  var rowOp: RowOp? { if case .row(let op) = self { op } else { nil } }

  /// Whether it looks at the values of a field.
  var needsField: Bool {
    switch self {
    case .row(let op): [.lag, .lead, .firstValue, .lastValue, .nthValue].contains(op)
    case .aggregate(let op): op != .count && op != .values
    }
  }
}

extension AggregateOp {
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { _ in
      .words(allCases.map(\.rawValue).filter { !AggregateOperation.useless.contains($0) })
    }
  }

  /// Reads an aggregate; some that Vega has cannot be asked for.
  static func read(_ node: Node, _ reader: inout SpecReader) -> AggregateOp? {
    guard let word = node.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    guard let op = AggregateOp(rawValue: word) else {
      reader.log.add(
        .unknownWord(word, noun: noun, known: allCases.map(\.rawValue), at: node.place))
      return nil
    }
    if AggregateOperation.useless.contains(word) {
      reader.log.add(.fadingAggregate(word, at: node.place))
      return nil
    }
    return op
  }
}

extension Diagnostic {
  static func windowNeedsField(_ op: String, at place: Place) -> Diagnostic {
    .error(
      "missing-property", "this '\(op)' has no 'field'", at: place,
      why: "it takes the values of a field; only ranks and counts need none")
  }

  static func windowNeedsCount(_ op: String, at place: Place) -> Diagnostic {
    .error(
      "missing-property", "'\(op)' needs a 'param', a whole number from 1", at: place,
      why: op == "ntile" ? "it says into how many parts the rows go" : "it says which row is meant")
  }

  static func fadingAggregate(_ op: String, at place: Place) -> Diagnostic {
    .error(
      "useless-aggregate", "'\(op)' has no value in Vega-Lite", at: place,
      why: "Vega asks how fast values fade, for which Vega-Lite has no property",
      hint: "use 'mean' in a window, with a 'frame'")
  }
}
