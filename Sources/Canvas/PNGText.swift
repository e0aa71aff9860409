/// An international text (`iTXt`) in a PNG file, as it was written, not packed.
struct PNGText {
  /// The bytes of the text.
  let range: Range<Int>
  /// The bytes of the chunk that its checksum is made of, which follows.
  let chunk: Range<Int>

  /// Finds the text of a key; nil if the file has none.
  init?(_ key: String, in bytes: [UInt8]) {
    var offset = 8
    while offset + 12 <= bytes.count {
      let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      let data = offset + 8..<offset + 8 + length
      guard data.upperBound + 4 <= bytes.count else { return nil }
      let head = Array(key.utf8) + [0]
      if bytes[offset + 4..<offset + 8].elementsEqual("iTXt".utf8),
        bytes[data].starts(with: head), bytes[data].dropFirst(head.count).first == 0,
        // After the key: two bytes on compression, a language and a translated key, each ended by 0.
        let language = bytes[(data.lowerBound + head.count + 2)...].firstIndex(of: 0),
        let translated = bytes[(language + 1)...].firstIndex(of: 0), translated < data.upperBound
      {
        range = translated + 1..<data.upperBound
        chunk = offset + 4..<data.upperBound
        return
      }
      offset = data.upperBound + 4
    }
    return nil
  }
}
