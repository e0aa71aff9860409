import TestSupport
import Testing

@testable import Tables

@Suite("Years in words") struct YearSpanTests {
  /// The span of a text as `start…end at year, status`; nil if it is no year.
  private func span(_ text: String, _ notation: YearNotation = .any) -> String? {
    YearSpan(text, notation).map { span in
      let bounds = [span.start, span.end].map { $0.map { String($0) } ?? "" }
      return "\(bounds[0])…\(bounds[1]) at \(NumberText.text(of: span.year)), \(span.status)"
    }
  }

  @Test(
    "what people write is read, with its doubt kept",
    arguments: [
      ("1959", "1959…1959 at 1959, exact"), ("c. 1959", "1959…1959 at 1959, approximate"),
      ("ca. 1959", "1959…1959 at 1959, approximate"), ("c1959", "1959…1959 at 1959, approximate"),
      ("um 1959", "1959…1959 at 1959, approximate"), ("1960?", "1960…1960 at 1960, uncertain"),
      ("c. 1960?", "1960…1960 at 1960, approximate, uncertain"),
      ("1958/59", "1958…1959 at 1958.5, range"), ("1958–59", "1958…1959 at 1958.5, range"),
      ("1958-59", "1958…1959 at 1958.5, range"), ("1958-1959", "1958…1959 at 1958.5, range"),
      ("1958 to 1961", "1958…1961 at 1959.5, range"), ("1958–9", "1958…1959 at 1958.5, range"),
      ("1999/00", "1999…2000 at 1999.5, range"),
      ("c. 1958–c. 1961", "1958…1961 at 1959.5, range, approximate"),
      ("before 1960", "…1959 at 1959, open start"), ("after 1961", "1962… at 1962, open end"),
      ("until 1960", "…1960 at 1960, open start"), ("since 1961", "1961… at 1961, open end"),
      ("1958–", "1958… at 1958, open end"), ("–1961", "…1961 at 1961, open start"),
      ("1950s", "1950…1959 at 1954.5, range"), ("221 BC", "-221…-221 at -221, exact"),
      ("221 BCE", "-221…-221 at -221, exact"), ("221–206 BC", "-221…-206 at -213.5, range"),
      ("27 BC–AD 14", "-27…14 at -6.5, range"), ("-0221", "-221…-221 at -221, exact"),
      ("AD 79", "79…79 at 79, exact"), ("before 1 AD", "…-1 at -1, open start"),
      ("44 v. Chr.", "-44…-44 at -44, exact"), ("\u{A0}1959 ", "1959…1959 at 1959, exact"),
    ])
  func written(_ text: String, _ meaning: String) { #expect(span(text) == meaning) }

  @Test(
    "what is no year, or could be two, is not read",
    arguments: [
      "", "soon", "58", "1901-12", "1961–58", "1958-9", "1958/1957", "59/1958", "c.", "before",
      "1958Z", "19th century", "1958–59–60", "0", "0000", "1,958", "1958.5", "since", "–", "?",
    ])
  func unreadable(_ text: String) { #expect(span(text) == nil) }

  @Test(
    "EDTF is read to level 1; years are astronomical there",
    arguments: [
      ("1959", "1959…1959 at 1959, exact"), ("1959~", "1959…1959 at 1959, approximate"),
      ("1959?", "1959…1959 at 1959, uncertain"),
      ("1959%", "1959…1959 at 1959, approximate, uncertain"),
      ("1958/1961", "1958…1961 at 1959.5, range"), ("1958/..", "1958… at 1958, open end"),
      ("../1961", "…1961 at 1961, open start"), ("1958/", "1958… at 1958, open end"),
      ("195X", "1950…1959 at 1954.5, range"), ("19XX", "1900…1999 at 1949.5, range"),
      ("1958-08", "1958…1958 at 1958, exact"), ("1958-21", "1958…1958 at 1958, exact"),
      ("1958-08-17", "1958…1958 at 1958, exact"), ("1958-XX", "1958…1958 at 1958, exact"),
      ("-0220", "-221…-221 at -221, exact"), ("0000", "-1…-1 at -1, exact"),
      ("Y-17000", "-17001…-17001 at -17001, exact"),
      ("1958~/1961?", "1958…1961 at 1959.5, range, approximate, uncertain"),
    ])
  func edtf(_ text: String, _ meaning: String) { #expect(span(text, .edtf) == meaning) }

  @Test(
    "what is no EDTF is not read",
    arguments: [
      "c. 1959", "1985-13", "1985-02-30", "58", "/", "../..", "X", "XXXX", "1961/1958", "Y1",
      "19X5",
      "1958-08-17T10:00", "1958//1961", "",
    ])
  func notEDTF(_ text: String) { #expect(span(text, .edtf) == nil) }

  @Test("years in words become numbers, with columns of their bounds and their doubt")
  func columns() {
    let result = readCSV(
      "when,v\nc. 1959,1\n1958/59,2\n,3\nsoon,4\n",
      resource: resource([field("when", .string) { $0.yearNotation = .any }, field("v", .number)]))
    #expect(
      result.table?.summary == [
        "when: numbers 1959 1958.5 – –", "when_start: numbers 1959 1958 – –",
        "when_end: numbers 1959 1959 – –", "when_status: texts approximate range – –",
        "when_written: texts c. 1959 1958/59 – soon", "v: numbers 1 2 3 4",
      ])
    #expect(result.table?["when"]?.field?.kind == .year)
    #expect(result.problems.hasPrefix("a.csv:5:1: error: 'soon' is not a year (column 'when')\n"))
  }

  @Test("no text makes the reader of years trap")
  func hostile() {
    let signs = Array("c. 19580–/-?~XBCEY.s \u{A0}")
    var random = SeededNumbers(seed: 21)
    for _ in 0..<5000 {
      let text = String(
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
          signs[Int.random(in: signs.indices, using: &random)]
        })
      for notation in YearNotation.allCases {
        if let span = YearSpan(text, notation) { #expect(span.year.isFinite) }
      }
    }
  }
}
