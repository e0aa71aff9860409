import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Reports

/// A bibliography read from a text, as the front matter's file of that name would be.
func bibliography(
  _ name: String, _ text: String, style: CitationStyle = .chicago, language: String = "en-GB",
  citing keys: [String]? = nil, log: inout DiagnosticLog
) -> Bibliography {
  let source = SourceText(name: name, text: text)
  var library = Library()
  library.add(LibraryReader.entries(of: source, log: &log), log: &log)
  var settings = CitationSettings()
  settings.style = style
  return Bibliography(
    citing: keys ?? library.keys, of: library, settings, language: language, .of(language),
    log: &log)
}

/// An entry as text in which the dress can be seen.
func marked(_ inlines: [Inline]) -> String {
  inlines.map { inline in
    switch inline.kind {
    case .emphasis(let parts): "*\(marked(parts))*"
    case .strong(let parts): "**\(marked(parts))**"
    case .superscript(let parts): "^\(marked(parts))^"
    case .subscript(let parts): "~\(marked(parts))~"
    case .span(let parts, let attributes):
      attributes["lang"].map { "[\(marked(parts))]{\($0.text)}" } ?? marked(parts)
    case .link(let parts, .address(let address)):
      marked(parts) == address ? "<\(address)>" : "[\(marked(parts))](\(address))"
    default: inline.plainText
    }
  }.joined()
}

@Suite struct CitationStyleTests {
  private static let folder = Project.root + "/Tests/Citations"

  private func text(of name: String) throws -> String {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let source = try #require(files.readInput("\(Self.folder)/\(name)", log: &log))
    return source.text(0..<source.bytes.count)
  }

  private func list(_ name: String, _ style: CitationStyle) throws -> String {
    var log = DiagnosticLog()
    let bibliography = try bibliography(name, text(of: name), style: style, log: &log)
    #expect(log.entries.map { $0.text(.short) } == [])
    return bibliography.entries.map { entry in
      (entry.label.isEmpty ? "" : entry.label + " ") + marked(entry.text) + "\n"
    }.joined()
  }

  @Test(
    "works of every kind are listed in each style, the same from BibTeX and from CSL-JSON",
    arguments: CitationStyle.all.map(\.name))
  func corpus(_ name: String) throws {
    let style = try #require(CitationStyle.named(name))
    let fromBib = try list("works.bib", style)
    Golden.expect(fromBib, at: "Tests/Citations/\(name).txt")
    let fromJSON = try list("works.json", style)
    #expect(fromBib == fromJSON)
  }

  @Test("every type of CSL has a template in every style that prints its title, author and year")
  func templates() {
    for style in CitationStyle.all {
      for type in WorkType.allCases {
        let terms = style.template(for: type)
        let isComplete =
          terms.contains { $0.variables.contains(.title) }
          && terms.contains { !$0.dates.isDisjoint(with: [.issued]) }
        #expect(isComplete, "\(style.name): \(type.rawValue)")
      }
    }
  }

  @Test(
    "well-known names of CSL files mean the styles that are built in",
    arguments: [
      ("chicago-author-date.csl", "chicago-author-date"), ("styles/APA.csl", "apa"),
      ("https://www.zotero.org/styles/ieee", "ieee"), ("numeric", "ieee"),
      ("superscript", "nature"), ("author-date", "chicago-author-date"),
      ("harvard-cite-them-right.csl", "harvard-cite-them-right"),
    ])
  func names(_ written: String, _ expected: String) {
    #expect(CitationStyle.named(written)?.name == expected)
  }
}
