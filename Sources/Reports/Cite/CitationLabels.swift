import Diagnostics

/// How citations name the works: sorted, and told apart where names and years are the same.
///
/// In the order of CSL: first given names, then more names, then letters after the year.
struct CitationLabels {
  private let style: CitationStyle
  @Boxed private var words: ReportWords
  private let collation: Collation

  init(_ style: CitationStyle, _ words: ReportWords, _ collation: Collation) {
    (self.style, self.words, self.collation) = (style, words, collation)
  }

  /// Sorts works as the style does, and gives them their labels and years.
  func finish(_ cited: inout [Bibliography.Cited]) {
    if style.citation.kind == .authorDate {
      let keyed = cited.map { (cited: $0, key: key($0.work)) }
      cited = keyed.sorted { $0.key.precedes($1.key) }.map(\.cited)
    }
    let leading = givenForms(cited.map(\.work))
    let shown = namesShown(cited.map(\.work), leading)
    for index in cited.indices {
      let work = cited[index].work
      cited[index].label = label(work, style.citation.names, shown[index], leading[index])
      var rule = style.citation.names
      rule.and = style.citation.narrativeAnd
      cited[index].narrativeLabel = label(work, rule, shown[index], leading[index])
      cited[index].year = year(work, letter: "")
    }
    if style.citation.kind == .authorDate { addLetters(to: &cited) }
  }

  // MARK: Order

  /// What a list is sorted by: names one by one, then the date, then the title.
  private struct Key {
    var names: [String]
    var date: [Int]
    var rest: [String]

    func precedes(_ other: Key) -> Bool {
      if names != other.names { return names.lexicographicallyPrecedes(other.names) }
      if date != other.date { return date.lexicographicallyPrecedes(other.date) }
      return rest.lexicographicallyPrecedes(other.rest)
    }
  }

  private func key(_ work: Work) -> Key {
    let title = collation.key(work.plain(.title)?.withoutArticle ?? "")
    var names = work.lead?.names.names.map { collation.key($0.sortText) } ?? []
    if let short = work.shortAuthor { names.insert(collation.key(short), at: 0) }
    if names.isEmpty { names = [title] }
    // What has no date comes last or first; what is still to appear is always last.
    let issued = work.issued
    let group =
      issued.start != nil ? 1 : !issued.words.isEmpty ? 3 : style.list.undatedFirst ? 0 : 2
    return Key(
      names: names, date: [group] + (issued.start?.order ?? []),
      rest: [title, work.key.text])
  }

  // MARK: Labels

  private func label(
    _ work: Work, _ rule: NameRule, _ shown: Int, _ leading: String?
  ) -> String {
    var name: String
    if let short = work.shortAuthor {
      name = short
    } else if let lead = work.lead {
      name = rule.text(lead.names, words, least: shown, leading: leading)
    } else {
      name = shortTitle(work)
    }
    // A line does not end within "Ó Gráda".
    let parts = name.split(separator: " ", omittingEmptySubsequences: false)
    name = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { name += parts[index - 1].count <= 2 ? "\u{A0}" : " " }
      name += part
    }
    return name
  }

  /// A work without authors is called by its title, or by the short one if there is one.
  private func shortTitle(_ work: Work) -> String {
    let title = work.plain(.titleShort) ?? work.plain(.title) ?? work.key.text
    return work.type.standsAlone || work.plain(.containerTitle) == nil
      ? title : words.quotes.open + title + words.quotes.close
  }

  /// For each work whose first author shares the family name with another person, another form of
  /// that name (Chicago Manual of Style, 17th edition, 15.22): with first letters, else in full.
  private func givenForms(_ works: [Work]) -> [String?] {
    guard style.citation.kind == .authorDate else { return works.map { _ in nil } }
    var people: [String: Set<String>] = [:]
    for work in works {
      guard work.shortAuthor == nil, let name = work.lead?.names.names.first, !name.isWhole else {
        continue
      }
      people[name.label, default: []].insert(name.given)
    }
    return works.map { work in
      guard work.shortAuthor == nil, let name = work.lead?.names.names.first, !name.isWhole,
        !name.given.isEmpty,
        let given = people[name.label], given.count > 1
      else { return nil }
      let letters = initials(name.given)
      let isAlone = given.filter { initials($0) == letters }.count == 1
      return name.direct(given: isAlone ? letters : name.given)
    }
  }

  private func initials(_ given: String) -> String {
    PersonName(given: given).initials(stop: ".", space: "\u{A0}", hyphen: "-")
  }

  /// How many names each work shows, so that works of one year with the same first authors and
  /// others after them can be told apart.
  private func namesShown(_ works: [Work], _ leading: [String?]) -> [Int] {
    let rule = style.citation.names
    var shown = works.map { _ in rule.shown }
    guard style.citation.kind == .authorDate else { return shown }
    var groups: [String: [Int]] = [:]
    for (index, work) in works.enumerated() {
      guard work.shortAuthor == nil, let list = work.lead?.names, list.names.count >= rule.longest
      else { continue }
      let short = label(work, rule, rule.shown, leading[index])
      groups[short + "\n" + year(work, letter: ""), default: []].append(index)
    }
    for group in groups.values where group.count > 1 {
      for index in group {
        let labels = works[index].lead?.names.names.map(\.label) ?? []
        for other in group where other != index {
          let others = works[other].lead?.names.names.map(\.label) ?? []
          guard labels != others else { continue }
          let same = zip(labels, others).prefix { $0 == $1 }.count
          shown[index] = max(shown[index], min(same + 1, labels.count))
        }
        // "Et al." stands for several: a single name left is named.
        if shown[index] == labels.count - 1, shown[index] > rule.shown {
          shown[index] = labels.count
        }
      }
    }
    return shown
  }

  // MARK: Years

  /// The year in a citation.
  private func year(_ work: Work, letter: String) -> String {
    let citation = style.citation
    return original(work, citation.originalOpen, citation.originalClose) + plainYear(work, letter)
  }

  /// The year in the list.
  func listedYear(_ cited: Bibliography.Cited) -> String {
    let letter = String(cited.year.dropFirst(year(cited.work, letter: "").count))
    let before = style.list.originalOpen.map { original(cited.work, $0, style.list.originalClose) }
    return (before ?? "") + plainYear(cited.work, letter)
  }

  private func original(_ work: Work, _ open: String, _ close: String) -> String {
    guard let date = work.dates[.originalDate], date.start != nil else { return "" }
    return open + words.years(date) + close
  }

  private func plainYear(_ work: Work, _ letter: String) -> String {
    let issued = work.issued
    if issued.isEmpty { return words.noDate + letter }
    return words.years(issued) + letter
  }

  /// Works whose labels and years are the same get letters in the order of the list.
  private func addLetters(to cited: inout [Bibliography.Cited]) {
    var groups: [String: [Int]] = [:]
    for (index, one) in cited.enumerated() {
      groups[one.label + "\n" + one.year, default: []].append(index)
    }
    for indices in groups.values where indices.count > 1 {
      for (number, index) in indices.enumerated() {
        let hasNumber = cited[index].year.last?.isNumber ?? false
        cited[index].year += (hasNumber ? "" : "-") + letters(number)
      }
    }
  }

  /// Letters from a to z, then aa, ab and so on.
  private func letters(_ number: Int) -> String {
    let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(number % 26))
    return (number >= 26 ? letters(number / 26 - 1) : "") + String(letter)
  }
}

extension String {
  /// A title without the article at its start, which does not count in sorting.
  fileprivate var withoutArticle: String {
    for article in ["The ", "A ", "An "] where hasPrefix(article) {
      return String(dropFirst(article.count))
    }
    return self
  }
}
