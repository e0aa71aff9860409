import Canvas
import Charting
import Diagnostics
import Notation

/// What the theme of a report asks of its charts.
public struct ChartLook: Sendable {
  /// The charts' own theme.
  public var theme = "playfair"
  /// Configurations laid over it, a later one over those before it.
  public var configs: [Node] = []
  /// Whether the charts stand on slides.
  public var isOnSlide = false
  /// What the fonts and colours are from which the first configuration was made.
  private var made = ""
  /// The theme's colours for those of the default theme, which charts name by their value.
  private var translations: [String: String] = [:]
}

extension ChartLook {
  /// Whether the name of a theme is that of a file.
  public static func isFile(_ name: String) -> Bool { ReportTheme.isFile(name) }

  /// The look of charts under a theme that is named or in a file, as they stand on their own; nil
  /// after an error, which is in the log.
  public init?(theme name: String, files: SourceFiles, log: inout DiagnosticLog) {
    guard let theme = ReportTheme.named(name, at: nil, files: files, log: &log) else { return nil }
    self.init(theme.spec(for: .figures), isOnSlide: false)
  }

  /// What tells it from other looks within one run.
  var key: String {
    let places = configs.map { "\($0.place.source.name):\($0.place.range)" }
    return "\(theme) \(isOnSlide) \(places.joined(separator: " ")) \(made)"
  }

  /// What tells it from other looks in any run: what the configurations say, not where they stand.
  var content: String {
    let texts = configs.map { "\($0.place.source.name):\($0.place.text)" }
    return "\(theme) \(isOnSlide) \(texts.joined(separator: " ")) \(made)"
  }

  // MARK: Colours that charts name

  /// Which colour of a theme stands for which of the default's.
  private static func translations(_ colors: ThemeColors) -> [String: String] {
    let usual = ReportTheme.playfair.spec(for: .briefing).colors
    var pairs: [(Color, Color)] = [
      (usual.ink, colors.ink), (usual.muted, colors.muted), (usual.line, colors.line),
      (usual.grid, colors.grid), (usual.shade, colors.shade),
    ]
    pairs += zip(usual.series.colors, colors.series.colors)
    // The ochre in which words are written on white.
    if colors.series != usual.series, colors.series.colors.count > 3 {
      pairs.append((Color(hex: 0x8A5A1E), colors.series.colors[3]))
    }
    var result: [String: String] = [:]
    for (old, new) in pairs where old != new { result[old.css] = new.css }
    guard let ground = colors.ground.color else { return result }
    for name in ["white", "#fff", "#ffffff"] { result[name] = ground.css }
    for name in ["black", "#000", "#000000"] { result[name] = colors.ink.css }
    return result
  }

  /// A chart's spec with the colours of the default theme that it names in those of this one, so
  /// that what an author coloured changes with the theme.
  func translated(_ spec: Node) -> Node { translations.isEmpty ? spec : translated(spec, key: "") }

  /// The keys below which no colours stand, and those whose words may be names of colours.
  private static let dataKeys: Set<String> = ["data", "datasets", "transform"]
  private static let colorKeys: Set<String> = ["color", "fill", "stroke", "value", "background"]

  private func translated(_ node: Node, key: String) -> Node {
    switch node.value {
    case .object(let members):
      let inner = members.map { member -> Node.Member in
        var member = member
        if !Self.dataKeys.contains(member.key) {
          member.value = translated(member.value, key: member.key)
        }
        return member
      }
      return Node(.object(inner), at: node.place)
    case .array(let elements):
      return Node(.array(elements.map { translated($0, key: key) }), at: node.place)
    case .string(let text):
      let isColor = text.hasPrefix("#") || Self.colorKeys.contains(key)
      guard isColor, let new = translations[text.lowercased()] else { return node }
      return Node(.string(new), at: node.place)
    default: return node
    }
  }

  /// Sets the sizes of what stands above and below a chart's plots.
  mutating func setSizes(subtitle: Double, source: Double) {
    func style(_ size: Double) -> Node {
      .object([("fontSize", .number(size)), ("lineHeight", .number(size * 1.25))])
    }
    configs.append(
      .object([
        ("style", .object([("group-subtitle", style(subtitle)), ("source", style(source))]))
      ]))
    made += " \(subtitle) \(source)"
  }

  /// What a theme says for a shape: fonts and colours that differ from the default's, then its config.
  init(_ spec: ThemeSpec, isOnSlide: Bool) {
    self.isOnSlide = isOnSlide
    theme = spec.charts.theme.name
    if theme == "playfair" {
      let members = ChartLook.members(spec)
      if !members.isEmpty { configs.append(.object(members)) }
      made = "\(spec.fonts.sans) \(spec.colors.shown)"
      translations = ChartLook.translations(spec.colors)
    }
    configs += spec.charts.configs
  }

  /// The configuration that carries fonts and colours of pages to charts.
  private static func members(_ spec: ThemeSpec) -> [(String, Node)] {
    let plain = ReportTheme.playfair.spec(for: .briefing)
    var members: [(String, Node)] = []
    if spec.fonts.sans != plain.fonts.sans { members.append(("font", .text(spec.fonts.sans))) }
    let (colors, usual) = (spec.colors, plain.colors)
    if let ground = colors.ground.color { members.append(("background", .text(ground.css))) }
    var styles: [String: [(String, Node)]] = [:]
    func change(_ new: Color, _ old: Color, _ names: [(String, String)]) {
      guard new != old else { return }
      for (style, key) in names { styles[style, default: []].append((key, .text(new.css))) }
    }
    change(colors.ink, usual.ink, [("group-title", "fill"), ("panel-title", "fill")])
    change(
      colors.muted, usual.muted,
      ["guide-label", "guide-title", "group-subtitle", "source", "period", "secondary"].map {
        ($0, "fill")
      })
    change(colors.line, usual.line, [("context", "stroke")])
    change(colors.shade, usual.shade, [("period-area", "fill")])
    if let ground = colors.ground.color {
      styles["hollow"] = [("fill", .text(ground.css))]
      styles["named-point"] = [("stroke", .text(ground.css))]
    }
    if !styles.isEmpty {
      let sorted = styles.sorted { $0.key < $1.key }.map { ($0.key, Node.object($0.value)) }
      members.append(("style", .object(sorted)))
    }
    return members + guides(colors, usual) + marks(colors, usual)
  }

  private static func guides(_ colors: ThemeColors, _ usual: ThemeColors) -> [(String, Node)] {
    var axis: [(String, Node)] = []
    if colors.line != usual.line {
      axis += [("domainColor", .text(colors.line.css)), ("tickColor", .text(colors.line.css))]
    }
    if colors.grid != usual.grid { axis.append(("gridColor", .text(colors.grid.css))) }
    var members: [(String, Node)] = axis.isEmpty ? [] : [("axis", .object(axis))]
    if colors.ink != usual.ink {
      members += [
        ("legend", .object([("labelColor", .text(colors.ink.css))])),
        ("header", .object([("labelColor", .text(colors.ink.css))])),
      ]
    }
    return members
  }

  private static func marks(_ colors: ThemeColors, _ usual: ThemeColors) -> [(String, Node)] {
    var members: [(String, Node)] = []
    if colors.series != usual.series, let first = colors.series.colors.first {
      members.append(("mark", .object([("color", .text(first.css))])))
      let series = colors.series.colors.map { Node.text($0.css) }
      members.append(("range", .object([("category", .list(series))])))
    }
    if colors.muted != usual.muted {
      members.append(("rule", .object([("color", .text(colors.muted.css))])))
    }
    var text: [(String, Node)] = []
    if colors.ink != usual.ink { text.append(("color", .text(colors.ink.css))) }
    if let ground = colors.ground.color {
      text.append(("halo", .object([("color", .text(ground.css)), ("width", .number(2.2))])))
      members.append(("boxplot", .object([("median", .object([("color", .text(ground.css))]))])))
    }
    if !text.isEmpty { members.append(("text", .object(text))) }
    return members
  }
}

extension Node {
  /// The place of what a theme's fonts and colours say of charts.
  private static let place = Place(source: SourceText(name: "theme", text: ""), range: 0..<0)

  fileprivate static func text(_ text: String) -> Node { Node(.string(text), at: place) }

  fileprivate static func number(_ number: Double) -> Node { Node(.number(number), at: place) }

  fileprivate static func list(_ nodes: [Node]) -> Node { Node(.array(nodes), at: place) }

  fileprivate static func object(_ members: [(String, Node)]) -> Node {
    Node(
      .object(members.map { Member(key: $0.0, keyPlace: place, value: $0.1) }), at: place)
  }
}
