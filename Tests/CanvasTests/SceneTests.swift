import Testing

@testable import Canvas

@Suite("A scene can be read and walked")
struct SceneTests {
  static let navy = Color(hex: 0x0D3A6A)

  static let scene: Scene = {
    let label = TextStyle(
      family: "Inter", size: 7.5, weight: 600, features: [.tabularFigures], language: "zh-Hans")
    let metrics = TextMetrics(width: 20, ascent: 7, descent: 2)
    var stroke = Stroke(navy, width: 1.6, dash: [6, 2])
    stroke.join = .round
    let fade = Gradient(
      shape: .linear(from: .zero, to: Point(0, 1)),
      stops: [.init(offset: 0, color: .white), .init(offset: 1, color: navy.opacity(0.13))])
    let plot = SceneGroup(
      .part("plot"), name: "grain", language: "zh-Hans", transform: .translation(30, 44.125),
      clip: Rect(0, 0, 100, 50), opacity: 0.5,
      items: [
        .path(ScenePath(.line(from: .zero, to: Point(10, -0.001)), stroke: stroke)),
        .path(ScenePath(.rect(Rect(0, 0, 4, 2)), fill: .gradient(fade), opacity: 0.25)),
      ])
    let text = SceneText(
      "1958 \"大跃进\"\n", at: Point(50, 20), anchor: .middle, style: label, color: .black,
      metrics: metrics, angle: -90, halo: .init(.white, width: 2.2))
    let link = SceneGroup(
      .link, link: .address("https://example.org/?a&b"), destination: "top", items: [.text(text)])
    return Scene(
      size: Size(425, 260), background: .white, items: [.group(plot), .group(link)],
      title: "Grain", language: "en")
  }()

  @Test("the text of a scene has one item a line and short numbers")
  func dump() {
    #expect(
      SceneTests.scene.text == """
        scene 425 x 260 en
          background #ffffff
          title "Grain"
          group plot 'grain' lang zh-Hans translate(30, 44.13) clip 0,0 100 x 50 opacity 0.5
            path M0,0 L10,0 stroke #0d3a6a 1.6 dash 6 2 join round
            path M0,0 L4,0 L4,2 L0,2 Z fill linear(0,0 0,1, 0 #ffffff, 1 #0d3a6a@0.13) opacity 0.25
          group link link "https://example.org/?a&b" destination #top
            text "1958 \\"大跃进\\"\\n" at 50,20 middle Inter 7.5 600 #000000 tnum lang zh-Hans \
        angle -90 halo #ffffff 2.2

        """)
  }

  @Test(
    "numbers have at most the decimals asked for and no idle zeros",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (-0.004, "0"), (0.005, "0.01"), (1, "1"), (-1.5, "-1.5"),
      (10.05, "10.05"), (99.999, "100"), (1e15, "1000000000000000"), (.nan, "nan"),
      (-.infinity, "-inf"), (1e17, "100000000000000000"),
    ])
  func numbers(number: Double, text: String) {
    #expect(NumberText.decimal(number, places: 2) == text)
  }

  @Test("a walk gives every leaf with its bounds on the canvas, in drawing order")
  func walk() {
    var marks: [SceneMark] = []
    SceneTests.scene.visit { marks.append($0) }
    #expect(marks.count == 3)
    #expect(marks[1].bounds == Rect(30, 44.125, 4, 2))
    #expect(marks[1].clip == Rect(30, 44.125, 100, 50))
    #expect(marks[1].names == ["grain"] && marks[1].roles == [.part("plot")])
    #expect(marks[0].path?.stroke?.width == 1.6)
    let text = marks[2]
    #expect(abs(text.bounds.width - 9) < 1e-9 && abs(text.bounds.height - 20) < 1e-9)
    #expect(abs(text.bounds.midY - 20) < 1e-9)
    #expect(SceneTests.scene.placedTexts.map(\.text?.anchor) == [.middle])
  }

  @Test("what a clip leaves of a mark may be nothing")
  func clip() {
    let item = SceneItem.path(ScenePath(.rect(Rect(10, 0, 5, 5)), fill: .color(.black)))
    let group = SceneGroup(transform: .scale(2, 2), clip: Rect(0, 0, 12, 3), items: [item])
    let hidden = SceneGroup(clip: Rect(90, 90, 5, 5), items: [.group(group)])
    var marks: [SceneMark] = []
    Scene(size: .zero, items: [.group(group), .group(hidden)]).visit { marks.append($0) }
    #expect(marks[0].visibleBounds == Rect(20, 0, 4, 6))
    #expect(marks[1].visibleBounds == nil)
  }

  @Test("colours that are no numbers do not stop anything")
  func oddColors() {
    #expect(Color(red: .nan, green: 2, blue: -1).css == "#00ff00")
    #expect(Color(red: 1, green: 0, blue: 0, alpha: 0.1234).css == "rgba(255, 0, 0, 0.123)")
  }
}
