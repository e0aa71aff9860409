import ArgumentParser
import Diagnostics
import Reports

/// What `playfair check --unbound` looks for: numbers of a document that are bound to nothing.
struct UnboundCheck {
  let path: String
  let files: SourceFiles
  var parameters: [ParameterWish] = []
  var scope = UnboundScope.besideFigures

  /// The numbers, as warnings; errors if the document cannot be read.
  func run() -> (log: DiagnosticLog, count: Int) {
    var log = DiagnosticLog()
    guard let source = Input.read(path, files: files, log: &log) else { return (log, 0) }
    let numbers = unboundNumbers(
      of: source, files: files, parameters: parameters, scope: scope, log: &log)
    for number in numbers { log.add(number.diagnostic) }
    return (log, numbers.count)
  }
}
