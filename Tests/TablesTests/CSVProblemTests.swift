import Diagnostics
import Testing

@testable import Tables

@Suite("CSVReader, bad input") struct CSVProblemTests {
  @Test("a cell that is not of its type is an error that says what to do")
  func notANumber() {
    let grain = resource([field("year", .year), field("value", .number)])
    #expect(
      readCSV("year,value\n1958,200\n1960,n/a\n", resource: grain).problems == """
        a.csv:3:6: error: 'n/a' is not a number (column 'value')
            3 | 1960,n/a
              |      ^^^
           why: the data package says that this column is a number
          hint: add "n/a" to missingValues, or mend the cell

        """)
  }

  @Test("the unit of the column is named, the quotes of the cell are not")
  func unit() {
    let grain = resource([field("value", .number) { $0.unit = "Mt" }])
    #expect(
      readCSV("value\n\"n/a\"\n", resource: grain).problems == """
        a.csv:2:1: error: 'n/a' is not a number (column 'value', Mt)
            2 | "n/a"
              | ^^^^^
           why: the data package says that this column is a number
          hint: add "n/a" to missingValues, or mend the cell

        """)
  }

  @Test(
    "each type says what it wants",
    arguments: [
      (FieldDescriptor.Kind.integer, "1.5", "'1.5' is not a whole number (column 'x')"),
      (.year, "1958.0", "'1958.0' is not a year (column 'x')"),
      (.year, "c. 1958", "'c. 1958' is not a year (column 'x')"),
      (.boolean, "yes", "'yes' is not a truth value ('true' or 'false') (column 'x')"),
      (.date, "17/8/1958", "'17/8/1958' is not a date (YYYY-MM-DD) (column 'x')"),
      (.date, "1958-08", "'1958-08' is not a date (YYYY-MM-DD) (column 'x')"),
      (.date, "1958-02-29", "'1958-02-29' is not a date (YYYY-MM-DD) (column 'x')"),
      (
        .datetime, "1958-08-17",
        "'1958-08-17' is not a date with a time of day (YYYY-MM-DDThh:mm:ss) (column 'x')"
      ),
      (.number, "NaN", "'NaN' is not a number (column 'x')"),
    ])
  func kinds(kind: FieldDescriptor.Kind, cell: String, message: String) {
    let result = readCSV("x\n\(cell)\n", resource: resource([field("x", kind)]))
    #expect(result.problems.hasPrefix("a.csv:2:1: error: \(message)\n"))
    #expect(result.table?["x"]?[0] == .null)
  }

  @Test(
    "a number written otherwise is understood for the hint",
    arguments: [
      ("12,5", "12.5"), ("1,234,567", "1234567"), ("\u{2212}3", "-3"), ("1 234.5", "1234.5"),
    ])
  func numberHints(cell: String, plain: String) {
    let result = readCSV("x\n\"\(cell)\"\n", resource: resource([field("x", .number)]))
    #expect(
      result.problems.contains(
        "  hint: write it as \(plain), with a point and without groups of digits\n"))
  }

  @Test("at most five cells of a kind are reported with their places, then a count")
  func tally() {
    let rows = (0..<12).map { "x\($0),\($0)" }.joined(separator: "\n")
    var log = DiagnosticLog()
    let text = SourceText(name: "a.csv", text: "a,b\n" + rows + "\n")
    _ = CSVReader.read(text, resource: resource([field("a", .number), field("b")]), log: &log)
    #expect(
      log.short == (0..<5).map { "a.csv:\($0 + 2):1: error: 'x\($0)' is not a number (column 'a')" }
        + ["a.csv:1:1: error: 7 more cells are not a number (column 'a')"])
  }

  @Test("a rule that is not strict makes the cells missing, with one warning")
  func lenient() {
    let rules = ParseRules([.init(column: "a", type: .number, isStrict: false)])
    let result = readCSV("a\n1\nx\ny\n", rules: rules)
    #expect(result.table?.summary == ["a: numbers 1 – –"])
    #expect(
      result.problems == """
        a.csv:3:1: warning: 2 cells are not a number (column 'a')
            3 | x
              | ^
           why: such a cell is taken as missing; this is the first
          hint: mend the cells, or leave the rows out with a filter

        """)
  }

  @Test("a strict rule says who asked for the type")
  func strictRule() {
    let rules = ParseRules([.init(column: "a", type: .number)])
    #expect(
      readCSV("a\nx\n", rules: rules).problems == """
        a.csv:2:1: error: 'x' is not a number (column 'a')
            2 | x
              | ^
           why: format.parse says that this column is a number
          hint: mend the cell, or read the column as a string

        """)
  }

  @Test("a rule for a column that is not there is an error")
  func unknownRule() {
    let rules = ParseRules([.init(column: "yaer", type: .number)])
    #expect(
      readCSV("year,value\n1,2\n", rules: rules).problems == """
        a.csv:1:1: error: there is no column 'yaer' to be parsed
            1 | year,value
              | ^^^^^^^^^^
           why: the file has the columns 'year' and 'value'
          hint: did you mean 'year'?

        """)
  }

  @Test("a row with more or fewer cells than the head is an error where it goes wrong")
  func ragged() {
    let result = readCSV("a,b,c\n1,2,3\n1,2\n1,2,3,\"4\",5\n")
    #expect(
      result.problems == """
        a.csv:3:4: error: the row has 2 cells, but the head has 3
            3 | 1,2
              |    ^
           why: every row has one cell for each column
          hint: write an empty cell as nothing between two delimiters
        a.csv:4:7: error: the row has 5 cells, but the head has 3
            4 | 1,2,3,"4",5
              |       ^^^^^
           why: every row has one cell for each column
          hint: put a cell that holds the delimiter in double quotes

        """)
    #expect(result.table?.summary == ["a: numbers 1 1 1", "b: numbers 2 2 2", "c: numbers 3 – 3"])
  }

  @Test("many ragged rows are counted")
  func manyRagged() {
    let problems = readCSV("a,b\n" + String(repeating: "1\n", count: 9)).problems
    #expect(
      problems.hasSuffix(
        "a.csv:1:1: error: 4 more rows do not have 2 cells\n    1 | a,b\n      | ^^^\n"))
  }

  @Test("a quote that is never closed is an error where it opens")
  func unclosedQuote() {
    #expect(
      readCSV("a,b\n1,\"x\n2,y\n3,z\n").problems == """
        a.csv:2:3: error: the quote that opens here is never closed
            2 | 1,"x
              |   ^
           why: a cell that begins with a quote goes on, over lines too, to the quote that closes it
          hint: close the quote; a quote inside such a cell is written twice

        """)
    #expect(readCSV("a,\"b\n1,2\n").problems.hasPrefix("a.csv:1:3: error: the quote that opens"))
  }

  @Test("text after a closing quote is an error")
  func textAfterQuote() {
    #expect(
      readCSV("a,b\n\"x\" y,2\n").problems == """
        a.csv:2:4: error: text stands after the quote that closes the cell
            2 | "x" y,2
              |    ^
           why: after a closing quote comes a delimiter or the end of the row
          hint: write a quote inside a quoted cell twice

        """)
  }

  @Test("a duplicate or empty name in the head is an error")
  func badHead() {
    let result = readCSV("a,b,a,\n1,2,3,4\n")
    #expect(
      result.problems == """
        a.csv:1:5: error: the column 'a' stands twice in the head
            1 | a,b,a,
              |     ^
           why: columns are addressed by the names in the head
          note: a.csv:1:1: first given here
          hint: give one of the two another name
        a.csv:1:7: error: column 4 has no name
            1 | a,b,a,
              |       ^
           why: columns are addressed by the names in the head
          hint: give the column a name, or take it out

        """)
    #expect(result.table?.columnNames == ["a", "b"])
  }

  @Test("an empty file and a file with only a head are empty tables, if rows are required")
  func empty() {
    #expect(
      readCSV("").problems == """
        a.csv:1:1: error: the table is empty
           why: the file holds no text

        """)
    #expect(readCSV("\n\r\n").table == nil)
    #expect(
      readCSV("a,b\n").problems == """
        a.csv:1:1: error: the table is empty
            1 | a,b
              | ^^^
           why: the file has a head, but no rows

        """)
    #expect(readCSV("", requiresRows: false).table?.rowCount == 0)
    #expect(readCSV("a,b\n", requiresRows: false).table?.columnNames == ["a", "b"])
    #expect(readCSV("a,b\n", requiresRows: false).problems == "")
  }

  @Test("a head of one column that holds another delimiter, as the first row does, is an error")
  func oneColumn() {
    #expect(
      readCSV("year;value\n1958;200,5\n").problems == """
        a.csv:1:1: error: the cells seem to be divided by ';', not by ','
            1 | year;value
              | ^^^^^^^^^^
           why: read as it is, the file has one column
          hint: say so beside the file's name: format: {type: dsv, delimiter: ';'}

        """)
    #expect(readCSV("a|b\n1\n").problems.hasPrefix("a.csv:1:1: warning: the cells seem"))
  }

  @Test("a head that differs from the package is an error, misspelt names with a suggestion")
  func headMismatch() {
    let grain = resource([field("year"), field("value"), field("unit")])
    #expect(
      readCSV("year,vlaue,remark\n1,2,3\n", resource: grain).problems == """
        a.csv:1:6: error: the data package does not describe a column 'vlaue'
            1 | year,vlaue,remark
              |      ^^^^^
           why: 'grain' has the columns 'year', 'value' and 'unit'
          hint: did you mean 'value'?
        a.csv:1:12: error: the data package does not describe a column 'remark'
            1 | year,vlaue,remark
              |            ^^^^^^
           why: 'grain' has the columns 'year', 'value' and 'unit'
          hint: add it to the fields of 'grain', or take it out
        a.csv:1:1: error: the column 'unit' is missing
            1 | year,vlaue,remark
              | ^^^^^^^^^^^^^^^^^
           why: the data package describes it in 'grain'

        """)
  }
}
