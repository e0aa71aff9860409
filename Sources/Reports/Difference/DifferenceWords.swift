import Canvas
import Diagnostics
import Tables

// What is different, in the words of messages.

extension ChangeWords {
  /// `1 row`, `2 rows`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Several things in a sentence: `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// What is different in a table.
enum DataWords {
  static func summary(_ table: TableDifference) -> String {
    var parts: [String] = []
    if table.cellCount > 0 {
      parts.append(
        ChangeWords.count(table.cellCount, "cell") + " of "
          + ChangeWords.count(table.rows.count, "row"))
    }
    if !table.rowsAdded.isEmpty {
      parts.append("\(ChangeWords.count(table.rowsAdded.count, "row")) added")
    }
    if !table.rowsRemoved.isEmpty {
      parts.append("\(ChangeWords.count(table.rowsRemoved.count, "row")) removed")
    }
    let columns = table.columnsAdded.count + table.columnsRemoved.count
    if columns > 0 { parts.append("\(ChangeWords.count(columns, "column")) added or removed") }
    if !table.properties.isEmpty { parts.append("columns described otherwise") }
    if parts.isEmpty, table.isReordered { parts.append("rows in another order") }
    return parts.joined(separator: ", ")
  }

  static func match(_ match: RowMatch) -> String {
    switch match {
    case .declaredKey(let columns): "rows matched by the key \(columns.joined(separator: ", "))"
    case .foundKey(let columns): "rows matched by \(columns.joined(separator: ", "))"
    case .order: "rows matched by their order"
    }
  }
}

/// What is different in a series.
enum SeriesWords {
  static func text(_ change: SeriesChange) -> String {
    let measure = change.isOneOfSeveral ? " (\(change.measure))" : ""
    let name = change.name.isEmpty ? change.measure : change.name + measure
    return (name.isEmpty ? "" : name + ": ") + largest(change) + counts(change)
  }

  /// The largest change, with its place.
  static func largest(_ change: SeriesChange) -> String {
    let place = change.place.isEmpty ? "" : change.place + ", "
    let unit = change.unit.map { " " + $0 } ?? ""
    switch (change.old, change.new) {
    case (let old?, let new?):
      let arrow = "\(NumberText.text(of: old)) → \(NumberText.text(of: new))\(unit)"
      return "\(place)\(arrow) (\(ChangeWords.difference(old, new)))"
    case (let old?, nil): return "\(place)\(NumberText.text(of: old))\(unit) is gone"
    case (nil, let new?): return "\(place)\(NumberText.text(of: new))\(unit) is new"
    case (nil, nil): return place
    }
  }

  /// How many values are others, if these are more than the one that is told.
  static func counts(_ change: SeriesChange) -> String {
    guard change.changed + change.added + change.removed > 1 else { return "" }
    var parts: [String] = []
    if change.changed > 0 { parts.append("\(change.changed) changed") }
    if change.added > 0 { parts.append("\(change.added) new") }
    if change.removed > 0 { parts.append("\(change.removed) gone") }
    return "; \(parts.joined(separator: ", ")) of \(change.count) values"
  }
}

/// What became of a label.
enum LabelWords {
  static func text(_ change: LabelChange) -> String {
    switch change.kind {
    case .moved(let dx, let dy): "'\(change.text)' moved \(way(dx, dy))"
    case .reworded(let new): "'\(change.text)' → '\(new)'"
    case .appeared: "'\(change.text)' is new"
    case .vanished: "'\(change.text)' is gone"
    }
  }

  private static func way(_ dx: Double, _ dy: Double) -> String {
    func part(_ length: Double, _ less: String, _ more: String) -> String? {
      let points = (abs(length) * 10).rounded() / 10
      return points < 0.5 ? nil : "\(NumberText.text(of: points)) pt \(length < 0 ? less : more)"
    }
    return [part(dx, "to the left", "to the right"), part(dy, "up", "down")]
      .compactMap { $0 }.joined(separator: " and ")
  }
}

/// What became of the words beside a figure.
enum WordsText {
  static func text(_ change: WordsChange) -> String {
    let lost = ChangeWords.list(change.lostNumbers.map { "'\($0)'" })
    let holds =
      change.lostNumbers.isEmpty
      ? "" : "\(lost) \(change.lostNumbers.count == 1 ? "is" : "are") no longer in the data"
    if change.old == change.new {
      return "\(change.part.rawValue) no longer holds: \(holds)"
    }
    let (old, new) = ChangeWords.pair(change.old, change.new, limit: 70)
    return "\(change.part.rawValue): '\(old)' → '\(new)'" + (holds.isEmpty ? "" : "; " + holds)
  }
}

/// Which pages are others.
enum PageWords {
  static func shape(_ pages: PagesDifference) -> String {
    pages.format == .html ? "web page" : pages.format.rawValue
  }

  static func text(_ pages: PagesDifference) -> String {
    if pages.oldCount == 0 { return "new, \(ChangeWords.count(pages.newCount, "page"))" }
    if pages.newCount == 0 { return "no longer there" }
    if pages.format == .html { return "its text or its figures" }
    let was = pages.oldCount == pages.newCount ? "" : " (there were \(pages.oldCount))"
    if pages.changed.isEmpty {
      return "\(ranges(pages.gone)) of the old ones \(pages.gone.count == 1 ? "is" : "are") gone"
        + "; \(pages.newCount) left"
    }
    let pageWord = pages.changed.count == 1 ? "page" : "pages"
    return "\(pageWord) \(ranges(pages.changed)) of \(pages.newCount)\(was)"
  }

  /// `1–3, 7`.
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }.joined(separator: ", ")
  }
}

extension FigureDifference.Kind {
  var text: String {
    switch self {
    case .added: "new"
    case .removed: "no longer there"
    case .numbers: "other numbers"
    case .look: "the same numbers, drawn otherwise"
    case .words: "the same picture, other words beside it"
    case .picture: "another picture"
    }
  }
}

extension FileDifference.Kind {
  /// The word for it, padded to one width.
  var word: String {
    switch self {
    case .changed: "changed"
    case .new: "new    "
    case .gone: "gone   "
    }
  }
}
