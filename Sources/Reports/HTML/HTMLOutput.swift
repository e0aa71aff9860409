import Canvas
import Diagnostics

/// Writes documents as web pages of one file: with their figures, and without a script.
enum HTMLOutput {
  /// The page of a document; links that a page must not have are in the log.
  static func text(
    of document: Document, figures: [HTMLFigure?], style: ReportStyle, log: inout DiagnosticLog
  ) -> String {
    var writer = HTMLWriter(document, figures, style)
    writer.writePage(HTMLStyleSheet.text(style))
    log.add(contentsOf: writer.log)
    return writer.html
  }
}

/// A page in the making.
///
/// Each family of blocks has a file of its own that extends this type.
struct HTMLWriter {
  let document: Document
  let figures: [HTMLFigure?]
  let style: ReportStyle
  var words: ReportWords { document.words }
  /// What has been written.
  var html = ""
  var names: HTMLNames
  var outline: HTMLOutline
  var log = DiagnosticLog()
  /// The language around what is written.
  var language: String
  /// The names of the works in the reference list.
  let works: Set<String>
  /// The ids of figures and tables to which the document gives none, by the names that lists use.
  let madeIDs: [String: String]
  /// For each note its id, and the ids of its calls.
  let noteIDs: [String]
  var calls: [[String]]
  /// Whether a link is being written: none stands in another.
  var isInLink = false
  /// The notes that are called within the link that is being written.
  var heldNotes: [Int] = []

  init(_ document: Document, _ figures: [HTMLFigure?], _ style: ReportStyle) {
    self.document = document
    self.figures = figures
    self.style = style
    language = document.metadata.language
    var names = HTMLNames(document)
    noteIDs = document.notes.indices.map { names.free(like: NoteNames.text($0)) }
    madeIDs = HTMLWriter.madeIDs(document, &names)
    self.names = names
    works = Set(document.references.map(\.id))
    outline = HTMLOutline(document)
    calls = Array(repeating: [], count: document.notes.count)
  }

  /// Writes an element around some content.
  mutating func element(_ tag: HTMLTag, _ name: String, _ content: (inout HTMLWriter) -> Void) {
    html += tag.opening
    content(&self)
    html += "</\(name)>"
  }

  mutating func element(_ name: String, _ content: (inout HTMLWriter) -> Void) {
    element(HTMLTag(name), name, content)
  }

  /// What some writing adds, as a text of its own.
  mutating func written(_ content: (inout HTMLWriter) -> Void) -> String {
    let outer = html
    html = ""
    content(&self)
    let result = html
    html = outer
    return result
  }

  // MARK: The page

  mutating func writePage(_ styleSheet: String) {
    let metadata = document.metadata
    let main = names.free(like: "text")
    html += "<!DOCTYPE html>\n"
    html +=
      HTMLTag("html").with("lang", language)
      .with("dir", HTMLText.direction(of: language) == "rtl" ? "rtl" : nil).opening
    html += "\n<head>\n<meta charset=\"utf-8\">\n"
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    html += "<title>\(HTMLText.escaped(title))</title>\n"
    writeMeta("author", metadata.authors.map(\.name).joined(separator: ", "))
    writeMeta("description", metadata.abstract.map(\.plainText).joined(separator: " "))
    writeMeta("keywords", metadata.keywords.joined(separator: ", "))
    writeMeta("generator", "Playfair")
    html += "<style>\n\(styleSheet)</style>\n"
    let refinements = "data:text/css," + HTMLText.encodedWhole(HTMLStyleSheet.refinements)
    html += HTMLTag("link").with("rel", "stylesheet").with("href", refinements).opening
    html += "\n</head>\n<body>\n"
    html += HTMLTag("a").with("class", "skip").with("href", HTMLText.reference(to: main)).opening
    html += HTMLText.escaped(words.skip) + "</a>\n"
    html += HTMLTag("main").with("id", main).opening + "\n<article>\n"
    writeTitle()
    writeContents()
    write(document.blocks)
    writeNotes()
    html += "</article>\n</main>\n</body>\n</html>\n"
  }

  private mutating func writeMeta(_ name: String, _ content: String) {
    guard !content.isEmpty else { return }
    html += HTMLTag("meta").with("name", name).with("content", content).opening + "\n"
  }

  /// A page has a title, whatever happens: its heading, else the name of its file.
  private var title: String {
    let title = document.metadata.title.plainText.trimmed
    if !title.isEmpty { return title }
    for block in document.blocks {
      if case .heading(let heading) = block.kind, !heading.text.plainText.trimmed.isEmpty {
        return heading.text.plainText.trimmed
      }
    }
    let file = document.blocks.first.map { FilePath.name(of: $0.place.source.name) } ?? ""
    return file.isEmpty ? "Playfair" : file
  }
}
