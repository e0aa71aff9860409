import Testing

@testable import Canvas

@Suite("A scene becomes an SVG file")
struct SVGOutputTests {
  let text = TextEngine(fonts: FontLibrary())

  func svg(_ items: [SceneItem], background: Color? = nil) -> String {
    SVGOutput.text(of: Scene(size: Size(100, 50), background: background, items: items))
  }

  func line(_ string: String, _ style: TextStyle? = nil) -> SceneItem {
    Showcase.line(string, 10, 20, style ?? Showcase.inter(8), text: text)
  }

  @Test("everything that can stand on a canvas gives well-formed XML with its texts")
  func showcase() throws {
    let svg = SVGOutput.text(of: Showcase.scene(text), idPrefix: "fig-1")
    let xml = try #require(XMLCheck(svg), "not well formed")
    #expect(xml.texts.contains("Grain output fell by a quarter in two years"))
    #expect(xml.texts.contains("直骨角 (ja)") && xml.texts.contains("Showcase <1>"))
    #expect(xml.elements.filter { $0 == "text" }.count == Showcase.scene(text).placedTexts.count)
    #expect(xml.ids.allSatisfy { $0.hasPrefix("fig-1-") } && Set(xml.ids).count == xml.ids.count)
  }

  @Test("the head has the size in points, language, title and description")
  func head() {
    let scene = Scene(
      size: Size(252.2834, 170), title: "A & B", description: "\"x\" < 'y'", language: "zh-Hans")
    #expect(
      SVGOutput.text(of: scene, idPrefix: "a") == """
        <svg xmlns="http://www.w3.org/2000/svg" width="252.283pt" height="170pt" \
        viewBox="0 0 252.283 170" role="img" lang="zh-Hans" xml:lang="zh-Hans" \
        aria-labelledby="a-title a-desc">
        <title id="a-title">A &amp; B</title>
        <desc id="a-desc">&quot;x&quot; &lt; 'y'</desc>
        </svg>

        """)
  }

  @Test("a text has its place, face, figures and halo")
  func textItem() {
    var style = Showcase.inter(7.5, 600)
    style.letterSpacing = 1
    let item = SceneText(
      "1958", at: Point(50, 20), anchor: .end, style: style, color: .black.opacity(0.5),
      metrics: TextMetrics(width: 20, ascent: 7, descent: 2), halo: .init(.white, width: 2.2))
    let expected = """
      <text x="51" y="20" text-anchor="end" font-size="7.5" font-weight="600" \
      style="font-feature-settings: 'tnum' 1" letter-spacing="1" fill="#000000" \
      fill-opacity="0.5" paint-order="stroke" stroke="#ffffff" stroke-width="2.2" \
      stroke-linejoin="round">1958</text>
      """
    #expect(svg([.text(item)]).contains(expected))
    #expect(svg([.text(item)]).contains("font-family=\"Inter, Helvetica, Arial, sans-serif\""))
  }

  @Test("a turned text turns about its position; idle spaces are kept; languages are named")
  func textDetails() {
    let turned = Showcase.line("up", 3, 4, Showcase.inter(8), angle: -90, text: text)
    #expect(svg([turned]).contains("transform=\"translate(3 4) rotate(-90)\" x=\"0\" y=\"0\""))
    #expect(svg([line(" a")]).contains("xml:space=\"preserve\"> a<"))
    #expect(!svg([line("a b")]).contains("xml:space"))
    #expect(svg([line("大", Showcase.inter(8, 400, "ja"))]).contains("xml:lang=\"ja\""))
    #expect(svg([line("大", Showcase.libertine(8, language: "zh-Hant"))]).contains("Serif CJK TC"))
    #expect(svg([line("a\0b\nc")]).contains(">a b c<"))
  }

  @Test(
    "the family list ends in a generic name",
    arguments: [
      ("Inter", "Inter, Helvetica, Arial, sans-serif"),
      ("JetBrains Mono", "'JetBrains Mono', Menlo, Consolas, monospace"),
      ("Foo's, serif", "'Foos', serif"), ("sans-serif", "sans-serif"),
      ("", "Helvetica, Arial, sans-serif"),
    ])
  func families(family: String, list: String) {
    #expect(SVGText.families(of: TextStyle(family: family, size: 8), words: "a") == list)
  }

  @Test("paths have short numbers, and gaps where points are no numbers")
  func paths() {
    let path = Path.polyline([
      Point(0.12345, 1), Point(2, -0.0001), Point(.nan, 0), Point(4, 5), Point(6, 7),
    ])
    var stroke = Stroke(Showcase.navy, width: 1.6, dash: [6, 2])
    stroke.join = .round
    #expect(
      svg([.path(ScenePath(path, stroke: stroke))]).contains(
        """
        <path d="M0.123,1L2,0M4,5L6,7" fill="none" stroke="#0d3a6a" stroke-width="1.6" \
        stroke-dasharray="6 2" stroke-linejoin="round"/>
        """))
  }

  @Test("gradients and clips are defined once each, in the item's own coordinates")
  func definitions() {
    let fade = Gradient(
      shape: .linear(from: .zero, to: Point(1, 0)),
      stops: [.init(offset: 0, color: .black), .init(offset: 1, color: .white.opacity(0.5))])
    let item = SceneItem.path(ScenePath(.rect(Rect(10, 0, 20, 10)), fill: .gradient(fade)))
    let result = svg([.group(SceneGroup(clip: Rect(0, 0, 5, 5), items: [item, item]))])
    #expect(
      result.contains(
        """
        <defs>
        <clipPath id="chart-clip-1"><rect x="0" y="0" width="5" height="5"/></clipPath>
        <linearGradient id="chart-gradient-1" gradientUnits="userSpaceOnUse" x1="10" y1="0" \
        x2="30" y2="0"><stop offset="0" stop-color="#000000"/>\
        <stop offset="1" stop-color="#ffffff" stop-opacity="0.5"/></linearGradient>
        </defs>
        """))
    #expect(result.contains("<g clip-path=\"url(#chart-clip-1)\">"))
  }

  @Test("groups have classes, links and destinations")
  func groups() {
    let target = SceneGroup(.figure, name: "fig grain", alternative: "A \"map\"", destination: "大")
    let link = SceneGroup(.part("axis"), name: "x", opacity: 0.5, link: .destination("大"))
    let away = SceneGroup(link: .address("https://example.org/?a&b"))
    let lost = SceneGroup(link: .destination("nowhere"))
    #expect(
      svg([target, link, away, lost].map { .group($0) }).contains(
        """
        <g class="role-figure name-fig_20_grain" id="chart-to-_5927_" \
        aria-label="A &quot;map&quot;">
        </g>
        <a xlink:href="#chart-to-_5927_">
        <g class="role-axis name-x" opacity="0.5">
        </g>
        </a>
        <a xlink:href="https://example.org/?a&amp;b">
        <g>
        </g>
        </a>
        <g>
        </g>
        """))
  }

  @Test("an image stands in the file itself")
  func image() {
    let item = SceneItem.image(SceneImage(data: Array("Man!".utf8), frame: Rect(0, 1, 2, 3)))
    #expect(svg([item]).contains("xlink:href=\"data:image/png;base64,TWFuIQ==\""))
    #expect(svg([item]).contains("xmlns:xlink"))
  }

  @Test("nothing odd in a scene makes the file unreadable")
  func oddItems() throws {
    let scene = Scene(
      size: Size(.nan, .infinity), items: OddItems.all + [line("]]>\u{FFFE}\u{1}after")],
      title: "\0", language: "\"<")
    let xml = try #require(XMLCheck(SVGOutput.text(of: scene, idPrefix: " 1\"")))
    #expect(xml.texts.contains("]]>\u{FFFD} after"))
    #expect(xml.ids.allSatisfy { $0.hasPrefix("_20_1_22_-") })
  }
}

/// Whether a text is well-formed XML, as far as SVGs need it, and what is in it.
struct XMLCheck {
  var elements: [String] = []
  var texts: [String] = []
  var ids: [String] = []

  init?(_ xml: String) {
    var open: [String] = []
    var rest = Substring(xml)
    while let start = rest.firstIndex(of: "<") {
      let words = rest[..<start]
      guard XMLCheck.isPlain(words) else { return nil }
      if !words.allSatisfy(\.isWhitespace) { texts.append(XMLCheck.plain(words)) }
      guard let end = rest[start...].firstIndex(of: ">") else { return nil }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return nil }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      let name = String(tag.prefix { $0 != " " && $0 != "/" })
      guard add(attributes: tag.dropFirst(name.count).drop { $0 == "/" }) else { return nil }
      elements.append(name)
      if !isEmpty { open.append(name) }
    }
    guard open.isEmpty, rest == "\n" else { return nil }
  }

  private mutating func add(attributes: Substring) -> Bool {
    let parts = attributes.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return false }
    var names: Set<String> = []
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let name = parts[index].drop { $0 == " " }
      guard name.hasSuffix("="), names.insert(String(name)).inserted else { return false }
      guard XMLCheck.isPlain(parts[index + 1]) else { return false }
      if name == "id=" { ids.append(String(parts[index + 1])) }
    }
    return true
  }

  /// Whether every `&` begins a known entity and there are no control characters.
  private static func isPlain(_ text: Substring) -> Bool {
    let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]
    let hasControl = text.unicodeScalars.contains {
      ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || $0.value == 0xFFFE
    }
    return !hasControl
      && text.indices.allSatisfy { index in
        text[index] != "&" || entities.contains { text[index...].hasPrefix($0) }
      }
  }

  private static func plain(_ text: Substring) -> String {
    String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
      "&quot;", with: "\""
    )
    .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
