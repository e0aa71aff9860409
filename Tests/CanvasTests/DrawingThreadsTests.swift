import Foundation
import Synchronization
import Testing

@testable import Canvas

/// Drawing on several threads at once, with more faces than Cairo keeps open by itself.
@Suite("Threads draw at once")
struct DrawingThreadsTests {
  /// Lines in seventeen faces; each scene brings their letters in in another order.
  private static func scene(_ number: Int, _ text: TextEngine) -> Scene {
    var styles = (1...9).map { TextStyle(family: "Inter", size: 9, weight: $0 * 100) }
    for family in ["Inter", "Linux Libertine O", "JetBrains Mono", "Liberation Serif"] {
      styles.append(TextStyle(family: family, size: 8, weight: 400, italic: true))
      styles.append(TextStyle(family: family, size: 8.5, weight: 700))
    }
    var scene = Scene(size: Size(300, 300), items: [])
    for (index, style) in styles.enumerated() {
      let words = "\(number) Anhui 粮食 fi \((index * 37 + number * 11) % 89) 𒀀 é"
      var line = Showcase.line(words, 10, 14 + Double(index) * 16, style, text: text)
      if case .text(var halo) = line, index % 3 == 0 {
        halo.halo = SceneText.Halo(.white, width: 2)
        line = .text(halo)
      }
      scene.items.append(line)
    }
    return scene
  }

  private static func files(_ number: Int, _ text: TextEngine) -> [[UInt8]?] {
    let scene = scene(number, text)
    return [
      try? PDFOutput.bytes(of: scene, text: text),
      try? PNGOutput.bytes(of: scene, text: text),
    ]
  }

  @Test("what eight threads draw at once is what one draws, byte by byte")
  func threads() {
    let alone = TextEngine(fonts: FontLibrary())
    let expected = (0..<6).map { Self.files($0, alone) }
    #expect(expected.allSatisfy { $0.allSatisfy { $0 != nil } })
    let differing = Mutex<[Int]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      let own = TextEngine(fonts: FontLibrary(), keepsLines: thread % 2 == 0)
      for step in 0..<12 {
        let number = (step + thread) % 6
        if Self.files(number, own) != expected[number] { differing.withLock { $0.append(number) } }
      }
    }
    #expect(differing.withLock { $0 } == [])
  }
}
