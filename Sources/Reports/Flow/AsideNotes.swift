// What cannot stand beside the text becomes a footnote.

extension DocumentTree {
  /// The document as a shape can show what is said beside its lines: only pages of one column have
  /// room beside them, and web pages.
  func withAsides(for format: ReportFormat) -> DocumentTree {
    switch format {
    case .html: self
    case .briefing: withInnerAsidesAsNotes
    case .article, .slides, .handout, .figures: withAsidesAsNotes
    }
  }

  /// The document with what its lines say beside the text as footnotes: for pages that have no room
  /// there.
  private var withAsidesAsNotes: DocumentTree {
    var maker = AsideNotes(notes: notes)
    var tree = self
    tree.blocks = maker.noted(blocks)
    tree.metadata = maker.noted(metadata)
    tree.variants = variants.mapValues { maker.noted($0) }
    maker.noteNotes()
    tree.notes = maker.notes
    return tree
  }

  /// The document with such footnotes for what is called where a page has no room beside it: in
  /// notes, in what stands beside the text itself, and on turned pages.
  private var withInnerAsidesAsNotes: DocumentTree {
    var maker = AsideNotes(notes: notes)
    var tree = self
    tree.blocks = maker.notedInside(blocks)
    maker.noteNotes()
    tree.notes = maker.notes
    return tree
  }
}

/// Makes notes of what is said beside a line.
private struct AsideNotes {
  /// The notes of the document, and those that are made.
  var notes: [NoteBlock]

  /// The text with calls of notes in place of what it says beside itself.
  mutating func noted(_ inlines: [Inline]) -> [Inline] {
    var made = notes
    let result = inlines.mapped { inline in
      guard case .span(let parts, let attributes) = inline.kind, attributes.isAside else {
        return [inline]
      }
      let text = Block(.paragraph(parts.trimmed), at: inline.place)
      made.append(NoteBlock(blocks: [text], place: inline.place))
      return [Inline(.note(made.count - 1), at: inline.place)]
    }
    notes = made
    return result
  }

  mutating func noted(_ blocks: [Block]) -> [Block] {
    var maker = self
    let result = blocks.mappedInlines { maker.noted($0) }
    self = maker
    return result
  }

  mutating func noted(_ metadata: Metadata) -> Metadata {
    var metadata = metadata
    metadata.title = noted(metadata.title)
    metadata.subtitle = noted(metadata.subtitle)
    metadata.abstract = metadata.abstract.map { noted($0) }
    return metadata
  }

  /// Makes notes of what notes say beside themselves.
  mutating func noteNotes() {
    for index in notes.indices {
      let blocks = noted(notes[index].blocks)
      notes[index].blocks = blocks
    }
  }

  /// The blocks with such calls only where nothing can stand beside them.
  mutating func notedInside(_ blocks: [Block]) -> [Block] {
    var maker = self
    let result = blocks.mapped { block in
      if case .division(let inner, let attributes) = block.kind,
        attributes.isAside || attributes.has("landscape")
      {
        return [Block(.division(maker.noted(inner), attributes), at: block.place)]
      }
      return [block]
    }.mappedInlines { maker.notedInside($0) }
    self = maker
    return result
  }

  private mutating func notedInside(_ inlines: [Inline]) -> [Inline] {
    var result: [Inline] = []
    for inline in inlines {
      let isAside: Bool
      if case .span(_, let attributes) = inline.kind {
        isAside = attributes.isAside
      } else {
        isAside = false
      }
      let inner = isAside ? noted(inline.children) : notedInside(inline.children)
      result.append(inline.children.isEmpty ? inline : inline.with(children: inner))
    }
    return result
  }
}
