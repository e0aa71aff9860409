import Canvas
import Diagnostics
import Tables
import TestSupport
import Testing

@testable import Reports

/// Numbers in the text that are bound to the data.
@Suite struct ClaimTests {
  private static let package = """
    {"resources": [
      {"name": "grain", "path": "grain.csv", "schema": {"primaryKey": ["year", "series"], "fields": [
        {"name": "year", "type": "year"}, {"name": "series", "type": "string"},
        {"name": "value", "type": "number"}, {"name": "note", "type": "string"}]}},
      {"name": "places", "path": "places.csv", "schema": {"primaryKey": ["place"], "fields": [
        {"name": "place", "type": "string"}, {"name": "people", "type": "number"},
        {"name": "counted", "type": "date"}, {"name": "is-city", "type": "boolean"},
        {"name": "from", "type": "year"}, {"name": "to", "type": "year"}]}}]}
    """

  private static let grain = """
    year,series,value,note
    1957,output,195.05,
    1958,output,197.65,
    1959,output,169.68,
    1960,output,143.85,
    1961,output,136.5,low
    1958,net,2.66,
    1959,net,4.155,
    1960,net,,
    1961,net,-4.455,
    """

  private static let places = """
    place,people,counted,is-city,from,to
    Anhui,33600000,1958-08-17,false,1957,1962
    Shanghai,7500000,1959-01-02,true,1957,1962
    "O’Hara, East",12000,1960-05-06,true,1958,1959
    """

  private static let front = """
    ---
    params: {year: 1960, place: Anhui}
    claims:
      output: grain[series='output'].value
      net: grain[series='net'].value
      rows: grain[series='output']
    ---

    """

  private static func files(_ more: [String: String] = [:]) -> [String: String] {
    ["datapackage.json": package, "grain.csv": grain, "places.csv": places].merging(more) { $1 }
  }

  private static func render(_ body: String, front: String = front) -> Outcome {
    renderDocument(front + body, files: files(["c.vl.yaml": "title: c\n"]))
  }

  // MARK: The language

  @Test(
    "a claim is worked out from the data",
    arguments: [
      // Selections.
      ("143.85", "grain[series='output', year=1960].value"),
      (
        "143.85", "grain[ year = 1960 , 'series' == \"output\" ].'value'".replacing("\"", with: "'")
      ),
      ("143.85", "'grain.csv'[series='output', 1960].value"),
      ("143.85", "output[1960]"), ("143.85", "output[year]"), ("143.85", "output[params.year]"),
      ("143.85", "rows[1960].value"), ("1961", "rows[note='low'].year"),
      ("low", "rows[1961].note"), ("33,600,000", "places['Anhui'].people"),
      ("33,600,000", "places[place=place].people"), ("12,000", "places['O’Hara, East'].people"),
      ("7,500,000", "places[counted='1959-01-02'].people"),
      ("1959-01-02", "places['Shanghai'].counted"),
      ("2", "count(places[is-city='true'])"), ("1", "count(places[from != 1957])"),
      // Conditions.
      ("2", "count(rows[value > 190])"), ("3", "count(rows[year >= 1958, year <= 1960])"),
      ("2", "count(rows[year < 1959])"), ("4", "count(rows[year != 1960])"),
      ("340.2", "sum(output[year in (1958, 1958 + 3)]) + 6.05"), ("3", "count(net)"),
      ("4", "count(grain[series='net'])"), ("0", "count(rows[value > 1000])"),
      ("1960", "min(rows[value < output[1959]].year)"),
      // Numbers.
      ("7", "1 + 2 * 3"), ("9", "(1 + 2) * 3"), ("−3", "2 - 5"), ("5", "2 - -3"), ("5", "2 − -3"),
      ("0.25", "1 / 4"), ("8", "16 / 2 / 1"), ("1,500", "1.5e3"), ("-0.5", "-(1 / 2)"),
      // Functions, written either way.
      ("136.5", "min(output)"), ("136.5", "output.min"), ("197.65", "output.max()"),
      ("842.73", "sum(output)"), ("168.546", "output.mean"), ("169.68", "median(output)"),
      ("5", "count(output)"), ("5", "output.count"), ("7", "max(3, 7, 5)"),
      ("0.79", "median(net[1958], net[1961], 0.79)"), ("−61.15", "output.change(1958, 1961)"),
      ("−61.15", "change(output[1958], output[1961])"),
      ("−30.9", "output.percent_change(1958, 1961)"),
      ("1.3", "percent_change(output[1957], output[1958])"),
      ("2.4", "share(net[1959], output[1959])"),
      ("23", "share(output[1957], output)"), ("4.455", "abs(net[1961])"),
      ("530", "round(532.4, -1)"),
      ("143.9", "round(output[1960], 1)"), ("1961", "output.at_min(year)"),
      ("1958", "at_max(output, year)"), ("Anhui", "places.people.at_max(place)"),
      // What values are counted in.
      ("33.6 million", "places['Anhui'].people in million"),
      ("2 %", "net[1959] / output[1959] in percent"),
      ("0.03", "places['Anhui'].people in billion"), ("3", "(1 + 2) * 1000 in thousand"),
    ])
  func language(words: String, expression: String) {
    let outcome = ClaimTests.render("[\(words)]{claim=\"\(expression)\"}\n")
    #expect(outcome.messages == [], "\(expression)")
    #expect(outcome.report?.claims.count == 1)
  }

  @Test(
    "a comparison is a claim too, whatever the words",
    arguments: [
      ("output[1961] < output[1958]", "output[1961] > output[1958]"),
      ("output[1958] > output[1957], output[1959] < output[1958]", "1 < 2, 2 < 1"),
      ("0.1 + 0.2 = 0.3", "0.1 + 0.2 != 0.3"), ("0.3 <= 0.1 + 0.2", "0.3 < 0.1 + 0.2"),
      ("places['Anhui'].people in million >= 33.6", "3 in thousand >= 3"),
      ("output.at_max(year) = 1958", "output.at_max(year) = 1957"),
      ("places.people.at_max(place) = 'Anhui'", "places.people.at_max(place) != 'Anhui'"),
    ])
  func comparisons(holds: String, fails: String) {
    #expect(ClaimTests.render("It [fell]{claim=\"\(holds)\"}.\n").messages == [])
    let messages = ClaimTests.render("It [fell]{claim=\"\(fails)\"}.\n").messages
    #expect(messages == ["a.md:8:5: error: the data do not bear out 'fell'"])
  }

  // MARK: Words

  @Test(
    "a number is rounded as in the text; half a step is right both ways",
    arguments: [
      ("143.85", "143.85", true), ("143.9", "143.85", true), ("143.8", "143.85", true),
      ("144", "143.85", true), ("143", "143.85", false), ("144.0", "143.85", false),
      ("2", "2.5", true), ("3", "2.5", true), ("−2", "-2.5", true), ("-3", "-2.5", true),
      ("2.5", "-2.5", false), ("1,195", "1195", true), ("1195", "1195", true),
      ("1,196", "1195", false),
      ("0.30", "0.1 + 0.2", true), ("30–45", "30, 45", true), ("30-45", "30, 45", true),
      ("30 to 45 million", "30, 45", true), ("−5–−3", "-5, -3", true),
      ("1958–62", "1958, 1962", true),
      ("1958/59", "1958, 1959", true), ("1958–62", "1958, 1963", false),
      ("1958–62", "1958, 2062", false),
      ("six provinces", "6", true), ("Twenty", "20", true), ("seven", "6", false),
      ("twenty-one", "21", true), ("twenty one", "21", false), ("Ninety-nine", "99", true),
      ("½", "0.48", true), ("½", "0.44", false), ("2½ times", "2.5", true), ("⅓", "1/3", true),
      ("−1¾", "-1.75", true), ("minus 1,195", "-1195", true), ("minus 1,195", "1195", false),
      ("terminus 12", "12", true),
      ("a fall of 31%", "30.94", true), ("*31* per cent", "30.94", true), ("H~2~O 3", "3", true),
      ("~~12~~", "12", true), ("12\u{2009}345", "12345", true), ("the 1980s", "1980", true),
    ])
  func rounding(words: String, value: String, isRight: Bool) {
    let outcome = ClaimTests.render("It is [\(words)]{claim=\"\(value)\"}.\n")
    #expect(outcome.messages.isEmpty == isRight, "\(words), \(value): \(outcome.messages)")
  }

  @Test(
    "numbers are read in the language of their text",
    arguments: [
      ("de", "143,85"), ("de", "143,9"), ("de", "143"), ("fr", "143,85"), ("en-GB", "143.85"),
      ("de-CH", "143.85"),
    ])
  func languages(language: String, words: String) {
    let front = "---\nlang: \(language)\n---\n\n"
    let value = words == "143" ? "143.2" : "143.85"
    #expect(ClaimTests.render("x [\(words)]{claim=\"\(value)\"}.", front: front).messages == [])
    let thousands = [
      "de": "1.195.000", "fr": "1 195 000", "en-GB": "1,195,000", "de-CH": "1’195’000",
    ]
    let large = thousands[language] ?? ""
    #expect(ClaimTests.render("x [\(large)]{claim=\"1195000\"}.", front: front).messages == [])
    let part = "x [1,195]{claim=\"1195\" lang=en} y [1.195]{claim=\"1195\" lang=de}"
    #expect(ClaimTests.render(part, front: front).messages == [])
  }

  @Test(
    "numbers below a hundred may be words, in the language of the text",
    arguments: [
      ("de", "siebzehn", 17), ("de", "Einundzwanzig", 21), ("de", "neunundneunzig", 99),
      ("de", "eine", 1), ("fr", "dix-sept", 17), ("fr", "vingt et un", 21),
      ("fr", "trente-deux", 32),
      ("fr", "soixante et onze", 71), ("fr", "quatre-vingts", 80), ("fr", "quatre-vingt-un", 81),
      ("fr", "quatre-vingt-dix-neuf", 99), ("fr", "moins 4", -4), ("de", "minus 4,5", -4.5),
      ("en", "thirty-four", 34),
    ])
  func words(language: String, words: String, value: Double) {
    let front = "---\nlang: \(language)\n---\n\n"
    let text = "x [\(words)]{claim=\"\(value)\"}."
    #expect(ClaimTests.render(text, front: front).messages == [])
    let other = "x [\(words)]{claim=\"\(value + 1)\"}."
    #expect(ClaimTests.render(other, front: front).messages.count == 1)
  }

  @Test("groups of two are read where people write them")
  func lakh() {
    let front = "---\nlang: en-IN\n---\n\n"
    #expect(ClaimTests.render("x [12,34,567]{claim=\"1234567\"}", front: front).messages == [])
  }

  // MARK: Places

  private static let everywhere = """
    ---
    title: "To [136.50 Mt]{claim=\\"output[1961]\\"}"
    subtitle: 'In [1961]{claim="output.at_min(year)"}'
    abstract: >-
      It fell by [31 per cent]{claim="-output.percent_change(1958, 1961)"}, *to
      [136.5]{claim="output[1961]"}*.
    claims: {output: "grain[series='output'].value"}
    ---

    # From [198 Mt]{claim="output[1958]"} {#sec-a}

    From [197.65 Mt]{claim="output[1958]"} in 1958.^[And [195.05]{claim="output[1957]"} before.]
    [**143.85**]{claim="output[1960]"}, [170]{claim="output[1959]" lang=fr}.

    - One [144]{claim="output[1960]"}

    > Two [137]{claim="output[1961]"}[^n]

    [^n]: Three [137]{claim="output[1961]"}

    | Year | Mt |
    |------|---:|
    | 1958 | [197.65]{claim="output[1958]"} |

    : Down by [61]{claim="-output.change(1958, 1961)"}. {#tbl-a}

    ![To [137]{claim="output[1961]"}.](c.vl.yaml){#fig-a fig-alt="From [198]{claim=output[1958]} down."}
    """

  /// The same document without its claims.
  private static var plain: String {
    var text = everywhere.replacing(
      "fig-alt=\"From [198]{claim=output[1958]} down.\"", with: "fig-alt=\"From 198 down.\""
    )
    .replacing("{claim=\"output[1959]\" lang=fr}", with: "{lang=fr}")
    .replacing("[170]", with: "<170>")
    .replacing("\\\"", with: "\"")
    text = text.replacing(/\[([^\[\]\n]*)\]\{claim="[^"]*"\}/) { String($0.output.1) }
    return text.replacing("<170>", with: "[170]")
      .replacing("title: \"To 136.50 Mt\"", with: "title: \"To 136.50 Mt\"")
  }

  @Test(
    "claims stand everywhere, and leave no trace in any shape", arguments: ReportFormat.allCases)
  func everywhere(_ format: ReportFormat) throws {
    let folder = TestFolder(ClaimTests.files(["c.vl.yaml": "title: c\n"]))
    let path = folder.path
    let files = try #require(SourceFiles(root: path))
    let reports = try [ClaimTests.everywhere, ClaimTests.plain].map { text in
      var log = DiagnosticLog()
      let source = SourceText(name: "\(path)/a.md", text: text)
      let request = ReportRequest(
        source: source, files: files, formats: [format], drawChart: dummyChart)
      let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
      #expect(log.entries.map { $0.text(.short) } == [])
      return try #require(report)
    }
    #expect(reports[0].text == reports[1].text)
    #expect(reports[0].options.title == reports[1].options.title)
    #expect(reports[0].figures.map(\.alternative) == reports[1].figures.map(\.alternative))
    if format == .briefing {
      #expect(reports[0].options.title?.replacing("\u{A0}", with: " ") == "To 136.50 Mt")
      #expect(reports[0].figures.map(\.alternative) == ["From 198 down."])
    }
    if case .web(let one) = reports[0].shapes[0].content,
      case .web(let other) = reports[1].shapes[0].content
    {
      #expect(one == other)
      #expect(!one.contains("claim="))
    }
    #expect(reports[0].claims.count == 16)
    #expect(reports[1].claims.isEmpty)
  }

  @Test("a claim knows its words, its values and the cells that they rest on")
  func lineage() throws {
    let outcome = ClaimTests.render(
      "From [198 to 137 Mt]{claim=\"output[1958], min(output[year in (1960, 1961)])\"}.\n")
    #expect(outcome.messages == [])
    let claim = try #require(outcome.report?.claims.first)
    #expect(claim.text == "198 to 137 Mt")
    #expect(claim.expression == "output[1958], min(output[year in (1960, 1961)])")
    #expect(claim.values == [.number(197.65), .number(136.5)])
    #expect(claim.cells.map(\.place.text) == ["197.65", "143.85", "136.5"])
    #expect(claim.cells.map(\.row) == [1, 3, 4])
    #expect(claim.place.text.hasPrefix("[198 to 137 Mt]{"))
  }

  @Test("five hundred claims read each file once")
  func many() {
    let line =
      "[143.85]{claim=\"output[1960]\"} [2.66]{claim=\"grain[series='net', year=1958].value\"}\n\n"
    let outcome = ClaimTests.render(String(repeating: line, count: 250))
    #expect(outcome.messages == [])
    let claims = outcome.report?.claims ?? []
    #expect(claims.count == 500)
    #expect(Set(claims.flatMap(\.cells).map(\.file)).count == 1)
  }

  // MARK: Filling

  @Test(
    "a value is written where it is asked for",
    arguments: [
      ("[]{fill=\"output[1960]\"}", "143.85"),
      ("[]{fill=\"output[1960]\" format=\".1f\"}", "143.9"),
      ("[0.0 Mt]{fill=\"output[1960]\"}", "143.9 Mt"), ("[Mt]{fill=\"output[1960]\"}", "143.85 Mt"),
      ("[150 Mt]{claim=\"output[1960]\" .fill}", "144 Mt"), ("[%]{fill=\"31\"}", "31%"),
      ("[]{fill=\"places['Anhui'].people\"}", "33,600,000"), ("[]{fill=\"net[1961]\"}", "−4.455"),
      ("[]{fill=\"output.at_min(year)\"}", "1961"),
      ("[]{fill=\"min(rows.year)\"}", "1957"),
      ("[]{fill=\"places.people.at_max(place)\"}", "Anhui"),
      ("[]{fill=\"1 / 3\"}", "0.333"), ("[]{fill=\"1e-9\"}", "0.000000001"),
      ("[]{fill=\"output[1960] / 100000\"}", "0.0014385"), ("[]{fill=\"1 / 3000\"}", "0.000333"),
      ("[]{fill=\"1 / 8000\"}", "0.000125"),
      ("[]{fill=\"output[1961], output[1958]\"}", "136.5–197.65"),
      ("[1–2 Mt]{fill=\"output[1961], output[1958]\"}", "137–198 Mt"),
      ("[*0* Mt]{fill=\"output[1961]\"}", "137 Mt"),
      ("[]{fill=\"places['Anhui'].people in million\" format=\".0f\" lang=de} Mio.", "34 Mio."),
      ("[0,0]{fill=\"output[1960]\" lang=de}", "143,9"),
      ("[]{fill=\"1234567.5\" lang=de}", "1.234.567,5"),
    ])
  func filling(text: String, words: String) {
    let outcome = ClaimTests.render("Written: \(text)\n")
    #expect(outcome.messages == [])
    let page = (outcome.report?.text ?? "").replacing("\u{A0}", with: " ")
    #expect(page.contains("Written: \(words)"), "\(page)")
  }

  @Test("a number with digits raised is not filled in, which would leave the digits")
  func filledPower() {
    let outcome = ClaimTests.render("Of [10^3^]{fill=1500}.\n")
    #expect(outcome.messages.first?.contains("'10³' cannot be filled in") == true)
  }

  @Test(
    "a word is filled as a word where the language has one for the value",
    arguments: [
      ("[Five]{fill=7}", "Seven"), ("[five Mt]{fill=\"output[1961]\"}", "137 Mt"),
      ("[six]{fill=31}", "thirty-one"), ("[six]{fill=120}", "120"),
      ("[zwei]{fill=21 lang=de}", "einundzwanzig"),
      ("[eine Tonne]{fill=4 lang=de}", "4 eine Tonne"),
      ("[½]{fill=\"0.42\"}", "0.4"),
    ])
  func filledWords(written: String, words: String) {
    let outcome = ClaimTests.render("Of \(written).\n")
    #expect(outcome.messages == [])
    let page = (outcome.report?.text ?? "").replacing("\u{A0}", with: " ")
    #expect(page.contains("Of \(words)"), "\(page)")
  }

  @Test("a number with digits raised is a power")
  func powers() {
    for text in ["[10^3^]{claim=1000}", "[10⁶ km^2^]{claim=1000000}", "[10^-2^]{claim=0.01}"] {
      #expect(ClaimTests.render("Of \(text).\n").messages == [], "\(text)")
    }
    #expect(ClaimTests.render("Of [10^-2^]{claim=0.02}.\n").messages.count == 1)
    #expect(
      ClaimTests.render("Of [10^3^]{claim=103}.\n").messages.first?.contains("10³") == true)
  }

  @Test("what is no number in its language is not filled in part")
  func foreignNumber() {
    let outcome = ClaimTests.render("Written: [1.2 Mt]{fill=\"output[1960]\" lang=de}\n")
    #expect(
      outcome.messages.map { $0.hasSuffix("the words have 2 numbers, the claim gives 1 value") }
        == [true])
  }

  @Test("values are written in titles, headings, captions, tables and alternative texts")
  func filledEverywhere() {
    let outcome = ClaimTests.render(
      """
      # To []{fill="output[1961]"}

      | A | B |
      |---|---|
      | 1 | []{fill="output[1958]"} |

      : By []{fill="output.change(1958, 1961)"}. {#tbl-a}

      ![To [0]{fill="output[1961]"}.](c.vl.yaml){#fig-a fig-alt="From []{fill=output[1958]} down."}
      """)
    #expect(outcome.messages == [])
    let page = (outcome.report?.text ?? "").replacing("\u{A0}", with: " ")
    for words in ["To 136.5", "197.65", "By −61.15.", "To 137."] {
      #expect(page.contains(words), "\(words) in \(page)")
    }
    #expect(outcome.report?.figures.first?.alternative == "From 197.65 down.")
  }
}

/// Numbers that are bound to nothing.
@Suite struct UnboundTests {
  private static func numbers(
    _ text: String, scope: UnboundScope = .everywhere, front: String = ""
  ) -> [UnboundNumber] {
    var log = DiagnosticLog()
    guard let files = SourceFiles(root: ".") else { return [] }
    let source = SourceText(name: "a.md", text: front + text)
    let numbers = unboundNumbers(of: source, files: files, scope: scope, log: &log)
    #expect(log.entries.map(\.message) == [])
    return numbers
  }

  @Test(
    "names, dates and years are no numbers of the data",
    arguments: [
      ("Output was 143.9 Mt in 1960.", ["143.9"]), ("From 1958 to 1961, 1958–62 and 1958/59.", []),
      ("In the 1980s, the 20th century.", []), ("On 16 November 1958, on August 17.", []),
      ("See table 2, p. 254, pp. 645–49, chapters 3 and 4, § 12, Fig. 3.", []),
      ("Deaths per 1,000 people: 25.4.", ["25.4"]), ("CO2 and H~2~O at 12:30.", []),
      ("Code `x = 3` and [4]{claim=\"4\"} and []{fill=\"5\"}.", []),
      ("From 30–45 million, −4.46 Mt, 1,195 dollars, 31%.", ["30", "45", "−4.46", "1,195", "31"]),
      ("1958 tonnes and 3,000.", ["3,000"]), ("1. One\n2. Two has 7", ["7"]),
      ("A [@peng1987, pp. 3-4] of 9.", ["9"]), ("*12* and **13**", ["12", "13"]),
      ("A note.^[Of 5.] 10^3^ km^2^, 10⁶.", ["10³", "10⁶", "5"]),
      ("In v2.0 and X1.2.3, ½ of 3¼ on the 3rd.", ["½", "3¼"]),
      ("| A | 6 |\n|---|---|\n| 7 | 8 |", ["6", "7", "8"]),
    ])
  func rules(text: String, numbers: [String]) {
    #expect(UnboundTests.numbers(text).map(\.text) == numbers)
  }

  @Test("a number with raised digits is found where it stands")
  func raisedPlaces() {
    let numbers = UnboundTests.numbers("There were 7^2^ and 10^6^ and 12 kg.")
    #expect(numbers.map(\.text) == ["7²", "10⁶", "12"])
    #expect(numbers.map { $0.place.range.lowerBound } == [11, 20, 30])
  }

  @Test("only sentences that name a figure or a table count, and captions and alternative texts")
  func sentences() {
    let text = """
      It was 1.5 before. It fell to 2.5 (@fig-a). It rose to 3.5 cf. p. 3. As @tbl-b has it, 4.5
      was less than [5.5]{claim="5.5"}, by Smith, J. P., as [@x2000] says. Then 6.5.

      ![A caption of 7.5.](c.vl.yaml){#fig-a fig-alt="Shows 8.5 and [9.5]{claim=9.5}."}

      | A |
      |---|
      | 10.5 |

      : Table of 11.5. {#tbl-b}
      """
    let found = UnboundTests.numbers(text, scope: .besideFigures)
    #expect(found.map(\.text) == ["2.5", "4.5", "7.5", "8.5", "11.5"])
    #expect(found.map(\.place.text) == found.map(\.text))
    let first = found.first?.diagnostic.text(.short) ?? ""
    #expect(first.hasPrefix("a.md:1:31: warning: '2.5' is bound to nothing"))
  }

  @Test("words are read in the language of the document")
  func languages() {
    let front = "---\nlang: de\n---\n\n"
    #expect(
      UnboundTests.numbers("Am 3. Januar fiel sie auf 143,9 Mt, siehe Tabelle 2.", front: front)
        .map(\.text) == ["143,9"])
  }

  @Test("the briefing has no number beside a figure that is bound to nothing")
  func briefing() throws {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let path = Project.root + "/Briefings/great-leap-forward/great-leap-forward.md"
    let source = try #require(files.readInput(path, log: &log))
    #expect(unboundNumbers(of: source, files: files, log: &log).map(\.text) == [])
    let rest = unboundNumbers(of: source, files: files, scope: .everywhere, log: &log)
    // What is left is in no data set: claims of others, years counted, a number of gazetteers.
    #expect(rest.count <= 12, "\(rest.map(\.text))")
    #expect(log.entries.isEmpty)
  }
}

/// The render of all tests, under a name that a suite's own does not hide.
private func renderDocument(_ text: String, files: [String: String]) -> Outcome {
  render(text, files: files)
}
