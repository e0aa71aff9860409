import Diagnostics
import Testing

@testable import Tables

@Suite("CSVReader") struct CSVReaderTests {
  @Test("cells become numbers, truth values, dates or texts, judged by the whole column")
  func types() {
    let result = readCSV(
      """
      year,value,ok,day,name,mixed
      1958,-2.5,true,1958-08-17,A,1
      1959,1e3,false,1959-01-01T06:30,B,x
      """)
    #expect(
      result.table?.summary == [
        "year: numbers 1958 1959", "value: numbers -2.5 1000", "ok: bools true false",
        "day: dates 1958-08-17 1959-01-01T06:30:00.000", "name: texts A B", "mixed: texts 1 x",
      ])
    #expect(result.problems == "")
  }

  @Test("an empty or blank cell is missing and does not change the type")
  func missing() {
    let result = readCSV("a,b,c,d\n1,true,1958-01-01,x\n,,,\n  , , ,\"\"\n")
    #expect(
      result.table?.summary == [
        "a: numbers 1 – –", "b: bools true – –", "c: dates 1958-01-01 – –", "d: texts x – –",
      ])
  }

  @Test("a column without any cell holds numbers")
  func allMissing() { #expect(readCSV("a,b\n,1\n,2\n").table?.summary[0] == "a: numbers – –") }

  @Test("digits after a leading zero are text, since a number would lose it")
  func leadingZero() {
    #expect(readCSV("a\n007\n010\n").table?.summary == ["a: texts 007 010"])
    #expect(readCSV("a\n0\n0.5\n-0.5\n").table?.summary == ["a: numbers 0 0.5 -0.5"])
  }

  @Test(
    "words such as NaN, inf and hexadecimals are text", arguments: ["NaN", "inf", "0x1F", "1,0"])
  func notNumbers(cell: String) {
    #expect(readCSV("a\n1\n\"\(cell)\"\n").table?.summary == ["a: texts 1 \(cell)"])
  }

  @Test("a cell of another type far down changes the type of the whole column")
  func lateChange() {
    let rows = (0..<20_000).map { "\($0),\($0)" } + ["x,7"]
    let result = readCSV("a,b\n" + rows.joined(separator: "\n"))
    #expect(result.table?["a"]?[19_999] == .text("19999"))
    #expect(result.table?["a"]?[20_000] == .text("x"))
    #expect(result.table?["b"]?[20_000] == .number(7))
    #expect(result.table?.rowCount == 20_001)
    let dates = (0..<9000).map { _ in "" } + ["1958-01-01"]
    #expect(
      readCSV("a,b\n" + dates.map { "\($0),1" }.joined(separator: "\n")).table?["a"]?[9000]
        == .date(-378_691_200_000))
  }

  @Test(
    "a line ends with LF, CRLF or CR, the last one with nothing", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(lineEnd: String) {
    let lines = ["a,b", "1,x", "2,y"]
    for end in ["", lineEnd] {
      let result = readCSV(lines.joined(separator: lineEnd) + end)
      #expect(result.table?.summary == ["a: numbers 1 2", "b: texts x y"])
      #expect(result.problems == "")
    }
  }

  @Test("lines without any character are skipped")
  func blankLines() {
    let result = readCSV("\n\na,b\n\n1,2\r\n\r\n\n3,4\n\n")
    #expect(result.table?.summary == ["a: numbers 1 3", "b: numbers 2 4"])
  }

  @Test("a quoted cell may hold delimiters, quotes and line ends")
  func quotes() {
    let result = readCSV(
      "\"a \"\"1\"\"\",b\n\"x,y\",\"1\"\n\"two\nlines\",2\n\"say \"\"no\"\"\",3\n")
    #expect(result.table?.columnNames == ["a \"1\"", "b"])
    #expect(result.table?.columns[0][0] == .text("x,y"))
    #expect(result.table?.columns[0][1] == .text("two\nlines"))
    #expect(result.table?.columns[0][2] == .text("say \"no\""))
    #expect(result.table?.summary[1] == "b: numbers 1 2 3")
  }

  @Test("a quote inside a cell that does not start with one is a character like others")
  func innerQuote() {
    #expect(
      readCSV("a,b\n5\" pipe,x\"y\"\n").table?.summary == ["a: texts 5\" pipe", "b: texts x\"y\""])
  }

  @Test("tabs, semicolons and other delimiters")
  func delimiters() {
    let tabs = readCSV("a\tb\n1,5\t2\n", dialect: .tabs)
    #expect(tabs.table?.summary == ["a: texts 1,5", "b: numbers 2"])
    let dialect = CSVDialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "'"))
    let result = readCSV("a;b\n'x;y';'it''s'\n", dialect: dialect)
    #expect(result.table?.summary == ["a: texts x;y", "b: texts it's"])
    let plain = readCSV("a,b\n\"x,y\n", dialect: CSVDialect(quote: nil))
    #expect(plain.table?.summary == ["a: texts \"x", "b: texts y"])
  }

  @Test("a byte-order mark is no part of the first name")
  func byteOrderMark() {
    let text = SourceText(name: "a.csv", bytes: [0xEF, 0xBB, 0xBF] + Array("a\n1\n".utf8))
    var log = DiagnosticLog()
    #expect(CSVReader.read(text, log: &log)?.columnNames == ["a"])
  }

  @Test("a file without a head has the names of its fields, or column1 and so on")
  func noHead() {
    let dialect = CSVDialect(hasHeader: false)
    #expect(
      readCSV("1,x\n2,y\n", dialect: dialect).table?.summary == [
        "column1: numbers 1 2", "column2: texts x y",
      ])
    let named = resource([field("year", .year), field("name", .string)])
    #expect(
      readCSV("1958,x\n1959,y\n", dialect: dialect, resource: named).table?.summary == [
        "year: numbers 1958 1959", "name: texts x y",
      ])
  }

  @Test("texts are stored once each, in order of first appearance")
  func pool() {
    let rows = (0..<1000).map { "s\($0 % 7)" }
    guard
      case .texts(let codes, let pool)? = readCSV("a\n" + rows.joined(separator: "\n")).table?["a"]?
        .cells
    else {
      Issue.record("the column is not text")
      return
    }
    #expect(pool == (0..<7).map { "s\($0)" })
    #expect(codes.map { "s\($0)" } == rows)
  }

  @Test("every row knows its line, and every cell its place")
  func places() throws {
    let table = try #require(readCSV("a,大,c\n1,进,\"x\"\n\n2,,\"y\ny\"\n3,z,\n").table)
    guard case .file(let file) = table.lineage else {
      Issue.record("the rows have no lineage")
      return
    }
    #expect((0..<3).map { file.place(ofRow: $0).text } == ["1,进,\"x\"", "2,,\"y", "3,z,"])
    #expect(file.place(ofRow: 0, column: "大").label == "a.csv:2:3")
    #expect(file.place(ofRow: 0, column: "c").text == "\"x\"")
    #expect(file.place(ofRow: 1, column: "c").text == "\"y\ny\"")
    #expect(file.place(ofRow: 1, column: "大").label == "a.csv:4:3")
    #expect(file.place(ofRow: 1, column: "大").text == "")
    #expect(file.place(ofRow: 2, column: "c").label == "a.csv:6:5")
    #expect(file.place(ofRow: 0, column: "none").text == "1,进,\"x\"")
    #expect(file.place(ofRow: 9, column: "a").label == "a.csv:7:1")
    #expect(file.place(ofRow: -1, column: "a").label == "a.csv:7:1")
    #expect(table.place(ofRow: 2, column: "a")?.text == "3")
  }

  @Test("a rule types a column, and a pattern reads its dates")
  func rules() throws {
    let rules = ParseRules([
      .init(column: "year", type: try #require(ColumnType(parse: "date:'%Y'"))),
      .init(column: "code", type: .text),
      .init(column: "flag", type: try #require(ColumnType(parse: "boolean"))),
    ])
    #expect(
      readCSV("year,code,flag\n1958,1,1\n1959,2,0\n", rules: rules).table?.summary == [
        "year: dates 1958-01-01 1959-01-01", "code: texts 1 2", "flag: bools true false",
      ])
  }

  @Test("types are not inferred if that is not wanted")
  func noInference() {
    #expect(
      readCSV("a,b\n1,true\n", rules: ParseRules(infersTypes: false)).table?.summary == [
        "a: texts 1", "b: texts true",
      ])
  }

  @Test("a field of the package types its column, and the cell that means missing is missing")
  func described() {
    let resource = resource(
      [
        field("year", .year), field("value", .number), field("code", .string),
        field("ok", .boolean), field("day", .date), field("at", .datetime), field("n", .integer),
      ], missingValues: ["", "n/a", "-99"])
    let result = readCSV(
      """
      year,value,code,ok,day,at,n
      1958,n/a,007,TRUE,1958-08-17,1958-08-17T06:00,3
      -221,-99,n/a,0,,,+3
      """, resource: resource)
    #expect(
      result.table?.summary == [
        "year: numbers 1958 -221", "value: numbers – –", "code: texts 007 –",
        "ok: bools true false", "day: dates 1958-08-17 –", "at: dates 1958-08-17T06:00:00.000 –",
        "n: numbers 3 3",
      ])
    #expect(result.problems == "")
    #expect(result.table?["year"]?.field?.kind == .year)
  }
}
