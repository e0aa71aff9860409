import Diagnostics
import Notation

/// Reads a node as a chart.
enum ChartReader {
  private static let topLevel: Set<String> = [
    "$schema", "config", "background", "padding", "autosize", "datasets", "params", "usermeta",
    "source", "note", "lang", "description",
  ]

  /// Reads a spec; nil if it is not even a view.
  static func read(_ node: Node, _ reader: inout SpecReader) -> ChartSpec? {
    guard let members = node.members else {
      reader.mismatch(node, expected: "a Vega-Lite spec (an object)")
      return nil
    }
    guard checkSchema(node["$schema"], &reader) else { return nil }
    guard let view = ViewReader.read(node, &reader, topLevel: topLevel) else { return nil }
    var chart = ChartSpec(view: view)
    for member in members {
      reader.reading(member) { readPart(member.key, $0, into: &chart, &$1) }
    }
    return chart
  }

  private static func readPart(
    _ key: String, _ value: Node, into chart: inout ChartSpec, _ reader: inout SpecReader
  ) {
    switch key {
    case "config": chart.config = RawSpec(node: value)
    case "background": chart.background = ColorSpec.read(value, &reader)
    case "padding": chart.padding = PaddingSpec.read(value, &reader)
    case "autosize": checkAutosize(value, &reader)
    case "datasets":
      chart.datasets = value.members ?? []
      if value.members == nil { reader.mismatch(value, expected: "an object of named rows") }
    case "params":
      if value.elements == nil { reader.mismatch(value, expected: "a list of parameters") }
    case "source": chart.source = Nullable<TextLines>.read(value, &reader)
    case "note": chart.note = TextLines.read(value, &reader)
    case "lang": chart.lang = String.read(value, &reader)
    case "description": chart.description = String.read(value, &reader)
    default: break
    }
  }

  /// Only the plot's own size counts: how Vega-Lite fits charts into a page is not supported yet.
  private static func checkAutosize(_ node: Node, _ reader: inout SpecReader) {
    let type = node.string ?? node["type"]?.string ?? "pad"
    guard ["pad", "fit", "fit-x", "fit-y", "none"].contains(type) else {
      let expected = "'pad', 'fit', 'fit-x', 'fit-y' or 'none'"
      reader.mismatch(node["type"] ?? node, expected: expected)
      return
    }
    if type != "pad" {
      reader.unsupported(
        "'autosize: \(type)'", at: node.place.head,
        hint: "ask for the total size with --width and --height")
    }
  }

  /// Whether the schema that the spec names is one of Vega-Lite's.
  private static func checkSchema(_ node: Node?, _ reader: inout SpecReader) -> Bool {
    guard let node, let text = node.string, text.contains("schema/vega/") else { return true }
    reader.log.add(
      .error(
        "not-vega-lite", "this is a Vega spec, not a Vega-Lite spec", at: node.place,
        why: "Playfair draws Vega-Lite 5 and 6"))
    return false
  }
}

/// Reads the views of a chart.
enum ViewReader {
  private static let common: Set<String> = [
    "name", "title", "data", "transform", "resolve", "width", "height", "view", "description",
    "params",
  ]

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
    let (content, own) = content(node, known: common.union(topLevel), &reader)
    var view = ViewSpec(content: content, place: node.place)
    let known = common.union(own).union(topLevel)
    for member in members {
      guard known.contains(member.key) else {
        reader.log.add(.unknownProperty(member, of: "this view", known: known.sorted()))
        continue
      }
      let errors = reader.log.errorCount
      reader.reading(member) { readCommon(member, $0, into: &view, &$1) }
      if member.key == "data" || member.key == "transform", reader.log.errorCount > errors {
        view.hasUnreadData = true
      }
    }
    if own.contains("encoding"), let encoding = node["encoding"] {
      view.encoding = EncodingReader.read(encoding, &reader)
    }
    return view
  }

  /// What the view is made of, and the keys that say so.
  private static func content(
    _ node: Node, known: Set<String>, _ reader: inout SpecReader
  ) -> (ViewContent, Set<String>) {
    let facetKeys = GridSpec.keys.union(["facet", "spec", "columns"])
    for key in ConcatReader.keys {
      guard let member = node.member(key) else { continue }
      let content = reader.reading(member) { ConcatReader.read(key, $0, node, &$1) }
      return (content, GridSpec.keys.union([key, "columns"]))
    }
    if let member = node.member("repeat") {
      let content = RepeatReader.read(member, node, &reader)
      return (content, GridSpec.keys.union(["repeat", "columns", "spec"]))
    }
    if let layers = node.member("layer") {
      let views = reader.reading(layers) { node, reader -> [ViewSpec] in
        guard let elements = node.elements, !elements.isEmpty else {
          reader.mismatch(node, expected: "a list of at least one layer")
          return []
        }
        return elements.compactMap { read($0, &reader) }
      }
      return (.layer(views), ["layer", "encoding", "projection"])
    }
    if let facet = node["facet"], let spec = node["spec"] {
      let fields = FacetReader.read(facet, node, &reader)
      return (read(spec, &reader).map { .facet(fields, $0) } ?? .layer([]), facetKeys)
    }
    let own: Set<String> = ["mark", "encoding", "projection"]
    if let facet = node.member("facet") {
      reader.log.add(.facetWithoutSpec(facet))
      return (.layer([]), facetKeys.union(own))
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

  private static func readCommon(
    _ member: Node.Member, _ value: Node, into view: inout ViewSpec, _ reader: inout SpecReader
  ) {
    switch member.key {
    case "name": view.name = String.read(value, &reader)
    case "title": view.title = TitleSpec.read(value, &reader)
    case "data": view.data = Nullable<DataSpec>.read(value, &reader)
    case "transform":
      guard let steps = value.elements else {
        reader.mismatch(value, expected: "a list of transforms")
        return
      }
      view.transform = steps.compactMap { TransformSpec.read($0, &reader) }
    case "resolve": view.resolve = ResolveReader.read(value, &reader)
    case "width": view.width = ExtentSpec.read(value, &reader)
    case "height": view.height = ExtentSpec.read(value, &reader)
    case "view": view.view = ViewBackgroundSpec.read(value, &reader)
    case "projection": view.projection = ProjectionSpec.read(value, &reader)
    default: break
    }
  }
}

/// Reads a mark: a word or an object.
enum MarkReader {
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

/// Reads an encoding.
enum EncodingReader {
  private static let several: Set<Channel> = [.detail, .order, .tooltip, .key]

  static func read(_ node: Node, _ reader: inout SpecReader) -> EncodingSpec {
    var encoding = EncodingSpec()
    guard let members = node.members else {
      reader.mismatch(node, expected: "an encoding (an object)")
      return encoding
    }
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
  static func read(_ node: Node, _ view: Node, _ reader: inout SpecReader) -> FacetSpec {
    var facet = FacetSpec()
    if node["row"] != nil || node["column"] != nil {
      facet.row = node["row"].flatMap { ChannelSpec.read($0, &reader) }
      facet.column = node["column"].flatMap { ChannelSpec.read($0, &reader) }
    } else {
      facet.wrap = ChannelSpec.read(node, &reader)
    }
    facet.columns = view["columns"].flatMap { Double.read($0, &reader) }
    facet.layout = GridSpec.read(view, &reader)
    return facet
  }
}

/// Reads `resolve`.
enum ResolveReader {
  static func read(_ node: Node, _ reader: inout SpecReader) -> ResolveSpec {
    var resolve = ResolveSpec()
    if node.members == nil {
      reader.mismatch(node, expected: "an object such as {scale: {y: independent}}")
    }
    for member in node.members ?? [] {
      var modes: [Channel: ResolveMode] = [:]
      for entry in member.value.members ?? [] {
        guard let channel = Channel(rawValue: entry.key) else {
          reader.log.add(.unknownChannel(entry))
          continue
        }
        modes[channel] = reader.reading(entry) { ResolveMode.read($0, &$1) }
      }
      switch member.key {
      case "scale": resolve.scale = modes
      case "axis": resolve.axis = modes
      case "legend": resolve.legend = modes
      default:
        reader.log.add(
          .unknownProperty(member, of: "'resolve'", known: ["scale", "axis", "legend"]))
      }
    }
    return resolve
  }
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
