import ArgumentParser
import Diagnostics
import Reports

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
    return inFolder(output, stem(input) + "." + format.rawValue)
  }

  /// The path of a shape of a document: `notes.pdf` for the main one, `notes-slides.pdf` for others.
  static func path(
    stem: String, output: String?, shape: ReportFormat, isMain: Bool
  ) -> String {
    let ending = shape == .html ? ".html" : ".pdf"
    // A page for the web has its ending to itself.
    let suffix = isMain || shape == .html ? "" : "-\(shape.rawValue)"
    guard let output else { return stem + suffix + ending }
    guard isFolder(output) else { return output }
    return inFolder(output, stem + suffix + ending)
  }

  /// The folder for the figures of a document, beside its file and with its name.
  static func figureFolder(stem: String, output: String?) -> String {
    guard let output else { return stem }
    guard isFolder(output) else {
      return output.hasSuffix(".pdf") || output.hasSuffix(".html")
        ? String(output[..<(output.lastIndex(of: ".") ?? output.endIndex)]) : output + ".figures"
    }
    return inFolder(output, stem)
  }

  static func inFolder(_ folder: String, _ name: String) -> String {
    let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    return (folder.isEmpty ? "" : folder) + "/" + name
  }

  /// Throws if an output path cannot hold what an input becomes.
  static func validate(
    _ output: String?, for input: String, formats: [OutputFormat]?, shapes: [ReportFormat]?
  ) throws {
    if let output, output.isEmpty { throw ValidationError("--output takes a name, not ''") }
    if shapes != nil, input != "-", !Input.isDocument(input) {
      throw ValidationError("--to is for documents; '\(input)' is a chart, which has --format")
    }
    guard let output, !isFolder(output) else { return }
    if Input.isDocument(input) {
      try validate(output, shapes: shapes)
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

  /// Throws if a file cannot hold the shapes of a document.
  private static func validate(_ output: String, shapes: [ReportFormat]?) throws {
    if let shapes, shapes.count > 1 || shapes == [.figures] {
      throw ValidationError(
        "\(shapes.count > 1 ? "several shapes" : "figures") need a folder as output")
    }
    let ending = shapes == [.html] ? ".html" : ".pdf"
    guard isStream(output) || output.lowercased().hasSuffix(ending) else {
      throw ValidationError(
        ending == ".pdf"
          ? "a document becomes a PDF, whose name ends in .pdf: '\(output)'"
          : "a page for the web has a name that ends in .html: '\(output)'")
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
