/// Where the address of a web page or a work may be divided over lines, without a hyphen.
///
/// After *The Chicago Manual of Style* (17th ed., 7.46): after a colon or two slashes; before one
/// slash, a stop and most other signs; before or after an equals sign or an ampersand; never after a
/// hyphen, which would be read as one that was added.
enum AddressDivisions {
  /// A division: its offset in bytes, and how unwelcome a line end is there.
  struct Point: Equatable {
    var offset: Int
    var penalty: Double
  }

  /// The fewest letters on the second line.
  private static let leastTail = 4
  /// The fewest letters on the first line.
  private static let leastHead = 4

  /// The divisions, ascending.
  static func points(in address: String) -> [Point] {
    let bytes = Array(address.utf8)
    let host = self.host(bytes)
    let end = bytes.lastIndex { !".,;".utf8.contains($0) }.map { $0 + 1 } ?? 0
    // A part such as ".html" says nothing alone.
    let ending = bytes[..<end].lastIndex(of: UInt8(ascii: "."))
      .flatMap { end - $0 <= 6 ? $0 : nil }
    var points: [Point] = []
    for offset in bytes.indices where offset >= leastHead && end - offset >= leastTail {
      guard var penalty = penalty(at: offset, bytes) else { continue }
      // The name of a machine is better left whole.
      if host.contains(offset), offset > host.lowerBound { penalty = max(penalty, 300) }
      if offset == ending { penalty = max(penalty, 200) }
      points.append(Point(offset: offset, penalty: penalty))
    }
    return points
  }

  /// How unwelcome a line end is before a byte; nil if there may be none.
  private static func penalty(at offset: Int, _ bytes: [UInt8]) -> Double? {
    let (before, after) = (bytes[offset - 1], bytes[offset])
    let slash = UInt8(ascii: "/")
    if before == slash {
      // After two of them; after one only what stands before the next sign.
      return offset > 1 && bytes[offset - 2] == slash && after != slash ? 100 : nil
    }
    if after == slash {
      if before == UInt8(ascii: ":") { return nil }
      return 20
    }
    if before == UInt8(ascii: ":") { return 60 }
    if "=&".utf8.contains(after) || "=&".utf8.contains(before) { return 60 }
    return "~.,-_?#%".utf8.contains(after) ? 80 : nil
  }

  /// The bytes of the name of the machine.
  private static func host(_ bytes: [UInt8]) -> Range<Int> {
    let slash = UInt8(ascii: "/")
    guard
      let start = bytes.indices.dropFirst().first(where: {
        bytes[$0] == slash && bytes[$0 - 1] == slash
      })
    else { return 0..<0 }
    let end = bytes[(start + 1)...].firstIndex(of: slash) ?? bytes.count
    return (start + 1)..<end
  }
}
