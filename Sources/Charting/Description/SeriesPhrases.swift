/// Sentences about series: their courses, their values, or what they have in common.
struct SeriesPhrases {
  let values: ValueWords
  let detail: DescriptionDetail

  private var words: DescriptionWords { values.words }
  private typealias Point = DescribedSeries.Point

  /// The sentences about all series.
  func sentences(_ all: [DescribedSeries]) -> [String] {
    let series = all.filter { !$0.points.isEmpty }
    guard series.count > detail.series else { return series.flatMap(sentences) }
    return summary(series)
  }

  // MARK: One series

  private func sentences(_ series: DescribedSeries) -> [String] {
    guard let first = series.points.first else { return [] }
    guard series.points.count > 1 else {
      return [
        fill(words.list, series, count: 1, ["items": at(first, series)])
      ]
    }
    if !series.hasRanges, Set(series.points.map { text($0, series) }).count == 1 {
      return [fill(words.throughout, series, ["value": text(first, series)])]
    }
    if series.isOrdered { return [series.hasRanges ? band(series) : course(series)] }
    if series.points.count <= detail.list {
      let items = series.points.map { at($0, series) }
      return [fill(words.list, series, ["items": words.list(items)])]
    }
    return span(series)
  }

  /// The ends and the turning points of a series that has an order.
  private func course(_ series: DescribedSeries) -> String {
    let points = series.points
    let stops = TurningPoints(points.map(\.high), limit: detail.stops).indices
    guard let start = points.first, stops.count > 1 else { return "" }
    let isOne = series.subject.isOne
    var legs: [String] = []
    var before = start
    for stop in stops.dropFirst() {
      let point = points[stop]
      if text(point, series) == text(before, series) {
        legs.append(stay(point, series, isOne: isOne))
      } else {
        let verb = (point.high > before.high ? words.rises : words.falls).form(isOne: isOne)
        let way = legs.isEmpty ? "\(words.from) \(at(before, series)) \(words.to)" : words.to
        legs.append("\(verb) \(way) \(at(point, series))")
      }
      before = point
    }
    return "\(subject(series).uppercasedFirst) \(words.list(legs))."
  }

  private func stay(_ point: Point, _ series: DescribedSeries, isOne: Bool) -> String {
    let isTime = point.place.kind == .year || point.place.kind == .month
    return DescriptionWords.filled(
      isTime ? words.staysUntil.time : words.staysUntil.other,
      [
        "stays": words.stays.form(isOne: isOne), "value": text(point, series),
        "place": point.place.text,
      ])
  }

  /// From where to where a series of ranges runs, and where it is widest.
  private func band(_ series: DescribedSeries) -> String {
    guard let first = series.points.first, let last = series.points.last,
      let widest = series.points.max(by: { $0.high - $0.low < $1.high - $1.low })
    else { return "" }
    var text = fill(
      words.bandRuns, series, ["first": at(first, series), "last": at(last, series)])
    if widest != first, widest != last {
      text += DescriptionWords.filled(words.bandWidest, ["widest": at(widest, series)])
    }
    return text + "."
  }

  /// The least and the greatest of a series without an order, and what comes next.
  private func span(_ series: DescribedSeries) -> [String] {
    guard let (low, high) = series.ends else { return [] }
    func end(_ point: Point, _ value: Double) -> String {
      values.value(number(value, series), at: point.place)
    }
    var sentences = [
      fill(
        words.reach, series, count: series.points.count,
        ["low": end(low, low.low), "high": end(high, high.high)])
    ]
    guard detail.hasExtras, !series.hasRanges, series.points.count > 6 else { return sentences }
    let next = series.points.sorted { $0.high > $1.high }.dropFirst().prefix(2)
    let items = words.list(next.map { at($0, series) })
    sentences.append(DescriptionWords.filled(words.nextHighest, ["items": items]))
    return sentences
  }

  // MARK: Many series

  private func summary(_ series: [DescribedSeries]) -> [String] {
    let all = series.flatMap { series in series.points.map { (series: series, point: $0) } }
    guard let low = all.min(by: { $0.point.low < $1.point.low }),
      let high = all.max(by: { $0.point.high < $1.point.high }), let first = series.first
    else { return [] }
    let subject = words.subjects[first.subject]
    let ofAll = DescriptionWords.filled(subject?.ofAll ?? "", ["n": "\(series.count)"])
    func told(_ value: Double, _ place: DescribedPlace, _ series: DescribedSeries) -> String {
      values.value(number(value, series), at: place, of: series.name)
    }
    var sentences = [
      DescriptionWords.filled(
        words.extremes,
        [
          "all": ofAll, "high": told(high.point.high, high.point.place, high.series),
          "low": told(low.point.low, low.point.place, low.series),
        ])
    ]
    let lasts = series.compactMap { series in series.points.last.map { (series, $0) } }
    let isTime = series.allSatisfy(\.isOrdered) && Set(lasts.map(\.1.place)).count == 1
    if isTime, let place = lasts.first?.1.place,
      let least = lasts.min(by: { $0.1.low < $1.1.low }),
      let most = lasts.max(by: { $0.1.high < $1.1.high })
    {
      let none = DescribedPlace(text: "")
      sentences.append(
        DescriptionWords.filled(
          words.ends,
          [
            "place": place.text, "low": told(least.1.low, none, least.0),
            "high": told(most.1.high, none, most.0),
          ]))
    }
    return sentences
  }

  // MARK: Pieces

  private func fill(
    _ template: String, _ series: DescribedSeries, count: Int? = nil, _ parts: [String: String]
  ) -> String {
    let isOne = series.subject.isOne || series.points.count == 1
    var parts = parts
    parts["subject"] = subject(series, count: count)
    parts["shows"] = words.shows.form(isOne: isOne)
    parts["reaches"] = words.reaches.form(isOne: isOne)
    return DescriptionWords.filled(template, parts).uppercasedFirst
  }

  /// "the line “North”", "the bars", "the 30 bars".
  private func subject(_ series: DescribedSeries, count: Int? = nil) -> String {
    guard let noun = words.subjects[series.subject] else { return "" }
    let text: String
    if series.subject.isOne || series.points.count == 1 {
      text = noun.one
    } else if let count {
      text = DescriptionWords.filled(noun.counted, ["n": "\(count)"])
    } else {
      text = noun.many
    }
    guard !series.name.isEmpty else { return text }
    return DescriptionWords.filled(
      words.named, ["subject": text, "name": words.quoted(series.name)])
  }

  private func number(_ number: Double, _ series: DescribedSeries) -> String {
    series.isShare ? values.share(number) : values.number(number)
  }

  private func text(_ point: Point, _ series: DescribedSeries) -> String {
    values.range(point.low, point.high) { number($0, series) }
  }

  private func at(_ point: Point, _ series: DescribedSeries) -> String {
    guard !point.place.text.isEmpty else { return text(point, series) }
    return values.value(text(point, series), at: point.place)
  }
}
