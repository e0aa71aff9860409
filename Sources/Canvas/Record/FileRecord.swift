import Diagnostics

/// The record that a file carries, and the seal by which a change of the file is found.
///
/// The record is an object of JSON on one line whose last member is `"seal"`: the SHA-256 of the
/// whole file, in which the digits of the seal themselves are zeros (and, in a PNG file, the checksum
/// of the record's chunk is that of these zeros). Whoever changes a byte breaks the seal.
public struct FileRecord: Sendable, Hashable {
  /// The record.
  public var json: String
  /// Whether the file is as it was when it was made.
  public var isIntact: Bool

  /// What stands for the seal until the file is made, with the end of the record.
  public static let openSeal = "\"seal\":\"" + String(repeating: "0", count: 64) + "\"}"

  /// Reads the record of a file: PNG, SVG, PDF or a web page; nil if it has none.
  public init?(of bytes: [UInt8]) {
    guard let place = RecordPlace(in: bytes), FileRecord.digits(in: bytes, place) != nil else {
      return nil
    }
    json = place.json(in: bytes)
    isIntact = FileRecord.sealed(bytes) == bytes
  }

  /// A web page with a record in its head.
  public static func web(_ page: String, with record: String) -> [UInt8] {
    let element =
      "<meta name='\(RecordPlace.name)' content='\(RecordPlace.escaped(record, for: .web))'>\n"
    guard let style = page.firstIndex(of: "\n").map({ page[$0...] })?.firstRange(of: "<style>")
    else { return Array(page.utf8) }
    return Array((page[..<style.lowerBound] + element + page[style.lowerBound...]).utf8)
  }

  /// The file with its seal, if it carries a record.
  public static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    guard let place = RecordPlace(in: bytes), let digits = digits(in: bytes, place) else {
      return bytes
    }
    var bytes = bytes
    let seal = seal(of: bytes, place, digits)
    bytes.replaceSubrange(digits, with: Array(seal.description.utf8))
    place.mend(&bytes)
    return bytes
  }

  /// Where the digits of the seal stand: at the end of the record.
  private static func digits(in bytes: [UInt8], _ place: RecordPlace) -> Range<Int>? {
    let end = place.range.upperBound - 2
    let start = end - 64
    let label = Array("\"seal\":\"".utf8)
    guard start - label.count > place.range.lowerBound,
      bytes[start - label.count..<start].elementsEqual(label),
      bytes[end..<end + 2].elementsEqual("\"}".utf8)
    else { return nil }
    return start..<end
  }

  private static func seal(
    of bytes: [UInt8], _ place: RecordPlace, _ digits: Range<Int>
  ) -> ContentDigest {
    var bytes = bytes
    for index in digits { bytes[index] = UInt8(ascii: "0") }
    place.mend(&bytes)
    return ContentDigest(of: bytes)
  }
}
