import Synchronization

/// A named text that somebody wrote: a spec, a document, a data file.
///
/// Immutable and shared by reference, so that a place costs a pointer and two integers however
/// large the text is.
public final class SourceText: Sendable {
  /// The name to show, as the user would write it: a path relative to the working directory.
  public let name: String
  /// The text as UTF-8, without a byte-order mark.
  public let bytes: [UInt8]
  /// The text as somebody wrote it, if this is a copy in which values were filled in.
  private let origin: (text: SourceText, map: OffsetMap)?
  private let knownLineStarts = Mutex<[Int]?>(nil)

  /// Creates a text from bytes that are known to be UTF-8.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
    origin = nil
  }

  /// Creates a changed copy of a text; messages about it show the text as it was written.
  public init(_ bytes: [UInt8], copyOf text: SourceText, by map: OffsetMap) {
    name = text.name
    self.bytes = bytes
    origin = (text, map)
  }

  /// Creates a text from a string.
  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Where a range of this text was written.
  fileprivate func written(_ range: Range<Int>) -> Place {
    guard let origin else { return Place(source: self, range: range) }
    return origin.text.written(origin.map.range(of: range))
  }

  /// The place of the whole text.
  public var whole: Place { Place(source: self, range: 0..<bytes.count) }

  /// The text of a range of bytes; ill-formed parts are replaced.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The line (from 1) and column (from 1, in characters) of a byte offset.
  ///
  /// A line ends with LF, CR, or both.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let end = min(max(offset, 0), bytes.count)
    let starts = lineStarts
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= end { low = middle } else { high = middle }
    }
    let (line, start) = (low + 1, starts[low])
    let column = bytes[start..<end].reduce(into: 1) { count, byte in
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    return (line, column)
  }

  /// Where each line starts; found once, since a file of many problems is asked for many places.
  private var lineStarts: [Int] {
    knownLineStarts.withLock { known in
      if let known { return known }
      var starts = [0]
      bytes.withUnsafeBufferPointer { bytes in
        for index in bytes.indices {
          let byte = bytes[index]
          let isAlone = index + 1 >= bytes.count || bytes[index + 1] != 0x0A
          if byte == 0x0A || (byte == 0x0D && isAlone) { starts.append(index + 1) }
        }
      }
      known = starts
      return starts
    }
  }

  /// The range of the line that holds a byte offset, without its line end.
  public func lineRange(at offset: Int) -> Range<Int> {
    let middle = min(max(offset, 0), bytes.count)
    var start = middle
    while start > 0, !endsLine(start - 1) { start -= 1 }
    var end = middle
    while end < bytes.count, !endsLine(end) { end += 1 }
    if end > start, end < bytes.count, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The offset at which the line after the one that holds an offset starts; the end of the text
  /// if there is none.
  public func nextLine(after offset: Int) -> Int {
    var end = min(max(offset, 0), bytes.count)
    while end < bytes.count, !endsLine(end) { end += 1 }
    return min(end + 1, bytes.count)
  }

  /// Whether a byte is the last of its line: LF, or a CR that no LF follows.
  private func endsLine(_ index: Int) -> Bool {
    if bytes[index] == 0x0A { return true }
    return bytes[index] == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A)
  }

  /// The first byte that is not well-formed UTF-8, if there is one.
  public var firstInvalidByte: Int? {
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}

/// A range of bytes in a text: where something was written.
public struct Place: Sendable, Hashable {
  /// The text.
  public var source: SourceText
  /// The bytes, as offsets from the start of the text.
  public var range: Range<Int>

  /// Creates a place.
  public init(source: SourceText, range: Range<Int>) {
    self.source = source
    self.range = range
  }

  /// The text that stands at this place.
  public var text: String { source.text(range) }

  /// The place as it was written, where this one lies in a copy in which values were filled in.
  public var written: Place { source.written(range) }

  /// The place from the start of this one to the end of another in the same text.
  public func joined(with other: Place) -> Place {
    guard other.source === source else { return self }
    let start = min(range.lowerBound, other.range.lowerBound)
    return Place(source: source, range: start..<max(range.upperBound, other.range.upperBound))
  }

  /// Whether two places name the same bytes of the same text.
  public static func == (a: Place, b: Place) -> Bool {
    a.source === b.source && a.range == b.range
  }

  /// Hashes the identity of the text and the range.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(source))
    hasher.combine(range)
  }
}
