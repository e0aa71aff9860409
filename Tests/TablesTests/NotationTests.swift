import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Types of Table Schema") struct FieldTypeTests {
  private func number(
    _ text: String, decimal: String = ".", group: String? = nil, bare: Bool = true,
    whole: Bool = false
  ) -> Double? {
    var notation = whole ? NumberNotation.whole : NumberNotation()
    if !whole { notation.decimal = decimal }
    notation.group = group
    notation.isBare = bare
    return ColumnType.written(notation).number(in: text)
  }

  @Test("numbers are read as the package says that they are written")
  func numbers() {
    #expect(number("1,5", decimal: ",") == 1.5)
    #expect(number("1.5", decimal: ",") == nil)
    #expect(number("1.234.567,5", decimal: ",", group: ".") == 1_234_567.5)
    #expect(number("1 234", group: " ") == 1234)
    #expect(number("1\u{202F}234,5", decimal: ",", group: "\u{202F}") == 1234.5)
    #expect(number(",5", decimal: ",") == 0.5)
    #expect(number("12,34,567", group: ",") == 1_234_567)
    #expect(number("1234.5", decimal: ",", group: ".") == nil)
    for text in ["1,,2", ",1", "1,", "1.2,3", "1,23", "1234,567", "1,2345"] {
      #expect(number(text, group: ",") == nil)
    }
    #expect(number("1.000", group: ".", whole: true) == 1000)
    for text in ["1.0", "1e3", "", "-", "1.5"] { #expect(number(text, whole: true) == nil) }
    #expect(number("-12", whole: true) == -12)
  }

  @Test("what stands around a number is passed over only if the package says so")
  func bareNumbers() {
    #expect(number("95%") == nil)
    #expect(number("95%", bare: false) == 95)
    #expect(number("EUR -1,234.50 net", group: ",", bare: false) == -1234.5)
    #expect(number("A-12", bare: false) == 12)
    #expect(number("$ .5", bare: false) == 0.5)
    #expect(number("none", bare: false) == nil)
  }

  @Test("texts are held against their type and format")
  func texts() {
    func accepts(_ rule: TextRule, _ good: [String], _ bad: [String]) {
      for text in good { #expect(rule.accepts(.text(text)), "\(text)") }
      for text in bad { #expect(!rule.accepts(.text(text)), "\(text)") }
    }
    accepts(.email, ["a.b@c.org"], ["a", "a@b", "@c.org", "a@@c.org", "a b@c.org", "a@c."])
    accepts(.uri, ["https://a.org/x?y#z", "mailto:a@b.org"], ["a.org", "https:", "a b:c"])
    accepts(.uuid, ["95ecc380-afe9-11e4-9b6c-751b66dd541e"], ["95ecc380", ""])
    accepts(.binary, ["", "QUJD", "QUI="], ["QUI", "Q=JD", "QU J"])
    accepts(
      .time(nil), ["08:30:00", "23:59:59"],
      ["8:30:00", "08:30", "24:00:00", "08:60:00", "08:30:00.5"])
    accepts(.anyTime, ["08:30", "08:30:00", "08:30:00.25"], ["8", "08:3", "25:00"])
    accepts(.duration, ["P1Y6M", "PT0.5S", "-P1D", "P1DT12H"], ["P", "PT", "1Y", "P1H", "P1DT"])
    accepts(.geopoint(.default), ["90.5, 45", "-180,90"], ["181,0", "0,91", "1", "a,b", "1,2,3"])
    accepts(.geopoint(.array), ["[90.5, 45]"], ["90.5, 45", "[1]", "[1, 200]"])
    accepts(.geopoint(.object), ["{\"lon\": 1, \"lat\": 2}"], ["{\"lon\": 1}", "[1, 2]"])
    accepts(.object, ["{}", "{\"a\": 1}"], ["[]", "1", "{"])
    accepts(.array, ["[]", "[1, 2]"], ["{}", "[1,"])
    accepts(.geojson, ["{\"type\": \"Point\", \"coordinates\": [1, 2]}"], ["{}", "[1]"])
    accepts(.topojson, ["{\"type\": \"Topology\", \"arcs\": []}"], ["{\"type\": \"Point\"}"])
    accepts(.list(.integer, delimiter: ","), ["1,2", "1"], ["1,x", "1,,2"])
    accepts(.list(.date, delimiter: ";"), ["1958-08-17;1959-01-01"], ["1958"])
    accepts(.list(.boolean, delimiter: ","), ["true,false"], ["yes"])
  }

  @Test("a year has four digits, a date no zone, and neither is guessed")
  func years() {
    #expect(ColumnType.fourDigitYear.number(in: "1958") == 1958)
    #expect(ColumnType.fourDigitYear.number(in: "-0221") == -221)
    for text in ["58", "958", "1958Z", "1958+02:00", "c. 1958"] {
      #expect(ColumnType.fourDigitYear.number(in: text) == nil)
    }
    #expect(ColumnType.date(.time).number(in: "1970-01-01T00:00:01") == 1000)
    #expect(ColumnType.date(.time).number(in: "1970-01-01T00:00:01Z") == nil)
    #expect(ColumnType.date(.time).number(in: "1970-01-01T00:00:01-05:00") == nil)
    #expect(ColumnType.date(.month).number(in: "1970-02") == 2_678_400_000)
    for text in ["1970-13", "1970", "1970-01-01"] {
      #expect(ColumnType.date(.month).number(in: text) == nil)
    }
    #expect(ColumnType.date(.any).number(in: "2 Jan 1970") == 86_400_000)
    #expect(ColumnType.date(.any).number(in: "31/1/1970") == nil)
    #expect(ColumnType.date(.any).number(in: "1/31/1970") == 2_592_000_000)
    for text in ["03/04/1958", "1/31/58", "1970-01-01T00:00Z", "2 Jan 1970 10:00 GMT", "1958"] {
      #expect(ColumnType.date(.any).number(in: text) == nil, "\(text)")
    }
    let zoned = TimePattern(strptime: "%Y-%m-%dT%H:%M:%S%z")
    #expect(zoned?.milliseconds(of: "1970-01-01T01:00:00+01:00") == 0)
    #expect(TimePattern(strptime: "%Y %Z") == nil)
    #expect(TimePattern(strptime: "100%%z")?.milliseconds(of: "100%z") != nil)
  }
}

@Suite("Encodings") struct EncodingTests {
  private func decoded(_ encoding: TextEncoding, _ bytes: [UInt8]) -> (text: String?, flaw: String?)
  {
    guard let decoded = encoding.decoded(bytes) else { return (nil, nil) }
    return (String(decoding: decoded.bytes, as: UTF8.self), decoded.flaw?.bytes)
  }

  @Test("texts in other encodings are turned into UTF-8")
  func decoding() {
    #expect(decoded(.latin1, [0x4B, 0xF6, 0x6C, 0x6E]).text == "Köln")
    #expect(decoded(.windows1252, [0x93, 0x80, 0x94]).text == "“€”")
    #expect(decoded(.latin9, [0xA4, 0xE9]).text == "€é")
    #expect(decoded(.utf16, [0xFF, 0xFE, 0x27, 0x59, 0x3D, 0xD8, 0x00, 0xDE]).text == "大😀")
    #expect(decoded(.utf16, [0xFE, 0xFF, 0x59, 0x27]).text == "大")
    #expect(decoded(.utf16le, [0x27, 0x59]).text == "大")
    #expect(decoded(.utf16be, [0x59, 0x27]).text == "大")
    #expect(TextEncoding.utf8.decoded([0x41]) == nil)
  }

  @Test("what an encoding does not have is told")
  func flaws() {
    #expect(decoded(.latin1, [0x41, 0x93]).flaw == "0x93")
    #expect(decoded(.windows1252, [0x81]).flaw == "0x81")
    #expect(decoded(.ascii, [0xE9]).flaw == "0xE9")
    #expect(decoded(.utf16le, [0x00, 0xD8, 0x41, 0x00]).flaw == "0xD800")
    #expect(decoded(.utf16le, [0x41]).flaw == "a single byte")
  }

  @Test("names of encodings are read as people write them")
  func names() {
    #expect(TextEncoding(name: "UTF-8") == .utf8)
    #expect(TextEncoding(name: "Windows-1252") == .windows1252)
    #expect(TextEncoding(name: "latin1") == .latin1)
    #expect(TextEncoding(name: "utf_16") == .utf16)
    #expect(TextEncoding(name: "koi8-r") == nil)
  }

  @Test("lines and columns stay where they are")
  func places() throws {
    let folder = TestFolder()
    folder.write(
      "datapackage.json",
      """
      {"resources": [{"name": "a", "path": "a.csv", "encoding": "utf-16le", "schema": {"fields": [
        {"name": "stadt", "type": "string"}, {"name": "n", "type": "number"}]}}]}
      """)
    folder.write("a.csv", "s\0t\0a\0d\0t\0,\0n\0\n\0M\0u\0,\0x\0\n\0")
    var log = DiagnosticLog()
    _ = try folder.loader().load("a.csv", log: &log)
    #expect(
      log.short.map { $0.without(folder) } == ["a.csv:2:4: error: 'x' is not a number (column 'n')"]
    )
  }
}

@Suite("Dialects") struct DialectTests {
  private func read(_ text: String, _ set: (inout CSVDialect) -> Void) -> [String]? {
    var dialect = CSVDialect.commas
    set(&dialect)
    let result = readCSV(text, dialect: dialect)
    #expect(result.problems == "")
    return result.table?.summary
  }

  @Test("comments are no rows, by their sign or by their number")
  func comments() {
    let text = "# one\na,b\n#x,y\n1,2\n\n3,4\n"
    #expect(read(text) { $0.comment = Array("#".utf8) } == ["a: numbers 1 3", "b: numbers 2 4"])
    #expect(
      read("a,b\nx,y\n1,2\n\n3,4\n5,6\n") { $0.commentRows = [2, 5] } == [
        "a: numbers 1 5", "b: numbers 2 6",
      ])
  }

  @Test("a head of several rows gives names in parts")
  func heads() {
    #expect(
      read("fruit,,price\nid,name,eur\n1,apple,2\n") {
        $0.headerRows = [1, 2]
        $0.headerJoin = "-"
      } == ["fruit-id: numbers 1", "fruit-name: texts apple", "price-eur: numbers 2"])
    #expect(
      read("skipped\na,b\n1,2\n") { $0.headerRows = [2] } == ["a: numbers 1", "b: numbers 2"])
  }

  @Test("escapes, quotes and spaces are read as the dialect says")
  func cells() {
    #expect(
      read("a,b\nx\\,y,\"p\\\"q\"\n") { $0.escape = UInt8(ascii: "\\") } == [
        "a: texts x,y", "b: texts p\"q",
      ])
    #expect(
      read("a,b\n1, \"x, y\"\n") { $0.skipsInitialSpace = true } == [
        "a: numbers 1", "b: texts x, y",
      ])
    #expect(
      read("a,b\n1,\\N\n2,x\n") { $0.nullSequence = "\\N" } == ["a: numbers 1 2", "b: texts – x"])
    #expect(
      read("a,b\n1,'x, y'\n") { $0.quote = UInt8(ascii: "'") } == ["a: numbers 1", "b: texts x, y"])
    #expect(
      read("a,b\n\"1\",\"2\"\n") { $0.doublesQuotes = false } == ["a: numbers 1", "b: numbers 2"])
  }

  @Test("the place of a cell is found again whatever the dialect")
  func places() throws {
    var dialect = CSVDialect.commas
    dialect.escape = UInt8(ascii: "\\")
    dialect.commentRows = [1, 3]
    dialect.skipsInitialSpace = true
    let result = readCSV("no\na,b\nno,no\nx\\,y, 5\n", dialect: dialect)
    let table = try #require(result.table)
    #expect(table.place(ofRow: 0, column: "b")?.text == "5")
    #expect(table.place(ofRow: 0, column: "a")?.text == "x\\,y")
  }

  @Test("no dialect makes the reader trap")
  func hostile() {
    let text = "a,\\\"b\n#x\n'1',\"2\\\n,,\\"
    for header in [[1], [1, 2], [3], [9]] {
      for mark in [UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: "\"")] {
        var dialect = CSVDialect.commas
        dialect.headerRows = header
        dialect.escape = mark
        dialect.comment = Array("#".utf8)
        dialect.commentRows = [2]
        for end in 0...text.utf8.count {
          var log = DiagnosticLog()
          let bytes = Array(text.utf8.prefix(end))
          _ = CSVReader.read(SourceText(name: "a.csv", bytes: bytes), dialect: dialect, log: &log)
        }
      }
    }
  }
}

@Suite("Odd files") struct OddFileTests {
  @Test("NUL bytes, marks inside and a head given twice are errors")
  func oddities() {
    let problems = readCSV("a,b\n1,\0\n\u{FEFF}a,b\na,b\n2,3\n").problems
    #expect(problems.contains("a.csv:2:3: error: the file holds 1 NUL byte\n"))
    #expect(problems.contains("a.csv:3:1: error: a byte-order mark stands within the file\n"))
    #expect(problems.contains("a.csv:4:1: error: the head stands once more, as a row\n"))
    #expect(readCSV("a\na\nb\n").problems == "")
  }

  @Test("a table whose columns are all wrong is reported in so many lines")
  func manyBadColumns() {
    let names = (0..<400).map { "c\($0)" }
    let fields = names.map { field($0, .number) }
    let text =
      names.joined(separator: ",") + "\n" + names.joined(separator: ",").uppercased() + "\n"
    let result = readCSV(text, resource: resource(fields))
    #expect(result.problems.contains("300 more columns have cells that are wrong"))
  }
}
