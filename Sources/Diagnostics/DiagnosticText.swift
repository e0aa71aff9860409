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
    let text = "\(severity.rawValue): \(TerminalText.line(message))\n"
    return "\(TerminalText.line(place?.label ?? file ?? "playfair")): \(text)"
  }

  private var excerpt: String { place.map { Diagnostic.excerpt(of: $0) } ?? "" }

  private var details: String {
    var lines = why.map { ["   why: \($0)"] } ?? []
    for note in notes { lines.append("  note: \(note.place.label): \(note.message)") }
    for hint in hints { lines.append("  hint: \(hint)") }
    return lines.map { TerminalText.line($0) + "\n" }.joined()
  }

  /// The source line with carets under the place; long lines are cut around it.
  private static func excerpt(of place: Place) -> String {
    let place = place.written
    let source = place.source
    guard !source.bytes.isEmpty else { return "" }
    let lineRange = source.lineRange(at: place.range.lowerBound)
    let number = String(source.position(of: place.range.lowerBound).line)
    let start = min(max(lineRange.lowerBound, place.range.lowerBound), lineRange.upperBound)
    let end = min(max(place.range.upperBound, start), lineRange.upperBound)
    // Of a line of megabytes only what is near is turned into characters.
    let before = source.text(max(lineRange.lowerBound, start - 400)..<start)
    let marked = source.text(start..<min(end, start + 400))
    let after = source.text(end..<min(lineRange.upperBound, end + 800))

    let lead = before.count > 60 ? "…" + before.suffix(48) : before
    let shown = String(marked.prefix(60))
    let isCut = shown.count < marked.count || end > start + 400
    let tail = isCut ? "" : String(after.prefix(max(0, 96 - lead.count - shown.count)))
    let cut = isCut || tail.count < after.count ? "…" : ""
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number + " | "
    let text = TerminalText.line(lead + shown + tail + cut)
    let margin = String(repeating: " ", count: max(5, number.count)) + " | "
    let indent = String(repeating: " ", count: TerminalText.width(lead))
    let carets = String(repeating: "^", count: max(1, TerminalText.width(shown)))
    return gutter + text + "\n" + margin + indent + carets + "\n"
  }

  private var json: String {
    var members = [("severity", quoted(severity.rawValue)), ("code", quoted(code))]
    members.append(("message", quoted(message)))
    if let place {
      members += place.jsonMembers
    } else if let file {
      members.append(("file", quoted(file)))
    }
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
    let written = written
    let (line, column) = written.source.position(of: written.range.lowerBound)
    return "\(source.name):\(line):\(column)"
  }

  fileprivate var jsonMembers: [(String, String)] {
    let (source, range) = (written.source, written.range)
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

/// Text as a terminal shows it.
enum TerminalText {
  /// The text on one line: tabs become a space and control characters a visible sign, so that
  /// carets line up and a terminal is not driven by a data file.
  static func line(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        result.append(" ")
      } else {
        result.append(isControl(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  /// Controls, line ends, and what turns the direction of text around.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// How many columns of a terminal a text takes; Chinese characters take two.
  static func width(_ text: String) -> Int {
    line(text).reduce(into: 0) { width, character in
      width += character.unicodeScalars.first.map(isWide) ?? false ? 2 : 1
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
