import Diagnostics
import Notation

/// The YAML between two lines of dashes at the top of a document.
struct FrontMatter {
  /// What was written, if there is any.
  var node: Node?
  /// Where the document goes on.
  var bodyStart: Int

  /// Splits a document; an unclosed or ill-formed block is reported.
  static func read(_ source: SourceText, log: inout DiagnosticLog) -> FrontMatter {
    let first = source.lineRange(at: 0)
    guard isLine(first, of: source, anyOf: ["---"]) else { return FrontMatter(bodyStart: 0) }
    let start = source.nextLine(after: first.lowerBound)
    var line = start
    while line < source.bytes.count {
      let range = source.lineRange(at: line)
      if isLine(range, of: source, anyOf: ["---", "..."]) {
        let body = source.nextLine(after: line)
        let isEmpty = source.bytes[start..<line].allSatisfy(\.isBlank)
        let node = isEmpty ? nil : YAMLReader.read(source, range: start..<line, log: &log)
        if let node, node.members == nil, !node.isNull {
          log.add(.frontMatterShape(node))
        }
        return FrontMatter(node: node, bodyStart: body)
      }
      line = source.nextLine(after: line)
    }
    // A line of dashes alone may also be a rule: only what looks like YAML is held to be unclosed.
    if source.text(start..<min(start + 400, source.bytes.count)).split(separator: "\n").first
      .map({ $0.contains(":") }) ?? false
    {
      log.add(.unclosedFrontMatter(at: Place(source: source, range: first)))
      return FrontMatter(bodyStart: source.bytes.count)
    }
    return FrontMatter(bodyStart: 0)
  }

  private static func isLine(
    _ range: Range<Int>, of source: SourceText, anyOf texts: [String]
  ) -> Bool {
    texts.contains(source.text(range).trimmingEnd { $0 == " " || $0 == "\t" })
  }
}

extension Diagnostic {
  static func unclosedFrontMatter(at place: Place) -> Diagnostic {
    .error(
      "unclosed-front-matter", "the front matter is never closed", at: place,
      why: "it stands between two lines of three dashes at the top of the document",
      hint: "add a line '---' after its last key")
  }

  static func frontMatterShape(_ node: Node) -> Diagnostic {
    .error(
      "front-matter-shape", "the front matter is \(node.kind), not keys and values",
      at: node.place, why: "each line is written 'key: value'")
  }
}
