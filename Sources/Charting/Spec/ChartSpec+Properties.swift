import Diagnostics
import Notation

extension ChartSpec {
  /// The properties that a chart has beyond those of a view.
  static let properties: [Property<ChartSpec>] =
    [
      Property("$schema", \.schema, "The schema that the spec follows, for editors."),
      Property("config", \.config, "Defaults for every part of the chart."),
      Property("background", \.background, "The colour behind the chart. Default: by the theme."),
      Property("padding", \.padding, "Pixels around the chart. Default: by the theme."),
      Property("autosize", \.autosize, "How the chart fits its room. Default: pad."),
      Property("datasets", \.datasets, "Rows by name."),
      Property(
        "source", \.source,
        "Ours: the line of sources. Default: those of the rows drawn; null for none."),
      Property("note", \.note, "Ours: what a reader has to know of the numbers."),
      Property("lang", \.lang, "Ours: the language of the texts, as a BCP 47 tag."),
      Property("description", \.description, "What the chart shows, in words."),
    ] + Property.withoutEffect("usermeta")

  /// A chart is a view with more properties, the root of the schema.
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaObject {
    let view = ViewSpec.schema(&definitions)
    var object = SchemaObject(
      properties: properties.compactMap { $0.schemaProperty(&definitions) })
    object.inherit(view)
    return object
  }
}

/// The schema that a spec names: Vega-Lite's of any version, or ours by whatever path.
struct SchemaName: SpecValue {
  static var expectation: String { "the address of a schema" }
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode { .string }

  static func read(_ node: Node, _ reader: inout SpecReader) -> SchemaName? {
    guard let text = node.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    guard text.contains("schema/vega/") else { return SchemaName() }
    reader.log.add(
      .error(
        "not-vega-lite", "this is a Vega spec, not a Vega-Lite spec", at: node.place,
        why: "Playfair draws Vega-Lite 5 and 6"))
    return nil
  }
}

/// Rows by name.
struct DatasetsSpec: SpecValue {
  var members: [Node.Member]

  static var expectation: String { "an object of named rows" }
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode { .map(.anything) }

  static func read(_ node: Node, _ reader: inout SpecReader) -> DatasetsSpec? {
    if let members = node.members { return DatasetsSpec(members: members) }
    reader.mismatch(node, expected: expectation)
    return nil
  }
}
