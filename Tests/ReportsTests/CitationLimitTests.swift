import Diagnostics
import TestSupport
import Testing

@testable import Reports

/// Bibliographies that are broken, and ones that are long.
@Suite struct CitationLimitTests {
  /// Numbers that look random and are the same in every run.
  private struct Sequence {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return limit > 0 ? Int(state >> 33) % limit : 0
    }
  }

  private func bytes(of name: String) throws -> [UInt8] {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let path = Project.root + "/Tests/Citations/" + name
    return try #require(files.readInput(path, log: &log)).bytes
  }

  @Test(
    "a broken file never stops the program, and every message has a place in it",
    arguments: ["works.bib", "works.json"])
  func broken(_ name: String) throws {
    let whole = try bytes(of: name)
    var random = Sequence(state: 7)
    let signs = Array("{}\"@,=#\\[]:%-~0aé".utf8)
    for _ in 0..<120 {
      let start = random.next(whole.count)
      var text = Array(whole[start..<min(whole.count, start + 1 + random.next(2500))])
      for _ in 0..<random.next(12) where !text.isEmpty {
        let index = random.next(text.count)
        switch random.next(3) {
        case 0: text[index] = signs[random.next(signs.count)]
        case 1: text.remove(at: index)
        default: text.insert(signs[random.next(signs.count)], at: index)
        }
      }
      var log = DiagnosticLog()
      let source = String(decoding: text, as: UTF8.self)
      for style in [CitationStyle.chicago, .nature] {
        _ = bibliography(name, source, style: style, log: &log)
      }
      for entry in log.entries {
        guard let place = entry.place else {
          Issue.record("'\(entry.message)' has no place")
          continue
        }
        #expect(place.source.name == name)
        #expect(place.range.upperBound <= place.source.bytes.count, "\(entry.message)")
      }
    }
  }

  @Test("five hundred works cited five hundred times are told apart, in every style")
  func many() {
    let works = (0..<500).map { number in
      """
      @article{k\(number), author={Name\(number % 50), A\(number % 7). and Other, B. and More, C.},
        title={Title \(number)}, journal={J}, volume=\(number % 20), year=\(1950 + number % 11)}
      """
    }.joined(separator: "\n")
    for style in CitationStyle.all {
      var log = DiagnosticLog()
      let list = bibliography("r.bib", works, style: style, log: &log)
      #expect(log.entries.isEmpty)
      #expect(list.entries.count == 500)
      let place = SourceText(name: "a.md", text: " ").whole
      let texts = list.entries.map { entry in
        list.citation(
          [.init(key: entry.key, affix: .init(prefix: [], suffix: []), isAuthorSuppressed: false)],
          isNarrative: false, at: place
        ).plainText
      }
      #expect(Set(texts).count == 500, "\(style.name)")
    }
  }

  @Test(
    "dates are read as people and ISO 8601-2 write them",
    arguments: [
      ("1959", "1959"), ("c. 1959", "ca.\u{A0}1959"), ("ca. 1959", "ca.\u{A0}1959"),
      ("1958--1962", "1958–1962"), ("1958–62", "1958–62"), ("[1959?]", "[1959?]"),
      ("44 BC", "44\u{A0}BCE"),
      ("forthcoming", "forthcoming"), ("in press", "in press"), ("n.d.", ""),
      ("1959-09-07", "1959"), ("1958/", "1958–"), ("1959~", "ca.\u{A0}1959"),
      ("-0043", "44\u{A0}BCE"), ("1990s", "1990s"),
    ])
  func dates(_ text: String, _ expected: String) {
    let date = WorkDate(edtf: text) ?? WorkDate(words: text)
    #expect(ReportWords.english.years(date) == expected)
  }

  @Test(
    "initials keep hyphens, and scripts without capitals are left whole",
    arguments: [
      ("Jonathan D.", "J. D."), ("Jean-Paul", "J.-P."), ("J.D.", "J. D."), ("泽东", "泽东"),
      ("Łukasz", "Ł."), ("", ""),
    ])
  func initials(_ given: String, _ expected: String) {
    #expect(
      PersonName(given: given, family: "X").initials(stop: ".", space: " ", hyphen: "-") == expected
    )
  }
}
