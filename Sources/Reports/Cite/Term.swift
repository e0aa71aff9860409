/// A piece of an entry of the list of works, as a style describes it.
///
/// What has no value prints nothing, and a group all whose variables have none prints nothing
/// either, as in CSL.
indirect enum Term: Sendable {
  /// How a text is dressed.
  enum Dress: Sendable {
    case plain, italic, strong, quoted
  }

  /// How a part in the making of a work stands beside the names.
  enum RoleForm: Sendable {
    /// "edited by Bruce Russett"
    case verb
    /// "Bruce Russett (Ed.)", with what stands around the word.
    case after(String, String, isCapital: Bool)
    /// "ed. Bruce Russett"
    case before
  }

  /// How a date is written.
  enum DateForm: Sendable {
    /// The year as citations have it.
    case year
    /// "7 September 1959", as the language writes it, and with the month shortened.
    case full, short
    /// The same, but nothing if only the year is known.
    case day, shortDay
    /// "1959, September 7", and "1959 Sept. 7" without any stop.
    case yearFirst, yearFirstShort
  }

  /// When a term is printed.
  enum Condition: Sendable {
    case has(TextVariable)
    case hasDate(DateVariable)
    /// Whether somebody stands first.
    case hasLead
    case type([WorkType])
    /// Whether words stand in place of the date: "forthcoming".
    case isStated
  }

  case text(TextVariable, Dress = .plain)
  /// The names that stand first.
  case lead
  /// The names of all others who have had a part.
  case others(RoleForm, separator: String, isCapital: Bool = false)
  case date(DateVariable, DateForm)
  /// The pages, with "p." or "pp." or without.
  case pages(isLabelled: Bool)
  /// "2nd ed."
  case edition
  /// What kind of thesis or report it is.
  case genre
  case literal(String)
  case word(@Sendable (ReportWords) -> String)
  case group([Term], String)
  case first([Term])
  case affixed(String, Term, String)
  /// Nothing if the same has been printed.
  case once(Term)
  /// With a capital at the start.
  case capital(Term)
  /// Nothing if this is the name of the only author.
  case unlessAuthor(Term)
  case when(Condition, Term, otherwise: Term = .literal(""))
  /// The DOI, else the address, with what stands before each.
  case address(doi: String, url: String)
  /// The note, unless it only gave the date.
  case note
}

extension Term {
  /// The text variables that a term can print.
  var variables: Set<TextVariable> {
    switch self {
    case .text(let variable, _): [variable]
    case .pages: [.page]
    case .edition: [.edition]
    case .genre: [.genre]
    case .note: [.note]
    case .group(let terms, _), .first(let terms):
      terms.reduce(into: []) { $0.formUnion($1.variables) }
    case .affixed(_, let term, _), .once(let term), .capital(let term), .unlessAuthor(let term):
      term.variables
    case .when(_, let term, let other): term.variables.union(other.variables)
    case .address: [.doi, .url]
    case .lead, .others, .date, .literal, .word: []
    }
  }

  /// The date variables that a term can print.
  var dates: Set<DateVariable> {
    switch self {
    case .date(let variable, _): [variable]
    case .group(let terms, _), .first(let terms):
      terms.reduce(into: []) { $0.formUnion($1.dates) }
    case .affixed(_, let term, _), .once(let term), .capital(let term), .unlessAuthor(let term):
      term.dates
    case .when(_, let term, let other): term.dates.union(other.dates)
    default: []
    }
  }
}
