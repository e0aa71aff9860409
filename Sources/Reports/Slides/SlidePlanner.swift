import Diagnostics

/// Parts a document into slides.
///
/// A heading opens a slide, or a section if it stands above the level of slides; a rule opens a
/// slide without a headline. In a document of running text each figure and each table has a slide of
/// its own, and what is too long to be shown is said: it goes to the notes of the figure that it
/// refers to, else of the slide before.
struct SlidePlanner {
  private let document: Document
  private let rules: SlideRules
  /// The titles of charts by the index of their figures.
  private let chartTitles: [String]
  private var slides: [Slide] = []
  private var chapter = ""
  /// The name of the heading of the highest level under which slides are added.
  private var part = ""
  /// That level.
  private var partLevel = 1
  /// Whether the heading under which blocks are added holds headings of slides.
  private var holdsSlides = false

  /// The slides of a document; `beside` is what is read with them and their notes, if these are.
  static func slides(
    of document: Document, _ rules: SlideRules, chartTitles: [String], beside: [Block]?
  ) -> [Slide] {
    var planner = SlidePlanner(
      document: document, rules: rules, chartTitles: chartTitles, slides: [], chapter: "")
    planner.plan()
    return SlideLabels(document).labelled(planner.slides, beside: beside)
  }

  private mutating func plan() {
    addTitle()
    let opened = slides.count
    var group: [Block] = []
    var opening: Block?
    let blocks = document.blocks.withOpenHeadings
    partLevel = blocks.compactMap(\.asHeading?.level).min() ?? 1
    for (index, block) in blocks.enumerated() {
      if opens(block) {
        add(group, under: opening)
        (opening, group) = (block, [])
        holdsSlides = holdsHeadings(block, blocks[(index + 1)...])
      } else {
        group.append(block)
      }
    }
    add(group, under: opening)
    // Without a slide of the title, the abstract is said with the first of all.
    if let first = slides.first, first.kind != .title {
      slides[0].notes = abstract(at: first.place) + first.notes
    }
    // What nothing is left of but the words to be said joins the slide before.
    joinBare()
    if let contents = contents(blocks) { slides.insert(contents, at: min(opened, slides.count)) }
  }

  /// Whether headings of slides stand under a heading.
  private func holdsHeadings(_ block: Block, _ rest: ArraySlice<Block>) -> Bool {
    guard case .heading(let outer) = block.kind else { return false }
    for block in rest {
      guard case .heading(let heading) = block.kind else { continue }
      return heading.level > outer.level && heading.level <= rules.level
    }
    return false
  }

  /// Whether a block opens a slide or a section.
  private func opens(_ block: Block) -> Bool {
    switch block.kind {
    case .heading(let heading): rules.speaksText || heading.level <= rules.level
    case .rule, .pageBreak: true
    default: false
    }
  }

  // MARK: The first slides

  private mutating func addTitle() {
    let metadata = document.metadata
    let hasLines =
      !metadata.title.isEmpty || !metadata.subtitle.isEmpty || !metadata.authors.isEmpty
      || metadata.date != nil
    let written = metadata.title.first?.place ?? metadata.date?.place
    guard hasLines, let place = written ?? document.blocks.first?.place else { return }
    var slide = Slide(kind: .title, headline: metadata.title, id: "title", place: place)
    slide.notes = abstract(at: place)
    slides.append(slide)
  }

  private func abstract(at place: Place) -> [Block] {
    document.metadata.abstract.map { Block(.paragraph($0), at: $0.first?.place ?? place) }
  }

  /// The list of contents: the sections of which slides are left, with their numbers.
  private mutating func contents(_ blocks: [Block]) -> Slide? {
    guard document.metadata.contentsDepth != nil else { return nil }
    var entries: [Block] = []
    var isNumbered = false
    for block in blocks {
      guard let heading = block.asHeading, heading.level == partLevel,
        let first = slides.firstIndex(where: { $0.part == heading.id })
      else { continue }
      if slides[first].id.isEmpty { slides[first].id = heading.id }
      if !heading.number.isEmpty { isNumbered = true }
      let words = titled(heading).withoutNotesAndLinks
      let link = Inline(.link(words, .destination(slides[first].id)), at: block.place)
      entries.append(Block(.paragraph([link]), at: block.place))
    }
    guard let place = entries.first?.place else { return nil }
    let title = document.metadata.contentsTitle
    var slide = Slide(
      kind: .content,
      headline: title.isEmpty ? [.text(document.words.contents, at: place)] : title,
      id: "contents", place: place)
    // Where numbers stand before the words, points would stand before numbers.
    guard !isNumbered else {
      slide.blocks = entries
      return slide
    }
    let list = ListBlock(start: nil, isTight: false, items: entries.map { [$0] })
    slide.blocks = [Block(.division([Block(.list(list), at: place)], .nonincremental), at: place)]
    return slide
  }

  // MARK: What stands under one heading

  private mutating func add(_ blocks: [Block], under opening: Block?) {
    let (shown, spoken) = partedNotes(blocks)
    var slide: Slide
    if let opening, case .heading(let heading) = opening.kind {
      if heading.level == 1 { chapter = heading.text.plainText }
      if heading.level == partLevel { part = heading.id }
      slide = Slide(kind: .content, headline: titled(heading), id: heading.id, place: opening.place)
      slide.level = heading.level
      if heading.level < rules.level, holdsSlides {
        slide.kind = .section
        slide.notes = spoken
        append(slide)
        guard !shown.isEmpty else { return }
        slide.kind = .content
        slide.id = ""
        slide.notes = []
        slide.level += 1
        return addGroup(shown, to: slide)
      }
    } else {
      guard let place = opening?.place ?? blocks.first?.place, !shown.isEmpty || !spoken.isEmpty
      else { return }
      slide = Slide(kind: .content, level: rules.level, place: place)
    }
    slide.notes = spoken
    addGroup(shown, to: slide)
  }

  /// The notes for the speaker, apart from what is shown; in a text to be read, one behind a figure
  /// or a table stays there, since these have slides of their own.
  private func partedNotes(_ blocks: [Block]) -> (shown: [Block], spoken: [Block]) {
    var result: (shown: [Block], spoken: [Block]) = ([], [])
    for (index, block) in blocks.enumerated() {
      if rules.speaksText, block.isSpoken, index > 0, blocks[index - 1].isExhibit {
        result.shown.append(block)
        continue
      }
      let (shown, spoken) = [block].partedNotes
      result.shown += shown
      result.spoken += spoken
    }
    return result
  }

  /// A heading with its number.
  private func titled(_ heading: Heading) -> [Inline] {
    let label = heading.label(document.words)
    guard !label.isEmpty, let place = heading.text.first?.place else { return heading.text }
    return [.text(label + "\u{2002}", at: place)] + heading.text
  }

  /// Adds a slide to the part of the document that is being read.
  private mutating func append(_ slide: Slide) {
    var slide = slide
    (slide.chapter, slide.part) = (chapter, part)
    slides.append(slide)
  }

  /// Adds a slide with what stands under its headline, and the slides of figures.
  private mutating func addGroup(_ blocks: [Block], to first: Slide) {
    append(first)
    let start = slides.count - 1
    var figureSlides: [String: Int] = [:]
    var said: [(block: Block, current: Int)] = []
    let isTorn = isTorn(blocks)
    for (index, block) in blocks.enumerated() {
      let current = slides.count - 1
      let next = index + 1 < blocks.count ? blocks[index + 1] : nil
      switch block.kind {
      case .division(let inner, _) where block.isSpoken: slides[current].notes += inner
      // Without sources there is nothing to list, which has been told.
      case .sources(let lines) where lines.isEmpty: break
      case .figure(let figure):
        add(figure, block, first, start)
        figureSlides[figure.id?.text ?? ""] = slides.count - 1
      case .table(let table) where rules.speaksText && table.number != nil && rules.shows(block):
        addTable(table, block, first)
        figureSlides[table.id?.text ?? ""] = slides.count - 1
      default:
        let isSaid = isTorn && block.isParagraph && !leadsToShown(next)
        if rules.shows(block), !isSaid, !leadsToSaid(block, next) {
          // After a figure the text goes on below the same headline.
          slides[rules.speaksText ? start : current].blocks.append(block)
        } else {
          said.append((block, current))
        }
      }
    }
    for (block, current) in said {
      let target = block.references.lazy.compactMap { figureSlides[$0] }.first
      slides[target ?? current].notes.append(block)
    }
  }

  /// Whether a part of the text is too long to be shown, so that a paragraph alone would begin in the
  /// middle of an argument, or tell of a table that has a slide of its own.
  private func isTorn(_ blocks: [Block]) -> Bool {
    guard rules.speaksText else { return false }
    return blocks.contains { block in
      switch block.kind {
      case .paragraph, .list, .quote: !rules.shows(block)
      default: false
      }
    }
  }

  /// Whether what follows is a list or a quotation that is shown: it needs its first words.
  private func leadsToShown(_ next: Block?) -> Bool {
    switch next?.kind {
    case .list, .quote: next.map(rules.shows) ?? false
    default: false
    }
  }

  /// Whether a paragraph leads on to a list or a table that is said: then so is the paragraph.
  private func leadsToSaid(_ block: Block, _ next: Block?) -> Bool {
    guard case .paragraph = block.kind, let next else { return false }
    switch next.kind {
    case .list, .table, .quote: return !rules.shows(next)
    default: return false
    }
  }

  private mutating func add(
    _ figure: FigureBlock, _ block: Block, _ first: Slide, _ start: Int
  ) {
    // Panels keep their titles: the headline is that of them all.
    let isChart = figure.panels.isEmpty && chartTitles.indices.contains(figure.index)
    let title = isChart ? chartTitles[figure.index] : ""
    let current = slides.count - 1
    let isFree = !slides[current].blocks.contains {
      if case .figure = $0.kind { true } else { false }
    }
    if !rules.speaksText, isFree, !slides[current].headline.isEmpty || title.isEmpty {
      // Below a headline of the author's own, the chart's stands in a smaller size.
      let isSame = slides[current].headline.plainText == title
      slides[current].edits[figure.index] = isSame ? .withoutTitle : .titleSize(0)
      slides[current].blocks.append(shown(figure, block))
      say(figure, block, on: current)
      return
    }
    var slide = Slide(kind: .content, level: first.level + 1, place: block.place)
    var figure = figure
    if title.isEmpty {
      let (sentence, rest) = figure.caption.sentences
      slide.headline = sentence.withoutStop
      figure.caption = rest
      if rest.isEmpty { figure.number = nil }
    } else {
      slide.headline = [.text(title, at: block.place)]
      slide.edits[figure.index] = .withoutTitle
    }
    let isReused =
      !rules.speaksText && slides[start].isBare && current == start
      && slides[start].headline.isEmpty
    if isReused { (slide.notes, slide.level) = (slides[start].notes, first.level) }
    slide.blocks = [title.isEmpty ? Block(.figure(figure), at: block.place) : shown(figure, block)]
    if isReused { slides.removeLast() }
    append(slide)
    if !title.isEmpty { say(figure, block, on: slides.count - 1) }
  }

  /// The figure as it is shown: without its caption, if that is said.
  private func shown(_ figure: FigureBlock, _ block: Block) -> Block {
    var figure = figure
    if rules.speaksCaptions { figure.number = nil }
    return Block(.figure(figure), at: block.place)
  }

  /// Adds "Figure 3" and the caption to what is said, where captions are.
  private mutating func say(_ figure: FigureBlock, _ block: Block, on index: Int) {
    guard rules.speaksCaptions, let number = figure.number, !figure.caption.isEmpty else { return }
    let label = "\(document.words.figure)\u{A0}\(number)\u{2002}"
    let strong = Inline(.strong([.text(label, at: block.place)]), at: block.place)
    slides[index].captions.append(Block(.paragraph([strong] + figure.caption), at: block.place))
  }

  private mutating func addTable(_ table: TableBlock, _ block: Block, _ first: Slide) {
    var slide = Slide(kind: .content, level: first.level + 1, place: block.place)
    var table = table
    // It keeps the name by which links find it.
    table.id = table.id ?? table.number.map { Written("table-\($0)", at: block.place) }
    let (sentence, rest) = table.caption.sentences
    slide.headline = sentence.isEmpty ? first.headline : sentence.withoutStop
    table.caption = rest
    if rest.isEmpty {
      table.number = nil
    } else {
      // What the caption says beyond its first sentence stands below, as a note.
      table.notes.insert(rest, at: 0)
      table.caption = []
      table.number = nil
    }
    slide.blocks = [Block(.table(table), at: block.place)]
    append(slide)
  }

  // MARK: What is said alone

  /// A slide of a headline with nothing below is not made: its words go to the first figure under it,
  /// else to the slide before.
  private mutating func joinBare() {
    guard rules.speaksText else { return }
    var result: [Slide] = []
    var waiting: [Block] = []
    var name = ""
    for (index, slide) in slides.enumerated() {
      guard slide.isBare else {
        var slide = slide
        slide.notes = waiting + slide.notes
        // What leads to the heading leads to the first slide under it.
        if slide.id.isEmpty { slide.id = name }
        (waiting, name) = ([], "")
        result.append(slide)
        continue
      }
      let next = index + 1 < slides.count ? slides[index + 1] : nil
      let isFollowed = next.map { $0.kind == .content && $0.level > slide.level } ?? false
      let heading = Inline(.strong(slide.headline), at: slide.place)
      let words =
        slide.headline.isEmpty || slide.notes.isEmpty
        ? slide.notes : [Block(.paragraph([heading]), at: slide.place)] + slide.notes
      name = isFollowed ? slide.id : ""
      if isFollowed || result.isEmpty {
        waiting += isFollowed ? slide.notes : words
      } else {
        result[result.count - 1].notes += waiting + words
        waiting = []
      }
    }
    if !waiting.isEmpty, !result.isEmpty { result[result.count - 1].notes += waiting }
    slides = result
  }
}

extension Block {
  /// Whether it is a figure or a table.
  fileprivate var isExhibit: Bool {
    switch kind {
    case .figure, .table: true
    default: false
    }
  }

  fileprivate var isParagraph: Bool { if case .paragraph = kind { true } else { false } }

  /// The names of what the block refers to, in reading order.
  fileprivate var references: [String] {
    var names: [String] = []
    [self].forEachInline { inline in
      if case .link(_, .destination(let name)) = inline.kind { names.append(name) }
    }
    return names
  }
}

extension Attributes {
  /// Those of a div whose lists come as a whole.
  static var nonincremental: Attributes {
    var attributes = Attributes()
    attributes.classes = [
      Written("nonincremental", at: Place(source: SourceText(name: "", text: ""), range: 0..<0))
    ]
    return attributes
  }
}
