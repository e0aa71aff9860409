import Diagnostics
import Testing

@testable import Tables

@Suite("Constraints") struct ConstraintTests {
  @Test("a required cell that is missing is an error")
  func required() {
    let grain = resource([field("a", .number) { $0.required = true }, field("b")])
    let result = readCSV("a,b\n1,x\n,y\nz,z\n", resource: grain)
    #expect(
      result.problems == """
        a.csv:4:1: error: 'z' is not a number (column 'a')
            4 | z,z
              | ^
           why: the data package says that this column is a number
          hint: add "z" to missingValues, or mend the cell
        a.csv:3:1: error: a cell is missing (column 'a')
            3 | ,y
              | ^
           why: the data package says that this column is required
          hint: fill the cell in, or take the row out

        """)
  }

  @Test("a value that is not listed is an error with a suggestion")
  func enumeration() {
    let grain = resource([
      field("confidence", .string) { $0.enumeration = ["read", "derived", "recalled"] },
      field("n", .number) { $0.enumeration = ["1", "2.50"] },
    ])
    #expect(
      readCSV("confidence,n\nread,1\nrecaled,2.5\n,3\n", resource: grain).problems == """
        a.csv:3:1: error: 'recaled' is not one of the values allowed (column 'confidence')
            3 | recaled,2.5
              | ^^^^^^^
           why: the data package allows 'read', 'derived' and 'recalled'
          hint: did you mean 'recalled'?
        a.csv:4:2: error: '3' is not one of the values allowed (column 'n')
            4 | ,3
              |  ^
           why: the data package allows '1' and '2.50'

        """)
  }

  @Test("a value out of its range is an error, also a date")
  func range() {
    let day = DateParsing.iso("1949-10-01")?.milliseconds ?? 0
    let grain = resource([
      field("v", .number) {
        $0.minimum = .number(0)
        $0.maximum = .number(100)
      }, field("day", .date) { $0.minimum = .date(day) },
    ])
    #expect(
      readCSV("v,day\n0,1949-10-01\n-1,1949-09-30\n100.5,\n", resource: grain).problems == """
        a.csv:3:1: error: -1 is less than the minimum, 0 (column 'v')
            3 | -1,1949-09-30
              | ^^
           why: the data package sets this limit
        a.csv:4:1: error: 100.5 is greater than the maximum, 100 (column 'v')
            4 | 100.5,
              | ^^^^^
           why: the data package sets this limit
        a.csv:3:4: error: 1949-09-30 is less than the minimum, 1949-10-01 (column 'day')
            3 | -1,1949-09-30
              |    ^^^^^^^^^^
           why: the data package sets this limit

        """)
  }

  @Test("a text that does not match the pattern as a whole is an error")
  func pattern() {
    let grain = resource([field("iso", .string) { $0.pattern = TextPattern("[A-Z]{3}") }])
    #expect(
      readCSV("iso\nCHN\nGBRX\n", resource: grain).problems == """
        a.csv:3:1: error: 'GBRX' does not match the pattern '[A-Z]{3}' (column 'iso')
            3 | GBRX
              | ^^^^
           why: the data package sets this pattern for the whole cell

        """)
  }

  @Test("a value that stands twice in a unique column is an error with a note")
  func unique() {
    let grain = resource([field("id", .string) { $0.unique = true }])
    #expect(
      readCSV("id\na\n\"a\"\n\"\"\n\"\"\n", resource: grain).problems == """
        a.csv:3:1: error: 'a' stands twice (column 'id')
            3 | "a"
              | ^^^
           why: the data package says that the values of this column are unique
          note: a.csv:2:1: first given here

        """)
    let many = readCSV("id\n" + String(repeating: "a\n", count: 8), resource: grain).problems
    #expect(many.contains("error: 2 more cells are given before (column 'id')"))
  }
}
