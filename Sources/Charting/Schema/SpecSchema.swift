import Notation

/// What Playfair accepts, told by the declarations that its reader uses.
public enum SpecSchema {
  /// The name of the schema, by which a spec may ask for it.
  public static let name = "playfair.schema.json"

  private static let title = "A chart of Playfair: Vega-Lite, with additions"

  /// The schema as JSON Schema, draft 07, for editors.
  public static var json: String {
    let (chart, definitions) = parts
    let writer = SchemaWriter(definitions: definitions)
    return writer.document(root: chart, title: title, name: name).text(
      indented: true, joinsShort: true) + "\n"
  }

  /// The reference of the grammar as a page of Markdown.
  public static var markdown: String {
    let (chart, definitions) = parts
    return SchemaPage(chart: chart, definitions: definitions).text
  }

  private static var parts: (SchemaObject, SchemaDefinitions) {
    var definitions = SchemaDefinitions()
    _ = definitions.define("Expression") { _ in
      var object = SchemaObject(required: ["expr"], takesExpressions: false)
      let doc = "An expression that gives the value."
      object.properties = [.init(name: "expr", doc: doc, schema: .string)]
      return .object(object)
    }
    let chart = ChartSpec.schema(&definitions)
    return (chart, definitions)
  }
}
