import Canvas
import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Charting
@testable import Tables

@Suite("The ledger of a chart's rows") struct LedgerTests {
  /// A chart of the gallery with its ledger.
  private func drawn(_ name: String, wantsLedger: Bool = true) throws -> DrawnChart {
    let path = "Tests/Gallery/\(name)/spec.vl.yaml"
    return try Ledgers.draw(path, wantsLedger: wantsLedger)
  }

  @Test(
    "the ledger of a chart of the gallery is as it is kept",
    arguments: [
      "area-stacked", "bar-grouped", "estimates", "facet-grid", "facet-wrapped", "heat-map",
      "histogram", "labels-spread", "line-gaps", "line-series", "map-places", "map-shapes",
      "mark-boxplot", "periods-and-rules", "repeat-layer", "scatter-size-color", "transform-filter",
      "transform-flatten", "transform-fold", "transform-impute", "transform-lookup",
      "transform-sample", "transform-window", "vega-look-panels-without-rows",
    ])
  func kept(_ name: String) throws {
    let ledger = try #require(try drawn(name).ledger)
    Golden.expect(ledger.text(), at: "Tests/Ledgers/\(name).txt")
  }

  @Test("each row of a file is drawn, or told with why it is not", arguments: GalleryTests.names)
  func complete(_ name: String) throws {
    let ledger = try #require(try drawn(name).ledger)
    for file in ledger.files {
      let rows = file.drops.flatMap(\.rows)
      #expect(Set(rows).count == rows.count, "a row is told twice")
      #expect(file.rowsDrawn + rows.count == file.rowsRead)
    }
    for mark in ledger.marks {
      let dropped = mark.drops.reduce(0) { $0 + $1.rows }
      #expect(mark.rowsDrawn + dropped == mark.rows, "\(mark.type) of \(name)")
    }
  }

  @Test("a chart is the same whether its ledger is asked for or not", arguments: GalleryTests.names)
  func same(_ name: String) throws {
    let (with, without) = (try drawn(name), try drawn(name, wantsLedger: false))
    #expect(with.scene.text == without.scene.text)
    #expect(with.sources == without.sources)
    #expect(with.files.map(\.text.name) == without.files.map(\.text.name))
    #expect(without.ledger == nil)
  }

  @Test("a row that one layer leaves out and another draws is drawn")
  func layers() throws {
    let ledger = try Ledgers.ledger(
      """
      data: {values: [{a: 1}, {a: 2}, {a: 3}]}
      encoding: {x: {field: a, type: quantitative}}
      layer:
        - transform: [{filter: datum.a == 1}]
          mark: point
        - transform: [{filter: datum.a < 3}]
          mark: tick
      """)
    let file = try #require(ledger.files.first)
    #expect(file.rowsRead == 3 && file.rowsDrawn == 2)
    #expect(file.drops.map(\.rows) == [[2]])
    #expect(file.drops[0].causes.map(\.text) == ["datum.a == 1", "datum.a < 3"])
    #expect(file.drops[0].causes.map { $0.place?.label } == ["c.vl.yaml:4:26", "c.vl.yaml:6:26"])
  }

  @Test("each reason why a row is not drawn is told as such")
  func reasons() throws {
    let cases: [(String, RowLedger.Cause.Kind, Int)] = [
      (
        "{type: point, invalid: filter}, encoding: {x: {field: a, type: quantitative}}", .missing, 1
      ),
      (
        "{type: point, clip: true}, encoding: {x: {field: b, type: quantitative, scale: {domain: [0, 3]}}}",
        .clipped, 1
      ),
      ("point, encoding: {x: {field: c, type: nominal, scale: {domain: [u, v]}}}", .notInDomain, 1),
      (
        "point, encoding: {x: {field: b, type: quantitative}, opacity: {condition: {test: datum.b == 1, value: 0}, value: 1}}",
        .unseen, 1
      ),
      (
        "point, transform: [{sample: 1}], encoding: {x: {field: b, type: quantitative}}", .sample, 2
      ),
    ]
    for (rest, kind, count) in cases {
      let ledger = try Ledgers.ledger(
        "{data: {values: [{a: 1, b: 1, c: u}, {a: null, b: 2, c: v}, {a: 3, b: 9, c: w}]}, "
          + "mark: \(rest)}")
      let drops = try #require(ledger.files.first?.drops)
      #expect(drops.count == 1 && drops.first?.rows.count == count, "\(kind)")
      #expect(drops.first?.causes.map(\.kind) == [kind], "\(kind)")
    }
  }

  @Test("a chart that is not drawn for its data has a ledger of what would be drawn")
  func errors() throws {
    let (log, ledger) = try Ledgers.logAndLedger(
      """
      data: {values: [{a: 1, b: 1}, {a: 2, b: 0}, {a: 3, b: -5}, {a: 4, b: null}, {a: 5, b: 9}]}
      mark: line
      encoding: {x: {field: a, type: quantitative},
        y: {field: b, type: quantitative, scale: {type: log}}}
      """)
    #expect(log.entries.map(\.code) == ["log-of-zero"])
    let file = try #require(ledger?.files.first)
    #expect(ledger?.rowErrors == 1)
    #expect(file.drops.map { $0.causes.map(\.kind) } == [[.logOfZero], [.missing]])
    #expect(file.drops.map(\.rows) == [[1, 2], [3]])
  }

  @Test("a row without a value is no part of a mean, but of a count")
  func gathered() throws {
    func drops(_ aggregate: String) throws -> [[Int]] {
      let ledger = try Ledgers.ledger(
        """
        data: {values: [{a: u, b: 1}, {a: u, b: null}, {a: v, b: null}, {a: v, b: 3}]}
        mark: bar
        encoding: {x: {field: a, type: nominal}, y: {aggregate: \(aggregate), field: b}}
        """)
      return try #require(ledger.files.first).drops.map(\.rows)
    }
    #expect(try drops("mean") == [[1, 2]])
    #expect(try drops("count") == [])
  }

  @Test(
    "several marks and scales that meet the same rows keep no ledger from being told",
    arguments: [
      "mark: {type: line, point: true}, encoding: {x: {field: a, type: quantitative}, y: {field: b, type: quantitative, scale: {type: log}}}",
      "encoding: {y: {field: b, type: quantitative, scale: {type: log}}}, layer: [{mark: point}, {mark: tick}]",
      "hconcat: [{mark: point, encoding: {y: {field: b, type: quantitative, scale: {type: log}}}}, {mark: tick, encoding: {y: {field: b, type: quantitative, scale: {type: log}}}}]",
    ])
  func sharedErrors(_ rest: String) throws {
    let (_, ledger) = try Ledgers.logAndLedger(
      "{data: {values: [{a: 1, b: 1}, {a: 2, b: 0}, {a: 3, b: 3}]}, \(rest)}")
    let file = try #require(ledger?.files.first)
    #expect(file.drops.map(\.rows) == [[1]])
  }

  @Test("of a spec with an error there is no ledger")
  func wrongSpec() throws {
    let scale = "scale: {type: log, domain: [0, 10]}"
    let (log, ledger) = try Ledgers.logAndLedger(
      "{data: {values: [{a: 0}]}, mark: point, encoding: {x: {field: a, type: quantitative, \(scale)}}}"
    )
    #expect(log.errorCount == 2)
    #expect(ledger == nil)
  }

  @Test("a text among numbers is told as such, an empty cell as missing")
  func unreadable() throws {
    let texts = "{\"a\": 1}, {\"a\": \"n/a\"}, {\"a\": \"\"}, {\"a\": null}"
    let ledger = try Ledgers.ledger(
      "{data: {values: [\(texts)]}, mark: point, encoding: {x: {field: a, type: quantitative}}}")
    let drops = try #require(ledger.files.first?.drops)
    #expect(drops.map { $0.causes.map(\.kind) } == [[.missing], [.notANumber]])
    #expect(drops.map(\.rows) == [[2, 3], [1]])
  }

  @Test("a text among numbers is told as such also where rows are gathered")
  func unreadableAmongGathered() throws {
    let ledger = try Ledgers.ledger(
      """
      data: {values: "v,s\\n1,1\\n2,1\\nx,1\\n,1\\n9,1\\n", format: {type: csv}}
      mark: bar
      encoding: {x: {field: v, bin: true}, y: {aggregate: count}}
      """)
    let drops = try #require(ledger.files.first?.drops)
    #expect(drops.map { $0.causes.map(\.kind) } == [[.notANumber], [.missing]])
    #expect(drops.map(\.rows) == [[2], [3]])
  }

  private static let mixed = """
    data: {values: [{g: a, v: "1"}, {g: a, v: n.k.}, {g: a, v: "9"}, {g: a, v: "10"}, {g: a}]}
    """

  @Test("a step that gathers texts among numbers tells them apart from what is missing")
  func gatheredTexts() throws {
    let step = "transform: [{aggregate: [{op: max, field: v, as: m}], groupby: [g]}]"
    let encoding = "encoding: {x: {field: g, type: nominal}, y: {field: m, type: quantitative}}"
    let spec = "\(Self.mixed)\n\(step)\nmark: bar\n\(encoding)\n"
    let ledger = try Ledgers.ledger(spec)
    let told = ledger.files[0].drops.map { ($0.causes.map(\.text), $0.rows) }
    #expect(told.map(\.0) == [["not a number in 'v' (max)"], ["no value in 'v' (max)"]])
    #expect(told.map(\.1) == [[1], [4]])
    let log = try Ledgers.log(of: spec)
    #expect(log.entries.map(\.message) == ["1 value is not a number (column 'v')"])
  }

  @Test("a box plot leaves out texts among numbers, once and by the name of their column")
  func boxedTexts() throws {
    let encoding = "encoding: {x: {field: g, type: nominal}, y: {field: v, type: quantitative}}"
    let spec = "\(Self.mixed)\nmark: boxplot\n\(encoding)\n"
    let log = try Ledgers.log(of: spec)
    #expect(log.entries.map(\.message) == ["1 value is not a number (column 'v')"])
    let ledger = try Ledgers.ledger(spec)
    #expect(ledger.files[0].rowsDrawn == 3)
    #expect(
      ledger.files[0].drops.map { $0.causes.map(\.kind) } == [[.notANumber], [.missing]])
  }

  @Test("the greatest of texts stays a text, unless most of them are numbers")
  func greatestText() throws {
    let spec = """
      data: {values: [{g: a, v: x}, {g: a, v: "7"}, {g: a, v: y}]}
      transform: [{aggregate: [{op: max, field: v, as: m}], groupby: [g]}]
      mark: point
      encoding: {x: {field: g, type: nominal}, y: {field: m, type: nominal}}
      """
    #expect(try Ledgers.log(of: spec).entries.isEmpty)
    #expect(try Ledgers.ledger(spec).files[0].rowsDrawn == 3)
  }

  @Test("a value without a colour in the domain is told as such, not as unseen")
  func colourDomain() throws {
    let ledger = try Ledgers.ledger(
      """
      data: {values: [{a: 1, c: p}, {a: 2, c: q}]}
      mark: bar
      encoding:
        x: {field: a, type: ordinal}
        color: {field: c, type: nominal, scale: {domain: [p]}}
      """)
    #expect(ledger.files[0].drops.map { $0.causes.map(\.kind) } == [[.notInDomain]])
    #expect(ledger.files[0].drops.map(\.rows) == [[1]])
  }

  @Test("each field that 'repeat' draws has its mark in the ledger")
  func repeated() throws {
    let ledger = try Ledgers.ledger(
      """
      data: {values: [{a: 1, b: 2}, {a: 3, b: 3}]}
      repeat: [a, b]
      spec: {mark: point, encoding: {x: {field: {repeat: repeat}, type: quantitative}}}
      """)
    #expect(ledger.marks.map { $0.fields.map(\.text) } == [["a"], ["b"]])
    #expect(ledger.marks.map(\.rows) == [2, 2])
  }

  @Test("a chart of which nothing is left has a ledger that tells what took it")
  func nothingLeft() throws {
    let (log, ledger) = try Ledgers.logAndLedger(
      """
      data: {values: [{a: 1}, {a: 2}]}
      transform: [{filter: datum.a > 7}]
      mark: point
      encoding: {x: {field: a, type: quantitative}}
      """)
    #expect(log.entries.map(\.code) == ["empty-filter"])
    #expect(log.hasErrors)
    #expect(ledger?.rowErrors == 1)
    #expect(ledger?.files[0].drops.map { $0.causes.map(\.kind) } == [[.filter]])
  }

  @Test("what is not drawn is no item")
  func items() throws {
    let rest = "encoding: {x: {field: a, type: quantitative, scale: {domain: [0, 3]}}}"
    let ledger = try Ledgers.ledger(
      "{data: {values: [{a: 1}, {a: 2}, {a: 9}]}, mark: {type: point, clip: true}, \(rest)}")
    #expect(ledger.marks.map(\.items) == [2])
  }

  @Test(
    "a row that a later one with its key hides is told, with a warning if it says something else")
  func hidden() throws {
    func lookup(_ y: Int) -> String {
      """
      data: {values: [{k: a}, {k: b}]}
      transform:
        - lookup: k
          from:
            data: {values: [{k: a, y: 1}, {k: b, y: 2}, {k: b, y: \(y)}, {k: c, y: 4}, {k: c, y: 5}]}
            key: k
            fields: [y]
      mark: point
      encoding: {x: {field: k}, y: {field: y, type: quantitative}}
      """
    }
    let drops = try #require(try Ledgers.ledger(lookup(2)).files.last?.drops)
    #expect(drops.map { $0.causes.map(\.kind) } == [[.lookup], [.duplicateKey]])
    #expect(drops.map(\.rows) == [[3, 4], [1]])
    #expect(try Ledgers.log(of: lookup(2)).entries.isEmpty)
    #expect(try Ledgers.log(of: lookup(3)).entries.map(\.code) == ["duplicate-key"])
  }

  @Test("the ledger for programs says the same")
  func json() throws {
    let ledger = try #require(try drawn("transform-lookup").ledger)
    Golden.expect(
      ledger.json.text(indented: true, joinsShort: true) + "\n",
      at: "Tests/Ledgers/transform-lookup.json.txt")
  }
}

@Suite("Data that would vanish") struct VanishingTests {
  private func codes(_ spec: String) throws -> [String] {
    try Ledgers.log(of: spec).entries.map(\.code)
  }

  private static let rows =
    "data: {values: [{x: 1, y: 2, s: a}, {x: null, y: 1, s: a}, {x: 3, y: 30, s: b}]}"

  @Test("values of estimates outside a domain are told, each cell once")
  func estimates() throws {
    let log = try Ledgers.log(
      of: """
        {data: {url: Datasets/estimates.csv}, mark: estimates,
        encoding: {y: {field: estimate, type: nominal},
        low: {field: low, type: quantitative, scale: {domainMin: 0, domainMax: 50}},
        best: {field: best, type: quantitative}, high: {field: high, type: quantitative}}}
        """)
    #expect(log.entries.map(\.code) == ["outside-domain"])
    #expect(log.entries.first?.message.hasPrefix("1 value lies outside") == true)
  }

  @Test("who says what becomes of rows without a value is told nothing")
  func meant() throws {
    let encoding =
      "encoding: {x: {field: x, type: quantitative}, y: {field: y, type: quantitative}}"
    #expect(try codes("{\(Self.rows), mark: point, \(encoding)}") == ["missing-value"])
    for mode in ["filter", "break-paths-show-domains", "null"] {
      #expect(try codes("{\(Self.rows), mark: {type: point, invalid: \(mode)}, \(encoding)}") == [])
    }
    let filter = "transform: [{filter: isValid(datum.x)}]"
    #expect(try codes("{\(Self.rows), \(filter), mark: point, \(encoding)}") == [])
  }

  @Test("a row that holds no other measure is no loss")
  func noLoss() throws {
    let values = "data: {values: [{t: 1, v: 2}, {t: 2, v: null}]}"
    for type in ["year", "ordinal", "nominal"] {
      let encoding = "encoding: {x: {field: t, type: \(type)}, y: {field: v, type: quantitative}}"
      #expect(try codes("{\(values), mark: bar, \(encoding)}") == [])
    }
  }

  @Test("a gap in a line is seen, and so are the points on it")
  func gaps() throws {
    let encoding =
      "encoding: {x: {field: x, type: quantitative}, y: {field: y, type: quantitative}}"
    #expect(try codes("{\(Self.rows), mark: {type: line, point: true}, \(encoding)}") == [])
  }

  @Test("a mark that is clipped, and a scale that is clamped, are meant")
  func clipped() throws {
    let scale = "y: {field: y, type: quantitative, scale: {domain: [0, 10]}}"
    let clamp = "y: {field: y, type: quantitative, scale: {domain: [0, 10], clamp: true}}"
    #expect(try codes("{\(Self.rows), mark: point, encoding: {\(scale)}}") == ["outside-domain"])
    #expect(
      try codes("{\(Self.rows), mark: {type: point, clip: true}, encoding: {\(scale)}}") == [])
    #expect(try codes("{\(Self.rows), mark: point, encoding: {\(clamp)}}") == [])
  }

  @Test("a path that is led by 'order', parted or level has no rows at the same place")
  func samePlaces() throws {
    let values = "data: {values: [{x: 1, y: 2, s: a}, {x: 1, y: 3, s: b}, {x: 2, y: 4, s: a}]}"
    let xy = "x: {field: x, type: quantitative}, y: {field: y, type: quantitative}"
    #expect(try codes("{\(values), mark: line, encoding: {\(xy)}}") == ["same-place"])
    for more in ["color: {field: s}", "detail: {field: s}", "order: {field: y}"] {
      #expect(try codes("{\(values), mark: line, encoding: {\(xy), \(more)}}") == [], "\(more)")
    }
    // A line from value to value in each row of a dumbbell chart.
    let level =
      "x: {field: y, type: quantitative}, y: {field: s, type: nominal}, detail: {field: s}"
    #expect(try codes("{\(values), mark: line, encoding: {\(level)}}") == [])
  }

  @Test("a look-up that says what rows without a match get is complete")
  func lookups() throws {
    let lookup =
      "lookup: s, from: {data: {values: [{s: a, n: A}]}, key: s, fields: [n]}"
    let encoding = "encoding: {x: {field: y, type: quantitative}, y: {field: n, type: nominal}}"
    #expect(
      try codes("{\(Self.rows), transform: [{\(lookup)}], mark: bar, \(encoding)}")
        == ["lookup-without-match"])
    #expect(
      try codes("{\(Self.rows), transform: [{\(lookup), default: other}], mark: bar, \(encoding)}")
        == [])
  }
}

/// Draws charts with ledgers for tests.
enum Ledgers {
  static func draw(_ path: String, wantsLedger: Bool) throws -> DrawnChart {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let source = try #require(files.readInput(Project.root + "/" + path, log: &log))
    return try draw(source, files, wantsLedger: wantsLedger, log: &log)
  }

  static func ledger(_ spec: String) throws -> RowLedger {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let source = SourceText(name: "c.vl.yaml", text: spec)
    return try #require(try draw(source, files, wantsLedger: true, log: &log).ledger)
  }

  /// What is said of a chart.
  static func log(of spec: String) throws -> DiagnosticLog {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    _ = try draw(
      SourceText(name: "c.vl.yaml", text: spec), files, wantsLedger: false, log: &log)
    return log
  }

  /// What is said of a chart, and its ledger if it has one though it cannot be drawn.
  static func logAndLedger(_ spec: String) throws -> (DiagnosticLog, RowLedger?) {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let node = try #require(
      NotationReader.read(SourceText(name: "c.vl.yaml", text: spec), log: &log))
    var request = ChartRequest(spec: node, files: files)
    request.wantsLedger = true
    let chart = drawChart(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    return (log, chart?.ledger)
  }

  private static func draw(
    _ source: SourceText, _ files: SourceFiles, wantsLedger: Bool, log: inout DiagnosticLog
  ) throws -> DrawnChart {
    let node = try #require(NotationReader.read(source, log: &log))
    var request = ChartRequest(spec: node.withoutClaims, files: files)
    request.wantsLedger = wantsLedger
    return try #require(drawChart(request, text: TextEngine(fonts: FontLibrary()), log: &log))
  }
}
