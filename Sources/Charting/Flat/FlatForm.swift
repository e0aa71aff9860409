import Canvas
import Notation

/// A chart that has been laid out, as plain numbers in JSON: what stands where, for tests and tools.
///
/// Views with the items of their marks in pixels of their plot, axes, legends and titles, in the
/// form in which Vega's own results can be compared. It is read from the same frame that the
/// pictures are made of.
struct FlatForm {
  let frame: ChartFrame
  let plan: ChartPlan

  /// The form.
  var json: JSONText {
    .object([
      ("width", .rounded(frame.size.width)), ("height", .rounded(frame.size.height)),
      ("views", .array(frame.view.plots.map { view($0.0, at: $0.1 + frame.origin) })),
      ("axes", .array(axes)), ("legends", .array(legends.map { FlatLegend($0).json })),
      ("titles", .array(titles)),
    ])
  }

  // MARK: Views

  private func view(_ plot: PlotFrame, at origin: Point) -> JSONText {
    var members = place(origin)
    members += [
      ("width", .rounded(plot.space.size.width)), ("height", .rounded(plot.space.size.height)),
    ]
    if let fill = plot.plan.background.fill { members.append(("fill", .paint(fill))) }
    if let stroke = plot.plan.background.stroke, plot.plan.background.strokeWidth > 0 {
      members.append(("stroke", .paint(stroke)))
    }
    func grid(_ isHorizontal: Bool) -> JSONText {
      let axes = plot.axes.filter { $0.plan.isHorizontal == isHorizontal && $0.plan.grid != nil }
      return .array(axes.flatMap(\.shownGridPlaces).map { .rounded($0) })
    }
    members.append(("grid", .object([("x", grid(true)), ("y", grid(false))])))
    members.append(("marks", .array(plot.marks.map { FlatMark($0).json })))
    return .object(members)
  }

  private func place(_ point: Point) -> [(String, JSONText)] {
    [("x", .rounded(point.x)), ("y", .rounded(point.y))]
  }

  // MARK: Axes

  private var axes: [JSONText] {
    let own = frame.view.plots.flatMap { plot, origin in plot.axes.map { ($0, origin) } }
    return (own + frame.view.sharedAxes).compactMap { axis($0.0, at: $0.1 + frame.origin) }
  }

  private func axis(_ axis: AxisGuide, at origin: Point) -> JSONText? {
    let plan = axis.plan
    let line = plan.isHorizontal ? Point(0, axis.line) : Point(axis.line, 0)
    var members: [(String, JSONText)] = [("orient", .string(plan.orient.rawValue))]
    members += place(origin + line)
    let isDrawn = plan.domain != nil || plan.ticks != nil || plan.labels != nil
    guard isDrawn || axis.title != nil else { return nil }
    var ticks: [Double] = []
    if let look = plan.ticks, plan.tickSize != 0 {
      ticks = axis.ticks.filter { ($0.look?.tick ?? look).isVisible }.map(\.linePlace)
      if let extra = axis.extraPlace, look.isVisible { ticks.append(extra) }
    }
    members.append(("ticks", .array(ticks.map { .rounded($0 + axis.shift) })))
    let labels = axis.ticks.filter { !$0.text.isEmpty && $0.label != nil }
    members.append(
      (
        "labels",
        .array(labels.map { label($0, axis.shift + ($0.look?.labelOffset ?? plan.labelOffset)) })
      ))
    if plan.labels != nil {
      members.append(("labelAngle", .rounded(plan.labelAngle)))
      members.append(("labelFontSize", .rounded(plan.labels?.style.size ?? 0)))
    }
    if plan.domain != nil {
      members.append(
        (
          "domain",
          .array([.rounded(axis.domain.0 + axis.shift), .rounded(axis.domain.1 + axis.shift)])
        ))
    }
    if axis.title != nil { members.append(("title", .string(plan.title))) }
    return .object(members)
  }

  private func label(_ tick: AxisGuide.Tick, _ shift: Double) -> JSONText {
    var members: [(String, JSONText)] = [
      ("pos", .rounded(tick.place + shift)), ("text", .string(tick.text)),
    ]
    if tick.isHidden { members.append(("hidden", .bool(true))) }
    return .object(members)
  }

  private var legends: [LegendGuide] {
    frame.legends.map(\.0) + frame.view.frames.flatMap { $0.legends.map(\.0) }
  }

  // MARK: Titles

  private var titles: [JSONText] {
    var titles: [JSONText] = []
    func add(_ role: String, _ lines: [String], _ look: TextLook, _ align: String, _ angle: Double)
    {
      let text = lines.joined(separator: "\n")
      guard !text.isEmpty else { return }
      var members: [(String, JSONText)] = [
        ("role", .string(role)), ("text", .string(text)),
        ("fontSize", .rounded(look.style.size)), ("align", .string(align)),
      ]
      if angle != 0 { members.append(("angle", .rounded(angle))) }
      titles.append(.object(members))
    }
    for head in [plan.head] + frame.view.frames.map(\.head) {
      let align = (head.align ?? head.anchor.align).rawValue
      add("title", head.title, head.titleLook, align, head.angle)
      add("subtitle", head.subtitle, head.subtitleLook, align, head.angle)
    }
    for header in frame.view.headers {
      add(
        header.role, [header.text], header.box.look,
        header.box.align.rawValue, header.box.angle)
    }
    return titles
  }
}

extension TitleAnchor {
  /// The alignment of a title at its anchor.
  var align: HorizontalAlign {
    switch self {
    case .start: .left
    case .middle: .center
    case .end: .right
    }
  }
}

extension JSONText {
  /// A number of pixels to a thousandth.
  static func rounded(_ number: Double) -> JSONText {
    .number((number * 1000).rounded() / 1000)
  }

  /// A colour in CSS, or a gradient as an object.
  static func paint(_ paint: Paint) -> JSONText {
    switch paint {
    case .color(let color): return .string(color.css)
    case .gradient(let gradient):
      let stops = gradient.stops.map { stop in
        JSONText.object([
          ("offset", .rounded(stop.offset)), ("color", .string(stop.color.css)),
        ])
      }
      switch gradient.shape {
      case .linear(let from, let to):
        return .object([
          ("gradient", .string("linear")), ("x1", .rounded(from.x)), ("y1", .rounded(from.y)),
          ("x2", .rounded(to.x)), ("y2", .rounded(to.y)), ("stops", .array(stops)),
        ])
      case .radial(let from, let inner, let to, let outer):
        let usual = [0.5, 0.5, 0, 0.5, 0.5, 0.5]
        let numbers = [from.x, from.y, inner, to.x, to.y, outer]
        let names = numbers == usual ? [] : ["x1", "y1", "r1", "x2", "y2", "r2"]
        let places = zip(names, numbers).map { ($0, JSONText.rounded($1)) }
        return .object(
          [("gradient", .string("radial"))] + places + [("stops", .array(stops))])
      }
    }
  }
}
