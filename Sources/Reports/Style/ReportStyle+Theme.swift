import Canvas

// Style: what a theme says becomes a style, with the paper at hand.

extension ReportStyle {
  /// The style that a theme gives pages of a size.
  init(_ spec: ThemeSpec, size: Size, logo: PageLogo? = nil) {
    func face(_ face: ThemeFace) -> Face { Face(face, spec) }
    self.init(
      page: Page(
        size: size, margins: spec.page.margins(on: size), headDistance: spec.page.headDistance,
        footDistance: spec.page.footDistance, columns: spec.page.columns.count,
        columnGap: spec.page.columnGap, asideWidth: spec.page.asideWidth,
        asideGap: spec.page.asideGap),
      grid: spec.grid, figureSpace: spec.figureSpace, indent: spec.indent, body: face(spec.body),
      title: face(spec.title), subtitle: face(spec.subtitle), byline: face(spec.byline),
      abstract: face(spec.abstract),
      headings: [face(spec.heading1), face(spec.heading2), face(spec.heading3)],
      caption: face(spec.caption), table: face(spec.table), tableNote: face(spec.tableNote),
      footnote: face(spec.footnote), reference: face(spec.reference), quote: face(spec.quote),
      code: face(spec.code), pageHead: face(spec.pageHead), contents: face(spec.contents),
      headline: face(spec.headline), sectionTitle: face(spec.sectionTitle))
    setColors(spec.colors)
    setBlocks(spec)
    head = spec.head
    foot = spec.foot
    firstHead = spec.firstHead
    firstFoot = spec.firstFoot
    self.logo = logo
  }

  private mutating func setColors(_ colors: ThemeColors) {
    linkColor = colors.link
    ruleColor = colors.ink
    codeGround = colors.codeGround
    muted = colors.muted
    ink = colors.ink
    ground = colors.ground.color
  }

  private mutating func setBlocks(_ spec: ThemeSpec) {
    paragraphSpace = spec.paragraphSpace
    figureAlign = spec.figureAlign
    isJustified = spec.isJustified
    isHyphenated = spec.isHyphenated
    titleAlign = spec.titleAlign
    hasTitlePage = spec.hasTitlePage
    showsKeywords = spec.showsKeywords
    abstractHasHeading = spec.abstractHasHeading
    abstractIndent = spec.abstractIndent
    leastSize = spec.slide.leastSize
  }

  /// The default theme's pages of running text on some paper.
  static func playfair(on paper: Paper, for format: ReportFormat = .briefing) -> ReportStyle {
    ReportStyle(ReportTheme.playfair.spec(for: format), size: paper.size)
  }

  /// Every face changed in the same way.
  mutating func mapFaces(_ change: (inout Face) -> Void) {
    let paths: [WritableKeyPath<ReportStyle, Face>] = [
      \.body, \.title, \.subtitle, \.byline, \.abstract, \.caption, \.table, \.tableNote,
      \.footnote, \.reference, \.quote, \.code, \.contents,
    ]
    for path in paths { change(&self[keyPath: path]) }
    for index in headings.indices { change(&headings[index]) }
  }
}

extension ReportStyle.Face {
  init(_ face: ThemeFace, _ spec: ThemeSpec) {
    self.init(
      family: spec.fonts.family(face.font), size: face.size, leading: face.leading,
      weight: face.weight, italic: face.italic, features: face.figures.features,
      color: face.color.color(in: spec.colors), above: face.above, below: face.below)
  }
}

extension ThemeFace.Figures {
  fileprivate var features: [TextStyle.Feature] {
    switch self {
    case .font: []
    case .oldStyle: [.oldStyleFigures]
    case .lining: [.liningFigures]
    case .tabular: [.tabularFigures]
    }
  }
}

extension ThemeColor {
  fileprivate func color(in colors: ThemeColors) -> Color {
    switch self {
    case .named(let path): colors[keyPath: path]
    case .value(let color): color
    }
  }
}

extension ThemePage {
  /// The margins on paper of a size: the text keeps its width as long as the paper has room for it,
  /// and small paper has small margins.
  fileprivate func margins(on size: Size) -> Insets {
    let side = max(min(leastMargin, size.width / 8), (size.width - textWidth) / 2)
    let limit = size.height * 0.11
    return Insets(
      top: min(top, limit), right: right ?? side, bottom: min(bottom, limit), left: left ?? side)
  }
}
