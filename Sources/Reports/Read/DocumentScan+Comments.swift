import Diagnostics

// Comments of HTML: cmark takes the whole line on which one ends for HTML.
extension DocumentScan {
  /// Parses the body, and once more without the comments that have text behind them.
  ///
  /// `calls` stand below the body.
  mutating func parsedBody(calls: String) -> (MarkdownNode, WorkText) {
    var ((tree, tooDeep), work) = parse(calls)
    // What stands behind a comment may again be one, though not often.
    for _ in 0..<8 {
      let found = commentsBeforeText(in: tree, work)
      guard !found.isEmpty else { break }
      comments = (comments + found).sorted { $0.lowerBound < $1.lowerBound }
      ((tree, tooDeep), work) = parse(calls)
    }
    if let tooDeep {
      let start = work.offset(line: tooDeep.line, column: tooDeep.column)
      let end = max(start, work.line(tooDeep.line).upperBound)
      log.add(.tooDeep(at: Place(source: source, range: work.sourceRange(of: start..<end))))
    }
    codeRanges += comments
    reportComments(in: tree, work)
    return (tree, work)
  }

  private func parse(_ calls: String) -> (MarkdownParser.Result, WorkText) {
    var work = WorkText()
    var offset = body.lowerBound
    for comment in comments where comment.lowerBound >= offset {
      work.copy(offset..<comment.lowerBound, of: source)
      work.put("", for: comment)
      offset = comment.upperBound
    }
    work.copy(offset..<body.upperBound, of: source)
    work.put("\n\n" + calls + "\n", for: body.upperBound..<body.upperBound)
    return (MarkdownParser.parse(work.bytes), work)
  }

  /// The comments that begin a block and end before other text of their line.
  private func commentsBeforeText(in node: MarkdownNode, _ work: WorkText) -> [Range<Int>] {
    guard case .html = node.kind else {
      return node.children.flatMap { commentsBeforeText(in: $0, work) }
    }
    guard let comment = comment(at: start(of: node, work), limit: lines(of: node, work).upperBound)
    else { return [] }
    var end = comment.upperBound
    let line = source.lineRange(at: end).upperBound
    while let rest = source.bytes[end..<line].firstIndex(where: { !$0.isBlank }) {
      guard let next = self.comment(at: rest, limit: line) else {
        return [comment.lowerBound..<end]
      }
      end = next.upperBound
    }
    return []
  }

  private mutating func reportComments(in node: MarkdownNode, _ work: WorkText) {
    if case .html = node.kind {
      let start = start(of: node, work)
      let isComment = start < body.upperBound && source.bytes[start...].starts(with: "<!--".utf8)
      if isComment, comment(at: start, limit: lines(of: node, work).upperBound) == nil {
        let end = min(start + 4, body.upperBound)
        log.add(.unclosedComment(at: Place(source: source, range: start..<end)))
      }
    }
    for child in node.children { reportComments(in: child, work) }
  }

  private func start(of node: MarkdownNode, _ work: WorkText) -> Int {
    let start = work.offset(line: node.lines.lowerBound, column: node.startColumn)
    let sourceStart = work.sourceOffset(of: start)
    // Cmark counts the column before the spaces that a block is indented by.
    return source.bytes[sourceStart..<body.upperBound].firstIndex { !$0.isBlank } ?? sourceStart
  }

  /// The comment that starts at an offset and is closed before a limit.
  private func comment(at start: Int, limit: Int) -> Range<Int>? {
    guard start < limit, source.bytes[start..<limit].starts(with: "<!--".utf8) else { return nil }
    let dash = UInt8(ascii: "-")
    var index = start + 2
    while index + 2 < limit {
      if source.bytes[index] == dash, source.bytes[index + 1] == dash,
        source.bytes[index + 2] == UInt8(ascii: ">")
      {
        return start..<index + 3
      }
      index += 1
    }
    return nil
  }
}

extension Diagnostic {
  static func unclosedComment(at place: Place) -> Diagnostic {
    .error(
      "unclosed-comment", "this comment is never closed", at: place,
      why: "all that follows would be left out", hint: "add '-->' where it ends")
  }
}
