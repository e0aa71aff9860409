import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Charting
@testable import Tables

@Suite("The numbers behind a chart") struct PlottedTests {
  @Test("the tables of charts of many kinds are as they are kept")
  func tables() throws {
    let names = [
      "area-stacked", "bins-ordinal", "errorband-raw", "estimates", "facet-grid", "histogram",
      "line-gaps", "line-series", "map-places", "map-projections", "map-shapes", "mark-boxplot",
      "periods-and-rules", "repeat-layer", "resolve-scales", "scale-time", "time-unit-bars",
      "transform-density", "transform-fold", "transform-lookup", "vega-look-panels-without-rows",
    ]
    var specs = names.map { ($0, "Tests/Gallery/\($0)/spec.vl.yaml") }
    for name in ["estimates", "grain", "mortality", "steel"] {
      specs.append((name, "Briefings/great-leap-forward/charts/\(name).vl.yaml"))
    }
    var text = ""
    for (name, path) in specs {
      let drawn = try #require(try Charts.draw(path))
      text += name + "\n" + Self.text(of: drawn.plotted)
    }
    Golden.expect(text, at: "Tests/Documents/plotted.tables.txt")
  }

  private static func text(of data: PlottedData) -> String {
    data.tables.map { table in
      let columns = table.columns.map { column in
        "    \(column.name): \(column.title), \(column.type)"
          + (column.unit.map { " in \($0)" } ?? "")
      }
      let lines = table.csv.split(separator: "\n").prefix(9).map { "      " + $0 }
      return (["  \(table.rowCount) rows"] + columns + lines).joined(separator: "\n") + "\n"
    }.joined()
  }

  private func plotted(_ spec: String) throws -> [PlottedTable] {
    var log = DiagnosticLog()
    let source = SourceText(name: "c.vl.yaml", text: spec)
    let node = try #require(NotationReader.read(source, log: &log))
    let files = try #require(SourceFiles(root: Project.root))
    let request = ChartRequest(spec: node, files: files)
    let asked = try #require(readChart(request, log: &log))
    let bound = try #require(bindData(asked, request, log: &log).bound)
    #expect(log.entries.isEmpty)
    return PlottedData(bound).tables
  }

  @Test("numbers are not rounded, what is missing is empty, and signs are quoted")
  func cells() throws {
    let tables = try plotted(
      """
      data:
        values:
          - {a: 0.1, b: 'x, "y"'}
          - {a: 1e21, b: "two\\nlines"}
          - {a: null, b: -0.30000000000000004}
      mark: {type: point, invalid: null}
      encoding: {x: {field: a, type: quantitative}, y: {field: b, type: nominal}}
      """)
    #expect(
      tables.map(\.csv) == [
        "a,b\n0.1,\"x, \"\"y\"\"\"\n1e+21,\"two\nlines\"\n,-0.30000000000000004\n"
      ])
    #expect(tables.first?.rows.count == 3)
    #expect(tables.first?.text(row: 0, column: 7) == "")
  }

  @Test("equal rows of one mark stay apart, those that another layer draws again do not")
  func repetition() throws {
    let tables = try plotted(
      """
      data: {values: [{a: 1}, {a: 1}, {a: 2}]}
      encoding: {x: {field: a, type: quantitative}}
      layer: [{mark: point}, {mark: tick}]
      """)
    #expect(tables.map(\.csv) == ["a\n1\n1\n2\n"])
  }

  @Test("layers of a file that draw some of its rows share one table, in the order of the file")
  func layersOfOneFile() throws {
    let tables = try plotted(
      """
      data: {url: Datasets/steel.csv}
      transform: [{filter: "datum.series == 'steel_china' && datum.year < 1955"}]
      encoding: {x: {field: year}, y: {field: value}}
      layer:
        - mark: point
          transform: [{filter: "datum.year > 1951"}]
        - mark: line
        - mark: text
          transform:
            - {filter: "datum.year == 1950"}
            - {calculate: "'here'", as: word}
          encoding: {text: {field: word}}
      """)
    #expect(tables.count == 1)
    let years = tables.first?.rows.map { $0[0] } ?? []
    #expect(years == years.sorted() && Set(years).count == years.count && years.count == 6)
    #expect(tables.first?.columns.map(\.name) == ["year", "value", "unit", "word"])
    #expect(tables.first?.rows.map { $0[3] } == ["", "here", "", "", "", ""])
  }

  @Test("a layer that changes a column has a table of its own")
  func changedColumn() throws {
    let tables = try plotted(
      """
      data: {url: Datasets/steel.csv}
      transform: [{filter: "datum.series == 'steel_china' && datum.year < 1952"}]
      encoding: {x: {field: year}, y: {field: value}}
      layer:
        - mark: point
        - mark: line
          transform: [{calculate: "datum.value * 2", as: value}]
      """)
    #expect(tables.count == 2)
  }

  @Test("a chart without data has no table")
  func nothing() throws {
    #expect(try plotted("{mark: point, encoding: {x: {datum: 1}}}").isEmpty)
  }

  @Test("the numbers of a panel name it, also where rows were gathered")
  func panels() throws {
    let tables = try plotted(
      """
      data: {values: [{p: a, v: 1}, {p: a, v: 2}, {p: b, v: 5}]}
      mark: bar
      encoding: {y: {aggregate: sum, field: v}, row: {field: p}}
      """)
    #expect(tables.map(\.csv) == ["p,sum_v\na,3\nb,5\n"])
  }
}
