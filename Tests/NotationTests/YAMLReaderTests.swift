import Diagnostics
import Testing

@testable import Notation

/// Reads a text and returns it as JSON, and the short forms of what was reported.
func readYAML(_ text: String) -> (json: String?, problems: [String]) {
  var log = DiagnosticLog()
  let node = YAMLReader.read(SourceText(name: "a.yaml", text: text), log: &log)
  return (node?.json.text(), shortForms(log))
}

private let closing = " | close the bracket, or put a text that holds ',' or ': ' in quotes"

@Suite("YAMLReader") struct YAMLReaderTests {
  @Test(
    "plain scalars have the types of the core schema",
    arguments: [
      ("null", "null"), ("~", "null"), ("Null", "null"), ("true", "true"), ("False", "false"),
      ("yes", "\"yes\""), ("no", "\"no\""), ("on", "\"on\""), ("12", "12"), ("-3.5", "-3.5"),
      ("+7", "7"), ("1e3", "1000"), (".5", "0.5"), ("0x1F", "31"), ("0o17", "15"), ("010", "10"),
      ("0x-5", "\"0x-5\""), ("1958-08-17", "\"1958-08-17\""), ("12:30", "\"12:30\""),
      ("1_000", "\"1_000\""), (".inf", "\".inf\""), (".nan", "\".nan\""), ("-", "[null]"),
      ("1.2.3", "\"1.2.3\""), ("e5", "\"e5\""), ("'12'", "\"12\""), ("\"true\"", "\"true\""),
      ("!!str 12", "\"12\""), ("&a !!str 12", "\"12\""), ("&a 12", "12"), ("!!int 12", "12"),
      ("大跃进", "\"大跃进\""),
    ])
  func scalars(text: String, expected: String) { #expect(readYAML(text).json == expected) }

  @Test("mappings, lists, flow style and block scalars")
  func structure() {
    let text = """
      mark: {type: bar, tooltip: [1, two]}
      data:
        - a: 1
          b: x y
        -
          - nested
      folded: >
        one
        two
      kept: |
        one
        two
      empty:
      """
    #expect(
      readYAML(text).json
        == #"{"mark":{"type":"bar","tooltip":[1,"two"]},"data":[{"a":1,"b":"x y"},"#
        + #"["nested"]],"folded":"one two\n","kept":"one\ntwo\n","empty":null}"#
    )
  }

  @Test("anchors, aliases and merge keys")
  func anchors() {
    let text = """
      base: &base {color: red, size: 2}
      one:
        <<: *base
        size: 3
      two: {size: 4, <<: *base}
      many:
        <<: [*base, {shape: dot, color: blue}]
      same: *base
      """
    #expect(
      readYAML(text).json
        == #"{"base":{"color":"red","size":2},"one":{"color":"red","size":3},"#
        + #""two":{"size":4,"color":"red"},"many":{"color":"red","size":2,"shape":"dot"},"#
        + #""same":{"color":"red","size":2}}"#)
  }

  @Test(
    "what is wrong is an error with its place",
    arguments: [
      ("", "1:1 there is nothing here"), ("# only a comment\n", "1:1 there is nothing here"),
      (
        "a: 1\nb: 2\na: 3\n",
        "3:1 the key 'a' stands twice | take one of the two out, or give it another name"
      ),
      ("a: [1, 2\nb: 3\n", "2:2 a ',' or ']' is missing before this" + closing),
      ("a: \"open\n", "1:4 the string that opens here is not closed | add '\"' at its end"),
      (
        "a: *none\n",
        "1:4 there is no anchor 'none' | mark the value with '&none', or put the text in quotes"
      ),
      (
        "a: 1\n---\nb: 2\n",
        "2:1 a second document begins here"
          + " | take the line of dashes out, or put the rest into a file of its own"
      ),
      ("a:\n  <<: 5\n", "2:7 only mappings can be merged, not a number"),
      ("? [1, 2]\n: x\n", "1:3 a key must be a string, not a list"),
    ])
  func invalid(text: String, problem: String) {
    let result = readYAML(text)
    #expect(result.json == nil)
    #expect(result.problems == [problem])
  }

  @Test("a tab as indentation is an error that says what to do")
  func tabs() {
    let problems = readYAML("a:\n\tb: 1\n").problems
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("2:1 ") == true)
    #expect(problems.first?.contains("write spaces in its place") == true)
  }

  @Test("a control character is an error with its place")
  func control() {
    let problems = readYAML("a: 1\nb: x\u{1}y\n").problems
    #expect(problems == ["2:5 control characters are not allowed: 0x1"])
  }

  @Test("nodes know where they were written, also in a part of a larger, indented text")
  func places() throws {
    let whole = """
      # Title 大

      1. A list item with a chart:

         mark: bar
         data: {url: "进.csv"}
         list:
           - one
           - 'two words'

      After.
      """
    let source = SourceText(name: "a.md", text: whole)
    let start = try #require(source.bytes.firstRange(of: Array("   mark".utf8))?.lowerBound)
    let end = try #require(source.bytes.firstRange(of: Array("\nAfter".utf8))?.lowerBound)
    var log = DiagnosticLog()
    let node = try #require(
      YAMLReader.read(source, range: start..<end, indent: 3, log: &log))
    #expect(node["mark"]?.place.text == "bar")
    #expect(node["mark"]?.place.label == "a.md:5:10")
    #expect(node["data"]?["url"]?.place.text == "\"进.csv\"")
    #expect(node["list"]?.elements?.map(\.place.text) == ["one", "'two words'"])
    #expect(node.members?.map(\.keyPlace.text) == ["mark", "data", "list"])
  }

  @Test("an error in an indented part has its place in the whole")
  func partError() {
    let source = SourceText(name: "a.md", text: "text\n    a: 1\n    a: 2\n")
    var log = DiagnosticLog()
    #expect(
      YAMLReader.read(source, range: 5..<source.bytes.count, indent: 4, log: &log) == nil)
    #expect(
      log.entries.first?.text(.human) == """
        a.md:3:5: error: the key 'a' stands twice
            3 |     a: 2
              |     ^
           why: only one of the two values could count
          note: a.md:2:5: first given here
          hint: take one of the two out, or give it another name

        """)
  }

  @Test("lines may end in CRLF or CR", arguments: ["\r\n", "\r"])
  func lineEnds(lineEnd: String) throws {
    var log = DiagnosticLog()
    let text = ["a: 1", "b:", "  - x", "  - 2", ""].joined(separator: lineEnd)
    let node = YAMLReader.read(SourceText(name: "a", text: text), log: &log)
    #expect(node?.json.text() == #"{"a":1,"b":["x",2]}"#)
    #expect(node?["b"]?.elements?.first?.place.label == "a:3:5")
  }

  @Test("aliases that unfold to too much are an error, soon")
  func billionLaughs() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(readYAML(text).problems.map { $0.hasSuffix("the text unfolds to too much") } == [true])
    // As a key, the parser would compare it with others before we see it.
    #expect(
      readYAML(text + "? *a12\n: 1\n").problems == ["14:1 a key must be a string"])
    #expect(readYAML(text + "*a12 : 1\n").problems == ["14:1 a key must be a string"])
    #expect(readYAML(text + "z: {[*a12]: 1}\n").problems == ["14:10 a key must be a string"])
  }

  @Test("many aliases of small things are fine")
  func manyAliases() {
    let uses = (0..<500).map { "k\($0): {<<: *base, n: \($0)}" }.joined(separator: "\n")
    #expect(readYAML("base: &base {a: 1}\n" + uses).problems == [])
  }

  @Test(
    "nesting that is too deep is an error, not a crash",
    arguments: ["[", "{a: ", "- ", "? ", "&a [", "- - - {"])
  func deep(opening: String) {
    let result = readYAML(String(repeating: opening, count: 20_000))
    #expect(result.json == nil)
    #expect(result.problems.count == 1)
  }

  @Test("nesting by lines that is too deep is an error")
  func deepLines() {
    let text = (0..<5000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    #expect(readYAML(text).problems.count == 1)
  }
}

@Suite("NotationReader") struct NotationReaderTests {
  private func read(_ text: String, name: String = "a.vl") -> (json: String?, problems: [String]) {
    var log = DiagnosticLog()
    let node = NotationReader.read(SourceText(name: name, text: text), log: &log)
    return (node?.json.text(), shortForms(log))
  }

  @Test("a brace or bracket starts JSON, anything else YAML")
  func choice() {
    #expect(read("  {\"a\": [1]}").json == #"{"a":[1]}"#)
    #expect(read("a: [1]").json == #"{"a":[1]}"#)
  }

  @Test("YAML that starts with a brace is read too")
  func flow() { #expect(read("{mark: bar, data: {url: a.csv}}").json != nil) }

  @Test("a file that is named .json must be JSON")
  func strict() {
    #expect(read("{mark: bar}", name: "a.vl.json").problems.count == 2)
    #expect(read("{\"mark\": \"bar\",}", name: "a.vl.json").problems.count == 1)
  }

  @Test("what is neither is reported as what its first key looks like")
  func neither() {
    #expect(read("{\"a\": [1}").problems == ["1:9 a comma or ']' was expected"])
    #expect(read("{a: [1}").problems == ["1:7 a ',' or ']' is missing before this" + closing])
  }
}
