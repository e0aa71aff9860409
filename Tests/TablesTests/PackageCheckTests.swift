import Diagnostics
import Testing

@testable import Tables

@Suite("PackageCheck") struct PackageCheckTests {
  private let descriptor = """
    {"resources": [
      {"name": "grain", "path": "grain.csv", "schema": {
        "fields": [{"name": "year", "type": "year"}, {"name": "series", "type": "string"},
                   {"name": "value", "type": "number"}, {"name": "source", "type": "string"}],
        "primaryKey": ["year", "series"],
        "foreignKeys": [
          {"fields": "source", "reference": {"resource": "sources", "fields": "key"}},
          {"fields": ["series", "value"],
           "reference": {"resource": "", "fields": ["series", "value"]}}]}},
      {"name": "sources", "path": "sources.csv", "schema": {
        "fields": [{"name": "key", "type": "string"}, {"name": "title", "type": "string"}],
        "primaryKey": "key"}}
    ]}
    """

  private func check(
    _ grain: String?, _ sources: String, descriptor: String? = nil
  ) throws -> String {
    let folder = TestFolder()
    folder.write("datapackage.json", descriptor ?? self.descriptor)
    if let grain { folder.write("grain.csv", grain) }
    folder.write("sources.csv", sources)
    let loader = try folder.loader()
    var log = DiagnosticLog()
    let package = try #require(loader.package(at: "datapackage.json", log: &log))
    PackageCheck(package, loader: loader).run(log: &log)
    return log.text.without(folder)
  }

  @Test("a package in which everything is right is silent")
  func fine() throws {
    #expect(
      try check("year,series,value,source\n1958,a,1,X\n1959,a,,\n", "key,title\nX,Y\n") == "")
  }

  @Test("a key that stands twice, and one that is missing, are errors")
  func primaryKey() throws {
    let problems = try check(
      "year,series,value,source\n1958,a,1,X\n1959,a,2,X\n1958,a,3,X\n,b,4,X\n",
      "key,title\nX,Y\n\"X\",Z\n")
    #expect(
      problems == """
        grain.csv:5:1: error: a cell is missing (column 'year')
            5 | ,b,4,X
              | ^
           why: the data package says that this column is a part of the primary key
          hint: fill the cell in, or take the row out
        grain.csv:4:1: error: the key '1958', 'a' stands twice
            4 | 1958,a,3,X
              | ^^^^^^^^^^
           why: the data package says that 'year' and 'series' together tell the rows apart
          note: grain.csv:2:1: first given here
        sources.csv:3:1: error: the key 'X' stands twice
            3 | "X",Z
              | ^^^
           why: the data package says that 'key' tells the rows apart
          note: sources.csv:2:1: first given here

        """)
  }

  @Test("a key that the other file does not have is an error with a suggestion")
  func foreignKey() throws {
    let rows = (0..<7).map { "195\($0),a,1,Q" }.joined(separator: "\n")
    #expect(
      try check(
        "year,series,value,source\n1949,a,1,BANISTR\n" + rows + "\n", "key,title\nBANISTER,Y\n"
      )
      .split(separator: "\n").filter { $0.contains("error") || $0.contains("hint: did") } == [
        "grain.csv:2:10: error: 'BANISTR' is not a key of 'sources' (column 'source')",
        "  hint: did you mean 'BANISTER'?",
        "grain.csv:3:10: error: 'Q' is not a key of 'sources' (column 'source')",
        "grain.csv:4:10: error: 'Q' is not a key of 'sources' (column 'source')",
        "grain.csv:5:10: error: 'Q' is not a key of 'sources' (column 'source')",
        "grain.csv:6:10: error: 'Q' is not a key of 'sources' (column 'source')",
        "datapackage.json:7:7: error: 3 more rows with a key that 'sources' does not have",
      ])
  }

  @Test("a file that is listed and missing is an error")
  func missingFile() throws {
    #expect(
      try check(nil, "key,title\nX,Y\n") == """
        datapackage.json:2:12: error: there is no data file 'grain.csv'
            2 |   {"name": "grain", "path": "grain.csv", "schema": {
              |            ^^^^^^^
           why: the data package lists it as 'grain', beside itself

        """)
  }

  @Test("types and constraints are checked in every file")
  func types() throws {
    let problems = try check("year,series,value,source\n1958,a,n/a,X\n", "key,titel\nX,Y\n")
    #expect(problems.contains("grain.csv:2:8: error: 'n/a' is not a number (column 'value')"))
    #expect(problems.contains("sources.csv:1:5: error: the data package does not describe"))
    #expect(problems.contains("hint: did you mean 'title'?"))
  }
}
