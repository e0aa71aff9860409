import Diagnostics
import Testing

@testable import Tables

@Suite("DataPackage") struct DataPackageTests {
  private func read(_ text: String) -> (package: DataPackage?, problems: [String]) {
    var log = DiagnosticLog()
    let package = DataPackage.read(
      SourceText(name: "datapackage.json", text: text), log: &log)
    let problems = log.entries.map { entry in
      let place = entry.place.map { $0.source.position(of: $0.range.lowerBound) }
      let start = place.map { "\($0.line):\($0.column) " } ?? ""
      return start + ([entry.message] + entry.hints).joined(separator: " | ")
    }
    return (package, problems)
  }

  @Test("a package is read with its resources, fields, constraints and keys")
  func whole() throws {
    let result = read(
      """
      {
        "name": "leap", "title": "The Leap",
        "sources": [{"title": "Yearbook", "path": "https://example.org"}],
        "resources": [
          {
            "name": "grain", "path": "grain.csv", "title": "Grain", "format": "csv",
            "dialect": {"delimiter": ";", "quoteChar": "'", "header": false, "lineTerminator": "\\n"},
            "schema": {
              "fields": [
                {"name": "year", "type": "year", "constraints": {"required": true}},
                {"name": "value", "type": "number", "unitField": "unit",
                 "constraints": {"minimum": 0, "maximum": "1e3"}},
                {"name": "unit", "type": "string"},
                {"name": "source", "type": "string", "constraints": {"enum": ["a", "b"]}},
                {"name": "day", "type": "date", "format": "%d.%m.%Y",
                 "constraints": {"minimum": "1.10.1949"}},
                {"name": "code", "constraints": {"unique": true, "pattern": "[A-Z]+"}}
              ],
              "missingValues": ["", "n/a"], "primaryKey": ["year", "source"],
              "foreignKeys": [
                {"fields": "source", "reference": {"resource": "sources", "fields": "key"}},
                {"fields": ["year", "code"],
                 "reference": {"resource": "", "fields": ["year", "code"]}}
              ]
            }
          },
          {"name": "sources", "path": ["sources.csv"],
           "schema": {"fields": [{"name": "key", "type": "string"}], "primaryKey": "key"}}
        ]
      }
      """)
    #expect(result.problems == [])
    let package = try #require(result.package)
    #expect(package.name == "leap" && package.title == "The Leap")
    #expect(package.sources == [.init(title: "Yearbook", path: "https://example.org")])
    let grain = try #require(package.resource(named: "grain"))
    #expect(grain.fields.map(\.kind) == [.year, .number, .string, .string, .date, .any])
    #expect(grain.field("year")?.required == true)
    #expect(grain.field("value")?.unitField == "unit")
    #expect(grain.field("value")?.minimum == .number(0))
    #expect(grain.field("value")?.maximum == .number(1000))
    #expect(grain.field("day")?.minimum == .date(-639_100_800_000))
    #expect(grain.field("source")?.reference == .init(resource: "sources", field: "key"))
    #expect(grain.field("source")?.enumeration == ["a", "b"])
    #expect(grain.field("code")?.pattern?.text == "[A-Z]+")
    #expect(grain.missingValues == ["", "n/a"])
    #expect(grain.primaryKey == ["year", "source"])
    #expect(grain.foreignKeys.map(\.fields) == [["source"], ["year", "code"]])
    #expect(
      grain.dialect
        == CSVDialect(
          delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "'"), hasHeader: false))
    #expect(package.resource(named: "sources")?.path == "sources.csv")
    #expect(package.resource(named: "sources")?.primaryKey == ["key"])
  }

  @Test("everything that is wrong is reported at once, with its place")
  func problems() {
    let result = read(
      """
      {
        "name": 5,
        "resources": [
          {"name": "a", "path": "../a.csv"},
          {"name": "b"},
          {"path": "c.csv"},
          "d",
          {"name": "e", "path": "e.csv", "encoding": "koi8-u", "dialect": {"delimiter": "--"},
           "schema": {
             "fields": [
               {"name": "x", "type": "numbr"},
               {"name": "x"},
               {"type": "string"},
               {"name": "t", "type": "time"},
               {"name": "u", "unitField": "unti"},
               {"name": "unit"},
               {"name": "m", "type": "number",
                "constraints": {"minimum": "low", "requird": true, "minLength": 2,
                                "pattern": "(", "required": "yes"}},
               {"name": "n", "type": "date", "format": "%k"}
             ],
             "primaryKey": ["y"],
             "foreignKeys": [
               {"fields": "x", "reference": {"resource": "f", "fields": "x"}},
               {"fields": ["x", "u"], "reference": {"resource": "", "fields": "x"}},
               {"fields": "x"}
             ]
           }},
          {"name": "e", "path": "f.csv"}
        ]
      }
      """)
    #expect(
      result.problems == [
        "2:11 'name' must be a string, not a number",
        "4:27 '../a.csv' is not the path of a file in the package | "
          + "write a path without '..', or move the file into the package's folder",
        "5:5 the resource 'b' has no 'path'",
        "6:5 a resource has no 'name'",
        "7:5 a resource must be an object, not a string",
        "8:48 not supported yet: the encoding 'koi8-u' | save the file as UTF-8",
        "8:83 'delimiter' must be one character",
        "11:32 'numbr' is not a type of Table Schema | did you mean 'number'?",
        "12:19 the field 'x' is described twice",
        "13:10 a field has no 'name'",
        "18:38 'minimum' must be a number, not a string",
        "18:45 'requird' is not a constraint of Table Schema | did you mean 'required'?",
        "18:62 the constraint 'minLength' is not for the type 'number', and not checked",
        "19:27 the constraint 'pattern' is not for the type 'number', and not checked",
        "19:55 'required' must be true or false, not a string",
        "20:50 '%k' is not a pattern of dates",
        "22:23 'e' has no field 'y'",
        "15:37 'e' has no field 'unti' | did you mean 'unit'?",
        "29:14 two resources are named 'e'",
        "24:52 the package has no resource 'f'",
        "25:10 a foreign key ties 2 fields to 1",
        "26:10 a foreign key has no 'reference'",
      ])
  }

  @Test("what is not a package at all is an error")
  func notAPackage() {
    #expect(read("[]").problems == ["1:1 a data package must be an object, not a list"])
    #expect(read("{}").problems == ["1:1 a data package has no 'resources'"])
    #expect(read("{").package == nil)
    #expect(
      read("{\"resources\": {}}").problems == ["1:15 'resources' must be a list, not an object"])
  }

  @Test("a type that is unknown names the types that are known")
  func unknownType() {
    var log = DiagnosticLog()
    let text =
      #"{"resources":[{"name":"a","path":"a","schema":{"fields":[{"name":"x","type":"nubmer"}]}}]}"#
    _ = DataPackage.read(SourceText(name: "datapackage.json", text: text), log: &log)
    #expect(
      log.entries.first?.why
        == "the types that are read are 'string', 'number', 'integer', 'year', 'date', "
        + "'datetime', 'boolean', 'yearmonth', 'time', 'duration', 'geopoint', 'geojson', 'object', "
        + "'array', 'list' and 'any'")
    #expect(log.entries.first?.hints == ["did you mean 'number'?"])
    #expect(log.entries.first?.place?.text == "\"nubmer\"")
  }
}
