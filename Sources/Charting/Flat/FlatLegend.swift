import Canvas
import Notation

/// A legend as plain numbers.
struct FlatLegend {
  private let guide: LegendGuide

  init(_ guide: LegendGuide) { self.guide = guide }

  var json: JSONText {
    var members: [(String, JSONText)] = []
    let title = guide.plan.title.text
    if !title.isEmpty { members.append(("title", .string(title))) }
    members.append(("orient", .string(guide.plan.orient.rawValue)))
    switch guide.plan.kind {
    case .symbols:
      members.append(("type", .string("symbol")))
      members.append(("entries", .array(guide.entries.map(entry))))
    case .gradient:
      members.append(("type", .string("gradient")))
      let stops = guide.stops.map { stop in
        JSONText.array([.rounded(stop.offset), .string(stop.color.css)])
      }
      members += bar + [("stops", .array(stops))]
    case .bands:
      members.append(("type", .string("bands")))
      members += bar + [("bands", .array(guide.bands.map { $0.map { .paint($0) } ?? .null }))]
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
    if symbol.fillOpacity != 1 { members.append(("fillOpacity", .rounded(symbol.fillOpacity))) }
    if symbol.opacity != 1 { members.append(("opacity", .rounded(symbol.opacity))) }
    return .object(members)
  }

  private var bar: [(String, JSONText)] {
    let labels = guide.gradientLabels.map { label in
      JSONText.object([("pos", .rounded(label.place)), ("text", .string(label.text))])
    }
    return [
      ("direction", .string(guide.plan.direction.rawValue)), ("length", .rounded(guide.length)),
      ("labels", .array(labels)),
    ]
  }
}
