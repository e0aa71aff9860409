import Canvas
import Charting
import Diagnostics
import Notation

extension MarkdownReader {
  /// The standards that `pdf-standard` names: one, or a list of them; nil after an error.
  mutating func standards(_ node: Node) -> [PDFStandard]? {
    let errors = log.errorCount
    let words = list(node)
    for word in words where !PDFStandard.words.contains(word.text) {
      log.add(.unknownStandard(word))
    }
    guard log.errorCount == errors, !words.isEmpty else { return nil }
    do throws(PDFStandard.Problem) {
      return try PDFStandard.named(words.map(\.text))
    } catch {
      if case .contradiction(let one, let other) = error {
        log.add(.contradictoryStandards(one, other, at: node.place))
      }
      return nil
    }
  }
}

extension Diagnostic {
  static func unknownStandard(_ written: Written) -> Diagnostic {
    .error(
      "pdf-standard", "'\(written.text)' is no standard that a PDF file can keep here",
      at: written.place, why: "there are \(Suggestion.list(PDFStandard.words))",
      hint: Suggestion.hint(for: written.text, in: PDFStandard.words))
  }

  static func contradictoryStandards(
    _ one: String, _ other: String, at place: Place
  ) -> Diagnostic {
    .error(
      "pdf-standard", "a PDF file cannot keep both '\(one)' and '\(other)'", at: place,
      why: one == PDFStandard.none
        ? "'none' says that it keeps no standard"
        : "PDF/A-2 forbids attached files, for which PDF/A-3 was made",
      hint: "leave one of them out")
  }

  /// The numbers behind a figure are not attached.
  public static func longPlottedTable(_ name: String, rows: Int, at place: Place?) -> Diagnostic {
    .warning(
      "long-table", "the numbers of '\(name)' are not attached to the PDF file", at: place,
      why: "they are \(rows) rows, and at most \(PlottedData.attachedRows) are attached",
      hint: "gather them in a transform, or ask for --pdf-standard ua-1,a-2a, which attaches none")
  }
}
