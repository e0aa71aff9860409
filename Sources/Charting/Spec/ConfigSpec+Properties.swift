import Diagnostics
import Notation

extension ConfigSpec {
  static let noun = "a configuration"

  static let properties: [Property<ConfigSpec>] =
    parts + settings + ofMarks + ofAxes + ofHeaders
    + Property.withoutEffect(
      "aria", "customFormatTypes", "events", "normalizedNumberFormatType", "numberFormatType",
      "timeFormatType", "tooltipFormat", "selection", "signals", "$schema", "name", "description",
      "path", "shape", "symbol", "group")

  private static let parts: [Property<ConfigSpec>] = [
    Property("mark", merging: \.mark, "All marks."),
    Property(
      "style", "Styles by name: properties of marks, texts and axes.",
      schema: { .map(StyleSpec.schema(&$0)) },
      read: { node, config, reader in StyleSpec.read(node, into: &config, &reader) },
      merge: { config, other in
        config.styles.merge(other.styles) { $0.merged(with: $1) }
        config.axisStyles.merge(other.axisStyles) { $0.merged(with: $1) }
      }),
    Property("legend", merging: \.legend, "All legends."),
    Property("title", merging: \.title, "The titles of charts and of their parts."),
    Property("view", merging: \.view, "The frames of plots, and their sizes."),
    Property("scale", merging: \.scale, "All scales."),
    Property(
      "range", "Ranges by name.", schema: { NamedRange.schema(&$0) },
      read: { node, config, reader in NamedRange.read(node, into: &config, &reader) },
      merge: { config, other in config.ranges.merge(other.ranges) { $1 } }),
    Property("facet", merging: \.facet, "The cells of facets."),
    Property("concat", merging: \.concat, "The cells of concatenations and repeats."),
    Property("projection", merging: \.projection, "All maps."),
    Property("figure", merging: \.figure, "Ours: how a chart fills its room."),
    Property(
      "params", "Parameters, as a chart has them.", schema: { [ParameterSpec].schema(&$0) },
      read: { node, _, reader in _ = [ParameterSpec].read(node, &reader) }, merge: { _, _ in }),
  ]

  private static let settings: [Property<ConfigSpec>] = [
    Property("background", \.background, "The colour behind the chart, or null for none."),
    Property("padding", \.padding, "Pixels around the chart."),
    Property("autosize", merging: \.autosize, "Whether sizes are those of plots or of all."),
    Property("lineBreak", \.lineBreak, "What parts the lines of texts, besides a line feed."),
    Property("font", \.font, "The font of all texts."),
    Property("numberFormat", \.numberFormat, "How numbers are formatted (d3-format)."),
    Property(
      "normalizedNumberFormat", \.normalizedNumberFormat,
      "How shares of normalized stacks are formatted."),
    Property("timeFormat", \.timeFormat, "How dates are formatted (d3-time-format)."),
    Property("locale", \.locale, "The language in which numbers and dates are written."),
    Property("countTitle", \.countTitle, "The title of counts."),
    Property(
      "fieldTitle", \.fieldTitle, "How titles are made of fields: verbal, functional, plain."),
  ]

  private static let ofMarks: [Property<ConfigSpec>] = MarkType.allCases.map { type in
    Property(type.rawValue, merging: \.marks[type], "Marks of the type '\(type.rawValue)'.")
  }

  private static let ofAxes: [Property<ConfigSpec>] = {
    let sides = ["", "X", "Y", "Left", "Right", "Top", "Bottom"]
    let kinds = ["", "Band", "Discrete", "Point", "Quantitative", "Temporal"]
    return sides.flatMap { side in
      kinds.map { kind in
        let place = side.isEmpty ? "All axes" : "Axes of \(side.lowercased())"
        let scale = kind.isEmpty ? "" : " with such a scale (\(kind.lowercased()))"
        let name = "axis" + side + kind
        return Property(name, merging: \.axes[name], place + scale + ".")
      }
    }
  }()

  private static let ofHeaders: [Property<ConfigSpec>] = [
    Property("header", merging: \.headers["header"], "All headers of facets."),
    Property("headerRow", merging: \.headers["headerRow"], "Headers of rows."),
    Property("headerColumn", merging: \.headers["headerColumn"], "Headers of columns."),
    Property("headerFacet", merging: \.headers["headerFacet"], "Headers of wrapped facets."),
  ]
}

/// A style: properties of marks and texts, and of axes.
private enum StyleSpec: SchemaDescribed {
  /// The properties of axes that marks do not have.
  private static let ofAxes: [Property<AxisSpec>] = {
    let ofMarks = Set(MarkSpec.properties.map(\.name))
    return AxisSpec.properties.filter { !ofMarks.contains($0.name) }
  }()

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      var object = SchemaObject()
      object.inherit(MarkSpec.schema(&definitions))
      object.inherit(AxisSpec.schema(&definitions))
      return .object(object)
    }
  }

  static func read(_ node: Node, into config: inout ConfigSpec, _ reader: inout SpecReader) {
    if node.members == nil { reader.mismatch(node, expected: "an object of named styles") }
    let names = Set(ofAxes.map(\.name))
    for style in node.members ?? [] {
      let written = Set((style.value.members ?? []).map(\.key))
      config.styles[style.key] = reader.reading(style) { node, reader in
        MarkSpec.read(node, &reader, except: names)
      }
      guard !written.isDisjoint(with: names) else { continue }
      config.axisStyles[style.key] = reader.reading(style) { node, reader in
        AxisSpec.read(node, &reader, except: written.subtracting(names))
      }
    }
  }
}

/// The ranges that a scale takes by itself, or by name.
private enum NamedRange: String, CaseIterable {
  case category, diverging, heatmap, ordinal, ramp, symbol, cyclical

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let value = definitions.define(Self.self) { definitions in
      .any(SchemeSpec.schema(&definitions), .array(.any(.number, .string)), .string)
    }
    return .object(
      SchemaObject(
        properties: allCases.map { .init(name: $0.rawValue, doc: "", schema: value) }))
  }

  static func read(_ node: Node, into config: inout ConfigSpec, _ reader: inout SpecReader) {
    if node.members == nil { reader.mismatch(node, expected: "an object of named ranges") }
    let names = allCases.map(\.rawValue)
    for range in node.members ?? [] {
      if !names.contains(range.key) {
        reader.log.add(.unknownProperty(range, of: "'range'", known: names))
      }
      config.ranges[range.key] = range.value
    }
  }
}
