import Canvas
import Diagnostics

// Citations in the text.
extension Bibliography {
  /// One work in a citation.
  struct Mention {
    var key: String
    var affix: CitationAffix
    var isAuthorSuppressed: Bool
  }

  /// A mention of a work that is known, with its place in it.
  private struct Part {
    var cited: Cited
    var prefix: [Inline]
    var locator: Locator
    var isAuthorSuppressed: Bool

    /// Whether nothing stands with it.
    var isBare: Bool { prefix.isEmpty && locator.kind == nil && locator.rest.isEmpty }
  }

  /// The text of a citation: "(see Banister 1984; Peng 1987)", "Banister (1984)", "[1–3]".
  ///
  /// A part of a citation that also names figures has no brackets of its own.
  func citation(
    _ mentions: [Mention], isNarrative: Bool, isPart: Bool = false, at place: Place
  ) -> [Inline] {
    let parts = mentions.compactMap { mention -> Part? in
      guard let cited = works[mention.key] else { return nil }
      return Part(
        cited: cited, prefix: mention.affix.prefix,
        locator: Locator(mention.affix.suffix, words.citing),
        isAuthorSuppressed: mention.isAuthorSuppressed)
    }
    guard let first = parts.first else { return [] }
    switch (style.citation.kind, isNarrative) {
    case (.authorDate, false):
      let text = authorDate(sorted(parts), at: place)
      return isPart ? text : enclosed(text, at: place)
    case (.authorDate, true):
      return narrative(first, Array(parts.dropFirst()), at: place)
    case (.numeric, _):
      let numbers = enclosed(numeric(sorted(parts), at: place), at: place)
      guard isNarrative, !first.isAuthorSuppressed else { return numbers }
      // The number never stands alone at the start of a line.
      let space = style.citation.isRaised ? "" : "\u{A0}"
      return [.text(first.cited.narrativeLabel + space, at: place)] + numbers
    }
  }

  private func enclosed(_ text: [Inline], at place: Place) -> [Inline] {
    guard !text.isEmpty else { return [] }
    let citation = style.citation
    let whole =
      (citation.open.isEmpty ? [] : [.text(citation.open, at: place)]) + text
      + (citation.close.isEmpty ? [] : [.text(citation.close, at: place)])
    // One by one, so that numbers alone get the figures that the font has for raised ones.
    return citation.isRaised ? whole.map { Inline(.superscript([$0]), at: $0.place) } : whole
  }

  /// Works in the order of the list, where the style wants it and no words lead from one to another.
  private func sorted(_ parts: [Part]) -> [Part] {
    guard style.citation.isSorted, parts.allSatisfy(\.prefix.isEmpty) else { return parts }
    let numbered = parts.enumerated().sorted {
      ($0.element.cited.number, $0.offset) < ($1.element.cited.number, $1.offset)
    }
    return numbered.map(\.element)
  }

  // MARK: Author and date

  private func narrative(_ first: Part, _ others: [Part], at place: Place) -> [Inline] {
    let year = link(first.cited.year, to: first.cited, at: place)
    let locator = self.locator(first, at: place)
    let more =
      others.isEmpty
      ? [] : [.text(style.citation.delimiter, at: place)] + authorDate(others, at: place)
    // The author is named already.
    if first.isAuthorSuppressed, others.isEmpty { return [year] + locator }
    // The year never stands alone at the start of a line.
    return [.text(first.cited.narrativeLabel + "\u{A0}(", at: place), year] + locator + more
      + [.text(")", at: place)]
  }

  private func authorDate(_ parts: [Part], at place: Place) -> [Inline] {
    var result: [Inline] = []
    for group in grouped(parts) {
      if !result.isEmpty { result.append(.text(style.citation.delimiter, at: place)) }
      for (index, part) in group.enumerated() {
        if index > 0 {
          // After a page the next year needs a stronger sign.
          let isAfterPage = group[index - 1].locator.kind != nil
          result.append(
            .text(isAfterPage ? style.citation.delimiter : style.citation.innerDelimiter, at: place)
          )
        }
        result += prefix(part, at: place)
        let isYearAlone = part.isAuthorSuppressed || index > 0
        let label =
          isYearAlone
          ? part.cited.year : part.cited.label + style.citation.beforeYear + part.cited.year
        result.append(link(label, to: part.cited, at: place))
        result += locator(part, at: place)
      }
    }
    return result
  }

  /// Works of one author stand together, the author named once.
  private func grouped(_ parts: [Part]) -> [[Part]] {
    var groups: [[Part]] = []
    for part in parts {
      let place = groups.lastIndex { group in
        guard let first = group.first, let last = group.last else { return false }
        return first.cited.label == part.cited.label && part.prefix.isEmpty
          && !part.isAuthorSuppressed && !first.isAuthorSuppressed && last.locator.rest.isEmpty
      }
      if let place { groups[place].append(part) } else { groups.append([part]) }
    }
    return groups
  }

  // MARK: Numbers

  /// "1–3, 5": three and more numbers in a row are a range.
  private func numeric(_ parts: [Part], at place: Place) -> [Inline] {
    let isPlain = parts.allSatisfy(\.isBare)
    let delimiter = isPlain ? style.citation.innerDelimiter : style.citation.delimiter
    var result: [Inline] = []
    var index = 0
    while index < parts.count {
      var last = index
      while isPlain, last + 1 < parts.count,
        parts[last + 1].cited.number == parts[last].cited.number + 1
      {
        last += 1
      }
      if last - index < 2 { last = index }
      if !result.isEmpty { result.append(.text(delimiter, at: place)) }
      let part = parts[index]
      result += prefix(part, at: place)
      result.append(link("\(part.cited.number)", to: part.cited, at: place))
      if last > index {
        result.append(.text("–", at: place))
        result.append(link("\(parts[last].cited.number)", to: parts[last].cited, at: place))
      }
      result += locator(part, at: place)
      index = last + 1
    }
    return result
  }

  // MARK: Parts

  private func prefix(_ part: Part, at place: Place) -> [Inline] {
    part.prefix.isEmpty ? [] : part.prefix + [.text(" ", at: place)]
  }

  private func link(_ text: String, to cited: Cited, at place: Place) -> Inline {
    guard linksCitations else { return .text(text, at: place) }
    let target = LinkTarget.destination(Bibliography.id(of: cited.work.key.text))
    return Inline(.link([.text(text, at: place)], target), at: place)
  }

  /// The words after a key: a comma stands before a page, whether it was written or not.
  private func locator(_ part: Part, at place: Place) -> [Inline] {
    let locator = part.locator
    let printed = locator.printed(words.citing, labelsPages: style.citation.pageLabel == .always)
    if printed.isEmpty {
      guard !locator.rest.isEmpty else { return [] }
      return [.text(locator.hasComma ? ", " : " ", at: place)] + locator.rest
    }
    return [.text(", " + printed, at: place)] + locator.rest
  }
}

extension Bibliography {
  /// Running text with raised citations closed up to the words before them.
  ///
  /// In English they stand after a full stop or a comma; other languages have them before.
  func closingUp(_ inlines: [Inline], isCitation: (Inline) -> Bool) -> [Inline] {
    guard style.citation.kind == .numeric, style.citation.isRaised else { return inlines }
    var result: [Inline] = []
    var index = 0
    while index < inlines.count {
      let inline = inlines[index]
      index += 1
      guard isCitation(inline) else {
        result.append(
          inline.with(children: closingUp(inline.children, isCitation: isCitation)))
        continue
      }
      if let last = result.last, case .text(let before) = last.kind {
        var before = before.trimmingEnd(\.isWhitespace)
        if words.stopsInsideQuotes, index < inlines.count,
          case .text(let after) = inlines[index].kind, let sign = after.first, ".,".contains(sign)
        {
          before.append(sign)
          let rest = Inline(.text(String(after.dropFirst())), at: inlines[index].place)
          result[result.count - 1] = Inline(.text(before), at: last.place)
          result += [inline, rest]
          index += 1
          continue
        }
        result[result.count - 1] = Inline(.text(before), at: last.place)
      }
      result.append(inline)
    }
    return result
  }
}
