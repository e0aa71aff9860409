import Canvas
import Charting
import Diagnostics
import Notation

/// What a theme says for one shape: the values of its keys, as they are written.
struct ThemeSpec: ThemeObject {
  var fonts = ThemeFonts()
  var colors = ThemeColors()
  var page = ThemePage()
  var grid = 14.0
  var indent = 14.0
  var paragraphSpace = 0.0
  var figureSpace = 7.0
  var figureAlign = ReportStyle.Side.left
  var isJustified = true
  var isHyphenated = true
  var titleAlign = ReportStyle.Side.left
  var hasTitlePage = false
  var showsKeywords = false
  var abstractHasHeading = false
  var abstractIndent = 20.0
  var numbersSections = false
  var body = ThemeFace()
  var title = ThemeFace()
  var subtitle = ThemeFace()
  var byline = ThemeFace()
  var abstract = ThemeFace()
  var heading1 = ThemeFace()
  var heading2 = ThemeFace()
  var heading3 = ThemeFace()
  var caption = ThemeFace()
  var table = ThemeFace()
  var tableNote = ThemeFace()
  var footnote = ThemeFace()
  var reference = ThemeFace()
  var quote = ThemeFace()
  var code = ThemeFace()
  var pageHead = ThemeFace()
  var contents = ThemeFace()
  var headline = ThemeFace()
  var sectionTitle = ThemeFace()
  var head = PageLine()
  var foot = PageLine()
  var firstHead = PageLine()
  var firstFoot = PageLine()
  var logo = ThemeLogo()
  var charts = ThemeCharts()
  var slide = ThemeSlide()

  static let noun = "a theme"

  static var keys: [ThemeKey<ThemeSpec>] { parts + layout + faces + furniture }

  private static var parts: [ThemeKey<ThemeSpec>] {
    [
      ThemeKey("fonts", \.fonts, "The families of the type."),
      ThemeKey("colors", \.colors, "The colours of pages and charts."),
      ThemeKey("charts", \.charts, "What charts look like, besides fonts and colours."),
      ThemeKey("page", \.page, "Where the text stands on the paper."),
      ThemeKey("slide", \.slide, "What holds for slides alone."),
      ThemeKey("logo", \.logo, "A picture in the head of the page."),
    ]
  }

  private static var layout: [ThemeKey<ThemeSpec>] {
    [
      ThemeKey(
        "grid", \.grid, within: 4...100, "The distance of the lines on which running text stands."),
      ThemeKey("indent", \.indent, "The indent of first lines, lists and quotations."),
      ThemeKey(
        "paragraph-space", \.paragraphSpace,
        "The space between paragraphs; with any, first lines are not indented."),
      ThemeKey("figure-space", \.figureSpace, "The least space above and below a figure."),
      ThemeKey("figure-align", \.figureAlign, "Where a figure narrower than the text stands."),
      ThemeKey("justified", \.isJustified, "Whether lines of text are made equally wide."),
      ThemeKey("hyphenated", \.isHyphenated, "Whether words may be divided."),
      ThemeKey("title-align", \.titleAlign, "Where the lines of the title stand."),
      ThemeKey(
        "title-page", \.hasTitlePage, "Whether title and abstract have a page to themselves."),
      ThemeKey("show-keywords", \.showsKeywords, "Whether keywords stand below the abstract."),
      ThemeKey("abstract-heading", \.abstractHasHeading, "Whether “Abstract” stands above it."),
      ThemeKey("abstract-indent", \.abstractIndent, "The indent of the abstract on both sides."),
      ThemeKey(
        "number-sections", \.numbersSections,
        "Whether headings are numbered, if the document does not say."),
    ]
  }

  private static var faces: [ThemeKey<ThemeSpec>] {
    [
      ThemeKey("body", \.body, "Running text."),
      ThemeKey("title", \.title, "The title."),
      ThemeKey("subtitle", \.subtitle, "The line below the title."),
      ThemeKey("byline", \.byline, "Authors and date."),
      ThemeKey("abstract", \.abstract, "The abstract."),
      ThemeKey("heading-1", \.heading1, "Headings of level 1."),
      ThemeKey("heading-2", \.heading2, "Headings of level 2."),
      ThemeKey("heading-3", \.heading3, "Headings below that."),
      ThemeKey("caption", \.caption, "Captions of figures and tables."),
      ThemeKey("table", \.table, "The cells of tables."),
      ThemeKey("table-note", \.tableNote, "Notes and sources below tables."),
      ThemeKey("footnote", \.footnote, "Footnotes."),
      ThemeKey("reference", \.reference, "The list of works cited."),
      ThemeKey("quote", \.quote, "Quotations."),
      ThemeKey("code", \.code, "Code."),
      ThemeKey("page-head", \.pageHead, "Running heads and feet."),
      ThemeKey("contents", \.contents, "The list of contents."),
      ThemeKey("headline", \.headline, "The headlines of slides."),
      ThemeKey("section-title", \.sectionTitle, "The title of a slide that opens a section."),
    ]
  }

  private static var furniture: [ThemeKey<ThemeSpec>] {
    [
      ThemeKey("head", \.head, "What stands above the text of each page."),
      ThemeKey("foot", \.foot, "What stands below the text of each page."),
      ThemeKey("first-head", \.firstHead, "What stands above the text of the first page."),
      ThemeKey("first-foot", \.firstFoot, "What stands below the text of the first page."),
    ]
  }
}

/// The families of the type, by what they are for.
struct ThemeFonts: ThemeObject {
  var text = "Linux Libertine O"
  var sans = "Inter"
  var mono = "JetBrains Mono"

  static let noun = "an object of fonts"
  static var keys: [ThemeKey<ThemeFonts>] {
    [
      ThemeKey("text", \.text, "Running text and headings."),
      ThemeKey("sans", \.sans, "Captions, tables, slides and charts."),
      ThemeKey("mono", \.mono, "Code."),
    ]
  }

  /// The family of a name: one of the three, or a family's own.
  func family(_ name: String) -> String {
    switch name {
    case "text": ThemeFonts.family(text, or: \.text)
    case "sans": ThemeFonts.family(sans, or: \.sans)
    case "mono": ThemeFonts.family(mono, or: \.mono)
    default: name
    }
  }

  /// A family, and what is used if there is none of that name: the usual one, of the same kind.
  private static func family(_ name: String, or usual: KeyPath<ThemeFonts, String>) -> String {
    let usual = ThemeFonts()[keyPath: usual]
    return name == usual ? name : "\(name) | \(usual)"
  }
}

/// The colours that a theme names.
struct ThemeColors: ThemeObject {
  var ink = Color(hex: 0x1A1D21)
  var muted = Color(hex: 0x5B6470)
  var ground = ThemeGround()
  var link = Color(hex: 0x0D3A6A)
  var line = Color(hex: 0x8A929C)
  var grid = Color(hex: 0xE3E6EA)
  var shade = Color(hex: 0xF1EFE9)
  var codeGround = Color(hex: 0xF5F4F0)
  var series = ThemeSeries()

  static let noun = "an object of colours"
  static var keys: [ThemeKey<ThemeColors>] {
    [
      ThemeKey("ink", \.ink, "Text, headlines, rules of tables."),
      ThemeKey("muted", \.muted, "Labels of axes, sources, running heads."),
      ThemeKey("ground", \.ground, "The ground of pages and charts."),
      ThemeKey("link", \.link, "Links to the web."),
      ThemeKey("line", \.line, "The lines of axes."),
      ThemeKey("grid", \.grid, "The grid of charts."),
      ThemeKey("shade", \.shade, "Shaded periods of charts."),
      ThemeKey("code-ground", \.codeGround, "Behind code."),
      ThemeKey("series", \.series, "The series of charts, in order."),
    ]
  }

  /// All colours as text.
  var shown: String {
    ([ink, muted, ground.color, link, line, grid, shade] + series.colors).map {
      $0?.css ?? "none"
    }.joined(separator: " ")
  }

  /// The colours that faces can name.
  static var names: [String: WritableKeyPath<ThemeColors, Color> & Sendable] {
    ["ink": \.ink, "muted": \.muted, "link": \.link, "line": \.line]
  }
}

/// Where the text stands on the paper.
struct ThemePage: ThemeObject {
  var textWidth = 150 * Paper.millimetre
  var leastMargin = 18 * Paper.millimetre
  var top = 27 * Paper.millimetre
  var bottom = 30 * Paper.millimetre
  var left: Double?
  var right: Double?
  var headDistance = 24.0
  var footDistance = 34.0
  var columns = ThemeCount(count: 1)
  var columnGap = 0.0
  var asideWidth = 113.4
  var asideGap = 17.0

  static let noun = "an object of margins"
  static var keys: [ThemeKey<ThemePage>] {
    [
      ThemeKey("text-width", \.textWidth, "The width of the text, in the middle of the paper."),
      ThemeKey("least-margin", \.leastMargin, "The least margin at the sides of small paper."),
      ThemeKey("top", \.top, "The margin above the text: on small paper a ninth of its height."),
      ThemeKey("bottom", \.bottom, "The margin below the text, likewise."),
      ThemeKey("left", \.left, "The left margin; null follows from the width of the text."),
      ThemeKey("right", \.right, "The right margin; null follows from the width of the text."),
      ThemeKey("head-distance", \.headDistance, "From the running head down to the text."),
      ThemeKey("foot-distance", \.footDistance, "From the text down to the running foot."),
      ThemeKey("columns", \.columns, "How many columns the text has."),
      ThemeKey("column-gap", \.columnGap, "The space between two columns."),
      ThemeKey("aside-width", \.asideWidth, "The width of notes beside the text."),
      ThemeKey("aside-gap", \.asideGap, "The space between the text and notes beside it."),
    ]
  }
}

/// A small number of things.
struct ThemeCount: ThemeValue {
  var count: Int

  static var kind: String { "a whole number from 1 to 3" }

  static func read(_ node: Node) -> ThemeCount? {
    guard let number = node.number, [1, 2, 3].contains(number) else { return nil }
    return ThemeCount(count: Int(number))
  }
}

/// One kind of text.
struct ThemeFace: ThemeObject {
  /// The figures of a face.
  enum Figures: String, ThemeChoice {
    case font = "default"
    case oldStyle = "old-style"
    case lining, tabular
  }

  var font = "text"
  var size = 10.5
  var leading = 14.0
  var weight = 400
  var italic = false
  var figures = Figures.font
  var color = ThemeColor.named(\.ink)
  var above = 0.0
  var below = 0.0

  static let noun = "an object with the face of a text"
  static var keys: [ThemeKey<ThemeFace>] {
    [
      ThemeKey("font", \.font, "The family: text, sans, mono, or a name of its own."),
      ThemeKey("size", \.size, within: 4...300, "The size of the type."),
      ThemeKey("leading", \.leading, within: 4...400, "From one baseline to the next."),
      ThemeKey("weight", \.weight, "The weight: 400 is regular, 600 semibold."),
      ThemeKey("italic", \.italic, "Whether it is set in italics."),
      ThemeKey("figures", \.figures, "Which figures the font shows."),
      ThemeKey("color", \.color, "The colour: ink, muted, link, line, or one of its own."),
      ThemeKey("above", \.above, "The space above."),
      ThemeKey("below", \.below, "The space below."),
    ]
  }
}

/// A picture in the head of the page.
struct ThemeLogo: ThemeObject {
  /// The pages that show it.
  enum Pages: String, ThemeChoice {
    case first, all
  }

  var file: ThemeFile?
  var width = 85.0
  var side = ReportStyle.Side.right
  var pages = Pages.first

  static let noun = "an object with a picture"
  static var keys: [ThemeKey<ThemeLogo>] {
    [
      ThemeKey("file", \.file, "A PNG or JPEG file, named from the theme."),
      ThemeKey("width", \.width, "Its width."),
      ThemeKey("side", \.side, "Where it stands."),
      ThemeKey("pages", \.pages, "The pages that show it."),
    ]
  }
}

/// The name of a file, with the place where it is written.
struct ThemeFile: ThemeValue {
  var name: Written

  static var kind: String { "the name of a file" }

  static func read(_ node: Node) -> ThemeFile? {
    node.string.flatMap { $0.isEmpty ? nil : ThemeFile(name: Written($0, at: node.place)) }
  }
}

/// The name of a theme of charts.
struct ThemeChartName: ThemeValue {
  var name: String

  static var kind: String { "a theme of charts (\(Suggestion.list(chartThemeNames)))" }

  static func read(_ node: Node) -> ThemeChartName? {
    node.string.flatMap { chartThemeNames.contains($0) ? ThemeChartName(name: $0) : nil }
  }
}

/// What charts look like.
struct ThemeCharts: ThemeObject {
  var theme = ThemeChartName(name: "playfair")
  /// Configurations of Vega-Lite, a later one over those before it.
  var configs: [Node] = []

  static let noun = "an object of what holds for charts"
  static var keys: [ThemeKey<ThemeCharts>] {
    [
      ThemeKey(
        "theme", \.theme,
        "The charts' own theme; only with 'playfair' do they take fonts and colours from here."),
      ThemeKey(
        name: "config", kind: "a Vega-Lite config",
        doc: "Laid over the charts' theme; a chart's own config lies over it.", inner: []
      ) { node, log in
        let errors = log.errorCount
        checkChartConfig(node, log: &log)
        guard log.errorCount == errors else { return nil }
        return { $0.configs.append(node) }
      },
    ]
  }
}

/// What holds for slides alone.
struct ThemeSlide: ThemeObject {
  var margin = 43.2
  var leastSize = 14.0
  var chartTitleSize = 20.0

  static let noun = "an object of what holds for slides"
  static var keys: [ThemeKey<ThemeSlide>] {
    [
      ThemeKey("margin", \.margin, "From the edges of the slide to what stands on it."),
      ThemeKey("least-size", \.leastSize, "How small text may be set so that it fits."),
      ThemeKey(
        "chart-title-size", \.chartTitleSize,
        "The title of a chart that stands below another headline."),
    ]
  }
}
