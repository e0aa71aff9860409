import Canvas
import Diagnostics
import Testing

@testable import Charting

@Suite("Curves") struct CurveTests {
  private static let points = [
    Point(10, 80), Point(40, 20), Point(70, 60), Point(75, 60), Point(120, 10), Point(160, 90),
  ]

  /// The points of a case: a count, or all with a gap after the second.
  private func points(_ label: String) -> [Point?] {
    let all = Self.points
    if label == "gap" { return Array(all[..<2]) + [nil] + Array(all[2...]) }
    return Array(all.prefix(Int(label) ?? 6))
  }

  @Test("lines are drawn as Vega draws them", arguments: CurveCase.lines)
  func lines(given: CurveCase) throws {
    let kind = try #require(CurveKind(name: given.name))
    expectSame(Curve.line(points(given.label), kind), given.path)
  }

  @Test("areas are drawn as Vega draws them", arguments: CurveCase.areas)
  func areas(given: CurveCase) throws {
    let kind = try #require(CurveKind(name: given.name))
    let pairs = points(given.label).map { point in point.map { ($0, Point($0.x, 100)) } }
    expectSame(Curve.area(pairs, kind), given.path)
  }

  @Test("tension and direction bend a line as in Vega", arguments: CurveCase.tensions)
  func tensions(given: CurveCase) throws {
    let kind = try #require(
      CurveKind(
        name: given.name, tension: Double(given.label.dropFirst()),
        isVertical: given.label != "horizontal"))
    expectSame(Curve.line(Self.points, kind), given.path)
  }

  private func expectSame(_ path: Path, _ expected: String) {
    var log = DiagnosticLog()
    let wanted = SVGPath.parse(expected, log: &log)
    #expect(log.entries.isEmpty)
    #expect(rounded(path) == wanted.map(rounded))
  }

  /// The pieces with numbers to two decimals, since Vega writes three.
  private func rounded(_ path: Path) -> [String] {
    let text = { (point: Point) in
      [point.x, point.y].map { JSNumber.fixed(($0 * 100).rounded() / 100, places: 1) }
        .joined(separator: ",")
    }
    return path.elements.map { element in
      switch element {
      case .move(let point): "M" + text(point)
      case .line(let point): "L" + text(point)
      case .curve(let a, let b, let end): "C" + text(a) + " " + text(b) + " " + text(end)
      case .close: "Z"
      }
    }
  }

  static let names = [
    "linear", "linear-closed", "step", "step-before", "step-after", "basis", "basis-closed",
    "basis-open", "bundle", "cardinal", "cardinal-closed", "cardinal-open", "catmull-rom",
    "catmull-rom-closed", "catmull-rom-open", "monotone", "natural",
  ]

  @Test("curves that meet their points pass through each of them")
  func throughPoints() throws {
    for name in ["linear", "cardinal", "catmull-rom", "monotone", "natural"] {
      let kind = try #require(CurveKind(name: name))
      let ends = Curve.line(Self.points, kind).elements.compactMap { element -> Point? in
        switch element {
        case .move(let point), .line(let point), .curve(_, _, let point): point
        case .close: nil
        }
      }
      #expect(ends == Self.points)
    }
  }

  @Test("a monotone curve has no extreme that the points have not")
  func monotone() {
    var generator = SmallGenerator(seed: 21)
    for _ in 0..<200 {
      let points = (0..<8).map { Point(Double($0 * 10), Double(generator.next(100))) }
      let bounds = Curve.line(points, .monotoneX).bounds
      #expect((bounds?.y ?? 0) >= (points.map(\.y).min() ?? 0) - 1e-9)
      #expect((bounds?.maxY ?? 0) <= (points.map(\.y).max() ?? 0) + 1e-9)
    }
  }

  @Test("no points, one point, equal points, odd numbers: nothing traps", arguments: names)
  func hostile(name: String) throws {
    let odd: [[Point?]] = [
      [], [nil], [nil, nil, Point(1, 1)], [Point(1, 1)], [Point(1, 1), Point(1, 1)],
      [Point(.nan, 1), Point(1, 1), Point(2, .infinity)],
      Array(repeating: Point(3, 3), count: 5),
      [Point(0, 0), Point(0, 5), Point(0, 9), Point(0, 1)],
      [Point(1e308, -1e308), Point(-1e308, 1e308), Point(0, 0), Point(.leastNonzeroMagnitude, 0)],
    ]
    for tension in [nil, 0, 1, -3, .nan, 1e300] as [Double?] {
      for isVertical in [true, false] {
        let kind = try #require(
          CurveKind(name: name, tension: tension, isVertical: isVertical))
        for points in odd {
          _ = Curve.line(points, kind)
          _ = Curve.area(points.map { point in point.map { ($0, Point($0.x, 0)) } }, kind)
        }
      }
    }
    #expect(CurveKind(name: "wiggly") == nil)
  }
}

/// A curve as Vega writes it.
struct CurveCase: Sendable, CustomTestStringConvertible {
  /// The name of the curve.
  let name: String
  /// The points: a count, "gap", a tension as "t0.5", or a direction.
  let label: String
  /// Vega's path.
  let path: String

  init(_ name: String, _ label: String, _ path: String) {
    self.name = name
    self.label = label
    self.path = path
  }

  var testDescription: String { "\(name) \(label)" }
}
