import Canvas
import Notation

/// A legend as plain numbers.
struct FlatLegend {
  private let guide: LegendGuide

  init(_ guide: LegendGuide) { self.guide = guide }

  var json: JSONText {
    var members: [(String, JSONText)] = []
    if !guide.plan.title.isEmpty { members.append(("title", .string(guide.plan.title))) }
    members.append(("orient", .string(guide.plan.orient.rawValue)))
    switch guide.plan.kind {
    case .symbols(let entries):
      members.append(("type", .string("symbol")))
      members.append(("entries", .array(entries.map(entry))))
    case .gradient:
      members.append(("type", .string("gradient")))
      members += gradient
    }
    return .object(members)
  }

  private func entry(_ entry: LegendPlan.Entry) -> JSONText {
    let symbol = entry.symbol
    var members: [(String, JSONText)] = [
      ("label", .string(entry.label)), ("shape", .string(symbol.shape)),
      ("size", .rounded(symbol.size)),
    ]
    if let fill = symbol.fill { members.append(("fill", .paint(fill))) }
    if let stroke = symbol.stroke {
      members.append(("stroke", .paint(stroke)))
      members.append(("strokeWidth", .rounded(symbol.strokeWidth)))
      if !symbol.dash.isEmpty {
        members.append(("strokeDash", .array(symbol.dash.map { .rounded($0) })))
      }
    }
    if symbol.opacity != 1 { members.append(("opacity", .rounded(symbol.opacity))) }
    return .object(members)
  }

  private var gradient: [(String, JSONText)] {
    let stops = guide.stops.map { stop in
      JSONText.array([.rounded(stop.offset), .string(stop.color.css)])
    }
    let labels = guide.gradientLabels.map { label in
      JSONText.object([("pos", .rounded(label.place)), ("text", .string(label.text))])
    }
    return [
      ("direction", .string(guide.plan.direction.rawValue)),
      ("length", .rounded(guide.plan.gradientLength)), ("stops", .array(stops)),
      ("labels", .array(labels)),
    ]
  }
}
