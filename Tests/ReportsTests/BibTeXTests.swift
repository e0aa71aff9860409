import Diagnostics
import Testing

@testable import Reports

private func read(_ text: String) -> (entries: [BibEntry], messages: [String]) {
  var log = DiagnosticLog()
  let entries = BibReader.read(SourceText(name: "r.bib", text: text), log: &log)
  return (entries, log.entries.map { $0.text(.short).trimmed })
}

private func plain(_ text: String) -> String {
  var log = DiagnosticLog()
  let source = SourceText(name: "r.bib", text: text)
  return LaTeXText.plain(Written(text, at: source.whole), log: &log)
}

private func names(_ text: String) -> [PersonName] {
  var log = DiagnosticLog()
  return NameList.read(Written(text, at: SourceText(name: "r", text: text).whole), log: &log).names
}

/// The entry of the reference list that a BibTeX entry becomes.
private func described(_ text: String, language: String = "en-GB") -> String {
  var log = DiagnosticLog()
  let entries = BibReader.read(SourceText(name: "r.bib", text: text), log: &log)
  #expect(log.entries.isEmpty, "\(log.entries.map(\.message))")
  return entries.map { entry in
    listed(BibWork.read(entry, log: &log), language: language).plainText
  }.joined(separator: "\n")
}

/// A work as the list of Chicago has it.
private func listed(_ work: Work, language: String = "en-GB") -> [Inline] {
  let words = ReportWords.of(language)
  let year = work.issued.isEmpty ? words.noDate : words.years(work.issued)
  return EntryWriter.inlines(of: work, in: .chicago, year: year, words)
}

@Suite struct BibTeXTests {
  @Test("entries, strings, joined pieces, numbers and comments are read")
  func syntax() {
    let (entries, messages) = read(
      """
      A comment @ here is none.
      % @book{no, title={x}}
      @comment{@book{no2, title={x}}}
      @string{pdr = "Population and " # {Development Review}}
      @Article(ban84,
        author = {Banister, Judith},
        TITLE = "An {Analysis} of \\"quoted\\" data",
        journal = pdr, year = 1984, month = jun,
        unread = {kept},
      )
      """)
    #expect(messages == [])
    #expect(entries.count == 1)
    #expect(entries.first?.kind.text == "article")
    #expect(entries.first?.key.text == "ban84")
    #expect(entries.first?.key.place.label == "r.bib:5:10")
    #expect(entries.first?.fields["journal"]?.text == "Population and Development Review")
    #expect(entries.first?.fields["year"]?.text == "1984")
    #expect(entries.first?.fields["month"]?.text == "June")
    #expect(entries.first?.fields["unread"]?.text == "kept")
    #expect(entries.first?.fields["author"]?.place.label == "r.bib:6:13")
  }

  @Test(
    "all errors are reported with their places, and reading goes on",
    arguments: [
      (
        "@book{a, title = {T}\n@book{b, title = {U}}",
        [
          "r.bib:1:20: error: a comma is missing after the field 'title'",
          "r.bib:2:1: error: the name of a field was expected in the entry 'a'",
        ]
      ),
      (
        "@book{a, title = {T\n@book{b, title = {U}}",
        ["r.bib:1:18: error: this value is never closed"]
      ),
      ("@book{, title = {T}}", ["r.bib:1:2: error: this entry has no key"]),
      ("@book{title = {T}}", ["r.bib:1:2: error: this entry has no key"]),
      ("@book{a, title {T}}", ["r.bib:1:10: error: an equals sign was expected after 'title'"]),
      ("@book{a, month = jum}", ["r.bib:1:18: error: there is no @string 'jum'"]),
      ("@book{a, title = }", ["r.bib:1:18: error: a value was expected"]),
      (
        "@book{a, year = 1 title = {T}}",
        ["r.bib:1:17: error: a comma is missing after the field 'year'"]
      ),
      (
        "@book{a, year = 1, year = 2}", ["r.bib:1:20: warning: the entry 'a' has two fields 'year'"]
      ),
      ("@book a, title = {T}}", ["r.bib:1:2: error: a brace was expected after '@book'"]),
    ])
  func errors(_ text: String, _ expected: [String]) {
    #expect(read(text).messages == expected)
  }

  @Test("two works of one key are reported with both places")
  func duplicates() {
    let outcome = render(
      "---\nbibliography: r.bib\n---\nText.\n",
      files: ["r.bib": "@book{a, title={T}}\n@book{a, title={U}}\n"])
    #expect(outcome.messages == ["r.bib:2:7: error: the key 'a' stands for two works"])
    #expect(outcome.log.entries.first?.notes.first?.place.range.lowerBound == 6)
  }

  @Test(
    "accents and commands become letters",
    arguments: [
      (#"{\'O} Gr{\'a}da"#, "Ó Gráda"), (#"Dik\"otter"#, "Dikötter"), (#"\v{S}a\c{c}e"#, "Šaçe"),
      (#"{\ss} \o \AE{}on \i"#, "ß øÆon ı"), (#"\'{\i}x na\"{\i}ve"#, "íx naïve"),
      (#"1949--1962 --- A \& B, 5\% \$"#, "1949--1962 --- A & B, 5% $"),
      (#"{GDP} per {H}ead~in \emph{China}"#, "GDP per Head\u{A0}in China"),
      (#"``quoted'' \textendash{} d\'ay\`u\`ej\`in"#, "\"quoted\" – dáyùèjìn"),
      ("line\n   ends", "line ends"),
    ])
  func latex(_ text: String, _ expected: String) {
    #expect(plain(text) == expected)
    #expect(Array(plain(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("names are taken apart: particles, suffixes, bodies, others")
  func people() {
    #expect(
      names("van der Berg, Jan") == [PersonName(given: "Jan", particle: "van der", family: "Berg")])
    #expect(
      names("Jan van der Berg") == [PersonName(given: "Jan", particle: "van der", family: "Berg")])
    #expect(names("Cormac {\\'O} Gr{\\'a}da") == [PersonName(given: "Cormac", family: "Ó Gráda")])
    #expect(names("{\\'O} Gr{\\'a}da, Cormac") == [PersonName(given: "Cormac", family: "Ó Gráda")])
    #expect(
      names("King, Jr., Martin Luther") == [
        PersonName(given: "Martin Luther", family: "King", suffix: "Jr.")
      ])
    #expect(
      names("{World Bank and Friends}") == [
        PersonName(family: "World Bank and Friends", isWhole: true)
      ])
    #expect(
      names("Meng, Xin and Qian, Nancy and\n Yared, Pierre").map(\.label) == [
        "Meng", "Qian", "Yared",
      ])
  }

  @Test("accents do not count in sorting")
  func folding() {
    #expect(LetterForms.folded("Ó Gráda") == "o grada")
    #expect(LetterForms.folded("Dikötter, Straße-Łódź") == "dikotter strasse lodz")
  }
}

@Suite struct PageRangeTests {
  @Test(
    "a hyphen stands for a range between numbers that rise, and stays in single numbers",
    arguments: [
      ("215--54", "215–54"), ("215-54", "215–54"), ("pp. 1-14, 23-29", "pp. 1–14, 23–29"),
      ("2011-12", "2011–12"), ("23-2", "23-2"), ("table 23-29", "table 23-29"),
      ("2026-11-22", "2026-11-22"), ("CIA 62-60", "CIA 62-60"), ("xii--xv", "xii–xv"),
      ("1-14,20-22", "1–14,20–22"), ("-", "-"), ("a-b", "a-b"), ("99-101", "99–101"),
    ])
  func ranges(_ text: String, _ expected: String) {
    #expect(PageRange.dashed(text) == expected)
  }
}

@Suite struct ReferenceListTests {
  @Test(
    "each kind of work is set in its own manner",
    arguments: [
      (
        """
        @article{a, author={Banister, Judith}, title={An Analysis}, journal={PDR}, year=1984,
          volume=10, number=2, pages={241--271}, doi={10.2307/1973087}}
        """,
        "Banister, Judith. 1984. “An Analysis.” PDR 10\u{A0}(2): 241–271. https://doi.org/10.2307/1973087."
      ),
      (
        "@article{a, author={{TIME}}, title={Colossal Failure?}, journal={TIME}, date={1959-09-07}, pages={22}}",
        "TIME. 1959. “Colossal Failure?” 7\u{A0}September 1959, p.\u{A0}22."
      ),
      (
        "@article{a, author={Li, C.}, title={T}, journal={J}, number=2, pages={1-14}, year=1997}",
        "Li, C. 1997. “T.” J, no.\u{A0}2: 1–14."
      ),
      (
        """
        @book{b, author={Spence, Jonathan D. and Chin, Annping and Xu, X.}, title={The Search},
          edition=2, address={New York}, publisher={Norton}, year=1999, note={as seen}}
        """,
        "Spence, Jonathan D., Annping Chin, and X. Xu. 1999. The Search. 2nd ed. New York: Norton. As seen."
      ),
      (
        "@book{b, editor={Worden, R. and Savada, A.}, title={China}, year=1988}",
        "Worden, R., and A. Savada, eds. 1988. China."
      ),
      (
        """
        @incollection{c, author={Singer, J.}, title={Capability}, booktitle={War}, year=1972,
          editor={Russett, Bruce}, pages={19--48}, address={Beverly Hills}, publisher={Sage}}
        """,
        "Singer, J. 1972. “Capability.” In War, edited by Bruce Russett, 19–48. Beverly Hills: Sage."
      ),
      (
        """
        @techreport{r, author={{CIA}}, title={The Rising}, institution={Office}, type={Brief},
          number={62-60}, year=1962, url={https://cia.gov/x}}
        """,
        "CIA. 1962. The Rising. Brief 62-60. Office. https://cia.gov/x."
      ),
      (
        "@phdthesis{t, author={Doe, J.}, title={On It}, school={MIT}, year=2001}",
        "Doe, J. 2001. “On It.” PhD thesis, MIT."
      ),
      (
        "@misc{m, author={{Investopedia}}, title={{Great Leap}: What?}, howpublished={Web page}}",
        "Investopedia. n.d. Great Leap: What? Web page."
      ),
      (
        "@online{o, title={Untitled Data}, url={http://x.org}, urldate={2024-05-03}, year=2020}",
        "“Untitled Data.” 2020. Accessed 3\u{A0}May 2024. http://x.org."
      ),
      (
        "@misc{m, author={A and B and C and D and E and F and G and H and I and J and K}, title={T}, year=2000}",
        "A, B, C, et\u{A0}al. 2000. T."
      ),
      (
        "@misc{n, author={{National Bureau}}, shortauthor={NBS}, title={T}, year=2015}",
        "NBS (National Bureau). 2015. T."
      ),
      (
        "@article{q, author={Jin, H.}, title={On the ``three years''}, journal={S}, year=1993}",
        "Jin, H. 1993. “On the ‘three years’.” S."
      ),
      (
        """
        @article{p, author={{Renmin ribao}}, title={Front page}, journal={Renmin ribao [People’s
          Daily]}, year=1958, month=dec, pages=1, note={22 December 1958}}
        """,
        "Renmin ribao. 1958. “Front page.” Renmin ribao [People’s Daily], 22\u{A0}December 1958, p.\u{A0}1."
      ),
      (
        """
        @article{r, author={{Reuters}}, title={A history}, journal={Reuters}, year=2016, month=apr,
          note={13 April 2016}}
        """,
        "Reuters. 2016. “A history.” 13\u{A0}April 2016."
      ),
      (
        "@article{n, author={A, B.}, title={T}, journal={J}, volume=1, year=2016, note={1 May 2017}}",
        "A, B. 2016. “T.” J 1. 1\u{A0}May 2017."
      ),
      (
        "@book{w, author={{World Bank}}, title={T}, publisher={World Bank}, address={Paris}, year=2000}",
        "World Bank. 2000. T. Paris."
      ),
      (
        "@misc{d, author={A, B.}, title={T}, howpublished={Web page}, note={Web page}, year=2000}",
        "A, B. 2000. T. Web page."
      ),
      (
        """
        @misc{u, author={A, B.}, title={T}, howpublished={\\url{http://x.org/a}},
          url={http://x.org/a}, year=2000}
        """,
        "A, B. 2000. T. http://x.org/a."
      ),
      (
        "@article{x, author={Jin, H.}, title={Yanjiu [A study]}, journal={Shehui [Society]}, year=1993, langid={zh-Latn}}",
        "Jin, H. 1993. “Yanjiu” [A study]. Shehui [Society]."
      ),
    ])
  func kinds(_ entry: String, _ expected: String) {
    #expect(described(entry) == expected)
  }

  @Test("the translation of a title stands upright beside the italics, in the document's language")
  func translation() {
    var log = DiagnosticLog()
    let text = "@book{m, author={Yang, J.}, title={Mubei [Tombstone]}, year=2008, langid={zh-Latn}}"
    let entries = BibReader.read(SourceText(name: "r.bib", text: text), log: &log)
    var italic = ""
    var upright = ""
    for entry in entries {
      for inline in listed(BibWork.read(entry, log: &log)) {
        if case .emphasis(let parts) = inline.kind { italic += parts.plainText }
        if case .text(let words) = inline.kind { upright += words }
      }
    }
    #expect(italic == "Mubei")
    #expect(upright == "Yang, J. 2008.  [Tombstone].")
  }

  @Test("the words and signs follow the language of the document")
  func language() {
    let entry =
      "@book{b, author={A, B. and C, D.}, title={T}, edition=2, year=1999, editor={E, F.}}"
    #expect(
      described(entry, language: "de") == "A, B., und D. C. 1999. T. 2. Aufl. Hrsg. von F. E.")
  }
}
