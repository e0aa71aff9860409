import Notation

/// The kinds of view, told apart by the keys that make them.
enum ViewKind: CaseIterable {
  case hconcat, vconcat, concat, repeated, layer, facet, unit

  /// The keys that make it.
  var required: [String] {
    switch self {
    case .hconcat: ["hconcat"]
    case .vconcat: ["vconcat"]
    case .concat: ["concat"]
    case .repeated: ["repeat", "spec"]
    case .layer: ["layer"]
    case .facet: ["facet", "spec"]
    case .unit: ["mark"]
    }
  }

  /// All keys that stand in such a view alone.
  var keys: Set<String> {
    let grid = GridSpec.properties.map(\.name) + ["columns"]
    let shared =
      switch self {
      case .hconcat, .vconcat, .concat, .repeated, .facet: grid
      case .layer, .unit: ["encoding", "projection"]
      }
    return Set(required + shared)
  }
}

extension ViewSpec {
  /// The properties that every view may have.
  static let properties: [Property<ViewSpec>] =
    [
      Property("name", \.name, "A name, which selections may look for."),
      Property("title", \.title, "The headline, with what stands under it."),
      Property("data", \.data, "The rows. Default: those of the view around it."),
      Property("transform", \.transform, "Steps that make a table from a table."),
      Property("resolve", \.resolve, "Whether parts share scales, axes and legends."),
      Property(
        "width", \.width,
        "The width of the plot, in pixels or, ours, as '89mm'. Default: by scale and theme."),
      Property(
        "height", \.height,
        "The height of the plot, in pixels or, ours, as '89mm'. Default: by scale and theme."),
      Property("view", \.view, "The frame of the plot."),
      Property("params", \.params, "Parameters, whose first values the picture shows."),
    ] + Property.withoutEffect("description")

  /// The properties of single kinds of view.
  static let ownProperties: [Property<ViewSpec>] = [
    Property("encoding", \.encoding, "What the channels of the mark show."),
    Property("projection", \.projection, "How places on the globe become places on the plot."),
  ]

  /// The properties that say what a view is made of; `ViewReader` reads them together.
  private static func content(_ definitions: inout SchemaDefinitions) -> [SchemaObject.Property] {
    let view = schema(&definitions), views = SchemaNode.array(view, count: 1...Int.max)
    func property(_ name: String, _ schema: SchemaNode, _ doc: String) -> SchemaObject.Property {
      .init(name: name, doc: doc, schema: schema)
    }
    return [
      property("mark", MarkReader.schema(&definitions), "The mark that stands for rows."),
      property("layer", views, "Views drawn over each other."),
      property("hconcat", views, "Views beside each other."),
      property("vconcat", views, "Views below each other."),
      property("concat", views, "Views in rows of 'columns'."),
      property("facet", FacetReader.schema(&definitions), "A view for each value of a field."),
      property("repeat", RepeatReader.fields(&definitions), "A view for each of several fields."),
      property("spec", view, "The view that is repeated by 'facet' or 'repeat'."),
      property("columns", .number(atLeast: 1, atMost: nil), "How many views stand in a row."),
    ] + GridSpec.properties.compactMap { $0.schemaProperty(&definitions) }
  }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { .object(object(&$0)) }
  }

  private static func object(_ definitions: inout SchemaDefinitions) -> SchemaObject {
    var object = SchemaObject()
    object.properties = (properties + ownProperties).compactMap { $0.schemaProperty(&definitions) }
    object.properties += content(&definitions)
    object.choices = ViewKind.allCases.map(\.required)
    for key in Set(ViewKind.allCases.flatMap(\.keys)) {
      let kinds = ViewKind.allCases.filter { $0.keys.contains(key) }.map(\.required)
      if !kinds.contains([key]) { object.companions[key] = kinds }
    }
    return object
  }
}
