// Drawing: plans and scales of a known size become items with places.

import Canvas
import Tables

/// A plot of a known size with its scales: turns plans into places and looks, row by row.
struct PlotSpace {
  let size: Size
  let scales: [ScaleKey: Scale]

  init(size: Size, plans: [ScaleKey: ScalePlan]) {
    self.size = size
    var scales: [ScaleKey: Scale] = [:]
    for (key, plan) in plans where key.channel != .xOffset && key.channel != .yOffset {
      scales[key] = plan.scale(in: size, others: [:])
    }
    let positions = scales
    for (key, plan) in plans where scales[key] == nil {
      scales[key] = plan.scale(in: size, others: positions)
    }
    self.scales = scales
  }

  // MARK: Looks

  /// What a channel gives for each row of a table.
  func visuals(_ plan: ChannelPlan, _ table: Table) -> (Int) -> Visual {
    switch plan {
    case .constant(let visual): return { _ in visual }
    case .field(let name, let key):
      let column = table[name]
      guard let key, let scale = scales[key] else {
        return { row in Visual(column?[row] ?? .null) }
      }
      return { row in scale.visual(column?[row] ?? .null) }
    case .between(let start, let end, let key, let share):
      guard let scale = scales[key], let starts = table[start], let ends = table[end] else {
        return { _ in .none }
      }
      return { row in
        guard let a = starts[row].number, let b = ends[row].number else {
          return scale.visual(.null)
        }
        return scale.visual(.number(a + (b - a) * share))
      }
    case .datum(let value, let key):
      let visual = key.flatMap { scales[$0] }?.visual(value) ?? Visual(value)
      return { _ in visual }
    case .rows(let visuals): return { row in row < visuals.count ? visuals[row] : .none }
    case .conditional(let branches, let otherwise):
      let tests = branches.map { ($0.0.test(on: table), visuals($0.1, table)) }
      let rest = visuals(otherwise, table)
      return { row in
        for (test, visual) in tests where test(row) { return visual(row) }
        return rest(row)
      }
    }
  }

  /// The number that a channel gives for each row, or a fallback.
  func numbers(_ plan: ChannelPlan, _ table: Table, else fallback: Double) -> (Int) -> Double {
    if let constant = plan.constant {
      let number = constant.number ?? fallback
      return { _ in number }
    }
    let visuals = visuals(plan, table)
    return { row in visuals(row).number ?? fallback }
  }

  // MARK: Places

  /// The place along a side for each row; nil where the row has none.
  func place(_ plan: PositionPlan, _ table: Table, length: Double) -> (Int) -> Double? {
    let fixed = place(plan.source, table, length)
    let moves = plan.moves.map { numbers($0, table, else: 0) }
    let base =
      moves.isEmpty
      ? fixed : { row in fixed(row).map { moves.reduce($0) { $0 + $1(row) } } }
    let offset = plan.offset
    guard let inner = plan.inner else {
      return { row in base(row).map { $0 + offset } }
    }
    let innerPlace = self.inner(inner, table)
    return { row in
      guard let outer = base(row), let inside = innerPlace(row) else { return nil }
      return outer + inside + offset
    }
  }

  private func place(
    _ source: PositionPlan.Source, _ table: Table, _ length: Double
  ) -> (Int) -> Double? {
    switch source {
    case .field(let name, let key, let band):
      guard let scale = scales[key], let column = table[name] else { return { _ in nil } }
      return { row in scale.number(column[row], band: band) }
    case .span(let start, let end, let key, let share):
      guard let scale = scales[key], let starts = table[start], let ends = table[end] else {
        return { _ in nil }
      }
      return { row in
        guard let a = scale.number(starts[row]), let b = scale.number(ends[row]) else { return nil }
        return a + (b - a) * share
      }
    case .datum(let value, let key, let band):
      let place = scales[key]?.number(value, band: band)
      return { _ in place }
    case .points(let points): return { _ in points }
    case .unscaled(let name):
      let column = table[name]
      return { row in column?[row].number.flatMap { $0.isFinite ? $0 : nil } }
    case .rows(let places): return { row in row < places.count ? places[row] : nil }
    case .share(let share): return { _ in share * length }
    case .zero(let key):
      let start = key.channel == .y ? length : 0
      let zero = scales[key]?.zero(start: start) ?? start
      return { _ in zero }
    case .conditional(let branches, let otherwise):
      let tests = branches.map { ($0.0.test(on: table), place($0.1, table, length)) }
      let rest = place(otherwise, table, length)
      return { row in
        for (test, place) in tests where test(row) { return place(row) }
        return rest(row)
      }
    }
  }

  private func inner(_ inner: PositionPlan.Inner, _ table: Table) -> (Int) -> Double? {
    guard let scale = scales[inner.key] else { return { _ in 0 } }
    switch inner.content {
    case .field(let name, _):
      let column = table[name]
      return { row in scale.number(column?[row] ?? .null, band: inner.band) }
    case .datum(let value, _):
      let place = scale.number(value, band: inner.band)
      return { _ in place }
    case .constant(let visual):
      let number = visual.number ?? 0
      return { _ in number }
    case .rows(let visuals):
      return { row in row < visuals.count ? visuals[row].number ?? 0 : 0 }
    case .conditional, .between: return { _ in 0 }
    }
  }

  private func aligned(
    _ span: SpanPlan, _ share: Double, _ table: Table, _ length: Double
  ) -> (Int) -> (Double, Double)? {
    let reach = reach(span, table, length: length)
    let usual = if case .centered = span { 0.5 } else { 0.0 }
    return { row in
      reach(row).map { a, b in (a + (usual - share) * (b - a), b + (usual - share) * (b - a)) }
    }
  }

  /// The start and end along a side for each row; nil where the row has none.
  func reach(_ span: SpanPlan, _ table: Table, length: Double) -> (Int) -> (Double, Double)? {
    let start = place(span.start, table, length: length)
    switch span {
    case .aligned(let inner, let share): return aligned(inner, share, table, length)
    case .at: return { row in start(row).map { ($0, $0) } }
    case .between(_, let end):
      let end = place(end, table, length: length)
      return { row in
        guard let a = start(row), let b = end(row) else { return nil }
        return (a, b)
      }
    case .band(_, let key, let share, let least):
      let width = max(least, (scales[key]?.bandwidth ?? 0) * share)
      return { row in start(row).map { ($0, $0 + width) } }
    case .filling(let from, let to, let least):
      let end = place(to, table, length: length)
      return { row in
        guard let a = start(row), let b = end(row) else { return nil }
        // The space between bars may be more than a narrow bar has.
        let sign: Double = b - to.offset < a - from.offset ? -1 : 1
        guard (b - a) * sign < least else { return (a, b) }
        return ((a + b - sign * least) / 2, (a + b + sign * least) / 2)
      }
    case .centered(_, let size):
      let size = numbers(size, table, else: 1)
      return { row in start(row).map { ($0 - size(row) / 2, $0 + size(row) / 2) } }
    }
  }
}

extension Visual {
  /// A value without a scale: numbers are numbers, texts are colours or words.
  init(_ value: Value) {
    switch value {
    case .number(let number): self = .number(number)
    case .text(let text):
      if let color = Color(css: text) { self = .paint(.color(color)) } else { self = .text(text) }
    case .list(let values):
      let numbers = values.compactMap(\.number)
      self = numbers.count == values.count ? .dash(numbers) : .none
    default: self = .none
    }
  }
}
