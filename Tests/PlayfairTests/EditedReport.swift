import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import playfair

/// A report of every kind of part, in a folder of its own, and the edits that are made to it.
final class EditedReport {
  let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("playfair-session-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
    try write("report.md", Self.document)
    try write("grain.vl.yaml", Self.chart("grain.csv", "output"))
    try write("steel.vl.yaml", Self.chart("steel.csv", "steel"))
    try write("grain.csv", "year,output\n1957,195.05\n1958,197.65\n1959,169.68\n")
    try write("steel.csv", "year,steel\n1957,5.35\n1958,8.00\n1959,13.87\n")
    try write("part.md", "An included paragraph of some length, so that its lines are broken.\n")
    try write(
      "references.bib", "@book{peng1987, title={A Book}, author={Peng, X.}, year={1987}}\n")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
  }

  func replace(_ name: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    #expect(text.contains(old), "the edit of \(name) changes something")
    try write(name, text.replacingOccurrences(of: old, with: new))
  }

  func options(into output: String) throws -> RenderOptions {
    try RenderOptions.parse([
      folder + "/report.md", "-t", "briefing,slides,html,figures", "-o", folder + "/\(output)/",
    ])
  }

  /// Compares the files and the messages of a session with those of one that has seen nothing.
  func expectSame(_ session: RenderSession, _ name: String) throws {
    let warm = session.run()
    let clean = RenderSession(try options(into: "clean")).run()
    func told(_ run: RenderSession.Run) -> [String] {
      run.outcomes.flatMap { $0.log.inReadingOrder.map { $0.text(.human) } }
    }
    #expect(told(warm) == told(clean), "\(name)")
    #expect(warm.outputs.count == clean.outputs.count, "\(name)")
    for (one, other) in zip(warm.outputs, clean.outputs) {
      #expect(one.bytes == other.bytes, "\(name): \(other.path)")
    }
  }

  var edits: [(String, () throws -> Void)] {
    [
      ("a cell", { try self.replace("grain.csv", "169.68", "169.99") }),
      ("a cell of the same length, back", { try self.replace("grain.csv", "169.99", "169.68") }),
      ("a word of the text", { try self.replace("report.md", "fell steeply", "fell a little") }),
      ("a line before everything", { try self.replace("report.md", "# Grain", "New.\n\n# Grain") }),
      ("a colour of a chart", { try self.replace("steel.vl.yaml", "mark: line", "mark: area") }),
      ("an inline chart", { try self.replace("report.md", "mark: point", "mark: tick") }),
      ("an included file", { try self.write("part.md", "Another paragraph.\n") }),
      ("a bibliography", { try self.replace("references.bib", "1987}", "1988}") }),
      ("an error in a spec", { try self.replace("grain.vl.yaml", "output", "outptu") }),
      ("the error mended", { try self.replace("grain.vl.yaml", "outptu", "output") }),
      (
        "a missing file", { try FileManager.default.removeItem(atPath: self.folder + "/steel.csv") }
      ),
      (
        "the file again, with other rows",
        { try self.write("steel.csv", "year,steel\n1957,5\n1958,9\n") }
      ),
      ("a Data Package", { try self.write("datapackage.json", Self.package) }),
      ("its unit", { try self.replace("datapackage.json", "Mt", "kt") }),
      (
        "no Data Package",
        { try FileManager.default.removeItem(atPath: self.folder + "/datapackage.json") }
      ),
      ("a letter that no font has", { try self.replace("part.md", "Another", "\u{13000} nother") }),
      ("the letter gone", { try self.write("part.md", "Another paragraph.\n") }),
      ("a warning", { try self.replace("report.md", "{#fig-grain}", "{#fig-grain width=500mm}") }),
      ("a line above the warning", { try self.replace("report.md", "New.", "New.\n\nNewer.") }),
    ]
  }

  private static func chart(_ data: String, _ field: String) -> String {
    """
    data: {url: \(data)}
    mark: line
    encoding:
      x: {field: year, type: year}
      y: {field: \(field), type: quantitative}

    """
  }

  private static let package = """
    {"name": "grain", "resources": [{"name": "grain", "path": "grain.csv", "schema": {"fields": [
      {"name": "year", "type": "year"}, {"name": "output", "type": "number", "unit": "Mt"}]}}]}
    """

  private static let document = """
    ---
    title: Grain
    bibliography: references.bib
    ---

    # Grain

    Output fell steeply in two harvests [@peng1987]; @fig-grain shows when. The state took its share
    of a harvest that was not there, and what was left was not enough to live on.

    ![Output of grain](grain.vl.yaml){#fig-grain}

    ![Output of steel](steel.vl.yaml){#fig-steel}

    ```{vega-lite}
    #| label: fig-own
    #| fig-cap: Points of its own
    data: {url: grain.csv}
    mark: point
    encoding:
      x: {field: output, type: quantitative}
      y: {field: year, type: year}
    ```

    {{< include part.md >}}

    """
}
