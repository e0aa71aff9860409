import Canvas
import Diagnostics

/// Sets a work as an entry of the reference list, in the author–date manner of the Chicago Manual
/// of Style (17th edition, chapter 15).
struct WorkDescription {
  private let work: Work
  private let words: ReportWords
  private let place: Place
  private var result: [Inline] = []
  /// The sentences so far, by their words: what two fields say stands once.
  private var said: Set<String> = []
  private var log = DiagnosticLog()

  /// The entry of a work.
  ///
  /// "Banister, Judith. 1984. “An Analysis of …” *Population and Development Review* 10 (2): …"
  static func inlines(
    of work: Work, _ words: ReportWords, log: inout DiagnosticLog
  ) -> [Inline] {
    var description = WorkDescription(work, words)
    description.describe()
    log.add(contentsOf: description.log)
    return Smart.applied(to: description.result, words.quotes)
  }

  private init(_ work: Work, _ words: ReportWords) {
    self.work = work
    self.words = words
    place = work.entry.key.place
    // The address comes last: no other field gives it before.
    if let url = work.entry.raw("url") { said.insert(url.text.trimmed.lowercased()) }
  }

  private mutating func describe() {
    let lead = lead
    if !lead.isEmpty { sentence(text(lead)) }
    if lead.isEmpty { titleSentence() }
    sentence(text(work.yearLabel(words)))
    if !lead.isEmpty { titleSentence() }
    switch work.form {
    case .article: article()
    case .book: book()
    case .chapter: chapter()
    case .report: report()
    case .thesis: thesis()
    case .page: page()
    }
    if !work.isDatedByNote, let note = field("note", "addendum") {
      sentence(capitalized(note), once: true)
    }
    if let date = field("urldate")?.plainText { sentence(text("\(words.accessed) \(date)")) }
    address()
  }

  // MARK: Names and title

  /// The authors, or the editors if there are none.
  private var lead: String {
    if !work.authors.names.isEmpty {
      let names = list(work.authors, invertsFirst: true)
      // What citations call a work stands first, so that the reader finds it.
      return work.shortAuthor.map { "\($0) (\(names))" } ?? names
    }
    guard !work.editors.names.isEmpty else { return "" }
    let word = work.editors.names.count > 1 ? words.editorsShort : words.editorShort
    return list(work.editors, invertsFirst: true) + ", " + word
  }

  private func list(_ list: NameList, invertsFirst: Bool) -> String {
    var names = list.names.enumerated().map { index, name in
      index == 0 && invertsFirst ? name.inverted : name.direct
    }
    var hasOthers = list.hasOthers
    if names.count > 10 {
      names = Array(names.prefix(7))
      hasOthers = true
    }
    if hasOthers { return names.joined(separator: ", ") + " " + words.others }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    let separator = names.count == 2 && !invertsFirst ? " " : ", "
    return names.dropLast().joined(separator: ", ") + separator + words.and + " " + last
  }

  /// The title, as the Chicago Manual of Style has it (17th edition): what stands on its own is in
  /// italics (14.86); parts of a whole, theses and pages of a website are in quotation marks (14.86,
  /// 14.206, 14.215); collections of data and what is neither are in roman type (14.257).
  private mutating func titleSentence() {
    switch (work.form, work.entry.kind.text) {
    case (.book, _), (.report, _): sentence(work.title.italicButForTranslations(at: place))
    case (.page, "misc"), (.page, "dataset"), (.page, "software"): sentence(work.title)
    default:
      let (title, translation) = work.title.splittingTranslation
      guard !translation.isEmpty else { return sentence(quoted(title)) }
      sentence(quoted(title, isClosed: true) + text(" ") + translation)
    }
  }

  /// The journal, unless it stands as the author already: a newspaper without a name below an
  /// article takes the author's place (Chicago 15.49).
  private var journal: [Inline] {
    mutating get {
      guard let journal = field("journaltitle", "journal") else { return [] }
      if isAuthor(journal), work.entry.raw("volume") == nil { return [] }
      return journal.italicButForTranslations(at: place)
    }
  }

  /// Whether a name is that of the author alone.
  private func isAuthor(_ name: [Inline]) -> Bool {
    let word = name.plainText.trimmed
    return work.authors.names.count == 1
      && [work.authors.names[0].direct, work.shortAuthor].contains(word)
  }

  // MARK: Forms

  private mutating func article() {
    var parts = journal
    let pages = pages
    if let volume = field("volume") {
      parts += text(" ") + volume
      if let number = field("number", "issue") { parts += text("\u{A0}(") + number + text(")") }
      if let pages { parts += text(": \(pages)") }
    } else if let number = field("number", "issue") {
      add("\(words.number)\u{A0}", to: &parts)
      parts += number
      if let pages { parts += text(": \(pages)") }
    } else {
      if let date = words.date(work.date), work.date.month != nil { add(date, to: &parts) }
      if let pages { add("\(words.page(pages))\u{A0}\(pages)", to: &parts) }
    }
    sentence(parts)
  }

  /// Adds words to a sentence, after a comma if it has begun.
  private func add(_ words: String, to parts: inout [Inline]) {
    parts += text(parts.isEmpty ? words : ", \(words)")
  }

  private mutating func book() {
    if let volume = field("volume") { sentence(text("\(words.volume)\u{A0}") + volume) }
    if let edition = field("edition") { sentence(text(ordinal(edition.plainText))) }
    if !work.authors.names.isEmpty, !work.editors.names.isEmpty {
      sentence(text("\(words.editedBy) \(list(work.editors, invertsFirst: false))"))
    }
    series()
    publisher()
  }

  private mutating func chapter() {
    var parts: [Inline] = []
    if let book = field("booktitle", "maintitle") {
      parts = text("\(words.in) ") + book.italicButForTranslations(at: place)
    }
    if !work.editors.names.isEmpty, !work.authors.names.isEmpty {
      parts += text(", \(words.editedByInside) \(list(work.editors, invertsFirst: false))")
    }
    if let pages { parts += text(", \(pages)") }
    sentence(parts)
    if let edition = field("edition") { sentence(text(ordinal(edition.plainText))) }
    series()
    publisher()
  }

  private mutating func report() {
    let kind = field("type") ?? text(words.report)
    if let number = field("number") {
      sentence(kind + text(" ") + number)
    } else if field("type") != nil {
      sentence(kind)
    }
    publisher()
  }

  private mutating func thesis() {
    let kind =
      field("type")
      ?? text(work.entry.kind.text == "mastersthesis" ? words.masterThesis : words.doctoralThesis)
    var parts = kind
    if let school = field("school", "institution") { parts += text(", ") + school }
    sentence(capitalized(parts))
  }

  private mutating func page() {
    if let where_ = field("howpublished") { sentence(capitalized(where_), once: true) }
    if let book = field("booktitle", "maintitle", "journaltitle", "journal") {
      if !isAuthor(book) { sentence(book.italicButForTranslations(at: place)) }
    }
    publisher()
    if work.date.day != nil, let date = words.date(work.date) { sentence(text(date), once: true) }
    if let version = field("version") { sentence(text("\(words.version) ") + version) }
  }

  private mutating func series() {
    guard var parts = field("series") else { return }
    if let number = field("number") { parts += text(" ") + number }
    sentence(parts)
  }

  /// "Stanford: Stanford University Press"; not the body that stands as author already.
  private mutating func publisher() {
    let name = field("publisher", "institution", "organization", "school")
    let repeatsAuthor = name.map { isAuthor($0) } ?? false
    let city = field("address", "location")
    switch (city, repeatsAuthor ? nil : name) {
    case (let city?, let name?): sentence(city + text(": ") + name, once: true)
    case (let city?, nil): sentence(city, once: true)
    case (nil, let name?): sentence(name, once: true)
    case (nil, nil): break
    }
  }

  private mutating func address() {
    if let doi = field("doi")?.plainText {
      let bare = doi.split(separator: "doi.org/").last.map(String.init) ?? doi
      link("https://doi.org/" + bare)
    } else if let url = work.entry.raw("url") {
      link(url.text.replacing("\\", with: "").trimmed)
    }
  }

  private mutating func link(_ address: String) {
    space()
    result.append(
      Inline(.link([Inline(.code(address), at: place)], .address(address)), at: place))
    result += text(".")
  }

  // MARK: Parts

  private mutating func field(_ names: String...) -> [Inline]? {
    for name in names {
      if let field = work.entry.raw(name) {
        let inlines = LaTeXText.inlines(field, log: &log)
        if !inlines.isEmpty { return inlines }
      }
    }
    return nil
  }

  /// The pages with en dashes.
  private var pages: String? {
    mutating get {
      guard let pages = field("pages")?.plainText else { return nil }
      return PageRange.dashed(pages)
    }
  }

  private func text(_ text: String) -> [Inline] { [Inline(.text(text), at: place)] }

  /// A title in quotation marks, the full stop inside as American books have it.
  ///
  /// A title that something follows is closed without one.
  private func quoted(_ title: [Inline], isClosed: Bool = false) -> [Inline] {
    guard !title.isEmpty else { return [] }
    let isClosed = isClosed || (title.plainText.last.map { ".?!…".contains($0) } ?? false)
    let stop = isClosed || !words.stopsInsideQuotes ? "" : "."
    // Quotation marks inside are the inner ones.
    var inner = words.quotes
    (inner.open, inner.close) = (inner.innerOpen, inner.innerClose)
    let swapped = [inner.open: words.quotes.open, inner.close: words.quotes.close]
    let parts = title.mapped { part in
      guard case .text(var words) = part.kind else { return [part] }
      for (new, old) in swapped { words = words.replacing(old, with: new) }
      return [Inline(.text(words), at: part.place)]
    }
    return text(words.quotes.open) + Smart.applied(to: parts, inner)
      + text(stop + words.quotes.close)
  }

  private func capitalized(_ parts: [Inline]) -> [Inline] {
    guard let first = parts.first, case .text(let words) = first.kind else { return parts }
    return text(words.prefix(1).uppercased() + words.dropFirst()) + parts.dropFirst()
  }

  private func ordinal(_ edition: String) -> String {
    guard let number = Int(edition) else { return "\(edition) \(words.edition)" }
    let tail =
      (11...13).contains(number % 100)
      ? "th"
      : ["th", "st", "nd", "rd"].indices.contains(number % 10)
        ? ["th", "st", "nd", "rd"][number % 10] : "th"
    return "\(number)\(words.stopsInsideQuotes ? tail : ".") \(words.edition)"
  }

  private mutating func space() {
    if !result.isEmpty { result += text(" ") }
  }

  /// Adds a sentence with a full stop, unless it ends in one; one that has been said may be left out.
  private mutating func sentence(_ parts: [Inline], once: Bool = false) {
    let words = parts.plainText
    let isNew = said.insert(words.trimmed.trimmingEnd { $0 == "." }.lowercased()).inserted
    guard !words.trimmed.isEmpty, isNew || !once else { return }
    space()
    result += parts
    let last = words.last { !"”’»“‘".contains($0) }
    if last.map({ !".?!…".contains($0) }) ?? true { result += text(".") }
  }
}
