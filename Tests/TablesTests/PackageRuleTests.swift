import Diagnostics
import Testing

@testable import Tables

/// Each rule of the standard with a file that breaks it.
@Suite("Rules of Data Packages") struct PackageRuleTests {
  /// Everything that a check of a folder reports, in short.
  private func check(_ files: [String: String]) throws -> [String] {
    let folder = TestFolder()
    for (name, text) in files { folder.write(name, text) }
    let loader = try folder.loader()
    var log = DiagnosticLog()
    if let package = loader.package(at: folder.path + "/datapackage.json", log: &log) {
      PackageCheck(package, loader: loader).run(log: &log)
    }
    // The columns of a descriptor are tested elsewhere; here they would only be counted.
    return log.inReadingOrder.map { entry in
      String(entry.text(.short).dropLast()).without(folder)
        .replacing(/(json:\d+):\d+:/) { "\($0.output.1):" }
    }
  }

  /// Everything that a check of one resource reports, whose schema is given.
  private func check(schema: String, resource: String = "", _ csv: String) throws -> [String] {
    try check([
      "datapackage.json": """
      {"resources": [{"name": "a", "path": "a.csv"\(resource), "schema": \(schema)}]}
      """, "a.csv": csv,
    ])
  }

  @Test("what the descriptor has that is not understood is a warning")
  func unknownProperties() throws {
    let problems = try check([
      "datapackage.json": """
      {"titel": "x", "x-own": 1, "dc:subject": "y",
       "resources": [{"name": "A b", "path": "a.csv", "compression": "gz",
         "dialect": {"delimeter": ";"}, "hash": "abc",
         "schema": {"missingvalues": [""],
           "fields": [{"name": "n", "typ": "number", "decimalChar": ","}],
           "foreignKeys": [{"fields": "n", "reference": {"resource": "", "field": "n", "fields": "n"}}]}}]}
      """, "a.csv": "n\n1\n",
    ])
    #expect(
      problems == [
        "datapackage.json:1: warning: 'titel' is not a property of a data package, and changes nothing",
        "datapackage.json:2: warning: 'A b' is an odd name for a resource",
        "datapackage.json:2: warning: 'compression' is not a property of a resource, and changes nothing",
        "datapackage.json:3: warning: 'delimeter' is not a property of a dialect, and changes nothing",
        "datapackage.json:3: warning: 'hash' is not compared with the file",
        "datapackage.json:4: warning: 'missingvalues' is not a property of a schema, and changes nothing",
        "datapackage.json:5: warning: 'typ' is not a property of a field, and changes nothing",
        "datapackage.json:5: warning: 'decimalChar' changes nothing in a field of the type 'any'",
        "datapackage.json:6: warning: 'field' is not a property of a reference, and changes nothing",
      ])
  }

  @Test("columns and fields belong together as 'fieldsMatch' says")
  func fieldsMatch() throws {
    func match(_ word: String?, _ csv: String) throws -> [String] {
      let match = word.map { ", \"fieldsMatch\": \"\($0)\"" } ?? ""
      return try check(
        schema: "{\"fields\": [{\"name\": \"a\"}, {\"name\": \"b\"}]\(match)}", csv)
    }
    #expect(try match(nil, "a,b\n1,2\n") == [])
    #expect(
      try match(nil, "b,a\n1,2\n") == [
        "a.csv:1:1: warning: the column 'b' stands where the data package describes 'a'"
      ])
    #expect(
      try match("exact", "b,a\n1,2\n") == [
        "a.csv:1:1: error: the column 'b' stands where the data package describes 'a'"
      ])
    #expect(try match("equal", "b,a\n1,2\n") == [])
    #expect(
      try match("equal", "b,a,cc\n1,2,3\n") == [
        "a.csv:1:5: error: the data package does not describe a column 'cc'"
      ])
    #expect(try match("subset", "b,a,cc\n1,2,3\n") == [])
    #expect(try match("subset", "a,cc\n1,3\n") == ["a.csv:1:1: error: the column 'b' is missing"])
    #expect(try match("superset", "a\n1\n") == [])
    #expect(try match("partial", "a,cc\n1,3\n") == [])
    #expect(
      try match("partial", "dd,cc\n1,3\n") == [
        "a.csv:1:1: error: the data package describes none of the columns"
      ])
    #expect(
      try match("exakt", "a,b\n1,2\n") == [
        "datapackage.json:1: error: 'exakt' is no way to match fields"
      ])
  }

  @Test("missing values may be labelled, and may differ from field to field")
  func missingValues() throws {
    let schema = """
      {"missingValues": [{"value": "", "label": "none"}, {"value": "-99"}], "fields": [
        {"name": "a", "type": "number", "constraints": {"required": true}},
        {"name": "b", "type": "number", "missingValues": ["-"]}]}
      """
    #expect(
      try check(schema: schema, "a,b\n1,-\n-99,-99\n2,\n") == [
        "a.csv:3:1: error: a cell is missing (column 'a')",
        "a.csv:4:3: error: '' is not a number (column 'b')",
      ])
  }

  @Test("limits are inclusive or exclusive, of numbers, dates, times and lengths")
  func limits() throws {
    let schema = """
      {"fields": [
        {"name": "n", "type": "number", "constraints": {"exclusiveMinimum": 0, "exclusiveMaximum": "10"}},
        {"name": "d", "type": "date", "constraints": {"maximum": "1961-12-31"}},
        {"name": "t", "type": "time", "constraints": {"minimum": "08:00:00"}},
        {"name": "s", "type": "string", "constraints": {"minLength": 2, "maxLength": 3}},
        {"name": "l", "type": "list", "constraints": {"maxLength": 2}}]}
      """
    #expect(
      try check(
        schema: schema,
        "n,d,t,s,l\n0,1962-01-01,07:59:59,ä,\"a,b,c\"\n10,1961-12-31,08:00:00,大躍進了,a\n") == [
          "a.csv:2:1: error: 0 is not greater than the limit, 0 (column 'n')",
          "a.csv:2:3: error: 1962-01-01 is greater than the maximum, 1961-12-31 (column 'd')",
          "a.csv:2:14: error: 07:59:59 is less than the minimum, 08:00:00 (column 't')",
          "a.csv:2:23: error: 'ä' is shorter than 2 characters (column 's')",
          "a.csv:2:25: error: 'a,b,c' is longer than 2 values (column 'l')",
          "a.csv:3:1: error: 10 is not less than the limit, 10 (column 'n')",
          "a.csv:3:24: error: '大躍進了' is longer than 3 characters (column 's')",
        ])
  }

  @Test("a constraint of another type is told, and one that allows nothing is an error")
  func constraintsOfTypes() throws {
    let schema = """
      {"fields": [{"name": "n", "type": "number", "constraints": {"pattern": "a", "maxLength": 2}},
        {"name": "s", "type": "string", "constraints": {"minimum": 1}},
        {"name": "m", "type": "number", "constraints": {"minimum": 5, "maximum": 1}}]}
      """
    #expect(
      try check(schema: schema, "n,s,m\n1,x,\n") == [
        "datapackage.json:1: warning: the constraint 'pattern' is not for the type 'number', and not checked",
        "datapackage.json:1: warning: the constraint 'maxLength' is not for the type 'number', and not checked",
        "datapackage.json:2: warning: the constraint 'minimum' is not for the type 'string', and not checked",
        "datapackage.json:3: error: 'maximum' is less than 'minimum', so that no value is allowed",
      ])
  }

  @Test("categories restrict a field as 'enum' does")
  func categories() throws {
    let schema = """
      {"fields": [{"name": "s", "type": "string", "categories": ["a", "b"]},
        {"name": "i", "type": "integer", "categories": [{"value": 0, "label": "no"}, {"value": 1}],
         "categoriesOrdered": true},
        {"name": "e", "type": "string", "categories": ["a"], "constraints": {"enum": ["b"]}}]}
      """
    #expect(
      try check(schema: schema, "s,i,e\na,1,\nc,2,\n") == [
        "datapackage.json:4: error: 'b' is in 'enum', but not among the 'categories'",
        "a.csv:3:1: error: 'c' is not one of the values allowed (column 's')",
        "a.csv:3:3: error: '2' is not one of the values allowed (column 'i')",
      ])
  }

  @Test("unique keys ignore rows in which a part is missing, primary keys do not")
  func uniqueKeys() throws {
    let schema = """
      {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"},
        {"name": "c", "type": "string"}], "uniqueKeys": [["a", "b"], ["c"], ["d"]]}
      """
    #expect(
      try check(schema: schema, "a,b,c\nx,y,1\nx,,2\nx,,2\nx,y,3\n") == [
        "datapackage.json:2: error: 'a' has no field 'd'",
        "a.csv:4:4: error: the key '2' stands twice",
        "a.csv:5:1: error: the key 'x', 'y' stands twice",
      ])
  }

  @Test("foreign keys lead to the resource itself, and only to columns of the same type")
  func foreignKeys() throws {
    let itself = """
      {"fields": [{"name": "id", "type": "integer"}, {"name": "parent", "type": "integer"}],
       "foreignKeys": [{"fields": "parent", "reference": {"fields": "id"}}]}
      """
    #expect(
      try check(schema: itself, "id,parent\n1,\n2,1\n3,7\n") == [
        "a.csv:4:3: error: '7' is not a key of 'a' (column 'parent')"
      ])
    let mixed = """
      {"fields": [{"name": "id", "type": "integer"}, {"name": "parent", "type": "string"}],
       "foreignKeys": [{"fields": "parent", "reference": {"fields": "id"}}]}
      """
    #expect(
      try check(schema: mixed, "id,parent\n1,\n").first
        == "datapackage.json:2: error: 'parent' is a string, but 'id' of 'a' is a integer")
  }

  @Test("keys that lead in a circle are checked, and end")
  func circles() throws {
    func resource(_ name: String, _ other: String) -> String {
      """
      {"name": "\(name)", "path": "\(name).csv", "schema": {
        "fields": [{"name": "id", "type": "string"}, {"name": "to", "type": "string"}],
        "foreignKeys": [{"fields": "to", "reference": {"resource": "\(other)", "fields": "id"}}]}}
      """
    }
    let package = "{\"resources\": [\(resource("a", "b")), \(resource("b", "a"))]}"
    #expect(
      try check([
        "datapackage.json": package, "a.csv": "id,to\nx,y\n", "b.csv": "id,to\ny,z\n",
      ]) == ["b.csv:2:3: error: 'z' is not a key of 'a' (column 'to')"])
  }

  @Test("a value without its unit is an error")
  func units() throws {
    let schema = """
      {"fields": [{"name": "v", "type": "number", "unitField": "u"}, {"name": "u", "type": "string"},
        {"name": "w", "type": "number", "unit": "t", "unitField": "u"}]}
      """
    #expect(
      try check(schema: schema, "v,u,w\n1,Mt,\n2,,\n,,\n") == [
        "datapackage.json:2: error: a field has a 'unit' and a 'unitField'",
        "a.csv:3:3: error: the value has no unit (column 'v')",
      ])
  }

  @Test("a schema and a dialect may stand in files of their own")
  func parts() throws {
    let package = """
      {"resources": [{"name": "a", "path": "a.csv", "schema": "s.json", "dialect": "d.json"},
        {"name": "b", "path": "b.csv", "schema": "none.json"}]}
      """
    #expect(
      try check([
        "datapackage.json": package,
        "s.json":
          "{\"fields\": [{\"name\": \"x\", \"type\": \"number\"}, {\"name\": \"y\", \"tpe\": 1}]}",
        "d.json": "{\"delimiter\": \";\"}", "a.csv": "x;y\n1;2\nz;3\n", "b.csv": "x\n1\n",
      ]) == [
        "s.json:1: warning: 'tpe' is not a property of a field, and changes nothing",
        "datapackage.json:2: error: there is no file 'none.json'",
        "a.csv:3:1: error: 'z' is not a number (column 'x')",
      ])
  }

  @Test("files that are missing, of another size, or not described are told")
  func files() throws {
    let package = """
      {"resources": [{"name": "a", "path": "a.csv", "bytes": 3},
        {"name": "b", "path": "b.csv"}, {"name": "c", "path": "c.pdf"},
        {"name": "d", "path": "https://example.org/d.csv"}, {"name": "e", "path": "../etc/passwd"},
        {"name": "f", "path": "/etc/passwd"}]}
      """
    #expect(
      try check([
        "datapackage.json": package, "a.csv": "x\n1\n", "c.pdf": "", "more/z.csv": "x\n1\n",
        "own/datapackage.json": "{}", "own/y.csv": "x\n", "chart.vl.json": "{}", ".hidden.csv": "",
      ]) == [
        "datapackage.json:1: warning: no resource describes the file 'more/z.csv'",
        "datapackage.json:1: error: 'a.csv' has 4 bytes, not 3",
        "datapackage.json:2: error: there is no data file 'b.csv'",
        "datapackage.json:3: error: 'https://example.org/d.csv' is an address on the network",
        "datapackage.json:3: error: '../etc/passwd' is not the path of a file in the package",
        "datapackage.json:4: error: '/etc/passwd' is not the path of a file in the package",
      ])
  }

  @Test("a folder, a link and a loop in place of a file are told")
  func noFiles() throws {
    let folder = TestFolder()
    folder.write(
      "datapackage.json",
      """
      {"resources": [{"name": "a", "path": "a.csv"}, {"name": "b", "path": "b.csv"},
        {"name": "c", "path": "c.csv"}]}
      """)
    folder.write("a.csv/x", "")
    folder.link("b.csv", to: "b.csv")
    folder.link("c.csv", to: "/etc/hostname")
    folder.link("loop", to: ".")
    let loader = try folder.loader()
    var log = DiagnosticLog()
    let package = try #require(loader.package(at: folder.path + "/datapackage.json", log: &log))
    PackageCheck(package, loader: loader).run(log: &log)
    let problems = log.entries.map { $0.text(.short).without(folder) }
    #expect(problems.count == 3)
    #expect(problems[0].hasSuffix("is a directory\n"))
    #expect(problems[1].hasSuffix("error: there is no data file 'b.csv'\n"))
    #expect(problems[2].hasSuffix("lies outside the root\n"))
  }
}
