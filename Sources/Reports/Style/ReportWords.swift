/// The words that a report puts in by itself, in the language of the document.
struct ReportWords: Sendable {
  var figure = "Figure"
  var table = "Table"
  var section = "Section"
  var continued = "continued"
  var source = "Source"
  var yes = "yes"
  var no = "no"
  var terms = "Terms"
  var usedIn = "Used in"
  var dataAppendix = "Data of the figures"
  /// What stands below a table that is cut: how many rows it shows, and of how many.
  var firstRows: @Sendable (String, String) -> String = {
    "The first \($0) of \($1) rows; the file of the figure’s data has all."
  }
  var firstColumns: @Sendable (String, String) -> String = {
    "The first \($0) of \($1) columns; the file of the figure’s data has all."
  }
  var contents = "Contents"
  var figures = "Figures"
  var tables = "Tables"
  var appendix = "Appendix"
  var references = "References"
  var abstract = "Abstract"
  var keywords = "Keywords"
  var notes = "Notes"
  /// Of a link past the head of a page, and of one from a note to its call.
  var skip = "Skip to the text"
  var back = "Back to the text"
  /// Before the name of a figure: the numbers that it shows.
  var dataBehind = "Data behind"
  var and = "and"
  var others = "et al."
  var noDate = "n.d."
  var `in` = "In"
  var edition = "ed."
  var volume = "Vol."
  var number = "no."
  var version = "Version"
  var report = "Report"
  var doctoralThesis = "PhD thesis"
  var masterThesis = "Master’s thesis"
  var accessed = "Accessed"
  var pageShort = "p."
  var pagesShort = "pp."
  var months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  /// The words of citations.
  var citing = CitationWords()
  var quotes = QuotationMarks.of("en")
  /// Whether a full stop stands inside closing quotation marks.
  var stopsInsideQuotes = true
  /// How a day is written: day, month's name and year.
  var dayFormat: @Sendable (Int, String, String) -> String = { "\($0) \($1) \($2)" }

  /// How a page is counted among all.
  var pageOfPages: @Sendable (Int, Int) -> String = { "Page \($0) of \($1)" }

  /// The words of English.
  static let english = ReportWords()

  /// The words of a language; those of English if it is not known.
  static func of(_ language: String) -> ReportWords {
    var words: ReportWords
    switch language.prefix(2).lowercased() {
    case "de": words = german
    case "fr": words = french
    default: words = english
    }
    words.quotes = QuotationMarks.of(language)
    words.citing = .of(language)
    if language.lowercased() == "en-us" { words.dayFormat = { "\($1) \($0), \($2)" } }
    return words
  }

  /// "p." or "pp.", as the pages ask.
  func page(_ pages: String) -> String {
    pages.contains("–") || pages.contains(",") ? pagesShort : pageShort
  }

  /// A date as the front matter has it: `2026-11-22` becomes "22 November 2026", the rest stays.
  func date(written: String) -> String {
    let parts = written.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts.allSatisfy({ Int($0) != nil }),
      let month = Int(parts[1]), (1...12).contains(month), let day = Int(parts[2].prefix(2)),
      (1...31).contains(day)
    else { return written }
    return dayFormat(day, months[month - 1], String(parts[0]))
  }

  private static let german: ReportWords = {
    var words = ReportWords()
    words.figure = "Abbildung"
    words.table = "Tabelle"
    words.section = "Abschnitt"
    words.continued = "Fortsetzung"
    words.source = "Quelle"
    words.yes = "ja"
    words.no = "nein"
    words.terms = "Bedingungen"
    words.usedIn = "Verwendet in"
    words.dataAppendix = "Daten der Abbildungen"
    words.firstRows = {
      "Die ersten \($0) von \($1) Zeilen; die Datei mit den Daten der Abbildung enthält alle."
    }
    words.firstColumns = {
      "Die ersten \($0) von \($1) Spalten; die Datei mit den Daten der Abbildung enthält alle."
    }
    words.contents = "Inhalt"
    words.figures = "Abbildungen"
    words.tables = "Tabellen"
    words.appendix = "Anhang"
    words.references = "Literatur"
    words.abstract = "Zusammenfassung"
    words.keywords = "Schlagwörter"
    words.pageOfPages = { "Seite \($0) von \($1)" }
    words.notes = "Anmerkungen"
    words.skip = "Zum Text springen"
    words.back = "Zurück zum Text"
    words.dataBehind = "Daten zu"
    words.and = "und"
    words.noDate = "o. J."
    words.edition = "Aufl."
    words.volume = "Bd."
    words.number = "Nr."
    words.report = "Bericht"
    words.doctoralThesis = "Dissertation"
    words.masterThesis = "Masterarbeit"
    words.accessed = "Abgerufen am"
    words.pageShort = "S."
    words.pagesShort = "S."
    words.stopsInsideQuotes = false
    words.dayFormat = { "\($0). \($1) \($2)" }
    words.months = [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
      "Oktober", "November", "Dezember",
    ]
    return words
  }()

  private static let french: ReportWords = {
    var words = ReportWords()
    words.table = "Tableau"
    words.section = "Section"
    words.continued = "suite"
    words.yes = "oui"
    words.no = "non"
    words.terms = "Conditions"
    words.usedIn = "Utilisé dans"
    words.dataAppendix = "Données des figures"
    words.firstRows = {
      "Les \($0) premières lignes sur \($1) ; le fichier des données de la figure les contient toutes."
    }
    words.firstColumns = {
      "Les \($0) premières colonnes sur \($1) ; le fichier des données de la figure les contient "
        + "toutes."
    }
    words.contents = "Table des matières"
    words.tables = "Tableaux"
    words.appendix = "Annexe"
    words.references = "Bibliographie"
    words.abstract = "Résumé"
    words.keywords = "Mots-clés"
    words.pageOfPages = { "Page \($0) sur \($1)" }
    words.skip = "Aller au texte"
    words.back = "Retour au texte"
    words.dataBehind = "Données de la"
    words.and = "et"
    words.noDate = "s. d."
    words.in = "Dans"
    words.edition = "éd."
    words.number = "nᵒ"
    words.report = "Rapport"
    words.doctoralThesis = "Thèse de doctorat"
    words.masterThesis = "Mémoire de master"
    words.accessed = "Consulté le"
    words.stopsInsideQuotes = false
    words.months = [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre",
    ]
    return words
  }()
}
