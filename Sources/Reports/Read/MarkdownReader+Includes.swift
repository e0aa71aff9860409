import Diagnostics

// Files that a document includes: each is read by itself, and its blocks stand where it is named.
extension MarkdownReader {
  /// A file that is being read, and where it is included.
  struct Inclusion {
    /// The absolute path; nil for a text that comes from no file.
    var file: String?
    /// Where its name stands; nil for the document itself.
    var place: Place?
  }

  /// How deep files may include files, and how many a document may include.
  static let deepestInclusion = 16
  static let mostInclusions = 1000

  /// The blocks of a file; what is named in it is looked up beside it.
  mutating func included(_ written: Written) -> [Block] {
    guard let files else {
      log.add(.noIncludes(at: written.place))
      return []
    }
    guard
      let text = files.read(
        written.text, namedAt: written.place, what: "file to include", log: &log)
    else { return [] }
    let file = files.locate(written.text, namedAt: written.place)
    if let first = including.firstIndex(where: { $0.file == file && file != nil }) {
      log.add(.circularInclude(written, way: including[first...].dropFirst().compactMap(\.place)))
      return []
    }
    inclusions += 1
    guard including.count < Self.deepestInclusion, inclusions <= Self.mostInclusions else {
      log.add(.tooManyIncludes(at: written.place))
      return []
    }
    var reader = MarkdownReader(source: text, files: files)
    reader.including = including + [Inclusion(file: file, place: written.place)]
    reader.inclusions = inclusions
    reader.shortcodes = shortcodes
    let blocks = reader.part()
    inclusions = reader.inclusions
    texts += [text] + reader.texts
    log.add(contentsOf: reader.log)
    let offset = notes.count
    notes += reader.notes.map { note in
      NoteBlock(blocks: note.blocks.movingNotes(by: offset), place: note.place)
    }
    return blocks.movingNotes(by: offset)
  }

  /// The blocks of a file that is part of a document; its front matter is not the document's.
  private mutating func part() -> [Block] {
    let front = FrontMatter.read(source, log: &log)
    if let node = front.node { log.add(.includedFrontMatter(at: node.place.opening)) }
    checkControlCharacters()
    fill(from: front.bodyStart)
    return document(from: front.bodyStart)
  }
}

extension [Block] {
  /// The same blocks with the calls of notes counted from a later one.
  fileprivate func movingNotes(by offset: Int) -> [Block] {
    offset == 0 ? self : mappedInlines { $0.movingNotes(by: offset) }
  }
}

extension [Inline] {
  fileprivate func movingNotes(by offset: Int) -> [Inline] {
    mapped { inline in
      switch inline.kind {
      case .note(let index): return [Inline(.note(index + offset), at: inline.place)]
      case .citation(let citation, let affixes):
        let moved = affixes.map {
          CitationAffix(
            prefix: $0.prefix.movingNotes(by: offset), suffix: $0.suffix.movingNotes(by: offset))
        }
        return [Inline(.citation(citation, affixes: moved), at: inline.place)]
      default: return [inline]
      }
    }
  }
}

extension Diagnostic {
  static func noIncludes(at place: Place) -> Diagnostic {
    .error(
      "no-includes", "no file can be included here", at: place,
      why: "the text comes from no file", hint: "save it, and name the file")
  }

  static func circularInclude(_ written: Written, way: [Place]) -> Diagnostic {
    var problem = Diagnostic.error(
      "circular-include", "'\(written.text)' includes itself", at: written.place,
      why: "the document would have no end", hint: "take one of the shortcodes out")
    problem.notes = way.map { .init("by way of '\($0.text)'", at: $0) }
    return problem
  }

  static func tooManyIncludes(at place: Place) -> Diagnostic {
    .error(
      "too-many-includes", "too many files are included", at: place,
      why: "\(MarkdownReader.mostInclusions) files are read, and files within files down to "
        + "\(MarkdownReader.deepestInclusion) levels"
    )
  }

  static func includedFrontMatter(at place: Place) -> Diagnostic {
    .warning(
      "included-front-matter", "the front matter of an included file is passed over", at: place,
      why: "the document that includes it has its own", hint: "take it out, or move its keys there")
  }
}
