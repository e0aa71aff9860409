import Testing

@testable import Diagnostics

@Suite("DiagnosticText") struct DiagnosticTextTests {
  private let source = SourceText(
    name: "Datasets/grain.csv", text: "year,output_mt\n1958,200\n1960,n/a\n")

  private func place(_ words: String, in source: SourceText) -> Place {
    let bytes = Array(words.utf8)
    let start =
      source.bytes.indices.first { source.bytes[$0...].starts(with: bytes) } ?? 0
    return Place(source: source, range: start..<start + bytes.count)
  }

  private var problem: Diagnostic {
    var problem = Diagnostic.error(
      "cell-type", "'n/a' is not a number", at: place("n/a", in: source),
      why: "the data package says that this column is a number", hint: "mend the cell")
    problem.notes = [.init("described here", at: place("output_mt", in: source))]
    return problem
  }

  @Test("for people: the source line with carets, why, notes and hints")
  func human() {
    #expect(
      problem.text(.human) == """
        Datasets/grain.csv:3:6: error: 'n/a' is not a number
            3 | 1960,n/a
              |      ^^^
           why: the data package says that this column is a number
          note: Datasets/grain.csv:1:6: described here
          hint: mend the cell

        """)
  }

  @Test("for editors: one line")
  func short() {
    #expect(
      problem.text(.short) == "Datasets/grain.csv:3:6: error: 'n/a' is not a number\n")
  }

  @Test("for programs: one JSON object a line")
  func json() {
    #expect(
      problem.text(.json)
        == #"{"severity":"error","code":"cell-type","message":"'n/a' is not a number","#
        + #""file":"Datasets/grain.csv","line":3,"column":6,"endLine":3,"endColumn":9,"#
        + #""why":"the data package says that this column is a number","#
        + #""hints":["mend the cell"],"notes":[{"message":"described here","#
        + #""file":"Datasets/grain.csv","line":1,"column":6,"endLine":1,"endColumn":15}]}"# + "\n")
  }

  @Test("a problem without a text has no place")
  func placeless() {
    let problem = Diagnostic.warning("x", "no fonts", hint: "install some")
    #expect(problem.text(.human) == "playfair: warning: no fonts\n  hint: install some\n")
    #expect(problem.text(.short) == "playfair: warning: no fonts\n")
    #expect(
      problem.text(.json)
        == #"{"severity":"warning","code":"x","message":"no fonts","hints":["install some"]}"#
        + "\n"
    )
  }

  @Test("a long line is cut around the place")
  func longLine() {
    let filler = String(repeating: "abcdefghi ", count: 20_000)
    let source = SourceText(name: "a", text: filler + "HERE" + filler)
    let lines = Diagnostic.error("x", "wrong", at: place("HERE", in: source)).text(.human)
      .split(separator: "\n")
    #expect(lines[1].hasPrefix("    1 | …"))
    #expect(lines[1].hasSuffix("…"))
    #expect(lines[1].count <= 106)
    let start = lines[1].firstRange(of: "HERE")?.lowerBound
    let column = start.map { lines[1].distance(from: lines[1].startIndex, to: $0) }
    #expect(column == lines[2].count - 4)
  }

  @Test("a place of many characters or lines is marked to what is shown of its line")
  func longPlace() {
    let source = SourceText(name: "a", text: String(repeating: "x", count: 5000) + "\nmore\n")
    let lines = Diagnostic.error("x", "wrong", at: source.whole).text(.human)
      .split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1] == "    1 | " + String(repeating: "x", count: 60) + "…")
    #expect(lines[2] == "      | " + String(repeating: "^", count: 60))
  }

  @Test("tabs are shown as one space, so that the carets line up")
  func tabs() {
    let source = SourceText(name: "a.tsv", text: "a\t\tb\n")
    #expect(
      Diagnostic.error("x", "wrong", at: place("b", in: source)).text(.human) == """
        a.tsv:1:4: error: wrong
            1 | a  b
              |    ^

        """)
  }

  @Test("control characters of a file do not reach the terminal")
  func controls() {
    let source = SourceText(name: "a\u{1B}.csv", text: "a\u{1B}[31m\u{85}\u{202E}b\n")
    let problem = Diagnostic.error(
      "x", "'\u{1B}[2J\r\n' is wrong", at: place("b", in: source), why: "be\u{7}ll")
    for format in [DiagnosticFormat.human, .short] {
      let text = problem.text(format)
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
      #expect(!text.unicodeScalars.contains("\u{85}") && !text.unicodeScalars.contains("\u{202E}"))
    }
    #expect(problem.text(.short).split(separator: "\n").count == 1)
    #expect(problem.text(.json).contains(#"'\u001b[2J\u000d\n' is wrong"#))
  }

  @Test("Chinese characters take two columns")
  func wide() {
    let source = SourceText(name: "a", text: "大跃进,进x\n")
    #expect(
      Diagnostic.error("x", "wrong", at: place("进x", in: source)).text(.human) == """
        a:1:5: error: wrong
            1 | 大跃进,进x
              |        ^^^

        """)
  }

  @Test("a place at the end of a text, or beyond, is shown")
  func atEnd() {
    let source = SourceText(name: "a", text: "abc")
    let expected = """
      a:1:4: error: wrong
          1 | abc
            |    ^

      """
    #expect(
      Diagnostic.error("x", "wrong", at: Place(source: source, range: 3..<3)).text(.human)
        == expected)
    #expect(
      Diagnostic.error("x", "wrong", at: Place(source: source, range: 90..<99)).text(.human)
        == expected)
    let empty = SourceText(name: "empty", text: "")
    #expect(
      Diagnostic.error("x", "wrong", at: empty.whole).text(.human) == "empty:1:1: error: wrong\n")
  }
}
