import Diagnostics

/// A text of a chart in which pieces may be bound to the data.
enum ClaimedText {
  /// Whether there may be a claim in a text.
  static func mayHoldClaims(_ text: String) -> Bool {
    text.utf8.count > 10 && text.includes("]{")
      && (text.includes("claim=") || text.includes("fill"))
  }

  /// The words of a text, and the spans among them that are bound to the data; other brackets and
  /// braces are words.
  static func parts(of text: String, at place: Place) -> [Inline] {
    let source = SourceText(name: place.source.name, text: text)
    let bytes = source.bytes
    var parts: [Inline] = []
    var start = 0
    var open: [Int] = []
    var index = 0
    var finder = WordFinder(place)
    func add(_ end: Int) {
      if end > start { parts.append(.text(source.text(start..<end), at: place)) }
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "["): open.append(index)
      case UInt8(ascii: "]"):
        guard let first = open.popLast(), first >= start, index + 1 < bytes.count,
          bytes[index + 1] == UInt8(ascii: "{"),
          case .attributes(let attributes, let end) = AttributeReader.read(
            source, at: index + 1, limit: bytes.count), attributes.isClaim
        else { break }
        add(first)
        let own = finder.next(source.text(first..<index + 2))
        let words = first + 1 < index ? [Inline.text(source.text(first + 1..<index), at: own)] : []
        parts.append(Inline(.span(words, attributes.placed(at: own)), at: own))
        start = end
        index = end - 1
        open = []
      default: break
      }
      index += 1
    }
    add(bytes.count)
    return parts
  }
}

extension ClaimedText {
  /// The parts of an expression with nothing but the words that it puts together.
  static func quoted(in parts: [Inline]) -> [Inline] {
    var quote: Character?
    return parts.map { part in
      guard case .text(let code) = part.kind else { return part }
      var words = ""
      for sign in code {
        if sign == quote {
          quote = nil
          words.append(" ")
        } else if quote == nil {
          if sign == "'" || sign == "\"" { quote = sign }
          words.append(" ")
        } else {
          words.append(sign)
        }
      }
      return .text(words, at: part.place)
    }
  }
}

/// Finds words in a text as it was written, one after the other.
private struct WordFinder {
  private let whole: Place
  private var offset: Int

  init(_ whole: Place) { (self.whole, offset) = (whole, whole.range.lowerBound) }

  /// Where words stand; the whole text where its lines or signs are written in another way.
  mutating func next(_ words: String) -> Place {
    let wanted = Array(words.utf8)
    let bytes = whole.source.bytes
    guard let first = wanted.first else { return whole }
    var index = offset
    while index + wanted.count <= whole.range.upperBound {
      if bytes[index] == first, bytes[index..<index + wanted.count].elementsEqual(wanted) {
        offset = index + wanted.count
        return Place(source: whole.source, range: index..<offset)
      }
      index += 1
    }
    return whole
  }
}
