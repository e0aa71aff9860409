import Diagnostics
import Notation

/// Turns an object of CSL-JSON into a work.
struct CSLWork {
  private var work: Work
  private let isMarkdown: Bool
  private var log = DiagnosticLog()

  /// The work that an object describes; members that CSL does not know are reported.
  static func read(
    _ node: Node, key: Written, isMarkdown: Bool, log: inout DiagnosticLog
  ) -> Work {
    var reader = CSLWork(node, key, isMarkdown)
    for member in node.members ?? [] where !member.value.isNull { reader.read(member) }
    reader.finish(node)
    log.add(contentsOf: reader.log)
    return reader.work
  }

  private init(_ node: Node, _ key: Written, _ isMarkdown: Bool) {
    self.isMarkdown = isMarkdown
    let kind = node["type"].flatMap { node in node.text.map { Written($0, at: node.place) } }
    work = Work(key: key, type: .document, kind: kind ?? Written("", at: key.place))
    guard let kind else {
      log.add(.workWithoutType(key))
      return
    }
    if let type = WorkType(rawValue: kind.text) {
      work.type = type
    } else {
      log.add(.unknownEntryType(kind, known: WorkType.allCases.map(\.rawValue)))
    }
  }

  private mutating func read(_ member: Node.Member) {
    let name = CSLWork.otherNames[member.key] ?? member.key
    let field = Written(member.key, at: member.keyPlace)
    if let variable = NameVariable(rawValue: name) {
      guard let list = names(member.value) else { return }
      work.names[variable] = list
      work.nameFields[variable] = field
    } else if let variable = DateVariable(rawValue: name) {
      work.dateFields[variable] = field
      if let date = date(member.value) { work.dates[variable] = date }
    } else if let variable = TextVariable(rawValue: name) {
      guard let text = text(member.value), !text.plainText.trimmed.isEmpty else { return }
      if work.texts[variable] == nil { work.texts[variable] = Work.Value(text: text, field: field) }
    } else if name == "shortauthor" {
      work.shortAuthor = member.value.text
    } else if !CSLWork.silent.contains(name) {
      log.add(.unknownField(field, of: work, known: CSLWork.knownNames))
    }
  }

  private mutating func finish(_ node: Node) {
    work.settle()
    if let language = work.plain(.language), !language.lowercased().hasPrefix("en"),
      let field = work.texts[.language]?.field
    {
      let tag = Written(language, at: field.place)
      for variable in [TextVariable.title, .volumeTitle] {
        if let value = work.texts[variable] {
          work.texts[variable]?.text = value.text.inLanguage(tag)
        }
      }
    }
    // An identifier among the notes, as Zotero keeps what it has no field for, is no note.
    if let status = work.plain(.status), work.issued.isEmpty {
      work.dates[.issued] = WorkDate(words: status)
      work.dateFields[.issued] = work.texts[.status]?.field
    }
    if let id = work.plain(.pmid) { work.otherAddress = "https://pubmed.ncbi.nlm.nih.gov/\(id)" }
    if work.lead == nil, work.type != .book, let name = work.plain(.publisher),
      [.report, .document, .webpage, .dataset, .software, .standard].contains(work.type)
    {
      work.names[.author] = NameList(names: [PersonName(family: name, isWhole: true)])
    }
  }

  /// Names of variables in older versions of CSL, and in Zotero.
  private static let otherNames = [
    "event": "event-title", "shortTitle": "title-short",
    "journalAbbreviation":
      "container-title-short", "translated-title": "title-short", "page-range": "page",
    "short-author": "shortauthor", "author-short": "shortauthor",
    "container-title-short":
      "container-title-short", "doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN",
  ]
  private static let silent: Set<String> = [
    "id", "type", "categories", "custom", "title-original", "system_id", "_graph", "relations",
    "subject", "indexed", "reference-count", "content-domain", "created", "prefix", "member",
    "reference", "link", "deposited", "score", "resource", "references-count", "journal-issue",
    "alternative-id", "relation", "subtitle-short", "published", "published-print",
    "published-online", "is-referenced-by-count", "assertion", "update-policy", "funder",
    "article-number", "original-url", "copyright", "issn-type", "license-url",
    "short-container-title",
    "archive-url", "archived",
  ]
  private static let knownNames =
    TextVariable.allCases.map(\.rawValue) + NameVariable.allCases.map(\.rawValue)
    + DateVariable.allCases.map(\.rawValue) + ["id", "type"]

  // MARK: Texts

  private mutating func text(_ node: Node) -> [Inline]? {
    // Crossref gives some texts as lists of one.
    let node = node.elements?.first ?? node
    guard let written = node.text else {
      log.add(.wrongKind(node, wanted: "a text"))
      return nil
    }
    return isMarkdown
      ? MarkdownReader.fragment(Written(written, at: node.place), log: &log)
      : CSLText.inlines(Written(written, at: node.place))
  }

  // MARK: Names

  private mutating func names(_ node: Node) -> NameList? {
    guard let elements = node.elements ?? (node.members != nil ? [node] : nil) else {
      // Pandoc's YAML may give a body's name alone.
      guard isMarkdown, let text = node.text else {
        log.add(.wrongKind(node, wanted: "a list of names"))
        return nil
      }
      return NameList(names: [PersonName(family: text, isWhole: true)])
    }
    var list = NameList()
    for element in elements {
      if let literal = element["literal"]?.text, literal == "others" || literal == "et al." {
        list.hasOthers = true
      } else if let name = name(element) {
        list.names.append(name)
      }
    }
    return list.names.isEmpty ? nil : list
  }

  private mutating func name(_ node: Node) -> PersonName? {
    if let text = node.text, isMarkdown { return PersonName(family: text, isWhole: true) }
    guard let members = node.members else {
      log.add(.wrongKind(node, wanted: "a name with 'family' and 'given'"))
      return nil
    }
    var name = PersonName()
    for member in members where !member.value.isNull {
      switch member.key {
      case "family": name.family = printed(member.value)
      case "given": name.given = printed(member.value)
      case "literal", "name":
        name.family = printed(member.value)
        name.isWhole = true
      case "non-dropping-particle": name.particle = printed(member.value)
      case "dropping-particle": name.droppingParticle = printed(member.value)
      case "suffix": name.suffix = printed(member.value)
      case "comma-suffix", "static-ordering", "parse-names", "isInstitution", "affiliation",
        "ORCID",
        "sequence", "authenticated-orcid", "suffix-short", "role", "id":
        break
      default: log.add(.unknownNamePart(member))
      }
    }
    if name.family.isEmpty, !name.given.isEmpty {
      (name.family, name.given, name.isWhole) = (name.given, "", true)
    }
    guard !name.family.isEmpty else {
      log.add(.emptyName(node))
      return nil
    }
    return name.isWhole ? name : name.takenApart()
  }

  private mutating func printed(_ node: Node) -> String {
    guard let text = node.text else {
      log.add(.wrongKind(node, wanted: "a text"))
      return ""
    }
    return text.trimmed
  }

  // MARK: Dates

  private mutating func date(_ node: Node) -> WorkDate? {
    if let text = node.text { return CSLWork.date(text) }
    // Pandoc's older YAML has years, months and days as members, or a list of such.
    let node = node.elements?.first ?? node
    var date = WorkDate()
    if let text = (node["raw"] ?? node["literal"] ?? node["date-time"])?.text,
      node["date-parts"] == nil
    {
      date = CSLWork.date(text)
    } else if let parts = node["date-parts"] {
      let days = (parts.elements ?? []).map { day($0) }
      guard let first = days.first, let start = first else {
        log.add(.notADateOfCSL(node))
        return nil
      }
      date.start = start
      if days.count > 1 {
        date.end = days[1]
        date.isOpen = days[1] == nil
      }
    } else if let year = node["year"]?.text.flatMap({ Int($0) }) {
      let rest = [node["month"], node["day"]].compactMap { $0?.text }.compactMap { Int($0) }
      date.start = WorkDate.Day(year: year, rest)
    } else {
      log.add(.notADateOfCSL(node))
      return nil
    }
    if let season = node["season"]?.text.flatMap({ Int($0) }), (1...16).contains(season) {
      date.start?.season = season > 12 ? season - 12 : min(season, 4)
    }
    if let circa = node["circa"], circa.bool ?? (circa.text != "false" && circa.text != "0") {
      date.isCirca = true
    }
    return date
  }

  /// A date in words, or as ISO 8601-2 has it.
  private static func date(_ text: String) -> WorkDate {
    if let date = WorkDate(edtf: text.trimmed) { return date }
    if let day = WorkDate.Day(text) { return WorkDate(start: day) }
    return WorkDate(words: text)
  }

  private func day(_ node: Node) -> WorkDate.Day? {
    let numbers = (node.elements ?? [node]).compactMap { $0.text.flatMap { Int($0) } }
    guard let year = numbers.first, (-999_999...999_999).contains(year), year != 0 else {
      return nil
    }
    return WorkDate.Day(year: year, Array(numbers.dropFirst()))
  }
}

extension PersonName {
  /// The name with the particles apart that stand at the start of the family name.
  fileprivate func takenApart() -> PersonName {
    var name = self
    if particle.isEmpty, droppingParticle.isEmpty {
      let words = family.split(separator: " ").map(String.init)
      let small = words.dropLast().prefix(while: PersonName.isParticle)
      name.particle = small.joined(separator: " ")
      name.family = words.dropFirst(small.count).joined(separator: " ")
    } else if PersonName.irish.contains(particle) {
      // "Ó" is written large and sorts with the name: it is a part of it.
      (name.particle, name.family) = ("", particle + " " + family)
    } else if PersonName.irish.contains(droppingParticle) {
      (name.droppingParticle, name.family) = ("", droppingParticle + " " + family)
    }
    return name.tidied()
  }
}
