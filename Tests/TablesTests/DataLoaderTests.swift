import Diagnostics
import Notation
import Testing

@testable import Tables

@Suite("DataLoader") struct DataLoaderTests {
  private let descriptor = """
    {"resources": [
      {"name": "grain", "path": "grain.csv", "schema": {
        "fields": [{"name": "year", "type": "year"}, {"name": "series", "type": "string"},
                   {"name": "value", "type": "number", "unitField": "unit"},
                   {"name": "unit", "type": "string"}, {"name": "source", "type": "string"}],
        "missingValues": ["", "n/a"],
        "foreignKeys": [
          {"fields": "source", "reference": {"resource": "sources", "fields": "key"}},
          {"fields": "series", "reference": {"resource": "series", "fields": "id"}}]}},
      {"name": "series", "path": "meta/series.csv"},
      {"name": "sources", "path": "sources.csv", "schema": {
        "fields": [{"name": "key"}, {"name": "attribution"}, {"name": "title"}],
        "primaryKey": "key"}}
    ]}
    """

  private func dataFolder() -> TestFolder {
    let folder = TestFolder()
    folder.write("Datasets/datapackage.json", descriptor)
    folder.write(
      "Datasets/grain.csv",
      """
      year,series,value,unit,source
      1958,out,200,Mt,NBS
      1958,claim,375,Mt,RMRB
      1959,out,170,Mt,NBS
      1959,claim,n/a,Mt,RMRB
      1960,out,143.5,kt,LOST
      1961,out,,kg,NBS
      """)
    folder.write(
      "Datasets/meta/series.csv", "id,label,title\nout,Output,Grain output\nclaim,,Claimed\n")
    folder.write(
      "Datasets/sources.csv",
      "key,attribution,title\nNBS,National Bureau of Statistics,x\nRMRB,,Renmin ribao\n")
    return folder
  }

  private func load(
    _ path: String, from naming: String? = nil, in folder: TestFolder,
    format: DataFormat = DataFormat()
  ) throws -> (table: Table?, problems: String) {
    var log = DiagnosticLog()
    let place = naming.map { SourceText(name: folder.path + "/" + $0, text: "x").whole }
    let table = try folder.loader().load(path, namedAt: place, format: format, log: &log)
    return (table, log.text.without(folder))
  }

  @Test("a file that a package describes is read as the package says")
  func described() throws {
    let folder = dataFolder()
    folder.write("charts/chart.yaml", "")
    let result = try load("../Datasets/grain.csv", from: "charts/chart.yaml", in: folder)
    #expect(
      result.problems == """
        Datasets/grain.csv:6:19: error: 'LOST' is not a key of 'sources' (column 'source')
            6 | 1960,out,143.5,kt,LOST
              |                   ^^^^
           why: the data package ties 'source' to 'key' of 'sources'
          hint: add it to 'sources', or mend the cell

        """)
    #expect(result.table?["value"]?[3] == .null)
    #expect(result.table?["year"]?.field?.kind == .year)
    guard case .file(let file)? = result.table?.lineage else {
      Issue.record("the rows have no lineage")
      return
    }
    #expect(file.resource?.name == "grain")
    #expect((0..<3).map { file.sourceKey(ofRow: $0) } == ["NBS", "RMRB", "NBS"])
  }

  @Test("a package in a folder above is found, one that does not list the file is passed over")
  func packageAbove() throws {
    let folder = dataFolder()
    folder.write("Datasets/meta/datapackage.json", #"{"resources": []}"#)
    let loader = try folder.loader()
    var log = DiagnosticLog()
    let package = loader.package(ofFile: folder.path + "/Datasets/meta/series.csv", log: &log)
    #expect(package?.resource(named: "series")?.path == "meta/series.csv")
    #expect(loader.package(ofFile: folder.path + "/Datasets/other.csv", log: &log) == nil)
    #expect(loader.package(ofFile: "/tmp/none.csv", log: &log) == nil)
    #expect(log.entries.isEmpty)
  }

  @Test("each file is read once, and its problems are told to each who asks")
  func once() throws {
    let folder = dataFolder()
    folder.write("bad.csv", "a,b\n1\n")
    let loader = try folder.loader()
    for _ in 0..<2 {
      var log = DiagnosticLog()
      let one = loader.load("bad.csv", log: &log)
      let two = loader.load("./bad.csv", log: &log)
      guard case .file(let first)? = one?.lineage, case .file(let second)? = two?.lineage else {
        Issue.record("the rows have no lineage")
        return
      }
      #expect(first === second)
      #expect(log.errorCount == 1)
    }
    #expect(loader.files.filesRead == [folder.path + "/bad.csv"])
  }

  @Test("several may read at once and get rows of one file")
  func concurrent() async throws {
    let folder = dataFolder()
    let loader = try folder.loader()
    let files = await withTaskGroup(of: ObjectIdentifier?.self) { group in
      for _ in 0..<16 {
        group.addTask {
          var log = DiagnosticLog()
          guard case .file(let file)? = loader.load("Datasets/grain.csv", log: &log)?.lineage
          else { return nil }
          return ObjectIdentifier(file)
        }
      }
      return await group.reduce(into: Set<ObjectIdentifier?>()) { $0.insert($1) }
    }
    #expect(files.count == 1 && !files.contains(nil))
  }

  @Test("the ending tells the format, or the spec does")
  func formats() throws {
    let folder = TestFolder()
    folder.write("a.tsv", "x\ty\n1\t2\n")
    folder.write("a.jsonl", "{\"x\": 1}\n")
    folder.write("a.json", "{\"rows\": [{\"x\": 1}]}")
    folder.write("a.dat", "x;y\n1;2\n")
    #expect(try load("a.tsv", in: folder).table?.columnNames == ["x", "y"])
    #expect(try load("a.jsonl", in: folder).table?.columnNames == ["x"])
    let rows = DataFormat(property: "rows")
    #expect(try load("a.json", in: folder, format: rows).table?.columnNames == ["x"])
    let dsv = DataFormat(kind: .dsv, delimiter: UInt8(ascii: ";"))
    #expect(try load("a.dat", in: folder, format: dsv).table?.columnNames == ["x", "y"])
    #expect(
      try load("a.dat", in: folder).problems == """
        playfair: error: the format of 'a.dat' is not known
           why: the endings .csv, .tsv, .json, .ndjson and .jsonl tell the format
          hint: say how it is written, such as 'format: {type: csv}'

        """)
  }

  @Test("nothing is read from the network, from outside the root, or from a directory")
  func refused() throws {
    let folder = dataFolder()
    let network = try load("https://example.org/a.csv", in: folder).problems
    #expect(network.hasPrefix("playfair: error: 'https://example.org/a.csv' is not a file\n"))
    #expect(try load("../../etc/passwd", in: folder).table == nil)
    #expect(try load("Datasets", in: folder).problems.contains("'Datasets' is a directory"))
    #expect(
      try load("Datasets/grian.csv", in: folder).problems.contains(
        "hint: did you mean 'Datasets/grain.csv'?"))
  }

  @Test("keys of a column are shown as the labels of the resource it is tied to")
  func labels() throws {
    let loader = try dataFolder().loader()
    var log = DiagnosticLog()
    let folder = dataFolder()
    let kept = try folder.loader()
    let table = try #require(kept.load("Datasets/grain.csv", log: &log))
    let catalog = try #require(table["series"].flatMap { kept.labels(of: $0, log: &log) })
    #expect(catalog.text(of: "out") == "Output")
    #expect(catalog.text(of: "claim") == "Claimed")
    #expect(catalog.text(of: "other") == "other")
    #expect(catalog.value("title", of: "out") == .text("Grain output"))
    #expect(table["year"].flatMap { kept.labels(of: $0, log: &log) } == nil)
    #expect(log.entries.map(\.place?.text) == ["LOST"])
    #expect(loader.files.filesRead.isEmpty)
  }

  @Test("the sources of rows are called by attribution, title, or key, each once")
  func sources() throws {
    let folder = dataFolder()
    let loader = try folder.loader()
    var log = DiagnosticLog()
    let table = try #require(loader.load("Datasets/grain.csv", log: &log))
    let all = loader.attributions(of: 0..<table.rowCount, in: table.lineage, log: &log)
    #expect(all.map(\.key) == ["NBS", "RMRB", "LOST"])
    #expect(all.map(\.text) == ["National Bureau of Statistics", "Renmin ribao", "LOST"])
    let some = table.filtered { table.value("series", row: $0) == .text("claim") }
      .summarized(by: ["series"], [Aggregate(.max, of: "value")])
    #expect(loader.attributions(of: 0..<1, in: some.lineage, log: &log).map(\.key) == ["RMRB"])
  }

  @Test("units are found through filters and aggregates, for values that are not missing")
  func units() throws {
    let folder = dataFolder()
    let loader = try folder.loader()
    var log = DiagnosticLog()
    let table = try #require(loader.load("Datasets/grain.csv", log: &log))
    #expect(table.units(of: "value").map(\.unit) == ["Mt", "kt"])
    #expect(table.units(of: "value").map(\.row) == [0, 4])
    #expect(
      table.units(of: "value").map { $0.place?.label.without(folder) } == [
        "Datasets/grain.csv:2:14", "Datasets/grain.csv:6:16",
      ])
    let early = table.filtered { table.value("year", row: $0).number ?? 0 < 1960 }
    #expect(early.units(of: "value").map(\.unit) == ["Mt"])
    let mean = table.summarized(by: ["series"], [Aggregate(.mean, of: "value"), Aggregate(.count)])
    #expect(mean.units(of: "mean_value").map(\.unit) == ["Mt", "kt"])
    #expect(mean.units(of: "count").isEmpty && mean.units(of: "none").isEmpty)
  }

  @Test("values in a spec are read too, also as a text of delimited cells")
  func inline() throws {
    let loader = try TestFolder().loader()
    var log = DiagnosticLog()
    func node(_ text: String) throws -> Node {
      let source = SourceText(name: "a.yaml", text: text)
      return try #require(YAMLReader.read(source, log: &log))
    }
    let rules = ParseRules([.init(column: "a", type: .number)])
    let format = DataFormat(kind: .csv, rules: rules)
    #expect(
      loader.load(values: try node("\"a,b\\n1,x\\n\""), format: format, log: &log)?.summary == [
        "a: numbers 1", "b: texts x",
      ])
    #expect(
      loader.load(values: try node("[{a: '2'}, {a: x}]"), format: format, log: &log)?.summary == [
        "a: numbers 2 –"
      ])
    #expect(log.short == ["a.yaml:1:1: error: 1 value is not a number (column 'a')"])
  }

  @Test("the format object of a spec is read, and what is wrong in it reported")
  func formatObject() throws {
    var log = DiagnosticLog()
    func read(_ text: String) throws -> DataFormat {
      let source = SourceText(name: "a.yaml", text: text)
      return DataFormat.read(YAMLReader.read(source, log: &log), log: &log)
    }
    let format = try read(
      "{type: dsv, delimiter: ';', parse: {a: number, b: \"date:'%Y'\", c: null}}")
    #expect(format.kind == .dsv && format.delimiter == UInt8(ascii: ";"))
    #expect(format.rules.rule(for: "a")?.type == .number)
    #expect(format.rules.rule(for: "c")?.type == .text)
    #expect(try read("{parse: null}").rules.infersTypes == false)
    #expect(try read("{parse: auto}").rules == ParseRules())
    #expect(log.entries.isEmpty)
    _ = try read("{type: topojson, feature: x, delimeter: 5, parse: {a: numbr, b: \"date:'%k'\"}}")
    _ = try read("{type: cvs, property: 5}")
    _ = try read("5")
    #expect(
      log.short.map { $0.dropFirst("a.yaml:1:".count) } == [
        "30: error: unknown property 'delimeter' of 'format'",
        "55: error: 'numbr' is not a type to parse",
        "65: error: 'date:'%k'' is not a type to parse",
        "8: error: the format 'cvs' is not known",
        "23: error: 'property' must be a string, not a number",
        "1: error: 'format' must be an object, not a number",
      ])
  }
}
