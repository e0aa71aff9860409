import Canvas
import Diagnostics

/// Writes a work as an entry of the list, as a style says.
struct EntryWriter {
  /// What a term has come to.
  struct Piece {
    var text: [Inline] = []
    /// Whether it holds the value of a variable.
    var hasValue = false
    /// Whether it asked for one.
    var asks = false

    var isEmpty: Bool { text.isEmpty }
  }

  let work: Work
  let style: CitationStyle
  @Boxed private(set) var words: ReportWords
  /// The year as citations have it, with its letter.
  let year: String
  let place: Place
  /// What has been said so far, by its words: what two fields say stands once.
  private var said: Set<String> = []

  /// The entry of a work.
  ///
  /// "Banister, Judith. 1984. “An Analysis of …” *Population and Development Review* 10 (2): …"
  static func inlines(
    of work: Work, in style: CitationStyle, year: String, isRepeated: Bool = false,
    _ words: ReportWords
  ) -> [Inline] {
    var writer = EntryWriter(work, style, year, words)
    return Smart.applied(to: writer.entry(isRepeated), words.quotes)
  }

  private init(_ work: Work, _ style: CitationStyle, _ year: String, _ words: ReportWords) {
    (self.work, self.style, self.year, self.words) = (work, style, year, words)
    place = work.key.place
    // The address comes last: no other field gives it before.
    if let url = work.plain(.url) { said.insert(url.lowercased()) }
  }

  private mutating func entry(_ isRepeated: Bool) -> [Inline] {
    var result: [Inline] = []
    for (index, term) in style.template(for: work.type).enumerated() {
      var piece = self.piece(term)
      if index == 0, isRepeated, let dash = style.list.repeatedAuthor { piece.text = text(dash) }
      guard !piece.isEmpty else { continue }
      said.insert(sentence(piece.text))
      result = result.isEmpty ? piece.text : joined(result, style.list.delimiter, piece.text)
    }
    guard !result.isEmpty else { return [] }
    if endsInAddress(result), !style.list.stopsAfterAddress { return result }
    return joined(result, style.list.end, [])
  }

  private func endsInAddress(_ inlines: [Inline]) -> Bool {
    if case .link = inlines.last?.kind { true } else { false }
  }

  /// The words of a sentence, to compare it with others.
  private func sentence(_ inlines: [Inline]) -> String {
    inlines.plainText.trimmed.trimmingEnd { $0 == "." }.lowercased()
  }

  // MARK: Terms

  private mutating func piece(_ term: Term) -> Piece {
    switch term {
    case .text(let variable, let dress): return value(dressed(printed(variable), dress))
    case .lead: return value(lead)
    case .others(let form, let separator, let isCapital):
      return value(others(form, separator, isCapital))
    case .date(let variable, let form): return value(date(variable, form))
    case .pages(let isLabelled): return value(pages(isLabelled))
    case .edition: return value(edition)
    case .genre: return value(genre)
    case .literal(let words): return Piece(text: words.isEmpty ? [] : text(words))
    case .word(let word): return Piece(text: text(word(words)))
    case .group(let terms, let delimiter): return group(terms, delimiter)
    case .first(let terms):
      for term in terms {
        let piece = piece(term)
        if !piece.isEmpty { return piece }
      }
      return Piece(asks: true)
    case .affixed(let before, let term, let after):
      var piece = piece(term)
      if !piece.isEmpty { piece.text = text(before) + joined(piece.text, after, []) }
      return piece
    case .once(let term):
      let piece = piece(term)
      let isNew = said.insert(sentence(piece.text)).inserted
      return isNew || piece.isEmpty ? piece : Piece(asks: true)
    case .capital(let term):
      var piece = piece(term)
      piece.text = piece.text.capitalized
      return piece
    case .unlessAuthor(let term):
      let piece = piece(term)
      return isAuthor(piece.text) ? Piece(asks: true) : piece
    case .when(let condition, let term, let otherwise):
      return piece(holds(condition) ? term : otherwise)
    case .address(let doi, let url): return value(address(doi: doi, url: url))
    case .note: return value(work.isDatedByNote ? [] : printed(.note))
    }
  }

  private func value(_ text: [Inline]) -> Piece {
    Piece(text: text, hasValue: !text.isEmpty, asks: true)
  }

  private mutating func group(_ terms: [Term], _ delimiter: String) -> Piece {
    var whole = Piece()
    for term in terms {
      let piece = piece(term)
      whole.hasValue = whole.hasValue || piece.hasValue
      whole.asks = whole.asks || piece.asks
      guard !piece.isEmpty else { continue }
      whole.text = whole.isEmpty ? piece.text : joined(whole.text, delimiter, piece.text)
    }
    if whole.asks, !whole.hasValue { whole.text = [] }
    return whole
  }

  private func holds(_ condition: Term.Condition) -> Bool {
    switch condition {
    case .has(let variable): work.plain(variable) != nil
    case .hasDate(let variable): !(work.dates[variable] ?? .none).isEmpty
    case .hasLead: work.lead != nil
    case .isStated: !work.issued.words.isEmpty
    case .type(let types): types.contains(work.type)
    }
  }

  // MARK: Names

  private var lead: [Inline] {
    guard let lead = work.lead else { return [] }
    let names = style.list.names.text(lead.names, words)
    if lead.role != .author { return text(labelled(names, lead, style.list.leadRole)) }
    // What citations call a work stands first, so that the reader finds it.
    if let short = work.shortAuthor, style.list.showsShortAuthor, short != names {
      return text("\(short) (\(names))")
    }
    return text(names)
  }

  private func others(_ form: Term.RoleForm, _ separator: String, _ isCapital: Bool) -> [Inline] {
    let lead = work.lead?.role
    var result: [Inline] = []
    for role in NameVariable.allCases where role != lead && role != .author {
      guard let list = work.names[role], !list.names.isEmpty else { continue }
      let names = style.list.innerNames.text(list, words)
      let part = text(labelled(names, (role, list), form))
      let capital = isCapital ? part.capitalized : part
      result = result.isEmpty ? capital : joined(result, separator, capital)
    }
    return result
  }

  private func labelled(
    _ names: String, _ part: (role: NameVariable, names: NameList), _ form: Term.RoleForm
  ) -> String {
    guard let role = words.citing.roles[part.role] else { return names }
    let label = part.names.names.count > 1 ? role.several : role.one
    switch form {
    case .after(let open, let close, let isCapital) where !label.isEmpty:
      let word = isCapital ? label.prefix(1).uppercased() + label.dropFirst() : label
      return names + open + word + close
    case .before where !label.isEmpty: return label + "\u{A0}" + names
    default: return role.verb + " " + names
    }
  }

  /// Whether a text is the name of the author alone.
  private func isAuthor(_ name: [Inline]) -> Bool {
    guard let authors = work.names[.author], authors.names.count == 1 else { return false }
    return [authors.names[0].direct, work.shortAuthor].contains(name.plainText.trimmed)
  }

  // MARK: Dates

  private func date(_ variable: DateVariable, _ form: Term.DateForm) -> [Inline] {
    if variable == .issued, form == .year { return text(year) }
    guard let date = work.dates[variable], !date.isEmpty else { return [] }
    if form == .day || form == .shortDay, date.start?.month == nil { return [] }
    let isLettered = variable == .issued && (form == .yearFirst || form == .yearFirstShort)
    let printed = words.date(date, form, year: isLettered ? year : nil)
    return printed.isEmpty ? [] : text(printed)
  }

  // MARK: Numbers

  private func pages(_ isLabelled: Bool) -> [Inline] {
    guard let pages = work.plain(.page) else { return [] }
    let dashed = PageRange.dashed(pages)
    // The number of an article is no page.
    guard isLabelled, dashed.first?.isNumber ?? false else { return text(dashed) }
    return text("\(words.page(dashed))\u{A0}\(dashed)")
  }

  private var edition: [Inline] {
    guard let edition = work.plain(.edition) else { return [] }
    if let number = Int(edition) {
      return text("\(words.citing.ordinal(number)) \(words.edition)")
    }
    let isWhole =
      edition.hasSuffix(".") || edition.lowercased().contains("edition")
      || edition.lowercased().contains(words.edition.lowercased())
    return text(isWhole ? edition : "\(edition) \(words.edition)")
  }

  private var genre: [Inline] {
    let genre = work.plain(.genre)
    switch genre {
    case "phdthesis": return text(words.doctoralThesis)
    case "mathesis": return text(words.masterThesis)
    case "techreport", "resreport": return text(words.report)
    case "patent": return text(words.citing.patent)
    case nil where work.type == .thesis: return text(words.doctoralThesis)
    case nil where work.plain(.number) != nil && work.type == .report: return text(words.report)
    default: return printed(.genre)
    }
  }

  // MARK: Texts

  private func printed(_ variable: TextVariable) -> [Inline] {
    guard let value = work.texts[variable]?.text, !value.plainText.trimmed.isEmpty else {
      return []
    }
    switch variable {
    case .volume, .issue, .chapterNumber:
      let words = value.plainText
      return words.contains("-") ? text(PageRange.dashed(words)) : value
    default: return value
    }
  }

  private func dressed(_ inlines: [Inline], _ dress: Term.Dress) -> [Inline] {
    guard !inlines.isEmpty else { return [] }
    switch dress {
    case .plain: return inlines
    // Chinese has no italics: a slanted character is a damaged one.
    case .italic where inlines.plainText.unicodeScalars.allSatisfy({ Han.isWide($0) }):
      return inlines
    case .italic: return inlines.italicButForTranslations(at: place)
    case .strong: return [Inline(.strong(inlines), at: place)]
    case .quoted:
      let (title, translation) = inlines.splittingTranslation
      return translation.isEmpty ? quoted(title) : quoted(title) + text(" ") + translation
    }
  }

  /// A title in quotation marks.
  private func quoted(_ title: [Inline]) -> [Inline] {
    // Quotation marks inside are the inner ones.
    var inner = words.quotes
    (inner.open, inner.close) = (inner.innerOpen, inner.innerClose)
    let swapped = [inner.open: words.quotes.open, inner.close: words.quotes.close]
    let parts = title.mapped { part in
      guard case .text(var words) = part.kind else { return [part] }
      for (new, old) in swapped { words = words.replacing(old, with: new) }
      return [Inline(.text(words), at: part.place)]
    }
    return text(words.quotes.open) + Smart.applied(to: parts, inner) + text(words.quotes.close)
  }

  private func address(doi: String, url: String) -> [Inline] {
    if let text = work.plain(.doi) {
      var bare = text.split(separator: "doi.org/").last.map(String.init) ?? text
      if bare.lowercased().hasPrefix("doi:") { bare = String(bare.dropFirst(4)).trimmed }
      let shown = doi.hasSuffix("doi.org/") ? doi + bare : bare
      return link("https://doi.org/" + bare, shown, after: doi.hasSuffix("doi.org/") ? "" : doi)
    }
    guard let address = work.plain(.url) ?? work.otherAddress else { return [] }
    return link(address, address, after: url)
  }

  private func link(_ address: String, _ shown: String, after before: String) -> [Inline] {
    // What is shown as it is, as code is, stays as it is written; a number alone is text.
    let words: Inline.Kind = shown == address ? .code(shown) : .text(shown)
    return (before.isEmpty ? [] : text(before))
      + [Inline(.link([Inline(words, at: place)], .address(address)), at: place)]
  }

  private func text(_ text: String) -> [Inline] { [Inline(.text(text), at: place)] }

  // MARK: Joining

  /// Two texts with signs between them; a stop or a comma is not doubled, and stands inside of
  /// closing quotation marks where the language has it so.
  private func joined(_ first: [Inline], _ delimiter: String, _ second: [Inline]) -> [Inline] {
    var delimiter = delimiter
    var first = first
    if let sign = delimiter.first, ".,;:".contains(sign) {
      let last = first.plainText.last { !"”’»“‘\u{A0}".contains($0) }
      let isStopped =
        sign == "."
        ? last.map { ".?!…".contains($0) } ?? true
        : sign == "," ? last.map { "?!,".contains($0) } ?? true : last == sign
      if isStopped {
        delimiter.removeFirst()
      } else if style.list.stopsInsideQuotes ?? words.stopsInsideQuotes, ".,".contains(sign),
        case .text(let close) = first.last?.kind,
        close == words.quotes.close
      {
        first[first.count - 1] = Inline(.text("\(sign)\(close)"), at: place)
        delimiter.removeFirst()
      }
    }
    return first + (delimiter.isEmpty ? [] : text(delimiter)) + second
  }
}

extension [Inline] {
  /// The same with a capital at the start.
  var capitalized: [Inline] {
    guard let first, case .text(let words) = first.kind else { return self }
    return [Inline(.text(words.prefix(1).uppercased() + words.dropFirst()), at: first.place)]
      + dropFirst()
  }
}
