import Charting
import Diagnostics
import Notation
import Tables

/// A part of a document that stands on lines of its own, and where it was written.
struct Block: Sendable {
  indirect enum Kind: Sendable {
    case heading(Heading)
    case paragraph([Inline])
    case list(ListBlock)
    case quote([Block])
    case code(String, language: String)
    case table(TableBlock)
    /// A table from data; a plain table once the data are read.
    case dataTable(DataTable)
    case figure(FigureBlock)
    /// Blocks with attributes that hold for all of them.
    case division([Block], Attributes)
    /// A line between two parts of the text.
    case rule
    /// The next block starts a page.
    case pageBreak
    /// The list of the works cited.
    case references
    /// The list of the sources of all data, one line each; empty until the data are known.
    case sources([[Inline]])
  }

  var kind: Kind
  var place: Place

  init(_ kind: Kind, at place: Place) {
    self.kind = kind
    self.place = place
  }
}

/// A heading of a section.
struct Heading: Sendable {
  /// From 1.
  var level: Int
  var text: [Inline]
  /// The name under which links find it: given, or made from its words.
  var id: String
  /// Where the id was given; nil if it was made.
  var idPlace: Place?
  var isNumbered = true
  /// Whether the list of contents names it.
  var isListed = true
  /// Whether it opens an appendix, which has a letter.
  var isAppendix = false
  /// Such as "2.1" or "A", once numbers are given; empty if it has none.
  var number = ""

  /// What stands before the words: "2.1", "Appendix A".
  func label(_ words: ReportWords) -> String {
    isAppendix && !number.isEmpty ? "\(words.appendix)\u{A0}\(number)" : number
  }
}

/// A list with or without numbers.
struct ListBlock: Sendable {
  /// The number of the first item; nil for bullets.
  var start: Int?
  /// Whether no blank lines stand between the items.
  var isTight: Bool
  var items: [[Block]]
}

/// A table with its caption.
struct TableBlock: Sendable {
  var id: Written?
  var caption: [Inline]
  var alignments: [TableAlignment]
  var head: [[Inline]]
  /// The units below the heads; empty if no column has one.
  var units: [[Inline]] = []
  var rows: [[[Inline]]]
  /// The rows of which only the first cell is filled, and stands above those that follow.
  var subheads: Set<Int> = []
  /// How many dashes stand under each head: the author's wish for the widths of long columns.
  var dashes: [Int] = []
  /// Notes and sources that stand below.
  var notes: [[Inline]] = []
  /// The keys of the sources of its rows, if they come from a Data Package that names them.
  var sourceKeys: [String] = []
  /// The files of data that its rows come from.
  var files: [DataFile] = []
  /// What it uses of them.
  var uses: [DataUse] = []
  var attributes = Attributes()
  /// From 1, once numbers are given; nil if it has none.
  var number: Int?
}

extension TableBlock {
  /// Maps each running text, in reading order.
  fileprivate mutating func mapInlines(_ map: ([Inline]) -> [Inline]) {
    caption = map(caption)
    head = head.map(map)
    rows = rows.map { $0.map(map) }
    notes = notes.map(map)
  }
}

extension FigureBlock {
  /// Maps each running text, in reading order.
  fileprivate mutating func mapInlines(_ map: ([Inline]) -> [Inline]) {
    if case .panels(var rows) = content {
      for row in rows.indices {
        for column in rows[row].indices { rows[row][column].figure?.mapInlines(map) }
      }
      content = .panels(rows)
    }
    caption = map(caption)
  }
}

extension Attributes {
  /// Quarto's classes of what stands over all columns of a page.
  static let wideClasses = [
    "column-page", "column-screen", "column-body-outset", "column-page-inset",
    "column-screen-inset",
  ]

  /// Whether it stands over all columns of a page, and over the notes beside them.
  var isWide: Bool { Self.wideClasses.contains(where: has) }

  /// Whether it stands in the margin.
  var isAside: Bool { has("aside") || has("column-margin") }
}

/// A chart or a picture with its caption.
struct FigureBlock: Sendable {
  /// What is drawn.
  enum Content: Sendable {
    /// A file, as it is named in the text.
    case file(Written)
    /// A chart that stands in the text.
    case spec(Node)
    /// Several figures beside and below each other, row by row.
    case panels([[FigurePanel]])
  }

  var id: Written?
  var content: Content
  var caption: [Inline]
  /// The text for those who do not see the picture, if the author wrote one.
  var alternative: String?
  /// The same with its claims, until these have been checked.
  var alternativeWords: [Inline]?
  var attributes = Attributes()
  /// From 1, once numbers are given; nil if it has none.
  var number: Int?
  /// The letter of a panel, once numbers are given.
  var letter: String?
  /// The index among the document's figures, once numbers are given; what consists of panels is
  /// none of them.
  var index = 0

  /// The rows of its panels; empty if it has none.
  var panels: [[FigurePanel]] {
    if case .panels(let rows) = content { rows } else { [] }
  }

  /// Where the chart is named or written; nil for what consists of panels.
  var place: Place? {
    switch content {
    case .file(let file): file.place
    case .spec(let node): node.place.opening
    case .panels: nil
    }
  }
}

/// A place in a row of a figure: a figure of its own, or nothing.
struct FigurePanel: Sendable {
  var figure: FigureBlock?
  /// Its share of the row's width.
  var share: Double
}

/// The text of a footnote.
struct NoteBlock: Sendable {
  var blocks: [Block]
  var place: Place
}

extension [Block] {
  /// Each block mapped, inner ones first; a map may give several or none.
  func mapped(_ map: (Block) -> [Block]) -> [Block] {
    flatMap { block -> [Block] in
      switch block.kind {
      case .list(var list):
        list.items = list.items.map { $0.mapped(map) }
        return map(Block(.list(list), at: block.place))
      case .quote(let blocks): return map(Block(.quote(blocks.mapped(map)), at: block.place))
      case .division(let blocks, let attributes):
        return map(Block(.division(blocks.mapped(map), attributes), at: block.place))
      default: return map(block)
      }
    }
  }

  /// Each running text of these blocks mapped, in reading order.
  func mappedInlines(_ map: ([Inline]) -> [Inline]) -> [Block] {
    self.map { block in
      var block = block
      switch block.kind {
      case .heading(var heading):
        heading.text = map(heading.text)
        block.kind = .heading(heading)
      case .paragraph(let inlines): block.kind = .paragraph(map(inlines))
      case .list(var list):
        list.items = list.items.map { $0.mappedInlines(map) }
        block.kind = .list(list)
      case .quote(let blocks): block.kind = .quote(blocks.mappedInlines(map))
      case .table(var table):
        table.mapInlines(map)
        block.kind = .table(table)
      case .dataTable(var data):
        data.frame.mapInlines(map)
        for index in data.columns.indices {
          data.columns[index].title = data.columns[index].title.map(map)
        }
        block.kind = .dataTable(data)
      case .figure(var figure):
        figure.mapInlines(map)
        block.kind = .figure(figure)
      case .division(let blocks, let attributes):
        block.kind = .division(blocks.mappedInlines(map), attributes)
      case .sources(let lines): block.kind = .sources(lines.map(map))
      case .code, .rule, .pageBreak, .references: break
      }
      return block
    }
  }

  /// Calls a function with each block, inner ones first, in reading order.
  func forEachBlock(_ body: (Block) -> Void) {
    _ = mapped { block in
      body(block)
      return [block]
    }
  }

  /// Calls a function with each inline of these blocks, in reading order.
  func forEachInline(_ body: (Inline) -> Void) {
    _ = mappedInlines { inlines in
      inlines.forEachInline(body)
      return inlines
    }
  }
}
