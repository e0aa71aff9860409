import Notation

/// Writes a schema as a page of Markdown: a table for each object, in the order of first mention.
struct SchemaPage {
  let chart: SchemaObject
  let definitions: SchemaDefinitions

  var text: String {
    let names = mentioned
    let objects = names.filter { object($0) != nil }
    let others = names.filter { object($0) == nil }
    var text = Self.head
    text += additions(objects)
    text += table(chart, named: "Chart")
    for name in objects { if let object = object(name) { text += table(object, named: name) } }
    text += "\n## Kinds of value\n"
    for name in others {
      guard let node = definitions.nodes[name] else { continue }
      text += "\n### \(name)\n\n\(kind(node))\n"
    }
    return text
  }

  private static let head = """
    # The grammar

    Every object of a chart, its properties, and what may stand there. This page and \
    [\(SpecSchema.name)](\(SpecSchema.name)) are made by `playfair schema` from the declarations \
    that the reader uses; a test keeps them true.

    A chart is written in JSON, or in YAML with the same meaning. What is called ours is not \
    part of Vega-Lite. Values, but not whole objects, may be given by an expression, \
    `{"expr": "…"}`. A property of Vega-Lite that is not listed is not supported yet.

    """

  private func object(_ name: String) -> SchemaObject? {
    if case .object(let object)? = definitions.nodes[name] { object } else { nil }
  }

  /// The definitions, each where it is first mentioned.
  private var mentioned: [String] {
    var names: [String] = []
    var waiting = references(.object(chart))
    while !waiting.isEmpty {
      let name = waiting.removeFirst()
      guard !names.contains(name), name != "Expression", let node = definitions.nodes[name] else {
        continue
      }
      names.append(name)
      waiting.insert(contentsOf: references(node), at: 0)
    }
    return names
  }

  private func references(_ node: SchemaNode) -> [String] {
    switch node {
    case .reference(let name): [name]
    case .array(let element, _): references(element)
    case .anyOf(let nodes): nodes.flatMap(references)
    case .object(let object):
      object.inherited + object.properties.flatMap { references($0.schema) }
        + (object.others.map(references) ?? [])
    default: []
    }
  }

  /// What we add to Vega-Lite: the properties that say so.
  private func additions(_ names: [String]) -> String {
    var text = "\n## Additions\n\n"
    for (name, object) in [("Chart", chart)]
      + names.compactMap({ name in object(name).map { (name, $0) } })
    {
      for property in object.properties where isOurs(property) {
        text += "- [\(name)](#\(name.lowercased())), `\(property.name)`: \(property.doc)\n"
      }
    }
    return text
  }

  private func isOurs(_ property: SchemaObject.Property) -> Bool {
    let words = property.doc.lowercased().split { !$0.isLetter }
    return words.contains("ours")
  }

  // MARK: Tables

  private func table(_ object: SchemaObject, named name: String) -> String {
    var text = "\n## \(name)\n"
    if !object.inherited.isEmpty {
      let links = object.inherited.map { kind(.reference($0)) }.joined(separator: " and of ")
      text += "\nAll properties of \(links)"
      text += object.properties.isEmpty ? needs(object) + ".\n" : needs(object) + ", and:\n"
    }
    if let others = object.others {
      let names = object.otherNames.map { " by \(kind($0))" } ?? ""
      return text + "\nValues\(names), each \(kind(others)).\n"
    }
    if object.properties.isEmpty { return text }
    text += "\n| property | value | meaning |\n| --- | --- | --- |\n"
    for property in object.properties {
      let mark = object.required.contains(property.name) ? " (needed)" : ""
      let row = ["`\(property.name)`\(mark)", kind(property.schema), property.doc]
      text += "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// Which of the properties of others it cannot do without.
  private func needs(_ object: SchemaObject) -> String {
    let own = Set(object.properties.map(\.name))
    let names = object.required.filter { !own.contains($0) }.map { "`\($0)`" }
    return names.isEmpty ? "" : ", of which it needs " + names.joined(separator: ", ")
  }

  /// What may stand there, in a few words.
  private func kind(_ node: SchemaNode) -> String {
    switch node {
    case .anything: "anything"
    case .null: "null"
    case .boolean: "true, false"
    case .number(nil, nil): "number"
    case .number(let least?, let most?): "number from \(shown(least)) to \(shown(most))"
    case .number(let least?, nil): "number from \(shown(least))"
    case .number(nil, let most?): "number to \(shown(most))"
    case .string: "string"
    case .text(let pattern): "string `\(pattern)`"
    case .words(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .exactly(let flag): "\(flag)"
    case .array(let element, _): "list of \(bracketed(kind(element)))"
    case .anyOf(let nodes): nodes.map(kind).joined(separator: " or ")
    case .object(let object): shown(object)
    case .reference(let name): "[\(name)](#\(name.lowercased()))"
    }
  }

  private func bracketed(_ kind: String) -> String {
    kind.contains(" or ") || kind.contains(", ") ? "(\(kind))" : kind
  }

  /// An object that has no name: its keys, with what stands there if that is short.
  private func shown(_ object: SchemaObject) -> String {
    if let others = object.others {
      let names = object.otherNames.map { " by \(kind($0))" } ?? ""
      return "object\(names), each \(bracketed(kind(others)))"
    }
    let parts = object.properties.map { "\($0.name): \(bracketed(kind($0.schema)))" }
    let text = "{" + parts.joined(separator: ", ") + "}"
    return text.count <= 100
      ? text : "{" + object.properties.map(\.name).joined(separator: ", ") + "}"
  }

  private func shown(_ number: Double) -> String { JSONText.number(number).text() }
}
