import Canvas
import Diagnostics

/// One slide before it is set: what is shown, and what is said beside it.
struct Slide: Sendable {
  /// What the slide is for.
  enum Kind: Sendable {
    /// The title of the document.
    case title
    /// The title of a section.
    case section
    /// A thought under its headline.
    case content
  }

  var kind: Kind
  /// What stands above, if anything does.
  var headline: [Inline] = []
  /// The name under which links find it.
  var id = ""
  /// The level of its headline in the document, from 1.
  var level = 1
  /// The heading of level 1 that it belongs to.
  var chapter = ""
  /// The name of the heading of the highest level that it belongs to.
  var part = ""
  /// What is shown.
  var blocks: [Block] = []
  /// The captions that are said, and all else that is: for handouts.
  var captions: [Block] = []
  var notes: [Block] = []
  /// "Figure 1": what sentences call that which is shown, where its caption does not say so.
  var label = ""
  /// How the charts on it are changed, by their index among the figures.
  var edits: [Int: ChartEdit] = [:]
  /// Where it was written.
  var place: Place

  /// Whether nothing stands on it but a headline.
  var isBare: Bool { kind == .content && blocks.isEmpty }
}

/// How a document becomes slides.
struct SlideRules: Sendable {
  /// The headings of this level open slides, those above it sections.
  var level: Int
  /// Whether what is too long for a slide is said instead of shown.
  var speaksText: Bool
  /// Whether captions are said instead of shown.
  var speaksCaptions: Bool
  /// Whether the items of lists come one after the other.
  var isIncremental: Bool

  /// The most words of a paragraph, and of the items of a list on average, that are shown where
  /// running text is said.
  static let shownWords = 40
  static let shownItemWords = 25
  /// The most words of a table that is shown there.
  static let shownTableWords = 240

  /// The rules for a document: where it names slides first, all of it is shown.
  init(_ metadata: Metadata, _ blocks: [Block], isDeck: Bool) {
    let wish = metadata.slides
    speaksText = (wish.paragraphs ?? (isDeck ? .print : .notes)) == .notes
    speaksCaptions = (wish.captions ?? (isDeck ? .print : .notes)) == .notes
    isIncremental = wish.isIncremental ?? false
    level = wish.level ?? SlideRules.level(of: blocks, speaksText: speaksText)
  }

  /// The highest level of which a heading is followed by something else than a heading, as Pandoc
  /// has it; where running text is said, the second level that there is.
  private static func level(of blocks: [Block], speaksText: Bool) -> Int {
    var levels: Set<Int> = []
    var opening: Set<Int> = []
    for (index, block) in blocks.enumerated() {
      guard case .heading(let heading) = block.kind else { continue }
      let next = blocks[(index + 1)...].first { !$0.isSpoken }
      if next?.isClosingList ?? false { continue }
      levels.insert(heading.level)
      if let next, !next.isHeading { opening.insert(heading.level) }
    }
    if speaksText { return levels.sorted().dropFirst().first ?? levels.min() ?? 1 }
    return opening.min() ?? 1
  }

  /// Whether a block is shown, where running text is said.
  func shows(_ block: Block) -> Bool {
    guard speaksText else { return true }
    switch block.kind {
    case .paragraph(let text): return text.wordCount <= Self.shownWords
    case .list(let list):
      let words = list.items.reduce(0) { $0 + $1.wordCount }
      return words <= Self.shownItemWords * max(1, list.items.count)
    case .quote(let blocks): return blocks.wordCount <= Self.shownWords * 2
    case .table(let table):
      let cells = table.head + table.rows.joined()
      return cells.reduce(0) { $0 + $1.wordCount } <= Self.shownTableWords
    case .division(let blocks, let attributes):
      return attributes.has("columns") || blocks.allSatisfy { shows($0) }
    default: return true
    }
  }
}

extension Block {
  var isHeading: Bool { asHeading != nil }

  var asHeading: Heading? {
    if case .heading(let heading) = kind { heading } else { nil }
  }

  /// Whether nothing stands here but a list of works or of sources.
  var isClosingList: Bool {
    switch kind {
    case .references, .sources: true
    case .division(let blocks, _): blocks.count == 1 && blocks.allSatisfy(\.isClosingList)
    default: false
    }
  }

  /// Whether this is a note for the speaker.
  var isSpoken: Bool {
    if case .division(_, let attributes) = kind { attributes.has("notes") } else { false }
  }

  /// Whether this is the sign of a pause: `. . .` alone in a paragraph.
  var isPause: Bool {
    if case .paragraph(let text) = kind { text.plainText.trimmed == ". . ." } else { false }
  }
}

extension [Inline] {
  var wordCount: Int { plainText.split(whereSeparator: \.isWhitespace).count }

  /// The first sentence, and what comes after it.
  var sentences: (first: [Inline], rest: [Inline]) {
    for (index, inline) in enumerated() {
      guard case .text(let text) = inline.kind,
        let end = text.firstRange(of: ". ") ?? text.firstRange(of: "? ")
      else { continue }
      let head = String(text[..<text.index(before: end.upperBound)])
      let tail = Inline.text(String(text[end.upperBound...]), at: inline.place)
      return (
        Array(self[..<index]) + [.text(head, at: inline.place)],
        ([tail] + self[(index + 1)...]).trimmed
      )
    }
    return (self, [])
  }

  /// The text without the full stop at its end: as a headline has it.
  var withoutStop: [Inline] {
    guard let last, case .text(let text) = last.kind, text.hasSuffix("."), !text.hasSuffix("..")
    else { return self }
    return dropLast() + [.text(String(text.dropLast()), at: last.place)]
  }
}

extension [Block] {
  /// How many words of running text stand here.
  var wordCount: Int {
    var count = 0
    _ = mappedInlines { inlines in
      count += inlines.wordCount
      return inlines
    }
    return count
  }

  /// The notes for the speaker that stand in these blocks, at any depth, and the rest.
  var partedNotes: (shown: [Block], spoken: [Block]) {
    var spoken: [Block] = []
    let shown = mapped { block in
      guard block.isSpoken, case .division(let inner, _) = block.kind else { return [block] }
      spoken += inner
      return []
    }
    return (shown, spoken)
  }

  /// Divs around headings opened, so that all headings stand at the top; a div's attributes hold on
  /// for what stands in it.
  var withOpenHeadings: [Block] {
    flatMap { block -> [Block] in
      guard case .division(let inner, let attributes) = block.kind, !attributes.has("notes"),
        !attributes.has("columns")
      else { return [block] }
      let opened = inner.withOpenHeadings
      guard opened.contains(where: \.isHeading) else { return [block] }
      return opened.map {
        $0.isHeading ? $0 : Block(.division([$0], attributes), at: $0.place)
      }
    }
  }
}
