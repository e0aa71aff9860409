import TestSupport
import Testing

@testable import Tables

@Suite("Numbers") struct NumberTests {
  @Test(
    "decimal numbers are read, with sign, point and exponent",
    arguments: [
      ("0", 0), ("1958", 1958), ("-2.5", -2.5), ("+3", 3), (".5", 0.5), ("5.", 5), ("1e3", 1000),
      ("1E-3", 0.001), ("  7\t", 7), ("00012", 12), ("1e0", 1),
      ("123456789012345678", 1.2345678901234568e17),
      ("0.000000000000000000001", 1e-21), ("1e-400", 0),
      ("9007199254740993", 9_007_199_254_740_992),
    ])
  func read(text: String, number: Double) { #expect(NumberParsing.double(text) == number) }

  @Test(
    "anything else is no number",
    arguments: [
      "", " ", ".", "-", "+-1", "1e", "1e+", "e5", "1.2.3", "1,5", "1 000", "NaN", "nan", "inf",
      "Infinity",
      "-inf", "0x1F", "1f", "1e400", "٣", "１", "1\n", "--1", "1_000",
    ])
  func refused(text: String) { #expect(NumberParsing.double(text) == nil) }

  @Test("what is read is exactly the nearest number")
  func exact() {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let text = "\(number)"
      #expect(NumberParsing.double(text)?.bitPattern == number.bitPattern)
    }
    for _ in 0..<20_000 {
      let digits = (0..<Int.random(in: 1...25, using: &random)).map { _ in
        String(Int.random(in: 0...9, using: &random))
      }.joined()
      let point = Int.random(in: 0...digits.count, using: &random)
      let text =
        digits.prefix(point) + "." + digits.dropFirst(point)
        + "e\(Int.random(in: -30...30, using: &random))"
      #expect(NumberParsing.double(String(text)) == Double(String(text)))
    }
  }

  @Test("minus zero keeps its sign")
  func minusZero() { #expect(NumberParsing.double("-0")?.sign == .minus) }

  @Test(
    "numbers are written as JavaScript writes them",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1, "1"), (-2.5, "-2.5"), (0.1, "0.1"), (1e21, "1e+21"),
      (1e20, "100000000000000000000"),
      (123_456_789_012_345_683_968, "123456789012345680000"), (1e-6, "0.000001"), (1e-7, "1e-7"),
      (1.5e-10, "1.5e-10"),
      (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
      (12345.678, "12345.678"),
      (1e15, "1000000000000000"), (.infinity, "Infinity"), (-.infinity, "-Infinity"), (.nan, "NaN"),
      (9_007_199_254_740_992, "9007199254740992"), (0.30000000000000004, "0.30000000000000004"),
    ])
  func written(number: Double, text: String) {
    #expect(NumberText.text(of: number) == text)
  }

  @Test("what is written reads back as the same number")
  func roundTrip() {
    var random = SeededNumbers(seed: 8)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      #expect(NumberParsing.double(NumberText.text(of: number)) == number)
    }
  }
}

@Suite("TextPattern") struct TextPatternTests {
  @Test(
    "a pattern matches a whole text",
    arguments: [
      ("abc", "abc", true), ("abc", "abcd", false), ("a.c", "a大c", true), ("a.c", "a\nc", false),
      ("", "", true),
      ("", "x", false), ("a*", "", true), ("a*", "aaaa", true), ("a+", "", false),
      ("a?b", "b", true),
      ("a{2,3}", "a", false), ("a{2,3}", "aaa", true), ("a{2,3}", "aaaa", false),
      ("a{2}", "aa", true),
      ("a{2,}", "aaaaa", true), ("(ab|cd)+", "abcdab", true), ("(?:ab|cd)+", "abc", false),
      ("[a-z]+", "abc", true),
      ("[^0-9]+", "ab1", false), ("[]a]+", "a]", true), ("[a\\-z]+", "a-z", true),
      ("[-a]+", "-a", true), ("\\d{4}", "1958", true),
      ("\\d{4}", "195a", false), ("\\w+\\s\\w+", "two words", true), ("\\D\\W\\S", "a-b", true),
      ("\\.\\*", ".*", true),
      ("^a$", "a", true), ("a^b", "ab", false), ("a|", "", true), ("大|小", "小", true),
      ("[一-龥]+", "大跃进", true),
      ("CN-[A-Z]{2}", "CN-BJ", true), ("(a|b)*c", "ababc", true), ("a*?b", "aab", true),
      ("\\t", "\t", true),
    ])
  func matches(pattern: String, text: String, expected: Bool) {
    #expect(TextPattern(pattern)?.matches(text) == expected)
  }

  @Test(
    "what is not a pattern is refused",
    arguments: [
      "(", ")", "[", "a{", "a{3,2}", "*", "+a", "\\", "(?<n>a)", "(?=a)", "\\1", "\\p{L}", "[z-a]",
      "a{99999}", "a**b)",
    ])
  func refused(pattern: String) { #expect(TextPattern(pattern) == nil) }

  @Test("no pattern makes matching slow")
  func backtracking() {
    #expect(TextPattern("(a*)*b")?.matches(String(repeating: "a", count: 3000)) == false)
    #expect(TextPattern("(a|a)*c")?.matches(String(repeating: "a", count: 3000)) == false)
    #expect(TextPattern(String(repeating: "(", count: 500)) == nil)
    #expect(TextPattern("((a{50}){50}){50}") == nil)
  }
}
