import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import playfair

/// Claims, citations, the breaks of pages and the pages of one PDF file are kept from run to run, and
/// come out as in a run that has seen nothing.
@Suite("What is kept of a document is what a clean run makes") struct KeptDocumentTests {
  private let site = KeptSite()

  @Test("whatever is edited", arguments: ["briefing", "article"])
  func edits(_ shape: String) throws {
    try site.make()
    let session = RenderSession(try site.options(shape, into: "warm"))
    #expect(try expectSame(session, shape, "first run") == 1)
    var written = 0
    for edit in KeptSite.edits {
      try site.replace(edit.file, edit.old, edit.new)
      written += try expectSame(session, shape, "\(edit.file): \(edit.new)")
    }
    #expect(written >= 12)
  }

  @Test("a data package that comes or goes beside a document is noticed")
  func packages() throws {
    try site.make()
    try site.replace("report.md", "'grain.csv'[year=1959]", "more[year=1959]")
    let session = RenderSession(try site.options("briefing", into: "warm"))
    func changes(_ edit: () throws -> Void) throws -> Int {
      let before = try #require(session.run().outcomes.first?.files)
      try edit()
      let now = try #require(session.reader(for: site.document))
      return now.changes(since: before.trace).count
    }
    #expect(try changes {} == 0)
    #expect(try changes { try site.addPackage("extra") } > 0)
    #expect(try changes {} == 0)
    #expect(try changes { try site.rename("extra", "other") } > 0)
    #expect(session.run().errorCount == 0)
    // A claim that was true before is told when its table is gone.
    try site.replace("other/datapackage.json", "more", "less")
    let run = session.run()
    #expect(run.outcomes[0].log.entries.map(\.code).contains("claim-resource"))
  }

  /// Compares a run with one that has seen nothing; how many files are given.
  private func expectSame(
    _ session: RenderSession, _ shape: String, _ name: String
  ) throws -> Int {
    let warm = session.run()
    let clean = RenderSession(try site.options(shape, into: "clean")).run()
    func told(_ run: RenderSession.Run) -> [String] {
      run.outcomes.flatMap { $0.log.inReadingOrder.map { $0.text(.human) } }
    }
    #expect(told(warm) == told(clean), "\(name)")
    #expect(warm.outputs.map(\.path).count == clean.outputs.count, "\(name)")
    for (one, other) in zip(warm.outputs, clean.outputs) {
      let isSame = one.bytes == other.bytes
      #expect(isSame, "\(name)")
    }
    return warm.errorCount == 0 ? warm.outputs.count : 0
  }
}

/// A document with claims on two tables, in a folder of its own.
private final class KeptSite {
  private let folder =
    FileManager.default.temporaryDirectory
    .appendingPathComponent("playfair-kept-\(UUID().uuidString)").path

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func make() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write("report.md", Self.document)
    try write("grain.csv", "year,value\n1957,195.05\n1958,197.65\n1959,169.68\n")
    try write("steel.csv", "year,value\n1957,5.35\n1958,8.00\n1959,13.97\n")
    try write(
      "datapackage.json",
      """
      {"name": "a", "resources": [{"name": "steel", "path": "steel.csv", "schema": {
        "primaryKey": ["year"], "fields": [
          {"name": "year", "type": "year"}, {"name": "value", "type": "number"}]}}]}
      """)
    try write("a.bib", "@book{peng1987, title={A Book}, author={Peng, X.}, year={1987}}\n")
    for name in ["grain", "steel"] {
      try write(
        "\(name).vl.yaml",
        """
        title: In 1959 (année) []{fill="'steel.csv'[year=1959].value"} Mt of steel
        data: {url: \(name).csv}
        mark: line
        encoding: {x: {field: year, type: year}, y: {field: value, type: quantitative}}

        """)
    }
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
  }

  func replace(_ name: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    #expect(text.contains(old), "the edit of \(name) changes something")
    try write(name, text.replacingOccurrences(of: old, with: new))
  }

  var document: String { folder + "/report.md" }

  func rename(_ old: String, _ new: String) throws {
    try FileManager.default.moveItem(atPath: folder + "/" + old, toPath: folder + "/" + new)
  }

  /// Adds a folder with a package of one table.
  func addPackage(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/" + name, withIntermediateDirectories: true)
    try write(name + "/a.csv", "year,value\n1959,169.68\n")
    try write(
      name + "/datapackage.json",
      "{\"name\": \"b\", \"resources\": [{\"name\": \"more\", \"path\": \"a.csv\"}]}")
  }

  func options(_ shape: String, into output: String) throws -> RenderOptions {
    try RenderOptions.parse([folder + "/report.md", "-t", shape, "-o", folder + "/\(output)/"])
  }

  struct Edit {
    var file: String
    var old: String
    var new: String

    init(_ file: String, _ old: String, _ new: String) {
      (self.file, self.old, self.new) = (file, old, new)
    }
  }

  static let edits = [
    // A cell that nothing is bound to, one that is filled in, one that makes a claim false.
    Edit("grain.csv", "1957,195.05", "1957,195.15"), Edit("steel.csv", "13.97", "13.87"),
    Edit("steel.csv", "13.87", "13.97"),
    Edit("grain.csv", "169.68", "172.00"), Edit("grain.csv", "172.00", "169.70"),
    // What claims are bound to, and what stands around them.
    Edit("report.md", "base: 1958", "base: 1957"), Edit("report.md", "base: 1957", "base: 1958"),
    Edit("report.md", "[169.7 Mt]", "[170 Mt]"), Edit("report.md", "fell by", "fell in all by"),

    // Works: another year, another work, one that is not there.
    Edit("a.bib", "1987}", "1988}"), Edit("report.md", "[@peng1987]", "[@peng1987; @li1999]"),
    Edit(
      "a.bib", "@book{peng1987",
      "@book{li1999, title={B}, author={Li, Y.}, year={1999}}\n@book{peng1987"
    ),
    // Letters that come in before others, a heading that moves all pages, a note.
    Edit("report.md", "# Grain", "# Ærø Grain"), Edit("report.md", "## Steel", "# Steel"),
    Edit("report.md", "steel rose", "steel[^1] rose"),
    Edit("report.md", "[^1]: Crude", "[^1]: Raw"),
    Edit("steel.csv", "8.00", "8.20"),
    // One expression twice in a text that has one place, a key that stands twice, other accents.
    Edit("report.md", "[13.97]", "[13.9]"), Edit("report.md", "[13.9]", "[14.0]"),
    Edit("steel.csv", "13.97\n", "13.97\n1960,13.97\n"),
    Edit("steel.csv", "1960,13.97\n", "1959,13.97\n"),
    Edit("steel.csv", "1959,13.97\n1959", "1959"),
    Edit("report.md", "Café", "Cafe\u{301}"), Edit("grain.vl.yaml", "année", "anne\u{301}e"),
    Edit("steel.csv", "8.20", "8.30"), Edit("report.md", "lang: en", "lang: de"),
  ]

  private static let document = """
    ---
    title: Grain
    lang: en
    bibliography: a.bib
    claims:
      base: 1958
    abstract: >-
      Café: [13.97]{claim="'steel.csv'[year=1959].value"} and
      [14]{claim="'steel.csv'[year=1959].value"}, [0]{fill="'steel.csv'[year=1959].value"} and
      [0.00]{fill="'steel.csv'[year=1959].value"}.
    ---

    # Grain

    Output came to [169.7 Mt]{claim="'grain.csv'[year=1959].value"} in 1959 [@peng1987], and fell by
    []{fill="-change('grain.csv'.value, base, 1959)" format=".1f"} Mt. @fig-grain shows it.

    ![Output of grain](grain.vl.yaml){#fig-grain}

    ## Steel

    Output of steel rose to []{fill="'steel.csv'[year=1959].value"} Mt.

    ![Output of steel](steel.vl.yaml){#fig-steel}

    \(String(repeating: "A paragraph of words that fill pages, over and over.\n\n", count: 50))

    Later steel rose again, as @fig-steel shows.

    [^1]: Crude steel.

    """
}
