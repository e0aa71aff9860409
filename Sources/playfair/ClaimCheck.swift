import Canvas
import Charting
import Diagnostics
import Notation
import Reports

/// The check of documents and charts: whether their claims are true, and which of their numbers are
/// bound to nothing.
struct ClaimCheck: Check {
  private let path: String
  private let inputs: [String]
  private let common: CommonOptions
  private let parameters: [ParameterWish]
  /// Where numbers are looked for that are bound to nothing; nil if they are not asked for.
  private let scope: UnboundScope?

  static func check(
    _ path: String, _ kind: FilePath.Kind, for command: CheckCommand
  ) throws -> ClaimCheck? {
    var inputs = [path]
    switch kind {
    case .file:
      guard Input.isDocument(path) || Input.isNamedChart(path) else { return nil }
    case .directory:
      // What says nothing of data is not looked into, unless numbers are looked for.
      inputs = InputList([path]).entries.map(\.path)
        .filter { command.unbound || holdsClaims($0) }
      if inputs.isEmpty { return nil }
    case .other: return nil
    }
    let scope: UnboundScope? =
      command.unbound ? (command.everywhere ? .everywhere : .besideFigures) : nil
    return ClaimCheck(
      path: path, inputs: inputs, common: command.common, parameters: command.given.parameters,
      scope: scope)
  }

  private static func holdsClaims(_ path: String) -> Bool {
    guard FilePath.kind(of: path) == .file, let bytes = FilePath.contents(of: path) else {
      return false
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return ["claim=", "fill=", ".fill"].contains { text.includes($0) }
  }

  /// What was found in one input.
  private struct Finding {
    var claims: [Claim] = []
    var unbound: [UnboundNumber] = []
    var log = DiagnosticLog()
  }

  func run() throws -> CheckOutcome {
    var outcome = CheckOutcome(path: path)
    let text = TextEngine(fonts: common.fonts)
    var (claims, unbound): (Set<String>, Set<String>) = ([], [])
    // A chart of a document stands in the folder, too: what is wrong with it is told once.
    var told: Set<String> = []
    for input in inputs {
      var found = try finding(in: input, text)
      claims.formUnion(found.claims.map { $0.place.key + $0.expression })
      for number in found.unbound where unbound.insert(number.place.key).inserted {
        found.log.add(number.diagnostic)
      }
      for entry in found.log.entries where told.insert(entry.text(.short)).inserted {
        outcome.log.add(entry)
      }
    }
    outcome.summary = claims.count == 1 ? "1 claim" : "\(claims.count) claims"
    guard scope != nil else { return outcome }
    outcome.isFresh = unbound.isEmpty
    outcome.summary += ", \(unbound.count) unbound"
    return outcome
  }

  private func finding(in input: String, _ text: TextEngine) throws -> Finding {
    var found = Finding()
    let files = try common.files(for: input)
    guard let source = files.readInput(input, log: &found.log) else { return found }
    return Input.isDocument(input)
      ? finding(inDocument: source, files, found) : finding(inChart: source, files, text, found)
  }

  private func finding(
    inDocument source: SourceText, _ files: SourceFiles, _ start: Finding
  ) -> Finding {
    var found = start
    found.claims =
      checkedClaims(of: source, files: files, parameters: parameters, log: &found.log)
    guard let scope else { return found }
    var ignored = DiagnosticLog()
    found.unbound = unboundNumbers(
      of: source, files: files, parameters: parameters, scope: scope, log: &ignored)
    return found
  }

  private func finding(
    inChart source: SourceText, _ files: SourceFiles, _ text: TextEngine, _ start: Finding
  ) -> Finding {
    var found = start
    guard let spec = NotationReader.read(source, log: &found.log) else { return found }
    let request = ChartRequest(spec: spec, files: files, isLenient: common.lenient)
    found.claims = checkedClaims(ofChart: request, text: text, log: &found.log)
    if scope != nil { found.unbound = unboundNumbers(ofChart: spec) }
    return found
  }
}

extension Place {
  /// The same for every reading of the same text.
  fileprivate var key: String { "\(source.name):\(range.lowerBound):\(range.upperBound):" }
}
