import Diagnostics
import Testing

@testable import Notation

/// Reads a text and returns it written again, and the short forms of what was reported.
func readJSON(_ text: String) -> (json: String?, problems: [String]) {
  var log = DiagnosticLog()
  let node = JSONReader.read(SourceText(name: "a.json", text: text), log: &log)
  return (node?.json.text(), shortForms(log))
}

/// Each problem as `line:column message | why | hint`, without the name of the file.
func shortForms(_ log: DiagnosticLog) -> [String] {
  log.entries.map { entry in
    let place = entry.place.map { $0.source.position(of: $0.range.lowerBound) }
    let start = place.map { "\($0.line):\($0.column) " } ?? ""
    return start + ([entry.message] + entry.hints).joined(separator: " | ")
  }
}

@Suite("JSONReader") struct JSONReaderTests {
  @Test(
    "what RFC 8259 allows is read",
    arguments: [
      ("null", "null"), (" true ", "true"), ("[]", "[]"), ("{}", "{}"),
      ("\t[ 1 , 2 ]\r\n", "[1,2]"),
      ("-0.5e-3", "-0.0005"), ("1E+2", "100"), ("0", "0"), ("-0", "0"),
      ("123456789012", "123456789012"),
      ("1.7976931348623157e308", "1.7976931348623157e+308"), ("5e-324", "5e-324"),
      ("0.1", "0.1"), ("9007199254740993", "9007199254740992"),
      (#""a\"\\\/\b\f\n\r\t""#, #""a\"\\/\u0008\u000c\n\r\t""#),
      (#""\u5927\u8dc3\u8fdb""#, "\"大跃进\""), (#""\ud83d\ude00""#, "\"😀\""),
      (#"{"a":{"b":[{"c":null}]},"":1}"#, #"{"a":{"b":[{"c":null}]},"":1}"#),
    ])
  func valid(text: String, expected: String) {
    let result = readJSON(text)
    #expect(result.json == expected)
    #expect(result.problems == [])
  }

  @Test("half of a surrogate pair is replaced")
  func surrogates() {
    #expect(readJSON(#""\ud83d""#).json == "\"\u{FFFD}\"")
    #expect(readJSON(#""\ud83d\u0041""#).json == "\"\u{FFFD}A\"")
    #expect(readJSON(#""\ude00""#).json == "\"\u{FFFD}\"")
  }

  @Test("a byte-order mark is skipped")
  func byteOrderMark() { #expect(readJSON("\u{FEFF}[1]").json == "[1]") }

  @Test(
    "what RFC 8259 forbids is an error with its place",
    arguments: [
      ("", "1:1 there is nothing here"),
      ("[1", "1:3 the list is not closed | add ']'"),
      ("{\"a\":1", "1:7 the object is not closed | add '}'"),
      ("[1] 2", "1:5 there is more text after the end of the value"),
      ("[1,]", "1:3 a comma stands before ']' | take the comma out"),
      ("{\"a\":1,}", "1:7 a comma stands before '}' | take the comma out"),
      ("[1 2]", "1:2 a comma is missing after this"),
      ("{\"a\":1 \"b\":2}", "1:6 a comma is missing after this"),
      ("[01]", "1:2 '01' is not a JSON number"), ("[1.]", "1:2 '1.' is not a JSON number"),
      ("[-]", "1:2 '-' is not a JSON number"), ("[1e999]", "1:2 the number is too large"),
      ("[tru]", "1:2 'tru' is not a JSON value | did you mean 'true'?"),
      ("[NaN]", "1:2 'NaN' is not a JSON value"),
      ("{a:1}", "1:2 the key 'a' does not stand in double quotes | write \"a\""),
      ("{'a':1}", "1:2 the key 'a' does not stand in double quotes | write \"a\""),
      ("{\"a\" 1}", "1:6 a colon was expected after the key 'a'"),
      ("{\"a\":}", "1:6 a value was expected"), ("[,1]", "1:2 a value was expected"),
      ("[1,", "1:4 the text ends where a value was expected"),
      ("{\"a\":1,", "1:8 the object is not closed"),
      ("\"abc", "1:1 the string is not closed"),
      ("[\"a\nb\"]", "1:2 the string is not closed on its line"),
      ("\"a\tb\"", "1:3 a control character stands in the string"),
      (#""\x""#, #"1:2 '\x' is not an escape | write a backslash as \\"#),
      (#""\大""#, #"1:2 '\大' is not an escape | write a backslash as \\"#),
      (#""\u12G4""#, #"1:2 four hexadecimal digits were expected after '\u'"#),
      ("// no\n[1]", "1:1 a comment stands here | take it out, or write the text as YAML"),
      ("[/* no */ 1]", "1:2 a comment stands here | take it out, or write the text as YAML"),
      ("@", "1:1 a value was expected"),
    ])
  func invalid(text: String, problem: String) {
    let result = readJSON(text)
    #expect(result.json == nil)
    #expect(result.problems == [problem])
  }

  @Test("a duplicate key is an error at the second, with a note at the first")
  func duplicateKey() throws {
    var log = DiagnosticLog()
    let text = SourceText(name: "a.json", text: "{\n  \"a\": 1,\n  \"a\": 2\n}")
    #expect(JSONReader.read(text, log: &log) == nil)
    #expect(
      log.entries.first?.text(.human) == """
        a.json:3:3: error: the key 'a' stands twice
            3 |   "a": 2
              |   ^^^
           why: only one of the two values could count
          note: a.json:2:3: first given here
          hint: take one of the two out, or give it another name

        """)
    let many = (0..<40).map { "\"k\($0)\":0" } + ["\"k7\":1"]
    #expect(
      readJSON("{" + many.joined(separator: ",") + "}").problems == [
        "1:312 the key 'k7' stands twice | take one of the two out, or give it another name"
      ])
  }

  @Test("several mistakes are reported at once, in order")
  func several() {
    let text = """
      {
        "mark": 'bar',
        width: 100,
        "height": 010,
        "data": {"url": "a.csv",},
        // where
        "x": [1, , 2],
        "ok": yes
        "last": "\\q"
      }
      """
    #expect(
      readJSON(text).problems == [
        "2:11 ''bar'' is not a JSON value",
        "3:3 the key 'width' does not stand in double quotes | write \"width\"",
        "4:13 '010' is not a JSON number",
        "5:26 a comma stands before '}' | take the comma out",
        "6:3 a comment stands here | take it out, or write the text as YAML",
        "7:12 a value was expected",
        "8:9 'yes' is not a JSON value",
        "8:11 a comma is missing after this",
        "9:12 '\\q' is not an escape | write a backslash as \\\\",
      ])
  }

  @Test("an unclosed bracket says where it opens")
  func unclosed() {
    var log = DiagnosticLog()
    _ = JSONReader.read(SourceText(name: "a.json", text: "{\"a\": [1, 2}"), log: &log)
    #expect(
      log.entries.first?.text(.human) == """
        a.json:1:12: error: a comma or ']' was expected
            1 | {"a": [1, 2}
              |            ^
          note: a.json:1:7: the list opens here

        """)
  }

  @Test("nodes know where they were written")
  func places() throws {
    var log = DiagnosticLog()
    let text = SourceText(name: "a.json", text: "{\"大\": [10, {\"b\": \"x\"}]}")
    let node = try #require(JSONReader.read(text, log: &log))
    #expect(node.members?.first?.keyPlace.text == "\"大\"")
    let list = try #require(node["大"])
    #expect(list.place.text == "[10, {\"b\": \"x\"}]")
    #expect(list.elements?.map(\.place.text) == ["10", "{\"b\": \"x\"}"])
    #expect(list.elements?.last?["b"]?.place.text == "\"x\"")
    #expect(node.place.text == text.text(0..<text.bytes.count))
  }

  @Test("a part of a text is read with places in the whole")
  func part() throws {
    var log = DiagnosticLog()
    let text = SourceText(name: "a.md", text: "before [1, 2] after")
    #expect(JSONReader.read(text, range: 7..<13, log: &log)?.place.text == "[1, 2]")
    #expect(JSONReader.read(text, range: 7..<12, log: &log) == nil)
    #expect(JSONReader.read(text, range: 7..<9999, log: &log) == nil)
    #expect(JSONReader.readValue(in: text, at: 8)?.number == 1)
    #expect(JSONReader.readValue(in: text, at: 0) == nil)
    #expect(JSONReader.readValue(in: text, at: -1) == nil)
  }

  @Test("the elements of a list can be read one by one")
  func elements() {
    var log = DiagnosticLog()
    var count = 0
    let list = SourceText(name: "a.json", text: "[1, {\"a\": 2}, [3]]")
    #expect(JSONReader.readElements(list, log: &log) { _ in count += 1 })
    #expect(count == 3 && log.entries.isEmpty)
    #expect(!JSONReader.readElements(SourceText(name: "b", text: "{}"), log: &log) { _ in })
    let broken = SourceText(name: "c", text: "[1, 2] x")
    #expect(JSONReader.readElements(broken, log: &log) { _ in })
    #expect(log.hasErrors)
  }

  @Test("nesting that is too deep is an error, not a crash")
  func deep() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(readJSON(deep).problems.first == "1:513 lists and objects are nested too deeply")
    let objects = String(repeating: "{\"a\":", count: 100_000)
    #expect(readJSON(objects).problems.count == 1)
    let allowed = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(readJSON(allowed).problems == [])
  }
}

@Suite("JSONText") struct JSONTextTests {
  @Test("numbers are written as JSON, and what is not finite as null")
  func numbers() {
    #expect(JSONText.number(3).text() == "3")
    #expect(JSONText.number(0.1).text() == "0.1")
    #expect(JSONText.number(.infinity).text() == "null")
    #expect(JSONText.number(.nan).text() == "null")
    #expect(readJSON(JSONText.number(1e300).text()).json == JSONText.number(1e300).text())
  }

  @Test("objects are indented, short lists stay on a line, and both read back")
  func indented() {
    let value = JSONText.object([
      ("a", .array([.number(1), .number(2)])), ("b", .object([("c", .string("x\"\n"))])),
      ("long", .array((0..<40).map { .number(Double($0)) })), ("empty", .object([])),
    ])
    let text = value.text(indented: true)
    #expect(text.hasPrefix("{\n  \"a\": [1, 2],\n  \"b\": {\n    \"c\": \"x\\\"\\n\"\n  },"))
    #expect(readJSON(text).json == value.text())
  }
}
