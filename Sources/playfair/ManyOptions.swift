import ArgumentParser
import Diagnostics

/// Options of runs that make many reports, and of build systems.
struct ManyOptions: ParsableArguments {
  @Option(
    name: .customLong("for-each"),
    help: ArgumentHelp(
      """
      Sets the document once for each row of a table: columns give the parameters of their name. \
      A file of CSV, TSV, JSON or NDJSON, or the name of a resource of the Data Package.
      """, valueName: "rows"))
  var rows: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Which rows of --for-each count, such as 'datum.year > 1957'.", valueName: "expression"))
  var filter: String?

  @Option(
    help: ArgumentHelp(
      "Makes one of several parts of the reports of --for-each, such as 3/16.", valueName: "k/n"),
    transform: { try Shard($0) })
  var shard: Shard?

  @Option(
    help: ArgumentHelp(
      """
      Writes what became of each input as JSON. Default: with --for-each manifest.json among the \
      outputs, else none.
      """, valueName: "file"))
  var manifest: String?

  @Option(
    help: ArgumentHelp(
      "Writes which files each output was made from: for Make, or as JSON if it ends in .json.",
      valueName: "file"))
  var deps: String?

  @Flag(help: "Show no progress on a terminal, and no closing line.")
  var quiet = false

  func validate() throws {
    if rows == nil {
      if filter != nil { throw ValidationError("--where belongs to --for-each") }
      if shard != nil { throw ValidationError("--shard belongs to --for-each") }
    }
    for (name, file) in [("--manifest", manifest), ("--deps", deps)] {
      guard let file, file.isEmpty || file.hasSuffix("/") else { continue }
      throw ValidationError("\(name) takes the name of a file, not '\(file)'")
    }
  }
}

/// One of several parts of a run: `3/16` is the third of sixteen.
struct Shard: Equatable, Sendable {
  /// Which part, from 1 on.
  var part: Int
  /// How many parts there are.
  var count: Int

  /// Reads an argument; throws `ValidationError` if it is none.
  init(_ text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let part = parts[0], let count = parts[1], count > 0, count <= 100_000,
      (1...count).contains(part)
    else {
      throw ValidationError("a part is written k/n, from 1/16 to 16/16")
    }
    (self.part, self.count) = (part, count)
  }

  /// Whether something belongs to this part, by its place among all, from 0 on.
  func contains(_ index: Int) -> Bool { index % count == part - 1 }
}
