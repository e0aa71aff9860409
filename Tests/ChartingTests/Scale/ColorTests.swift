import Canvas
import Testing

@testable import Charting

@Suite("Colours between colours") struct ColorInterpolationTests {
  // A quarter, a half and four fifths of the way, as Vega mixes them.
  static let known: [(String, Double, String, String, String)] = [
    ("rgb", 1, "steelblue", "brown", "#5e6c92 #76566f #923c46"),
    ("rgb", 1, "red", "blue", "#bf0040 #800080 #3300cc"),
    ("rgb", 1, "#000", "#fff", "#404040 #808080 #cccccc"),
    ("rgb", 1, "white", "navy", "#bfbfdf #8080c0 #333399"),
    ("rgb", 1, "gray", "gold", "#a09660 #c0ac40 #e6c61a"),
    ("hsl", 1, "steelblue", "brown", "#493eb1 #8d37ad #a92f6d"),
    ("hsl", 1, "red", "blue", "#ff0080 #ff00ff #6600ff"),
    ("hsl", 1, "white", "navy", "#a0a0ff #4040ff #0000cc"),
    ("hsl", 1, "gray", "gold", "#a09660 #bfab40 #e6c61a"),
    ("hsl-long", 1, "steelblue", "brown", "#3eb182 #57ad37 #a9832f"),
    ("hsl-long", 1, "red", "blue", "#ffff00 #00ff00 #00ccff"),
    ("hsl-long", 1, "white", "navy", "#a0a0ff #4040ff #0000cc"),
    ("hsl-long", 1, "gray", "gold", "#a09660 #bfab40 #e6c61a"),
    ("lab", 1, "steelblue", "brown", "#73708f #8b5d6c #9d4244"),
    ("lab", 1, "red", "blue", "#e3004f #c10088 #8400ce"),
    ("lab", 1, "#000", "#fff", "#3b3b3b #777777 #c6c6c6"),
    ("lab", 1, "white", "navy", "#c8bbe0 #927ac0 #4c329a"),
    ("lab", 1, "gray", "gold", "#a2956f #c2aa5c #e7c53a"),
    ("hcl", 1, "steelblue", "brown", "#6e6db4 #96519a #ad2d5c"),
    ("hcl", 1, "red", "blue", "#ff0048 #f50086 #a900d5"),
    ("hcl", 1, "white", "navy", "#d6a7ff #956dfc #492bb0"),
    ("hcl", 1, "gray", "gold", "#a2956f #c2aa5c #e7c53a"),
    ("hcl-long", 1, "steelblue", "brown", "#008489 #237a39 #805800"),
    ("hcl-long", 1, "red", "blue", "#557f00 #008240 #006cff"),
    ("hcl-long", 1, "white", "navy", "#d6a7ff #956dfc #492bb0"),
    ("hcl-long", 1, "gray", "gold", "#a2956f #c2aa5c #e7c53a"),
    ("cubehelix", 1, "steelblue", "brown", "#655fc2 #8f3eac #ad2864"),
    ("cubehelix", 1, "red", "blue", "#ff005e #ee00d1 #6300ff"),
    ("cubehelix", 1, "white", "navy", "#9292ff #4343ff #0c0cff"),
    ("cubehelix", 1, "gray", "gold", "#a69746 #caae16 #eec700"),
    ("cubehelix-long", 1, "steelblue", "brown", "#655fc2 #8f3eac #ad2864"),
    ("cubehelix-long", 1, "red", "blue", "#ff005e #ee00d1 #6300ff"),
    ("cubehelix-long", 1, "white", "navy", "#9292ff #4343ff #0c0cff"),
    ("cubehelix-long", 1, "gray", "gold", "#a69746 #caae16 #eec700"),
    ("rgb", 2.2, "steelblue", "brown", "#68739f #806286 #98475d"),
    ("rgb", 2.2, "red", "blue", "#e00088 #ba00ba #7b00e6"),
    ("rgb", 2.2, "#000", "#fff", "#888888 #bababa #e6e6e6"),
    ("rgb", 2.2, "white", "navy", "#e0e0e7 #babacc #7b7ba3"),
    ("rgb", 2.2, "gray", "gold", "#ab9b70 #ccb25d #ecc93e"),
    ("cubehelix", 3, "steelblue", "brown", "#6e68cd #a04bbd #bd3170"),
    ("cubehelix", 3, "red", "blue", "#ff006d #ff00ff #8200ff"),
    ("cubehelix", 3, "white", "navy", "#f7f7ff #c5c5ff #4040ff"),
    ("cubehelix", 3, "gray", "gold", "#958633 #b19200 #e1b400"),
  ]

  @Test("colours are mixed as Vega mixes them", arguments: known)
  func mixing(name: String, gamma: Double, from: String, to: String, expected: String) throws {
    let way = try #require(ColorInterpolation(name: name, gamma: gamma))
    let (start, end) = (try #require(Color(css: from)), try #require(Color(css: to)))
    let mixed = [0.25, 0.5, 0.8].map { way.color(from: start, to: end, at: $0).css }
    #expect(mixed.joined(separator: " ") == expected)
  }

  @Test("the ends are the colours themselves", arguments: ColorInterpolation.names)
  func ends(name: String) throws {
    let way = try #require(ColorInterpolation(name: name))
    for (from, to) in [("steelblue", "brown"), ("black", "white"), ("gray", "#12345680")] {
      let (start, end) = (try #require(Color(css: from)), try #require(Color(css: to)))
      #expect(way.color(from: start, to: end, at: 0).css == start.css)
      #expect(way.color(from: start, to: end, at: 1).css == end.css)
    }
  }

  @Test("an unknown way is none, and odd numbers give a colour")
  func odd() {
    #expect(ColorInterpolation(name: "oklab") == nil)
    for name in ColorInterpolation.names {
      for gamma in [0, -1, .nan, .infinity] as [Double] {
        let color = ColorInterpolation(name: name, gamma: gamma)?
          .color(from: .black, to: .white, at: .nan)
        #expect(color.map { (0...1).contains($0.red) } == true)
      }
    }
  }
}

@Suite("Colour schemes") struct PalettesTests {
  private func fills(_ name: String, _ count: Int) -> [String] {
    Palettes.scheme(named: name)?.discrete(count: count).map(\.css) ?? []
  }

  @Test("schemes have the colours of Vega")
  func vega() {
    #expect(fills("tableau10", 3) == ["#4c78a8", "#f58518", "#e45756"])
    #expect(fills("category20", 2) == ["#1f77b4", "#aec7e8"])
    #expect(fills("blues", 5) == ["#afd1e7", "#86bcdc", "#5ba3cf", "#3887c0", "#1b69ad"])
    #expect(fills("accent", 9).last == fills("accent", 1).first)
    let part = Palettes.scheme(named: "blues")?.ramp.part(from: 0.2, to: 1)
    #expect(part?.color(at: 0).css == "#a8cee5")
    #expect(part?.color(at: 1).css == "#0a4a90")
    #expect(part?.samples(2).count == 2)
  }

  @Test("a name is found in any case, and a number after it asks for so many colours")
  func names() {
    #expect(Palettes.scheme(named: "YellowGreenBlue")?.kind == .sequential)
    #expect(Palettes.scheme(named: "blues-5")?.range(count: 99).count == 5)
    #expect(Palettes.scheme(named: "set1-3")?.range(count: 99).count == 3)
    #expect(Palettes.scheme(named: "tableau10")?.range(count: 99).count == 10)
    #expect(Palettes.scheme(named: "blues")?.range(count: 4).count == 4)
    for bad in ["", "-", "blue", "blues-", "blues-0", "blues-x", "blues-99999999999999999999"] {
      #expect(Palettes.scheme(named: bad) == nil)
    }
  }

  @Test("every scheme has colours", arguments: Palettes.names)
  func all(name: String) throws {
    let scheme = try #require(Palettes.scheme(named: name))
    #expect(scheme.colors.count >= 3)
    #expect(scheme.discrete(count: 7).count == 7)
    if scheme.kind == .cyclical { #expect(scheme.colors.first == scheme.colors.last) }
  }

  @Test("a ramp runs from its first to its last colour and back")
  func ramps() {
    let ramp = ColorRamp(colors: [.black, .white])
    #expect(
      [-1, 0, 0.5, 1, 2].map { ramp.color(at: $0).css }
        == ["#000000", "#000000", "#808080", "#ffffff", "#ffffff"])
    #expect(ramp.reversed.color(at: 0) == .white)
    #expect(ramp.steps(3).map(\.css) == ["#000000", "#808080", "#ffffff"])
    #expect(ColorRamp(colors: []).color(at: 0.5) == .black)
    #expect(ColorRamp(colors: [.white]).color(at: .nan) == .white)
    #expect(ramp.samples(-1).isEmpty)
  }
}
