import Diagnostics

// Titles with their translation: "Mubei [Tombstone]".

extension [Inline] {
  /// The title apart from the translations in square brackets within it.
  ///
  /// A translation is in the language of the list and not in that of the title, so it leaves the
  /// span that names the title's language.
  private var translationsApart: [(text: [Inline], isTranslation: Bool)] {
    var parts: [(text: [Inline], isTranslation: Bool)] = []
    func add(_ inline: Inline, isTranslation: Bool) {
      if let last = parts.last, last.isTranslation == isTranslation {
        parts[parts.count - 1].text.append(inline)
      } else {
        parts.append(([inline], isTranslation))
      }
    }
    var isInside = false
    for inline in self {
      switch inline.kind {
      case .text(let words):
        for piece in words.bracketPieces(isInside: &isInside) {
          add(Inline(.text(piece.text), at: inline.place), isTranslation: piece.isInside)
        }
      case .span(let inner, let attributes):
        for part in inner.translationsApart {
          let whole = Inline(.span(part.text, attributes), at: inline.place)
          if !part.isTranslation { add(whole, isTranslation: false) }
          if part.isTranslation { for text in part.text { add(text, isTranslation: true) } }
        }
      default: add(inline, isTranslation: isInside)
      }
    }
    return parts
  }

  /// The same in italics, but for translations, which stand upright in their brackets.
  ///
  /// Chicago Manual of Style, 17th edition, 14.99: the translation of a title follows it in
  /// brackets and in roman type.
  func italicButForTranslations(at place: Place) -> [Inline] {
    var result: [Inline] = []
    for part in translationsApart {
      // The space before the bracket is no part of what is slanted.
      let text = part.isTranslation ? part.text : part.text.trimmedEnd
      if part.isTranslation, !result.isEmpty { result.append(.text(" ", at: place)) }
      result += part.isTranslation ? text : [Inline(.emphasis(text), at: place)]
    }
    return result
  }

  /// The title without the translation at its end, and that translation; empty if it has none.
  var splittingTranslation: (title: [Inline], translation: [Inline]) {
    let parts = translationsApart
    guard parts.count > 1, let last = parts.last, last.isTranslation else { return (self, []) }
    return (parts.dropLast().flatMap(\.text).trimmedEnd, last.text)
  }

  /// The same without spaces at the end, also inside of spans.
  private var trimmedEnd: [Inline] {
    guard let last = self.last else { return [] }
    if case .text(let words) = last.kind {
      return dropLast() + [Inline(.text(words.trimmingEnd(\.isWhitespace)), at: last.place)]
    }
    return dropLast() + [last.with(children: last.children.trimmedEnd)]
  }
}

extension String {
  /// The pieces inside and outside of square brackets; the brackets belong to what is inside.
  fileprivate func bracketPieces(
    isInside: inout Bool
  ) -> [(text: String, isInside: Bool)] {
    var pieces: [(text: String, isInside: Bool)] = []
    func add(_ character: Character, _ isInside: Bool) {
      if let last = pieces.last, last.isInside == isInside {
        pieces[pieces.count - 1].text.append(character)
      } else {
        pieces.append((String(character), isInside))
      }
    }
    for character in self {
      if character == "[" { isInside = true }
      add(character, isInside)
      if character == "]" { isInside = false }
    }
    return pieces
  }
}
