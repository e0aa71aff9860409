import Canvas
import Charting
import Diagnostics
import Notation
import Tables

/// What the front matter says of a document.
struct Metadata: Sendable {
  /// Somebody who wrote the document.
  struct Author: Sendable {
    var name: String
    var affiliation: String?
  }

  /// Whether the front matter could be read.
  var isComplete = true
  var title: [Inline] = []
  var subtitle: [Inline] = []
  /// The title for running heads, if a shorter one is given.
  var shortTitle: [Inline] = []
  var authors: [Author] = []
  /// As it was written.
  var date: Written?
  /// The language of the document, as a BCP 47 tag.
  var language = "en"
  var abstract: [[Inline]] = []
  var keywords: [String] = []
  var paper = Paper.a4
  /// The files of the works cited, as they are named.
  var bibliographies: [Written] = []
  /// How they are cited.
  var citing = CitationSettings()
  /// Down to which level headings stand in the list of contents; nil for no list.
  var contentsDepth: Int?
  /// The heading of the list of contents, if it is not the usual one.
  var contentsTitle: [Inline] = []
  /// Whether there is a list of figures, and one of tables.
  var listsFigures = false
  var listsTables = false
  /// Whether the numbers of the figures are printed in an appendix.
  var printsData = false
  /// Whether headings have numbers; nil leaves it to the theme.
  var asksNumbers: Bool?
  var numbersSections = false
  /// The shapes that the document asks for, in order; empty if it names none.
  var formats: [FormatWish] = []
  /// The standards that PDF files keep; nil for the usual ones.
  var standards: [PDFStandard]?
  /// What it asks of its look and of its slides.
  var look = LookWish()
  var slides = SlideWish()
  /// The rules of a journal for the figures of the shape `figures`.
  var preset: FigurePreset?
  /// The heading of the list of works cited, if it is not the usual one.
  var referenceTitle: [Inline] = []

  mutating func makeSmart(_ quotes: QuotationMarks, _ memory: SmartMemory?) {
    title = Smart.applied(to: title, quotes, memory)
    subtitle = Smart.applied(to: subtitle, quotes, memory)
    shortTitle = Smart.applied(to: shortTitle, quotes, memory)
    contentsTitle = Smart.applied(to: contentsTitle, quotes, memory)
    referenceTitle = Smart.applied(to: referenceTitle, quotes, memory)
    abstract = abstract.map { Smart.applied(to: $0, quotes, memory) }
  }
}

/// The sizes of paper that a document can name.
enum Paper: String, Sendable, CaseIterable {
  case a4, letter, a5, legal
}

extension MarkdownReader {
  /// Keys of Pandoc's and Quarto's that ask for a look, an order or a part that pages do not have
  /// here: who writes them expects something, and is told that nothing comes of it.
  private static let idleKeys: [String: String?] = [
    "CJKmainfont": nil, "fontfamily": "name a font with 'mainfont'", "documentclass": nil,
    "classoption": nil, "indent": nil, "colorlinks": nil,
    "fig-width": "give the figure a width=…", "fig-height": "give the figure a height=…",
    "fig-dpi": nil, "fig-format": nil, "fig-cap-location": nil, "tbl-cap-location": nil,
    "secnumdepth": nil, "number-depth": nil,
    "biblio-style": "write 'csl: apa' or another style", "crossref": nil, "date-format": nil,
    "header-includes": nil,
    "include-before-body": nil, "include-after-body": nil, "include-in-header": nil, "header": nil,
    "highlight-style": nil, "thanks": nil, "shift-heading-level-by": nil,
  ]

  /// Keys that speak to other programs, or ask for what holds here anyway.
  private static let foreignKeys: Set<String> = [
    "execute", "engine", "editor", "jupyter",
    "license", "copyright", "citation", "funding", "categories", "description", "draft",
    "image", "date-modified", "doi", "html-math-method",
    "code-fold",
  ]

  private static let knownKeys =
    [
      "title", "subtitle", "shorttitle", "short-title", "author", "authors", "date", "lang",
      "abstract", "keywords", "papersize", "format", "pdf-standard", "preset", "bibliography",
      "toc", "toc-depth", "toc-title", "lof", "lot", "data-appendix", "number-sections",
      "reference-section-title", "params", "claims", "output-file",
    ] + citationKeys

  /// Reads the front matter; unknown keys are reported.
  mutating func metadata(_ members: [Node.Member]) -> Metadata {
    var metadata = Metadata()
    var contentsDepth = 3
    for member in members {
      let value = member.value
      switch member.key {
      case "title": metadata.title = text(value)
      case "subtitle": metadata.subtitle = text(value)
      case "shorttitle", "short-title": metadata.shortTitle = text(value)
      case "reference-section-title": metadata.referenceTitle = text(value)
      case "author", "authors": metadata.authors = authors(value)
      case "date": metadata.date = date(value)
      // Names of files are made before a document is set: `ReportHead`.
      case "params", "claims", "output-file": break
      case "lang": metadata.language = language(value) ?? metadata.language
      case "abstract": metadata.abstract = paragraphs(value)
      case "keywords": metadata.keywords = list(value).map(\.text)
      case "format": metadata.formats = formats(value)
      case "pdf-standard": metadata.standards = standards(value)
      case "preset": metadata.preset = written(value).flatMap { preset($0) }
      case "papersize": metadata.paper = paper(value) ?? metadata.paper
      case "bibliography": metadata.bibliographies = list(value)
      case "toc": metadata.contentsDepth = flag(value) ? contentsDepth : nil
      case "toc-depth":
        contentsDepth = wholeNumber(value) ?? contentsDepth
        if metadata.contentsDepth != nil { metadata.contentsDepth = contentsDepth }
      case "toc-title": metadata.contentsTitle = text(value)
      case "lof": metadata.listsFigures = flag(value)
      case "data-appendix": metadata.printsData = flag(value)
      case "lot": metadata.listsTables = flag(value)
      case "number-sections":
        metadata.numbersSections = flag(value)
        metadata.asksNumbers = metadata.numbersSections
      default:
        if readLook(member, into: &metadata) { continue }
        if readsCitationKey(member, &metadata.citing) { continue }
        if let hint = Self.idleKeys[member.key] {
          log.add(.idleKey(member, hint: hint))
        } else if !Self.foreignKeys.contains(member.key) {
          log.add(
            .unknownKey(member, known: Self.knownKeys + Self.lookKeys + Self.foreignKeys.sorted()))
        }
      }
    }
    return metadata
  }

  mutating func written(_ node: Node) -> Written? {
    guard let text = node.text else {
      log.add(.wrongKind(node, wanted: "a text"))
      return nil
    }
    return Written(text, at: node.place)
  }

  /// A date may be any words, but what looks like a date of ISO 8601 must be one.
  private mutating func date(_ node: Node) -> Written? {
    guard let written = written(node) else { return nil }
    let parts = written.text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }) else {
      return written
    }
    let numbers = parts.compactMap { Int($0) }
    let isDate =
      parts[0].count == 4 && numbers.count == parts.count && numbers.count <= 3
      && CalendarDate(
        year: numbers[0], month: numbers[1], day: numbers.count > 2 ? numbers[2] : 1) != nil
    if !isDate { log.add(.notADate(written)) }
    return written
  }

  private mutating func text(_ node: Node) -> [Inline] {
    guard !node.isNull, let written = written(node) else { return [] }
    return inlines(of: written).trimmed
  }

  private mutating func paragraphs(_ node: Node) -> [[Inline]] {
    guard let written = written(node) else { return [] }
    let whole = inlines(of: written)
    var paragraphs: [[Inline]] = [[]]
    for inline in whole {
      if case .lineBreak = inline.kind {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(inline)
      }
    }
    return paragraphs.map(\.trimmed).filter { !$0.isEmpty }
  }

  mutating func list(_ node: Node) -> [Written] {
    if node.isNull { return [] }
    return (node.elements ?? [node]).compactMap { written($0) }
  }

  private mutating func authors(_ node: Node) -> [Metadata.Author] {
    if node.isNull { return [] }
    return (node.elements ?? [node]).compactMap { author in
      guard author.members != nil else {
        return written(author).map { Metadata.Author(name: $0.text) }
      }
      guard let name = author["name"] else {
        log.add(.namelessAuthor(author))
        return nil
      }
      let parts = [name["given"]?.text, name["family"]?.text].compactMap { $0 }
      guard
        let text = name["literal"]?.text ?? (parts.isEmpty ? name.text : nil)
          ?? (parts.isEmpty ? nil : parts.joined(separator: " "))
      else {
        log.add(.namelessAuthor(author))
        return nil
      }
      let known = ["name", "affiliation", "affiliations"]
      for member in author.members ?? [] where !known.contains(member.key) {
        let key = Written(member.key, at: member.keyPlace)
        log.add(.unknownAttribute(key, of: "author", known: known))
      }
      return Metadata.Author(name: text, affiliation: affiliation(of: author))
    }
  }

  private func affiliation(of author: Node) -> String? {
    guard let node = author["affiliation"] ?? author["affiliations"] else { return nil }
    let names = (node.elements ?? [node]).compactMap { $0.text ?? $0["name"]?.text }
    return names.isEmpty ? nil : names.joined(separator: "; ")
  }

  mutating func flag(_ node: Node) -> Bool {
    if let flag = node.bool { return flag }
    log.add(.wrongKind(node, wanted: "true or false"))
    return false
  }

  mutating func wholeNumber(_ node: Node) -> Int? {
    guard let number = node.number, (1...6).contains(number), number == number.rounded() else {
      log.add(.wrongKind(node, wanted: "a whole number from 1 to 6"))
      return nil
    }
    return Int(number)
  }

  private mutating func language(_ node: Node) -> String? {
    guard let written = written(node) else { return nil }
    guard written.isLanguageTag else {
      log.add(.notALanguage(written))
      return nil
    }
    return written.text
  }

  private mutating func preset(_ name: Written) -> FigurePreset? {
    if let preset = FigurePreset.named(name.text) { return preset }
    log.add(.unknownPreset(name))
    return nil
  }

  private mutating func paper(_ node: Node) -> Paper? {
    guard let written = written(node) else { return nil }
    var name = written.text.lowercased()
    if name.hasSuffix("paper") { name = String(name.dropLast(5)) }
    if let paper = Paper(rawValue: name.hasPrefix("us-") ? String(name.dropFirst(3)) : name) {
      return paper
    }
    log.add(.unknownPaper(written))
    return nil
  }
}

extension Diagnostic {
  static func unknownKey(_ member: Node.Member, known: [String]) -> Diagnostic {
    .warning(
      "unknown-key", "the front matter has no key '\(member.key)'", at: member.keyPlace,
      why: "it changes nothing", hint: Suggestion.hint(for: member.key, in: known))
  }

  static func idleKey(_ member: Node.Member, hint: String?) -> Diagnostic {
    .warning(
      "idle-key", "the key '\(member.key)' changes nothing", at: member.keyPlace,
      why: "Pandoc and Quarto know it, but nothing here depends on it",
      hint: hint ?? "take it out")
  }

  static func wrongKind(_ node: Node, wanted: String) -> Diagnostic {
    .error("wrong-kind", "\(wanted) was expected here, not \(node.shown)", at: node.place)
  }

  static func namelessAuthor(_ node: Node) -> Diagnostic {
    .error(
      "nameless-author", "this author has no name", at: node.place,
      why: "an author is a name, or an object with 'name' and 'affiliation'")
  }

  static func notADate(_ written: Written) -> Diagnostic {
    .error(
      "not-a-date", "'\(written.text)' is not a date", at: written.place,
      why: "a date in digits is written year-month-day, such as 1958-08-17",
      hint: "mend it, or write it in words")
  }

  /// What is wrong with the language of a part; nil if nothing is.
  static func notALanguage(of attributes: Attributes) -> Diagnostic? {
    attributes["lang"].flatMap { $0.isLanguageTag ? nil : notALanguage($0) }
  }

  static func notALanguage(_ written: Written) -> Diagnostic {
    .error(
      "not-a-language", "'\(written.text)' is not the tag of a language", at: written.place,
      why: "languages are named as in BCP 47, such as en-GB, de or zh-Hans")
  }

  static func unknownPreset(_ name: Written) -> Diagnostic {
    let (message, hint) = FigurePreset.problem(with: name.text)
    return .error(
      "unknown-preset", message, at: name.place,
      why: "a preset is the name of a journal and of a width, such as nature-1col", hint: hint)
  }

  static func unknownPaper(_ written: Written) -> Diagnostic {
    let known = Paper.allCases.map(\.rawValue)
    return .error(
      "unknown-paper", "there is no paper '\(written.text)'", at: written.place,
      why: "the papers are \(Suggestion.list(known))",
      hint: Suggestion.hint(for: written.text, in: known))
  }
}

extension Written {
  /// Whether it has the form of a tag of BCP 47.
  var isLanguageTag: Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (2...3).contains(parts.first?.count ?? 0)
      && parts.allSatisfy { part in
        (1...8).contains(part.count) && part.utf8.allSatisfy(\.isLetterOrDigit)
      }
  }
}
