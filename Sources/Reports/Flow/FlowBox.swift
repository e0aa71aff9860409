import Canvas
import Diagnostics

// Flow: what a document becomes when its lines are set and before pages are made of them.

/// A document as one endless column: boxes one below the other, and what is to be placed beside.
struct Flow: Sendable {
  var boxes: [FlowBox] = []
  /// Figures and tables that may move; boxes release them by index.
  var floats: [FlowFloat] = []
  /// The lines of the notes by their index.
  var notes: [[FlowBox]] = []
  /// What stands on top of a page that starts inside a table.
  var continuations: [FlowContinuation] = []
  /// The lines of the notes beside the text.
  var asides: [[FlowBox]] = []
  /// The kinds of pages that stretches name by their index.
  var rooms: [PageRoom] = []
  /// The stretches of the flow, in order, each starting on a new page.
  var stretches: [FlowStretch] = []
  /// What cannot be set.
  var log = DiagnosticLog()
}

/// A part of a flow that starts on a new page: after a page break, or on pages of another kind.
struct FlowStretch: Sendable {
  var boxes: Range<Int>
  /// The kind of its pages.
  var room: Int
  /// What stands over all columns of its first page: the title.
  var opening: Int?
}

/// Something that stands on one page as a whole: a line of text, a row of a table.
struct FlowBox: Sendable {
  /// Whether a page may end before a box.
  enum BreakBefore: Sendable, Equatable {
    case allowed, forbidden
  }

  var height: Double
  /// The space above; at the top of a page there is none.
  var spaceBefore = 0.0
  /// The space that the next box has to keep at least.
  var spaceAfter = 0.0
  /// How far below its top a line of the grid has to lie; nil if it stands anywhere.
  var gridOffset: Double? = 0
  var breakBefore = BreakBefore.allowed
  /// How unwelcome a page is that ends before it, if one may.
  var breakPenalty = 0.0
  /// What is drawn, with its place in the structure of the document.
  var parts: [FlowPart] = []
  /// The notes that it calls, by index.
  var notes: [Int] = []
  /// The notes beside the text that it calls, by index.
  var asides: [Int] = []
  /// The figures and tables that may be placed from here on.
  var floats: [Int] = []
  /// The heading that stands here.
  var section: SectionMark?
  /// Whether it is a line of a heading.
  var isHeading = false
  /// What stands on top of the page if it starts here.
  var continuation: Int?
  /// Where the block was written that it belongs to.
  var place: Place?

  init(height: Double) { self.height = height }

  /// Whether it stands on the grid of the lines itself.
  var isOnGrid: Bool {
    get { gridOffset == 0 }
    set { gridOffset = newValue ? 0 : nil }
  }
}

/// A part of a box that has one place in the document's structure.
struct FlowPart: Sendable {
  var path: [FlowNode]
  var items: [FlowItem]
}

/// What is drawn, relative to the top left corner of its box.
enum FlowItem: Sendable {
  case scene(SceneItem)
  /// The number of the page on which something stands; it ends at the point.
  case pageNumber(of: String, at: Point, ReportStyle.Face)
}

/// A node of the document's structure; boxes of one paragraph share it by its number.
struct FlowNode: Sendable {
  var number: Int
  var role: SceneRole
  var name = ""
  var language: String?
  var destination: String?
}

/// A heading as running heads and outlines have it.
struct SectionMark: Sendable {
  var level: Int
  var title: String
  var destination: String
}

/// A figure or a table that moves as a whole, its caption with it.
struct FlowFloat: Sendable {
  /// What it is; things of one kind keep their order.
  enum Kind: Sendable, Hashable {
    case figure, table
    /// The title, over all columns of its page.
    case opening
  }

  var kind: Kind
  /// Such as `fig-grain`.
  var name: String
  var height: Double
  var parts: [FlowPart]
  var notes: [Int] = []
  /// The notes beside the text that it calls, by index.
  var asides: [Int] = []
  /// The space that is kept above and below it, where text stands there.
  var space: Double
  /// Whether it stands over all columns of a page.
  var isWide = false
  /// The heading of level 1 under which it was written.
  var section = ""
  /// Where it was written.
  var place: Place?
}

/// What stands on top of a page that starts inside a table, and below on the page before.
struct FlowContinuation: Sendable {
  /// The table: the same for all its continuations, of which each group of rows may have its own.
  var table: Int
  var height: Double
  var head: [FlowPart]
  var foot: [FlowPart]
}

extension SceneItem {
  /// The item elsewhere: text and paths keep no transform of their own, figures do.
  func shifted(by offset: Point) -> SceneItem {
    switch self {
    case .group(var group):
      if group.transform == .identity, group.clip == nil, group.role != .figure {
        group.items = group.items.map { $0.shifted(by: offset) }
      } else {
        group.transform = Transform.translation(offset.x, offset.y).after(group.transform)
      }
      return .group(group)
    case .path(var path):
      path.path = path.path.mapped { $0 + offset }
      return .path(path)
    case .text(var text):
      text.position = text.position + offset
      return .text(text)
    case .image(var image):
      image.frame = image.frame.moved(by: offset)
      return .image(image)
    }
  }
}
