import TestSupport
import Testing

@testable import Canvas

@Suite("An engine that keeps lines draws what one without memory draws") struct LineMemoryTests {
  /// A page on which the same words stand plain, widened, spaced, and with signs that no font has.
  private func page(_ number: Int, _ text: TextEngine) -> Scene {
    var items: [SceneItem] = []
    for (index, words) in ["Grain and steel", "粮食 and 钢铁", "\u{E000}?"].enumerated() {
      for (step, space) in [0.0, 3, 0].enumerated() {
        let y = 20 + Double(index * 3 + step) * 12
        guard case .text(var line) = Showcase.line(words, 10, y, Showcase.inter(8), text: text)
        else { continue }
        line.wordSpacing = space
        if step == 2 { line.gaps = [SceneText.Gap(after: 0, width: 2)] }
        items.append(.text(line))
      }
    }
    items.append(Showcase.line("Page \(number)", 10, 150, Showcase.inter(8), text: text))
    return Scene(size: Size(200, 170), items: items)
  }

  @Test("file after file, with the same warnings")
  func same() throws {
    let warm = TextEngine(fonts: FontLibrary(), keepsLines: true)
    for number in [1, 2, 1] {
      let cold = TextEngine(fonts: FontLibrary())
      warm.startAnew()
      let first = try PDFOutput.bytes(of: page(number, warm), text: warm)
      let second = try PDFOutput.bytes(of: page(number, cold), text: cold)
      let isSame = first == second
      #expect(isSame)
      #expect(warm.missing.diagnostics.map(\.message) == cold.missing.diagnostics.map(\.message))
    }
  }

  @Test("more lines than it keeps are drawn all the same")
  func many() throws {
    let warm = TextEngine(fonts: FontLibrary(), keepsLines: true)
    let lines = (0..<LineMemory.generation + 200).map { number in
      Showcase.line("\(number)", 10, 20, Showcase.inter(8), text: warm)
    }
    let scene = Scene(size: Size(200, 50), items: lines + lines.prefix(300))
    let cold = try PDFOutput.bytes(of: scene, text: TextEngine(fonts: FontLibrary()))
    let isSame = try PDFOutput.bytes(of: scene, text: warm) == cold
    #expect(isSame)
  }
}
