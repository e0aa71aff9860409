import Diagnostics

// Citations, and the pairs of signs that the scanner needs to know beforehand.
extension InlineScanner {
  /// `@key`, `-@key`, `@key [p. 3]`, and `@key [p. 3; see @other]`.
  mutating func narrativeCitation() {
    let isSuppressed = source.bytes[offset] == UInt8(ascii: "-")
    let sign = offset + (isSuppressed ? 1 : 0)
    guard byte(sign) == UInt8(ascii: "@"), !isWord(before: offset), let key = key(after: sign)
    else {
      offset += 1
      return
    }
    var after = end(of: key)
    var suffix = after..<after
    var others: [Citation.Part] = []
    let open = byte(after) == 0x20 ? after + 1 : after
    if byte(open) == UInt8(ascii: "["), byte(open + 1) != UInt8(ascii: "^"),
      let close = brackets[open], close - open < Self.reach,
      ![UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{")].contains(byte(close + 1) ?? 0),
      let inside = insideOfNarrative(open + 1..<close)
    {
      (suffix, others) = inside
      after = close + 1
    }
    let part = Citation.Part(
      key: key, prefix: sign..<sign, suffix: suffix, isAuthorSuppressed: isSuppressed)
    let range = offset..<after
    add(range, .citation(Citation(parts: [part] + others, isNarrative: true, place: place(range))))
  }

  /// What stands in the brackets after `@key`: words about that work, then further works.
  private func insideOfNarrative(_ range: Range<Int>) -> (Range<Int>, [Citation.Part])? {
    guard source.bytes[range].contains(UInt8(ascii: "@")) else { return (range, []) }
    let pieces = self.pieces(of: range)
    guard let first = pieces.first, !source.bytes[first].contains(UInt8(ascii: "@")) else {
      return nil
    }
    let others = pieces.dropFirst().map { part(in: $0) }
    let known = others.compactMap { $0 }
    return known.count == others.count ? (first, known) : nil
  }

  /// `[see @a, p. 3; -@b]`: each part between semicolons has one key.
  func bracketedCitation(_ open: Int, _ close: Int) -> Citation? {
    guard close - open < Self.reach, source.bytes[open..<close].contains(UInt8(ascii: "@")) else {
      return nil
    }
    let parts = pieces(of: open + 1..<close).map { part(in: $0) }
    let known = parts.compactMap { $0 }
    guard known.count == parts.count else { return nil }
    return Citation(parts: known, isNarrative: false, place: place(open..<close + 1))
  }

  /// The pieces of a citation between semicolons; those in code and in braces do not count.
  private func pieces(of range: Range<Int>) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    var depth = 0
    while index < range.upperBound {
      if let after = codeSpans[index], after <= range.upperBound {
        index = after
        continue
      }
      switch source.bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ";") where depth == 0:
        pieces.append(start..<index)
        start = index + 1
      default: break
      }
      index += 1
    }
    return pieces + [start..<range.upperBound]
  }

  private func part(in range: Range<Int>) -> Citation.Part? {
    var index = range.lowerBound
    while index < range.upperBound {
      if source.bytes[index] == UInt8(ascii: "@"), !isWord(before: index),
        let key = key(after: index)
      {
        let end = self.end(of: key)
        guard end <= range.upperBound else { return nil }
        let isSuppressed =
          index > range.lowerBound && source.bytes[index - 1] == UInt8(ascii: "-")
        return Citation.Part(
          key: key, prefix: range.lowerBound..<(isSuppressed ? index - 1 : index),
          suffix: end..<range.upperBound, isAuthorSuppressed: isSuppressed)
      }
      index += 1
    }
    return nil
  }

  /// Where a key ends: a brace that closes belongs to it.
  private func end(of key: Written) -> Int {
    let after = key.place.range.upperBound
    return byte(key.place.range.lowerBound - 1) == UInt8(ascii: "{") ? after + 1 : after
  }

  /// A key: letters, digits and `_`, with single signs of `:.#$%&-+?<>~/` inside; or anything
  /// without a space in braces.
  private func key(after sign: Int) -> Written? {
    if byte(sign + 1) == UInt8(ascii: "{") {
      var index = sign + 2
      while let next = byte(index), !next.isBlank, next != UInt8(ascii: "}") { index += 1 }
      guard byte(index) == UInt8(ascii: "}"), index > sign + 2 else { return nil }
      return Written(source.text(sign + 2..<index), at: place(sign + 2..<index))
    }
    let inner = Set(":.#$%&-+?<>~/".utf8)
    var index = sign + 1
    guard wordLength(at: index) > 0 else { return nil }
    while let next = byte(index) {
      let length = wordLength(at: index)
      if length > 0 {
        index += length
      } else if inner.contains(next), wordLength(at: index + 1) > 0 {
        index += 1
      } else {
        break
      }
    }
    return Written(source.text(sign + 1..<index), at: place(sign + 1..<index))
  }

  /// How many bytes the letter, digit or `_` at an offset takes, or the accent of one; 0 if another
  /// sign stands there.
  private func wordLength(at index: Int) -> Int {
    guard let first = byte(index) else { return 0 }
    if first < 0x80 { return first.isLetterOrDigit || first == UInt8(ascii: "_") ? 1 : 0 }
    let text = source.text(index..<min(index + 4, end))
    guard let scalar = text.unicodeScalars.first else { return 0 }
    let isAccent = scalar.properties.generalCategory == .nonspacingMark
    return scalar.properties.isAlphabetic || isAccent ? String(scalar).utf8.count : 0
  }

  /// Whether a letter, a digit or `_` ends before an offset.
  private func isWord(before index: Int) -> Bool {
    var first = index - 1
    while let byte = byte(first), byte & 0xC0 == 0x80, index - first < 4 { first -= 1 }
    return wordLength(at: first) == index - first && first < index
  }

  // MARK: Pairs

  /// Pairs runs of backticks: each run closes at the next of the same length.
  mutating func findCodeSpans() {
    var runs: [(start: Int, length: Int)] = []
    var index = start
    while index < end {
      let run = index
      while byte(index) == UInt8(ascii: "`") { index += 1 }
      if index > run {
        runs.append((run, index - run))
      } else {
        index += source.bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
    }
    var waiting: [Int: [Int]] = [:]
    for number in runs.indices.reversed() {
      waiting[runs[number].length, default: []].append(number)
    }
    var number = 0
    while number < runs.count {
      let (start, length) = runs[number]
      while let first = waiting[length]?.last, first <= number { waiting[length]?.removeLast() }
      guard let partner = waiting[length]?.last else {
        number += 1
        continue
      }
      codeSpans[start] = runs[partner].start + length
      number = partner + 1
    }
  }

  /// Pairs square brackets outside code.
  mutating func findBrackets() {
    var open: [Int] = []
    var index = start
    while index < end {
      if let after = codeSpans[index] {
        index = after
        continue
      }
      switch source.bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): open.append(index)
      case UInt8(ascii: "]"): if let start = open.popLast() { brackets[start] = index }
      default: break
      }
      index += 1
    }
  }
}
