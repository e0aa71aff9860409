import Diagnostics

/// An input as it was named on the command line.
enum Input {
  static func read(_ path: String, files: SourceFiles, log: inout DiagnosticLog) -> SourceText? {
    guard path == "-" else { return files.readInput(path, log: &log) }
    let text: SourceText
    do {
      text = SourceText(name: "standard input", bytes: try StandardInput.read())
    } catch {
      log.add(.error("unreadable-file", "standard input cannot be read: \(error.reason)"))
      return nil
    }
    if let offset = text.firstInvalidByte {
      log.add(.notUTF8(in: text, at: offset))
      return nil
    }
    return text
  }

  /// Whether a file is a document by its ending.
  static func isDocument(_ path: String) -> Bool {
    [".md", ".qmd", ".markdown"].contains { path.lowercased().hasSuffix($0) }
  }

  /// Whether a file that somebody names may be a chart by its ending: data are never written in YAML.
  static func isNamedChart(_ path: String) -> Bool {
    [".vl.json", ".yaml", ".yml"].contains { path.lowercased().hasSuffix($0) }
  }

  /// Whether a file that is found in a folder is a chart by its ending.
  static func isChart(_ path: String) -> Bool {
    [".vl.json", ".vl.yaml", ".vl.yml"].contains { path.lowercased().hasSuffix($0) }
  }

  /// Whether an input is a document: by its ending, or, from standard input, by its text.
  ///
  /// A spec is an object in JSON or YAML, so that its first line is a brace or a key; a document
  /// has front matter between dashes, or begins with something else.
  static func isDocument(_ path: String, _ source: SourceText) -> Bool {
    guard path == "-" else { return isDocument(path) }
    let lines = source.text(0..<source.bytes.count).split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("# ") }
    guard let first = lines.first else { return true }
    if first.hasPrefix("---") {
      return lines.dropFirst().contains { $0.hasPrefix("---") || $0.hasPrefix("...") }
    }
    let isKey = first.prefixMatch(of: /[\w$"'-]+\s*:/) != nil
    return !(first.hasPrefix("{") || isKey)
  }
}
