import Canvas

/// How a report looks: faces, sizes and spaces, in points at final size.
///
/// It is made from what a theme says for the shape of the document, and from its paper.
public struct ReportStyle: Sendable {
  /// Where something stands that is narrower than its room.
  enum Side: String, ThemeChoice {
    case left, center, right
  }

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

  /// The colour of what stands back: lines of figures, running heads.
  var muted = Color(hex: 0x5B6470)
  /// The colour of text.
  var ink = Color(hex: 0x1A1D21)
  /// The ground of the page; nil is the paper.
  var ground: Color?
  /// The space between paragraphs; with any, first lines are not indented.
  var paragraphSpace = 0.0
  /// Where a figure stands that is narrower than the text.
  var figureAlign = Side.left
  /// Whether lines are made equally wide, and words divided.
  var isJustified = true
  var isHyphenated = true
  /// How the title and the abstract stand, and whether they have a page to themselves.
  var titleAlign = Side.left
  var hasTitlePage = false
  var showsKeywords = false
  var abstractHasHeading = false
  var abstractIndent = 20.0
  /// Running heads and feet.
  var head = PageLine()
  var foot = PageLine()
  var firstHead = PageLine()
  var firstFoot = PageLine()
  /// A picture in the head of pages.
  var logo: PageLogo?
  /// The headline of a slide, and the title of one that opens a section.
  var headline: Face
  var sectionTitle: Face
  /// How small the text of slides may be set.
  var leastSize = 14.0

  /// The width of a column of text.
  public var columnWidth: Double { room().columnWidth }

  /// The height of the text: as many lines as fit between the margins.
  public var columnHeight: Double { room().height }

  /// The face of a heading of a level from 1.
  public func heading(_ level: Int) -> Face {
    headings.isEmpty ? body : headings[min(max(level, 1), headings.count) - 1]
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
    case .a5: Size(148 * Paper.millimetre, 210 * Paper.millimetre)
    case .letter: Size(612, 792)
    case .legal: Size(612, 1008)
    }
  }

  /// A millimetre, in points.
  static let millimetre = 72 / 25.4
}
