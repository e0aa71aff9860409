/// The words of descriptions in one language.
///
/// What stands in braces is put in. English, German and French are known; texts in other languages get English words.
struct DescriptionWords: Sendable {
  /// A name for one and for several.
  struct Noun: Sendable {
    var one: String
    var many: String

    init(_ one: String, _ many: String) { (self.one, self.many) = (one, many) }
  }

  /// What a sentence begins with.
  struct Subject: Sendable {
    /// One of them, without a number.
    var one: String
    /// Several of them, without a number.
    var many: String
    /// As many as `{n}`.
    var counted: String
    /// Of as many as `{n}`.
    var ofAll: String

    init(_ one: String, _ many: String, _ counted: String, _ ofAll: String) {
      (self.one, self.many, self.counted, self.ofAll) = (one, many, counted, ofAll)
    }
  }

  /// A verb after one and after several.
  struct Verb: Sendable {
    var one: String
    var many: String

    init(_ one: String, _ many: String) { (self.one, self.many) = (one, many) }

    func form(isOne: Bool) -> String { isOne ? one : many }
  }

  /// About how many characters a description takes at most; beyond them it tells less.
  ///
  /// The same facts take more of them in some languages.
  var length = 450

  // MARK: What it is

  var kinds: [ChartKind: Noun]
  /// `{kind}` and `{matter}`.
  var opening: String
  /// `{measure}` and `{dimension}`.
  var measureBy: String
  /// `{measure}` and `{dimension}` of two measures.
  var measureAgainst: String
  /// A number of rows.
  var count: String
  /// `{field}` by the name of the aggregate.
  var aggregates: [String: String]
  /// `{kinds}`, `{n}` and `{names}`.
  var panels: String
  /// `{kinds}` and `{n}`.
  var namelessPanels: String
  /// A figure of `{n}` charts.
  var charts: String
  /// `{n}` charts that are not told.
  var moreCharts: String

  // MARK: Values and places

  /// `{value}` and `{place}`.
  var at: [DescribedPlaceKind: String]
  /// `{value}` and `{place}` where a name comes first.
  var atName: String
  /// A range with words between `{low}` and `{high}`.
  var range: String
  /// `{n}` hundredths.
  var percent: String
  /// A day, for d3's formats of dates.
  var dayFormat: String
  var quotes: (open: String, close: String)
  var and: String

  // MARK: Sentences

  var subjects: [DescribedSubject: Subject]
  /// `{subject}` and `{name}`.
  var named: String
  /// From the first value.
  var from: String
  /// To the next value.
  var to: String
  var rises: Verb
  var falls: Verb
  var stays: Verb
  /// `{stays}`, `{value}` and `{place}`, by whether the place is a year or a month.
  var staysUntil: (time: String, other: String)
  /// `{subject}`, `{stays}`, `{value}`, `{first}` and `{last}`.
  var staysFrom: String
  /// `{subject}`, `{shows}` and `{items}`.
  var list: String
  var shows: Verb
  /// `{subject}`, `{reaches}`, `{low}` and `{high}`.
  var reach: String
  var reaches: Verb
  /// `{subject}`, `{shows}` and `{value}`.
  var throughout: String
  /// `{items}`.
  var nextHighest: String
  /// `{low}` and `{high}`.
  var totals: String
  /// `{value}`.
  var equalTotals: String
  /// `{all}`, `{high}` and `{low}`.
  var extremes: String
  /// `{place}`, `{low}` and `{high}`.
  var ends: String
  /// `{first}` and `{last}`, then `{widest}`.
  var bandRuns: String
  var bandWidest: String

  // MARK: Sentences of single kinds

  /// `{n}` values in `{k}` classes from `{low}` to `{high}`; the fullest is `{class}`, with `{m}`.
  var classes: String
  /// `{n}`, `{x0}`, `{x1}`, `{x}`, `{y0}`, `{y1}` and `{y}`.
  var cloud: String
  /// `{r}`.
  var riseTogether: String
  var fallTogether: String
  var notRelated: String
  /// `{items}`.
  var colors: String
  /// `{title}`, `{low}` and `{high}`.
  var sizes: String
  /// `{n}` and `{items}`.
  var sectors: String
  var largestSectors: String
  /// `{n}`.
  var outlier: Noun
  /// `{n}`, `{low}` and `{high}`.
  var estimates: String
  /// `{items}`.
  var estimateKinds: String
  var estimateForms: (range: Noun, best: Noun, least: Noun, most: Noun)
  /// `{n}`.
  var places: Noun
  /// `{items}`.
  var placeNames: String
  /// `{items}`.
  var texts: String
  /// `{first}`, `{last}` and `{name}`.
  var period: String
  var namelessPeriod: String
}

extension DescriptionWords {
  /// The words of a language; those of English if it is not known.
  static func of(_ language: String) -> DescriptionWords {
    switch DescriptionWords.tag(language) {
    case "de": german
    case "fr": french
    default: english
    }
  }

  /// The language in which a text of a language is described, as a tag for locales.
  static func tag(of language: String) -> String {
    ["de", "fr", "en"].contains(tag(language)) ? language : "en"
  }

  private static func tag(_ language: String) -> String {
    language.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased() ?? ""
  }

  /// A sentence with what stands for its braces.
  static func filled(_ template: String, _ parts: [String: String]) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open] + (parts[name] ?? "")
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// "a, b and c".
  func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + and + last
  }

  /// A name as it is cited.
  func quoted(_ name: String) -> String { quotes.open + name + quotes.close }
}
