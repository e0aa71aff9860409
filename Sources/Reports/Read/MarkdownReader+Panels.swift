import Diagnostics
import Notation

// Figures of several panels: a div with the id of a figure that holds more than one.
extension MarkdownReader {
  /// The figures of a div as panels; its last paragraph is the caption of all.
  mutating func panels(
    _ blocks: [Block], _ id: Written, _ attributes: Attributes
  ) -> Block.Kind? {
    let known = PanelLayout.keys + ["width", "fig-cap", "fig-align", "lang", "preset"]
    checkPreset(attributes)
    for (key, _) in attributes.values where !known.contains(key.text) {
      log.add(.unknownAttribute(key, of: "figure of panels", known: known))
    }
    var whole = FigureBlock(content: .panels([]), caption: [])
    whole.id = id
    whole.attributes = attributes
    if let written = attributes["fig-cap"] { whole.caption = inlines(of: written) }
    var figures: [(FigureBlock, Place)] = []
    for (index, block) in blocks.enumerated() {
      switch block.kind {
      case .figure(let figure):
        if figure.panels.isEmpty {
          figures.append((figure, block.place))
        } else {
          log.add(.panelsInPanels(at: block.place))
        }
      case .paragraph(let text) where index == blocks.count - 1: whole.caption = text
      default: log.add(.strayInFigure(at: block.place))
      }
    }
    // After an error the figure stays, so that what refers to it is not told as well.
    let layout =
      PanelLayout(attributes, count: figures.count, log: &log)
      ?? PanelLayout(columns: 1, count: figures.count)
    var rest = figures.map(\.0)[...]
    whole.content = .panels(
      layout.rows.map { row in
        row.map { FigurePanel(figure: $0 > 0 ? rest.popFirst() : nil, share: abs($0)) }
      }.filter { row in row.contains { $0.figure != nil } })
    return .figure(whole)
  }
}

extension Block {
  var isFigure: Bool {
    if case .figure = kind { true } else { false }
  }
}

/// How the panels of a figure stand, as Quarto's attributes say.
struct PanelLayout {
  /// The attributes that lay panels out.
  static let keys = ["layout", "layout-ncol", "layout-nrow"]
  /// How many panels one figure may have.
  static let most = 64
  /// A panel has at least one part in so many of the width.
  static let leastShare = 50.0

  /// The shares of the width of each row; below zero where nothing stands.
  private(set) var rows: [[Double]] = []

  /// Reads the layout of so many panels; nil after an error.
  init?(_ attributes: Attributes, count: Int, log: inout DiagnosticLog) {
    guard count <= Self.most else {
      if let place = attributes.place { log.add(.tooManyPanels(count, at: place)) }
      return nil
    }
    if let written = attributes["layout"] {
      guard let rows = Self.shares(written) else {
        log.add(.notALayout(written))
        return nil
      }
      let places = rows.joined().count { $0 > 0 }
      guard places == count else {
        log.add(.layoutCount(written, places: places, panels: count))
        return nil
      }
      self.rows = rows
      return
    }
    var columns = 1
    if let written = attributes["layout-ncol"] {
      guard let number = Self.count(written, log: &log) else { return nil }
      columns = number
    } else if let written = attributes["layout-nrow"] {
      guard let number = Self.count(written, log: &log) else { return nil }
      columns = (count + number - 1) / max(1, number)
    }
    rows = Self.full(columns: columns, count: count)
  }

  /// So many panels in so many columns.
  init(columns: Int, count: Int) { rows = Self.full(columns: columns, count: count) }

  /// Rows that are full, but for the last one.
  private static func full(columns: Int, count: Int) -> [[Double]] {
    var rows: [[Double]] = []
    var left = count
    while left > 0 {
      // A row that is not full keeps the widths of those above.
      let filled = min(columns, left)
      let rest = rows.isEmpty ? 0 : columns - filled
      rows.append(
        [Double](repeating: 1, count: filled) + [Double](repeating: -1, count: rest))
      left -= filled
    }
    return rows
  }

  private static func count(_ written: Written, log: inout DiagnosticLog) -> Int? {
    if let number = Int(written.text), (1...12).contains(number) { return number }
    log.add(.notAPanelCount(written))
    return nil
  }

  /// `[[3,1],[1]]`, or one row `[3,1]`; nil if it is none, or a row holds nothing.
  private static func shares(_ written: Written) -> [[Double]]? {
    let source = SourceText(name: "layout", text: written.text)
    var ignored = DiagnosticLog()
    guard let list = JSONReader.read(source, log: &ignored)?.elements, !list.isEmpty else {
      return nil
    }
    let rows = list.contains { $0.number != nil } ? [list] : list.compactMap(\.elements)
    let shares = rows.map { $0.compactMap(\.number) }
    guard shares.joined().count == list.reduce(0, { $0 + ($1.elements?.count ?? 1) }),
      shares.joined().allSatisfy({ $0 != 0 && abs($0) <= 1e6 }),
      shares.allSatisfy({ row in row.contains { $0 > 0 } && hasRoom(row) })
    else { return nil }
    return shares
  }

  /// Whether each panel of a row has some of its width.
  private static func hasRoom(_ row: [Double]) -> Bool {
    let whole = row.reduce(0) { $0 + abs($1) }
    return row.allSatisfy { $0 < 0 || $0 * leastShare >= whole }
  }
}

/// The letters of panels: a, b, … z, aa, ab.
enum PanelLetter {
  /// The letter of a panel, counted from 0.
  static func text(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    guard index >= letters.count else { return String(letters[max(0, index)]) }
    return text(index / letters.count - 1) + String(letters[index % letters.count])
  }
}

extension Diagnostic {
  static func panelsInPanels(at place: Place) -> Diagnostic {
    .error(
      "panels-in-panels", "a panel of a figure has panels of its own", at: place,
      why: "a figure has one row of letters", hint: "use layout=\"[[2,1],[1]]\" for uneven rows")
  }

  static func tooManyPanels(_ count: Int, at place: Place) -> Diagnostic {
    .error(
      "too-many-panels", "a figure of \(count) panels cannot be read", at: place,
      why: "a figure has at most \(PanelLayout.most) panels", hint: "make several figures of it")
  }

  static func notALayout(_ written: Written) -> Diagnostic {
    .error(
      "not-a-layout", "'\(written.text)' is no layout", at: written.place,
      why: "a layout is a list of rows, each a list of shares of the width; a share below zero "
        + "stays empty, and a panel has at least a fiftieth of the width",
      hint: "write it like layout=\"[[3,1],[1]]\"")
  }

  static func layoutCount(_ written: Written, places: Int, panels: Int) -> Diagnostic {
    .error(
      "layout-count",
      "this layout has \(places) \(places == 1 ? "place" : "places") for \(panels) panels",
      at: written.place, why: "each panel has one place", hint: "add or take away a share")
  }

  static func notAPanelCount(_ written: Written) -> Diagnostic {
    .error(
      "not-a-layout", "'\(written.text)' is no number of rows or columns", at: written.place,
      why: "panels stand in 1 to 12 columns", hint: "write it like layout-ncol=2")
  }

  static func layoutWithoutID(_ key: Written) -> Diagnostic {
    .error(
      "layout-without-id", "a div with '\(key.text)' needs the id of a figure", at: key.place,
      why: "the panels of a figure share its number and its caption",
      hint: "write it like '::: {#fig-name \(key.text)=…}'")
  }
}
