import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Tables

/// Every beginning of a text, and copies with some bytes changed, cut out or doubled.
private func hostileVariants(of text: String, seed: UInt64, count: Int) -> [[UInt8]] {
  let bytes = Array(text.utf8)
  var random = SeededNumbers(seed: seed)
  var variants = bytes.indices.map { Array(bytes[..<$0]) }
  for _ in 0..<count {
    var variant = bytes
    for _ in 0..<Int.random(in: 1...5, using: &random) where !variant.isEmpty {
      let index = Int.random(in: variant.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: variant[index] = UInt8.random(in: .min ... .max, using: &random)
      case 1: variant.remove(at: index)
      case 2: variant.insert(variant[index], at: index)
      default:
        let signs = Array("\",;\n\r\t\0{}[]:.-+eE0123456789TZ%".utf8)
        variant[index] = signs.randomElement(using: &random) ?? 0
      }
    }
    variants.append(variant)
  }
  return variants
}

@Suite("Hostile data") struct HostileTests {
  private let csv = #"""
    year,value,name,day,ok,"q ""x"""
    1958,200.5,out,1958-08-17,true,"a, b"
    1959,-1e3,"two
    lines",1959-01-01T06:30+08:00,false,5"
    1960,n/a,大跃进,,,""

    1961,0.1,out,1961-12-31,true,x
    """#

  private var described: ResourceDescriptor {
    resource(
      [
        field("year", .year) { $0.required = true },
        field("value", .number) {
          $0.minimum = .number(-5)
          $0.unitField = "name"
        }, field("name", .string) { $0.enumeration = ["out"] },
        field("day", .date) { $0.unique = true }, field("ok", .boolean),
        field("q \"x\"", .string) { $0.pattern = TextPattern("[a-z, ]*") },
      ], missingValues: ["", "n/a"])
  }

  @Test("no file of delimited cells, whatever its bytes, makes the reader trap")
  func hostileCSV() throws {
    let rules = ParseRules([
      .init(column: "year", type: .date(.pattern(try #require(TimePattern("%Y"))))),
      .init(column: "day", type: .date(.lenient), isStrict: false),
    ])
    for bytes in hostileVariants(of: csv, seed: 11, count: 400) {
      let text = SourceText(name: "a.csv", bytes: bytes)
      for (resource, rules) in [(nil, ParseRules()), (described, ParseRules()), (nil, rules)] {
        var log = DiagnosticLog()
        let dialect = CSVDialect(hasHeader: bytes.count % 5 != 0)
        let table = CSVReader.read(
          text, dialect: dialect, resource: resource, rules: rules, log: &log)
        check(table, log)
      }
    }
  }

  @Test("no JSON rows, whatever their bytes, make the reader trap")
  func hostileJSON() {
    let json = """
      [{"year": 1958, "value": 200.5, "name": "out", "day": "1958-08-17", "ok": true},
       {"year": "x", "value": [1, {"a": null}], "name": null}, 5, "text", [1, 2]]
      """
    for bytes in hostileVariants(of: json, seed: 12, count: 300) {
      let text = SourceText(name: "a.json", bytes: bytes)
      for resource in [nil, described] {
        var log = DiagnosticLog()
        check(JSONRows.read(text, resource: resource, log: &log), log)
        check(JSONRows.readLines(text, resource: resource, log: &log), log)
        check(JSONRows.read(text, property: "a[1].b", log: &log), log)
      }
    }
  }

  @Test("no descriptor, whatever its bytes, makes the reader trap")
  func hostilePackage() {
    let json = """
      {"resources": [{"name": "a", "path": "a.csv", "dialect": {"delimiter": ";"}, "schema": {
      "fields": [{"name": "x", "type": "number", "constraints": {"minimum": 1, "pattern": "a+"}}],
      "primaryKey": ["x"], "foreignKeys": [{"fields": "x", "reference":
      {"resource": "", "fields": "x"}}]}}]}
      """
    for bytes in hostileVariants(of: json, seed: 13, count: 3000) {
      var log = DiagnosticLog()
      _ = DataPackage.read(SourceText(name: "datapackage.json", bytes: bytes), log: &log)
      check(nil, log)
    }
  }

  @Test("no text makes the readers of numbers, dates and patterns trap")
  func hostileCells() {
    for text in [
      "-123.456e+78", "1958-08-17T06:30:15.250+08:00", "Sat Aug 17 1958 6:30:15.2 PM +08",
    ] {
      for bytes in hostileVariants(of: text, seed: 14, count: 2000) {
        let cell = String(decoding: bytes, as: UTF8.self)
        _ = NumberParsing.double(cell)
        _ = DateParsing.iso(cell)
        _ = DateParsing.lenient(cell)
        _ = ColumnType(parse: cell)
      }
    }
    for bytes in hostileVariants(of: "%Y-%m-%d %B %H%%%L %j %V", seed: 15, count: 3000) {
      let pattern = String(decoding: bytes, as: UTF8.self)
      _ = TimePattern(pattern)?.milliseconds(of: "1958-08-17 August 06%250 17 3")
    }
    for bytes in hostileVariants(of: "^(a|[b-d]{2,3}\\d)*?(e+)$", seed: 16, count: 3000) {
      _ = TextPattern(String(decoding: bytes, as: UTF8.self))?.matches("abcdbbb1eee")
    }
  }

  /// Everything that was reported can be shown, and everything read can be used.
  private func check(_ table: Table?, _ log: DiagnosticLog) {
    for entry in log.entries {
      #expect(entry.place != nil)
      #expect(entry.text(.human).hasSuffix("\n"))
    }
    guard let table else { return }
    for column in table.columns {
      #expect(column.count == table.rowCount)
      for row in -1...table.rowCount {
        _ = column[row]
        _ = table.place(ofRow: row, column: column.name)
      }
    }
    let names = table.columnNames
    _ = table.sorted(by: names.map { .init($0) })
    let groups = table.summarized(
      by: Array(names.prefix(2)),
      AggregateOperation.allCases.map { Aggregate($0, of: names.last) })
    #expect(groups.rowCount <= table.rowCount)
    for name in names { _ = groups.units(of: name) }
  }
}

@Suite("Outsized data") struct OutsizedTests {
  @Test("a head of very many columns, all wrong, is reported in a few lines")
  func manyColumns() {
    for head in [String(repeating: ",", count: 50_000), String(repeating: "a,", count: 50_000)] {
      var log = DiagnosticLog()
      let table = CSVReader.read(
        SourceText(name: "a.csv", text: head + "\n1\n"), resource: resource([field("b")]), log: &log
      )
      #expect(table?.rowCount == 1)
      #expect(log.entries.count < 20)
    }
    let names = (0..<20_000).map { "c\($0)" }.joined(separator: ",")
    let result = readCSV(names + "\n" + names + "\n", resource: resource([field("c7")]))
    #expect(result.table?.columns.count == 20_000)
    #expect(
      result.problems.contains("19994 more columns are not described by the data package"))
  }

  @Test("a file of nothing but mistakes is reported in a few lines")
  func onlyMistakes() {
    let quotes = readCSV("a,b\n" + String(repeating: "\"x\"y,1,2\n", count: 20_000))
    #expect(quotes.problems.split(separator: "\n").count < 100)
    var log = DiagnosticLog()
    let text = "[" + String(repeating: "{a:x,},\n", count: 20_000) + "]"
    #expect(JSONRows.read(SourceText(name: "a.json", text: text), log: &log) == nil)
    #expect(log.entries.count < 110)
    #expect(log.entries.last?.message == "there are too many problems to go on from here")
  }
}
