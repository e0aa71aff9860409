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

extension Inline {
  /// The words of a piece of a chart's text; what is no span of a claim stays as it was written.
  fileprivate var words: String { [self].plainText }
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

/// The claims in the texts of a chart, compared with the data; those that are not true are in the log, and
/// so is all that would keep the chart from being drawn.
public func checkedClaims(
  ofChart request: ChartRequest, text: TextEngine, log: inout DiagnosticLog
) -> [Claim] {
  drawn(request, falseClaims: .error, text, &log).claims.claims
}

/// Draws a chart in whose texts claims may stand; nil if there were errors, which are in the log.
///
/// Claims that are false are as bad as `falseClaims`.
public func drawClaimedChart(
  _ request: ChartRequest, falseClaims: Diagnostic.Severity = .error, text: TextEngine,
  log: inout DiagnosticLog
) -> DrawnChart? {
  drawn(request, falseClaims: falseClaims, text, &log).chart
}

/// A chart with the claims in its texts.
private func drawn(
  _ request: ChartRequest, falseClaims: Diagnostic.Severity, _ text: TextEngine,
  _ log: inout DiagnosticLog
) -> (claims: ChartClaims, chart: DrawnChart?) {
  var request = request
  let claims = ChartClaims(
    of: request.spec, loader: request.loader, parameters: ReportParameters(),
    language: request.language, falseClaims: falseClaims, log: &log)
  request.shown = claims.shown
  var chart = drawChart(request, text: text, log: &log)
  chart?.trace?.add(claims.uses)
  return (claims, chart)
}
