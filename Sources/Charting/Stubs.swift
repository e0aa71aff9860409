import Canvas
import Diagnostics
import Tables
enum Symbols { static func path(_ name: String, size: Double) -> Path { .circle(center: .zero, radius: (size / .pi).squareRoot()) } }
enum Curve {
  static func line(_ points: [Point?], _ i: Interpolation, tension: Double?, isVertical: Bool) -> Path {
    var path = Path(); var down = false
    for p in points { if let p { if down { path.line(to: p) } else { path.move(to: p) }; down = true } else { down = false } }
    return path }
  static func area(_ pairs: [(Point, Point)?], _ i: Interpolation, tension: Double?, isVertical: Bool) -> Path {
    let ps = pairs.compactMap { $0 }
    return .polyline(ps.map(\.0) + ps.reversed().map(\.1), closed: true) }
}
