import Canvas
import Diagnostics
import Testing

@testable import Reports

/// A paragraph of so many sentences.
func paragraph(_ count: Int, _ word: String = "word") -> String {
  (1...count).map { "Sentence \($0) of a paragraph says \(word) and a little more." }
    .joined(separator: " ") + "\n\n"
}

/// Files for figures: one of an ordinary height, and one that fills a page.
let charts = ["c.vl.yaml": "title: t\n", "tall.vl.yaml": "height: 600\n"]

/// What stands on a page, read back from its scene.
struct PageReading {
  var scene: Scene
  /// The lines of running text with their baselines and the number of their paragraph.
  var lines: [(y: Double, text: String, paragraph: Int)] = []
  var figures: [(name: String, y: Double)] = []
  var headings: [Double] = []
  var notes: [(y: Double, text: String)] = []
  var furniture: [String] = []
  /// The words of paragraphs and notes, each line after the other.
  var running: String {
    (lines.map(\.text) + notes.map(\.text)).joined(separator: " ")
  }
  /// The names of the figures and tables.
  var names: Set<String> { Set(figures.map(\.name)).union(tables) }
  private var tables: Set<String> = []
  /// Where the text of paragraphs, lists and notes stands.
  var boxes: [Rect] {
    scene.placedTexts.filter {
      !$0.isArtifact && $0.roles.contains(.paragraph) && !$0.roles.contains(.table)
    }.map(\.bounds)
  }

  init(_ scene: Scene) {
    self.scene = scene
    var paragraph = 0
    read(scene.items, .identity, role: .none, &paragraph)
    lines.sort { $0.y < $1.y }
  }

  private mutating func read(
    _ items: [SceneItem], _ transform: Transform, role: SceneRole, _ paragraph: inout Int
  ) {
    for item in items {
      switch item {
      case .group(let group):
        let inner = transform.after(group.transform)
        var own = role
        switch group.role {
        case .paragraph where role == .none, .heading, .note, .artifact, .table, .caption:
          own = group.role
          if group.role == .paragraph { paragraph += 1 }
        case .figure:
          figures.append((group.name, inner.apply(Point.zero).y))
          continue
        default: break
        }
        if group.role == .table { tables.insert(group.name) }
        read(group.items, inner, role: own, &paragraph)
      case .text(let text):
        let y = transform.apply(text.position).y
        switch role {
        case .paragraph:
          if let index = lines.lastIndex(where: { abs($0.y - y) < 0.1 }) {
            lines[index].text += text.text
          } else {
            lines.append((y, text.text, paragraph))
          }
        case .heading: headings.append(y)
        case .note: notes.append((y, text.text))
        case .artifact: furniture.append(text.text)
        default: break
        }
      case .path, .image: break
      }
    }
  }
}

/// The pages of a document, about which nothing may be said.
func pages(_ text: String, files: [String: String] = charts) -> [PageReading] {
  let outcome = render(text, files: files)
  #expect(outcome.messages == [])
  return outcome.report?.pages.map { PageReading($0.scene) } ?? []
}
