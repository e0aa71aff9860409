import Diagnostics
import Testing

@testable import Charting

@Suite("Number formats") struct NumberFormatTests {
  // Derived from d3-format's rules and checked against Vega's `format`.
  static let known: [(Double, String, String)] = [
    (1234.5678, ",.2f", "1,234.57"),
    (-1234.5678, "($,.2f", "($1,234.57)"),
    (0, "s", "0.00000"),
    (0.00001, "s", "10.0000\u{B5}"),
    (999.9999, ".3s", "1.00k"),
    (1e-30, "s", "0.000001y"),
    (1e-26, ".3s", "0.01y"),
    (123456789, "s", "123.457M"),
    (123456789, ".3s", "123M"),
    (1500, "~s", "1.5k"),
    (-0.0001, ".2f", "0.00"),
    (-0.0001, "+.2f", "\u{2212}0.00"),
    (42, "*^12,d", "*****42*****"),
    (1234567, "015,d", "000,001,234,567"),
    (1234567, "09,d", "1,234,567"),
    (123.456, "", "123.456"),
    (1e21, "d", "1000000000000000000000"),
    (1e23, "d", "100000000000000000000000"),
    (1e21, "f", "1e+21"),
    (0.1 + 0.2, "", "0.3"),
    (1.005, ".2f", "1.00"),
    (0.5, ".0f", "1"),
    (1.5, ".0f", "2"),
    (2.5, ".0f", "3"),
    (2.5, "d", "3"),
    (-2.5, "d", "\u{2212}3"),
    (255, "#x", "0xff"),
    (-255, "#X", "\u{2212}0xFF"),
    (10, "#b", "0b1010"),
    (8, "o", "10"),
    (0, "r", "0.00000"),
    (0.000012345, ".3r", "0.0000123"),
    (12345, ".2r", "12000"),
    (0.1234, ".1%", "12.3%"),
    (0.1234, "p", "12.3400%"),
    (0.12345, ".3p", "12.3%"),
    (1234.5, "n", "1,234.50"),
    (0.0000001, "n", "1.00000e-7"),
    (65, "c", "65"),
    (.nan, ".2f", "NaN"),
    (.infinity, ".2f", "Infinity"),
    (-.infinity, ",.2f", "\u{2212}Infinity"),
    (1e-7, "g", "1.00000e-7"),
    (123456789, "g", "1.23457e+8"),
    (123456789, ".3g", "1.23e+8"),
    (1234.5, ".3~g", "1.23e+3"),
    (1500000, ".3~e", "1.5e+6"),
    (1500, "$~s", "$1.5k"),
    (1500, "z", "1500"),
    (-5, " d", "\u{2212}5"),
    (5, " d", " 5"),
    (-5, "<8d", "\u{2212}5      "),
    (-5, "=8d", "\u{2212}      5"),
    (-5, "0=8d", "\u{2212}0000005"),
    (5, "~>6", "~~~~~5"),
    (.leastNonzeroMagnitude, ".20e", "4.94065645841246544177e-324"),
    (1.7976931348623157e308, ".3e", "1.798e+308"),
    (123.456, ".30f", "123.45600000000000306954"),
    (0.000001, ".1~f", "0"),
    (1234.5678, "$,.2~f", "$1,234.57"),
    (1e10, ",", "10,000,000,000"),
    (1e15, "~s", "1P"),
    (1e25, "s", "10.0000Y"),
    (1e28, ".3s", "10000Y"),
    (99999, ".2s", "100k"),
    (0.0000000000000000000000012345, ".2s", "1.2y"),
    (0.00000000000000000000000012345, ".5s", "0.1234y"),
    (0, ".3s", "0.00"),
    (0, "~s", "0"),
    (0, "p", "0.00000%"),
    (0, ".3~r", "0"),
    (12345.6789, ".0e", "1e+4"),
    (12345.6789, "e", "1.234568e+4"),
    (-0, "f", "0.000000"),
    (-1e-10, "~g", "\u{2212}1e-10"),
    (-12, "x", "\u{2212}c"),
    (0.3, "x", "0"),
    (1234567.891, "_>20,.1f", "_________1,234,567.9"),
    (1234567.891, "020,.1f", "00,000,001,234,567.9"),
    (12, "05%", "1200.000000%"),
    (.infinity, "s", "Infinity"),
    (.nan, "s", "NaN"),
  ]

  @Test("numbers are written as d3-format writes them", arguments: known)
  func knownText(number: Double, format: String, expected: String) {
    var log = DiagnosticLog()
    #expect(NumberFormat.parse(format, log: &log)?.text(number) == expected)
  }

  @Test("a locale brings its signs, groups, digits and currency")
  func locales() {
    let text = { (tag: String, format: String) -> String? in
      var log = DiagnosticLog()
      guard let locale = NumberLocale.named(tag) else { return nil }
      return NumberFormat.parse(format, locale: locale, log: &log)?.text(-1234567.5)
    }
    #expect(text("de", ",.1f") == "\u{2212}1.234.567,5")
    #expect(text("de-DE", "$,.2f") == "\u{2212}1.234.567,50\u{A0}€")
    #expect(text("fr", ",.1f") == "\u{2212}1\u{A0}234\u{A0}567,5")
    #expect(text("en-IN", "$,.0f") == "\u{2212}₹12,34,568")
    #expect(text("zh-Hans-CN", ",.1f") == "\u{2212}1,234,567.5")
    #expect(text("ar-EG", ",.1f") == "\u{2212}١٬٢٣٤٬٥٦٧٫٥")
    #expect(text("pt-BR", "$,.2f") == "\u{2212}R$1.234.567,50")
    #expect(NumberLocale.named("xx") == nil)
    #expect(NumberLocale.named("") == nil)
    #expect(NumberLocale.named("de-XX") == NumberLocale.named("de-DE"))
  }

  static let bad: [(String, String, String?)] = [
    ("abc", "the number format 'abc' goes wrong at 'bc'", "bc"),
    (".f", "the number format '.f' is not one", ".f"),
    ("%Y-%m", "the number format '%Y-%m' goes wrong at 'Y-%m'", "Y-%m"),
    (",.2 f", "the number format ',.2 f' goes wrong at ' f'", " f"),
  ]

  @Test("what is not a format is an error with its place", arguments: bad)
  func errors(format: String, message: String, part: String?) {
    var log = DiagnosticLog()
    let source = SourceText(name: "a.vl.json", text: #"{"format": "\#(format)"}"#)
    let place = Place(source: source, range: 11..<13 + format.utf8.count)
    #expect(NumberFormat.parse(format, place: place, log: &log) == nil)
    #expect(log.entries.map(\.message) == [message])
    #expect(log.entries.first?.place?.text == part)
  }

  @Test("an unknown type is ignored, with a warning")
  func unknownType() {
    var log = DiagnosticLog()
    #expect(NumberFormat.parse(".2z", log: &log)?.text(1.25) == "1.3")
    #expect(log.entries.map(\.message) == ["'z' is not a type of number format"])
    #expect(!log.hasErrors)
  }

  @Test("no format and no number traps")
  func hostile() {
    var generator = SmallGenerator(seed: 7)
    let alphabet = Array("<>^=+-( $#0123456789,.~efgrsp%bodcxXnzé\u{0}")
    let numbers: [Double] = [
      0, -0.0, 1, -1, .nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, 0.1,
      123456.789, 1e21,
    ]
    for _ in 0..<3000 {
      let format = String(
        (0..<generator.next(8)).map { _ in alphabet[generator.next(alphabet.count)] })
      var log = DiagnosticLog()
      guard let parsed = NumberFormat.parse(format, log: &log) else { continue }
      for number in numbers { _ = parsed.text(number) }
    }
    var log = DiagnosticLog()
    let wide = NumberFormat.parse("99999999999999999999,.99999999999999999999f", log: &log)
    #expect(wide?.text(1).count == 1000)
  }
}

/// A small generator with a fixed seed, for hostile input (Marsaglia's xorshift).
struct SmallGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// The next number from 0 up to, but not including, a limit.
  mutating func next(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % max(limit, 1)
  }
}

@Suite("Tick labels") struct TickFormatTests {
  private func labels(
    _ start: Double, _ stop: Double, _ count: Double, _ format: String? = nil
  ) -> [String] {
    var log = DiagnosticLog()
    let specifier = format.flatMap { NumberSpecifier.parse($0, log: &log) }
    let format = TickFormat.labels(from: start, to: stop, count: count, specifier)
    return Ticks.ticks(from: start, to: stop, count: count).map(format.text)
  }

  @Test("labels have as many digits as the step asks for")
  func precision() {
    #expect(labels(0, 1, 5) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(0, 100, 2) == ["0", "50", "100"])
    #expect(labels(0, 0.5, 5, "%") == ["0%", "10%", "20%", "30%", "40%", "50%"])
    #expect(labels(0, 0.004, 2, "%") == ["0.0%", "0.2%", "0.4%"])
    #expect(labels(0, 1e6, 2, "s") == ["0.0M", "0.5M", "1.0M"])
    #expect(labels(0, 1e6, 2, "~s") == ["0M", "0.5M", "1M"])
    #expect(labels(0, 20, 2, "e") == ["0e+0", "1e+1", "2e+1"])
    #expect(labels(0, 3, 3, ".2f") == ["0.00", "1.00", "2.00", "3.00"])
    #expect(labels(-2000, 2000, 2) == ["\u{2212}2,000", "0", "2,000"])
  }

  @Test("a number that stands alone has no zeros at its end")
  func plain() {
    #expect(
      [0.001, 1, 1000, 1e12, 1e13].map { TickFormat.plain().text($0) }
        == ["0.001", "1", "1,000", "1e+12", "1e+13"])
    #expect(TickFormat.plain(NumberSpecifier(.percent)).text(0.125) == "12.5%")
  }
}

@Suite("JavaScript numbers") struct JSNumberTests {
  static let texts: [(Double, String)] = [
    (0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (0.1 + 0.2, "0.30000000000000004"),
    (1e21, "1e+21"), (123_456_789_012_345_683_968, "123456789012345680000"), (1e-6, "0.000001"),
    (1e-7, "1e-7"), (1.5e-10, "1.5e-10"), (.leastNonzeroMagnitude, "5e-324"), (.nan, "NaN"),
    (.infinity, "Infinity"), (-.infinity, "-Infinity"), (100, "100"),
    (1.7976931348623157e308, "1.7976931348623157e+308"),
  ]

  @Test("a number is written in the shortest way that names it", arguments: texts)
  func shortest(number: Double, expected: String) {
    #expect(JSNumber.text(number) == expected)
  }

  @Test("fixed places round the exact binary value, halves upward")
  func fixed() {
    #expect(JSNumber.fixed(1.005, places: 2) == "1.00")
    #expect(JSNumber.fixed(2.5, places: 0) == "3")
    #expect(JSNumber.fixed(-2.5, places: 0) == "-3")
    #expect(JSNumber.fixed(0.000001, places: 7) == "0.0000010")
    #expect(JSNumber.fixed(0.05, places: 1) == "0.1")
    #expect(JSNumber.fixed(0.04, places: 1) == "0.0")
    #expect(JSNumber.fixed(9.96, places: 1) == "10.0")
    #expect(JSNumber.fixed(0, places: 2) == "0.00")
    #expect(JSNumber.fixed(123.456, places: 0) == "123")
    #expect(JSNumber.fixed(999.9999, places: 2) == "1000.00")
  }

  @Test("exponents and significant digits are those of JavaScript")
  func scientific() {
    #expect(JSNumber.exponential(12345.6789, places: 2) == "1.23e+4")
    #expect(JSNumber.exponential(0) == "0e+0")
    #expect(JSNumber.exponential(0, places: 2) == "0.00e+0")
    #expect(JSNumber.exponential(9.99, places: 1) == "1.0e+1")
    #expect(JSNumber.precise(0.000123, digits: 2) == "0.00012")
    #expect(JSNumber.precise(1e-7, digits: 2) == "1.0e-7")
    #expect(JSNumber.precise(123456, digits: 2) == "1.2e+5")
    #expect(JSNumber.precise(99.99, digits: 3) == "100")
    #expect(JSNumber.text(whole: -255, radix: 16) == "-ff")
  }

  static let read: [(String, Double, Double)] = [
    ("12", 12, 12), (" 12.5 ", 12.5, 12.5), ("", 0, .nan), ("12px", .nan, 12), ("0x1F", 31, 0),
    ("1e3", 1000, 1000), ("1e", .nan, 1), (".5", 0.5, 0.5), ("5.", 5, 5),
    ("-.5e-2", -0.005, -0.005),
    ("Infinity", .infinity, .infinity), ("-Infinity", -.infinity, -.infinity), ("nan", .nan, .nan),
    ("inf", .nan, .nan), ("+3", 3, 3), ("1,000", .nan, 1), (".", .nan, .nan), ("0b101", 5, 0),
  ]

  @Test("a text is read as JavaScript's Number and parseFloat read it", arguments: read)
  func reading(text: String, number: Double, leading: Double) {
    let same = { (a: Double, b: Double) in a == b || a.isNaN && b.isNaN }
    #expect(same(JSNumber.number(text), number))
    #expect(same(JSNumber.leadingNumber(text), leading))
  }

  @Test("a printed number reads back as itself")
  func roundTrip() {
    var generator = SmallGenerator(seed: 3)
    for _ in 0..<2000 {
      let bits = UInt64(generator.next(1 << 31)) << 33 | UInt64(generator.next(1 << 31)) << 2
      let number = Double(bitPattern: bits)
      guard number.isFinite else { continue }
      #expect(JSNumber.number(JSNumber.text(number)) == number)
      let expanded = JSNumber.exponential(number, places: 16)
      #expect(JSNumber.number(expanded) == number)
    }
  }
}
