import Canvas
import Testing

@testable import Charting

/// What LOOK asks of the palette, measured as people see it.
@Suite struct PaletteTests {
  private var palette: [Color] {
    Palettes.scheme(named: "playfair")?.discrete(count: 6) ?? []
  }

  @Test("the first four colours differ by at least 10 in lightness, for grey printing")
  func lightness() {
    let lightness = palette.prefix(4).map(\.lab.l)
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

  @Test("every colour has a contrast of 3 to 1 on white")
  func marks() {
    for color in palette { #expect(color.contrast(with: .white) >= 3) }
  }

  @Test("text in a series' colour has a contrast of 4.5 to 1 on white")
  func text() {
    for color in palette { #expect(color.readable(on: .white).contrast(with: .white) >= 4.5) }
  }
}
