import Diagnostics

/// Reports problems of one kind: the first few each with its place, then how many there are more.
enum Tally {
  /// How many of a kind are reported one by one.
  static let limit = 5

  static func report<Problem>(
    _ problems: some Collection<Problem>, count: Int? = nil, to log: inout DiagnosticLog,
    each: (Problem) -> Diagnostic, rest: (Int) -> Diagnostic
  ) {
    for problem in problems.prefix(limit) { log.add(each(problem)) }
    let more = (count ?? problems.count) - min(limit, problems.count)
    if more > 0 { log.add(rest(more)) }
  }

  /// `count` things, with the noun in its number.
  static func phrase(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }

  /// The text of a cell for a message: on one line, not longer than fits there.
  static func shown(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? "⏎" : $0 })
    return line.count > 40 ? line.prefix(39) + "…" : line
  }
}
