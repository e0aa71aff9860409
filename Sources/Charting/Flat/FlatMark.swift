import Canvas
import Notation

/// The items of one mark as plain numbers.
struct FlatMark {
  private let mark: DrawnMark

  init(_ mark: DrawnMark) { self.mark = mark }

  var json: JSONText {
    var members: [(String, JSONText)] = [("mark", .string(kind))]
    if mark.isClipped { members.append(("clip", .bool(true))) }
    members.append(("items", .array(mark.items.map(item))))
    return .object(members)
  }

  /// Vega's name for the geometry of the items.
  private var kind: String {
    switch mark.type {
    case .bar, .rect, .tick: "rect"
    case .point, .circle, .square: "symbol"
    case .geoshape: "shape"
    default: mark.type.rawValue
    }
  }

  private func item(_ item: MarkItem) -> JSONText {
    var members = geometry(item.shape)
    // Vega rounds stacks as a whole, so that their pieces have no corners of their own.
    if item.hasCornersOfStack { members.removeAll { $0.0 == "cornerRadius" } }
    let look = item.look
    if case .image = item.shape {
      if look.opacity != 1 { members.append(("opacity", .rounded(look.opacity))) }
      return .object(members)
    }
    if case .text(let box) = item.shape, case .color? = look.fill {
      members.append(("fill", .string(box.look.color.css)))
    } else if let fill = look.fill {
      members.append(("fill", .paint(fill)))
    }
    if let stroke = look.stroke { members.append(("stroke", .paint(stroke))) }
    func add(_ name: String, _ value: Double, unless usual: Double) {
      if value != usual { members.append((name, .rounded(value))) }
    }
    add("opacity", look.opacity, unless: 1)
    add("fillOpacity", look.fillOpacity, unless: 1)
    add("strokeOpacity", look.strokeOpacity, unless: 1)
    if look.stroke != nil {
      add("strokeWidth", look.strokeWidth, unless: 1)
      if look.dash.contains(where: { $0 > 0 }) {
        members.append(("strokeDash", .array(look.dash.map { .rounded($0) })))
      }
    }
    return .object(members)
  }

  private func geometry(_ shape: MarkShape) -> [(String, JSONText)] {
    switch shape {
    case .rect(let rect, let corners):
      var members = place(rect.x, rect.y)
      members += [("width", .rounded(rect.width)), ("height", .rounded(rect.height))]
      if corners.contains(where: { $0 != 0 }) {
        members.append(("cornerRadius", .array(corners.map { .rounded($0) })))
      }
      return members
    case .symbol(let center, let size, let shape, let angle):
      return place(center.x, center.y) + [
        ("size", .rounded(size)), ("shape", .string(shape)), ("angle", .rounded(angle)),
      ]
    case .rule(let start, let end):
      return place(start.x, start.y) + [("x2", .rounded(end.x)), ("y2", .rounded(end.y))]
    case .text(let box): return text(box)
    case .image(let image):
      return place(image.frame.x, image.frame.y) + [
        ("width", .rounded(image.frame.width)), ("height", .rounded(image.frame.height)),
        ("url", .string(image.address)),
      ]
    case .shape(let path): return [("path", .string(path.svg))]
    case .line(let points, let curve):
      let list = points.map { point in
        point.map { JSONText.array([.rounded($0.x), .rounded($0.y)]) } ?? .null
      }
      return [("points", .array(list)), ("interpolate", .string(curve.interpolation.rawValue))]
    case .area(let pairs, let curve):
      let list = pairs.map { pair in
        pair.map { a, b in
          JSONText.array([.rounded(a.x), .rounded(a.y), .rounded(b.x), .rounded(b.y)])
        } ?? .null
      }
      return [("points", .array(list)), ("interpolate", .string(curve.interpolation.rawValue))]
    case .arc(let arc): return self.arc(arc)
    case .trail(let points):
      let list = points.map { point in
        point.map {
          JSONText.array([.rounded($0.place.x), .rounded($0.place.y), .rounded($0.size)])
        } ?? .null
      }
      return [("points", .array(list))]
    }
  }

  private func arc(_ arc: ArcShape) -> [(String, JSONText)] {
    var members = place(arc.center.x, arc.center.y)
    members += [
      ("innerRadius", .rounded(arc.innerRadius)), ("outerRadius", .rounded(arc.outerRadius)),
      ("startAngle", .number((arc.startAngle * 1e5).rounded() / 1e5)),
      ("endAngle", .number((arc.endAngle * 1e5).rounded() / 1e5)),
    ]
    if arc.padAngle != 0 { members.append(("padAngle", .rounded(arc.padAngle))) }
    if arc.cornerRadius != 0 { members.append(("cornerRadius", .rounded(arc.cornerRadius))) }
    return members
  }

  private func text(_ box: LabelBox) -> [(String, JSONText)] {
    var members = place(box.anchor.x, box.anchor.y)
    members += [
      ("dx", .rounded(box.offset.x)), ("dy", .rounded(box.offset.y)),
      ("text", .string(box.words)),
      ("align", .string(box.align.rawValue)), ("baseline", .string(box.baseline.rawValue)),
      ("angle", .rounded(box.angle)), ("fontSize", .rounded(box.look.style.size)),
    ]
    if box.look.style.weight != 400 {
      members.append(("fontWeight", .number(Double(box.look.style.weight))))
    }
    if box.look.style.italic { members.append(("fontStyle", .string("italic"))) }
    return members
  }

  private func place(_ x: Double, _ y: Double) -> [(String, JSONText)] {
    [("x", .rounded(x)), ("y", .rounded(y))]
  }
}
