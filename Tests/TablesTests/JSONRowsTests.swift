import Diagnostics
import Notation
import Testing

@testable import Tables

@Suite("JSONRows") struct JSONRowsTests {
  private func read(
    _ text: String, property: String? = nil, lines: Bool = false,
    resource: ResourceDescriptor? = nil, rules: ParseRules = ParseRules()
  ) -> (table: Table?, problems: String) {
    var log = DiagnosticLog()
    let source = SourceText(name: "a.json", text: text)
    let table =
      lines
      ? JSONRows.readLines(source, resource: resource, rules: rules, log: &log)
      : JSONRows.read(source, property: property, resource: resource, rules: rules, log: &log)
    return (table, log.text)
  }

  @Test("columns come in order of first appearance, and what a row leaves out is missing")
  func rows() {
    let result = read(#"[{"b": 1, "a": "x"}, {"c": true, "a": null}, {"b": 2.5, "c": false}]"#)
    #expect(
      result.table?.summary == ["b: numbers 1 – 2.5", "a: texts x – –", "c: bools – true false"])
    #expect(result.problems == "")
  }

  @Test("single values stand in a column 'data', lists in columns by position")
  func primitives() {
    #expect(read("[1, 2, null]").table?.summary == ["data: numbers 1 2 –"])
    #expect(read("[[1, \"a\"], [2]]").table?.summary == ["0: numbers 1 2", "1: texts a –"])
    #expect(read("[1, \"x\"]").table?.summary == ["data: values 1 x"])
  }

  @Test("nested values are kept as lists and records")
  func nested() {
    let table = read(#"[{"a": {"high": 62, "low": [1, null]}}]"#).table
    #expect(
      table?["a"]?[0]
        == .record([.init("high", .number(62)), .init("low", .list([.number(1), .null]))]))
  }

  @Test("dates in JSON are texts until a type is asked for")
  func dates() throws {
    let text = #"[{"d": "Jun 12 1998"}, {"d": "1999"}, {"d": ""}, {"d": 0}]"#
    #expect(read(text).table?.summary == ["d: values Jun 12 1998 1999  0"])
    let rules = ParseRules([.init(column: "d", type: try #require(ColumnType(parse: "date")))])
    #expect(
      read(text, rules: rules).table?.summary == ["d: dates 1998-06-12 1999-01-01 – 1970-01-01"])
  }

  @Test("rows may stand at a property, or be a single object")
  func property() {
    let text = #"{"meta": 1, "result": {"rows": [[], {"x": 1}]}}"#
    #expect(read(text, property: "result.rows").table?.rowCount == 2)
    #expect(read(text, property: "result.rows[1]").table?.summary == ["x: numbers 1"])
    #expect(read(#"{"x": 1}"#).table?.summary == ["x: numbers 1"])
  }

  @Test("rows that are not found are an error that says where they might be")
  func notFound() {
    #expect(
      read(#"{"meta": 1, "rows": [{"x": 1}]}"#).problems == """
        a.json:1:1: error: a list of rows was expected, not an object
            1 | {"meta": 1, "rows": [{"x": 1}]}
              | ^
           why: each element of the list is a row
          hint: if the rows stand in 'rows', say so: format: {property: rows}

        """)
    #expect(
      read(#"{"rows": []}"#, property: "rosw").problems == """
        a.json:1:1: error: there is no property 'rosw' here
            1 | {"rows": []}
              | ^
           why: the rows are looked for at 'rosw'; this is an object with 'rows'
          hint: did you mean 'rows'?

        """)
    #expect(
      read("5").problems.hasPrefix("a.json:1:1: error: a list of rows was expected, not a number"))
    #expect(read("[]").problems.hasPrefix("a.json:1:1: error: the table is empty"))
    #expect(read("[{\"a\": 1},]").table == nil)
    #expect(
      read(#"{"type": "Topology", "objects": {}}"#).problems.hasPrefix(
        "a.json:1:10: error: this is TopoJSON, not a list of rows"))
  }

  @Test("one value a line is read, blank lines are skipped")
  func lines() {
    let result = read("{\"a\": 1}\r\n\n  \n{\"a\": 2, \"b\": \"x\"}", lines: true)
    #expect(result.table?.summary == ["a: numbers 1 2", "b: texts – x"])
    #expect(result.problems == "")
  }

  @Test("lines that are not JSON are errors, the sixth and on a count")
  func badLines() {
    let result = read(String(repeating: "{\"a\": }\n", count: 8), lines: true)
    #expect(
      result.problems.split(separator: "\n").filter { $0.contains("error") }
        == (1...5).map { "a.json:\($0):7: error: a value was expected" }
        + ["a.json:6:1: error: 3 more lines are not JSON"])
  }

  @Test("a cell that is not of its type is an error at its place")
  func typed() {
    let grain = resource([field("year", .year), field("v", .number) { $0.required = true }])
    let result = read(
      "[{\"year\": 1958, \"v\": \"n/a\"},\n {\"year\": 1958.5, \"v\": null}]", resource: grain)
    #expect(
      result.problems == """
        a.json:2:11: error: '1958.5' is not a year (column 'year')
            2 |  {"year": 1958.5, "v": null}]
              |           ^^^^^^
           why: the data package says that this column is a year
          hint: add "1958.5" to missingValues, or mend the cell
        a.json:1:22: error: 'n/a' is not a number (column 'v')
            1 | [{"year": 1958, "v": "n/a"},
              |                      ^^^^^
           why: the data package says that this column is a number
          hint: add "n/a" to missingValues, or mend the cell
        a.json:2:24: error: a cell is missing (column 'v')
            2 |  {"year": 1958.5, "v": null}]
              |                        ^^^^
           why: the data package says that this column is required
          hint: fill the cell in, or take the row out

        """)
  }

  @Test("columns that the package does not know, or that are missing, are errors")
  func names() {
    let grain = resource([field("year"), field("value")])
    let result = read(#"[{"yaer": 1}]"#, resource: grain)
    #expect(
      result.problems.contains(
        "a.json:1:3: error: the data package does not describe a column 'yaer'"))
    #expect(result.problems.contains("hint: did you mean 'year'?"))
    #expect(result.problems.contains("a.json:1:1: error: the column 'value' is missing"))
  }

  @Test("values written in a spec become a table without lineage")
  func inline() throws {
    var log = DiagnosticLog()
    let text = SourceText(name: "a.yaml", text: "- {a: A, b: 28}\n- {a: B, b: 55}\n")
    let node = try #require(YAMLReader.read(text, log: &log))
    let table = Table(values: node, log: &log)
    #expect(table.summary == ["a: texts A B", "b: numbers 28 55"])
    #expect(table.lineage[0].isEmpty)
    #expect(table.place(ofRow: 0, column: "a") == nil)
  }
}
