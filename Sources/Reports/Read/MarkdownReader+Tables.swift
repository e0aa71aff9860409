import Charting
import Diagnostics
import Notation

// Tables, figures, and code that is a chart.
extension MarkdownReader {
  mutating func table(
    _ alignments: [TableAlignment], _ node: MarkdownNode, _ text: MarkdownText
  ) -> TableBlock {
    var table = TableBlock(caption: [], alignments: alignments, head: [], rows: [])
    for row in node.children {
      let cells = row.children.prefix(alignments.count).map {
        inlines(of: $0.children, text).trimmed
      }
      if row.kind == .row(isHead: true) { table.head = cells } else { table.rows.append(cells) }
      for cell in cells {
        cell.forEachInline { inline in
          if case .image = inline.kind { log.add(.inlineImage(at: inline.place)) }
        }
      }
    }
    table.dashes = dashes(under: node, text)
    findSubheads(in: &table)
    if table.rows.isEmpty { log.add(.emptyTable(at: text.place(of: node))) }
    return table
  }

  /// A row whose first cell alone is filled, all of it strong, stands above the rows that follow.
  private func findSubheads(in table: inout TableBlock) {
    guard table.alignments.count > 1 else { return }
    for (index, row) in table.rows.enumerated() {
      guard let first = row.first, first.count == 1, case .strong(let words) = first[0].kind,
        row.dropFirst().allSatisfy(\.isEmpty)
      else { continue }
      table.subheads.insert(index)
      table.rows[index][0] = words
    }
  }

  /// The lengths of the dashes in the line below the head.
  private func dashes(under node: MarkdownNode, _ text: MarkdownText) -> [Int] {
    let line = text.work.bytes[text.work.line(node.lines.lowerBound + 1)]
    return line.split(separator: UInt8(ascii: "|")).compactMap { cell in
      let count = cell.count { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }
      return count > 0 ? count : nil
    }
  }

  /// Reports the name of a preset that there is not.
  mutating func checkPreset(_ attributes: Attributes) {
    guard let name = attributes["preset"], FigurePreset.named(name.text) == nil else { return }
    log.add(.unknownPreset(name))
  }

  /// Reports classes that change nothing.
  mutating func checkClasses(of attributes: Attributes, _ what: String, known: [String]) {
    for name in attributes.classes where !known.contains(name.text) {
      log.add(.unknownClass(name, of: what, known: known))
    }
  }

  mutating func figure(
    _ content: FigureBlock.Content, caption: [Inline], _ attributes: Attributes
  ) -> FigureBlock {
    let known = [
      "width", "height", "fig-alt", "alt", "fig-align", "fig-cap", "fig-pos", "lang", "preset",
      "params",
    ]
    checkPreset(attributes)
    for (key, _) in attributes.values where !known.contains(key.text) {
      log.add(.unknownAttribute(key, of: "figure", known: known))
    }
    checkClasses(of: attributes, "figure", known: Attributes.wideClasses)
    var figure = FigureBlock(content: content, caption: caption.trimmed)
    figure.id = attributes.id
    if let written = attributes["fig-alt"] ?? attributes["alt"] {
      figure.alternative = written.text
      let bindsNumbers = ["]{claim=", "]{fill="].contains { written.text.contains($0) }
      if bindsNumbers { figure.alternativeWords = inlines(of: written) }
    }
    figure.attributes = attributes
    return figure
  }

  // MARK: Code

  mutating func code(
    _ info: String, _ code: String, isFenced: Bool, _ node: MarkdownNode, _ text: MarkdownText
  ) -> Block? {
    let place = text.place(of: node)
    guard isFenced else { return Block(.code(code, language: ""), at: place) }
    let fence = FenceInfo(info, at: place)
    if let raw = fence.rawFormat {
      log.add(.rawFormat(raw, at: place))
      return nil
    }
    guard fence.language == "vega-lite" else {
      return Block(.code(code, language: fence.language), at: place)
    }
    guard let chart = ChartFence.read(node, text, log: &log) else { return nil }
    let attributes = fence.attributes.merged(with: chart.attributes)
    let caption = chart.caption.map { inlines(of: $0) } ?? []
    return Block(
      .figure(figure(.spec(chart.spec), caption: caption, attributes)), at: place)
  }
}

/// What stands after the opening fence of a block of code.
struct FenceInfo {
  var language: String
  var attributes = Attributes()
  /// The format of raw text, such as `html` of ```` ```{=html} ````.
  var rawFormat: String?

  /// Reads `name`, `{name}`, `{.name #id key="value"}` or `name {…}`.
  init(_ info: String, at place: Place) {
    let words = info.split(separator: " ", maxSplits: 1)
    language = words.first.map(String.init) ?? ""
    guard let brace = info.utf8.firstIndex(of: UInt8(ascii: "{")) else { return }
    language = String(info[..<brace]).trimmed
    let inner = info[brace...].dropFirst()
    let line = place.source.lineRange(at: place.range.lowerBound)
    let bytes = place.source.bytes
    if let open = bytes[line].firstIndex(of: UInt8(ascii: "{")) {
      switch AttributeReader.read(place.source, at: open, limit: line.upperBound) {
      case .attributes(let attributes, _):
        self.attributes = attributes
        if language.isEmpty { language = attributes.classes.first?.text ?? "" }
      case .raw(let format, _): rawFormat = format
      case .malformed:
        if language.isEmpty { language = String(inner.prefix { $0 != "}" && $0 != " " }) }
      }
    }
  }
}

/// A chart that stands in the document: options, then a spec.
struct ChartFence {
  var spec: Node
  var attributes: Attributes
  var caption: Written?

  /// Reads a block of code; the places of the spec are those in the document.
  static func read(
    _ node: MarkdownNode, _ text: MarkdownText, log: inout DiagnosticLog
  ) -> ChartFence? {
    let first = node.lines.lowerBound + 1
    let last = max(first, node.lines.upperBound)
    let indent = max(0, node.startColumn - 1)
    let place = text.place(of: node)
    let opening = text.work.line(node.lines.lowerBound)
    guard
      text.work.bytes[opening].prefix(indent).allSatisfy({
        $0.isBlank || $0.isDigit || "-*+.)".utf8.contains($0)
      })
    else {
      log.add(.quotedChart(at: place))
      return nil
    }
    var options = Attributes()
    var caption: Written?
    var number = first
    while number < last {
      let line = text.work.sourceRange(of: text.work.line(number))
      guard let start = optionStart(line, text.source) else { break }
      readOption(text.source, start..<line.upperBound, &options, &caption, log: &log)
      number += 1
    }
    let range = specRange(from: number, to: last, text)
    guard let spec = NotationReader.read(text.source, range: range, indent: indent, log: &log)
    else { return nil }
    options.place = place
    return ChartFence(spec: spec, attributes: options, caption: caption)
  }

  private static func specRange(
    from first: Int, to last: Int, _ text: MarkdownText
  ) -> Range<Int> {
    let start = text.work.sourceRange(of: text.work.line(first)).lowerBound
    let end = text.work.sourceRange(of: text.work.line(last)).lowerBound
    return start..<max(start, end)
  }

  /// Where the option of a line `#| key: value` starts.
  private static func optionStart(_ line: Range<Int>, _ source: SourceText) -> Int? {
    guard let start = source.bytes[line].firstIndex(where: { !$0.isBlank }) else { return nil }
    for mark in ["#|", "//|", "%%|"]
    where source.bytes[start..<line.upperBound].starts(with: mark.utf8) {
      return start + mark.utf8.count
    }
    return nil
  }

  private static func readOption(
    _ source: SourceText, _ range: Range<Int>, _ options: inout Attributes,
    _ caption: inout Written?, log: inout DiagnosticLog
  ) {
    guard let start = source.bytes[range].firstIndex(where: { !$0.isBlank }),
      let node = YAMLReader.read(source, range: start..<range.upperBound, log: &log)
    else { return }
    guard let members = node.members else {
      log.add(.chartOption(at: Place(source: source, range: start..<range.upperBound)))
      return
    }
    for member in members {
      guard let value = member.value.text else {
        log.add(.chartOption(at: member.value.place))
        continue
      }
      let written = Written(value, at: member.value.place)
      switch member.key {
      case "label": options.id = written
      case "fig-cap": caption = written
      case "fig-width": options.values.append((Written("width", at: member.keyPlace), written))
      case "fig-height": options.values.append((Written("height", at: member.keyPlace), written))
      case "echo", "eval", "output", "warning", "include": break
      default: options.values.append((Written(member.key, at: member.keyPlace), written))
      }
    }
  }
}

extension Node {
  /// A string, a number or a truth value as it was meant to be read; nil for lists and objects.
  var text: String? {
    switch value {
    case .string(let text): text
    case .number, .bool: place.text
    case .null, .array, .object: nil
    }
  }
}

extension Diagnostic {
  static func emptyTable(at place: Place) -> Diagnostic {
    .error(
      "empty-table", "this table has a head and no rows", at: place,
      hint: "add a row below the dashes")
  }

  static func unknownAttribute(
    _ key: Written, of what: String, known: [String]
  ) -> Diagnostic {
    let article = what.first.map { "aeiou".contains($0) } ?? false ? "an" : "a"
    return .warning(
      "unknown-attribute", "\(article) \(what) has no attribute '\(key.text)'", at: key.place,
      why: "the attributes are \(Suggestion.list(known))",
      hint: Suggestion.hint(for: key.text, in: known))
  }

  static func unknownClass(
    _ name: Written, of what: String, known: [String]
  ) -> Diagnostic {
    let isOfDivs = ["landscape", "aside", "column-margin", "notes"].contains(name.text)
    return .warning(
      "unknown-class", "the class '\(name.text)' changes nothing in a \(what)", at: name.place,
      why: "the classes of a \(what) are \(Suggestion.list(known))",
      hint: isOfDivs
        ? "put the \(what) into a div '::: {.\(name.text)}'"
        : Suggestion.hint(for: name.text, in: known))
  }

  static func quotedChart(at place: Place) -> Diagnostic {
    .error(
      "quoted-chart", "a chart cannot stand in a quotation", at: place,
      hint: "end the quotation before it")
  }

  static func chartOption(at place: Place) -> Diagnostic {
    .error(
      "chart-option", "this is not an option", at: place,
      why: "options of a chart are written '#| key: value', one a line",
      hint: "a long caption stands on one line, in quotes")
  }
}
