// Drawing: points to a path.

import Canvas

/// The ways to draw a line through points, as d3-shape has them.
enum CurveKind: Sendable, Hashable {
  /// Straight pieces.
  case linear
  /// Straight pieces, back to the start.
  case linearClosed
  /// Level pieces; the step comes at a share of the way to the next point.
  case step(at: Double)
  /// A cubic B-spline, which passes near the points.
  case basis
  /// A cubic B-spline, back to the start.
  case basisClosed
  /// A cubic B-spline that does not reach the first and the last point.
  case basisOpen
  /// A B-spline pulled straight; at 1 it is not (Holten 2006, "Hierarchical Edge Bundles").
  case bundle(beta: Double)
  /// A cubic cardinal spline; the tighter, the straighter.
  case cardinal(tension: Double)
  /// A cardinal spline, back to the start.
  case cardinalClosed(tension: Double)
  /// A cardinal spline from the second to the last but one point.
  case cardinalOpen(tension: Double)
  /// A cubic Catmull-Rom spline (Yuksel, Schaefer and Keyser 2011).
  case catmullRom(alpha: Double)
  /// A Catmull-Rom spline, back to the start.
  case catmullRomClosed(alpha: Double)
  /// A Catmull-Rom spline from the second to the last but one point.
  case catmullRomOpen(alpha: Double)
  /// A cubic spline that rises and falls only where the points do, along x.
  case monotoneX
  /// A cubic spline that rises and falls only where the points do, along y.
  case monotoneY
  /// A natural cubic spline: no bend at the ends.
  case natural

  /// The kind of one of Vega's names; nil if there is none.
  ///
  /// A vertical mark has its values along y, so that `monotone` runs along x. The tension is the
  /// one of a cardinal spline, the alpha of a Catmull-Rom spline or the beta of a bundle.
  init?(name: String, tension: Double? = nil, isVertical: Bool = true) {
    let tension = tension.flatMap { $0.isFinite ? $0 : nil }
    switch name {
    case "linear": self = .linear
    case "linear-closed": self = .linearClosed
    case "step": self = .step(at: 0.5)
    case "step-before": self = .step(at: 0)
    case "step-after": self = .step(at: 1)
    case "basis": self = .basis
    case "basis-closed": self = .basisClosed
    case "basis-open": self = .basisOpen
    case "bundle": self = .bundle(beta: tension ?? 0.85)
    case "cardinal": self = .cardinal(tension: tension ?? 0)
    case "cardinal-closed": self = .cardinalClosed(tension: tension ?? 0)
    case "cardinal-open": self = .cardinalOpen(tension: tension ?? 0)
    case "catmull-rom": self = .catmullRom(alpha: tension ?? 0.5)
    case "catmull-rom-closed": self = .catmullRomClosed(alpha: tension ?? 0.5)
    case "catmull-rom-open": self = .catmullRomOpen(alpha: tension ?? 0.5)
    case "monotone": self = isVertical ? .monotoneX : .monotoneY
    case "natural": self = .natural
    default: return nil
    }
  }
}

/// Draws lines and areas through points.
enum Curve {
  /// The line through some points; a gap, or a point that is not finite, parts it.
  ///
  /// A point alone becomes a piece without length, which shows as a dot if caps are round.
  static func line(_ points: [Point?], _ kind: CurveKind = .linear) -> Path {
    var pen = CurvePen()
    for run in runs(points, isWhole: { $0.isFinite }) { draw(run, kind, with: &pen) }
    return pen.path
  }

  /// The area between an upper and a lower line, along pairs of their points; a gap parts it.
  static func area(_ pairs: [(Point, Point)?], _ kind: CurveKind = .linear) -> Path {
    var pen = CurvePen()
    for run in runs(pairs, isWhole: { $0.0.isFinite && $0.1.isFinite }) {
      pen.stage = .upper
      draw(run.map(\.0), kind, with: &pen)
      pen.stage = .lower
      // Backward, a step has to come at the same place.
      draw(run.map(\.1).reversed(), kind.backward, with: &pen)
    }
    return pen.path
  }

  /// The line of a kind by its word in a spec; straight if there is no such kind.
  static func line(
    _ points: [Point?], _ word: some RawRepresentable<String>, tension: Double?, isVertical: Bool
  ) -> Path {
    let kind = CurveKind(name: word.rawValue, tension: tension, isVertical: isVertical)
    return line(points, kind ?? .linear)
  }

  /// The area of a kind by its word in a spec; straight if there is no such kind.
  static func area(
    _ pairs: [(Point, Point)?], _ word: some RawRepresentable<String>, tension: Double?,
    isVertical: Bool
  ) -> Path {
    let kind = CurveKind(name: word.rawValue, tension: tension, isVertical: isVertical)
    return area(pairs, kind ?? .linear)
  }

  private static func runs<Element>(
    _ elements: [Element?], isWhole: (Element) -> Bool
  ) -> [[Element]] {
    var runs: [[Element]] = []
    var run: [Element] = []
    for element in elements {
      if let element, isWhole(element) {
        run.append(element)
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    return run.isEmpty ? runs : runs + [run]
  }

  private static func draw(_ points: [Point], _ kind: CurveKind, with pen: inout CurvePen) {
    switch kind {
    case .linear: LinearCurve.draw(points, with: &pen)
    case .linearClosed: LinearCurve.drawClosed(points, with: &pen)
    case .step(let share): StepCurve.draw(points, at: share, with: &pen)
    case .basis: BasisCurve.draw(points, with: &pen)
    case .basisClosed: BasisCurve.drawClosed(points, with: &pen)
    case .basisOpen: BasisCurve.drawOpen(points, with: &pen)
    case .bundle(let beta): BasisCurve.drawBundle(points, beta: beta, with: &pen)
    case .cardinal(let tension):
      TangentCurve.cardinal(tension: tension).draw(points, with: &pen)
    case .cardinalClosed(let tension):
      TangentCurve.cardinal(tension: tension).drawClosed(points, with: &pen)
    case .cardinalOpen(let tension):
      TangentCurve.cardinal(tension: tension).drawOpen(points, with: &pen)
    case .catmullRom(let alpha): TangentCurve.catmullRom(alpha: alpha).draw(points, with: &pen)
    case .catmullRomClosed(let alpha):
      TangentCurve.catmullRom(alpha: alpha).drawClosed(points, with: &pen)
    case .catmullRomOpen(let alpha):
      TangentCurve.catmullRom(alpha: alpha).drawOpen(points, with: &pen)
    case .monotoneX: MonotoneCurve.draw(points, with: &pen)
    case .monotoneY: MonotoneCurve.draw(points, isAlongY: true, with: &pen)
    case .natural: NaturalCurve.draw(points, with: &pen)
    }
  }
}

extension CurveKind {
  /// The kind that draws the same line when the points are taken backward.
  fileprivate var backward: CurveKind {
    if case .step(let share) = self { .step(at: 1 - share) } else { self }
  }
}

extension Point {
  /// Whether both numbers are finite.
  fileprivate var isFinite: Bool { x.isFinite && y.isFinite }
}
