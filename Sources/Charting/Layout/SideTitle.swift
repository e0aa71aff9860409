import Canvas

// A title that does not stand upright over the chart: beside it, under it, or turned.
extension ChartLayout {
  /// Whether the head is one that is set over the chart in lines.
  var hasPlainHead: Bool {
    plan.head.orient == .top && plan.head.angle == 0 && plan.head.baseline == .top
  }

  /// The chart with its title at a side, for which the padding makes room.
  func layOutWithSideTitle() -> ChartFrame {
    var inner = plan
    (inner.head.title, inner.head.subtitle) = ([], [])
    (inner.head.orient, inner.head.angle, inner.head.baseline) = (.top, 0, .top)
    guard var title = VegaTitle(plan.head, text: text) else {
      return ChartLayout(plan: inner, text: text, spacing: spacing).layOut()
    }
    var measured = title
    measured.place(beside: .zero, Rect(0, 0, 0, 0))
    let room = measured.room ?? Rect(0, 0, 0, 0)
    switch plan.head.orient {
    case .left: inner.sizing.padding.left += room.width + plan.head.offset
    case .right: inner.sizing.padding.right += room.width + plan.head.offset
    case .top: inner.sizing.padding.top += room.height + plan.head.offset
    case .bottom: inner.sizing.padding.bottom += room.height + plan.head.offset
    }
    var frame = ChartLayout(plan: inner, text: text, spacing: spacing).layOut()
    let padded = inner.sizing.padding
    let around = Rect(
      padded.left, padded.top, frame.size.width - padded.left - padded.right,
      frame.size.height - padded.top - padded.bottom)
    // The anchor counts from all that is drawn: beside the plots the same title would move with them.
    title.isFramedByPlot = false
    title.place(beside: around.size, around)
    frame.head = title.items
    return frame
  }
}
