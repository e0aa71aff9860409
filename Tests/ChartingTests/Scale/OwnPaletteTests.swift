import Canvas
import Testing

@testable import Charting

@Suite("Playfair's own colours") struct OwnPaletteTests {
  private func colors(_ name: String, _ count: Int = 99) -> [Color] {
    Array((Palettes.scheme(named: name)?.colors ?? []).prefix(count))
  }

  /// The least of something over all pairs.
  private func least(_ colors: [Color], _ measure: (Color, Color) -> Double) -> Double {
    let pairs = colors.indices.flatMap { i in
      colors[..<i].map { measure(colors[i], $0) }
    }
    return pairs.min() ?? 0
  }

  private func difference(_ colors: [Color], _ vision: ColorVision) -> Double {
    least(colors) { $0.seen(with: vision).difference(from: $1.seen(with: vision)) }
  }

  @Test("the first four differ in grey print and for every reader")
  func four() {
    let four = colors("playfair", 4)
    #expect(least(four) { abs($0.lightness - $1.lightness) } >= 10)
    for vision in ColorVision.allCases { #expect(difference(four, vision) >= 20) }
  }

  @Test("six keep the bounds of LOOK.md, and eight 94 % of them")
  func eight() {
    let bounds: [ColorVision: Double] = [
      .normal: 18.9, .protanopia: 15.1, .deuteranopia: 15.9, .tritanopia: 15,
    ]
    for (vision, bound) in bounds {
      #expect(difference(colors("playfair", 6), vision) >= bound)
      #expect(difference(colors("playfair"), vision) >= 0.935 * bound)
    }
    #expect(colors("playfair").count == 8)
  }

  @Test("every colour stands out on white")
  func contrast() {
    for color in colors("playfair") { #expect(color.contrast(with: .white) >= 3) }
  }

  @Test("the sequential ramp falls evenly in lightness")
  func sequential() throws {
    let ramp = try #require(Palettes.scheme(named: "playfair-sequential")).ramp
    let steps = ramp.steps(13).map(\.lightness)
    let falls = zip(steps, steps.dropFirst()).map { $0 - $1 }
    #expect((falls.min() ?? 0) > 2.5)
    #expect((falls.max() ?? 9) < 3.5)
    #expect(ramp.color(at: 0).css == "#748de3")
    #expect(ramp.color(at: 1).css == "#0d3a6a")
  }

  @Test("the diverging ramp rises in lightness to its middle and falls again")
  func diverging() throws {
    let ramp = try #require(Palettes.scheme(named: "playfair-diverging")).ramp
    let steps = ramp.steps(17).map(\.lightness)
    #expect(zip(steps[..<9], steps[1..<9]).allSatisfy { $0 < $1 })
    #expect(zip(steps[8...], steps[9...]).allSatisfy { $0 > $1 })
    #expect(ramp.color(at: 0.5).css == "#f1efe9")
  }
}
