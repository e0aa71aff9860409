import Diagnostics
import Notation
import Tables
import TestSupport
import Testing

@testable import Reports

/// Numbers in the texts of charts that are bound to the data.
@Suite struct ChartClaimTests {
  private func words(_ text: String) -> [String] {
    let source = SourceText(name: "a", text: text)
    return ClaimedText.parts(of: text, at: source.whole).map { part in
      guard case .span(let words, _) = part.kind else { return [part].plainText }
      return "<\(words.plainText)>"
    }
  }

  @Test(
    "only spans with a claim are any",
    arguments: [
      ("no [claim] here", ["no [claim] here"]),
      ("datum['a'] {b}", ["datum['a'] {b}"]),
      ("[a]{.note} stays", ["[a]{.note} stays"]),
      ("[a]{claim=", ["[a]{claim="]),
      ("[a]{claim=\"x\"}", ["<a>"]),
      (
        "by [3 Mt]{claim=\"x[1]\"}, to []{fill=\"y['b']\"}.", ["by ", "<3 Mt>", ", to ", "<>", "."]
      ),
      ("[5]{.fill claim=\"x\"} [b", ["<5>", " [b"]),
      ("x[0] [[1]{claim=\"a\"}]", ["x[0] [", "<1>", "]"]),
    ])
  func spans(_ text: String, _ expected: [String]) { #expect(words(text) == expected) }

  @Test("a claim is told where it stands in a text of several lines")
  func places() throws {
    let source = SourceText(
      name: "a.yaml", text: "text: >-\n  [1]{claim=\"a\"} and\n  [1]{claim=\"b\"}\n")
    var log = DiagnosticLog()
    let text = try #require(NotationReader.read(source, log: &log)?["text"])
    let parts = ClaimedText.parts(of: text.string ?? "", at: text.place)
    let places = parts.compactMap { part in
      if case .span = part.kind { part.place.range.lowerBound } else { nil }
    }
    #expect(places == [11, 32])
  }

  @Test("of an expression only the words that it puts together are text")
  func quoted() {
    let source = SourceText(name: "a", text: "rows < 28 ? 'of 28' : \"of \" + rows")
    let parts = ClaimedText.parts(of: source.text(0..<source.bytes.count), at: source.whole)
    #expect(ClaimedText.quoted(in: parts).plainText.split(separator: " ") == ["of", "28", "of"])
  }

  @Test("claims are checked wherever a spec has a text, but not in its data")
  func spec() throws {
    let folder = TestFolder(["a.csv": "year,value\n1958,2.66\n1959,4.155\n"])
    let files = try #require(SourceFiles(root: folder.path))
    let text = """
      {"title": ["[2,7]{claim=\\"'a.csv'[year=1958].value\\"}", "and []{fill=\\"'a.csv'[year=1959].value\\"}"],
       "data": {"values": [{"a": "[9]{claim=\\"'a.csv'[year=1958].value\\"}"}]},
       "layer": [{"mark": "bar", "title": "[4]{claim=\\"'a.csv'[year=1958].value\\"}"}], "lang": "de"}
      """
    let source = SourceText(name: folder.path + "/c.json", text: text)
    var log = DiagnosticLog()
    let node = try #require(NotationReader.read(source, log: &log))
    let checked = ChartClaims(
      of: node, loader: DataLoader(files: files), parameters: ReportParameters(), language: "en",
      falseClaims: .warning, log: &log)
    let shown = try #require(checked.shown)
    #expect(log.entries.map(\.severity) == [.warning])
    #expect(shown["title"]?.elements?.compactMap(\.string) == ["2,7", "and 4,155"])
    #expect(shown["layer"]?.elements?.first?["title"]?.string == "4")
    #expect(shown["data"]?["values"]?.elements?.first?["a"]?.string?.hasPrefix("[9]{claim") == true)
    #expect(checked.claims.count == 3 && checked.uses.count == 1)
  }

  @Test("a spec without claims is shown as it is written")
  func plain() throws {
    let folder = TestFolder([:])
    let files = try #require(SourceFiles(root: folder.path))
    let source = SourceText(name: "c.json", text: "{\"title\": \"[a]{b}\"}")
    var log = DiagnosticLog()
    let node = try #require(NotationReader.read(source, log: &log))
    let checked = ChartClaims(
      of: node, loader: DataLoader(files: files), parameters: ReportParameters(), language: "en",
      falseClaims: .error, log: &log)
    #expect(checked.shown == nil && checked.claims.isEmpty && log.entries.isEmpty)
  }
}
