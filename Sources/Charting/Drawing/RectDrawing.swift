import Canvas

/// Bars, rects and ticks: a rectangle for each row that has a place.
func drawRects(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  let xs = space.reach(mark.x, mark.table, length: space.size.width)
  let ys = space.reach(mark.y, mark.table, length: space.size.height)
  let looks = LookSource(mark.look, mark, space)
  let radii = mark.corners.map { space.numbers($0, mark.table, else: 0) }
  let items = (0..<mark.table.rowCount).compactMap { row -> MarkItem? in
    guard let (x1, x2) = xs(row), let (y1, y2) = ys(row) else { return nil }
    let rect = Rect(from: Point(x1, y1), to: Point(x2, y2))
    return MarkItem(
      shape: .rect(rect, corners: radii.map { $0(row) }), look: looks.look(row), row: row)
  }
  guard mark.isStacked, mark.corners.contains(where: { $0.constant != .number(0) }) else {
    return items
  }
  return roundedAsStacks(items, isVertical: mark.orient != .horizontal)
}

/// The corners of bars are those of the whole stack: pieces inside it stay square.
private func roundedAsStacks(_ items: [MarkItem], isVertical: Bool) -> [MarkItem] {
  var stacks: [Double: Rect] = [:]
  func key(_ rect: Rect) -> Double { ((isVertical ? rect.x : rect.y) * 100).rounded() }
  for case .rect(let rect, _) in items.map(\.shape) {
    stacks[key(rect)] = stacks[key(rect)]?.union(rect) ?? rect
  }
  return items.map { item in
    guard case .rect(let rect, let corners) = item.shape, let stack = stacks[key(rect)],
      corners.count == 4
    else { return item }
    let isTop = abs(rect.y - stack.y) < 0.01, isBottom = abs(rect.maxY - stack.maxY) < 0.01
    let isLeft = abs(rect.x - stack.x) < 0.01, isRight = abs(rect.maxX - stack.maxX) < 0.01
    let kept = zip(
      corners, [isTop && isLeft, isTop && isRight, isBottom && isRight, isBottom && isLeft]
    )
    .map { $1 ? $0 : 0 }
    var item = item
    item.shape = .rect(rect, corners: kept)
    item.hasCornersOfStack = true
    return item
  }
}
