import Diagnostics
import Notation

/// Reads the files in which works are described.
enum LibraryReader {
  /// The works that the front matter of a document names or holds, read again only if its files have
  /// changed.
  static func read(
    _ tree: DocumentTree, _ files: SourceFiles, _ memory: DrawingMemory?, log: inout DiagnosticLog
  ) -> Library {
    guard let memory else { return read(tree.metadata, files, log: &log) }
    return memory.document.library(of: tree.revision, files, log: &log) { files, log in
      read(tree.metadata, files, log: &log)
    }
  }

  /// The works that the front matter names or holds.
  static func read(
    _ metadata: Metadata, _ files: SourceFiles, log: inout DiagnosticLog
  ) -> Library {
    var library = Library()
    let errors = log.errorCount
    if let references = metadata.citing.references {
      library.add(entries(of: references, isMarkdown: true, log: &log), log: &log)
    }
    for name in metadata.bibliographies {
      guard let text = files.read(name.text, namedAt: name.place, what: "bibliography", log: &log)
      else { continue }
      guard isKnown(name.text) else {
        log.add(.bibliographyFormat(name))
        continue
      }
      library.texts.append(text)
      library.add(entries(of: text, log: &log), log: &log)
    }
    library.isComplete = log.errorCount == errors && metadata.isComplete
    return library
  }

  /// Whether the ending of a file's name tells how to read it.
  private static func isKnown(_ name: String) -> Bool {
    ["bib", "bibtex", "biblatex", "json", "yaml", "yml"].contains(ending(of: name))
  }

  private static func ending(of name: String) -> String {
    name.split(separator: ".").last.map { $0.lowercased() } ?? ""
  }

  /// The works of a file; its name tells in which format they are.
  static func entries(of text: SourceText, log: inout DiagnosticLog) -> [Library.Entry] {
    switch ending(of: text.name) {
    case "json":
      guard let node = NotationReader.read(text, log: &log) else { return [] }
      return entries(of: node, isMarkdown: false, log: &log)
    case "yaml", "yml":
      guard let node = YAMLReader.read(text, range: body(of: text), log: &log) else { return [] }
      return entries(of: node, isMarkdown: true, log: &log)
    default:
      return BibReader.read(text, log: &log).map { Library.Entry(key: $0.key, content: .bib($0)) }
    }
  }

  /// What stands between the lines of dashes of a YAML file, as Pandoc writes it.
  private static func body(of text: SourceText) -> Range<Int> {
    var start = 0
    var line = 0
    let all = text.bytes.count
    while line < all {
      let words = text.text(text.lineRange(at: line)).trimmed
      if words == "---", text.bytes[start..<line].allSatisfy(\.isBlank) {
        start = text.nextLine(after: line)
      } else if words == "---" || words == "..." {
        let rest = text.bytes[text.nextLine(after: line)...]
        return rest.allSatisfy { $0.isBlank } ? start..<line : start..<all
      }
      line = text.nextLine(after: line)
    }
    return start..<all
  }

  /// The works of CSL-JSON: a list, or an object with `references` or `items`.
  private static func entries(
    of node: Node, isMarkdown: Bool, log: inout DiagnosticLog
  ) -> [Library.Entry] {
    guard let list = node.elements ?? (node["references"] ?? node["items"])?.elements else {
      if !node.isNull { log.add(.notABibliography(node)) }
      return []
    }
    var entries: [Library.Entry] = []
    for item in list {
      guard item.members != nil else {
        log.add(.notAWork(item))
        continue
      }
      guard let id = item["id"] ?? item["citation-key"], let key = id.text, !key.trimmed.isEmpty
      else {
        log.add(.workWithoutID(item))
        continue
      }
      entries.append(
        Library.Entry(
          key: Written(key, at: id.place), content: .csl(item, isMarkdown: isMarkdown)))
    }
    return entries
  }
}

extension Diagnostic {
  static func bibliographyFormat(_ name: Written) -> Diagnostic {
    .error(
      "bibliography-format", "'\(name.text)' is not supported as a bibliography", at: name.place,
      why: "works are read from BibTeX (.bib), CSL-JSON (.json) and CSL in YAML (.yaml)",
      hint: "export it in one of these formats")
  }

  static func notABibliography(_ node: Node) -> Diagnostic {
    .error(
      "not-a-bibliography", "a list of works was expected here, not \(node.kind)", at: node.place,
      why: "CSL-JSON is a list of objects; in YAML the list stands below the key 'references'")
  }

  static func notAWork(_ node: Node) -> Diagnostic {
    .error(
      "not-a-work", "an object was expected here, not \(node.shown)", at: node.place,
      why: "each work of the list is an object with 'id', 'type', 'title' and so on")
  }

  static func workWithoutID(_ node: Node) -> Diagnostic {
    // The whole object may be long: its first line says which it is.
    let line = node.place.source.lineRange(at: node.place.range.lowerBound)
    let end = min(node.place.range.upperBound, max(line.upperBound, node.place.range.lowerBound))
    return .error(
      "work-without-id", "this work has no 'id'",
      at: Place(source: node.place.source, range: node.place.range.lowerBound..<end),
      why: "a citation names a work by its id", hint: "add \"id\": \"name1999\"")
  }
}
