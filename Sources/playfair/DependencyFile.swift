import Diagnostics
import Notation

/// Which files each output was made from, for build systems.
///
///     report.pdf report/fig-a.png: report.md charts/a.vl.yaml data/a.csv
///
///     charts/a.vl.yaml:
///
/// Each file that was read has a rule without a recipe too, as `gcc -MP` writes them, so that Make
/// goes on when one of them is gone. Paths are those that the working directory knows, where Make
/// runs; what lies elsewhere is named from the root of the file system.
struct DependencyFile {
  /// Outputs that were made from the same files.
  struct Rule: Sendable {
    var outputs: [String]
    /// The files that were read, the input first.
    var sources: [String]
  }

  var path: String
  var rules: [Rule]

  /// The file; as JSON if its name says so.
  var file: OutputFile {
    let rules = rules.filter { !$0.outputs.isEmpty }
    let isJSON = path.lowercased().hasSuffix(".json")
    let text = isJSON ? DependencyFile.json(rules) : DependencyFile.make(rules)
    return OutputFile(path: path, bytes: Array(text.utf8))
  }

  private static func json(_ rules: [Rule]) -> String {
    let objects = rules.map { rule in
      JSONText.object([
        ("outputs", .array(rule.outputs.map { .string($0) })),
        ("sources", .array(rule.sources.map { .string($0) })),
      ])
    }
    return JSONText.object([("rules", .array(objects))]).text(indented: true) + "\n"
  }

  private static func make(_ rules: [Rule]) -> String {
    var text = ""
    var sources: Set<String> = []
    for rule in rules {
      let targets = rule.outputs.map { target($0) }.joined(separator: " ")
      text += "\(targets): \(rule.sources.map { escaped($0) }.joined(separator: " "))\n"
      sources.formUnion(rule.sources)
    }
    for source in sources.sorted() { text += "\n\(target(source)):\n" }
    return text
  }

  /// A name before a colon, where a sign of per cent would stand for others.
  private static func target(_ name: String) -> String {
    escaped(name).replacing("%", with: "\\%")
  }

  /// A name as Make reads it.
  private static func escaped(_ name: String) -> String {
    var result = ""
    for character in name {
      switch character {
      case " ", "#", ":": result += "\\\(character)"
      case "$": result += "$$"
      default: result.append(character)
      }
    }
    return result
  }
}
