import CDeflate

/// Where in a file its record stands: a line of JSON that says how the file was made.
///
/// PNG files have it in an international text of their own key, SVG files in `metadata`, PDF files in
/// their XMP, web pages in a `meta` of the head.
struct RecordPlace {
  /// The kinds of file that carry one.
  enum Kind {
    case png, svg, pdf, web
  }

  var kind: Kind
  /// The bytes of the JSON, as they are written in the file.
  var range: Range<Int>
  /// The bytes of the chunk that holds it in a PNG file, of which its checksum is made, which follows.
  var chunk: Range<Int>?

  /// The key of the text in PNG files.
  static let key = "Record"
  /// The class of the element in SVG files and the name of the element in web pages.
  static let name = "playfair-record"

  /// Finds the record of a file; nil if it has none.
  init?(in bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      self.init(png: bytes)
    } else if bytes.starts(with: "%PDF-".utf8) {
      self.init(.pdf, in: bytes, from: "<playfair:record>", to: "</playfair:record>")
    } else {
      if bytes.starts(with: "<!DOCTYPE".utf8) {
        self.init(.web, in: bytes, from: "<meta name='\(RecordPlace.name)' content='", to: "'>")
      } else {
        self.init(
          .svg, in: bytes, from: "<metadata class=\"\(RecordPlace.name)\">", to: "</metadata>")
      }
    }
  }

  private init?(_ kind: Kind, in bytes: [UInt8], from opening: String, to closing: String) {
    guard let start = RecordPlace.find(opening, in: bytes) else { return nil }
    let first = start + opening.utf8.count
    guard let end = RecordPlace.find(closing, in: bytes, from: first) else { return nil }
    self.kind = kind
    range = first..<end
  }

  private init?(png bytes: [UInt8]) {
    guard let text = PNGText(RecordPlace.key, in: bytes) else { return nil }
    (kind, range, chunk) = (.png, text.range, text.chunk)
  }

  /// Where signs first stand at or after an offset.
  private static func find(_ signs: String, in bytes: [UInt8], from start: Int = 0) -> Int? {
    let wanted = Array(signs.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
    var index = start
    while index <= bytes.count - wanted.count {
      guard let next = bytes[index...].firstIndex(of: first), next <= bytes.count - wanted.count
      else { return nil }
      if bytes[next..<next + wanted.count].elementsEqual(wanted) { return next }
      index = next + 1
    }
    return nil
  }

  /// A text as it is written in a kind of file.
  static func escaped(_ json: String, for kind: Kind) -> String {
    guard kind != .png else { return json }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.utf8.count)
    for byte in json.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The JSON that stands there.
  func json(in bytes: [UInt8]) -> String {
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard kind != .png else { return text }
    return text.replacing("&#39;", with: "'").replacing("&gt;", with: ">")
      .replacing("&lt;", with: "<").replacing("&amp;", with: "&")
  }

  /// Writes the checksum of the chunk anew, where there is one.
  func mend(_ bytes: inout [UInt8]) {
    guard let chunk else { return }
    let body = Array(bytes[chunk])
    let value = libdeflate_crc32(0, body, body.count)
    for index in 0..<4 {
      bytes[chunk.upperBound + index] = UInt8(truncatingIfNeeded: value >> (24 - 8 * index))
    }
  }
}
