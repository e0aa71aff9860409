import Canvas
import Diagnostics
import Testing

/// The record that a file carries, and its seal.
@Suite struct FileRecordTests {
  private static let record = #"{"name":"a 'b' <c> & \"seal\":","# + FileRecord.openSeal

  private static let scene = Scene(
    size: Size(60, 40),
    items: [.path(ScenePath(.rect(Rect(5, 5, 50, 30)), fill: .color(Color(hex: 0x0D3A6A))))],
    title: "A title with <metadata> & \"seal\":\"0\"}", description: "A box.")

  private static func file(_ kind: String) throws -> [UInt8] {
    switch kind {
    case "png":
      var options = PNGOptions()
      options.record = record
      return try PNGOutput.bytes(of: scene, options: options)
    case "svg": return Array(SVGOutput.text(of: scene, record: record).utf8)
    case "pdf":
      var options = PDFOptions(title: "A <playfair:record> title")
      options.record = record
      return try PDFOutput.bytes(of: scene, options: options)
    default:
      return FileRecord.web("<!DOCTYPE html>\n<html>\n<style>p{}</style><p>x</p>", with: record)
    }
  }

  @Test("a record is read back from a sealed file, which is intact", arguments: kinds)
  func roundTrip(kind: String) throws {
    let bytes = FileRecord.sealed(try FileRecordTests.file(kind))
    let found = try #require(FileRecord(of: bytes))
    #expect(found.isIntact)
    let seal = found.json.suffix(66).dropLast(2)
    #expect(ContentDigest(seal) != nil && !seal.allSatisfy { $0 == "0" })
    let start = FileRecordTests.record.dropLast(66)
    #expect(found.json.dropLast(66) == start)
    #expect(FileRecord.sealed(bytes) == bytes)
  }

  @Test("whoever changes a byte, or the record, breaks the seal", arguments: kinds)
  func changes(kind: String) throws {
    let bytes = FileRecord.sealed(try FileRecordTests.file(kind))
    for place in stride(from: 20, to: bytes.count, by: max(1, bytes.count / 97)) {
      var changed = bytes
      changed[place] ^= 1
      #expect(FileRecord(of: changed)?.isIntact != true, "byte \(place)")
    }
    #expect(FileRecord(of: bytes + [0x20])?.isIntact == false)
  }

  @Test("a sealed PNG file is still a sound picture")
  func checksum() throws {
    let bytes = FileRecord.sealed(try FileRecordTests.file("png"))
    #expect(try Picture(bytes).size.width > 0)
    // Each chunk ends with the checksum of its type and data.
    var offset = 8
    while offset + 12 <= bytes.count {
      let length = FileRecordTests.number(bytes[offset..<offset + 4])
      let body = bytes[offset + 4..<offset + 8 + length]
      let written = FileRecordTests.number(bytes[offset + 8 + length..<offset + 12 + length])
      #expect(written == Int(FileRecordTests.checksum(body)))
      offset += length + 12
    }
    #expect(offset == bytes.count)
  }

  @Test("files without a record have none", arguments: kinds)
  func none(kind: String) throws {
    #expect(FileRecord(of: []) == nil)
    #expect(FileRecord(of: try PNGOutput.bytes(of: FileRecordTests.scene)) == nil)
    #expect(FileRecord(of: Array(SVGOutput.text(of: FileRecordTests.scene).utf8)) == nil)
    #expect(FileRecord(of: try PDFOutput.bytes(of: FileRecordTests.scene)) == nil)
    let bytes = FileRecord.sealed(try FileRecordTests.file(kind))
    for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 41)) {
      #expect(FileRecord(of: Array(bytes[..<end]))?.isIntact != true)
    }
  }

  private static let kinds = ["png", "svg", "pdf", "html"]

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    var number = 0
    for byte in bytes { number = number << 8 | Int(byte) }
    return number
  }

  /// The CRC-32 of ISO 3309, as PNG has it.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 {
        let isOdd = crc & 1 == 1
        crc >>= 1
        if isOdd { crc ^= 0xEDB8_8320 }
      }
    }
    return ~crc
  }
}
