/// The colour space of all outputs as an ICC profile: sRGB (IEC 61966-2-1).
///
/// A matrix profile of ICC.1:2004 (version 4.2), the one to which PDF 1.7 refers, with the curve of
/// sRGB as a formula, and the primaries adapted to D50.
enum ColorProfile {
  /// The bytes of the profile.
  static let sRGB: [UInt8] = {
    let curve = parametricCurve([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
    let tags: [(String, [UInt8])] = [
      ("desc", words("sRGB IEC61966-2.1")), ("cprt", words("No copyright, use freely")),
      ("wtpt", color(0.9642, 1, 0.8249)),
      ("rXYZ", color(0.43607, 0.22249, 0.01392)), ("gXYZ", color(0.38515, 0.71687, 0.09708)),
      ("bXYZ", color(0.14307, 0.06061, 0.71410)),
      ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
      (
        "chad",
        type("sf32")
          + [
            1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168,
          ].flatMap(fixed)
      ),
    ]
    return file(of: tags)
  }()

  private static func file(of tags: [(String, [UInt8])]) -> [UInt8] {
    var table = number(tags.count)
    var data: [UInt8] = []
    var known: [[UInt8]: Int] = [:]
    let start = 128 + 4 + 12 * tags.count
    for (name, content) in tags {
      // The three colours share one curve.
      let offset = known[content] ?? start + data.count
      table += Array(name.utf8) + number(offset) + number(content.count)
      guard known[content] == nil else { continue }
      known[content] = offset
      data += content + [UInt8](repeating: 0, count: (4 - content.count % 4) % 4)
    }
    return header(size: start + data.count) + table + data
  }

  private static func header(size: Int) -> [UInt8] {
    var header = number(size) + number(0) + number(0x0420_0000)
    header += Array("mntrRGB XYZ ".utf8)
    // The day on which the standard was published.
    for part in [1999, 10, 18, 0, 0, 0] { header += [UInt8(part >> 8), UInt8(part & 255)] }
    header += Array("acsp".utf8) + [UInt8](repeating: 0, count: 28)
    header += [0.9642, 1, 0.8249].flatMap(fixed)
    return header + [UInt8](repeating: 0, count: 128 - header.count)
  }

  private static func type(_ name: String) -> [UInt8] { Array(name.utf8) + number(0) }

  private static func color(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
    type("XYZ ") + [x, y, z].flatMap(fixed)
  }

  /// The curve (ax + b)^g from d on, and cx below: g, a, b, c, d.
  private static func parametricCurve(_ numbers: [Double]) -> [UInt8] {
    type("para") + [0, 3, 0, 0] + numbers.flatMap(fixed)
  }

  private static func words(_ text: String) -> [UInt8] {
    let units = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    return type("mluc") + number(1) + number(12) + Array("enUS".utf8) + number(units.count)
      + number(28) + units
  }

  private static func number(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  /// A number with sixteen bits after the point.
  private static func fixed(_ value: Double) -> [UInt8] { number(Int((value * 65_536).rounded())) }
}
