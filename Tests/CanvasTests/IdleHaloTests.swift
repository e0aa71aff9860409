import TestSupport
import Testing

@testable import Canvas

@Suite("Halos that show nowhere are left out") struct IdleHaloTests {
  private let text = TextEngine(fonts: FontLibrary())

  /// A scene of a line of text at 50, 50 with a halo, over or under some items.
  private func hasHalo(
    over items: [SceneItem], under: [SceneItem] = [], on ground: Color = .white,
    _ halo: Color = .white
  ) -> Bool {
    guard case .text(var label) = Showcase.line("Grain", 50, 50, Showcase.inter(8), text: text)
    else { return false }
    label.halo = SceneText.Halo(halo, width: 2)
    let scene = Scene(size: Size(200, 100), items: items + [.text(label)] + under)
    return scene.withoutIdleHalos(on: ground).placedTexts.contains { $0.text?.halo != nil }
  }

  private func line(_ points: [Point]) -> SceneItem {
    .path(ScenePath(Path.polyline(points), stroke: Stroke(.black, width: 1)))
  }

  private func box(_ rect: Rect, _ color: Color) -> SceneItem {
    .path(ScenePath(Path.rect(rect), fill: .color(color)))
  }

  @Test("over nothing, over the ground, and under what is drawn later")
  func idle() {
    #expect(!hasHalo(over: []))
    #expect(!hasHalo(over: [box(Rect(0, 0, 200, 100), .white)]))
    #expect(!hasHalo(over: [], under: [box(Rect(0, 0, 200, 100), .black)]))
    // The line goes around the text: only its box lies under it.
    #expect(!hasHalo(over: [line([Point(5, 5), Point(190, 5), Point(190, 95)])]))
    #expect(!hasHalo(over: [box(Rect(100, 0, 20, 20), .black)]))
  }

  @Test("over lines, areas, texts and grounds of another colour halos stay")
  func needed() {
    #expect(hasHalo(over: [line([Point(0, 48), Point(200, 48)])]))
    #expect(hasHalo(over: [line([Point(40, 90), Point(70, 10)])]))
    #expect(hasHalo(over: [box(Rect(0, 0, 200, 100), .black)]))
    #expect(hasHalo(over: [Showcase.line("Steel", 55, 52, Showcase.inter(8), text: text)]))
    #expect(hasHalo(over: [], on: .black))
    #expect(hasHalo(over: [], .black))
  }

  @Test("a line in a group is found where the group stands")
  func groups() {
    let group = { (x: Double, y: Double) in
      SceneItem.group(
        SceneGroup(
          transform: .translation(x, y), items: [line([Point(0, 0), Point(30, 0)])]))
    }
    #expect(hasHalo(over: [group(45, 48)]))
    #expect(!hasHalo(over: [group(0, 0)]))
    let turned = SceneGroup(
      transform: .translation(55, 0).after(.rotation(90)),
      items: [line([Point(0, 0), Point(90, 0)])])
    #expect(hasHalo(over: [.group(turned)]))
  }
}
