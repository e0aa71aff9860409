import Tables

// Sentences about published estimates, which are drawn by several marks.
extension PlotDescriber {
  /// How many estimates there are, of what kinds, and from where to where they reach.
  func estimates(_ detail: DescriptionDetail) -> [String] {
    let ranges = points(of: "range"), singles = points(of: "best")
    let least = points(of: "at-least"), most = points(of: "at-most")
    let all = ranges + singles + least + most
    guard let low = all.min(by: { $0.low < $1.low }), let high = all.max(by: { $0.high < $1.high })
    else { return [] }
    // An estimate with a range and a best value is one.
    let bounded = Set((ranges + least + most).map(\.place))
    let own = singles.filter { !bounded.contains($0.place) }
    let forms = words.estimateForms
    let counts: [(Int, DescriptionWords.Noun)] = [
      (ranges.count, forms.range), (own.count, forms.best), (least.count, forms.least),
      (most.count, forms.most),
    ]
    let total = counts.reduce(0) { $0 + $1.0 }
    let parts = [
      "n": "\(total)", "low": values.value(values.number(low.low), at: low.place),
      "high": values.value(values.number(high.high), at: high.place),
    ]
    var sentences = [DescriptionWords.filled(words.estimates, parts)]
    let items = counts.filter { $0.0 > 0 }.map { "\($0) \($0 == 1 ? $1.one : $1.many)" }
    if items.count > 1 {
      sentences.append(
        DescriptionWords.filled(words.estimateKinds, ["items": words.list(items)]))
    }
    return sentences + (detail.hasExtras ? colors : [])
  }

  private func points(of part: String) -> [DescribedSeries.Point] {
    let gathering = SeriesGathering(plot: plot, plan: plan, values: values, names: names)
    return marks.parts(of: .estimates, part)
      .flatMap { gathering.series(of: $0, as: .bars) }.flatMap(\.points)
  }

  /// What the colours of estimates tell apart, in order of first use.
  private var colors: [String] {
    var seen: [String] = []
    for part in ["range", "best", "at-least", "at-most"] {
      for mark in marks.parts(of: .estimates, part) {
        guard let color = mark.meaning.color, let column = mark.table[color.column] else {
          continue
        }
        for row in 0..<mark.table.rowCount {
          let name = names.name(column[row])
          if !name.isEmpty, !seen.contains(name) { seen.append(name) }
        }
      }
    }
    guard (2...6).contains(seen.count) else { return [] }
    return [DescriptionWords.filled(words.colors, ["items": words.list(seen)])]
  }
}
