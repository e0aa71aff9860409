// Scale: named colours for a scale.

import Canvas

/// A named set of colours.
struct ColorScheme: Sendable, Hashable {
  /// What a scheme is for.
  enum Kind: Sendable, Hashable {
    /// Single values without order.
    case categorical
    /// From little to much.
    case sequential
    /// From one extreme over a neutral middle to another.
    case diverging
    /// Round and round: the end is the start.
    case cyclical
  }

  /// The name.
  let name: String
  /// What it is for.
  let kind: Kind
  /// The colours; for all but a categorical scheme, evenly spaced along a ramp.
  let colors: [Color]
  /// How many colours the name asked for (`blues-5`), if it did.
  var count: Int?

  /// The colours for some single values.
  ///
  /// Those of a categorical scheme are taken in order, round and round; a ramp is sampled as Vega
  /// does it.
  func discrete(count: Int) -> [Color] {
    guard kind == .categorical else { return ramp.samples(count) }
    guard !colors.isEmpty else { return [] }
    return (0..<min(max(count, 0), Int(Ticks.limit))).map { colors[$0 % colors.count] }
  }

  /// The colours as a ramp; those of a categorical scheme too, as Vega does it.
  var ramp: ColorRamp { ColorRamp(colors: colors) }

  /// The colours for the range of a scale of single values: all of a categorical scheme, or as many
  /// as the name asks for, or `count`.
  func range(count: Int) -> [Color] {
    if let wanted = self.count {
      return kind == .categorical ? Array(colors.prefix(wanted)) : ramp.samples(wanted)
    }
    return kind == .categorical ? colors : ramp.samples(count)
  }
}

/// The named colour schemes: Vega's, and Playfair's own.
enum Palettes {
  /// The scheme of a name, in any case; a number after a hyphen asks for so many colours.
  ///
  ///     Palettes.scheme(named: "blues-5")?.count   // 5
  static func scheme(named name: String) -> ColorScheme? {
    let name = name.lowercased()
    if let scheme = plain(name) { return scheme }
    guard let hyphen = name.lastIndex(of: "-"),
      let count = Int(name[name.index(after: hyphen)...]), count > 0, count <= 256
    else { return nil }
    var scheme = plain(String(name[..<hyphen]))
    scheme?.count = count
    return scheme
  }

  /// The names of all schemes, sorted.
  static var names: [String] { tables.flatMap { $0.1.keys }.sorted() }

  private static let tables: [(ColorScheme.Kind, [String: String])] = [
    (.categorical, PaletteTables.own), (.sequential, PaletteTables.ownSequential),
    (.diverging, PaletteTables.ownDiverging), (.categorical, PaletteTables.categorical),
    (.sequential, PaletteTables.singleHue), (.sequential, PaletteTables.multiHue),
    (.sequential, PaletteTables.perceptual), (.diverging, PaletteTables.diverging),
    (.cyclical, PaletteTables.cyclical),
  ]

  private static func plain(_ name: String) -> ColorScheme? {
    for (kind, table) in tables {
      if let digits = table[name] {
        return ColorScheme(name: name, kind: kind, colors: colors(digits))
      }
    }
    return nil
  }

  /// Colours written one after the other in six hexadecimal digits each.
  private static func colors(_ digits: String) -> [Color] {
    let bytes = Array(digits.utf8)
    return stride(from: 0, to: bytes.count - 5, by: 6).compactMap { start in
      UInt32(String(decoding: bytes[start..<start + 6], as: UTF8.self), radix: 16)
        .map { Color(hex: $0) }
    }
  }
}
