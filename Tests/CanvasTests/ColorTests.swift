import Testing

@testable import Canvas

@Suite("Colours are read and compared")
struct ColorTests {
  @Test(
    "CSS colours are read in all their spellings",
    arguments: [
      ("steelblue", "#4682b4"), ("SteelBlue", "#4682b4"), (" red ", "#ff0000"),
      ("rebeccapurple", "#663399"), ("lightgrey", "#d3d3d3"), ("#abc", "#aabbcc"),
      ("#AABBCC", "#aabbcc"), ("#abc8", "rgba(170, 187, 204, 0.533)"),
      ("#aabbcc80", "rgba(170, 187, 204, 0.502)"), ("transparent", "rgba(0, 0, 0, 0)"),
      ("rgb(70, 130, 180)", "#4682b4"), ("RGB( 70 130 180 )", "#4682b4"),
      ("rgb(100%,0%,50%)", "#ff0080"), ("rgba(70,130,180,.5)", "rgba(70, 130, 180, 0.5)"),
      ("rgb(70 130 180 / 50%)", "rgba(70, 130, 180, 0.5)"), ("rgb(300, -20, 0)", "#ff0000"),
      ("rgb(1e2, 0, 0)", "#640000"), ("hsl(120, 100%, 25%)", "#008000"),
      ("hsl(207, 44%, 49%)", "#4682b4"), ("hsl(-120deg 100% 50%)", "#0000ff"),
      ("hsl(0.5turn, 100%, 50%)", "#00ffff"),
      ("hsla(0, 0%, 50%, 0.25)", "rgba(128, 128, 128, 0.25)"),
      ("hsl(720, 100%, 50%)", "#ff0000"),
    ])
  func css(text: String, color: String) {
    #expect(Color(css: text)?.css == color)
  }

  @Test(
    "what is no colour is none",
    arguments: [
      "", "colour", "#", "#12", "#12345", "#ggg", "#１２３", "rgb", "rgb(", "rgb()", "rgb(1,2)",
      "rgb(1,2,3,4,5)", "rgb(1 2 3 4)", "rgb(1,2,3 / 0.5)", "rgb(a,b,c)", "rgb(nan,0,0)",
      "rgb(1px,2,3)", "hsl(1%,2%,3%)", "hsl(1,2,x)", "lab(1 2 3)", "rgb(1,,3)", "rgb(1 2 3 /)",
      "rgb(1/2/3)", "none", "currentcolor", "#\0aa",
    ])
  func notCSS(text: String) {
    #expect(Color(css: text) == nil)
  }

  @Test("all 148 names are known")
  func names() {
    #expect(Color.cssNames.count == 148)
  }

  @Test("CIEDE2000 gives the values that Sharma, Wu and Dalal published", arguments: sharma)
  func difference(pair: [Double]) {
    let first = LabColor(l: pair[0], a: pair[1], b: pair[2])
    let second = LabColor(l: pair[3], a: pair[4], b: pair[5])
    #expect(abs(first.difference(from: second) - pair[6]) < 0.00005)
    #expect(abs(second.difference(from: first) - pair[6]) < 0.00005)
  }

  @Test("Lab and sRGB lead back to each other")
  func lab() {
    #expect(abs(Color.white.lab.l - 100) < 0.001 && abs(Color.white.lab.a) < 0.01)
    let red = Color(hex: 0xFF0000).lab
    #expect(abs(red.l - 53.24) < 0.01 && abs(red.a - 80.09) < 0.02 && abs(red.b - 67.20) < 0.02)
    for hex: UInt32 in [0x000000, 0x0D3A6A, 0xC4833A, 0x748DE3, 0xFFFFFF, 0x010203] {
      let color = Color(hex: hex)
      #expect(Color(lab: color.lab).css == color.css)
    }
    #expect(Color(lab: LabColor(l: 200, a: 900, b: .nan)).css.hasPrefix("#"))
  }

  @Test("contrast is that of the web's guidelines")
  func contrast() {
    #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
    #expect(abs(Color(hex: 0x767676).contrast(with: .white) - 4.54) < 0.005)
    #expect(Color.white.contrast(with: .white) == 1)
    #expect(abs(Color(hex: 0x0D3A6A).contrast(with: .white) - 11.5) < 0.05)
  }

  @Test("Machado's simulation takes red and green to the same hue, and leaves grey grey")
  func vision() {
    #expect(Color(hex: 0xFF0000).seen(with: .protanopia).css == "#6d5f00")
    #expect(Color(hex: 0x00FF00).seen(with: .deuteranopia).css == "#efd63a")
    #expect(Color(hex: 0x808080).seen(with: .tritanopia).css == "#808080")
    #expect(Color(hex: 0x123456).seen(with: .normal) == Color(hex: 0x123456))
  }

  @Test("the palette keeps its promises")
  func palette() {
    let palette = [0x0D3A6A, 0x993222, 0x1B7E71, 0xC4833A, 0x6A5EA2, 0x748DE3].map {
      Color(hex: UInt32($0))
    }
    let lightness = palette.map { ($0.lightness * 10).rounded() / 10 }
    #expect(lightness == [24.2, 36.3, 47.4, 60.1, 43.8, 60.2])
    let least = ColorVision.allCases.map { vision in
      let seen = palette.map { $0.seen(with: vision) }
      let pairs = seen.indices.flatMap { i in seen.indices.filter { $0 > i }.map { (i, $0) } }
      let all = pairs.map { seen[$0].difference(from: seen[$1]) }.min() ?? 0
      return (all * 10).rounded() / 10
    }
    #expect(least == [18.9, 15.2, 15.9, 15.1])
  }

  /// Two colours and their difference: table 1 of Sharma, Wu and Dalal (2005).
  static let sharma: [[Double]] = [
    [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
    [50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615],
    [50, 2.8361, -74.0200, 50, 0, -82.7485, 3.4412],
    [50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000],
    [50, -1.1848, -84.8006, 50, 0, -82.7485, 1.0000],
    [50, -0.9009, -85.5211, 50, 0, -82.7485, 1.0000],
    [50, 0, 0, 50, -1, 2, 2.3669],
    [50, -1, 2, 50, 0, 0, 2.3669],
    [50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792],
    [50, 2.49, -0.001, 50, -2.49, 0.0010, 7.1792],
    [50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195],
    [50, 2.49, -0.001, 50, -2.49, 0.0012, 7.2195],
    [50, -0.001, 2.49, 50, 0.0009, -2.49, 4.8045],
    [50, -0.001, 2.49, 50, 0.0010, -2.49, 4.8045],
    [50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461],
    [50, 2.5, 0, 50, 0, -2.5, 4.3065],
    [50, 2.5, 0, 73, 25, -18, 27.1492],
    [50, 2.5, 0, 61, -5, 29, 22.8977],
    [50, 2.5, 0, 56, -27, -3, 31.9030],
    [50, 2.5, 0, 58, 24, 15, 19.4535],
    [50, 2.5, 0, 50, 3.1736, 0.5854, 1.0000],
    [50, 2.5, 0, 50, 3.2972, 0, 1.0000],
    [50, 2.5, 0, 50, 1.8634, 0.5757, 1.0000],
    [50, 2.5, 0, 50, 3.2592, 0.3350, 1.0000],
    [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
    [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630],
    [61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731],
    [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
    [22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373],
    [36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
    [90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441],
    [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
    [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
    [2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082],
  ]
}
