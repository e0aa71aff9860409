import Charting
import Diagnostics
import Notation

/// How reports look in all their shapes: one YAML file, and the themes that it extends.
struct ReportTheme: Sendable {
  /// What one file says: for all shapes, and for each of them.
  struct Layer: Sendable {
    var common: [ThemeChange<ThemeSpec>] = []
    var shapes: [ReportFormat: [ThemeChange<ThemeSpec>]] = [:]
  }

  /// From the default theme to the one that is named.
  private(set) var layers: [Layer]
  /// The files in which it stands; none for one that ships.
  private(set) var texts: [SourceText] = []

  /// The shapes that a theme has sections for.
  static let sections: [ReportFormat] = [.briefing, .article, .slides, .handout, .html]

  /// What the theme says for a shape: what it says of the shape itself goes before all that holds
  /// for every shape.
  func spec(for format: ReportFormat) -> ThemeSpec {
    var spec = ThemeSpec()
    for layer in layers { for change in layer.common { change(&spec) } }
    // Figures are those of the briefing.
    let section = format == .figures ? .briefing : format
    for layer in layers { for change in layer.shapes[section] ?? [] { change(&spec) } }
    return spec
  }

  /// The theme with a change laid over it.
  func changed(_ change: @escaping ThemeChange<ThemeSpec>) -> ReportTheme {
    ReportTheme(layers: layers + [Layer(common: [change])], texts: texts)
  }

  // MARK: The themes that ship

  /// The names of the themes that ship, the default first.
  static let names = ["playfair", "working-paper", "dark"]

  /// The default theme.
  static let playfair = shipped("playfair", PackageResources.playfair_yaml).theme

  /// What is wrong in the files that ship; tests see to it that nothing is.
  static var problems: DiagnosticLog {
    var log = DiagnosticLog()
    for name in names { log.add(contentsOf: text(of: name).map { shipped(name, $0).log } ?? log) }
    return log
  }

  /// The text of a theme that ships.
  static func text(of name: String) -> [UInt8]? {
    switch name {
    case "playfair": PackageResources.playfair_yaml
    case "working-paper": PackageResources.working_paper_yaml
    case "dark": PackageResources.dark_yaml
    default: nil
    }
  }

  private static func shipped(
    _ name: String, _ bytes: [UInt8]
  ) -> (theme: ReportTheme, log: DiagnosticLog) {
    var log = DiagnosticLog()
    let source = SourceText(name: "theme \(name)", bytes: bytes)
    guard let node = NotationReader.read(source, log: &log) else {
      return (ReportTheme(layers: []), log)
    }
    let layer = Layer(node, log: &log)
    let base = name == "playfair" ? [] : playfair.layers
    return (ReportTheme(layers: base + [layer]), log)
  }

  // MARK: Reading

  /// How deep themes may extend one another.
  private static let depth = 8

  /// The theme of a name or of a file; nil after an error, which is in the log.
  ///
  /// A theme of charts alone gives the default's pages with charts in its look.
  static func named(
    _ name: String, at place: Place?, files: SourceFiles, log: inout DiagnosticLog,
    depth: Int = 0
  ) -> ReportTheme? {
    if let bytes = text(of: name) { return shipped(name, bytes).theme }
    if chartThemeNames.contains(name) {
      return playfair.changed { $0.charts.theme = ThemeChartName(name: name) }
    }
    guard isFile(name) else {
      log.add(.unknownReportTheme(name, at: place))
      return nil
    }
    guard depth < Self.depth else {
      log.add(.themeCircle(name, at: place))
      return nil
    }
    guard let source = files.read(name, namedAt: place, what: "theme", log: &log),
      let node = NotationReader.read(source, log: &log)
    else { return nil }
    guard node.members != nil else {
      log.add(.wrongKind(node, wanted: "a theme, written as keys and values,"))
      return nil
    }
    var base: ReportTheme? = playfair
    if let parent = node["extends"] {
      if let text = parent.string {
        base = named(text, at: parent.place, files: files, log: &log, depth: depth + 1)
      } else {
        log.add(.wrongKind(parent, wanted: "the name of a theme"))
        base = nil
      }
    }
    let errors = log.errorCount
    let layer = Layer(node, log: &log)
    guard let base, log.errorCount == errors else { return nil }
    return ReportTheme(layers: base.layers + [layer], texts: base.texts + [source])
  }

  /// Whether a name is that of a file.
  static func isFile(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") || lower.hasSuffix(".json")
  }
}

extension ReportTheme.Layer {
  init(_ node: Node, log: inout DiagnosticLog) {
    var members: [Node.Member] = []
    for member in node.members ?? [] {
      if member.key == "extends" { continue }
      guard let shape = ReportFormat(rawValue: member.key), ReportTheme.sections.contains(shape)
      else {
        members.append(member)
        continue
      }
      guard let own = member.value.members else {
        log.add(.wrongKind(member.value, wanted: "an object with keys of the theme"))
        continue
      }
      shapes[shape] = ThemeSpec.changes(own, log: &log)
    }
    let known = ThemeSpec.keys.map(\.name) + ReportTheme.sections.map(\.rawValue) + ["extends"]
    for member in members where !known.contains(member.key) {
      log.add(.unknownThemeKey(member, of: ThemeSpec.noun, known: known))
    }
    common = ThemeSpec.changes(members.filter { known.contains($0.key) }, log: &log)
  }
}

/// The names of the themes of reports that ship, the default first.
public let reportThemeNames = ReportTheme.names

/// The names that stand for a theme of a report: its own themes, and those of charts.
public let themeNames =
  ReportTheme.names + chartThemeNames.filter { !ReportTheme.names.contains($0) }

extension Diagnostic {
  static func unknownReportTheme(_ name: String, at place: Place?) -> Diagnostic {
    .error(
      "unknown-theme", "there is no theme '\(name)'", at: place,
      why: "the themes are \(Suggestion.list(themeNames)); a file's name ends in .yaml",
      hint: Suggestion.hint(for: name, in: themeNames))
  }

  static func themeCircle(_ name: String, at place: Place?) -> Diagnostic {
    .error(
      "theme-circle", "the theme '\(name)' extends itself", at: place,
      why: "each theme is laid over the one that it extends, down to one that ships",
      hint: "let one of them extend 'playfair'")
  }
}
