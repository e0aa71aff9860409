import Canvas
import Diagnostics

/// A work as the reference list needs it: fields read, names taken apart, the date known.
struct Work: Sendable {
  /// How a work is set in the list.
  enum Form: Sendable {
    case article, book, chapter, report, thesis, page
  }

  /// A day, a month or a year.
  struct Day: Sendable, Equatable {
    var year: String
    var month: Int?
    var day: Int?
  }

  var key: String
  var form: Form
  var authors: NameList
  var editors: NameList
  var date: Day
  /// Whether the note only gave the day of the date, and so has been printed.
  var isDatedByNote = false
  /// The letter that tells works of one author and year apart; empty if there is no need.
  var letter = ""
  var title: [Inline]
  var entry: BibEntry
  /// A short form of the author's name for citations, if one is given.
  var shortAuthor: String?

  init(_ entry: BibEntry, log: inout DiagnosticLog) {
    key = entry.key.text
    self.entry = entry
    form = Work.form(of: entry)
    authors = entry.raw("author").map { NameList.read($0, log: &log) } ?? NameList()
    editors = entry.raw("editor").map { NameList.read($0, log: &log) } ?? NameList()
    date = Work.date(of: entry, log: &log)
    if let note = entry.raw("note"), entry.raw("addendum") == nil,
      let day = Day(LaTeXText.plain(note, log: &log)), day.refines(date)
    {
      date = day
      isDatedByNote = true
    }
    title = entry.raw("title").map { LaTeXText.inlines($0, log: &log) } ?? []
    if let subtitle = entry.raw("subtitle") {
      let separator = Inline(.text(": "), at: subtitle.place)
      title += [separator] + LaTeXText.inlines(subtitle, log: &log)
    }
    if let language = Work.language(of: entry), !title.isEmpty {
      var attributes = Attributes()
      attributes.values = [(Written("lang", at: language.place), language)]
      title = [Inline(.span(title, attributes), at: language.place)]
    }
    shortAuthor = entry.raw("shortauthor", "shorthand").map { LaTeXText.plain($0, log: &log) }
    if authors.names.isEmpty {
      let body = entry.raw("organization", "institution", "publisher").map {
        LaTeXText.plain($0, log: &log)
      }
      if editors.names.isEmpty, let body, form != .book {
        authors.names = [PersonName(family: body)]
      }
    }
    if title.isEmpty { log.add(.untitledWork(entry.key)) }
  }

  /// The authors in a citation: "Banister", "Meng and Qian", "Ashton et al.".
  ///
  /// A line does not end within "Ó Gráda".
  func authorLabel(_ words: ReportWords) -> String {
    let names = authorNames(words).split(separator: " ", omittingEmptySubsequences: false)
    var label = ""
    for (index, name) in names.enumerated() {
      if index > 0 { label += names[index - 1].count <= 2 ? "\u{A0}" : " " }
      label += name
    }
    return label
  }

  private func authorNames(_ words: ReportWords) -> String {
    if let shortAuthor { return shortAuthor }
    let list = authors.names.isEmpty ? editors : authors
    guard let first = list.names.first else { return title.plainText }
    let others = words.others
    switch list.names.count {
    case 1: return list.hasOthers ? "\(first.label) \(others)" : first.label
    case 2 where !list.hasOthers: return "\(first.label) \(words.and) \(list.names[1].label)"
    default: return "\(first.label) \(others)"
    }
  }

  /// "1984", "1984a", "n.d.".
  func yearLabel(_ words: ReportWords) -> String {
    if date.year.isEmpty { return words.noDate + (letter.isEmpty ? "" : "-\(letter)") }
    return date.year + letter
  }

  /// What the list is sorted by: authors, then year, then title.
  var sortKey: [String] {
    let list = authors.names.isEmpty ? editors : authors
    var names = list.names.map { LetterForms.folded($0.inverted) }
    if let shortAuthor { names.insert(LetterForms.folded(shortAuthor), at: 0) }
    let author = names.isEmpty ? LetterForms.folded(title.plainText) : names.joined(separator: "  ")
    return [author, date.year.isEmpty ? "~" : date.year, LetterForms.folded(title.plainText), key]
  }

  private static func form(of entry: BibEntry) -> Form {
    switch entry.kind.text {
    case "article", "periodical": .article
    case "book", "mvbook", "booklet", "proceedings", "collection", "mvcollection", "manual": .book
    case "incollection", "inbook", "inproceedings", "conference", "inreference": .chapter
    case "techreport", "report": .report
    case "phdthesis", "mastersthesis", "thesis": .thesis
    default: .page
    }
  }

  private static func date(of entry: BibEntry, log: inout DiagnosticLog) -> Day {
    if let field = entry.raw("date") {
      let parts = LaTeXText.plain(field, log: &log).split(separator: "-").map(String.init)
      let month = parts.count > 1 ? Int(parts[1]) : nil
      return Day(
        year: parts.first ?? "", month: month.flatMap { (1...12).contains($0) ? $0 : nil },
        day: parts.count > 2 ? Int(parts[2]).flatMap { (1...31).contains($0) ? $0 : nil } : nil)
    }
    let year = entry.raw("year").map { LaTeXText.plain($0, log: &log) } ?? ""
    var day = Day(year: year)
    if let field = entry.raw("month") {
      let text = LaTeXText.plain(field, log: &log).lowercased()
      let names = ReportWords.english.months.map { $0.lowercased() }
      day.month =
        Int(text).flatMap { (1...12).contains($0) ? $0 : nil }
        ?? names.firstIndex { $0.hasPrefix(text.prefix(3)) && text.count >= 3 }.map { $0 + 1 }
    }
    if let field = entry.raw("day") {
      day.day = Int(LaTeXText.plain(field, log: &log)).flatMap { (1...31).contains($0) ? $0 : nil }
    }
    return day
  }

  /// The language of the title, if it is named and not English.
  private static func language(of entry: BibEntry) -> Written? {
    guard let field = entry.raw("langid", "language", "hyphenation") else { return nil }
    let names = [
      "german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "italian": "it",
      "russian": "ru", "chinese": "zh-Hans", "japanese": "ja", "dutch": "nl", "portuguese": "pt",
      "polish": "pl", "swedish": "sv", "latin": "la",
    ]
    let text = field.text.trimmed
    if let tag = names[text.lowercased()] { return Written(tag, at: field.place) }
    let isTag = text.contains("-") || text.count == 2
    return isTag ? Written(text, at: field.place) : nil
  }
}

extension Work.Day {
  /// Reads "13 April 2016" and "April 13, 2016"; nil if a text is anything else.
  init?(_ text: String) {
    let words = text.split { $0.isWhitespace || $0 == "," || $0 == "." }.map(String.init)
    guard words.count == 3, words[2].count == 4, Int(words[2]) != nil else { return nil }
    let names = ReportWords.english.months
    guard let month = words.prefix(2).lazy.compactMap(names.firstIndex).first,
      let day = words.prefix(2).lazy.compactMap({ Int($0) }).first, (1...31).contains(day)
    else { return nil }
    self.init(year: words[2], month: month + 1, day: day)
  }

  /// Whether this day lies within a year or a month that is known less exactly.
  func refines(_ other: Work.Day) -> Bool {
    year == other.year && other.day == nil && (other.month == nil || other.month == month)
  }
}

extension Diagnostic {
  static func untitledWork(_ key: Written) -> Diagnostic {
    .warning(
      "untitled-work", "the work '\(key.text)' has no title", at: key.place,
      hint: "add the field title = {…}")
  }
}
