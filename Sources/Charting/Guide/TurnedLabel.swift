/// Which part of a turned label stands at its tick: the end that is nearer to the axis.
struct TurnedLabel {
  /// In degrees.
  private let angle: Double
  private let orient: Orient

  /// A label beside an axis, or a header beside facets, turned by an angle in degrees.
  init(angle: Double, orient: Orient) {
    let rest = angle.isFinite ? angle.truncatingRemainder(dividingBy: 360) : 0
    self.angle = rest < 0 ? rest + 360 : rest
    self.orient = orient
  }

  private var isHorizontal: Bool { orient == .top || orient == .bottom }

  /// The part of the line.
  var align: HorizontalAlign {
    let start: Double = isHorizontal ? 0 : 90
    if (start + angle).truncatingRemainder(dividingBy: 180) == 0 { return .center }
    let runsOn = angle > start && angle < start + 180
    return runsOn == (orient == .bottom || orient == .left) ? .left : .right
  }

  /// The part of its height.
  var baseline: VerticalAlign {
    let isUpright = angle <= 45 || angle >= 315
    let isOver = angle >= 135 && angle <= 225
    if isHorizontal {
      guard isUpright || isOver else { return .middle }
      return isUpright == (orient == .top) ? .bottom : .top
    }
    guard !isUpright, !isOver else { return .middle }
    return (angle < 135) == (orient == .left) ? .top : .bottom
  }
}
