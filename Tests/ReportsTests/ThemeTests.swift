import Canvas
import Charting
import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Reports

/// Themes: one file for pages and charts.
@Suite("Themes") struct ThemeTests {
  /// What stands in the head and the foot of each page.
  private func furniture(_ outcome: Outcome) -> [[String]] {
    outcome.report?.pages.map { PageReading($0.scene).furniture } ?? []
  }

  private func themed(_ yaml: String, _ format: ReportFormat = .briefing) -> ThemeSpec? {
    let folder = TestFolder(["house.yaml": yaml])
    var log = DiagnosticLog()
    guard let files = SourceFiles(root: folder.path) else { return nil }
    let theme = ReportTheme.named("house.yaml", at: nil, files: files, log: &log)
    #expect(log.entries.map { $0.text(.short) } == [])
    return theme?.spec(for: format)
  }

  @Test("the themes that ship are read without a word")
  func shipped() { #expect(ReportTheme.problems.entries.isEmpty) }

  @Test("the default theme says everything that a theme can say")
  func complete() throws {
    var log = DiagnosticLog()
    let bytes = try #require(ReportTheme.text(of: "playfair"))
    let node = try #require(
      NotationReader.read(SourceText(name: "playfair", bytes: bytes), log: &log))
    for key in ThemeSpec.keys { #expect(node[key.name] != nil, "\(key.name)") }
    for part in ["fonts", "colors", "page", "logo", "slide"] {
      let inner = ThemeSpec.keys.first { $0.name == part }?.inner ?? []
      for key in inner { #expect(node[part]?[key.name] != nil, "\(part).\(key.name)") }
    }
  }

  @Test("the reference page has every key")
  func reference() { Golden.expect(ThemeReference.page, at: "Documentation/Themes.md") }

  @Test("a theme says what differs from the one that it extends")
  func extending() {
    let spec = themed("extends: working-paper\nbody: {size: 13}\n")
    #expect(spec?.body.size == 13)
    #expect(spec?.body.leading == 17)
    #expect(spec?.hasTitlePage == true)
  }

  @Test("what a theme says of one format goes before what it says of all")
  func sections() {
    let text = "briefing: {grid: 15}\ngrid: 16\nbody: {size: 11}\n"
    #expect(themed(text)?.grid == 15)
    #expect(themed(text, .html)?.grid == 16)
    // What the default says of an article stays.
    #expect(themed(text, .article)?.grid == 12)
    #expect(themed(text, .slides)?.body.size == 22)
  }

  @Test("faces follow the fonts and the colours of their theme by name")
  func names() throws {
    let spec = try #require(
      themed("fonts: {text: Inter}\ncolors: {ink: \"#101010\"}\nbyline: {color: \"#ff0000\"}\n"))
    let style = ReportStyle(spec, size: Paper.a4.size)
    #expect(style.body.family == "Inter | Linux Libertine O")
    #expect(style.body.color == Color(hex: 0x101010))
    #expect(style.byline.color == Color(hex: 0xFF0000))
    #expect(style.caption.family == "Inter")
  }

  @Test("the fonts and the colours of a theme are those of its charts")
  func charts() throws {
    let spec = try #require(
      themed(
        "fonts: {sans: Linux Libertine O}\ncolors: {ground: \"#112233\", muted: \"#445566\"}\n"))
    let look = ChartLook(spec, isOnSlide: false)
    let config = try #require(look.configs.first)
    #expect(config["font"]?.string == "Linux Libertine O")
    #expect(config["background"]?.string == "#112233")
    #expect(config["style"]?["guide-label"]?["fill"]?.string == "#445566")
    #expect(ChartLook(ReportTheme.playfair.spec(for: .briefing), isOnSlide: false).configs.isEmpty)
  }

  @Test("a chart's own config lies over that of the theme")
  func config() throws {
    let spec = try #require(themed("charts: {config: {line: {strokeWidth: 3}}}\n"))
    let look = ChartLook(spec, isOnSlide: false)
    #expect(look.configs.first?["line"]?["strokeWidth"]?.number == 3)
  }

  @Test("colours of the default theme that a chart names change with the theme")
  func translation() throws {
    let spec = try #require(
      themed("colors: {ground: \"#111111\", series: [\"#9cc9ff\", \"#f07a4a\"]}\n"))
    var log = DiagnosticLog()
    let text = """
      data: {values: [{name: white, hue: "#0d3a6a"}]}
      mark: {type: point, color: "#0D3A6A", fill: white}
      encoding: {text: {value: a}, color: {scale: {range: ["#993222", "#123456"]}}}
      """
    let node = try #require(NotationReader.read(SourceText(name: "c.yaml", text: text), log: &log))
    let new = ChartLook(spec, isOnSlide: false).translated(node)
    #expect(new["mark"]?["color"]?.string == "#9cc9ff")
    #expect(new["mark"]?["fill"]?.string == "#111111")
    let range = new["encoding"]?["color"]?["scale"]?["range"]?.elements?.compactMap(\.string)
    #expect(range == ["#f07a4a", "#123456"])
    #expect(new["data"]?["values"]?.elements?.first?["name"]?.string == "white")
    #expect(new["data"]?["values"]?.elements?.first?["hue"]?.string == "#0d3a6a")
  }

  @Test("slots of heads and feet are filled, and a line without anything to say is left out")
  func slots() {
    let theme = """
      first-head: {left: "{title} by {author}", right: "{version}"}
      first-foot: {center: "{page-of-pages}"}
      head: {left: "{chapter}", right: "{section}"}
      foot: {inside: in, outside: "{page} / {pages}"}
      """
    let outcome = render(
      "---\ntitle: T\nauthor: A. B.\ntheme: t.yaml\n---\n\n# One\n\n## Two\n\n"
        + paragraph(90) + paragraph(90), files: ["t.yaml": theme])
    #expect(outcome.messages == [])
    let lines = furniture(outcome)
    #expect(lines.count == 3)
    #expect(lines.first == ["T by A. B.", "Page 1 of 3"])
    #expect(lines.dropFirst().first == ["One", "Two", "2 / 3", "in"])
    #expect(lines.last == ["One", "Two", "in", "3 / 3"])
  }

  @Test(
    "a page is counted in the language of the document",
    arguments: [("en", "Page 2 of 9"), ("de", "Seite 2 von 9"), ("fr", "Page 2 sur 9")])
  func counting(_ language: String, _ text: String) {
    #expect(ReportWords.of(language).pageOfPages(2, 9) == text)
  }

  @Test("a working paper has title, abstract and keywords on a page to themselves, and numbers")
  func workingPaper() {
    let outcome = render(
      """
      ---
      title: T
      abstract: Short.
      keywords: [grain, steel]
      theme: working-paper
      ---

      # One

      Text.

      """)
    #expect(outcome.messages == [])
    #expect(outcome.report?.pages.count == 2)
    let pages = outcome.pages.split(separator: "page 2")
    #expect(pages.first?.contains("Keywords: grain, steel") == true)
    #expect(pages.last?.contains("1\u{2002}One") == true)
  }

  @Test("keys of Pandoc and Quarto that ask for a look change it")
  func keys() throws {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: "/tmp"))
    let source = SourceText(
      name: "a.md",
      text: """
        ---
        mainfont: Inter
        fontsize: 21pt
        linestretch: 1.5
        geometry: "left=20mm, top=1in"
        linkcolor: "#ff0000"
        papersize: legal
        ---

        Text.

        """)
    let tree = MarkdownReader.read(source, log: &log)
    let request = ReportRequest(source: source, files: files)
    let look = try #require(ShapeLook.look(tree.metadata, .briefing, request, log: &log))
    #expect(log.entries.isEmpty)
    #expect(look.style.body.family == "Inter | Linux Libertine O")
    #expect(look.style.body.size == 21)
    #expect(abs(look.style.body.leading - 42) < 0.001)
    #expect(abs(look.style.page.margins.left - 20 * 72 / 25.4) < 0.001)
    #expect(look.style.page.margins.top == 72)
    #expect(look.style.linkColor == Color(hex: 0xFF0000))
    #expect(look.style.page.size == Size(612, 1008))
  }

  @Test("on A5 the text gives way, and the margins too", arguments: [Paper.a5])
  func smallPaper(_ paper: Paper) {
    let style = ReportStyle.playfair(on: paper)
    #expect(style.columnWidth > 300)
    #expect(style.page.margins.top < 72)
  }

  @Test("a theme of charts gives the default's pages with charts in its look")
  func chartTheme() throws {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: "/tmp"))
    let theme = try #require(ReportTheme.named("vega", at: nil, files: files, log: &log))
    let look = ChartLook(theme.spec(for: .briefing), isOnSlide: false)
    #expect(look.theme == "vega" && look.configs.isEmpty)
  }
}

/// What LOOK asks of a palette, of the one for dark slides on its ground.
@Suite("The palette of dark slides") struct DarkPaletteTests {
  private var colors: ThemeColors {
    var log = DiagnosticLog()
    guard let files = SourceFiles(root: "/tmp"),
      let theme = ReportTheme.named("dark", at: nil, files: files, log: &log)
    else { return ThemeColors() }
    return theme.spec(for: .slides).colors
  }

  private var palette: [Color] { colors.series.colors }

  @Test("the first four colours differ by at least 10 in lightness, for grey")
  func lightness() {
    let lightness = palette.prefix(4).map(\.lab.l)
    #expect(palette.count == 6)
    for (i, a) in lightness.enumerated() {
      for b in lightness[(i + 1)...] { #expect(abs(a - b) >= 10) }
    }
  }

  @Test(
    "six colours stay apart in every vision",
    arguments: [(nil, 18.5), (.protanopia, 15), (.deuteranopia, 15), (.tritanopia, 15)]
      as [(ColorVision?, Double)])
  func vision(_ vision: ColorVision?, _ least: Double) {
    let seen = palette.map { color in vision.map { color.seen(with: $0) } ?? color }
    for (i, a) in seen.enumerated() {
      for b in seen[(i + 1)...] { #expect(a.difference(from: b) >= least) }
    }
  }

  @Test("marks have a contrast of 3 to 1 on the ground, text of 4.5 to 1")
  func contrast() throws {
    let ground = try #require(colors.ground.color)
    for color in palette { #expect(color.contrast(with: ground) >= 3) }
    for color in [colors.ink, colors.muted, colors.link] {
      #expect(color.contrast(with: ground) >= 4.5)
    }
  }
}
