import Canvas

/// Texts: one label for each row that has a place and something to say.
func drawTexts(_ mark: MarkPlan, in space: PlotSpace, text engine: TextEngine) -> [MarkItem] {
  let xs = space.place(mark.x.start, mark.table, length: space.size.width)
  let ys = space.place(mark.y.start, mark.table, length: space.size.height)
  let sizes = space.numbers(mark.text.fontSize, mark.table, else: mark.text.look.style.size)
  let angles = space.numbers(mark.angle, mark.table, else: 0)
  let contents = texts(mark, space)
  let polar = polarPlaces(mark, space)
  let looks = LookSource(mark.look, mark, space)
  let plan = mark.text
  let own = plan.perRow.mapValues { space.visuals($0, mark.table) }
  return (0..<mark.table.rowCount).compactMap { row in
    guard let x = xs(row), let y = ys(row), let content = contents(row), !content.isEmpty else {
      return nil
    }
    let look = looks.look(row)
    let anchor = polar(row).map { Point(x, y).polar($0, $1) } ?? Point(x, y)
    var style = plan.look
    style.style.size = sizes(row)
    style.color = (look.fill?.color ?? look.stroke?.color ?? plan.look.color)
    if plan.isReadable { style.color = style.color.readable }
    let box = LabelBox(
      content, at: anchor, look: style,
      align: own["align"]?(row).text.flatMap { HorizontalAlign(rawValue: $0) } ?? plan.align,
      baseline: own["baseline"]?(row).text.flatMap { VerticalAlign(rawValue: $0) } ?? plan.baseline,
      angle: angles(row),
      offset: Point(own["dx"]?(row).number ?? plan.dx, own["dy"]?(row).number ?? plan.dy),
      text: engine)
    return MarkItem(shape: .text(box), look: look, row: row)
  }
}

/// The angle and the radius of each row; nil for texts that do not stand around a middle.
private func polarPlaces(_ mark: MarkPlan, _ space: PlotSpace) -> (Int) -> (Double, Double)? {
  guard let polar = mark.polar else { return { _ in nil } }
  let angles = space.place(polar.theta.start, mark.table, length: 2 * .pi)
  let radii = space.place(polar.radius.start, mark.table, length: space.size.radius)
  return { row in (angles(row) ?? 0, radii(row) ?? 0) }
}

/// The text of each row: a field by its format, or a fixed text.
private func texts(_ mark: MarkPlan, _ space: PlotSpace) -> (Int) -> String? {
  text(of: mark.text.content, mark, space)
}

private func text(
  of plan: ChannelPlan, _ mark: MarkPlan, _ space: PlotSpace
) -> (Int) -> String? {
  let format = mark.text.format
  switch plan {
  case .constant(let visual):
    let content = visual.text ?? visual.number.map { JSNumber.text($0) }
    return { _ in content }
  case .field(let name, _):
    let column = mark.table[name]
    let namesNull = mark.text.namesNull
    return { row in
      guard let value = column?[row] else { return nil }
      // What is missing among names is named, as in Vega-Lite; a missing number says nothing.
      if value.isNull, !namesNull { return nil }
      // Several texts are several lines.
      if case .list(let lines) = value {
        return lines.map { format.text($0) }.joined(separator: "\n")
      }
      return format.text(value)
    }
  case .between: return { _ in nil }
  case .datum(let value, _):
    let content = format.text(value)
    return { _ in content }
  case .rows(let visuals):
    return { row in
      guard row < visuals.count else { return nil }
      return visuals[row].text ?? visuals[row].number.map { JSNumber.text($0) }
    }
  case .conditional(let branches, let otherwise):
    let tests = branches.map { ($0.0.test(on: mark.table), text(of: $0.1, mark, space)) }
    let rest = text(of: otherwise, mark, space)
    return { row in
      for (test, content) in tests where test(row) { return content(row) }
      return rest(row)
    }
  }
}
