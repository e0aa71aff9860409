import Diagnostics

/// Everything that stands on one canvas, in drawing order: the one value between layout and output.
///
/// Charts and pages both make scenes, tests read them as text (`Scene.text`), and outputs only walk
/// them. A scene has structure from the first day: groups carry a role, a language and alternative
/// text, links and destinations.
public struct Scene: Sendable, Hashable {
  /// The size of the canvas, in points.
  public var size: Size
  /// The colour of the whole canvas; nil leaves it clear.
  public var background: Color?
  /// What stands on it.
  public var items: [SceneItem]
  /// A short title for assistive technology.
  public var title: String
  /// What the picture shows, in words.
  public var description: String
  /// The language of its texts, as a BCP 47 tag.
  public var language: String

  /// Creates a scene.
  public init(
    size: Size, background: Color? = nil, items: [SceneItem] = [], title: String = "",
    description: String = "", language: String = "en"
  ) {
    self.size = size
    self.background = background
    self.items = items
    self.title = title
    self.description = description
    self.language = language
  }
}

/// One thing in a scene.
public indirect enum SceneItem: Sendable, Hashable {
  /// Several items that belong together.
  case group(SceneGroup)
  /// A filled or stroked path.
  case path(ScenePath)
  /// One line of text in one style.
  case text(SceneText)
  /// A bitmap.
  case image(SceneImage)
}

/// What a group is, for readers that do not see the picture.
public enum SceneRole: Sendable, Hashable {
  /// Nothing in particular.
  case none
  /// Decoration and page furniture: not part of the content.
  case artifact
  /// A whole document, or a chapter of it.
  case document, section
  /// Things that belong together, such as a figure and its caption.
  case division
  /// A heading of a level from 1.
  case heading(Int)
  /// A paragraph of running text.
  case paragraph
  /// A quotation.
  case quote
  /// A list, an item of it, the item's sign and its text.
  case list, listItem, listLabel, listBody
  /// A list of contents and a line of it.
  case contents, contentsEntry
  /// A table and its parts; a header stands over a column.
  case table, tableRow, tableHeader, tableCell
  /// A cell that says what its row is about.
  case rowHeader
  /// A picture with alternative text.
  case figure
  /// A caption of a figure or a table.
  case caption
  /// A footnote.
  case note
  /// The mark in the text that calls a note, a figure or a work.
  case reference
  /// An entry of the reference list.
  case bibliographyEntry
  /// A link.
  case link
  /// A part of a line.
  case span
  /// Code.
  case code
  /// A part of a chart, such as `plot`, `axis`, `legend`, `title`, `mark`.
  case part(String)
}

/// Where a link leads.
public enum LinkTarget: Sendable, Hashable {
  /// An address on the web.
  case address(String)
  /// A destination in the same document.
  case destination(String)
}

/// Several items that belong together.
public struct SceneGroup: Sendable, Hashable {
  /// What the group is.
  public var role: SceneRole
  /// A name for tests and for SVG ids, such as `fig-grain` or `x`.
  public var name: String
  /// Alternative text; empty if there is none.
  public var alternative: String
  /// The language of the texts inside, if it differs from the outer one.
  public var language: String?
  /// Where the group stands.
  public var transform: Transform
  /// Nothing is drawn outside this rectangle (in the group's own coordinates), if there is one.
  public var clip: Rect?
  /// The opacity of the group as a whole.
  public var opacity: Double
  /// How what stands in the group mixes with what is below; nil covers it.
  public var blend: BlendMode?
  /// Where a click on the group leads.
  public var link: LinkTarget?
  /// The name under which links find this group.
  public var destination: String?
  /// The number of what the group is a part of in its document, if that may go on elsewhere: groups
  /// of one number, on one page or several, are one paragraph, one table, one list.
  public var element: Int?
  /// What stands in the group, in drawing order.
  public var items: [SceneItem]

  /// Creates a group.
  public init(
    _ role: SceneRole = .none, name: String = "", alternative: String = "",
    language: String? = nil, transform: Transform = .identity, clip: Rect? = nil,
    opacity: Double = 1, link: LinkTarget? = nil, destination: String? = nil,
    items: [SceneItem] = []
  ) {
    self.role = role
    self.name = name
    self.alternative = alternative
    self.language = language
    self.transform = transform
    self.clip = clip
    self.opacity = opacity
    self.link = link
    self.destination = destination
    self.items = items
  }
}

/// A filled or stroked path.
public struct ScenePath: Sendable, Hashable {
  /// The path.
  public var path: Path
  /// What its inside is filled with, if anything.
  public var fill: Paint?
  /// How its line is drawn, if it is.
  public var stroke: Stroke?
  /// The opacity of the whole.
  public var opacity: Double

  /// Creates a path item.
  public init(_ path: Path, fill: Paint? = nil, stroke: Stroke? = nil, opacity: Double = 1) {
    self.path = path
    self.fill = fill
    self.stroke = stroke
    self.opacity = opacity
  }
}

/// One line of text in one style.
public struct SceneText: Sendable, Hashable {
  /// Which part of the line stands at its position.
  public enum Anchor: String, Sendable, Hashable {
    /// The start of the line.
    case start
    /// The middle of the line.
    case middle
    /// The end of the line.
    case end
  }

  /// The text: one line.
  @ExactText public var text: String
  /// The point on the baseline at the anchor.
  public var position: Point
  /// Which part of the line stands there.
  public var anchor: Anchor
  /// Face, size and language.
  public var style: TextStyle
  /// The colour.
  public var color: Color
  /// The measures of the line, with any added word space: layout measured it, nobody does again.
  public var metrics: TextMetrics
  /// Clockwise rotation about the position, in degrees.
  public var angle: Double
  /// A rim that keeps the text readable over marks.
  public var halo: Halo?
  /// A change of colour over the line's bounds, in place of the colour.
  public var gradient: Gradient?
  /// A line along the letters' edges, over them.
  public var outline: Stroke?
  /// Space added to each word space of a justified line, in points.
  public var wordSpacing: Double
  /// Spaces added after single letters, ascending: how East Asian lines are justified.
  public var gaps: [Gap] = []

  /// A space added after a letter.
  public struct Gap: Sendable, Hashable {
    /// The offset of the letter in the text, in bytes of UTF-8.
    public var letter: Int
    /// How wide the space is, in points; the letters after it move closer if it is negative.
    public var width: Double

    /// Creates a gap.
    public init(after letter: Int, width: Double) {
      self.letter = letter
      self.width = width
    }
  }

  /// A rim around the letters.
  public struct Halo: Sendable, Hashable {
    /// The colour.
    public var color: Color
    /// The width of the line whose middle runs along the letters' edges, in points.
    public var width: Double

    /// Creates a halo.
    public init(_ color: Color, width: Double) {
      self.color = color
      self.width = width
    }
  }

  /// Creates a text item.
  public init(
    _ text: String, at position: Point, anchor: Anchor = .start, style: TextStyle,
    color: Color, metrics: TextMetrics, angle: Double = 0, halo: Halo? = nil,
    wordSpacing: Double = 0
  ) {
    self.text = text
    self.position = position
    self.anchor = anchor
    self.style = style
    self.color = color
    self.metrics = metrics
    self.angle = angle
    self.halo = halo
    self.wordSpacing = wordSpacing
  }

  /// The rectangle around the line (around its turned box, if it is rotated).
  public var bounds: Rect {
    let left =
      switch anchor {
      case .start: 0.0
      case .middle: -metrics.width / 2
      case .end: -metrics.width
      }
    let box = Rect(left, -metrics.ascent, metrics.width, metrics.ascent + metrics.descent)
    guard angle != 0 else { return box.moved(by: position) }
    return Transform.translation(position.x, position.y).after(.rotation(angle)).apply(box)
  }
}

/// A bitmap.
public struct SceneImage: Sendable, Hashable {
  /// The file's bytes (PNG or JPEG).
  public var data: [UInt8]
  /// Where it stands; the picture is scaled to fill it.
  public var frame: Rect
  /// The opacity.
  public var opacity: Double
  /// Whether pixels are blended where the picture is drawn larger or smaller.
  public var isSmooth = true

  /// Creates an image item.
  public init(data: [UInt8], frame: Rect, opacity: Double = 1) {
    self.data = data
    self.frame = frame
    self.opacity = opacity
  }
}
