import Diagnostics

/// Turns an entry of a BibTeX file into a work.
struct BibWork {
  private let entry: BibEntry
  private var work: Work
  private var log = DiagnosticLog()

  /// The work that an entry describes; fields that nobody knows are reported.
  static func read(_ entry: BibEntry, log: inout DiagnosticLog) -> Work {
    var reader = BibWork(entry)
    reader.readAll()
    log.add(contentsOf: reader.log)
    return reader.work
  }

  private init(_ entry: BibEntry) {
    self.entry = entry
    work = Work(key: entry.key, type: .document, kind: entry.kind)
  }

  private mutating func readAll() {
    work.type = type
    // Fields in the order of the file, so that the first of two that say the same counts.
    for field in entry.ordered { read(field) }
    titles()
    work.settle()
    dates()
    people()
    eprint()
    language()
    dateOfNote()
    bodyAsAuthor()
    if work.type == .thesis, work.texts[.genre] == nil, entry.kind.text == "mastersthesis" {
      set(.genre, [Inline(.text("mathesis"), at: entry.kind.place)], entry.kind)
    }
  }

  /// The type of work; one that is not known is reported.
  private var type: WorkType {
    mutating get {
      let kind = entry.kind.text
      guard let type = BibFields.types[kind] else {
        log.add(.unknownEntryType(entry.kind, known: BibFields.types.keys.sorted()))
        return .document
      }
      let subtype = entry.raw("entrysubtype")?.text.trimmed.lowercased()
      switch type {
      case .articleJournal where subtype == "newspaper": return .articleNewspaper
      case .articleJournal where subtype == "magazine": return .articleMagazine
      // What has neither a journal nor a volume, but an identifier of its own, is a preprint.
      case .articleJournal, .document, .webpage, .manuscript:
        let isPreprint =
          entry.raw("eprint", "arxiv") != nil
          && entry.raw("journal", "journaltitle", "volume") == nil
          && entry.raw("eprinttype", "archiveprefix")?.text.lowercased() != "jstor"
        return isPreprint && type != .webpage ? .article : type
      // A chapter of a book that is itself the title.
      case .chapter where kind == "inbook" && entry.raw("booktitle", "maintitle") == nil:
        return .book
      default: return type
      }
    }
  }

  private var hasBook: Bool { entry.raw("maintitle") != nil && entry.raw("title") != nil }

  private mutating func read(_ field: BibEntry.Field) {
    let name = field.name.text.lowercased()
    let meaning = BibFields.meaning(of: name, in: work.type, hasBook: hasBook)
    switch meaning {
    case .text(let variable):
      if variable == .url {
        set(variable, address(field.value), field.name)
      } else if variable == .note, let first = work.texts[.note] {
        let stop = Inline(.text(". "), at: field.value.place)
        set(.note, first.text + [stop] + inlines(field.value), first.field)
      } else {
        add(variable, field)
      }
    case .name(let variable):
      let list = NameList.read(field.value, log: &log)
      guard !list.names.isEmpty || list.hasOthers else { return }
      work.names[variable] = list
      work.nameFields[variable] = field.name
    case .date, .part, .silent: break
    case .unprinted: log.add(.unreadField(field.name, of: work))
    case nil: log.add(.unknownField(field.name, of: work, known: BibFields.names))
    }
  }

  /// Sets a variable; a field that says something else than one before it is told, or stands beside
  /// it where there is room for both.
  private mutating func add(_ variable: TextVariable, _ field: BibEntry.Field) {
    let text = inlines(field.value)
    guard let first = work.texts[variable] else { return set(variable, text, field.name) }
    if variable == .issue {
      let comma = Inline(.text(", "), at: field.value.place)
      set(variable, first.text + [comma] + text, first.field)
    } else if variable != .page, variable != .title, first.text.plainText != text.plainText,
      !TextVariable.silent.contains(variable)
    {
      log.add(.unreadField(field.name, of: work))
    }
  }

  private mutating func inlines(_ written: Written) -> [Inline] {
    LaTeXText.inlines(written, log: &log)
  }

  private func address(_ written: Written) -> [Inline] {
    let text = written.text.replacing("\\", with: "").replacing("{", with: "")
      .replacing("}", with: "").filter { !$0.isWhitespace }
    return [Inline(.text(text), at: written.place)]
  }

  private mutating func set(_ variable: TextVariable, _ text: [Inline], _ field: Written) {
    if !text.plainText.trimmed.isEmpty {
      work.texts[variable] = Work.Value(text: text, field: field)
    }
  }

  // MARK: Titles

  private mutating func titles() {
    let isPart = work.type == .chapter || work.type == .paperConference || work.type == .entry
    if isPart, let main = entry.raw("maintitle") {
      // The book is a volume of something that has a title too.
      if let book = work.texts[.containerTitle] { work.texts[.volumeTitle] = book }
      set(.containerTitle, inlines(main), Written("maintitle", at: main.place))
      if let title = entry.raw("title") {
        set(.title, inlines(title), Written("title", at: title.place))
      }
    } else if hasBook, work.type != .book, let title = entry.raw("title") {
      set(.title, inlines(title), Written("title", at: title.place))
    }
    let book: TextVariable =
      isPart && entry.raw("maintitle") != nil ? .volumeTitle : .containerTitle
    let own: TextVariable = hasBook && work.type == .book ? .volumeTitle : .title
    let main: TextVariable = isPart ? .containerTitle : .title
    for (name, variable) in [
      ("subtitle", own), ("titleaddon", own), ("booksubtitle", book), ("booktitleaddon", book),
      ("journalsubtitle", .containerTitle), ("journaltitleaddon", .containerTitle),
      ("mainsubtitle", main), ("maintitleaddon", main), ("issuesubtitle", .volumeTitle),
      ("issuetitleaddon", .volumeTitle), ("eventtitleaddon", .eventTitle),
    ] {
      guard let more = entry.raw(name), let value = work.texts[variable] else { continue }
      let endsOpen = value.text.plainText.last.map { "?!:.".contains($0) } ?? false
      let isAddition = name.hasSuffix("addon")
      let separator = isAddition ? (endsOpen ? " " : ". ") : endsOpen ? " " : ": "
      let addition = [Inline(.text(separator), at: more.place)] + inlines(more)
      work.texts[variable]?.text += addition
    }
  }

  /// The title is in its own language, if that is named and not English.
  private mutating func language() {
    guard let language = BibWork.language(of: entry) else { return }
    for variable in [TextVariable.title, .volumeTitle] {
      guard let value = work.texts[variable] else { continue }
      work.texts[variable]?.text = value.text.inLanguage(language)
    }
  }

  private static func language(of entry: BibEntry) -> Written? {
    guard let field = entry.raw("langid", "language", "hyphenation") else { return nil }
    let names = [
      "german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "italian": "it",
      "russian": "ru", "chinese": "zh-Hans", "japanese": "ja", "dutch": "nl", "portuguese": "pt",
      "polish": "pl", "swedish": "sv", "latin": "la", "danish": "da", "norwegian": "nb",
      "finnish": "fi", "czech": "cs", "hungarian": "hu", "greek": "el", "korean": "ko",
      "irish": "ga", "arabic": "ar",
    ]
    let text = field.text.trimmed
    if let tag = names[text.lowercased()] { return Written(tag, at: field.place) }
    let isTag = text.contains("-") || text.count == 2
    return isTag && !text.lowercased().hasPrefix("en") ? Written(text, at: field.place) : nil
  }

  // MARK: Dates

  private mutating func dates() {
    for (variable, whole, prefix) in [
      (DateVariable.issued, ["date", "year"], ""),
      (.originalDate, ["origdate", "origyear"], "orig"),
      (.eventDate, ["eventdate"], "event"),
      (.accessed, ["urldate", "lastchecked", "lastaccessed", "urlyear"], "url"),
    ] {
      guard let name = whole.first(where: { entry.raw($0) != nil }), let field = entry.raw(name)
      else { continue }
      work.dateFields[variable] = Written(name, at: field.place)
      let text = LaTeXText.plain(field, log: &log)
      if name.hasSuffix("date"), let date = WorkDate(edtf: text) {
        work.dates[variable] = date
      } else {
        var date = WorkDate(words: text)
        // A year may be any words, but a date is one.
        if name.hasSuffix("date"), !date.words.isEmpty, WorkDate.Day(text) == nil {
          log.add(.notADateOfBib(field))
        }
        if name.hasSuffix("year"), date.hasOddFigures { log.add(.oddYear(field)) }
        if let day = WorkDate.Day(text) { date = WorkDate(start: day) }
        if date.start?.month == nil { date.start?.month = month(entry.raw(prefix + "month")) }
        if let month = date.start?.month, let field = entry.raw(prefix + "day"), month > 0 {
          date.start?.day = Int(LaTeXText.plain(field, log: &log)).flatMap {
            (1...31).contains($0) ? $0 : nil
          }
        }
        work.dates[variable] = date
      }
    }
    if work.issued.isEmpty, let field = entry.raw("pubstate") {
      work.dates[.issued] = WorkDate(words: LaTeXText.plain(field, log: &log))
      work.dateFields[.issued] = Written("pubstate", at: field.place)
    }
  }

  private mutating func month(_ field: Written?) -> Int? {
    guard let field else { return nil }
    let text = LaTeXText.plain(field, log: &log).lowercased()
    let names = ReportWords.english.months.map { $0.lowercased() }
    let month =
      Int(text)
      ?? names.firstIndex { text.count >= 3 && $0.hasPrefix(text.prefix(3)) }.map { $0 + 1 }
    if let month, (1...12).contains(month) { return month }
    log.add(.notAMonth(field))
    return nil
  }

  /// A note that only gives the day of the date has nothing more to say.
  private mutating func dateOfNote() {
    guard let note = work.plain(.note), entry.raw("addendum") == nil, let start = work.issued.start,
      let day = WorkDate.Day(note), day.refines(start)
    else { return }
    work.dates[.issued]?.start = day
    work.isDatedByNote = true
  }

  // MARK: People

  private mutating func people() {
    if let short = entry.raw("shortauthor", "shorthand") {
      work.shortAuthor = LaTeXText.plain(short, log: &log)
    }
    for suffix in ["", "a", "b", "c"] {
      guard let field = entry.raw("editor\(suffix)") else { continue }
      let named = entry.raw("editor\(suffix)type")
      let kind = named.map { LaTeXText.plain($0, log: &log).lowercased() } ?? "editor"
      guard let role = BibWork.editors[kind] else {
        if let named { log.add(.unknownEditorType(named, known: BibWork.editors.keys.sorted())) }
        continue
      }
      let list = NameList.read(field, log: &log)
      if suffix.isEmpty, role != .editor { work.names[.editor] = nil }
      work.names[role] = list
      work.nameFields[role] = Written("editor\(suffix)", at: field.place)
    }
    dropParticles()
    // One who edits and translates is named once.
    if let editor = work.names[.editor], editor == work.names[.translator] {
      work.names[.editorTranslator] = editor
      work.nameFields[.editorTranslator] = work.nameFields[.editor]
      (work.names[.editor], work.names[.translator]) = (nil, nil)
    }
  }

  /// `options = {useprefix=false}`: the particles belong to the full name alone.
  private mutating func dropParticles() {
    guard let options = entry.raw("options")?.text.filter({ !$0.isWhitespace }),
      options.contains("useprefix=false")
    else { return }
    for (role, var list) in work.names {
      for index in list.names.indices where list.names[index].droppingParticle.isEmpty {
        list.names[index].droppingParticle = list.names[index].particle
        list.names[index].particle = ""
      }
      work.names[role] = list
    }
  }

  private static let editors: [String: NameVariable] = [
    "editor": .editor, "compiler": .compiler, "founder": .seriesCreator, "director": .director,
    "continuator": .contributor, "redactor": .editor, "reviser": .editor,
    "collaborator": .contributor, "organizer": .organizer, "producer": .producer,
    "translator": .translator, "illustrator": .illustrator, "composer": .composer,
    "performer": .performer, "narrator": .narrator, "curator": .curator,
    "scriptwriter": .scriptWriter, "interviewer": .interviewer, "host": .host,
  ]

  /// What nobody signs comes from the body that has put it out.
  private mutating func bodyAsAuthor() {
    guard work.lead == nil, work.type != .book, work.type != .motionPicture,
      let name = work.plain(.publisher)
    else { return }
    work.names[.author] = NameList(names: [PersonName(family: name, isWhole: true)])
  }

  // MARK: Preprints

  /// An identifier of an archive becomes a number and an address.
  private mutating func eprint() {
    guard let field = entry.raw("eprint", "arxiv") else { return }
    let id = LaTeXText.plain(field, log: &log)
    let kind =
      entry.raw("eprinttype", "archiveprefix").map { LaTeXText.plain($0, log: &log) }
      ?? (BibWork.isArXiv(id) ? "arXiv" : "")
    var label: String?
    switch kind.lowercased() {
    case "arxiv":
      let section = entry.raw("eprintclass", "primaryclass").map {
        " [" + LaTeXText.plain($0, log: &log) + "]"
      }
      label = "arXiv:\(id)" + (section ?? "")
      work.otherAddress = "https://arxiv.org/abs/\(id)"
    case "jstor": work.otherAddress = "https://www.jstor.org/stable/\(id)"
    case "pubmed": work.otherAddress = "https://pubmed.ncbi.nlm.nih.gov/\(id)"
    case "googlebooks": work.otherAddress = "https://books.google.com/books?id=\(id)"
    case "hdl": work.otherAddress = "https://hdl.handle.net/\(id)"
    case "": label = id
    default: label = "\(kind):\(id)"
    }
    if let label, work.texts[.number] == nil {
      set(.number, [Inline(.text(label), at: field.place)], Written("eprint", at: field.place))
    }
  }

  /// Whether an identifier looks like `2101.00001` or `math/0307200`.
  private static func isArXiv(_ id: String) -> Bool {
    let parts = id.split(separator: ".")
    let isNew =
      parts.count == 2 && parts[0].count == 4 && parts.allSatisfy { $0.first?.isNumber == true }
    return isNew || (id.contains("/") && id.last?.isNumber == true && !id.hasPrefix("http"))
  }
}

extension [Inline] {
  /// The same as a span in a language.
  func inLanguage(_ language: Written) -> [Inline] {
    var attributes = Attributes()
    attributes.values = [(Written("lang", at: language.place), language)]
    return [Inline(.span(self, attributes), at: language.place)]
  }
}
