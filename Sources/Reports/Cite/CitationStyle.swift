/// How works are cited and listed: a value with few rules, after the manner of CSL.
struct CitationStyle: Sendable {
  /// What a citation in the text is.
  enum Kind: Sendable {
    /// "(Peng 1987)"
    case authorDate
    /// "[1]", with the numbers in the order of the citations.
    case numeric
  }

  /// How the part after the key is labelled, if it counts pages.
  enum PageLabel: Sendable {
    /// Only if the author writes it.
    case asWritten
    case always
  }

  /// How citations stand in the text.
  struct Citation: Sendable {
    var kind = Kind.authorDate
    var open = "("
    var close = ")"
    /// Whether numbers are raised.
    var isRaised = false
    /// Between the author and the year; a space there never ends a line.
    var beforeYear = "\u{A0}"
    var delimiter = "; "
    /// Between the years or the numbers of one group.
    var innerDelimiter = ", "
    /// Whether the works of a citation stand in the order of the list.
    var isSorted = false
    var names = NameRule(order: .family, longest: 3, commaBeforeOthers: true)
    /// "and" in running text, where citations in brackets have an ampersand.
    var narrativeAnd = NameRule.And.word
    var pageLabel = PageLabel.asWritten
    /// The original date before the year: "[1867] 1976".
    var originalOpen = "["
    var originalClose = "] "
  }

  /// How the list of works stands.
  struct List: Sendable {
    var names = NameRule()
    /// The names of others within an entry.
    var innerNames = NameRule()
    /// How the role of those who stand first is written, if they are no authors.
    var leadRole = Term.RoleForm.after(", ", "", isCapital: false)
    /// What stands for the names of an entry that are those of the entry before.
    var repeatedAuthor: String?
    /// Between the sentences of an entry, and at its end.
    var delimiter = ". "
    var end = "."
    /// Whether an address at the end of an entry is followed by a full stop.
    var stopsAfterAddress = false
    /// Whether works without a date come before the others of their author.
    var undatedFirst = false
    /// What stands around the number: "[1]".
    var labelOpen = ""
    var labelClose = ""
    /// Whether a stop or a comma stands inside of quotation marks, if not as the language has it.
    var stopsInsideQuotes: Bool?
    /// The original date before the year; nil if it stands elsewhere.
    var originalOpen: String?
    var originalClose = ""
    /// Whether the short name that citations have stands before the whole one.
    var showsShortAuthor = true
    /// Whether a newspaper stands first where nobody signs.
    var journalLeads = false
  }

  /// The name in the front matter.
  var name: String
  var citation = Citation()
  var list = List()
  /// The terms of an entry by type of work; what a type lacks is looked up in its general one.
  var templates: [WorkType: [Term]]
  /// Variables that the style leaves out by its own rule.
  var omitted: Set<TextVariable> = []

  /// The terms of an entry for a type of work.
  func template(for type: WorkType) -> [Term] {
    var type = type
    while true {
      if let template = templates[type] { return template }
      guard let general = type.general else { return [] }
      type = general
    }
  }
}

extension CitationStyle {
  /// The styles that are built in.
  static let all = [chicago, chicago17, apa, harvard, ieee, vancouver, nature]

  /// The style of a name or a CSL file, as people know it; nil if it is none of those built in.
  static func named(_ text: String) -> CitationStyle? {
    var name = text.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if name.hasSuffix(".csl") { name = String(name.dropLast(4)) }
    let known = aliases[name] ?? name
    return all.first { $0.name == known }
  }

  /// The names that can be written.
  static var names: [String] { all.map(\.name) + ["author-date", "numeric", "superscript"] }

  private static let aliases = [
    "author-date": "chicago-author-date", "chicago": "chicago-author-date",
    "chicago-author-date-18th-edition": "chicago-author-date",
    "chicago-author-date-16th-edition": "chicago-author-date-17th-edition",
    "apa-7th-edition": "apa", "american-psychological-association": "apa",
    "apa-6th-edition": "apa", "harvard": "harvard-cite-them-right",
    "harvard1":
      "harvard-cite-them-right", "numeric": "ieee", "ieee-with-url": "ieee",
    "superscript": "nature", "vancouver-brackets": "vancouver",
    "elsevier-vancouver": "vancouver", "nlm": "vancouver", "nature-no-superscript": "ieee",
  ]
}
