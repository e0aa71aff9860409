import Diagnostics
import Testing

@testable import Charting

@Suite("Time formats") struct TimeFormatTests {
  // Derived from d3-time-format's rules and checked against Vega's `utcFormat`.
  static let written: [(Double, String, String)] = [
    (-371_088_000_000, "%d %B %Y", "30 March 1958"),
    (-371_001_600_000, "%c|%x|%X", "3/31/1958, 12:00:00 AM|3/31/1958|12:00:00 AM"),
    (
      1_583_625_845_678, "%a %A %b %B %d %e %f %g %G %H %I %j %L %m %M %p %q",
      "Sun Sunday Mar March 08  8 678000 20 2020 00 12 068 678 03 04 AM 1"
    ),
    (
      1_583_625_845_678, "%Q %s %S %u %U %V %w %W %y %Y %Z %%",
      "1583625845678 1583625845 05 7 10 10 0 09 20 2020 +0000 %"
    ),
    (
      1_583_625_845_678, "%-d %_d %-m %_m %-j %_j %-I %_H %0e %-y",
      "8  8 3  3 68  68 12  0 08 20"
    ),
    (1_609_459_200_000, "%g %G %U %V %W %u %w %j", "20 2020 00 53 00 5 5 001"),
    (1_230_768_000_000, "%g %G %U %V %W %u %w %j", "09 2009 00 01 00 4 4 001"),
    (1_262_304_000_000, "%g %G %U %V %W %u %w %j", "09 2009 00 53 00 5 5 001"),
    (-63_198_755_200_000, "%Y %y", "-0033 -33"),
    (253_402_300_800_000, "%Y %y %G", "0000 00 9999"),
    (0, "%E %k 100%", "E k 100%"),
    (.nan, "%Y", "Invalid Date"),
  ]

  @Test("moments are written as d3-time-format writes them", arguments: written)
  func writing(moment: Double, format: String, expected: String) {
    #expect(TimeFormat(format).text(moment) == expected)
  }

  @Test("a locale brings its names and orders")
  func locales() {
    let text = { (tag: String, format: String) in
      TimeLocale.named(tag).map { TimeFormat(format, locale: $0).text(-371_088_000_000) }
    }
    #expect(text("de", "%A, %e. %B %Y") == "Sonntag, 30. März 1958")
    #expect(text("fr-FR", "%x") == "30/03/1958")
    #expect(text("zh-Hans", "%x %A") == "1958年3月30日 星期日")
    #expect(text("en-GB", "%x") == "30/03/1958")
    #expect(text("xx", "%x") == nil)
  }

  @Test("the default format shows each moment at its own grain")
  func multiFormat() {
    let labels = [
      ("2020-01-01", "2020"), ("2020-04-01", "April"), ("2020-05-01", "May"),
      ("2020-01-05", "Jan 05"), ("2020-01-02", "Thu 02"), ("2020-01-02T03:00", "03 AM"),
      ("2020-01-02T03:04", "03:04"), ("2020-01-02T03:04:05", ":05"),
    ]
    for (day, label) in labels { #expect(MultiTimeFormat().text(moment(day)) == label) }
    #expect(MultiTimeFormat().text(1) == ".001")
    #expect(MultiTimeFormat([.quarter: "Q%q"]).text(moment("2020-04-01")) == "Q2")
  }

  @Test("a letter that stands for nothing gets a warning with its place")
  func warnings() {
    var log = DiagnosticLog()
    let source = SourceText(name: "a.json", text: #""%Y %E""#)
    let format = TimeFormat.parse("%Y %E", place: source.whole, log: &log)
    #expect(format.text(0) == "1970 E")
    #expect(log.entries.map(\.message) == ["'%E' stands for no part of a date"])
    #expect(log.entries.first?.place?.text == "%E")
    _ = TimeFormat.parse("%-d %_m %%", log: &log)
    #expect(log.entries.count == 1)
  }

  @Test("no format or moment traps")
  func hostile() {
    var generator = SmallGenerator(seed: 11)
    let alphabet = Array("%%%%%aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ-_0 é:+Z19")
    for _ in 0..<3000 {
      let random = { (generator: inout SmallGenerator) in
        String((0..<generator.next(12)).map { _ in alphabet[generator.next(alphabet.count)] })
      }
      let format = random(&generator)
      for moment in [0, -8.64e15, 8.64e15, .nan, .infinity, 1e300] as [Double] {
        _ = TimeFormat(format).text(moment)
      }
    }
  }
}
