import Canvas

/// Pages as text, each line with its place, figures as boxes: what tests and reviews read.
///
///     page 2
///       85.0   87.0 | Grain translates 粮食 …
///       85.0  111.2 [fig-grain 425.2 x 263.6]
enum PagesText {
  /// The text of all pages.
  static func text(of scenes: [Scene]) -> String {
    var lines: [String] = []
    for (index, scene) in scenes.enumerated() {
      lines.append("page \(index + 1)")
      lines += self.lines(of: scene).map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Mark {
    var x: Double
    var y: Double
    var end: Double
    var text: String
    var isBox = false
  }

  private static func lines(of scene: Scene) -> [String] {
    var marks: [Mark] = []
    collect(scene.items, .identity, &marks)
    marks.sort { ($0.y, $0.x) < ($1.y, $1.x) }
    var lines: [[Mark]] = []
    for mark in marks {
      if let last = lines.last?.last, !last.isBox, !mark.isBox,
        abs(last.y - mark.y) < 0.5
      {
        lines[lines.count - 1].append(mark)
      } else {
        lines.append([mark])
      }
    }
    return lines.map(line)
  }

  private static func line(_ marks: [Mark]) -> String {
    guard let first = marks.first else { return "" }
    var text = ""
    var end = first.x
    for mark in marks.sorted(by: { $0.x < $1.x }) {
      if !text.isEmpty, mark.x - end > 4 { text = text.trimmingEnd { $0 == " " } + "   " }
      text += mark.text
      end = mark.end
    }
    let place = "\(padded(first.x)) \(padded(first.y)) "
    return place + (first.isBox ? text : "| " + text.trimmingEnd { $0 == " " })
  }

  private static func collect(
    _ items: [SceneItem], _ transform: Transform, _ marks: inout [Mark]
  ) {
    for item in items {
      switch item {
      case .group(let group) where group.role == .figure: marks.append(box(group, transform))
      case .group(let group):
        collect(group.items, transform.after(group.transform), &marks)
      case .text(let text):
        // Raised signs stand with the line that they belong to.
        let bounds = transform.apply(text.bounds)
        let y = transform.apply(text.position).y
        marks.append(Mark(x: bounds.x, y: rounded(y), end: bounds.maxX, text: text.text))
      case .path, .image: break
      }
    }
  }

  private static func box(_ group: SceneGroup, _ transform: Transform) -> Mark {
    let inner = transform.after(group.transform)
    let bounds = SceneItem.group(group).bounds.map(transform.apply)
    let origin = inner.apply(Point.zero)
    let size = bounds.map { "\(decimal($0.width)) x \(decimal($0.height))" } ?? "empty"
    return Mark(
      x: origin.x, y: rounded(origin.y), end: bounds?.maxX ?? origin.x,
      text: "[\(group.name) \(size)]", isBox: true)
  }

  private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  private static func padded(_ value: Double) -> String {
    let text = decimal(value)
    return String(repeating: " ", count: max(0, 6 - text.count)) + text
  }

  /// A number with one decimal.
  private static func decimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "?" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
