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
    checkSchema(node["$schema"], &reader)
    guard let view = ViewReader.read(node, &reader, topLevel: topLevel) else { return nil }
    var chart = ChartSpec(view: view)
    for member in members {
      let value = member.value
      switch member.key {
      case "config": chart.config = RawSpec(node: value)
      case "background": chart.background = ColorSpec.read(value, &reader)
      case "padding": chart.padding = PaddingSpec.read(value, &reader)
      case "autosize": chart.autosize = RawSpec(node: value)
      case "datasets": chart.datasets = value.members ?? []
      case "params": chart.params = value.elements ?? []
      case "source": chart.source = Nullable<TextLines>.read(value, &reader)
      case "note": chart.note = TextLines.read(value, &reader)
      case "lang": chart.lang = String.read(value, &reader)
      case "description": chart.description = String.read(value, &reader)
      default: continue
      }
    }
    return chart
  }

  private static func checkSchema(_ node: Node?, _ reader: inout SpecReader) {
    guard let node, let text = node.string else { return }
    if text.contains("/vega/v") || text.contains("schema/vega/") {
      reader.log.add(
        .error(
          "not-vega-lite", "this is a Vega spec, not a Vega-Lite spec", at: node.place,
          why: "Playfair draws Vega-Lite 5 and 6"))
    }
  }
}

/// Reads the views of a chart.
enum ViewReader {
  private static let common: Set<String> = [
    "name", "title", "data", "transform", "resolve", "width", "height", "view", "description",
    "params",
  ]

  /// Reads one view; `topLevel` are keys that the caller reads.
  static func read(
    _ node: Node, _ reader: inout SpecReader, topLevel: Set<String> = []
  ) -> ViewSpec? {
    guard let members = node.members else {
      reader.mismatch(node, expected: "a view (an object)")
      return nil
    }
    guard let (content, own) = content(node, &reader) else { return nil }
    var view = ViewSpec(content: content, place: node.place)
    let known = common.union(own).union(topLevel)
    for member in members {
      guard known.contains(member.key) else {
        reader.log.add(.unknownProperty(member, of: "this view", known: known.sorted()))
        continue
      }
      readCommon(member, into: &view, &reader)
    }
    if own.contains("encoding"), let encoding = node["encoding"] {
      view.encoding = EncodingReader.read(encoding, &reader)
    }
    return view
  }

  /// What the view is made of, and the keys that say so.
  private static func content(
    _ node: Node, _ reader: inout SpecReader
  ) -> (ViewContent, Set<String>)? {
    for key in ["hconcat", "vconcat", "concat", "repeat"] {
      if let member = node.members?.first(where: { $0.key == key }) {
        reader.unsupported("'\(key)'", at: member.keyPlace)
        return nil
      }
    }
    if let layers = node["layer"] {
      guard let elements = layers.elements, !elements.isEmpty else {
        reader.mismatch(layers, expected: "a list of at least one layer")
        return nil
      }
      let views = elements.compactMap { read($0, &reader) }
      return (.layer(views), ["layer", "encoding", "projection"])
    }
    if let facet = node["facet"], let spec = node["spec"] {
      guard let child = read(spec, &reader) else { return nil }
      let own: Set<String> = ["facet", "spec", "columns", "spacing", "align", "center", "bounds"]
      return (.facet(FacetReader.read(facet, node, &reader), child), own)
    }
    guard let mark = node["mark"] else {
      reader.log.add(.noMark(node))
      return nil
    }
    return MarkReader.read(mark, &reader).map { (.unit($0), ["mark", "encoding", "projection"]) }
  }

  private static func readCommon(
    _ member: Node.Member, into view: inout ViewSpec, _ reader: inout SpecReader
  ) {
    let value = member.value
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
    case "projection": reader.unsupported("'projection'", at: member.keyPlace)
    default: break
    }
  }
}

/// Reads a mark: a word or an object.
enum MarkReader {
  static func read(_ node: Node, _ reader: inout SpecReader) -> MarkSpec? {
    if node.string != nil {
      return MarkType.read(node, &reader).map { MarkSpec(type: $0) }
    }
    guard let mark = MarkSpec.read(node, &reader) else { return nil }
    guard mark.type != nil else {
      if node["type"] == nil {
        reader.log.add(
          .error(
            "missing-property", "this mark has no 'type'", at: node.place,
            why: "a mark is one of \(Suggestion.list(MarkType.allCases.map(\.rawValue), limit: 20))"
          ))
      }
      return nil
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
      let nodes =
        several.contains(channel) ? member.value.elements ?? [member.value] : [member.value]
      let specs = nodes.compactMap { ChannelSpec.read($0, &reader) }
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
    facet.spacing = view["spacing"].flatMap {
      Either<Double, RowColumnSpacing>.read($0, &reader)
    }
    return facet
  }
}

/// Reads `resolve`.
enum ResolveReader {
  static func read(_ node: Node, _ reader: inout SpecReader) -> ResolveSpec {
    var resolve = ResolveSpec()
    for member in node.members ?? [] {
      var modes: [Channel: ResolveMode] = [:]
      for entry in member.value.members ?? [] {
        guard let channel = Channel(rawValue: entry.key) else {
          reader.log.add(.unknownChannel(entry))
          continue
        }
        modes[channel] = ResolveMode.read(entry.value, &reader)
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
      why: "an encoding may have \(Suggestion.list(names, limit: 12))",
      hint: Suggestion.hint(for: member.key, in: names))
  }

  static func noMark(_ node: Node) -> Diagnostic {
    let place = Place(
      source: node.place.source,
      range: node.place.range
        .lowerBound..<min(
          node.place.range.upperBound, node.place.range.lowerBound + 1))
    return .error(
      "no-mark", "this view has no 'mark'", at: place,
      why: "a view has a 'mark', or 'layer', or 'facet' with 'spec'",
      hint: node.members?.compactMap {
        Suggestion.hint(for: $0.key, in: ["mark", "layer", "facet"])
      }
      .first)
  }
}
