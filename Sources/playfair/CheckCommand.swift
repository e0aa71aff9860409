import ArgumentParser
import Diagnostics
import Reports

/// `playfair check`: is everything that stands at some paths as it should be? It writes nothing.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks data, what documents say of them, and outputs; writes nothing.",
    discussion: """
      PATH is a folder or a file. Of a datapackage.json every data file is read, also those that no \
      chart uses, and held against all that the package says: types, units, constraints, keys. An \
      output (PNG, SVG, PDF, HTML) is made again as its record tells: it is fresh; stale, since data, \
      text or look have changed; edited after it was made; or unknown, if it has no record or its \
      input is not here.

      Of a document (.md) or a chart (.vl.yaml, .vl.json) every claim is compared with the data; in a \
      folder those are taken that make any. With --unbound the numbers are listed that are bound to \
      nothing, in sentences that name a figure or a table, in captions, in alternative texts and in \
      the texts of charts.

        playfair check Datasets/
        playfair check Output/
        playfair check --unbound notes.md
        playfair check Datasets/grain.csv --message-format short

      Exit status: 0 all is well; 1 errors; 2 wrong use; 3 something is out of date, or a number \
      is bound to nothing.
      """)

  @Argument(help: "Folders or files.")
  var path: [String]

  @Flag(help: "List the numbers of documents that are bound to nothing.")
  var unbound = false

  @Flag(help: "With --unbound: also in other sentences and in tables.")
  var everywhere = false

  @OptionGroup var given: ParameterOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if everywhere, !unbound { throw ValidationError("--everywhere goes with --unbound") }
  }

  func run() throws {
    var outcomes: [CheckOutcome] = []
    for path in path { outcomes += try self.outcomes(of: path) }
    common.tell(outcomes)
    if outcomes.contains(where: \.log.hasErrors) { throw ExitCode(1) }
    if outcomes.contains(where: { !$0.isFresh }) { throw ExitCode(3) }
  }

  /// What becomes of one path: of a folder every kind has its part, of a file the first that knows
  /// it.
  private func outcomes(of path: String) throws -> [CheckOutcome] {
    guard let kind = FilePath.kind(of: path) else {
      return [CheckOutcome(path: path, log: DiagnosticLog(.nothingThere(path)))]
    }
    let checks = try checkKinds.compactMap { try $0.check(path, kind, for: self) }
    let chosen = kind == .directory ? checks : Array(checks.prefix(1))
    if chosen.isEmpty {
      return [CheckOutcome(path: path, log: DiagnosticLog(.nothingToCheck(path, kind)))]
    }
    return try chosen.map { try $0.run() }
  }
}

/// The kinds of thing that can be checked; of a file the first that knows it has the say.
private var checkKinds: [any Check.Type] { [DataCheck.self, ClaimCheck.self, OutputCheck.self] }

/// One kind of thing at a path, ready to be checked.
protocol Check {
  /// The check of what stands at a path; nil if it is nothing of this kind.
  static func check(_ path: String, _ kind: FilePath.Kind, for command: CheckCommand) throws
    -> Self?

  /// Looks at all of it.
  func run() throws -> CheckOutcome
}

/// What a check found.
struct CheckOutcome {
  /// The path as it was named.
  var path: String
  /// What is wrong.
  var log = DiagnosticLog()
  /// What was looked at, for people: "14 tables, 1,222 rows".
  var summary = ""
  /// Further lines for standard output, such as a list of outputs with their state.
  var lines: [String] = []
  /// Whether all that was made is made from what is there now.
  var isFresh = true
}

extension CommonOptions {
  /// Prints what checks found: problems on standard error, what was looked at on standard output.
  func tell(_ outcomes: [CheckOutcome]) {
    for outcome in outcomes {
      for entry in outcome.log.inReadingOrder { StandardError.write(entry.text(messageFormat)) }
      let lines = outcome.lines.map { $0 + "\n" }.joined()
      _ = StandardOutput.write(Array(lines.utf8))
    }
    guard messageFormat == .human else { return }
    for outcome in outcomes {
      let parts = (outcome.summary.isEmpty ? [] : [outcome.summary]) + [outcome.problems]
      let name = outcomes.count > 1 ? outcome.path + ": " : ""
      let line = name + parts.joined(separator: ", ") + "\n"
      if outcome.log.hasErrors {
        StandardError.write("playfair: " + line)
      } else {
        _ = StandardOutput.write(Array(line.utf8))
      }
    }
  }
}

extension CheckOutcome {
  /// How many problems there are, in words.
  fileprivate var problems: String {
    let errors = log.errorCount == 1 ? "1 error" : "\(log.errorCount) errors"
    let warnings = log.warningCount == 1 ? "1 warning" : "\(log.warningCount) warnings"
    switch (log.errorCount, log.warningCount) {
    case (0, 0): return "0 problems"
    case (_, 0): return errors
    case (0, _): return warnings
    default: return errors + " and " + warnings
    }
  }
}

extension DiagnosticLog {
  /// A log of one problem.
  init(_ diagnostic: Diagnostic) {
    self.init()
    add(diagnostic)
  }
}

extension Diagnostic {
  fileprivate static func nothingThere(_ path: String) -> Diagnostic {
    if FilePath.isTaken(path) {
      return .error("missing-file", "'\(path)' is a link that leads nowhere, or in a circle")
    }
    let folder = FilePath.folder(of: path)
    let near = Suggestion.nearest(to: FilePath.name(of: path), in: FilePath.entries(of: folder))
    return .error(
      "missing-file", "there is no file or folder '\(path)' to check",
      hint: near.map { "did you mean '\(folder == "." ? $0 : folder + "/" + $0)'?" })
  }

  fileprivate static func nothingToCheck(_ path: String, _ kind: FilePath.Kind) -> Diagnostic {
    .error(
      "nothing-to-check",
      kind == .directory
        ? "there is nothing to check in '\(path)'" : "'\(path)' is nothing that can be checked",
      why:
        "data are checked (a datapackage.json, and files that end in .csv, .tsv, .json, .ndjson), "
        + "documents (.md), charts (.vl.yaml, .vl.json), and what Playfair made (.png, .svg, .pdf, .html)"
    )
  }
}
