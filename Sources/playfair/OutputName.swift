import ArgumentParser
import Diagnostics

/// The names of outputs.
enum OutputName {
  /// Whether an output path names a folder.
  static func isFolder(_ path: String) -> Bool {
    path.hasSuffix("/") || FilePath.kind(of: path) == .directory
  }

  /// Whether an output is written as it comes: standard output, a pipe or a device.
  static func isStream(_ path: String) -> Bool {
    path == "-" || FilePath.kind(of: path) == .other
  }

  /// The path of an output.
  static func path(input: String, output: String?, format: OutputFormat) -> String {
    guard let output else { return stem(input) + "." + format.rawValue }
    guard isFolder(output) else { return output }
    let folder = output.hasSuffix("/") ? String(output.dropLast()) : output
    return (folder.isEmpty ? "" : folder) + "/" + stem(input) + "." + format.rawValue
  }

  /// Throws if an output path cannot hold what an input becomes.
  static func validate(_ output: String?, for input: String, formats: [OutputFormat]?) throws {
    if let output, output.isEmpty { throw ValidationError("--output takes a name, not ''") }
    guard let output, !isFolder(output) else { return }
    if Input.isDocument(input) {
      guard isStream(output) || format(of: output) == .pdf else {
        throw ValidationError("a document becomes a PDF, whose name ends in .pdf: '\(output)'")
      }
    } else if let formats {
      if formats.count > 1 { throw ValidationError("several formats need a folder as output") }
      // What comes through standard input may be a document, of whose figures the formats are.
      if input != "-", let problem = contradiction(output, formats) {
        throw ValidationError(problem)
      }
    } else if output != "-", format(of: output) == nil {
      let known = OutputFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
      throw ValidationError(
        "the ending of '\(output)' names no format; known are \(known), or say it with --format")
    }
  }

  /// What is wrong if the ending of an output names another format than the one asked for.
  static func contradiction(_ output: String?, _ formats: [OutputFormat]?) -> String? {
    guard let output, let ending = format(of: output), let asked = formats?.first, asked != ending
    else { return nil }
    return isFolder(output)
      ? nil : "'\(output)' ends in .\(ending.rawValue), but --format says \(asked.rawValue)"
  }

  /// The format that an output path's ending names.
  static func format(of path: String?) -> OutputFormat? {
    guard let path, let dot = path.lastIndex(of: ".") else { return nil }
    return OutputFormat(rawValue: String(path[path.index(after: dot)...]).lowercased())
  }

  /// The name of an input without its folder and its endings: `grain` for `charts/grain.vl.yaml`.
  static func stem(_ input: String) -> String {
    if input == "-" { return "output" }
    var name = FilePath.name(of: input)
    let endings = [".json", ".yaml", ".yml", ".md", ".qmd", ".markdown"]
    for ending in endings where name.hasSuffix(ending) {
      name = String(name.dropLast(ending.count))
    }
    return name.hasSuffix(".vl") ? String(name.dropLast(3)) : name
  }
}
