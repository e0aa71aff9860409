import Diagnostics

/// The text of a claim, with the way back from each of its bytes to the document.
struct ClaimText {
  let bytes: [UInt8]
  private let place: Place
  /// Where each byte was written, and the end; nil if that cannot be told.
  private let offsets: [Int]?

  init(_ written: Written) {
    bytes = Array(written.text.utf8)
    place = written.place
    offsets = Self.offsets(of: bytes, in: written.place)
  }

  /// Where a part of the text was written; the whole if nothing is known of its letters.
  func place(_ range: Range<Int>) -> Place {
    guard let offsets, range.upperBound < offsets.count else { return place }
    return Place(
      source: place.source, range: offsets[range.lowerBound]..<offsets[range.upperBound])
  }

  /// What stands in a part of the text.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Follows the text through its place, where backslashes keep signs, blanks stand for line ends
  /// and quotation marks may stand around it.
  private static func offsets(of bytes: [UInt8], in place: Place) -> [Int]? {
    let written = place.source.bytes
    for start in place.range.prefix(400) {
      var offsets: [Int] = []
      var index = start
      for byte in bytes {
        if index < place.range.upperBound, written[index] == UInt8(ascii: "\\"),
          byte != UInt8(ascii: "\\")
        {
          index += 1
        }
        guard index < place.range.upperBound,
          written[index] == byte || byte == 0x20 && written[index].isBlank
        else { break }
        offsets.append(index)
        index += 1
      }
      if offsets.count == bytes.count { return offsets + [index] }
    }
    return nil
  }
}

/// Something wrong with a claim, which ends its reading.
struct ClaimProblem: Error {
  /// What is wrong; nil if it has been told by whoever read the data.
  var diagnostic: Diagnostic?

  init(_ diagnostic: Diagnostic?) { self.diagnostic = diagnostic }
}
