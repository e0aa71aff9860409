@testable import Canvas

/// Items made of numbers that no one means, which must neither stop nor spoil an output.
enum OddItems {
  static let numbers = [Double.nan, .infinity, -.infinity, 1e300, -1e300, 0, -1, 1e-300]

  static var all: [SceneItem] { numbers.flatMap(items) }

  private static func items(_ odd: Double) -> [SceneItem] {
    let clear = Color.white.opacity(0)
    let stroke = Stroke(
      .color(Color(red: odd, green: odd, blue: odd, alpha: 0)), width: odd, dash: [odd, 1],
      dashOffset: odd, miterLimit: odd)
    let gradient = Gradient(
      shape: .radial(from: Point(odd, 0), innerRadius: odd, to: Point(0, odd), outerRadius: odd),
      stops: [.init(offset: odd, color: clear)])
    let path = Path([
      .line(Point(odd, 1)), .curve(Point(odd, odd), Point(1, 2), Point(odd, 3)), .close, .close,
      .move(Point(2, odd)), .close, .line(Point(odd, 1)),
    ])
    let text = SceneText(
      "a\0", at: Point(odd, 0), anchor: .end, style: TextStyle(family: "Inter", size: odd),
      color: .white, metrics: TextMetrics(width: odd, ascent: odd, descent: odd), angle: odd,
      halo: .init(.white, width: odd), wordSpacing: odd)
    var transform = Transform()
    transform.a = odd
    transform.e = odd
    let white = ScenePath(.rect(Rect(0, 0, 1, 1)), fill: .color(.white))
    return [
      .path(ScenePath(path, fill: .gradient(gradient), stroke: stroke)),
      .path(ScenePath(path, stroke: Stroke(.white, dash: [0, 0]), opacity: odd)),
      .text(text),
      .group(
        SceneGroup(
          .heading(-1), name: "\0", transform: transform, clip: Rect(odd, odd, odd, odd),
          opacity: odd, link: .address("\0'\\"), destination: "\u{1}", items: [.path(white)])),
      .group(SceneGroup(.link, link: .destination("none"), items: [.text(text)])),
      .group(SceneGroup(link: .address(""), destination: "", items: [])),
    ]
  }
}
