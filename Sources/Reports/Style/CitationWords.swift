/// The words that citations and the list of works put in by themselves, in one language.
struct CitationWords: Sendable {
  /// How a part in the making of a work is named.
  struct Role: Sendable {
    /// After one name and after several: "ed.", "eds.".
    var one: String
    var several: String
    /// Before the names, within a sentence: "edited by".
    var verb: String

    init(_ one: String, _ several: String, _ verb: String) {
      self.one = one
      self.several = several
      self.verb = verb
    }
  }

  var roles: [NameVariable: Role] = [
    .editor: Role("ed.", "eds.", "edited by"),
    .editorialDirector: Role("ed.", "eds.", "edited by"),
    .editorTranslator: Role("ed. and trans.", "eds. and trans.", "edited and translated by"),
    .collectionEditor: Role("ed.", "eds.", "edited by"),
    .translator: Role("trans.", "trans.", "translated by"),
    .compiler: Role("comp.", "comps.", "compiled by"),
    .illustrator: Role("ill.", "ills.", "illustrated by"),
    .director: Role("dir.", "dirs.", "directed by"),
    .producer: Role("prod.", "prods.", "produced by"),
    .executiveProducer: Role("exec. prod.", "exec. prods.", "executive producer"),
    .scriptWriter: Role("writer", "writers", "written by"),
    .composer: Role("composer", "composers", "composed by"),
    .performer: Role("performer", "performers", "performed by"),
    .narrator: Role("narrator", "narrators", "narrated by"),
    .host: Role("host", "hosts", "hosted by"),
    .guest: Role("guest", "guests", "with"),
    .interviewer: Role("interviewer", "interviewers", "interview by"),
    .recipient: Role("recipient", "recipients", "to"),
    .curator: Role("cur.", "curs.", "curated by"),
    .organizer: Role("org.", "orgs.", "organized by"),
    .chair: Role("chair", "chairs", "chaired by"),
    .seriesCreator: Role("creator", "creators", "created by"),
    .contributor: Role("contributor", "contributors", "with"),
    .containerAuthor: Role("", "", "by"),
    .reviewedAuthor: Role("", "", "by"),
    .originalAuthor: Role("", "", "by"),
  ]
  var monthsShort = [
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
  ]
  var seasons = ["spring", "summer", "autumn", "winter"]
  var circa = "ca."
  var beforeCommonEra = "BCE"
  /// States of works that have not appeared, by BibLaTeX's names.
  var states = [
    "forthcoming": "forthcoming", "inpress": "in press", "inpreparation": "in preparation",
    "submitted": "submitted", "prepublished": "prepublished",
  ]
  var reviewOf = "review of"
  var originally = "originally published as"
  var originalWork = "original work published"
  var presentedAt = "presented at"
  var retrieved = "Retrieved"
  var from = "from"
  var volumes = "vols."
  var volume = "vol."
  var supplement = "suppl."
  var chapter = "chap."
  var part = "pt."
  var patent = "patent"
  var online = "Available"
  /// The terms of CSL for what a locator counts: several spellings, of which the first is printed
  /// for one and the second for several.
  var locators: [String: [String]] = [
    "page": ["p.", "pp.", "p", "pp", "page", "pages"],
    "chapter": ["chap.", "chaps.", "ch.", "chs.", "chapter", "chapters", "cap."],
    "section": ["sec.", "secs.", "sect.", "section", "sections", "§", "§§"],
    "figure": ["fig.", "figs.", "figure", "figures"],
    "table": ["table", "tables", "tab."],
    "volume": ["vol.", "vols.", "volume", "volumes"],
    "note": ["n.", "nn.", "note", "notes", "fn.", "footnote"],
    "number": ["no.", "nos.", "number", "numbers"],
    "paragraph": ["para.", "paras.", "paragraph", "paragraphs", "¶", "¶¶", "par."],
    "line": ["l.", "ll.", "line", "lines"],
    "column": ["col.", "cols.", "column", "columns"],
    "folio": ["fol.", "fols.", "folio", "folios"],
    "book": ["bk.", "bks.", "book", "books"],
    "part": ["pt.", "pts.", "part", "parts"],
    "verse": ["v.", "vv.", "verse", "verses"],
    "appendix": ["app.", "apps.", "appendix", "appendices"],
    "article": ["art.", "arts.", "article", "articles"],
    "issue": ["iss.", "issue", "issues"],
    "opus": ["op.", "opp.", "opus"],
    "sub-verbo": ["s.v.", "s.vv."],
    "equation": ["eq.", "eqs.", "equation", "equations"],
    "act": ["act", "acts"], "scene": ["scene", "scenes"], "slide": ["slide", "slides"],
  ]
  /// The ending of an edition's number.
  var ordinal: @Sendable (Int) -> String = { number in
    let tails = ["th", "st", "nd", "rd"]
    let isTeen = (11...13).contains(number % 100)
    return "\(number)"
      + (!isTeen && tails.indices.contains(number % 10) ? tails[number % 10] : "th")
  }

  /// The words for a language; those of English if it is not known.
  static func of(_ language: String) -> CitationWords {
    switch language.prefix(2).lowercased() {
    case "de": german
    case "fr": french
    default: english
    }
  }

  static let english = CitationWords()

  private static let german: CitationWords = {
    var words = CitationWords()
    let roles: [(NameVariable, String, String, String)] = [
      (.editor, "Hrsg.", "Hrsg.", "hrsg. von"), (.editorialDirector, "Hrsg.", "Hrsg.", "hrsg. von"),
      (.editorTranslator, "Hrsg. u. Übers.", "Hrsg. u. Übers.", "hrsg. und übers. von"),
      (.collectionEditor, "Hrsg.", "Hrsg.", "hrsg. von"),
      (.translator, "Übers.", "Übers.", "übersetzt von"),
      (.compiler, "Zus.", "Zus.", "zusammengestellt von"),
      (.illustrator, "Ill.", "Ill.", "illustriert von"),
      (.director, "Reg.", "Reg.", "Regie von"), (.producer, "Prod.", "Prod.", "produziert von"),
      (.executiveProducer, "Prod.", "Prod.", "produziert von"),
      (.scriptWriter, "Autor", "Autoren", "geschrieben von"),
      (.composer, "Komp.", "Komp.", "komponiert von"),
      (.performer, "Interpret", "Interpreten", "aufgeführt von"),
      (.narrator, "Sprecher", "Sprecher", "gelesen von"),
      (.host, "Moderator", "Moderatoren", "moderiert von"), (.guest, "Gast", "Gäste", "mit"),
      (.interviewer, "Interviewer", "Interviewer", "interviewt von"),
      (.recipient, "Empfänger", "Empfänger", "an"), (.curator, "Kur.", "Kur.", "kuratiert von"),
      (.organizer, "Org.", "Org.", "veranstaltet von"), (.chair, "Vors.", "Vors.", "geleitet von"),
      (.seriesCreator, "Schöpfer", "Schöpfer", "geschaffen von"),
      (.contributor, "Mitarb.", "Mitarb.", "mit"), (.containerAuthor, "", "", "von"),
      (.reviewedAuthor, "", "", "von"), (.originalAuthor, "", "", "von"),
    ]
    for (role, one, several, verb) in roles { words.roles[role] = Role(one, several, verb) }
    words.monthsShort = [
      "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
      "Dez.",
    ]
    words.seasons = ["Frühjahr", "Sommer", "Herbst", "Winter"]
    (words.circa, words.beforeCommonEra) = ("ca.", "v. Chr.")
    words.states = [
      "forthcoming": "im Erscheinen", "inpress": "im Druck", "inpreparation": "in Vorbereitung",
      "submitted": "eingereicht", "prepublished": "vorab veröffentlicht",
    ]
    (words.reviewOf, words.originally) = ("Rezension von", "ursprünglich erschienen als")
    words.originalWork = "Originalwerk veröffentlicht"
    (words.presentedAt, words.retrieved, words.from) = ("vorgestellt bei", "Abgerufen am", "von")
    (words.volumes, words.volume, words.supplement) = ("Bde.", "Bd.", "Beil.")
    (words.chapter, words.part) = ("Kap.", "T.")
    words.patent = "Patent"
    words.online = "Verfügbar"
    words.locators = [
      "page": ["S.", "S.", "Seite", "Seiten"], "chapter": ["Kap.", "Kap.", "Kapitel"],
      "section": ["Abschn.", "Abschn.", "Abschnitt", "Abschnitte", "§", "§§"],
      "figure": ["Abb.", "Abb.", "Abbildung", "Abbildungen"],
      "table": ["Tab.", "Tab.", "Tabelle", "Tabellen"],
      "volume": ["Bd.", "Bde.", "Band", "Bände"], "note": ["Anm.", "Anm.", "Anmerkung", "Fn."],
      "number": ["Nr.", "Nr.", "Nummer"], "paragraph": ["Abs.", "Abs.", "Absatz", "Rn.", "Rz."],
      "line": ["Z.", "Z.", "Zeile", "Zeilen"], "column": ["Sp.", "Sp.", "Spalte", "Spalten"],
      "folio": ["Bl.", "Bl.", "Blatt"], "book": ["Buch", "Bücher"], "part": ["Teil", "Teile"],
      "verse": ["V.", "V.", "Vers", "Verse"], "appendix": ["Anh.", "Anh.", "Anhang"],
      "article": ["Art.", "Art.", "Artikel"], "issue": ["H.", "H.", "Heft", "Hefte"],
      "sub-verbo": ["s. v.", "s. v."], "equation": ["Gl.", "Gl.", "Gleichung"],
    ]
    words.ordinal = { "\($0)." }
    return words
  }()

  private static let french: CitationWords = {
    var words = CitationWords()
    let roles: [(NameVariable, String, String, String)] = [
      (.editor, "dir.", "dir.", "sous la direction de"),
      (.editorialDirector, "dir.", "dir.", "sous la direction de"),
      (.editorTranslator, "éd. et trad.", "éd. et trad.", "édité et traduit par"),
      (.collectionEditor, "dir.", "dir.", "sous la direction de"),
      (.translator, "trad.", "trad.", "traduit par"), (.compiler, "comp.", "comp.", "compilé par"),
      (.illustrator, "ill.", "ill.", "illustré par"),
      (.director, "réal.", "réal.", "réalisé par"), (.producer, "prod.", "prod.", "produit par"),
      (.executiveProducer, "prod.", "prod.", "produit par"),
      (.scriptWriter, "scén.", "scén.", "écrit par"),
      (.composer, "comp.", "comp.", "composé par"),
      (.performer, "interpr.", "interpr.", "interprété par"),
      (.narrator, "narr.", "narr.", "lu par"), (.host, "anim.", "anim.", "animé par"),
      (.guest, "invité", "invités", "avec"), (.interviewer, "interv.", "interv.", "entretien avec"),
      (.recipient, "dest.", "dest.", "à"), (.curator, "comm.", "comm.", "commissaire :"),
      (.organizer, "org.", "org.", "organisé par"), (.chair, "prés.", "prés.", "présidé par"),
      (.seriesCreator, "créateur", "créateurs", "créé par"),
      (.contributor, "collab.", "collab.", "avec"), (.containerAuthor, "", "", "par"),
      (.reviewedAuthor, "", "", "par"), (.originalAuthor, "", "", "par"),
    ]
    for (role, one, several, verb) in roles { words.roles[role] = Role(one, several, verb) }
    words.monthsShort = [
      "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.",
      "déc.",
    ]
    words.seasons = ["printemps", "été", "automne", "hiver"]
    (words.circa, words.beforeCommonEra) = ("vers", "av. J.-C.")
    words.states = [
      "forthcoming": "à paraître", "inpress": "sous presse", "inpreparation": "en préparation",
      "submitted": "soumis", "prepublished": "prépublication",
    ]
    (words.reviewOf, words.originally) = ("compte rendu de", "paru d’abord sous le titre")
    words.originalWork = "ouvrage original publié en"
    (words.presentedAt, words.retrieved, words.from) = ("présenté à", "Consulté le", "à l’adresse")
    words.patent = "brevet"
    (words.part, words.online) = ("part.", "Disponible")
    words.locators = [
      "page": ["p.", "p.", "page", "pages"],
      "chapter": ["chap.", "chap.", "chapitre", "chapitres"],
      "section": ["sect.", "sect.", "section", "sections", "§", "§§"],
      "figure": ["fig.", "fig.", "figure", "figures"],
      "table": ["tabl.", "tabl.", "tableau", "tableaux"],
      "volume": ["vol.", "vol.", "volume", "volumes", "t.", "tome"],
      "note": ["n.", "n.", "note", "notes"], "number": ["nᵒ", "nᵒˢ", "no", "n°", "numéro"],
      "paragraph": ["paragr.", "paragr.", "paragraphe", "al."],
      "line": ["l.", "l.", "ligne", "lignes"], "column": ["col.", "col.", "colonne"],
      "folio": ["fᵒ", "fᵒˢ", "folio"], "book": ["liv.", "liv.", "livre"],
      "part": ["part.", "part.", "partie"], "verse": ["v.", "v.", "vers", "verset"],
      "appendix": ["app.", "app.", "appendice", "annexe"], "article": ["art.", "art.", "article"],
      "sub-verbo": ["s. v.", "s. v."], "equation": ["éq.", "éq.", "équation"],
    ]
    words.ordinal = { $0 == 1 ? "1ʳᵉ" : "\($0)ᵉ" }
    return words
  }()
}
