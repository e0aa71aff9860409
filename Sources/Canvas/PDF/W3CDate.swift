/// Dates as W3C and PDF write them.
enum W3CDate {
  /// A date with its time, in Universal Time if it names no zone; nil if it is none.
  ///
  ///     W3CDate.complete("2026-05-01")   // 2026-05-01T00:00:00Z
  static func complete(_ date: String) -> String? {
    let template = Array("0000-00-00T00:00:00".utf8)
    let zero = Array("0000-01-01T00:00:00".utf8)
    let bytes = Array(date.utf8)
    var result = zero
    for (index, byte) in bytes.prefix(19).enumerated() {
      let isDigit = (0x30...0x39).contains(byte)
      guard template[index] == 0x30 ? isDigit : byte == template[index] else { return nil }
      result[index] = byte
    }
    guard [4, 7, 10, 16].contains(bytes.count) || bytes.count >= 19 else { return nil }
    func part(_ start: Int) -> Int {
      Int(result[start] - 0x30) * 10 + Int(result[start + 1] - 0x30)
    }
    guard (1...12).contains(part(5)), (1...31).contains(part(8)), part(11) < 24, part(14) < 60,
      part(17) <= 60
    else { return nil }
    let zone = String(decoding: bytes.dropFirst(19), as: UTF8.self)
    guard zone.isEmpty || zone == "Z" || isOffset(zone) else { return nil }
    return String(decoding: result, as: UTF8.self) + (zone.isEmpty ? "Z" : zone)
  }

  /// Whether a zone is written as `+08:00`.
  private static func isOffset(_ zone: String) -> Bool {
    let bytes = Array(zone.utf8)
    guard bytes.count == 6, bytes[0] == 0x2B || bytes[0] == 0x2D, bytes[3] == 0x3A else {
      return false
    }
    return [1, 2, 4, 5].allSatisfy { (0x30...0x39).contains(bytes[$0]) }
  }
}
