/// The ends of the streams of a PDF file that qpdf has written.
///
/// A line end follows the bytes of a stream. If these end in a carriage return, a reader may take it
/// for the first half of that line end (ISO 32000-1, 7.3.8.1), and PDF/A's checkers find the length
/// wrong. What stands behind packed data is no part of them: so a space is put there, and one left
/// out where the dictionary of the stream has it for looks, so that nothing else in the file moves.
struct StreamEnds {
  private var bytes: [UInt8]
  private var offset = 0

  /// The file with no packed stream that ends in a carriage return; as it is if it is written in
  /// another way than qpdf's.
  static func mended(_ bytes: [UInt8]) -> [UInt8] {
    var ends = StreamEnds(bytes: bytes)
    while let stream = ends.next() { ends.mend(stream) }
    return ends.bytes
  }

  /// Where the parts of a stream lie.
  private struct Stream {
    var dictionary: Range<Int>
    var data: Range<Int>
    /// The digits of the length.
    var length: Range<Int>
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The next stream; nil if there is none, or none that can be understood.
  private mutating func next() -> Stream? {
    guard let mark = position(of: ">>\nstream\n", from: offset),
      let head = lastPosition(of: " obj\n", before: mark)
    else { return nil }
    let dictionary = head + 5..<mark + 2
    let start = mark + 10
    guard let name = position(of: "/Length ", from: dictionary.lowerBound),
      dictionary.contains(name)
    else { return nil }
    let digits = name + 8..<(name + 8 + bytes[(name + 8)...].prefix { isDigit($0) }.count)
    guard let length = Int(String(decoding: bytes[digits], as: UTF8.self)),
      length <= bytes.count - start, holds("\nendstream", at: start + length)
    else { return nil }
    offset = start + length
    return Stream(dictionary: dictionary, data: start..<start + length, length: digits)
  }

  private mutating func mend(_ stream: Stream) {
    let isPacked =
      position(of: "/FlateDecode", from: stream.dictionary.lowerBound)
      .map(stream.dictionary.contains) ?? false
    guard isPacked, !stream.data.isEmpty, bytes[stream.data.upperBound - 1] == 0x0D else { return }
    let dictionary = stream.dictionary
    var words = Array(bytes[dictionary.lowerBound..<stream.length.lowerBound])
    words += Array(String(stream.data.count + 1).utf8)
    words += bytes[stream.length.upperBound..<dictionary.upperBound]
    // One byte more in the data, and perhaps one more digit: as many spaces fewer.
    if words.starts(with: Array("<< ".utf8)) { words.remove(at: 2) }
    if words.count == dictionary.count, words.suffix(3).elementsEqual(" >>".utf8) {
      words.remove(at: words.count - 3)
    }
    guard words.count == dictionary.count - 1 else { return }
    let mended = words + Array("\nstream\n".utf8) + bytes[stream.data] + [0x20]
    bytes.replaceSubrange(dictionary.lowerBound..<stream.data.upperBound, with: mended)
  }

  // MARK: Words

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func holds(_ words: StaticString, at offset: Int) -> Bool {
    let count = words.utf8CodeUnitCount
    guard offset >= 0, offset + count <= bytes.count else { return false }
    return (0..<count).allSatisfy { bytes[offset + $0] == words.utf8Start[$0] }
  }

  private func position(of words: StaticString, from start: Int) -> Int? {
    var offset = start
    while offset + words.utf8CodeUnitCount <= bytes.count {
      if holds(words, at: offset) { return offset }
      offset += 1
    }
    return nil
  }

  private func lastPosition(of words: StaticString, before end: Int) -> Int? {
    var offset = end - words.utf8CodeUnitCount
    while offset >= self.offset {
      if holds(words, at: offset) { return offset }
      offset -= 1
    }
    return nil
  }
}
