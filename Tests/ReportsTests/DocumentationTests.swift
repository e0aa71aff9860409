import Diagnostics
import TestSupport
import Testing

@testable import Reports

/// The examples of the user's reference of documents.
@Suite struct DocumentationTests {
  /// The blocks of code of the language `markdown`, whatever the length of their fences.
  private static let examples: [String] = {
    var log = DiagnosticLog()
    let page = Project.root + "/Documentation/Documents.md"
    guard let files = SourceFiles(root: Project.root), let source = files.readInput(page, log: &log)
    else { return [] }
    var examples: [String] = []
    var fence: String?
    for line in source.text(0..<source.bytes.count).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if let open = fence {
        if line == open { fence = nil } else { examples[examples.count - 1] += line + "\n" }
      } else if line.hasSuffix("`markdown") {
        fence = String(line.prefix { $0 == "`" })
        examples.append("")
      }
    }
    return examples
  }()

  @Test("every example of the reference is set without a word")
  func examples() {
    let works = """
      @article{peng1987, author={Peng, Xizhe}, title={Demographic consequences}, journal={PDR},
        year=1987}
      """
    // What the chapter on claims names.
    let package = """
      {"resources": [{"name": "grain", "path": "grain.csv", "schema": {"fields": [
        {"name": "year", "type": "year"}, {"name": "series", "type": "string"},
        {"name": "value", "type": "number"}]}}]}
      """
    let rows = [
      "1958,output,197.65", "1959,output,169.68", "1960,output,143.85", "1961,output,136.5",
    ]
    let files = [
      "grain.vl.yaml": "title: t\n", "references.bib": works, "datapackage.json": package,
      "grain.csv": (["year,series,value"] + rows).joined(separator: "\n"),
    ]
    #expect(Self.examples.count >= 9)
    for example in Self.examples {
      let outcome = render(example, files: files)
      #expect(outcome.messages == [], "\(example)")
      #expect(outcome.report.map { !$0.pages.isEmpty || !$0.web.isEmpty } ?? false, "\(example)")
      // What is set as pages is a page for a browser too.
      let page = page(example, files: files)
      #expect(page.messages == [] && !page.html.isEmpty, "\(example)")
    }
  }
}
