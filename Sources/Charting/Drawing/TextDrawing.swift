import Canvas

/// Texts: one label for each row that has a place and something to say.
func drawTexts(_ mark: MarkPlan, in space: PlotSpace, text engine: TextEngine) -> [MarkItem] {
  let xs = space.place(mark.x.start, mark.table, length: space.size.width)
  let ys = space.place(mark.y.start, mark.table, length: space.size.height)
  let angles = space.numbers(mark.angle, mark.table, else: 0)
  let contents = mark.text.content.texts(mark.table)
  let polar = polarPlaces(mark, space)
  let looks = LookSource(mark.look, mark, space)
  let plan = mark.text
  let styles = RowStyle(mark, space)
  return (0..<mark.table.rowCount).compactMap { row in
    guard let x = xs(row), let y = ys(row), let content = contents(row), !content.isEmpty else {
      return nil
    }
    let look = looks.look(row)
    let anchor = polar(row).map { Point(x, y).polar($0, $1) } ?? Point(x, y)
    var style = styles.look(row)
    style.color = look.fill?.color ?? (look.stroke == nil ? plan.look.color : .clear)
    if let ground = plan.ground { style.color = style.color.readable(on: ground) }
    var box = LabelBox(
      plan.broken(content), at: anchor, look: style, align: styles.align(row),
      baseline: styles.baseline(row),
      angle: angles(row), offset: styles.offset(row), cut: plan.cut, text: engine)
    box.words = content
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

/// What the texts of each row look like, and how they stand.
private struct RowStyle {
  private let plan: TextPlan
  private let own: [String: (Int) -> Visual]
  private let sizes: (Int) -> Double

  init(_ mark: MarkPlan, _ space: PlotSpace) {
    plan = mark.text
    own = plan.perRow.mapValues { space.visuals($0, mark.table) }
    sizes = space.numbers(plan.fontSize, mark.table, else: plan.look.style.size)
  }

  private func number(_ name: String, _ row: Int, else usual: Double) -> Double {
    own[name]?(row).number.flatMap { $0.isFinite ? $0 : nil } ?? usual
  }

  private func word(_ name: String, _ row: Int) -> String? { own[name]?(row).text }

  func look(_ row: Int) -> TextLook {
    var look = plan.look
    look.style.size = sizes(row)
    if !plan.hasLineHeight {
      look.lineHeight = look.isVegas ? look.style.size + 2 : look.style.size * 1.2
    }
    look.lineHeight = number("lineHeight", row, else: look.lineHeight)
    look.limit = number("limit", row, else: look.limit)
    look.style.family = word("font", row) ?? look.style.family
    if let style = word("fontStyle", row) { look.style.italic = style != "normal" }
    if let weight = own["fontWeight"]?(row) {
      look.style.weight = FontWeight(visual: weight)?.value ?? look.style.weight
    }
    return look
  }

  func align(_ row: Int) -> HorizontalAlign {
    word("align", row).flatMap { HorizontalAlign(rawValue: $0) } ?? plan.align
  }

  func baseline(_ row: Int) -> VerticalAlign {
    word("baseline", row).flatMap { VerticalAlign(rawValue: $0) } ?? plan.baseline
  }

  func offset(_ row: Int) -> Point {
    Point(number("dx", row, else: plan.dx), number("dy", row, else: plan.dy))
  }
}
