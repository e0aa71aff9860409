import Diagnostics
import Testing

@testable import Canvas

@Suite("Two scenes have one key only if they are the same") struct SceneKeyTests {
  private static let stroke = Stroke(
    .color(.black), width: 1, dash: [2, 1], dashOffset: 0.5, cap: .round, join: .bevel,
    miterLimit: 4)
  private static let gradient = Gradient(
    shape: .linear(from: Point(0, 0), to: Point(1, 1)),
    stops: [.init(offset: 0, color: .white), .init(offset: 1, color: .black)])
  private static let style = TextStyle(
    family: "Inter", size: 8, weight: 500, italic: true, features: [.tabularFigures],
    language: "en", letterSpacing: 0.1)

  private static var text: SceneText {
    var text = SceneText(
      "Grain", at: Point(1, 2), anchor: .middle, style: style, color: .black,
      metrics: TextMetrics(width: 20, ascent: 6, descent: 2), angle: 10,
      halo: .init(.white, width: 2), wordSpacing: 1)
    (text.gradient, text.outline, text.gaps) = (gradient, stroke, [.init(after: 1, width: 2)])
    return text
  }

  private static var group: SceneGroup {
    var group = SceneGroup(
      .part("plot"), name: "n", alternative: "a", language: "de", transform: .translation(1, 2),
      clip: Rect(0, 0, 5, 5), opacity: 0.5, link: .address("x"), destination: "d",
      items: [.text(text)])
    (group.blend, group.element) = (.multiply, 3)
    return group
  }

  private static let path = ScenePath(
    Path([
      .move(Point(0, 0)), .line(Point(1, 1)), .curve(Point(1, 2), Point(3, 4), Point(5, 6)), .close,
    ]),
    fill: .gradient(gradient), stroke: stroke, opacity: 0.5)
  private static var image: SceneImage {
    var image = SceneImage(data: [1, 2], frame: Rect(0, 0, 1, 1), opacity: 0.5)
    image.isSmooth = false
    return image
  }
  private static let scene = Scene(
    size: Size(10, 20), background: .white, items: [.group(group)], title: "t", description: "d",
    language: "en")
  private static var pdf: PDFOptions {
    var options = PDFOptions(
      title: "t", authors: ["a"], subject: "s", keywords: ["k"], date: "2026",
      outline: [.init("o", level: 2, page: 1, destination: "d")], standards: [.ua1],
      attachments: [attachment])
    options.record = "r"
    return options
  }
  private static let attachment = PDFAttachment(
    name: "n", description: "d", figure: "f", bytes: [1])
  private static var png: PNGOptions {
    var options = PNGOptions(scale: 2, ppi: 100, ground: .white, texts: [.init("k", "v")])
    options.record = "r"
    return options
  }

  /// If this fails, a property was added: it has to go into the key too, and then into this count.
  @Test("no property of a scene and of the options of files is left out of the key")
  func counts() {
    let values: [(Any, Int)] = [
      (Self.scene, 6), (Self.group, 12), (Self.path, 4), (Self.path.path, 1), (Self.text, 12),
      (Self.style, 7), (Self.style.features[0], 2), (Self.text.metrics, 3),
      (Self.image, 4), (Self.gradient, 2), (Self.gradient.stops[0], 2), (Self.stroke, 7),
      (Color.black, 4), (Point(0, 0), 2), (Rect(0, 0, 1, 1), 4), (Transform.identity, 6),
      (PDFPage(Self.scene), 2), (Self.pdf, 9), (Self.pdf.outline[0], 4), (Self.attachment, 5),
      (Self.png, 5), (Self.png.texts[0], 2),
    ]
    for (value, count) in values {
      #expect(Mirror(reflecting: value).children.count == count, "\(type(of: value))")
    }
  }

  private func key(_ body: (inout KeyBytes) -> Void) -> ContentDigest {
    var key = KeyBytes()
    body(&key)
    return key.digest
  }

  private func expectDifferent<Value>(
    _ value: Value, _ add: (inout KeyBytes, Value) -> Void, _ changes: [(inout Value) -> Void]
  ) {
    var keys: Set<ContentDigest> = [key { add(&$0, value) }]
    for change in changes {
      var changed = value
      change(&changed)
      keys.insert(key { add(&$0, changed) })
    }
    #expect(keys.count == changes.count + 1, "\(Value.self)")
  }

  @Test("whatever changes in a scene, the key changes")
  func changes() {
    expectDifferent(
      Self.scene, { $0.add($1) },
      [
        { $0.size.width = 11 }, { $0.size.height = 21 }, { $0.background = nil },
        { $0.background = .black }, { $0.items = [] }, { $0.items.append(.image(Self.image)) },
        { $0.title = "" }, { $0.description = "" }, { $0.language = "de" },
      ])
    expectDifferent(
      Self.group, { $0.add($1) },
      [
        { $0.role = .table }, { $0.role = .part("table") }, { $0.role = .heading(1) },
        { $0.role = .heading(2) }, { $0.name = "" }, { $0.alternative = "" },
        { $0.language = nil }, { $0.transform = .identity }, { $0.transform = .rotation(3) },
        { $0.clip = nil }, { $0.opacity = 1 }, { $0.blend = nil }, { $0.blend = .screen },
        { $0.link = nil }, { $0.link = .destination("x") }, { $0.destination = nil },
        { $0.element = nil }, { $0.element = 4 }, { $0.items = [] },
      ])
    expectDifferent(
      Self.text, { $0.add($1) },
      [
        { $0.text = "Grains" }, { $0.position.x = 3 }, { $0.anchor = .end },
        { $0.style.family = "x" }, { $0.style.size = 9 }, { $0.style.weight = 400 },
        { $0.style.italic = false }, { $0.style.features = [] }, { $0.style.language = "fr" },
        { $0.style.letterSpacing = 0 }, { $0.color = .white }, { $0.metrics.width = 1 },
        { $0.metrics.ascent = 1 }, { $0.metrics.descent = 1 }, { $0.angle = 0 },
        { $0.halo = nil }, { $0.halo?.width = 3 }, { $0.halo?.color = .black },
        { $0.gradient = nil }, { $0.outline = nil }, { $0.wordSpacing = 0 }, { $0.gaps = [] },
        { $0.gaps[0].width = 1 }, { $0.gaps[0].letter = 2 },
      ])
    expectDifferent(
      Self.path, { $0.add($1) },
      [
        { $0.path.elements.removeLast() }, { $0.path.elements[1] = .move(Point(1, 1)) },
        { $0.fill = nil }, { $0.fill = .color(.black) }, { $0.stroke = nil }, { $0.opacity = 1 },
        { $0.stroke?.width = 2 }, { $0.stroke?.dash = [] }, { $0.stroke?.dash = [2] },
        { $0.stroke?.dashOffset = 0 }, { $0.stroke?.cap = .butt }, { $0.stroke?.join = .miter },
        { $0.stroke?.miterLimit = 5 },
      ])
    expectDifferent(
      Self.image, { $0.add($1) },
      [
        { $0.data = [1] }, { $0.frame.width = 2 }, { $0.opacity = 1 }, { $0.isSmooth = true },
      ])
  }

  @Test("whatever changes in the options of a file, the key changes")
  func options() {
    expectDifferent(
      Self.pdf, { $0.add($1) },
      [
        { $0.title = nil }, { $0.authors = [] }, { $0.authors = ["a", ""] }, { $0.subject = "" },
        { $0.keywords = [] }, { $0.date = nil }, { $0.outline = [] },
        { $0.outline[0].level = 1 }, { $0.outline[0].page = 2 }, { $0.outline[0].title = "" },
        { $0.outline[0].destination = nil }, { $0.standards = [] }, { $0.standards = [.a2a] },
        { $0.attachments = [] }, { $0.attachments[0].bytes = [2] }, { $0.attachments[0].name = "" },
        { $0.attachments[0].description = "" }, { $0.attachments[0].figure = nil },
        { $0.record = nil },
      ])
    expectDifferent(
      Self.png, { $0.add($1) },
      [
        { $0.scale = 1 }, { $0.ppi = 72 }, { $0.ground = nil }, { $0.texts = [] },
        { $0.texts[0].key = "" }, { $0.texts[0].value = "" }, { $0.record = nil },
      ])
    expectDifferent(
      [PDFPage(Self.scene, label: "i")], { $0.add($1) },
      [{ $0[0].label = nil }, { $0.append($0[0]) }, { $0[0].scene.title = "" }])
  }
}
