import Canvas
import Charting
import Diagnostics
import Notation
import Tables

/// Claims in the texts of a chart, such as its title: `Output fell by [31 per cent]{claim="…"}`.
///
/// They are written as in documents. The chart shows the words alone.
struct ChartClaims {
  /// The spec with its words as they are shown; nil if there is no claim in it.
  private(set) var shown: Node?
  /// The claims, checked, in the order in which they stand there.
  var claims: [Claim] { checker.claims }

  private var checker: ClaimChecker
  private let language: String

  /// Checks the claims of a spec; those that are not true are in the log.
  init(
    of spec: Node, loader: DataLoader, parameters: ReportParameters, language: String,
    falseClaims: Diagnostic.Severity, log: inout DiagnosticLog
  ) {
    self.language = spec["lang"]?.string ?? language
    checker = ClaimChecker(
      loader: loader, document: spec.place.source, front: nil, parameters: parameters,
      falseClaims: falseClaims)
    guard Self.holdsClaims(spec) else { return }
    shown = words(spec)
    log.add(contentsOf: checker.problems)
  }

  /// The rows on which the claims rest, by their files.
  var uses: [DataUse] { Claim.uses(of: claims) }

  // MARK: Texts

  /// What of a spec is data and no text of the chart.
  private static let data: Set<String> = ["values", "datasets"]

  private static func holdsClaims(_ node: Node) -> Bool {
    switch node.value {
    case .string(let text): ClaimedText.mayHoldClaims(text)
    case .array(let elements): elements.contains(where: holdsClaims)
    case .object(let members):
      members.contains { !data.contains($0.key) && holdsClaims($0.value) }
    case .null, .bool, .number: false
    }
  }

  private mutating func words(_ node: Node) -> Node {
    var node = node
    switch node.value {
    case .string(let text) where ClaimedText.mayHoldClaims(text):
      let parts = ClaimedText.parts(of: text, at: node.place)
      let words = checker.checked(parts, language)
      node.value = .string(words.map(\.words).joined())
    case .array(let elements): node.value = .array(elements.map { words($0) })
    case .object(let members):
      node.value = .object(
        members.map { member in
          var member = member
          if !Self.data.contains(member.key) { member.value = words(member.value) }
          return member
        })
    case .null, .bool, .number, .string: break
    }
    return node
  }
}

/// A text of a chart in which pieces may be bound to the data.
enum ClaimedText {
  /// Whether there may be a claim in a text.
  static func mayHoldClaims(_ text: String) -> Bool {
    text.utf8.count > 10 && text.includes("]{")
      && (text.includes("claim=") || text.includes("fill"))
  }

  /// The words of a text, and the spans among them that are bound to the data; other brackets and
  /// braces are words.
  static func parts(of text: String, at place: Place) -> [Inline] {
    let source = SourceText(name: place.source.name, text: text)
    let bytes = source.bytes
    var parts: [Inline] = []
    var start = 0
    var open: [Int] = []
    var index = 0
    var finder = WordFinder(place)
    func add(_ end: Int) {
      if end > start { parts.append(.text(source.text(start..<end), at: place)) }
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "["): open.append(index)
      case UInt8(ascii: "]"):
        guard let first = open.popLast(), first >= start, index + 1 < bytes.count,
          bytes[index + 1] == UInt8(ascii: "{"),
          case .attributes(let attributes, let end) = AttributeReader.read(
            source, at: index + 1, limit: bytes.count), attributes.isClaim
        else { break }
        add(first)
        let own = finder.next(source.text(first..<index + 2))
        let words = first + 1 < index ? [Inline.text(source.text(first + 1..<index), at: own)] : []
        parts.append(Inline(.span(words, attributes.placed(at: own)), at: own))
        start = end
        index = end - 1
        open = []
      default: break
      }
      index += 1
    }
    add(bytes.count)
    return parts
  }
}

extension ClaimedText {
  /// The parts of an expression with nothing but the words that it puts together.
  static func quoted(in parts: [Inline]) -> [Inline] {
    var quote: Character?
    return parts.map { part in
      guard case .text(let code) = part.kind else { return part }
      var words = ""
      for sign in code {
        if sign == quote {
          quote = nil
          words.append(" ")
        } else if quote == nil {
          if sign == "'" || sign == "\"" { quote = sign }
          words.append(" ")
        } else {
          words.append(sign)
        }
      }
      return .text(words, at: part.place)
    }
  }
}

/// Finds words in a text as it was written, one after the other.
private struct WordFinder {
  private let whole: Place
  private var offset: Int

  init(_ whole: Place) { (self.whole, offset) = (whole, whole.range.lowerBound) }

  /// Where words stand; the whole text where its lines or signs are written in another way.
  mutating func next(_ words: String) -> Place {
    let wanted = Array(words.utf8)
    let bytes = whole.source.bytes
    guard let first = wanted.first else { return whole }
    var index = offset
    while index + wanted.count <= whole.range.upperBound {
      if bytes[index] == first, bytes[index..<index + wanted.count].elementsEqual(wanted) {
        offset = index + wanted.count
        return Place(source: whole.source, range: index..<offset)
      }
      index += 1
    }
    return whole
  }
}

extension Inline {
  /// The words of a piece of a chart's text; what is no span of a claim stays as it was written.
  fileprivate var words: String { [self].plainText }
}

extension Claim {
  /// Whether another one stands in the same place and is bound to the same.
  func isSameClaim(as other: Claim) -> Bool {
    place == other.place && expression == other.expression
  }

  /// The rows and columns on which claims rest, by their files in the order of first use.
  static func uses(of claims: [Claim]) -> [DataUse] {
    var order: [DataFile] = []
    var rows: [DataFile: Set<Int>] = [:]
    var columns: [DataFile: Set<String>] = [:]
    for cell in claims.lazy.flatMap(\.cells) {
      if rows[cell.file] == nil { order.append(cell.file) }
      rows[cell.file, default: []].insert(cell.row)
      columns[cell.file, default: []].insert(cell.column)
    }
    return order.map { file in
      let named = file.columnNames.filter { columns[file]?.contains($0) ?? false }
      return DataUse(file: file, rows: rows[file] ?? [], columns: named)
    }
  }
}

extension DocumentTree {
  /// The specs of its charts, in reading order; what cannot be read is told when it is drawn.
  func specs(in files: SourceFiles) -> [Node] {
    var unheard = DiagnosticLog()
    let memory = SpecMemory()
    var specs: [Node] = []
    func add(_ figure: FigureBlock) {
      switch figure.content {
      case .spec(let node): specs.append(node)
      case .file(let file) where figure.pictureFile == nil:
        let source = files.read(file.text, namedAt: file.place, what: "chart", log: &unheard)
        if let spec = source.flatMap({ memory.spec(of: $0, log: &unheard) }) { specs.append(spec) }
      case .file: break
      case .panels: for panel in figure.panels.joined() { panel.figure.map(add) }
      }
    }
    for figure in blocks.wholeFigures { add(figure) }
    return specs
  }
}

/// Draws a chart in whose texts claims may stand; nil if there were errors, which are in the log.
///
/// Claims that are false are as bad as `falseClaims`.
public func drawClaimedChart(
  _ request: ChartRequest, falseClaims: Diagnostic.Severity = .error, text: TextEngine,
  log: inout DiagnosticLog
) -> DrawnChart? {
  var request = request
  let checked = ChartClaims(
    of: request.spec, loader: request.loader, parameters: ReportParameters(),
    language: request.language, falseClaims: falseClaims, log: &log)
  request.shown = checked.shown
  var drawn = drawChart(request, text: text, log: &log)
  drawn?.trace?.add(checked.uses)
  return drawn
}
