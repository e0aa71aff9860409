import Diagnostics
import TestSupport
import Testing

@testable import Canvas
@testable import Charting

@Suite("Pictures") struct PictureTests {
  private func bytes(_ name: String) throws -> [UInt8] {
    try #require(FilePath.contents(of: Project.root + "/Tests/Gallery/mark-image/" + name))
  }

  @Test("A PNG and a JPEG file tell their size in pixels")
  func sizes() throws {
    #expect(try Picture(bytes("dot.png")).size == Size(4, 4))
    #expect(try Picture(bytes("sky.jpg")).size == Size(16, 8))
  }

  @Test("A file that ends too early cannot be read", arguments: ["dot.png", "sky.jpg"])
  func damage(_ name: String) throws {
    let whole = try bytes(name)
    for count in [0, 3, 8, 20, whole.count / 2] {
      #expect(throws: Picture.Failure.self) { try Picture(Array(whole.prefix(count))) }
    }
  }

  @Test("A picture of another kind is told apart from a damaged one")
  func kinds() {
    #expect(throws: Picture.Failure.unknownFormat) { try Picture(Array("GIF89a".utf8)) }
    #expect(throws: Picture.Failure.unreadable) { try Picture([0xFF, 0xD8, 0xFF, 0, 0]) }
  }

  @Test("SVG embeds a JPEG file as it is")
  func embedding() throws {
    let data = try bytes("sky.jpg")
    let scene = Scene(
      size: Size(20, 10), items: [.image(SceneImage(data: data, frame: Rect(0, 0, 16, 8)))])
    #expect(SVGOutput.text(of: scene).contains("data:image/jpeg;base64,"))
  }

  @Test("A picture that keeps its shape stands in the middle of its frame")
  func aspect() throws {
    var image = ImageShape(
      frame: Rect(10, 10, 40, 40), address: "sky.jpg", picture: try Picture(bytes("sky.jpg")),
      keepsAspect: true, isSmooth: true)
    #expect(image.place == Rect(10, 20, 40, 20))
    image.keepsAspect = false
    #expect(image.place == image.frame)
  }

  @Test("A line that is too wide is cut at its end, or at its start from right to left")
  func cuts() {
    let engine = TextEngine(fonts: FontLibrary())
    let look = TextLook(
      style: TextStyle(family: "Inter", size: 10), color: .black, lineHeight: 12, limit: 0)
    let width = engine.measure("abc..", look.style).width + 0.5
    #expect(engine.limited("abcdef", look, to: width, by: TextCut(ellipsis: "..")) == "abc..")
    #expect(
      engine.limited("abcdef", look, to: width, by: TextCut(ellipsis: "..", isAtStart: true))
        .hasPrefix(".."))
    #expect(engine.limited("abcdef", look, to: 0) == "abcdef")
  }
}
