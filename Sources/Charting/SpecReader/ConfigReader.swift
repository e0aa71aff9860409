import Diagnostics
import Notation

/// Reads a Vega-Lite `config` object.
enum ConfigReader {
  private static let axisKeys: Set<String> = {
    let sides = ["", "X", "Y", "Left", "Right", "Top", "Bottom"]
    let kinds = ["", "Band", "Discrete", "Point", "Quantitative", "Temporal"]
    var keys: Set<String> = []
    for side in sides { for kind in kinds { keys.insert("axis" + side + kind) } }
    return keys
  }()
  private static let headerKeys: Set<String> = [
    "header", "headerRow", "headerColumn", "headerFacet",
  ]
  private static let withoutEffect: Set<String> = [
    "aria", "customFormatTypes", "events", "normalizedNumberFormatType", "numberFormatType",
    "timeFormatType", "tooltipFormat", "params", "selection", "signals", "$schema", "name",
    "description", "path", "shape", "symbol",
  ]
  private static let later: Set<String> = [
    "lineBreak", "autosize",
  ]

  static func read(_ node: Node, _ reader: inout SpecReader) -> ConfigSpec {
    var config = ConfigSpec()
    guard let members = node.members else {
      reader.mismatch(node, expected: "a configuration (an object)")
      return config
    }
    for member in members {
      reader.reading(member) { _, reader in read(member, into: &config, &reader) }
    }
    return config
  }

  private static func read(
    _ member: Node.Member, into config: inout ConfigSpec, _ reader: inout SpecReader
  ) {
    let value = member.value
    if let type = MarkType(rawValue: member.key) {
      config.marks[type] = MarkSpec.read(value, &reader)
    } else if axisKeys.contains(member.key) {
      config.axes[member.key] = AxisSpec.read(value, &reader)
    } else if headerKeys.contains(member.key) {
      config.headers[member.key] = HeaderSpec.read(value, &reader)
    } else {
      readPart(member, into: &config, &reader)
    }
  }

  private static func readPart(
    _ member: Node.Member, into config: inout ConfigSpec, _ reader: inout SpecReader
  ) {
    let value = member.value
    switch member.key {
    case "mark": config.mark = MarkSpec.read(value, &reader) ?? MarkSpec()
    case "style":
      for style in members(of: value, "an object of named styles", &reader) {
        readStyle(style, into: &config, &reader)
      }
    case "legend": config.legend = LegendSpec.read(value, &reader) ?? LegendSpec()
    case "title": config.title = TitleSpec.read(value, &reader) ?? TitleSpec()
    case "view": config.view = ViewBackgroundSpec.read(value, &reader) ?? ViewBackgroundSpec()
    case "scale": config.scale = ScaleConfig.read(value, &reader) ?? ScaleConfig()
    case "range":
      for range in members(of: value, "an object of named ranges", &reader) {
        if !rangeNames.contains(range.key) {
          reader.log.add(.unknownProperty(range, of: "'range'", known: rangeNames))
        }
        config.ranges[range.key] = range.value
      }
    case "facet":
      let facet = FacetConfig.read(value, &reader)
      (config.facetSpacing, config.facetColumns) = (facet?.spacing, facet?.columns)
    case "concat":
      let concat = FacetConfig.read(value, &reader)
      (config.concatSpacing, config.concatColumns) = (concat?.spacing, concat?.columns)
    case "projection":
      config.projection = ProjectionSpec.read(value, &reader) ?? ProjectionSpec()
    case "figure": config.figure = FigureConfig.read(value, &reader) ?? FigureConfig()
    default: readSetting(member, into: &config, &reader)
    }
  }

  /// A style may hold properties of marks and texts, and of axes.
  private static func readStyle(
    _ style: Node.Member, into config: inout ConfigSpec, _ reader: inout SpecReader
  ) {
    let ofMarks = Set(MarkSpec.properties.map(\.name))
    let ofAxes = Set(AxisSpec.properties.map(\.name)).subtracting(ofMarks)
    let written = Set((style.value.members ?? []).map(\.key))
    config.styles[style.key] = reader.reading(style) { node, reader in
      MarkSpec.read(node, &reader, except: ofAxes)
    }
    guard !written.isDisjoint(with: ofAxes) else { return }
    config.axisStyles[style.key] = reader.reading(style) { node, reader in
      AxisSpec.read(node, &reader, except: written.subtracting(ofAxes))
    }
  }

  /// The names of ranges that a scale takes by itself, or by name.
  private static let rangeNames = [
    "category", "diverging", "heatmap", "ordinal", "ramp", "symbol", "cyclical",
  ]

  private static func members(
    of node: Node, _ expected: String, _ reader: inout SpecReader
  ) -> [Node.Member] {
    if node.members == nil { reader.mismatch(node, expected: expected) }
    return node.members ?? []
  }

  private static func readSetting(
    _ member: Node.Member, into config: inout ConfigSpec, _ reader: inout SpecReader
  ) {
    let value = member.value
    switch member.key {
    case "background": config.background = Nullable<ColorSpec>.read(value, &reader)
    case "padding": config.padding = PaddingSpec.read(value, &reader)
    case "font": config.font = String.read(value, &reader)
    case "normalizedNumberFormat":
      config.normalizedNumberFormat = String.read(value, &reader)
    case "locale":
      config.locale = LocaleReader.read(value, &reader)
      config.isLocaleAsked = true
    case "group": config.group = ViewBackgroundSpec.read(value, &reader) ?? ViewBackgroundSpec()
    case "numberFormat": config.numberFormat = String.read(value, &reader)
    case "timeFormat": config.timeFormat = String.read(value, &reader)
    case "countTitle": config.countTitle = String.read(value, &reader)
    case "fieldTitle": config.fieldTitle = String.read(value, &reader)
    default:
      guard !withoutEffect.contains(member.key) else { return }
      if later.contains(member.key) {
        reader.unsupported("'\(member.key)'", at: member.keyPlace)
        return
      }
      reader.log.add(.unknownProperty(member, of: "a configuration", known: knownKeys))
    }
  }

  private static var knownKeys: [String] {
    let parts = [
      "mark", "style", "legend", "title", "view", "scale", "range", "facet", "concat", "projection",
      "figure",
      "background", "padding", "font", "numberFormat", "timeFormat", "countTitle", "fieldTitle",
    ]
    return (parts + axisKeys + headerKeys + MarkType.allCases.map(\.rawValue)).sorted()
  }
}
