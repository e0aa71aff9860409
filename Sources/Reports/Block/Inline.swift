import Canvas
import Diagnostics

/// A piece of running text and where it was written.
struct Inline: Sendable {
  indirect enum Kind: Sendable {
    case text(String)
    case lineBreak
    case code(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case superscript([Inline])
    case `subscript`([Inline])
    /// A part with attributes: a language, small capitals.
    case span([Inline], Attributes)
    /// A link to the web or into the document.
    case link([Inline], LinkTarget)
    /// A picture: its caption, its file and what is said of it. Stands alone after reading.
    case image([Inline], Written, Attributes)
    /// The call of a note, by its index among the notes.
    case note(Int)
    /// Works and labelled things referred to; none is left once references are resolved.
    case citation(Citation, affixes: [CitationAffix])
  }

  var kind: Kind
  var place: Place

  init(_ kind: Kind, at place: Place) {
    self.kind = kind
    self.place = place
  }
}

/// The words before and after a key in a citation.
struct CitationAffix: Sendable {
  var prefix: [Inline]
  var suffix: [Inline]
}

extension Inline {
  /// The parts inside, if it has any.
  var children: [Inline] {
    switch kind {
    case .text, .lineBreak, .code, .note, .citation: []
    case .emphasis(let parts), .strong(let parts), .strikethrough(let parts),
      .superscript(let parts), .subscript(let parts), .span(let parts, _), .link(let parts, _),
      .image(let parts, _, _):
      parts
    }
  }

  /// The same inline with other parts inside.
  func with(children: [Inline]) -> Inline {
    let kind: Kind =
      switch self.kind {
      case .text, .lineBreak, .code, .note, .citation: self.kind
      case .emphasis: .emphasis(children)
      case .strong: .strong(children)
      case .strikethrough: .strikethrough(children)
      case .superscript: .superscript(children)
      case .subscript: .subscript(children)
      case .span(_, let attributes): .span(children, attributes)
      case .link(_, let target): .link(children, target)
      case .image(_, let file, let attributes): .image(children, file, attributes)
      }
    return Inline(kind, at: place)
  }

  /// The words without their dress; notes are left out.
  var plainText: String {
    switch kind {
    case .text(let text), .code(let text): text
    case .lineBreak: " "
    case .citation(let citation, _): citation.parts.map(\.key.text).joined(separator: ", ")
    default: children.map(\.plainText).joined()
    }
  }
}

extension [Inline] {
  /// The words without their dress.
  var plainText: String { map(\.plainText).joined() }

  /// The same without spaces at either end.
  var trimmed: [Inline] {
    var result = self
    while let first = result.first, case .text(let text) = first.kind {
      let rest = String(text.drop { $0.isWhitespace && $0 != "\u{A0}" })
      if rest.isEmpty {
        result.removeFirst()
      } else {
        result[0] = Inline(.text(rest), at: first.place)
        break
      }
    }
    while let last = result.last, case .text(let text) = last.kind {
      let rest = text.trimmingEnd { $0.isWhitespace && $0 != "\u{A0}" }
      if rest.isEmpty {
        result.removeLast()
      } else {
        result[result.count - 1] = Inline(.text(rest), at: last.place)
        break
      }
    }
    return result
  }

  /// Each inline mapped, inner ones first; a map may give several or none.
  func mapped(_ map: (Inline) -> [Inline]) -> [Inline] {
    flatMap { inline in
      let children = inline.children
      return map(children.isEmpty ? inline : inline.with(children: children.mapped(map)))
    }
  }

  /// Calls a function with each inline, outer ones first, in reading order.
  func forEachInline(_ body: (Inline) -> Void) {
    for inline in self {
      body(inline)
      inline.children.forEachInline(body)
      if case .citation(_, let affixes) = inline.kind {
        for affix in affixes {
          affix.prefix.forEachInline(body)
          affix.suffix.forEachInline(body)
        }
      }
    }
  }
}

extension String {
  /// The text without the characters at its end that a test accepts.
  func trimmingEnd(_ isDropped: (Character) -> Bool) -> String {
    guard let last = lastIndex(where: { !isDropped($0) }) else { return "" }
    return String(self[...last])
  }

  /// The text without spaces and line ends at either end.
  var trimmed: String {
    String(drop { $0.isWhitespace }).trimmingEnd { $0.isWhitespace }
  }
}
