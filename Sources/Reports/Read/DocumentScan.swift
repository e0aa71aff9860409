import Diagnostics

/// What is found in a document before cmark reads it for good: divs, shortcodes, tokens, notes.
///
/// Cmark parses the text as it is once, only to learn where code stands and where running text does.
struct DocumentScan {
  /// What a line stands for that cmark shall not see.
  enum Marker {
    /// A fenced div opens; if it is never closed, that has been reported.
    case open(Attributes, Place, isClosed: Bool)
    /// The fenced div that was opened last closes.
    case close
    case pageBreak
    /// The blocks of another file stand here.
    case include(Written)
    /// The line has been reported.
    case nothing
  }

  let source: SourceText
  let body: Range<Int>
  /// By the offset of the first sign of the line.
  var markers: [Int: Marker] = [:]
  var markerRanges: [Range<Int>] = []
  /// Where an empty line is missing between a table and its caption.
  var missingLines: [Int] = []
  var edits: [InlineScanner.Edit] = []
  var noteCalls: [Written] = []
  var codeRanges: [Range<Int>] = []
  /// Comments that text stands behind, which cmark shall not see.
  var comments: [Range<Int>] = []
  var log = DiagnosticLog()

  init(_ source: SourceText, body: Range<Int>) {
    self.source = source
    self.body = body
    let definitions = noteDefinitions()
    let calls = definitions.map { "[^\($0.text)]" }.joined(separator: " ")
    let (tree, work) = parsedBody(calls: calls)
    findCode(in: tree, work)
    findMarkers()
    scanText(in: tree, work)
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    checkNotes(definitions.filter { !isCode($0.place.range.lowerBound) })
  }

  /// The text for cmark, in which tokens and comments stand for what it does not know.
  func workText() -> (text: WorkText, tokens: [InlineToken]) {
    var work = WorkText()
    var tokens: [InlineToken] = []
    var changes: [(range: Range<Int>, text: String)] = markerRanges.map { ($0, "<!--:-->") }
    changes += comments.map { ($0, "") }
    // One line end alone would join a CR before it.
    changes += missingLines.map { ($0..<$0, "\n\n") }
    for edit in edits where tokens.count < TokenMark.limit {
      changes.append((edit.range, TokenMark.text(of: tokens.count)))
      tokens.append(edit.token)
    }
    changes.sort { $0.range.lowerBound < $1.range.lowerBound }
    var offset = body.lowerBound
    for change in changes where change.range.lowerBound >= offset {
      work.copy(offset..<change.range.lowerBound, of: source)
      work.put(change.text, for: change.range)
      offset = change.range.upperBound
    }
    work.copy(offset..<body.upperBound, of: source)
    return (work, tokens)
  }

  // MARK: Code

  mutating func findCode(in node: MarkdownNode, _ work: WorkText) {
    switch node.kind {
    case .code(_, _, let isFenced):
      let range = lines(of: node, work)
      codeRanges.append(range)
      if isFenced { checkFence(node, work) }
    case .html: codeRanges.append(lines(of: node, work))
    default: for child in node.children { findCode(in: child, work) }
    }
  }

  /// Cmark closes a fence silently where its container or the text ends.
  mutating func checkFence(_ node: MarkdownNode, _ work: WorkText) {
    let first = work.line(node.lines.lowerBound)
    let start = work.sourceOffset(
      of: work.offset(line: node.lines.lowerBound, column: node.startColumn))
    guard start < source.bytes.count else { return }
    let sign = source.bytes[start]
    let opening = source.bytes[start...].prefix { $0 == sign }.count
    let last = work.bytes[work.line(node.lines.upperBound)]
    let closing = last.drop { $0.isBlank || $0 == UInt8(ascii: ">") }
    let length = closing.prefix { $0 == sign }.count
    let isClosed =
      node.lines.count > 1 && length >= opening && length > 0
      && closing.dropFirst(length).allSatisfy(\.isBlank)
    if !isClosed {
      let end = work.sourceRange(of: first).upperBound
      log.add(.unclosedFence(at: Place(source: source, range: start..<max(start, end))))
    }
  }

  func lines(of node: MarkdownNode, _ work: WorkText) -> Range<Int> {
    let start = work.line(node.lines.lowerBound).lowerBound
    let end = work.line(max(node.lines.lowerBound, node.lines.upperBound)).upperBound
    return work.sourceRange(of: start..<max(start, end))
  }

  func isCode(_ offset: Int) -> Bool {
    codeRanges.contains { $0.contains(offset) }
  }

  // MARK: Markers

  mutating func findMarkers() {
    var open: [Place] = []
    var codeIndex = 0
    let code = codeRanges.sorted { $0.lowerBound < $1.lowerBound }
    forEachLine { scan, line in
      while codeIndex < code.count, code[codeIndex].upperBound < line.lowerBound { codeIndex += 1 }
      if codeIndex < code.count, code[codeIndex].contains(line.lowerBound) { return }
      scan.marker(line, &open)
    }
    for place in open {
      log.add(.unclosedDivision(at: place))
      if case .open(let attributes, _, _) = markers[place.range.lowerBound] {
        markers[place.range.lowerBound] = .open(attributes, place, isClosed: false)
      }
    }
  }

  mutating func marker(_ line: Range<Int>, _ open: inout [Place]) {
    guard let start = source.bytes[line].firstIndex(where: { !$0.isBlank }) else { return }
    let content = start..<line.upperBound
    let place = Place(source: source, range: content)
    if source.bytes[content].starts(with: ":::".utf8) {
      let colons = source.bytes[content].prefix { $0 == UInt8(ascii: ":") }.count
      let rest = content.lowerBound + colons..<content.upperBound
      if source.bytes[rest].allSatisfy(\.isBlank) {
        if open.popLast() == nil { log.add(.strayDivisionEnd(at: place)) }
        mark(content, .close)
      } else if let attributes = divisionAttributes(rest) {
        open.append(place)
        mark(content, .open(attributes, place, isClosed: true))
      } else {
        log.add(.malformedAttributes(at: Place(source: source, range: rest)))
        open.append(place)
        mark(content, .open(Attributes(), place, isClosed: true))
      }
    } else if source.bytes[content].starts(with: "{{<".utf8) {
      shortcode(content, place)
    } else if ["\\newpage", "\\pagebreak", "\\clearpage"].contains(place.text.trimmed) {
      mark(content, .pageBreak)
    }
  }

  mutating func mark(_ range: Range<Int>, _ marker: Marker) {
    markers[range.lowerBound] = marker
    markerRanges.append(range)
  }

  /// `{.class #id}`, or one word that is a class; colons may follow.
  func divisionAttributes(_ range: Range<Int>) -> Attributes? {
    guard let start = source.bytes[range].firstIndex(where: { !$0.isBlank }) else { return nil }
    if source.bytes[start] == UInt8(ascii: "{") {
      guard
        case .attributes(let attributes, let end) = AttributeReader.read(
          source, at: start, limit: range.upperBound),
        source.bytes[end..<range.upperBound].allSatisfy({
          $0.isBlank || $0 == UInt8(ascii: ":")
        })
      else { return nil }
      return attributes
    }
    let word = source.bytes[start..<range.upperBound].prefix {
      $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    guard !word.isEmpty,
      source.bytes[word.endIndex..<range.upperBound].allSatisfy({
        $0.isBlank || $0 == UInt8(ascii: ":")
      })
    else { return nil }
    let place = Place(source: source, range: word.startIndex..<word.endIndex)
    var attributes = Attributes()
    attributes.classes = [Written(place.text, at: place)]
    attributes.place = place
    return attributes
  }

  mutating func shortcode(_ range: Range<Int>, _ place: Place) {
    let text = source.text(range).trimmed
    guard text.hasSuffix(">}}") else { return }
    let words = text.dropFirst(3).dropLast(3).split(separator: " ", maxSplits: 1)
    if words.map({ String($0).trimmed }) == ["pagebreak"] {
      mark(range, .pageBreak)
    } else if words.first == "include" {
      let file = words.dropFirst().first.map { String($0).trimmed } ?? ""
      guard !file.isEmpty else {
        log.add(.includeWithoutFile(at: place))
        mark(range, .nothing)
        return
      }
      mark(range, .include(written(file, in: place)))
    } else {
      log.add(.unknownShortcode(words.first.map(String.init) ?? "", at: place))
      mark(range, .nothing)
    }
  }

  /// A part of a line where it stands, without quotes around it.
  private func written(_ part: String, in place: Place) -> Written {
    let isQuoted = part.count > 1 && part.first == part.last && "\"'".contains(part.prefix(1))
    let text = isQuoted ? String(part.dropFirst().dropLast()) : part
    let wanted = Array(text.utf8)
    let bytes = source.bytes
    var index = place.range.upperBound - wanted.count
    while index > place.range.lowerBound,
      !bytes[index..<index + wanted.count].elementsEqual(wanted)
    {
      index -= 1
    }
    return Written(text, at: Place(source: source, range: index..<index + wanted.count))
  }

  mutating func forEachLine(_ step: (inout DocumentScan, Range<Int>) -> Void) {
    var start = body.lowerBound
    while start < body.upperBound {
      step(&self, source.lineRange(at: start))
      start = source.nextLine(after: start)
    }
  }

  // MARK: Notes

  /// Lines that look like `[^label]: text`.
  mutating func noteDefinitions() -> [Written] {
    var found: [Written] = []
    forEachLine { scan, line in
      let bytes = scan.source.bytes
      guard let start = bytes[line].firstIndex(where: { $0 != 0x20 }), start - line.lowerBound < 4,
        start + 3 < line.upperBound, bytes[start] == UInt8(ascii: "["),
        bytes[start + 1] == UInt8(ascii: "^"),
        let close = bytes[start..<line.upperBound].firstIndex(of: UInt8(ascii: "]")),
        close > start + 2, close + 1 < line.upperBound, bytes[close + 1] == UInt8(ascii: ":"),
        !bytes[start..<close].contains(where: \.isBlank)
      else { return }
      let place = Place(source: scan.source, range: start..<close + 1)
      found.append(Written(scan.source.text(start + 2..<close), at: place))
    }
    return found
  }

  mutating func checkNotes(_ definitions: [Written]) {
    var first: [String: Written] = [:]
    for definition in definitions {
      if let known = first[definition.text.lowercased()] {
        log.add(.duplicateNote(definition, first: known.place))
      } else {
        first[definition.text.lowercased()] = definition
      }
    }
    var called: Set<String> = []
    for call in noteCalls {
      called.insert(call.text.lowercased())
      if first[call.text.lowercased()] == nil {
        log.add(.undefinedNote(call, known: definitions.map(\.text)))
      }
    }
    for definition in definitions where !called.contains(definition.text.lowercased()) {
      log.add(.uncalledNote(definition))
    }
  }

  // MARK: Running text

  mutating func scanText(in node: MarkdownNode, _ work: WorkText) {
    switch node.kind {
    case .paragraph: scanParagraph(node, work)
    case .heading: scan(range(of: node, work), .titled)
    case .table: scanTable(node, work)
    default: for child in node.children { scanText(in: child, work) }
    }
  }

  func range(of node: MarkdownNode, _ work: WorkText) -> Range<Int> {
    let start = work.offset(line: node.lines.lowerBound, column: node.startColumn)
    let end = work.line(node.lines.upperBound).upperBound
    return work.sourceRange(of: start..<max(start, end)).clamped(to: body)
  }

  mutating func scanParagraph(_ node: MarkdownNode, _ work: WorkText) {
    checkTableLikeness(node, work)
    var start = range(of: node, work).lowerBound
    let end = range(of: node, work).upperBound
    while let marker = firstMarker(from: start), marker.lowerBound < end {
      scan(start..<marker.lowerBound)
      start = marker.upperBound
    }
    scan(start..<max(start, end))
  }

  /// The first marker that stands at or after an offset.
  func firstMarker(from offset: Int) -> Range<Int>? {
    var (low, high) = (0, markerRanges.count)
    while low < high {
      let middle = (low + high) / 2
      if markerRanges[middle].lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low < markerRanges.count ? markerRanges[low] : nil
  }

  mutating func scan(_ range: Range<Int>, _ region: InlineScanner.Region = .running) {
    guard let first = source.bytes[range].first(where: { !$0.isBlank }) else { return }
    let region = first == UInt8(ascii: ":") || startsCaption(range) ? .titled : region
    var scanner = InlineScanner(source, range, region: region)
    scanner.scan()
    edits += scanner.edits
    noteCalls += scanner.noteCalls
    log.add(contentsOf: scanner.log)
  }

  func startsCaption(_ range: Range<Int>) -> Bool {
    source.bytes[range].starts(with: "Table:".utf8)
  }
}

extension Diagnostic {
  static func tooDeep(at place: Place) -> Diagnostic {
    .error(
      "nested-too-deeply", "lists, divs, quotations or emphasis are nested too deeply", at: place,
      why: "\(MarkdownParser.depthLimit) levels are read")
  }

  static func unclosedFence(at place: Place) -> Diagnostic {
    .error(
      "unclosed-fence", "this block of code is never closed", at: place,
      why: "a fence is closed by a line of the same sign, at least as long",
      hint: "add a line '\(place.text.prefix { $0 == place.text.first })' after the code")
  }

  static func unclosedDivision(at place: Place) -> Diagnostic {
    .error(
      "unclosed-div", "this div is never closed", at: place,
      why: "a div is closed by a line of three colons", hint: "add a line ':::' where it ends")
  }

  static func strayDivisionEnd(at place: Place) -> Diagnostic {
    .error(
      "stray-div-end", "no div is open here", at: place,
      why: "a line of colons alone closes the div that was opened last",
      hint: "write '::: {.class}' to open one, or take the line out")
  }

  static func unknownShortcode(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "unknown-shortcode", "the shortcode '\(name)' is not supported", at: place,
      why: "of Quarto's shortcodes {{< pagebreak >}}, {{< include file.md >}} and "
        + "{{< meta key >}} are read",
      hint: Suggestion.hint(for: name, in: ["pagebreak", "include", "meta"]))
  }

  static func includeWithoutFile(at place: Place) -> Diagnostic {
    .error(
      "include-without-file", "no file is named here", at: place,
      hint: "write {{< include file.md >}}")
  }

  static func duplicateNote(_ definition: Written, first: Place) -> Diagnostic {
    var problem = Diagnostic.error(
      "duplicate-footnote", "the footnote '\(definition.text)' is defined twice",
      at: definition.place, hint: "give one of them another name")
    problem.notes = [.init("first defined here", at: first)]
    return problem
  }

  static func undefinedNote(_ call: Written, known: [String]) -> Diagnostic {
    .error(
      "undefined-footnote", "there is no footnote '\(call.text)'", at: call.place,
      why: "a footnote is defined by a line '[^\(call.text)]: …'",
      hint: Suggestion.hint(for: call.text, in: known))
  }

  static func uncalledNote(_ definition: Written) -> Diagnostic {
    .warning(
      "uncalled-footnote", "the footnote '\(definition.text)' is never called",
      at: definition.place, why: "it will not be printed",
      hint: "write [^\(definition.text)] where it belongs, or take it out")
  }
}
