import Diagnostics

// Citations, and the pairs of signs that the scanner needs to know beforehand.
extension InlineScanner {
  /// `@key`, `-@key`, and `@key [p. 3]`.
  mutating func narrativeCitation() {
    let isSuppressed = source.bytes[offset] == UInt8(ascii: "-")
    let sign = offset + (isSuppressed ? 1 : 0)
    guard byte(sign) == UInt8(ascii: "@"), !isWord(before: offset), let key = key(after: sign)
    else {
      offset += 1
      return
    }
    var after = key.place.range.upperBound
    var suffix = after..<after
    let open = byte(after) == 0x20 ? after + 1 : after
    if byte(open) == UInt8(ascii: "["), byte(open + 1) != UInt8(ascii: "^"),
      let close = brackets[open], close - open < Self.reach,
      !source.bytes[open..<close].contains(UInt8(ascii: "@")),
      ![UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{")].contains(byte(close + 1) ?? 0)
    {
      suffix = open + 1..<close
      after = close + 1
    }
    let part = Citation.Part(
      key: key, prefix: sign..<sign, suffix: suffix, isAuthorSuppressed: isSuppressed)
    let range = offset..<after
    add(range, .citation(Citation(parts: [part], isNarrative: true, place: place(range))))
  }

  /// `[see @a, p. 3; -@b]`: each part between semicolons has one key.
  func bracketedCitation(_ open: Int, _ close: Int) -> Citation? {
    guard close - open < Self.reach, source.bytes[open..<close].contains(UInt8(ascii: "@")) else {
      return nil
    }
    var parts: [Citation.Part] = []
    var index = open + 1
    var partStart = index
    while index <= close {
      if index == close || source.bytes[index] == UInt8(ascii: ";") {
        guard let part = part(in: partStart..<index) else { return nil }
        parts.append(part)
        partStart = index + 1
      } else if let after = codeSpans[index] {
        index = after
        continue
      }
      index += 1
    }
    return Citation(parts: parts, isNarrative: false, place: place(open..<close + 1))
  }

  private func part(in range: Range<Int>) -> Citation.Part? {
    var index = range.lowerBound
    while index < range.upperBound {
      if source.bytes[index] == UInt8(ascii: "@"), !isWord(before: index),
        let key = key(after: index)
      {
        guard key.place.range.upperBound <= range.upperBound else { return nil }
        let isSuppressed =
          index > range.lowerBound && source.bytes[index - 1] == UInt8(ascii: "-")
        return Citation.Part(
          key: key, prefix: range.lowerBound..<(isSuppressed ? index - 1 : index),
          suffix: key.place.range.upperBound..<range.upperBound, isAuthorSuppressed: isSuppressed)
      }
      index += 1
    }
    return nil
  }

  /// A key: letters, digits and `_`, with single signs of `:.#$%&-+?<>~/` inside.
  private func key(after sign: Int) -> Written? {
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

  /// How many bytes the letter, digit or `_` at an offset takes; 0 if another sign stands there.
  private func wordLength(at index: Int) -> Int {
    guard let first = byte(index) else { return 0 }
    if first < 0x80 { return first.isLetterOrDigit || first == UInt8(ascii: "_") ? 1 : 0 }
    let text = source.text(index..<min(index + 4, end))
    guard let scalar = text.unicodeScalars.first, scalar.properties.isAlphabetic else { return 0 }
    return String(scalar).utf8.count
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
