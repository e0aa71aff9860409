import Diagnostics
import Yams

// Keys that stand twice: the parser stops at the first, we go on and find all.
extension YAMLReader {
  /// Reports all keys that stand twice: each that is found gets another name, and is looked past.
  mutating func reportDuplicates() {
    var parts = lines.map { source.text($0) }
    var known: Set<Int> = []
    for _ in 0..<JSONReader.problemLimit {
      guard let (key, first) = duplicate(in: text(of: parts)) else { break }
      let name = Array(key.utf8)
      let firstPlace = keyPlace(at: first, name)
      guard let second = secondKey(name, after: firstPlace, known) else {
        log.add(.duplicateKey(key, at: firstPlace, first: firstPlace))
        break
      }
      log.add(.duplicateKey(key, at: second, first: firstPlace))
      known.insert(second.range.lowerBound)
      guard rename(second, in: &parts, number: known.count) else { break }
    }
  }

  /// The first key that the parser finds twice, and the offset where it stands first.
  private func duplicate(in text: String) -> (key: String, first: Int)? {
    do {
      _ = try Parser(yaml: text, encoding: .utf8).singleRoot()
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      return (keys.first ?? "", offset(of: context.mark))
    } catch {
      // The reader proper reports it.
    }
    return nil
  }

  /// The place of a key, its quotes included.
  private func keyPlace(at start: Int, _ name: [UInt8]) -> Place {
    let isQuoted = start < source.bytes.count && Self.isQuote(source.bytes[start])
    return place(at: start, length: name.count + (isQuoted ? 2 : 0))
  }

  /// Another key of the same object and name, below the first or after it in the same brackets.
  private func secondKey(_ name: [UInt8], after first: Place, _ known: Set<Int>) -> Place? {
    keyBelow(name, first.range.lowerBound, known) ?? keyBeside(name, first.range.upperBound, known)
  }

  /// The key of a block: it stands in the same column.
  private func keyBelow(_ name: [UInt8], _ first: Int, _ known: Set<Int>) -> Place? {
    guard let line = lines.firstIndex(where: { $0.contains(first) }) else { return nil }
    let column = first - lines[line].lowerBound
    for below in lines[(line + 1)...] where below.count > column {
      let start = below.lowerBound + column
      if source.bytes[below.lowerBound..<start].contains(where: { $0 != 0x20 }) { break }
      if !known.contains(start), let place = key(name, at: start) { return place }
    }
    return nil
  }

  /// The key of an object in braces: what stands between quotes or deeper brackets is passed over.
  private func keyBeside(_ name: [UInt8], _ start: Int, _ known: Set<Int>) -> Place? {
    let end = lines.last?.upperBound ?? source.bytes.count
    var (offset, depth) = (start, 0)
    var startsKey = false
    while offset < end, depth >= 0 {
      let byte = source.bytes[offset]
      if startsKey, depth == 0, byte > 0x20 {
        startsKey = false
        if !known.contains(offset), let place = key(name, at: offset) { return place }
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): startsKey = depth == 0
      case _ where Self.isQuote(byte):
        offset = source.bytes[(offset + 1)..<end].firstIndex(of: byte) ?? end
      default: break
      }
      offset += 1
    }
    return nil
  }

  /// The key of a name that stands at an offset, if one does.
  private func key(_ name: [UInt8], at start: Int) -> Place? {
    let place = keyPlace(at: start, name)
    let (range, bytes) = (place.range, source.bytes)
    guard range.count >= name.count else { return nil }
    let inner = range.count > name.count ? range.dropFirst().dropLast() : range[...]
    guard bytes[inner.startIndex..<inner.endIndex].elementsEqual(name) else { return nil }
    let after = bytes[range.upperBound...].first { $0 != 0x20 }
    return after == UInt8(ascii: ":") ? place : nil
  }

  /// Gives a key another name of as many characters, so that all places stay the same.
  private func rename(_ place: Place, in parts: inout [String], number: Int) -> Bool {
    let start = place.range.lowerBound
    guard let line = lines.firstIndex(where: { $0.contains(start) }),
      let sign = Unicode.Scalar(UInt32(0xE000 + number))
    else { return false }
    var scalars = Array(parts[line].unicodeScalars)
    let column = source.text(lines[line].lowerBound..<start).unicodeScalars.count
    let length = place.text.unicodeScalars.count
    guard length > 0, column + length <= scalars.count else { return false }
    scalars.replaceSubrange(column..<column + length, with: Array(repeating: sign, count: length))
    parts[line] = String(String.UnicodeScalarView(scalars))
    return true
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}
