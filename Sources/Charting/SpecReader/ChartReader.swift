import Diagnostics
import Notation

/// Reads a node as a chart.
enum ChartReader {
  /// Reads a spec; nil if it is not even a view.
  static func read(_ node: Node, _ reader: inout SpecReader) -> ChartSpec? {
    guard node.members != nil else {
      reader.mismatch(node, expected: "a Vega-Lite spec (an object)")
      return nil
    }
    // In a spec for another program all the rest would be wrong.
    if let schema = node.member("$schema"), schema.value.string != nil,
      reader.reading(schema, { SchemaName.read($0, &$1) }) == nil
    {
      return nil
    }
    let properties = ChartSpec.properties
    guard let view = ViewReader.read(node, &reader, topLevel: Set(properties.map(\.name))) else {
      return nil
    }
    var chart = ChartSpec(view: view)
    for member in node.members ?? [] {
      guard let property = properties.first(where: { $0.name == member.key }) else { continue }
      property.read(member, into: &chart, &reader)
    }
    return chart
  }
}

/// Reads the views of a chart.
enum ViewReader {
  /// Reads one view; `topLevel` are keys that the caller reads.
  ///
  /// After an error the rest is read all the same, so that all problems come to light.
  static func read(
    _ node: Node, _ reader: inout SpecReader, topLevel: Set<String> = []
  ) -> ViewSpec? {
    guard let members = node.members else {
      reader.mismatch(node, expected: "a view (an object)")
      return nil
    }
    let common = Set(ViewSpec.properties.map(\.name)).union(topLevel)
    let (content, own) = content(node, known: common, &reader)
    var view = ViewSpec(content: content, place: node.place)
    let known = common.union(own)
    for member in members {
      guard known.contains(member.key) else {
        reader.log.add(.unknownProperty(member, of: "this view", known: known.sorted()))
        continue
      }
      let errors = reader.log.errorCount
      let properties = ViewSpec.properties + ViewSpec.ownProperties
      let property = properties.first { $0.name == member.key && !topLevel.contains($0.name) }
      property?.read(member, into: &view, &reader)
      if member.key == "data" || member.key == "transform", reader.log.errorCount > errors {
        view.hasUnreadData = true
      }
    }
    return view
  }

  /// What the view is made of, and the keys that say so.
  private static func content(
    _ node: Node, known: Set<String>, _ reader: inout SpecReader
  ) -> (ViewContent, Set<String>) {
    for kind in [ViewKind.hconcat, .vconcat, .concat] {
      guard let member = node.member(kind.required[0]) else { continue }
      let content = reader.reading(member) { ConcatReader.read(kind, $0, node, &$1) }
      return (content, kind.keys)
    }
    if let member = node.member("repeat") {
      return (RepeatReader.read(member, node, &reader), ViewKind.repeated.keys)
    }
    if let layers = node.member("layer") {
      let views = reader.reading(layers) { node, reader -> [ViewSpec] in
        guard let elements = node.elements, !elements.isEmpty else {
          reader.mismatch(node, expected: "a list of at least one layer")
          return []
        }
        return elements.compactMap { read($0, &reader) }
      }
      return (.layer(views), ViewKind.layer.keys)
    }
    if let facet = node["facet"], let spec = node["spec"] {
      let fields = FacetReader.read(facet, node, &reader)
      return (read(spec, &reader).map { .facet(fields, $0) } ?? .layer([]), ViewKind.facet.keys)
    }
    let own = ViewKind.unit.keys
    if let facet = node.member("facet") {
      reader.log.add(.facetWithoutSpec(facet))
      return (.layer([]), ViewKind.facet.keys.union(own))
    }
    guard let mark = node.member("mark") else {
      let near = node.members?.first { member in
        !known.union(own).contains(member.key)
          && Suggestion.nearest(to: member.key, in: ["mark", "layer", "facet"]) != nil
      }
      reader.log.add(.noMark(node, near: near))
      return (.layer([]), near.map { own.union([$0.key]) } ?? own)
    }
    return (.unit(reader.reading(mark) { MarkReader.read($0, &$1) }), own)
  }
}

/// Reads a mark: a word or an object.
enum MarkReader {
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let whole = definitions.define("MarkWithType") { definitions in
      var object = SchemaObject(required: ["type"])
      object.inherit(MarkSpec.schema(&definitions))
      return .object(object)
    }
    return .any(MarkType.schema(&definitions), whole)
  }

  /// The mark; after an error that is in the log it has no type.
  static func read(_ node: Node, _ reader: inout SpecReader) -> MarkSpec {
    var mark = MarkSpec()
    if node.members == nil {
      mark.type = MarkType.read(node, &reader)
    } else if let read = MarkSpec.read(node, &reader, except: MarkExpression.keys(in: node)) {
      mark = read
      mark.expressions = MarkExpression.read(node, &reader)
      if node["type"] == nil { reader.log.add(.markWithoutType(node)) }
    }
    mark.place = node["type"]?.place ?? node.place
    if let shape = mark.shape, let node = node["shape"] {
      _ = Symbols.check(shape, place: node.place, log: &reader.log)
    }
    return mark
  }
}

extension EncodingSpec: SpecValue {
  static var expectation: String { "an encoding (an object)" }

  private static let several: Set<Channel> = [.detail, .order, .tooltip, .key]

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      let channels = Channel.allCases.map { channel in
        let one = ChannelValue.schema(of: channel, &definitions)
        return SchemaObject.Property(
          name: channel.rawValue, doc: channel.doc,
          schema: several.contains(channel) ? .any(one, .array(one)) : one)
      }
      return .object(SchemaObject(properties: channels))
    }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> EncodingSpec? {
    guard let members = node.members else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    var encoding = EncodingSpec()
    for member in members {
      guard let channel = Channel(rawValue: member.key) else {
        reader.log.add(.unknownChannel(member))
        continue
      }
      let specs = reader.reading(member) { node, reader in
        let nodes = several.contains(channel) ? node.elements ?? [node] : [node]
        return nodes.compactMap { node in
          let spec = ChannelSpec.read(node, &reader)
          if let spec { ChannelValue.check(spec, of: channel, &reader) }
          return spec
        }
      }
      guard !specs.isEmpty else { continue }
      encoding.entries.append(.init(channel: channel, specs: specs, place: member.keyPlace))
    }
    return encoding
  }
}

/// Reads the fields of a facet.
enum FacetReader {
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(ChannelSpec.schema(&definitions), FacetGridSpec.schema(&definitions))
  }

  static func read(_ node: Node, _ view: Node, _ reader: inout SpecReader) -> FacetSpec {
    var facet = FacetSpec()
    if node["row"] != nil || node["column"] != nil {
      let grid = FacetGridSpec.read(node, &reader)
      (facet.row, facet.column) = (grid?.row, grid?.column)
    } else {
      facet.wrap = ChannelSpec.read(node, &reader)
    }
    facet.columns = view["columns"].flatMap { Double.read($0, &reader) }
    facet.layout = GridSpec.read(cellsOf: view, &reader)
    return facet
  }
}

/// The fields of the rows and the columns of a facet.
struct FacetGridSpec: SpecObject {
  var row: ChannelSpec?
  var column: ChannelSpec?

  static let noun = "a facet"
  static let properties: [Property<FacetGridSpec>] = [
    Property("row", \.row, "The field whose values are rows."),
    Property("column", \.column, "The field whose values are columns."),
  ]
}

extension TitleSpec {
  static func read(_ node: Node, _ reader: inout SpecReader) -> TitleSpec? {
    if node.isNull { return nil }
    if node.string != nil || node.elements != nil {
      return TextLines.read(node, &reader).map { TitleSpec(text: $0) }
    }
    return read(node, &reader, except: [])
  }
}

extension Diagnostic {
  static func unknownChannel(_ member: Node.Member) -> Diagnostic {
    let names = Channel.allCases.map(\.rawValue)
    return .error(
      "unknown-channel", "unknown channel '\(member.key)'", at: member.keyPlace,
      why: "an encoding may have \(Suggestion.choice(for: member.key, among: names))",
      hint: OtherNames.hint(for: member.key, in: names))
  }

  static func noMark(_ node: Node, near: Node.Member?) -> Diagnostic {
    let start = node.place.range.lowerBound
    let first = Place(
      source: node.place.source, range: start..<min(node.place.range.upperBound, start + 1))
    return .error(
      "no-mark", "this view has no 'mark'", at: near?.keyPlace ?? first,
      why: "a view has a 'mark', or 'layer', 'concat', or 'facet' or 'repeat' with 'spec'",
      hint: near.flatMap { Suggestion.hint(for: $0.key, in: ["mark", "layer", "facet"]) })
  }

  static func facetWithoutSpec(_ member: Node.Member) -> Diagnostic {
    .error(
      "missing-property", "a view with 'facet' has no 'spec'", at: member.keyPlace,
      why: "'spec' holds what is repeated: the mark and its encoding",
      hint: "put 'mark' and 'encoding' into 'spec', or write 'facet' as a channel")
  }

  static func markWithoutType(_ node: Node) -> Diagnostic {
    .error(
      "missing-property", "this mark has no 'type'", at: node.place.head,
      why: "a mark is one of \(Suggestion.list(MarkType.allCases.map(\.rawValue), limit: 12))")
  }
}

extension Diagnostic {
  static func staticPicture(at place: Place) -> Diagnostic {
    .warning(
      "static-picture", "the picture does not react to readers", at: place,
      why: "selections and input elements are drawn as they are at first")
  }
}
