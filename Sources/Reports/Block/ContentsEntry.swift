/// A line of a list of contents: what it says, and what it leads to.
struct ContentsEntry {
  var label: String
  var text: [Inline]
  var name: String
  var level = 1
}

// What lists of contents, figures and tables hold, in every shape.
extension Document {
  /// The headings down to a level.
  func headingEntries(_ depth: Int) -> [ContentsEntry] {
    var entries: [ContentsEntry] = []
    blocks.forEachBlock { block in
      guard case .heading(let heading) = block.kind, heading.level <= depth,
        heading.isListed
      else { return }
      entries.append(
        ContentsEntry(
          label: heading.label(words), text: heading.text, name: heading.id,
          level: heading.level))
    }
    return entries
  }

  /// The figures with a number.
  var figureEntries: [ContentsEntry] {
    var entries: [ContentsEntry] = []
    blocks.forEachBlock { block in
      guard case .figure(let figure) = block.kind, let number = figure.number else { return }
      let name = figure.id?.text ?? "figure-\(figure.index + 1)"
      entries.append(
        ContentsEntry(label: "\(number)", text: figure.caption.firstSentence, name: name))
    }
    return entries
  }

  /// The tables with a number.
  var tableEntries: [ContentsEntry] {
    var entries: [ContentsEntry] = []
    blocks.forEachBlock { block in
      guard case .table(let table) = block.kind, let number = table.number else { return }
      let name = table.id?.text ?? "table-\(number)"
      entries.append(
        ContentsEntry(label: "\(number)", text: table.caption.firstSentence, name: name))
    }
    return entries
  }
}

extension [Inline] {
  /// The words as a list has them: a line leads to one place, and calls no notes.
  var withoutNotesAndLinks: [Inline] {
    mapped { inline in
      switch inline.kind {
      case .note: []
      case .link(let words, _): words
      default: [inline]
      }
    }
  }

  /// The words up to the end of the first sentence, if another one follows.
  var firstSentence: [Inline] {
    var result: [Inline] = []
    for inline in self {
      if case .text(let text) = inline.kind, let end = text.firstSentenceEnd {
        result.append(.text(String(text[..<end]), at: inline.place))
        return result
      }
      result.append(inline)
    }
    return result
  }
}

extension String {
  /// Where the first sentence ends, if another follows: after a full stop behind a word of more
  /// than three letters or a sign that closes, before a space and a capital letter.
  fileprivate var firstSentenceEnd: Index? {
    var index = startIndex
    while let stop = self[index...].firstIndex(of: ".") {
      let next = self.index(after: stop)
      let word = self[..<stop].reversed().prefix { !$0.isWhitespace }
      let isWord = word.count > 3 || word.first.map { !$0.isLetter } ?? false
      if isWord, next < endIndex, self[next] == " ",
        self[self.index(after: next)...].first?.isUppercase ?? false
      {
        return next
      }
      index = next
    }
    return nil
  }
}
