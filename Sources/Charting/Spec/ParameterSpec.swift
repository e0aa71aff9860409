import Notation

/// A parameter as it is declared: a value, an expression, or a selection.
///
/// Its first value is what counts in a picture; what readers could do to it has no effect.
struct ParameterSpec: SpecObject {
  var name: String?
  var value: RawSpec?
  var expr: String?
  var select: Either<SelectionType, SelectionSpec>?
  var bind: RawSpec?

  static let noun = "a parameter"
  static var expectationOfMany: String { "a list of parameters" }
  static let required = ["name"]
  static let properties: [Property<ParameterSpec>] =
    [
      Property("name", \.name, "The name, for expressions and conditions."),
      Property("value", \.value, "The value, or what is selected at first."),
      Property("expr", \.expr, "An expression that gives the value."),
      Property("select", \.select, "What readers of a picture that moves select."),
      Property("bind", \.bind, "'scales' clips marks to the plot; the rest has no effect."),
    ] + Property.withoutEffect("react", "views", "description")

  /// Expressions stand in `expr` alone.
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      var object = schemaObject(properties, &definitions)
      (object.required, object.takesExpressions) = (required, false)
      return .object(object)
    }
  }
}

/// What a selection is of.
enum SelectionType: String, SpecWord {
  case point, interval
  static let noun = "a type of selection"
}

/// A selection as it is declared.
struct SelectionSpec: SpecObject {
  var type: SelectionType?
  var fields: [String]?
  var encodings: [Channel]?
  var mark: SelectionMarkSpec?

  static let noun = "a selection"
  static let required = ["type"]
  static let properties: [Property<SelectionSpec>] =
    [
      Property("type", \.type, "Single rows, or a range of values."),
      Property("fields", \.fields, "The fields whose values are selected."),
      Property("encodings", \.encodings, "The channels whose values are selected."),
      Property("mark", \.mark, "What an interval that is selected at first looks like."),
    ]
    + Property.withoutEffect(
      "clear", "on", "toggle", "translate", "zoom", "nearest", "resolve")
}

/// What an interval that is selected at first looks like.
struct SelectionMarkSpec: SpecObject {
  var fill: Nullable<PaintSpec>?
  var fillOpacity: Double?
  var stroke: Nullable<PaintSpec>?
  var strokeOpacity: Double?
  var strokeWidth: Double?
  var strokeDash: [Double]?

  static let noun = "the mark of an interval"
  static let properties: [Property<SelectionMarkSpec>] =
    [
      Property("fill", \.fill, "The fill. Default: #333."),
      Property("fillOpacity", \.fillOpacity, "The opacity of the fill. Default: 0.125."),
      Property("stroke", \.stroke, "The frame. Default: white."),
      Property("strokeOpacity", \.strokeOpacity, "The opacity of the frame. Default: 1."),
      Property("strokeWidth", \.strokeWidth, "The width of the frame. Default: 1."),
      Property("strokeDash", \.strokeDash, "The dashes of the frame."),
    ] + Property.withoutEffect("cursor")
}
