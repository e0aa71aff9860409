import Canvas

// The room that things take in Vega's look. A line counts with its whole width on either side, and
// the lines of a text are as high as their size, with the baseline on a whole pixel.

extension LabelBox {
  /// The rectangle around all lines; nil if there are none.
  var room: Rect? {
    guard lines.contains(where: { !$0.isEmpty }) else { return nil }
    let left: Double =
      switch align {
      case .left: 0
      case .center: width / 2
      case .right: width
      }
    let top = baselineShift.rounded() - (0.8 * look.style.size).rounded()
    let upright = Rect(offset.x - left, offset.y + top, width, height)
    guard angle != 0 else { return upright.moved(by: anchor) }
    let turn = Transform.rotation(angle)
    return Rect(around: upright.corners.map { anchor + turn.apply($0) })
  }
}

extension AxisGuide {
  /// How far ticks and labels reach outward from the axis line.
  var reach: Double {
    var reach = 0.0
    if plan.ticks?.isVisible == true, !ticks.isEmpty {
      let longest = ticks.map { $0.look?.tickSize ?? plan.tickSize }.max() ?? plan.tickSize
      reach = max(0, longest) + (plan.ticks?.width ?? 0)
    }
    for box in ticks.lazy.filter({ !$0.isHidden }).compactMap(\.label?.room) {
      reach = max(reach, distance(of: box))
    }
    return reach
  }

  /// How far a rectangle reaches outward from the axis line.
  func distance(of box: Rect) -> Double {
    switch plan.orient {
    case .bottom: box.maxY - line
    case .top: line - box.y
    case .left: line - box.x
    case .right: box.maxX - line
    }
  }

  /// The room of the axis: its line, its ticks and labels within their least and greatest extent,
  /// and its title.
  var room: Rect {
    let extent = max(plan.minExtent, min(plan.maxExtent, reach))
    var boxes: [Rect?] = [Rect(from: point(domain.0, 0), to: point(domain.1, extent))]
    boxes += ticks.filter { !$0.isHidden }.map { $0.label?.room }
    boxes.append(tickRoom)
    if let extraPlace, let look = plan.labels, !plan.isHorizontal {
      // The tick before the first band has a label without words.
      let half = look.style.size / 2
      boxes.append(Rect(from: point(extraPlace - half, 0), to: point(extraPlace + half, 0)))
    }
    boxes.append(title?.room)
    return Rect(uniting: boxes) ?? Rect(0, 0, 0, 0)
  }

  private var tickRoom: Rect? {
    guard let look = plan.ticks, look.isVisible, let first = ticks.first, let last = ticks.last
    else { return nil }
    return Rect(from: point(first.linePlace, 0), to: point(last.linePlace, plan.tickSize))
      .expanded(by: look.width)
  }
}

extension Rect {
  /// The smallest rectangle around points.
  init(around points: [Point]) {
    let xs = points.map(\.x), ys = points.map(\.y)
    self.init(
      from: Point(xs.min() ?? 0, ys.min() ?? 0), to: Point(xs.max() ?? 0, ys.max() ?? 0))
  }

  /// The smallest rectangle around others; nil if there are none.
  init?(uniting boxes: [Rect?]) {
    let all = boxes.compactMap { $0 }
    guard let first = all.first else { return nil }
    self = all.dropFirst().reduce(first) { $0.union($1) }
  }
}
