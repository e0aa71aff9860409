import Diagnostics

/// Finds in running text what Pandoc adds to CommonMark: citations, spans, attributes and the like.
///
/// Code, links' addresses and HTML are stepped over. Every look ahead is bounded, so that the time
/// stays in proportion to the text whatever it holds.
struct InlineScanner {
  /// What the text around says of the region.
  enum Region {
    /// A paragraph or a table row.
    case running
    /// A heading or a caption: a list of attributes at its end is its own.
    case titled
  }

  /// A part of the source that is replaced by a token.
  struct Edit {
    var range: Range<Int>
    var token: InlineToken
  }

  /// What is to be done where a bracket closes.
  enum Closer {
    case jump(to: Int)
    case token(InlineToken.Enclosure, end: Int)
  }

  /// How far a closing sign may be from its opening one, in bytes.
  static let reach = 4000

  let source: SourceText
  let start: Int
  let end: Int
  let region: Region
  var offset: Int
  var brackets: [Int: Int] = [:]
  var codeSpans: [Int: Int] = [:]
  var closers: [Int: Closer] = [:]
  var edits: [Edit] = []
  var noteCalls: [Written] = []
  var log = DiagnosticLog()
  /// Where signs that were looked for do not stand: they are not looked for there again.
  private var absent: [String: Range<Int>] = [:]

  init(_ source: SourceText, _ range: Range<Int>, region: Region = .running) {
    self.source = source
    self.region = region
    let range = range.clamped(to: 0..<source.bytes.count)
    start = range.lowerBound
    end = range.upperBound
    offset = range.lowerBound
  }

  /// Reads the whole region.
  mutating func scan() {
    findCodeSpans()
    findBrackets()
    offset = start
    while offset < end {
      if let closer = closers[offset] { close(closer) } else { step() }
    }
  }

  private mutating func step() {
    switch source.bytes[offset] {
    case UInt8(ascii: "\\"): escape()
    case UInt8(ascii: "`"): code()
    case UInt8(ascii: "<"): angle()
    case UInt8(ascii: "$"): mathematics()
    case UInt8(ascii: "["): bracket(isImage: false)
    case UInt8(ascii: "!") where byte(offset + 1) == UInt8(ascii: "["):
      offset += 1
      bracket(isImage: true)
    case UInt8(ascii: "@"), UInt8(ascii: "-"): narrativeCitation()
    case UInt8(ascii: "^"): caret()
    case UInt8(ascii: "~"): tilde()
    case UInt8(ascii: "{"): brace()
    default: offset += 1
    }
  }

  private mutating func close(_ closer: Closer) {
    let here = offset
    switch closer {
    case .jump(let target):
      offset = target
      attributesOfTheFormer()
    case .token(let enclosure, let target):
      add(here..<target, .close(enclosure))
    }
  }

  // MARK: Small things

  /// A backslash keeps the next sign as it is; cmark would lose that a quote was kept straight.
  private mutating func escape() {
    switch byte(offset + 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "."):
      let character = Character(Unicode.Scalar(source.bytes[offset + 1]))
      add(offset..<offset + 2, .literal(character))
    case 0x20: add(offset..<offset + 2, .literal("\u{A0}"))
    case UInt8(ascii: "("): formula(closedBy: "\\)")
    case UInt8(ascii: "["): formula(closedBy: "\\]")
    case UInt8(ascii: "b") where source.bytes[offset..<end].starts(with: "\\begin{".utf8):
      environment()
    default: offset = min(offset + 2, end)
    }
  }

  private mutating func code() {
    guard let after = codeSpans[offset] else {
      while byte(offset) == UInt8(ascii: "`") { offset += 1 }
      return
    }
    offset = after
    attributesOfTheFormer()
  }

  private mutating func angle() {
    guard let next = byte(offset + 1),
      next.isLetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
        || next == UInt8(ascii: "?"),
      let after = find(">", from: offset + 1)
    else {
      offset += 1
      return
    }
    offset = after + 1
  }

  /// `$…$` as Pandoc reads it: no space inside at either end, no digit after the closing sign.
  private mutating func mathematics() {
    let isDisplay = byte(offset + 1) == UInt8(ascii: "$")
    let first = offset + (isDisplay ? 2 : 1)
    guard let opened = byte(first), isDisplay || !opened.isBlank else {
      offset += 1
      return
    }
    let sign = isDisplay ? "$$" : "$"
    var index = firstUnknown(sign, from: first + 1)
    let limit = min(end, first + Self.reach)
    let bytes = source.bytes
    while index < limit {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "$"), isDisplay || !bytes[index - 1].isBlank,
        isDisplay ? byte(index + 1) == UInt8(ascii: "$") : byte(index + 1)?.isDigit != true
      {
        let range = offset..<index + (isDisplay ? 2 : 1)
        log.add(.mathematics(at: place(range)))
        add(range, .nothing)
        return
      }
      index += 1
    }
    remember(sign, absentFrom: first + 1, to: index)
    offset += 1
  }

  /// `\(…\)` and `\[…\]` are formulas in LaTeX; brackets with nothing of a formula in them are text.
  private mutating func formula(closedBy sign: String) {
    guard let close = find(sign, from: offset + 2),
      source.bytes[offset + 2..<close].contains(where: { "\\^_=".utf8.contains($0) })
    else {
      offset = min(offset + 2, end)
      return
    }
    log.add(.mathematics(at: place(offset..<close + 2)))
    add(offset..<close + 2, .nothing)
  }

  /// `\begin{equation}` … `\end{equation}`.
  private mutating func environment() {
    let after = find("\\end{", from: offset).flatMap { find("}", from: $0) }.map { $0 + 1 }
    let range = offset..<(after ?? min(offset + 7, end))
    log.add(.environment(at: place(range)))
    add(range, .nothing)
  }

  private mutating func caret() {
    if byte(offset + 1) == UInt8(ascii: "["), let close = brackets[offset + 1] {
      add(offset..<close + 1, .note(offset + 2..<close))
    } else {
      enclosed(by: "^", .superscript)
    }
  }

  private mutating func tilde() {
    if byte(offset + 1) == UInt8(ascii: "~") {
      while byte(offset) == UInt8(ascii: "~") { offset += 1 }
    } else {
      enclosed(by: "~", .subscript)
    }
  }

  /// `^text^` and `~text~` hold no space.
  private mutating func enclosed(by sign: Unicode.Scalar, _ enclosure: InlineToken.Enclosure) {
    let sign = UInt8(ascii: sign)
    var index = offset + 1
    while let next = byte(index), next != sign, !next.isBlank { index += 1 }
    guard index > offset + 1, byte(index) == sign, byte(index + 1) != sign else {
      offset += 1
      return
    }
    closers[index] = .token(enclosure, end: index + 1)
    add(offset..<offset + 1, .open(enclosure))
  }

  private mutating func brace() {
    if byte(offset + 1) == UInt8(ascii: "{"), byte(offset + 2) == UInt8(ascii: "<") {
      let after = find(">}}", from: offset + 3).map { $0 + 3 } ?? offset + 3
      log.add(.inlineShortcode(at: place(offset..<after)))
      add(offset..<after, .nothing)
      return
    }
    if region == .titled,
      case .attributes(let attributes, let after) = AttributeReader.read(
        source, at: offset, limit: end),
      source.bytes[after..<end].allSatisfy({ $0.isBlank || "#=-".utf8.contains($0) })
    {
      add(offset..<after, .attributes(attributes))
    } else {
      offset += 1
    }
  }

  // MARK: Brackets

  private mutating func bracket(isImage: Bool) {
    let open = offset
    guard let close = brackets[open] else {
      offset += 1
      return
    }
    if !isImage, byte(open + 1) == UInt8(ascii: "^"), close > open + 2 {
      noteCalls.append(Written(source.text(open + 2..<close), at: place(open..<close + 1)))
      offset = close + 1
      return
    }
    offset += 1
    switch byte(close + 1) {
    case UInt8(ascii: "("):
      if let after = endOfAddress(from: close + 1) { closers[close] = .jump(to: after) }
    case UInt8(ascii: "["):
      if let after = brackets[close + 1] { closers[close] = .jump(to: after + 1) }
    case UInt8(ascii: "{") where !isImage: span(open, close)
    default:
      guard let citation = bracketedCitation(open, close) else { return }
      offset = open
      add(open..<close + 1, .citation(citation))
    }
  }

  private mutating func span(_ open: Int, _ close: Int) {
    switch AttributeReader.read(source, at: close + 1, limit: end) {
    case .attributes(let attributes, let after):
      closers[close] = .token(.span(attributes), end: after)
      offset = open
      add(open..<open + 1, .open(.span(attributes)))
    case .raw, .malformed: closers[close] = .jump(to: close + 1)
    }
  }

  /// Attributes that stand directly after an image, a link, a span or code.
  private mutating func attributesOfTheFormer() {
    guard byte(offset) == UInt8(ascii: "{"), byte(offset + 1) != UInt8(ascii: "{") else { return }
    let open = offset
    switch AttributeReader.read(source, at: open, limit: end) {
    case .attributes(let attributes, let after): add(open..<after, .attributes(attributes))
    case .raw(let format, let after):
      log.add(.rawFormat(format, at: place(open..<after)))
      add(open..<after, .nothing)
    case .malformed:
      let after = find("}", from: open).map { $0 + 1 } ?? open + 1
      log.add(.malformedAttributes(at: place(open..<after)))
      add(open..<after, .nothing)
    }
  }

  /// The offset after the closing parenthesis of `(address "title")`.
  private mutating func endOfAddress(from open: Int) -> Int? {
    var depth = 0
    var index = open
    let limit = min(end, open + Self.reach)
    while index < limit {
      switch source.bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return index + 1 }
      case UInt8(ascii: "\""):
        if let after = find("\"", from: index + 1) { index = after }
      default: break
      }
      index += 1
    }
    return nil
  }

  // MARK: Bytes

  func byte(_ index: Int) -> UInt8? {
    index >= start && index < end ? source.bytes[index] : nil
  }

  func place(_ range: Range<Int>) -> Place { Place(source: source, range: range) }

  /// Replaces a range by a token and goes on after it.
  mutating func add(_ range: Range<Int>, _ kind: InlineToken.Kind) {
    edits.append(Edit(range: range, token: InlineToken(kind: kind, place: place(range))))
    offset = max(range.upperBound, offset + 1)
  }

  /// The next place where some signs stand, if it is near.
  mutating func find(_ signs: String, from start: Int) -> Int? {
    let wanted = Array(signs.utf8)
    guard let first = wanted.first else { return nil }
    let limit = min(end, start + Self.reach) - wanted.count
    var index = firstUnknown(signs, from: start)
    let bytes = source.bytes
    while index <= limit {
      if bytes[index] == first, bytes[index..<index + wanted.count].elementsEqual(wanted) {
        return index
      }
      index += 1
    }
    remember(signs, absentFrom: start, to: index)
    return nil
  }

  /// Where to start looking for signs from an offset on.
  private func firstUnknown(_ signs: String, from start: Int) -> Int {
    guard let gap = absent[signs], gap.contains(start) else { return start }
    return gap.upperBound
  }

  private mutating func remember(_ signs: String, absentFrom start: Int, to end: Int) {
    guard end > start else { return }
    absent[signs] = start..<end
  }
}

extension Diagnostic {
  static func mathematics(at place: Place) -> Diagnostic {
    .error(
      "mathematics", "mathematics is not supported", at: place,
      why:
        "a part between \(place.text.hasPrefix("$") ? "two dollar signs" : "such signs") is a formula in Pandoc's Markdown",
      hint: "write it in words, with ^2^ and ~2~ for raised and lowered signs; \\$ is a dollar sign"
    )
  }

  static func environment(at place: Place) -> Diagnostic {
    .error(
      "mathematics", "environments of LaTeX are not supported", at: place,
      why: "a document is set by Playfair itself, for every output alike",
      hint: "write formulas in words, and tables and lists in Markdown")
  }

  static func inlineShortcode(at place: Place) -> Diagnostic {
    .error(
      "unknown-shortcode", "this shortcode is not supported within a line", at: place,
      why: "{{< pagebreak >}} and {{< include file.md >}} stand on lines of their own; "
        + "{{< meta key >}} puts a value of the front matter into a line")
  }
}
