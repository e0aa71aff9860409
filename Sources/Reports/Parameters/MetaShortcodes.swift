import Diagnostics
import Notation

/// Puts values of the front matter where `{{< meta KEY >}}` asks for them, as Quarto does.
///
/// This is done before anything else is read, so that it works in text, in attributes, in the names
/// of files and in code alike. `params.NAME` is a parameter with the value that the run gives it.
struct MetaShortcodes {
  private let front: Node?
  private let parameters: ReportParameters
  private(set) var log = DiagnosticLog()

  init(_ front: Node?, _ parameters: ReportParameters) {
    self.front = front
    self.parameters = parameters
  }

  /// The front matter with its values filled in; the parameters themselves stay as they are.
  mutating func filled(_ node: Node) -> Node {
    switch node.value {
    case .string(let text):
      guard text.contains("{{<") else { return node }
      let filled = filled(SourceText(name: node.place.source.name, text: text), from: 0, node.place)
      return Node(.string(filled.text(0..<filled.bytes.count)), at: node.place)
    case .array(let elements): return Node(.array(elements.map { filled($0) }), at: node.place)
    case .object(let members):
      return Node(
        .object(
          members.map { member in
            var member = member
            if member.key != "params" { member.value = filled(member.value) }
            return member
          }), at: node.place)
    case .null, .bool, .number: return node
    }
  }

  /// A document with its values filled in from an offset on; problems are told at `place`, or each
  /// at its own.
  mutating func filled(_ source: SourceText, from start: Int, _ place: Place? = nil) -> SourceText {
    var bytes: [UInt8] = []
    var map = OffsetMap()
    var offset = 0
    var fences = FenceTracker(next: start)
    for code in MetaShortcodes.all(in: source, from: start) {
      fences.move(to: code.range.lowerBound, in: source)
      map.copy(offset..<code.range.lowerBound, at: bytes.count)
      bytes += source.bytes[offset..<code.range.lowerBound]
      map.put(for: code.range, at: bytes.count)
      let own = place ?? Place(source: source, range: code.range)
      bytes += Array(text(of: code.key, isCode: fences.isOpen, at: own).utf8)
      offset = code.range.upperBound
    }
    guard offset > 0 else { return source }
    map.copy(offset..<source.bytes.count, at: bytes.count)
    bytes += source.bytes[offset...]
    return SourceText(bytes, copyOf: source, by: map)
  }

  /// The value of a key; empty, after an error, if there is none.
  private mutating func text(of key: String, isCode: Bool, at place: Place) -> String {
    let path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if path.first == "params", path.count == 2 {
      if let parameter = parameters.all.first(where: { $0.name == path[1] }) {
        let line = String(parameter.text.map { $0.isNewline ? " " : $0 })
        return isCode ? line : MetaShortcodes.escaped(line)
      }
      // A parameter without a value has been reported.
      if front?["params"]?[path[1]] != nil { return "" }
    }
    var node = front
    for name in path { node = node?[name] }
    if let node, node.members == nil, node.elements == nil { return node.shownText }
    let names = (front?.members ?? []).filter {
      $0.value.members == nil && $0.value.elements == nil
    }
    log.add(
      .unknownMetaKey(key, names.map(\.key) + parameters.all.map { "params." + $0.name }, at: place)
    )
    return ""
  }

  /// A text in which no sign means anything to Markdown.
  private static func escaped(_ text: String) -> String {
    let special: Set<Character> = [
      "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "$", "@", "^", "~", "\"", "'",
    ]
    return String(text.flatMap { special.contains($0) ? ["\\", $0] : [$0] })
  }

  // MARK: Finding

  private struct Found {
    var range: Range<Int>
    var key: String
  }

  /// The shortcodes `{{< meta KEY >}}`.
  private static func all(in source: SourceText, from start: Int) -> [Found] {
    let bytes = source.bytes
    var found: [Found] = []
    var index = start
    while index + 8 < bytes.count {
      guard bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{"),
        bytes[index + 2] == UInt8(ascii: "<")
      else {
        index += 1
        continue
      }
      let limit = min(bytes.count, index + 300)
      let end = (index + 3..<max(index + 3, limit - 2)).first { place in
        bytes[place..<place + 3].elementsEqual(">}}".utf8)
      }
      guard let end else {
        index += 3
        continue
      }
      let words = source.text(index + 3..<end).split(whereSeparator: \.isWhitespace)
      guard words.count == 2, words[0] == "meta" else {
        // One may stand inside another: {{< include {{< meta params.part >}}.md >}}.
        index += 3
        continue
      }
      found.append(Found(range: index..<end + 3, key: String(words[1])))
      index = end + 3
    }
    return found
  }
}

/// Whether a place of a document stands in a fenced block of code.
private struct FenceTracker {
  private var fence: [UInt8]?
  /// The start of the first line that has not been looked at.
  private var next: Int

  init(next: Int) { self.next = next }

  var isOpen: Bool { fence != nil }

  mutating func move(to offset: Int, in source: SourceText) {
    while next < offset {
      let line = source.lineRange(at: next)
      guard line.upperBound <= offset else { return }
      look(at: source.bytes[line].drop { $0 == 0x20 || $0 == 0x09 })
      let after = source.nextLine(after: line.lowerBound)
      guard after > next else { return }
      next = after
    }
  }

  private mutating func look(at line: ArraySlice<UInt8>) {
    guard let sign = line.first, sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else {
      return
    }
    let run = Array(line.prefix { $0 == sign })
    if let open = fence {
      let rest = line.dropFirst(run.count)
      if open.first == sign, run.count >= open.count, rest.allSatisfy(\.isBlank) { fence = nil }
    } else if run.count >= 3 {
      fence = run
    }
  }
}

extension Diagnostic {
  static func unknownMetaKey(_ key: String, _ known: [String], at place: Place) -> Diagnostic {
    .error(
      "unknown-meta", "the front matter has no value '\(key)'", at: place,
      why: known.isEmpty ? "it has no values" : "it has \(Suggestion.list(known))",
      hint: Suggestion.hint(for: key, in: known)
        ?? (key.hasPrefix("params.") ? "declare it there, under 'params'" : nil))
  }
}
