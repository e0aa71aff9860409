import Canvas

/// How a report looks: faces, sizes and spaces, in points at final size.
///
/// The numbers are those of the default theme; a theme is another value of this type.
public struct ReportStyle: Sendable {
  /// How one kind of text is set.
  public struct Face: Sendable {
    /// The family of the font.
    public var family: String
    /// The size of the type.
    public var size: Double
    /// The distance from one baseline to the next.
    public var leading: Double
    /// The weight from 100 to 1000.
    public var weight = 400
    /// Whether it is set in italics.
    public var italic = false
    /// The OpenType features that are on.
    public var features: [TextStyle.Feature] = []
    /// The colour.
    public var color = Color(hex: 0x1A1D21)
    /// Whether small signs hang over the edges of justified lines.
    public var hangsSigns = true
    /// The space above, where it opens a block of its own.
    public var above = 0.0
    /// The space below, where it closes a block of its own.
    public var below = 0.0
  }

  /// The paper and what lies around the text on it.
  public struct Page: Sendable {
    /// The size of the paper.
    public var size: Size
    /// From the edges of the paper to the text.
    public var margins: Insets
    /// From the baseline of the running head down to the text.
    public var headDistance = 24.0
    /// From the text down to the baseline of the page number.
    public var footDistance = 34.0
    /// How many columns the text has.
    public var columns = 1
    /// The space between two columns.
    public var columnGap = 0.0
    /// The width of notes beside the text.
    public var asideWidth = 113.4
    /// The space between the text and the notes beside it.
    public var asideGap = 17.0
    /// Whether notes stand beside the text.
    public var hasAsides = false
  }

  /// The page.
  public var page: Page
  /// The distance of the lines on which running text stands.
  public var grid = 14.0
  /// The least space above and below a figure or a table; with the share of what rounding up to the
  /// grid leaves over it is at most twice that.
  public var figureSpace = 7.0
  /// The indent of a paragraph's first line, of lists and of quotations.
  public var indent = 14.0
  /// Running text.
  public var body: Face
  /// The document's title.
  public var title: Face
  /// The line below the title.
  public var subtitle: Face
  /// The author and the date.
  public var byline: Face
  /// The abstract.
  public var abstract: Face
  /// Headings by level; those below the last level look like it.
  public var headings: [Face]
  /// Captions of figures and tables.
  public var caption: Face
  /// The cells of tables.
  public var table: Face
  /// Notes and sources below tables.
  public var tableNote: Face
  /// Footnotes.
  public var footnote: Face
  /// The entries of the reference list.
  public var reference: Face
  /// Quotations.
  public var quote: Face
  /// Blocks of code; code in running text has its family.
  public var code: Face
  /// Running heads and page numbers.
  public var pageHead: Face
  /// The list of contents.
  public var contents: Face
  /// The colour of links to the web.
  public var linkColor = Color(hex: 0x0D3A6A)
  /// The colour of rules in tables.
  public var ruleColor = Color(hex: 0x1A1D21)
  /// The colour behind code.
  public var codeGround = Color(hex: 0xF5F4F0)

  /// The width of a column of text.
  public var columnWidth: Double { room().columnWidth }

  /// The height of the text: as many lines as fit between the margins.
  public var columnHeight: Double { room().height }

  /// The face of a heading of a level from 1.
  public func heading(_ level: Int) -> Face {
    headings.isEmpty ? body : headings[min(max(level, 1), headings.count) - 1]
  }

  /// The default theme on A4 or Letter paper.
  static func playfair(on paper: Paper) -> ReportStyle {
    let muted = Color(hex: 0x5B6470)
    let serif = "Linux Libertine O"
    let sans = "Inter"
    let tabular = [TextStyle.Feature.tabularFigures]
    let lining = [TextStyle.Feature.liningFigures]
    let oldStyle = [TextStyle.Feature.oldStyleFigures]
    return ReportStyle(
      page: Page(size: paper.size, margins: paper.margins),
      body: Face(family: serif, size: 10.5, leading: 14, features: oldStyle),
      title: Face(family: serif, size: 24, leading: 28, weight: 600, features: lining),
      subtitle: Face(family: serif, size: 13, leading: 21, features: oldStyle),
      byline: Face(
        family: serif, size: 10.5, leading: 14, features: oldStyle, color: muted, above: 7),
      abstract: Face(
        family: serif, size: 10, leading: 14, features: oldStyle, above: 14, below: 28),
      headings: [
        Face(
          family: serif, size: 15, leading: 21, weight: 600, features: lining, above: 28, below: 7),
        Face(family: serif, size: 11.5, leading: 14, weight: 600, features: lining, above: 14),
        Face(family: serif, size: 10.5, leading: 14, italic: true, features: oldStyle, above: 14),
      ],
      caption: Face(family: sans, size: 8, leading: 11, above: 7, below: 7),
      table: Face(family: sans, size: 8, leading: 12, features: tabular),
      tableNote: Face(
        family: sans, size: 7, leading: 10, features: tabular, color: muted, above: 3),
      footnote: Face(family: serif, size: 8.5, leading: 11, features: oldStyle),
      reference: Face(family: serif, size: 9.5, leading: 13, features: oldStyle),
      quote: Face(
        family: serif, size: 10, leading: 14, features: oldStyle, above: 14, below: 14),
      code: Face(family: "JetBrains Mono", size: 8, leading: 12, above: 14, below: 14),
      pageHead: Face(family: sans, size: 7.5, leading: 11, features: tabular, color: muted),
      contents: Face(family: serif, size: 10.5, leading: 14, features: oldStyle, below: 28))
  }
}

extension ReportStyle.Face {
  /// The style of text in this face.
  func style(language: String) -> TextStyle {
    TextStyle(
      family: family, size: size, weight: weight, italic: italic, features: features,
      language: language)
  }

  /// From the top of a line to its baseline: the same share of the leading for every face, so that
  /// faces of one leading stand on one grid.
  var baseline: Double { leading * 0.75 }
}

extension Paper {
  /// The size, in points.
  var size: Size {
    switch self {
    case .a4: Size(210 * Paper.millimetre, 297 * Paper.millimetre)
    case .letter: Size(612, 792)
    }
  }

  /// Letter keeps the text's width: its margins grow.
  var margins: Insets {
    let side = (size.width - 150 * Paper.millimetre) / 2
    return Insets(
      top: 27 * Paper.millimetre, right: side, bottom: 30 * Paper.millimetre, left: side)
  }

  /// A millimetre, in points.
  static let millimetre = 72 / 25.4
}
