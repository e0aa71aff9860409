import Testing

@testable import Canvas

@Suite("A scene becomes a PNG file")
struct PNGOutputTests {
  let red = Color(hex: 0xFF0000)

  func picture(
    _ items: [SceneItem], size: Size = Size(10, 10), background: Color? = .white,
    options: PNGOptions = PNGOptions(ppi: 72)
  ) throws -> PNGPicture {
    let scene = Scene(
      size: size, background: background, items: items, title: "A", description: "大跃进")
    return try #require(PNGPicture(try PNGOutput.bytes(of: scene, options: options)))
  }

  func square(_ rect: Rect, _ color: Color? = nil, opacity: Double = 1) -> SceneItem {
    .path(ScenePath(.rect(rect), fill: .color(color ?? red), opacity: opacity))
  }

  @Test("the chunks stand in order and are intact")
  func chunks() throws {
    let png = try picture([], options: PNGOptions(ppi: 300, texts: [.init("Author", "W. P.")]))
    let types = png.chunks.map(\.type)
    #expect(
      types == ["IHDR", "sRGB", "pHYs", "iTXt", "iTXt", "iTXt", "iTXt", "IDAT", "IEND"])
    #expect(png.chunks.allSatisfy { $0.isIntact })
    let words = png.chunks.filter { $0.type == "iTXt" }.map {
      String(decoding: $0.data, as: UTF8.self)
    }
    #expect(
      words == [
        "Title\0\0\0en\0\0A", "Description\0\0\0en\0\0大跃进", "Author\0\0\0en\0\0W. P.",
        "Software\0\0\0en\0\0Playfair",
      ])
  }

  @Test("a text with a key that PNG cannot hold is left out", arguments: ["", "a\0", "schlüssel"])
  func badKeys(key: String) throws {
    let png = try picture([], options: PNGOptions(texts: [.init(key, "x")]))
    #expect(png.chunks.count { $0.type == "iTXt" } == 3)
  }

  @Test(
    "the resolution in pixels a metre makes the picture as wide as the scene, at any scale",
    arguments: [(300.0, 1.0), (96, 1), (100, 1), (72, 2), (200, 3)])
  func resolution(ppi: Double, scale: Double) throws {
    let width = 140 * 72 / 25.4
    let png = try picture(
      [], size: Size(width, 80), options: PNGOptions(scale: scale, ppi: ppi))
    let data = try #require(png.chunk("pHYs"))
    let perMeter = Double(PNGPicture.number(data[0..<4]))
    #expect(abs(Double(png.width) / perMeter * 1000 - 140) < 0.05)
    #expect(data[0..<4].elementsEqual(data[4..<8]))
    #expect(data[8] == 1)
  }

  @Test(
    "the size in pixels is points × scale × ppi / 72, to the nearest pixel",
    arguments: [
      (Size(10, 10), 1.0, 144.0, 20, 20), (Size(252.283, 170.079), 1, 300, 1051, 709),
      (Size(10, 20), 2, 72, 20, 40), (Size(0.1, 0.1), 1, 72, 1, 1),
      (Size(425, 263.5), 1, 200, 1181, 732),
    ])
  func size(size: Size, scale: Double, ppi: Double, width: Int, height: Int) throws {
    let png = try picture([], size: size, options: PNGOptions(scale: scale, ppi: ppi))
    #expect(png.width == width && png.height == height)
  }

  @Test("colours arrive as they were, and only a clear picture has an alpha channel")
  func colors() throws {
    let opaque = try picture([square(Rect(2, 2, 4, 4), Color(hex: 0x0D3A6A))])
    #expect(opaque.channels == 3)
    #expect(opaque[0, 0] == [255, 255, 255] && opaque[3, 3] == [0x0D, 0x3A, 0x6A])
    let half = square(Rect(2, 2, 4, 4), red.opacity(0.5))
    let clear = try picture([half], background: nil)
    #expect(clear.channels == 4)
    #expect(clear[0, 0] == [0, 0, 0, 0] && clear[3, 3] == [255, 0, 0, 128])
    let covered = try picture([square(Rect(0, 0, 10, 10))], background: nil)
    #expect(covered.channels == 3)
  }

  @Test("a group's opacity is that of the group as a whole")
  func groupOpacity() throws {
    let both = [square(Rect(0, 0, 6, 6)), square(Rect(3, 3, 6, 6))]
    let png = try picture([.group(SceneGroup(opacity: 0.5, items: both))])
    #expect(png[1, 1] == png[4, 4] && png[1, 1] == png[7, 7])
    let nested = SceneGroup(opacity: 0.5, items: [.group(SceneGroup(opacity: 0.5, items: both))])
    #expect(try picture([.group(nested)])[1, 1][1] > 185)
  }

  @Test("clips and transforms hold inside their group and end with it")
  func clip() throws {
    let group = SceneGroup(
      transform: .translation(2, 2), clip: Rect(0, 0, 3, 3), items: [square(Rect(0, 0, 9, 9))])
    let png = try picture([.group(group), square(Rect(9, 9, 1, 1), .black)])
    #expect(png[2, 2] == [255, 0, 0] && png[4, 4] == [255, 0, 0])
    #expect(png[1, 1] == [255, 255, 255] && png[5, 5] == [255, 255, 255])
    #expect(png[9, 9] == [0, 0, 0])
  }

  @Test("far and impossible coordinates neither vanish nor spoil the rest")
  func farCoordinates() throws {
    let far = 1e9
    let area = SceneItem.path(
      ScenePath(
        .polyline(
          [Point(-far, -far), Point(far, -far), Point(far, 5), Point(-far, 5)], closed: true),
        fill: .color(red)))
    let line = SceneItem.path(
      ScenePath(
        .polyline([Point(-far, 7.5), Point(far, 7.5), Point(.nan, 0), Point(.infinity, 2)]),
        stroke: Stroke(.black, width: 1)))
    let png = try picture([area, line, square(Rect(9, 9, 1, 1), .black)])
    #expect(png[4, 4] == [255, 0, 0] && png[4, 6] == [255, 255, 255])
    #expect(png[5, 7] == [0, 0, 0])
    #expect(png[9, 9] == [0, 0, 0])
  }

  @Test("a point that is no number makes a gap in a line")
  func gap() throws {
    let points = [Point(0, 5.5), Point(3, 5.5), Point(.nan, .nan), Point(7, 5.5), Point(10, 5.5)]
    let png = try picture([.path(ScenePath(.polyline(points), stroke: Stroke(.black)))])
    #expect(png[1, 5] == [0, 0, 0] && png[8, 5] == [0, 0, 0] && png[5, 5] == [255, 255, 255])
  }

  @Test("nothing odd in a scene spoils what follows it")
  func oddItems() throws {
    let items = OddItems.all + [square(Rect(4, 4, 2, 2))]
    let scene = Scene(size: Size(10, 10), background: .white, items: items)
    let bytes = try PNGOutput.bytes(of: scene, options: PNGOptions(ppi: 72))
    #expect(try #require(PNGPicture(bytes))[5, 5] == [255, 0, 0])
    #expect(!scene.text.isEmpty)
  }

  @Test("a long line is drawn whole, and alike whether in parts or not")
  func longLine() throws {
    let points = (0...3000).map { Point(Double($0) / 30, $0 % 2 == 0 ? 20 : 30) }
    for color in [red, red.opacity(0.5)] {
      let path = ScenePath(.polyline(points), stroke: Stroke(color, width: 2))
      let png = try picture([.path(path)], size: Size(100, 50))
      #expect(png[50, 25] == (color.alpha == 1 ? [255, 0, 0] : [255, 127, 127]))
      #expect(png[99, 25] == png[50, 25] && png[50, 40] == [255, 255, 255])
    }
    let parts = Path.polyline(points).parts(length: 500)
    #expect(parts.count == 6 + 1)
    #expect(parts[1].path.elements.prefix(2) == [.move(points[500 - 1]), .line(points[500])])
  }

  @Test("the dashes of a long line go on from part to part")
  func longDashes() throws {
    let points = (0...3000).map { Point(Double($0) / 30, 20.5) }
    var stroke = Stroke(.black, width: 1)
    stroke.dash = [5, 5]
    stroke.dashOffset = 2
    let png = try picture(
      [.path(ScenePath(.polyline(points), stroke: stroke))], size: Size(100, 40))
    let row = (0..<100).map { png[$0, 20][0] }
    let due = (0..<100).map { ($0 + 2) % 10 < 5 ? 0 : 255 }
    #expect(zip(row, due).allSatisfy { abs(Int($0) - $1) < 20 })
  }

  @Test("a long outline is closed where it began, also in parts")
  func longOutline() throws {
    let side = (0...2000).map { Point(10, 10 + Double($0) / 25) }
    let outline = Path.polyline(side + [Point(90, 90)], closed: true)
    let png = try picture(
      [.path(ScenePath(outline, stroke: Stroke(.black, width: 2)))], size: Size(100, 100))
    #expect(png[50, 50][0] < 100)
    let dashed = outline.parts(length: 100)
    #expect(abs((dashed.last?.start ?? 0) - 80) < 5 && dashed[0].start == 0)
  }

  @Test("a crowd of dots looks like the same dots one by one")
  func dots() throws {
    let dots = (0..<600).map { step -> SceneItem in
      let center = Point(3 + Double(step % 30) * 3.137, 3 + Double(step / 30) * 2.21)
      return .path(ScenePath(.circle(center: center, radius: 1.3), fill: .color(red), opacity: 0.5))
    }
    let crowd = SceneGroup(transform: .scale(1.5, 1.5), items: dots)
    let pairs = stride(from: 0, to: 600, by: 2).map {
      SceneItem.group(SceneGroup(transform: crowd.transform, items: Array(dots[$0..<$0 + 2])))
    }
    let stamped = try picture([.group(crowd)], size: Size(150, 80))
    let drawn = try picture(pairs, size: Size(150, 80))
    let differences = zip(stamped.pixels, drawn.pixels).map { abs(Int($0) - Int($1)) }
    #expect((1...24).contains(differences.max() ?? 0))
    #expect(Path.rect(Rect(0, 0, 4, 4), radii: [2, 2, 2, 2]).circle == nil)
    #expect(Path.circle(center: Point(0.1, 1e5), radius: 0.3).circle != nil)
  }

  @Test("a justified line is drawn alike each time, and as wide as its measures say")
  func justified() throws {
    let text = TextEngine(fonts: FontLibrary())
    let rows = [10.0, 25, 40].map { y in
      Showcase.line(
        "l l\u{A0}l", 2, y, Showcase.libertine(10), wordSpacing: 12, text: text)
    }
    let png = try picture(rows, size: Size(50, 45), options: PNGOptions(ppi: 144))
    func row(_ y: Int) -> [Int] { (0..<png.width).map { Int(png[$0, y][0]) } }
    #expect(row(16) == row(46) && row(16) == row(76))
    let right = row(16).lastIndex { $0 < 128 } ?? 0
    let plain = text.measure("l l\u{A0}l", Showcase.libertine(10)).width
    #expect(abs(Double(right) / 2 - (2 + plain + 24)) < 2)
  }

  @Test("spaces after single letters move those behind, in every output and in the text form")
  func gaps() throws {
    let engine = TextEngine(fonts: FontLibrary())
    var line = SceneText(
      "l国l", at: Point(2, 20), style: Showcase.libertine(10), color: .black,
      metrics: engine.measure("l国l", Showcase.libertine(10)))
    let plain = SceneItem.text(line)
    line.gaps = [.init(after: 0, width: 6), .init(after: 1, width: 4.5)]
    let moved = SceneItem.text(line)
    func right(_ item: SceneItem) throws -> Int {
      let png = try picture([item], size: Size(50, 30), options: PNGOptions(ppi: 288))
      return (0..<png.width).last { x in (0..<png.height).contains { png[x, $0][0] < 128 } } ?? 0
    }
    #expect(abs(try right(moved) - right(plain) - 42) <= 1)
    let scene = Scene(size: Size(50, 30), items: [moved])
    #expect(scene.text.contains("gaps 0:6 1:4.5"))
    #expect(SVGOutput.text(of: scene).contains("dx=\"0 6 4.5\""))
    #expect(!SVGOutput.text(of: Scene(size: Size(50, 30), items: [plain])).contains("dx="))
  }

  @Test("a PNG file as an image fills its frame; what is none is an error")
  func image() throws {
    let inner = try PNGOutput.bytes(of: Scene(size: Size(2, 2), background: red))
    let png = try picture([.image(SceneImage(data: inner, frame: Rect(2, 2, 6, 6)))])
    #expect(png[2, 2] == [255, 0, 0] && png[7, 7] == [255, 0, 0] && png[8, 8] == [255, 255, 255])
    #expect(throws: CanvasError.unreadableImage) {
      try picture([.image(SceneImage(data: [1, 2, 3], frame: Rect(0, 0, 1, 1)))])
    }
  }

  @Test("a picture without a size or with too much of it is an error in words")
  func sizes() {
    let large = Scene(size: Size(30_000, 30_000))
    #expect(throws: CanvasError.tooManyPixels(width: 30_000, height: 30_000)) {
      try PNGOutput.bytes(of: large, options: PNGOptions(ppi: 72))
    }
    let wide = Scene(size: Size(40_000, 10))
    #expect(throws: CanvasError.tooManyPixels(width: 40_000, height: 10)) {
      try PNGOutput.bytes(of: wide, options: PNGOptions(ppi: 72))
    }
    #expect(
      CanvasError.tooManyPixels(width: 40_000, height: 10).description.contains("40000 × 10"))
    for size in [Size(0, 1), Size(-1, 5), Size(.nan, 1), Size(.infinity, 1)] {
      #expect(throws: CanvasError.self) { try PNGOutput.bytes(of: Scene(size: size)) }
    }
  }

  @Test("the same scene gives the same bytes on any thread, with a new engine or a used one")
  func determinism() async throws {
    let engine = TextEngine(fonts: FontLibrary())
    let scene = Showcase.scene(engine)
    let first = try PNGOutput.bytes(of: scene, text: engine)
    #expect(try PNGOutput.bytes(of: scene, text: engine) == first)
    let others = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<6 { group.addTask { try PNGOutput.bytes(of: scene) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(others.allSatisfy { $0 == first })
  }
}
