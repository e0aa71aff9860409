import Diagnostics
import Reports

/// The check of a document: whether its claims are true, and which of its numbers are bound to
/// nothing.
struct ClaimCheck: Check {
  private let path: String
  private let files: SourceFiles
  private let parameters: [ParameterWish]
  /// Where numbers are looked for that are bound to nothing; nil if they are not asked for.
  private let scope: UnboundScope?

  static func check(
    _ path: String, _ kind: FilePath.Kind, for command: CheckCommand
  ) throws -> ClaimCheck? {
    guard kind == .file, Input.isDocument(path) else { return nil }
    let scope: UnboundScope? =
      command.unbound ? (command.everywhere ? .everywhere : .besideFigures) : nil
    return ClaimCheck(
      path: path, files: try command.common.files(for: path), parameters: command.given.parameters,
      scope: scope)
  }

  func run() -> CheckOutcome {
    var outcome = CheckOutcome(path: path)
    guard let source = files.readInput(path, log: &outcome.log) else { return outcome }
    let claims = checkedClaims(
      of: source, files: files, parameters: parameters, log: &outcome.log)
    outcome.summary = claims.count == 1 ? "1 claim" : "\(claims.count) claims"
    guard let scope else { return outcome }
    var ignored = DiagnosticLog()
    let numbers = unboundNumbers(
      of: source, files: files, parameters: parameters, scope: scope, log: &ignored)
    for number in numbers { outcome.log.add(number.diagnostic) }
    outcome.isFresh = numbers.isEmpty
    outcome.summary += ", \(numbers.count) unbound"
    return outcome
  }
}
