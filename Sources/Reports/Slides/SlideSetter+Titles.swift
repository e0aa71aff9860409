import Canvas
import Diagnostics

/// A slide whose headline stands: what is to come stands below it.
struct OpenedSlide {
  var page: SlidePage
  /// Where the room below the headline starts.
  var top: Double
  /// The notes that the headline calls.
  var notes: [Int] = []
}

// Titles of documents and of sections, and headlines.
extension SlideSetter {
  /// How much smaller than usual titles and headlines may be set, in steps.
  private static let titleFactors = [1.0, 0.86, 0.74, 0.64]
  /// How much of a slide a headline takes at most before it is set smaller.
  private static let headlineShare = 0.36
  /// How long a headline may be that is repeated whole on the slides on which its own goes on.
  private static let repeatedLetters = 90

  // MARK: Titles

  /// The title, the authors and the date, a little above the middle.
  mutating func addTitle(_ slide: Slide) {
    let metadata = document.metadata
    let bylines = bylines(at: slide.place)
    addCentred(slide, page(slide), share: 0.4) { setter, style in
      let width = style.columnWidth
      let title = setter.lines(
        metadata.title, style.title, .heading(1), id: "title", width: width)
      let subtitle = setter.lines(metadata.subtitle, style.subtitle, .paragraph, width: width)
      var groups = [(title, 0.0), (subtitle, style.subtitle.above)]
      for (index, line) in bylines.enumerated() {
        let lines = setter.lines(line, style.byline, .paragraph, width: width)
        groups.append((lines, index == 0 ? style.byline.above : 0))
      }
      return groups
    }
  }

  private func bylines(at place: Place) -> [[Inline]] {
    let metadata = document.metadata
    var lines = metadata.authors.map { author in
      [author.name, author.affiliation].compactMap { $0 }.joined(separator: ", ")
    }
    if !metadata.authors.contains(where: { $0.affiliation != nil }), !lines.isEmpty {
      lines = [lines.joined(separator: ", ")]
    }
    if let date = metadata.date { lines.append(document.words.date(written: date.text)) }
    return lines.map { [.text($0, at: place)] }
  }

  mutating func addSection(_ slide: Slide) {
    var page = page(slide)
    page.chapter = ""
    let level = level(slide)
    addCentred(slide, page, share: 0.42) { setter, style in
      let lines = setter.lines(
        slide.headline, style.sectionTitle, .heading(level), id: slide.id,
        width: style.columnWidth)
      return [(lines, 0)]
    }
  }

  /// Places groups of lines below each other, the first ones around a height of the slide; in
  /// smaller type, or on further slides, if there are too many.
  private mutating func addCentred(
    _ slide: Slide, _ page: SlidePage, share: Double,
    _ groups: (inout SlideColumnSetter, ReportStyle) -> [(lines: [FlowBox], space: Double)]
  ) {
    var set: [(lines: [FlowBox], space: Double)] = []
    var (style, height, foot) = (style, 0.0, 0.0)
    for factor in Self.titleFactors {
      style = self.style
      let least = style.leastSize
      style.mapFaces { $0.shrink(factor, least: least) }
      var setter = columnSetter(slide, style)
      set = groups(&setter, style).filter { !$0.lines.isEmpty }
      foot = noteHeight(set.flatMap { $0.lines.flatMap(\.notes) }, style)
      height = set.enumerated().reduce(0) { sum, group in
        sum + (group.offset > 0 ? group.element.space : 0)
          + group.element.lines.reduce(0) { $0 + $1.height }
      }
      if height <= bottom - foot - margins.top + 0.5 {
        if tells, factor < 1 { log.add(.crowdedSlide(at: slide.place)) }
        break
      }
      if tells, factor == Self.titleFactors.last { log.add(.longSlide(at: slide.place)) }
    }
    let first = set.first?.lines.reduce(0) { $0 + $1.height } ?? 0
    let centred = self.style.page.size.height * share - first / 2
    let y = max(margins.top, min(centred, bottom - foot - height))
    placeCentred(set, page, from: y, style)
  }

  private mutating func placeCentred(
    _ groups: [(lines: [FlowBox], space: Double)], _ first: SlidePage, from top: Double,
    _ style: ReportStyle
  ) {
    var opened = OpenedSlide(page: first, top: top)
    for (index, group) in groups.enumerated() {
      opened.top += index > 0 ? group.space : 0
      for box in group.lines { place(box, on: &opened, style) }
    }
    placeNotes(steps(opened.notes), style, on: &opened.page)
    append(opened.page)
  }

  /// Places a line of a title, on a new slide if there is no room for it and its notes.
  private mutating func place(_ box: FlowBox, on opened: inout OpenedSlide, _ style: ReportStyle) {
    let foot = noteHeight(opened.notes + box.notes, style)
    if opened.top + box.height + foot > bottom + 0.5, !opened.page.placed.isEmpty {
      placeNotes(steps(opened.notes), style, on: &opened.page)
      append(opened.page)
      opened.page.placed = []
      (opened.page.title, opened.page.id) = ("", "")
      (opened.top, opened.notes) = (margins.top, [])
    }
    opened.page.placed.append(
      .init(origin: Point(margins.left, opened.top), parts: box.parts))
    opened.notes += document.withInnerNotes(box.notes)
    opened.top += box.height
  }

  private func steps(_ notes: [Int]) -> [Int: Int] {
    Dictionary(notes.map { ($0, 0) }, uniquingKeysWith: min)
  }

  // MARK: Headlines

  /// A slide with its headline; one that leaves no room for anything else has slides of its own.
  mutating func open(
    _ slide: Slide, isFirst: Bool, holdsBlocks: Bool, _ setter: inout SlideColumnSetter
  ) -> OpenedSlide {
    let (lines, below) = headline(of: slide, isFirst: isFirst, &setter)
    var opened = OpenedSlide(page: page(slide), top: margins.top)
    if !isFirst { (opened.page.title, opened.page.id) = ("", "") }
    for box in lines { place(box, on: &opened, style) }
    if !lines.isEmpty { opened.top += below }
    let room = bottom - opened.top - noteHeight(opened.notes, style)
    guard isFirst, holdsBlocks, room < style.body.leading * 4 else { return opened }
    placeNotes(steps(opened.notes), style, on: &opened.page)
    append(opened.page)
    if tells { log.add(.longSlide(at: slide.place)) }
    return open(slide, isFirst: false, holdsBlocks: holdsBlocks, &setter)
  }

  /// The lines of a headline, in smaller type if they are many, and the space below them.
  private mutating func headline(
    of slide: Slide, isFirst: Bool, _ setter: inout SlideColumnSetter
  ) -> (lines: [FlowBox], below: Double) {
    let words = isFirst ? slide.headline : continued(slide.headline)
    var face = style.headline
    var lines: [FlowBox] = []
    for factor in Self.titleFactors {
      face = style.headline
      face.shrink(factor, least: style.leastSize)
      lines = setter.lines(
        words, face, .heading(level(slide)), id: isFirst ? slide.id : "", width: style.columnWidth)
      let height = lines.reduce(0) { $0 + $1.height }
      if height <= (bottom - margins.top) * Self.headlineShare {
        if tells, isFirst, factor < 1 { log.add(.crowdedSlide(at: slide.place)) }
        break
      }
      if tells, isFirst, factor == Self.titleFactors.last {
        log.add(.crowdedSlide(at: slide.place))
      }
    }
    return (lines, face.below)
  }

  /// "Grain (continued)"; of a long headline, its beginning.
  func continued(_ headline: [Inline]) -> [Inline] {
    var plain = headline.filter { if case .note = $0.kind { false } else { true } }
    guard let place = plain.first?.place else { return [] }
    let words = plain.plainText
    if words.count > Self.repeatedLetters {
      var start = String(words.prefix(Self.repeatedLetters))
      if let space = start.lastIndex(of: " ") { start = String(start[..<space]) }
      plain = [.text(start.trimmingEnd { ",;:–— ".contains($0) } + " …", at: place)]
    }
    return plain + [.text(" (\(document.words.continued))", at: place)]
  }

  /// The height below the headline on a slide on which another goes on.
  func continuedRoom(_ slide: Slide) -> Double {
    var setter = columnSetter(slide, style)
    let lines = setter.lines(
      continued(slide.headline), style.headline, .paragraph, width: style.columnWidth)
    let height = lines.reduce(0) { $0 + $1.height }
    return bottom - margins.top - (lines.isEmpty ? 0 : height + style.headline.below)
  }
}
