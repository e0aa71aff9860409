import Canvas
import Diagnostics

// Works cited: which they are, and how they stand in the text.
extension Resolver {
  /// Gathers the works cited, in reading order, and reports the keys that are not known.
  mutating func cited(
    _ blocks: [Block], _ notes: [NoteBlock], _ metadata: Metadata
  ) -> [String] {
    var keys = CitedKeys()
    for inline in readingOrder(blocks, notes, metadata) {
      if case .link(_, .destination(let name)) = inline.kind, labels[name] == nil {
        log.add(.unknownTarget(name, at: inline.place, known: labels.keys.sorted()))
      }
      guard case .citation(let citation, _) = inline.kind else { continue }
      for part in citation.parts where labels[name(of: part)] == nil {
        // "@Fig-a" means a figure, too, and no work: its id is told.
        if Label.isName(part.key.text.lowercased()), library[part.key.text] == nil {
          log.add(.unknownReference(part.key, known: labels.keys.sorted()))
        } else {
          cite(part.key, metadata, &keys)
        }
      }
    }
    for key in metadata.citing.uncited { cite(key, metadata, &keys) }
    if metadata.citing.listsAll { for key in library.keys { keys.add(key) } }
    return keys.inOrder
  }

  /// Describes the works that are cited, unless that has been done.
  mutating func list(
    _ cited: [String], _ metadata: Metadata, _ memory: DrawingMemory?, _ key: BibliographyKey?
  ) {
    let (library, words) = (library, words)
    var own = DiagnosticLog()
    func make(_ log: inout DiagnosticLog) -> Bibliography {
      Bibliography(
        citing: cited, of: library, metadata.citing, language: metadata.language, words, log: &log)
    }
    bibliography = memory?.document.bibliography(key, log: &own, make: make) ?? make(&own)
    log.add(contentsOf: own)
  }

  /// The keys of works cited, each once.
  private struct CitedKeys {
    var inOrder: [String] = []
    private var known: Set<String> = []

    mutating func add(_ key: String) {
      if known.insert(key).inserted { inOrder.append(key) }
    }
  }

  private mutating func cite(_ key: Written, _ metadata: Metadata, _ keys: inout CitedKeys) {
    if let entry = library[key.text] {
      keys.add(entry.key.text)
    } else if library.isComplete {
      log.add(
        .unknownWork(
          key, known: library.keys,
          hasLibrary: !metadata.bibliographies.isEmpty || metadata.citing.references != nil))
    }
  }

  /// All running text, each note where it is called first.
  private func readingOrder(
    _ blocks: [Block], _ notes: [NoteBlock], _ metadata: Metadata
  ) -> [Inline] {
    var visit: [Inline] = []
    var isRead = notes.map { _ in false }
    func read(_ inline: Inline) {
      visit.append(inline)
      guard case .note(let index) = inline.kind, let number = noteNumbers[index],
        isRead.indices.contains(number), !isRead[number]
      else { return }
      isRead[number] = true
      notes[number].blocks.forEachInline(read)
    }
    for text in [metadata.title, metadata.subtitle] + metadata.abstract { text.forEachInline(read) }
    blocks.forEachInline(read)
    return visit
  }

  /// Whether an inline is a citation of works, apart from the sentence.
  func citesWorks(_ inline: Inline) -> Bool {
    guard case .citation(let citation, _) = inline.kind else { return false }
    return !citation.isNarrative && citation.parts.allSatisfy { !namesLabel($0) }
  }

  /// A citation written out; works that stand side by side are cited as one.
  func written(_ citation: Citation, _ affixes: [CitationAffix]) -> [Inline] {
    var parts: [[Inline]] = []
    var mentions: [Bibliography.Mention] = []
    let namesLabels = citation.parts.contains { namesLabel($0) }
    func endMentions() {
      guard !mentions.isEmpty else { return }
      parts.append(
        bibliography.citation(
          mentions, isNarrative: citation.isNarrative, isPart: namesLabels, at: citation.place))
      mentions = []
    }
    for (part, affix) in zip(citation.parts, affixes) {
      let name = name(of: part)
      guard let label = labels[name] else {
        mentions.append(
          Bibliography.Mention(
            key: part.key.text, affix: affix, isAuthorSuppressed: part.isAuthorSuppressed))
        continue
      }
      endMentions()
      let prefix = affix.prefix.isEmpty ? [] : affix.prefix + [.text(" ", at: citation.place)]
      parts.append(
        prefix
          + [reference(to: name, label, isBare: part.isAuthorSuppressed, at: citation.place)]
          + affix.suffix)
    }
    endMentions()
    let joined = Array(parts.joined(separator: [Inline.text("; ", at: citation.place)]))
    let isMixed = namesLabels && citation.parts.contains { !namesLabel($0) }
    guard isMixed, bibliography.style.citation.kind == .authorDate else { return joined }
    return [.text("(", at: citation.place)] + joined + [.text(")", at: citation.place)]
  }
}

extension Diagnostic {
  static func unknownWork(_ key: Written, known: [String], hasLibrary: Bool) -> Diagnostic {
    .error(
      "unknown-citation", "no work has the key '\(key.text)'", at: key.place,
      why: hasLibrary
        ? "a citation names a key of the bibliography"
        : "the front matter names no bibliography",
      hint: hasLibrary
        ? Suggestion.hint(for: key.text, in: known)
        : "add 'bibliography: references.bib' to the front matter, or write \\@ for an at sign")
  }
}
