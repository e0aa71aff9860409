import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// Sentences of kinds of chart that are not told by series.
extension PlotDescriber {
  private func phrases(_ detail: DescriptionDetail) -> SeriesPhrases {
    SeriesPhrases(values: values, detail: detail)
  }

  private func gathered(_ mark: MarkPlan, as subject: DescribedSubject) -> [DescribedSeries] {
    SeriesGathering(plot: plot, plan: plan, values: values, names: names)
      .series(of: mark, as: subject)
  }

  // MARK: Counts and clouds

  /// How many values lie in how many classes, and which is the fullest.
  func classes() -> [String] {
    guard let mark = marks.histogram, let dimension = mark.dimensionAndMeasure.dimension,
      let measure = mark.dimensionAndMeasure.measure, let starts = mark.table[dimension.column],
      let counts = mark.table[measure.column]
    else { return [] }
    let ends = dimension.end.flatMap { mark.table[$0] }
    let step = dimension.bin?.step ?? dimension.binStep ?? 0
    let rows = (0..<mark.table.rowCount).compactMap { row -> (Double, Double, Double)? in
      guard let start = starts[row].number, let count = counts[row].number else { return nil }
      return (start, ends.flatMap { $0[row].number } ?? start + step, count)
    }
    guard let low = rows.map(\.0).min(), let high = rows.map(\.1).max(),
      let fullest = rows.max(by: { ($0.2, -$0.0) < ($1.2, -$1.0) })
    else { return [] }
    let width = fullest.1 - fullest.0
    let count = width > 0 ? ((high - low) / width).rounded() : Double(rows.count)
    return [
      DescriptionWords.filled(
        words.classes,
        [
          "n": values.number(rows.reduce(0) { $0 + $1.2 }), "k": values.number(count),
          "low": values.number(low), "high": values.number(high),
          "class": DescriptionWords.filled(
            words.range,
            ["low": values.number(fullest.0), "high": values.number(fullest.1)]),
          "m": values.number(fullest.2),
        ])
    ]
  }

  /// Where points lie, whether they lie along a line, and what colours and sizes tell.
  func cloud(_ detail: DescriptionDetail) -> [String] {
    guard let mark = marks.cloud, let x = mark.meaning.x, let y = mark.meaning.y,
      let xs = mark.table[x.column], let ys = mark.table[y.column]
    else { return [] }
    let points = (0..<mark.table.rowCount).compactMap { row -> (Double, Double)? in
      guard let x = xs[row].number, let y = ys[row].number, x.isFinite, y.isFinite else {
        return nil
      }
      return (x, y)
    }
    guard points.count > 1, let x0 = points.map(\.0).min(), let x1 = points.map(\.0).max(),
      let y0 = points.map(\.1).min(), let y1 = points.map(\.1).max()
    else {
      return phrases(detail).sentences(gathered(mark, as: .points))
    }
    var sentences = [
      DescriptionWords.filled(
        words.cloud,
        [
          "n": "\(points.count)", "x0": values.number(x0), "x1": values.number(x1),
          "x": title(x), "y0": values.number(y0), "y1": values.number(y1), "y": title(y),
        ])
    ]
    sentences += relation(points)
    if detail.hasExtras { sentences += colors(of: mark) + sizes(of: mark) }
    return sentences
  }

  /// Pearson's correlation, where there are points enough to speak of one.
  private func relation(_ points: [(Double, Double)]) -> [String] {
    guard points.count >= 8 else { return [] }
    let n = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.0 } / n, meanY = points.reduce(0) { $0 + $1.1 } / n
    var sums = (xx: 0.0, yy: 0.0, xy: 0.0)
    for (x, y) in points {
      sums.xx += (x - meanX) * (x - meanX)
      sums.yy += (y - meanY) * (y - meanY)
      sums.xy += (x - meanX) * (y - meanY)
    }
    let scale = (sums.xx * sums.yy).squareRoot()
    guard scale > 0, scale.isFinite else { return [] }
    let r = sums.xy / scale
    let template =
      r >= 0.5
      ? words.riseTogether
      : r <= -0.5
        ? words.fallTogether
        : abs(r) < 0.2 ? words.notRelated : ""
    return [DescriptionWords.filled(template, ["r": values.number((r * 100).rounded() / 100)])]
  }

  /// What colours tell apart, with how many of each.
  private func colors(of mark: MarkPlan) -> [String] {
    guard let color = mark.meaning.color, !color.isContinuous, let column = mark.table[color.column]
    else { return [] }
    let groups = mark.table.groups(of: Array(0..<mark.table.rowCount), by: [color.column])
      .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    guard (2...6).contains(groups.count), groups.count < mark.table.rowCount else { return [] }
    let items = groups.map { rows in "\(names.name(column[rows.first ?? 0])) (\(rows.count))" }
    return [DescriptionWords.filled(words.colors, ["items": words.list(items)])]
  }

  private func sizes(of mark: MarkPlan) -> [String] {
    guard let size = mark.meaning.size, size.isContinuous, let column = mark.table[size.column]
    else { return [] }
    let numbers = (0..<mark.table.rowCount).compactMap { column[$0].number }.filter(\.isFinite)
    guard let low = numbers.min(), let high = numbers.max(), low < high else { return [] }
    return [
      DescriptionWords.filled(
        words.sizes,
        ["title": title(size), "low": values.number(low), "high": values.number(high)])
    ]
  }

  // MARK: Parts of a whole, fields of a table

  /// The sectors of a circle with their shares.
  func sectors(_ detail: DescriptionDetail) -> [String] {
    guard let mark = marks.of([.arc]).first(where: { $0.meaning.theta != nil }),
      let theta = mark.meaning.theta, let numbers = mark.table[theta.column]
    else { return [] }
    let rows = (0..<mark.table.rowCount).filter { numbers[$0].number?.isFinite ?? false }
    let total = rows.reduce(0) { $0 + (numbers[$1].number ?? 0) }
    guard total > 0 else { return [] }
    let column = mark.meaning.color.flatMap { mark.table[$0.column] }
    let items = rows.map { row in
      values.value(
        column.map { names.name($0[row]) } ?? "",
        at: DescribedPlace(text: values.share((numbers[row].number ?? 0) / total)))
    }
    let isLong = rows.count > detail.list
    let order = rows.indices.sorted {
      (-(numbers[rows[$0]].number ?? 0), $0) < (-(numbers[rows[$1]].number ?? 0), $1)
    }
    let told = isLong ? order.prefix(3).map { items[$0] } : items
    return [
      DescriptionWords.filled(
        isLong ? words.largestSectors : words.sectors,
        ["n": "\(rows.count)", "items": words.list(told)])
    ]
  }

  /// The cells of a heat map.
  func cells(_ detail: DescriptionDetail) -> [String] {
    guard let mark = marks.heat, let color = mark.meaning.color,
      let numbers = mark.table[color.column]
    else { return [] }
    let fields = [mark.meaning.x, mark.meaning.y].compactMap { $0 }
    let rows = Array(0..<mark.table.rowCount)
    let places = fields.map { field -> [DescribedPlace] in
      let column = mark.table[field.column]
      return values.places(
        rows.map { column?[$0] ?? .null }, of: field, .ofDimension(field, in: plot, mark))
    }
    return reach(rows, numbers, as: .cells, detail) { row in
      places.map { $0[row].text }.joined(separator: ", ")
    }
  }

  /// The values of rows that have names.
  private func reach(
    _ rows: [Int], _ numbers: Column, as subject: DescribedSubject, _ detail: DescriptionDetail,
    name: (Int) -> String
  ) -> [String] {
    let points = rows.compactMap { row -> DescribedSeries.Point? in
      guard let number = numbers[row].number, number.isFinite else { return nil }
      return DescribedSeries.Point(
        place: DescribedPlace(text: name(row)), key: nil, low: number, high: number)
    }
    let series = DescribedSeries(subject: subject, name: "", points: points, isOrdered: false)
    return phrases(detail).sentences([series])
  }

  /// What texts say, where there is nothing else.
  func texts(_ detail: DescriptionDetail) -> [String] {
    for mark in marks.of([.text]) {
      guard let text = mark.meaning.text, let column = mark.table[text.column],
        (1...detail.list).contains(mark.table.rowCount)
      else { continue }
      let items = (0..<mark.table.rowCount).map { row in
        column[row].number.map { values.number($0) }
          ?? column[row].plainText.replacing("\n", with: " ")
      }
      return [DescriptionWords.filled(words.texts, ["items": words.list(items)])]
    }
    return []
  }

  // MARK: Maps

  func map(_ detail: DescriptionDetail) -> [String] {
    var sentences: [String] = []
    let shapes = marks.of([.geoshape]).first { $0.meaning.color?.isContinuous ?? false }
    if let mark = shapes, let color = mark.meaning.color, let numbers = mark.table[color.column] {
      let name = nameColumn(of: mark)
      sentences += reach(Array(0..<mark.table.rowCount), numbers, as: .areas, detail) { row in
        name.map { $0[row].plainText } ?? ""
      }
    }
    let places = marks.of([.point, .circle, .square, .text, .image])
      .filter { $0.meaning.longitude != nil }
    guard let mark = places.first else { return sentences }
    let count = mark.table.rowCount
    let noun = count == 1 ? words.places.one : words.places.many
    let names = places.first { $0.meaning.text != nil }
    let column = names?.meaning.text.flatMap { names?.table[$0.column] }
    if let column, let rows = names?.table.rowCount, rows <= detail.list {
      let items = (0..<rows).map { column[$0].plainText }
      sentences.append(DescriptionWords.filled(words.placeNames, ["items": words.list(items)]))
    } else {
      sentences.append(DescriptionWords.filled(noun, ["n": "\(count)"]))
    }
    if detail.hasExtras { sentences += colors(of: mark) + sizes(of: mark) }
    return sentences
  }

  /// The column that names the areas of a map, if one looks like it.
  private func nameColumn(of mark: MarkPlan) -> Column? {
    for name in ["name", "properties.name", "NAME", "properties.NAME", "id"] {
      if let column = mark.table[name], !column[0].isNull { return column }
    }
    return nil
  }

  // MARK: Composite marks

  /// Medians, whiskers and outliers.
  func boxes(_ detail: DescriptionDetail) -> [String] {
    let medians = marks.parts(of: .boxplot, "median").flatMap { gathered($0, as: .medians) }
    var all = medians.flatMap { series in
      series.points.map { point in
        var point = point
        if point.place.text.isEmpty { point.place.text = series.name }
        return point
      }
    }
    if let first = all.first, all.count == 1 { all = [first] }
    let series = DescribedSeries(subject: .medians, name: "", points: all, isOrdered: false)
    var sentences = phrases(detail).sentences([series])
    let whiskers = marks.parts(of: .boxplot, "rule").flatMap { gathered($0, as: .whiskers) }
      .flatMap(\.points)
    if let low = whiskers.min(by: { $0.low < $1.low }),
      let high = whiskers.max(by: { $0.high < $1.high })
    {
      let parts = [
        "subject": words.subjects[.whiskers]?.many ?? "", "reaches": words.reaches.many,
        "low": values.value(values.number(low.low), at: low.place),
        "high": values.value(values.number(high.high), at: high.place),
      ]
      sentences.append(DescriptionWords.filled(words.reach, parts).uppercasedFirst)
    }
    let outliers = marks.parts(of: .boxplot, "outliers").reduce(0) { $0 + $1.table.rowCount }
    if outliers > 0 {
      let noun = outliers == 1 ? words.outlier.one : words.outlier.many
      sentences.append(DescriptionWords.filled(noun, ["n": "\(outliers)"]))
    }
    return sentences
  }
}
