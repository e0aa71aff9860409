/// How diagnostics are printed.
public enum DiagnosticFormat: String, Sendable, CaseIterable {
  /// With the source line, the reason and the hint: for people.
  case human
  /// One line, `file:line:column: error: message`: for editors and compilers' log parsers.
  case short
  /// One JSON object a line: for programs.
  case json
}

extension Diagnostic {
  /// The diagnostic as text, ending in a line end.
  public func text(_ format: DiagnosticFormat) -> String {
    switch format {
    case .human: return headline + excerpt + details
    case .short: return headline
    case .json: return json + "\n"
    }
  }

  private var headline: String {
    guard let place else { return "playfair: \(severity.rawValue): \(message)\n" }
    return "\(place.label): \(severity.rawValue): \(message)\n"
  }

  private var excerpt: String { place.map { Diagnostic.excerpt(of: $0) } ?? "" }

  private var details: String {
    var lines = why.map { ["   why: \($0)"] } ?? []
    for note in notes { lines.append("  note: \(note.place.label): \(note.message)") }
    for hint in hints { lines.append("  hint: \(hint)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The source line with carets under the place; long lines are cut around it.
  private static func excerpt(of place: Place) -> String {
    let source = place.source
    guard !source.bytes.isEmpty else { return "" }
    let lineRange = source.lineRange(at: place.range.lowerBound)
    let number = String(source.position(of: place.range.lowerBound).line)
    let before = source.text(
      lineRange.lowerBound..<max(lineRange.lowerBound, place.range.lowerBound))
    let end = min(max(place.range.upperBound, place.range.lowerBound), lineRange.upperBound)
    let marked = source.text(min(place.range.lowerBound, end)..<end)
    let after = source.text(end..<lineRange.upperBound)

    let lead = before.count > 60 ? "…" + before.suffix(48) : before
    let shown = String(marked.prefix(60))
    let tail = String(after.prefix(max(0, 96 - lead.count - shown.count)))
    let cut = tail.count < after.count || shown.count < marked.count ? "…" : ""
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number + " | "
    let text = printable(lead + shown + tail + cut)
    let indent =
      String(repeating: " ", count: 5) + " | " + printable(lead).map { _ in " " }.joined()
    let carets = String(repeating: "^", count: max(1, printable(shown).count))
    return gutter + text + "\n" + indent + carets + "\n"
  }

  /// Tabs become one space and control characters a visible sign, so that carets line up and a
  /// terminal is not driven by a data file.
  private static func printable(_ text: String) -> String {
    String(
      text.map { character in
        if character == "\t" { return " " }
        guard let scalar = character.unicodeScalars.first else { return character }
        return scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : character
      })
  }

  private var json: String {
    var members = [("severity", quoted(severity.rawValue)), ("code", quoted(code))]
    members.append(("message", quoted(message)))
    if let place { members += place.jsonMembers }
    if let why { members.append(("why", quoted(why))) }
    if !hints.isEmpty {
      members.append(("hints", "[" + hints.map(quoted).joined(separator: ",") + "]"))
    }
    if !notes.isEmpty {
      let objects = notes.map { note in
        object([("message", quoted(note.message))] + note.place.jsonMembers)
      }
      members.append(("notes", "[" + objects.joined(separator: ",") + "]"))
    }
    return object(members)
  }
}

extension Place {
  /// `file:line:column`, as editors understand it.
  public var label: String {
    let (line, column) = source.position(of: range.lowerBound)
    return "\(source.name):\(line):\(column)"
  }

  fileprivate var jsonMembers: [(String, String)] {
    let start = source.position(of: range.lowerBound)
    let end = source.position(of: range.upperBound)
    return [
      ("file", quoted(source.name)), ("line", "\(start.line)"), ("column", "\(start.column)"),
      ("endLine", "\(end.line)"), ("endColumn", "\(end.column)"),
    ]
  }
}

private func object(_ members: [(String, String)]) -> String {
  "{" + members.map { quoted($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    default:
      if scalar.value < 0x20 {
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + "\""
}
