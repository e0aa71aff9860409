import Canvas

/// What stands around the text of pages: running heads and feet with their slots filled, a logo.
struct PageFurniture {
  let document: Document
  let style: ReportStyle
  let text: TextEngine
  /// How many pages there are.
  let pageCount: Int

  /// What is known of one page.
  struct Facts {
    /// From 1.
    var number: Int
    /// The heading of level 1 that the page belongs to.
    var chapter: String
    /// The heading of level 2, if it belongs to one.
    var section = ""
    /// The paper, and where the text stands on it.
    var room: PageRoom
    /// How far to the right the foot begins.
    var footIndent = 0.0
  }

  private var language: String { document.metadata.language }

  /// The items of the head and the foot.
  func items(_ page: Facts) -> [SceneItem] {
    let margins = page.room.margins
    let head = margins.top - style.page.headDistance
    let foot = margins.top + page.room.height + style.page.footDistance
    let isFirst = page.number == 1
    let logo = style.logo.flatMap { isFirst || $0.isOnAllPages ? $0 : nil }
    let headLine = isFirst ? style.firstHead : style.head
    var items = line(headLine, at: head, page, beside: logo)
    items += line(
      isFirst ? style.firstFoot : style.foot, at: foot, page, indent: page.footIndent)
    if let logo {
      let right = page.room.paper.width - margins.right
      // In the middle it stands above the words.
      let isAbove = logo.side == .center && !filled(headLine.center, page).isEmpty
      let bottom = isAbove ? head - style.pageHead.size * 1.2 : head + 3
      items.append(logo.item(left: margins.left, right: right, bottom: bottom))
    }
    return items
  }

  /// The texts of a head or a foot on a baseline, in the room that a logo leaves.
  func line(
    _ line: PageLine, at y: Double, _ page: Facts, beside logo: PageLogo? = nil,
    indent: Double = 0
  ) -> [SceneItem] {
    let sides = line.sides(page: page.number)
    let left = filled(sides.left, page)
    let center = filled(sides.center, page)
    // What says the same on both sides says it once.
    let right = filled(sides.right, page)
    let hasBoth = !left.isEmpty && !right.isEmpty
    var (start, edge) = (page.room.margins.left, page.room.paper.width - page.room.margins.right)
    var whole = page.room.wideWidth
    if let logo, logo.side != .center {
      let taken = min(logo.width + style.pageHead.size, whole)
      whole -= taken
      if logo.side == .left { start += taken } else { edge -= taken }
    }
    var items: [SceneItem] = []
    func add(_ words: String, _ x: Double, _ anchor: SceneText.Anchor, _ room: Double) {
      guard !words.isEmpty else { return }
      items.append(self.item(words, at: Point(x, y), anchor: anchor, room: room))
    }
    let isCentred = !center.isEmpty
    let isParted = isCentred || logo?.side == .center
    let side = logo.map { $0.side == .center ? max(0, 0.5 - $0.width / 2 / whole - 0.02) : 1 } ?? 1
    let leftRoom = whole * min(side, isParted ? 0.3 : hasBoth ? 0.6 : 1)
    let rightRoom = whole * min(side, isParted ? 0.3 : hasBoth ? 0.36 : 1)
    add(left, start + indent, .start, leftRoom - indent)
    add(center, (start + edge) / 2, .middle, whole * 0.36)
    if right != left { add(right, edge, .end, rightRoom) }
    return items
  }

  private func filled(_ slot: SlotText?, _ page: Facts) -> String {
    slot?.filled { value(of: $0, page) } ?? ""
  }

  private func value(of slot: SlotText.Slot, _ page: Facts) -> String {
    let metadata = document.metadata
    return switch slot {
    case .title:
      (metadata.shortTitle.isEmpty ? metadata.title : metadata.shortTitle).plainText
    case .subtitle: metadata.subtitle.plainText
    case .author: metadata.authors.map(\.name).joined(separator: ", ")
    case .date: metadata.date.map { document.words.date(written: $0.text) } ?? ""
    case .version: metadata.look.version
    case .chapter: page.chapter
    case .section: page.section.isEmpty ? page.chapter : page.section
    case .page: "\(page.number)"
    case .pages: "\(pageCount)"
    case .pageOfPages: document.words.pageOfPages(page.number, pageCount)
    }
  }

  /// A text, cut to the room that it has.
  private func item(
    _ words: String, at point: Point, anchor: SceneText.Anchor, room: Double
  ) -> SceneItem {
    let textStyle = style.pageHead.style(language: language)
    // No head has room for more; measuring a whole book at each word would take long.
    var shown = String(words.prefix(240))
    while text.measure(shown, textStyle).width > room, let space = shown.lastIndex(of: " ") {
      shown = String(shown[..<space]).trimmingEnd { ",;:–— …".contains($0) } + "…"
    }
    return .text(
      SceneText(
        shown, at: point, anchor: anchor, style: textStyle, color: style.pageHead.color,
        metrics: text.measure(shown, textStyle)))
  }
}
