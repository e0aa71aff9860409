@testable import Canvas

/// A scene with everything that can stand on a canvas, for looking at and for tests of outputs.
enum Showcase {
  static let navy = Color(hex: 0x0D3A6A)
  static let brick = Color(hex: 0x993222)
  static let teal = Color(hex: 0x1B7E71)
  static let ochre = Color(hex: 0xC4833A)
  static let ink = Color(hex: 0x1A1D21)
  static let muted = Color(hex: 0x5B6470)

  static func scene(_ text: TextEngine, background: Color? = .white) -> Scene {
    Scene(
      size: Size(425, 260), background: background,
      items: [
        .group(SceneGroup(.part("title"), items: headings(text))),
        .group(lines), .group(shapes), .group(clipped), .group(labels(text)),
        .group(links(text)),
      ],
      title: "Showcase <1>", description: "All that a canvas can show & more.")
  }

  static func line(
    _ string: String, _ x: Double, _ y: Double, _ style: TextStyle, color: Color = ink,
    anchor: SceneText.Anchor = .start, angle: Double = 0, halo: SceneText.Halo? = nil,
    wordSpacing: Double = 0, text: TextEngine
  ) -> SceneItem {
    var metrics = text.measure(string, style)
    metrics.width += wordSpacing * Double(string.utf8.count { $0 == 0x20 })
    return .text(
      SceneText(
        string, at: Point(x, y), anchor: anchor, style: style, color: color, metrics: metrics,
        angle: angle, halo: halo, wordSpacing: wordSpacing))
  }

  static func inter(_ size: Double, _ weight: Int = 400, _ language: String = "en") -> TextStyle {
    TextStyle(
      family: "Inter", size: size, weight: weight, features: [.tabularFigures],
      language: language)
  }

  static func libertine(
    _ size: Double, _ features: [TextStyle.Feature] = [], weight: Int = 400,
    italic: Bool = false, language: String = "en"
  ) -> TextStyle {
    TextStyle(
      family: "Linux Libertine O", size: size, weight: weight, italic: italic,
      features: features, language: language)
  }

  private static func headings(_ text: TextEngine) -> [SceneItem] {
    [
      line("Grain output fell by a quarter in two years", 10, 14, inter(11.5, 600), text: text),
      line(
        "Million tonnes, China, 1957–1962 · −12.5 % · 大跃进", 10, 26, inter(8), color: muted,
        text: text),
      line("1,958.00", 10, 40, inter(7.5), text: text),
      line("1,111.11", 60, 40, inter(7.5), text: text),
      line(
        "Old-style 1958–1961 and Small Capitals", 10, 54,
        libertine(10.5, [.oldStyleFigures, .smallCapitals]), text: text),
      line("fi ffl Qu italic semibold", 10, 68, libertine(10.5, italic: true), text: text),
      line("Semibold 大跃进", 130, 68, libertine(10.5, weight: 600), text: text),
      line("直骨角 (zh-Hans)", 10, 84, inter(12, 400, "zh-Hans"), text: text),
      line("直骨角 (ja)", 110, 84, inter(12, 400, "ja"), text: text),
      line("直骨角 (zh-Hant)", 190, 84, libertine(12, language: "zh-Hant"), text: text),
      line(
        "let x = 0xFF // 大", 10, 98, TextStyle(family: "JetBrains Mono", size: 8), text: text),
      line(
        "A line of words made wide", 10, 112, libertine(10.5), wordSpacing: 6, text: text),
      line("SPACED", 180, 112, spaced, text: text),
      line("Русский Ελληνικά č ş ỹ", 240, 112, inter(8), text: text),
    ]
  }

  private static var spaced: TextStyle {
    var style = inter(8, 500)
    style.letterSpacing = 1.5
    return style
  }

  private static var lines: SceneGroup {
    let waves = (0...40).map { step in
      Point(Double(step) * 4, 15 + 12 * wave(step))
    }
    var items: [SceneItem] = []
    let dashes: [[Double]] = [[], [6, 2], [4, 2], [1.5, 2], [8, 2, 1.5, 2]]
    for (index, dash) in dashes.enumerated() {
      var stroke = Stroke([navy, brick, teal, ochre, muted][index], width: 1.6, dash: dash)
      stroke.join = .round
      let path = Path.polyline(waves.map { $0 + Point(0, Double(index) * 6) })
      items.append(.path(ScenePath(path, stroke: stroke)))
    }
    return SceneGroup(
      .part("mark"), name: "lines", transform: .translation(10, 125), items: items)
  }

  /// A triangle wave without `sin`, whose last digit differs by platform.
  private static func wave(_ step: Int) -> Double {
    let phase = step % 20
    return phase < 10 ? Double(phase) / 5 - 1 : 3 - Double(phase) / 5
  }

  private static var shapes: SceneGroup {
    let fade = Gradient(
      shape: .linear(from: .zero, to: Point(1, 0)),
      stops: [.init(offset: 0, color: navy), .init(offset: 1, color: .white)])
    let ball = Gradient(
      shape: .radial(
        from: Point(0.35, 0.35), innerRadius: 0, to: Point(0.5, 0.5), outerRadius: 0.5),
      stops: [.init(offset: 0, color: .white), .init(offset: 1, color: brick)])
    let overlapping = SceneGroup(
      opacity: 0.4,
      items: [
        .path(ScenePath(.circle(center: Point(110, 15), radius: 12), fill: .color(navy))),
        .path(ScenePath(.circle(center: Point(122, 15), radius: 12), fill: .color(brick))),
      ])
    return SceneGroup(
      name: "shapes", transform: .translation(200, 130),
      items: [
        .path(ScenePath(.rect(Rect(0, 0, 50, 30), radii: [4, 4, 4, 4]), fill: .gradient(fade))),
        .path(ScenePath(.circle(center: Point(75, 15), radius: 15), fill: .gradient(ball))),
        .group(overlapping),
        .path(
          ScenePath(
            .circle(center: Point(160, 15), radius: 12), fill: .color(.white),
            stroke: Stroke(teal, width: 1.2))),
        .path(
          ScenePath(
            .rect(Rect(180, 3, 24, 24)), fill: .color(ochre), stroke: Stroke(ink, width: 6),
            opacity: 0.5)),
      ])
  }

  private static var clipped: SceneGroup {
    SceneGroup(
      name: "clipped", transform: .translation(200, 170), clip: Rect(0, 0, 60, 20),
      items: [
        .path(ScenePath(.circle(center: Point(30, 20), radius: 20), fill: .color(teal)))
      ])
  }

  private static func labels(_ text: TextEngine) -> SceneGroup {
    let halo = SceneText.Halo(.white, width: 2.2)
    return SceneGroup(
      .part("mark"), name: "labels",
      items: [
        line("Grain 大米", 60, 148, inter(7.5, 600), color: navy, halo: halo, text: text),
        line("middle", 340, 185, inter(8), anchor: .middle, text: text),
        line("end", 340, 195, inter(8), anchor: .end, text: text),
        line("start", 340, 205, inter(8), text: text),
        line("turned", 400, 200, inter(8), anchor: .middle, angle: -90, text: text),
        line("aslant", 290, 190, inter(8), color: brick, angle: 30, halo: halo, text: text),
      ])
  }

  private static func links(_ text: TextEngine) -> SceneGroup {
    SceneGroup(
      .paragraph, destination: "sources",
      items: [
        .group(
          SceneGroup(.span, items: [line("Source: ", 10, 250, inter(6.5), text: text)])),
        .group(
          SceneGroup(
            .link, link: .address("https://example.org/a?b=(c)&d"),
            items: [line("National Bureau", 40, 250, inter(6.5), color: navy, text: text)])),
      ])
  }
}
