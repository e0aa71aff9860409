import Diagnostics
import Notation

/// Reads views that stand beside each other.
enum ConcatReader {
  /// The content of a view of such a kind; `list` are the views.
  static func read(
    _ kind: ViewKind, _ list: Node, _ view: Node, _ reader: inout SpecReader
  ) -> ViewContent {
    var concat = ConcatSpec(layout: GridSpec.read(cellsOf: view, &reader))
    switch kind {
    case .vconcat: concat.columns = 1
    case .concat: (concat.columns, concat.wraps) = (columns(of: view, &reader), true)
    default: break
    }
    guard let elements = list.elements, !elements.isEmpty else {
      reader.mismatch(list, expected: "a list of at least one view")
      return .layer([])
    }
    return .concat(concat, elements.compactMap { ViewReader.read($0, &reader) })
  }

  /// How many views stand in a row, if the view says so.
  static func columns(of view: Node, _ reader: inout SpecReader) -> Int? {
    guard let member = view.member("columns") else { return nil }
    return reader.reading(member) { node, reader in
      guard let columns = Double.read(node, &reader) else { return nil }
      if let whole = Int(whole: columns), whole >= 1 { return whole }
      reader.mismatch(node, expected: "a whole number from 1")
      return nil
    }
  }
}

/// Reads `repeat`: one view for each of several fields, beside each other or as layers.
enum RepeatReader {
  /// The fields for which a view is repeated.
  static func fields(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let fields = [FieldName].schema(&definitions)
    return .any(fields, .object(["row": fields, "column": fields, "layer": fields]))
  }

  /// The name of a repeat, where a field stands for it.
  static var schema: SchemaNode {
    .object(["repeat": .words(["row", "column", "layer", "repeat"])], required: ["repeat"])
  }

  /// The content of a view with `repeat`.
  static func read(
    _ member: Node.Member, _ view: Node, _ reader: inout SpecReader
  ) -> ViewContent {
    guard let spec = view["spec"] else {
      reader.log.add(.repeatWithoutSpec(member))
      return .layer([])
    }
    if let list = member.value.elements {
      let fields = names(list, &reader)
      let concat = ConcatSpec(
        columns: ConcatReader.columns(of: view, &reader), wraps: true, isRepeat: true,
        layout: GridSpec.read(cellsOf: view, &reader))
      return .concat(concat, fields.compactMap { reading(spec, ["repeat": $0], &reader) })
    }
    guard let parts = member.value.members else {
      reader.mismatch(member.value, expected: "a list of fields, or {row, column, layer}")
      return .layer([])
    }
    var fields: [String: [FieldName]] = [:]
    for part in parts {
      guard ["row", "column", "layer"].contains(part.key) else {
        reader.log.add(.unknownProperty(part, of: "'repeat'", known: ["row", "column", "layer"]))
        continue
      }
      fields[part.key] = reader.reading(part) { node, reader in
        if node.elements == nil { reader.mismatch(node, expected: "a list of fields") }
        return names(node.elements ?? [], &reader)
      }
    }
    return grid(fields, spec, view, &reader)
  }

  private static func grid(
    _ fields: [String: [FieldName]], _ spec: Node, _ view: Node, _ reader: inout SpecReader
  ) -> ViewContent {
    func layers(_ scope: [String: FieldName], _ reader: inout SpecReader) -> ViewSpec? {
      guard let layer = fields["layer"] else { return reading(spec, scope, &reader) }
      var result = ViewSpec(content: .layer([]), place: spec.place)
      result.content = .layer(
        layer.compactMap { field in
          reading(spec, scope.merging(["layer": field]) { $1 }, &reader)
        })
      return result
    }
    guard fields["row"] != nil || fields["column"] != nil else {
      if case .layer(let views)? = layers([:], &reader)?.content { return .layer(views) }
      return .layer([])
    }
    let rows = fields["row"]?.map(Optional.some) ?? [nil]
    let columns = fields["column"]?.map(Optional.some) ?? [nil]
    var views: [ViewSpec] = []
    for row in rows {
      for column in columns {
        var scope: [String: FieldName] = [:]
        scope["row"] = row
        scope["column"] = column
        if let view = layers(scope, &reader) { views.append(view) }
      }
    }
    let concat = ConcatSpec(
      columns: columns.count, isRepeat: true, layout: GridSpec.read(cellsOf: view, &reader))
    return .concat(concat, views)
  }

  private static func names(_ nodes: [Node], _ reader: inout SpecReader) -> [FieldName] {
    nodes.compactMap { FieldName.read($0, &reader) }
  }

  /// Reads the repeated view where the names of the repeat stand for these fields.
  private static func reading(
    _ spec: Node, _ fields: [String: FieldName], _ reader: inout SpecReader
  ) -> ViewSpec? {
    let outer = reader.repeated
    reader.repeated.merge(fields) { $1 }
    defer { reader.repeated = outer }
    return ViewReader.read(spec, &reader)
  }

  /// The field for which `{repeat: name}` stands; nil after an error that is in the log.
  static func field(_ node: Node, _ reader: inout SpecReader) -> FieldName? {
    guard let name = node["repeat"]?.string else {
      reader.mismatch(node, expected: "{repeat: 'row'}, 'column', 'layer' or 'repeat'")
      return nil
    }
    for member in node.members ?? [] where member.key != "repeat" {
      reader.log.add(.unknownProperty(member, of: "a repeated field", known: ["repeat"]))
    }
    if let field = reader.repeated[name] { return field }
    reader.log.add(.unknownRepeat(name, at: node.place, known: reader.repeated.keys.sorted()))
    return nil
  }
}

extension Diagnostic {
  static func repeatWithoutSpec(_ member: Node.Member) -> Diagnostic {
    .error(
      "missing-property", "a view with 'repeat' has no 'spec'", at: member.keyPlace,
      why: "'spec' holds what is repeated: the mark and its encoding",
      hint: "put 'mark' and 'encoding' into 'spec'")
  }

  static func unknownRepeat(_ name: String, at place: Place, known: [String]) -> Diagnostic {
    .error(
      "unknown-repeat", "nothing is repeated as '\(name)' here", at: place,
      why: known.isEmpty
        ? "no view around this one has 'repeat'"
        : "the view is repeated as \(Suggestion.list(known))",
      hint: Suggestion.hint(for: name, in: known))
  }
}
