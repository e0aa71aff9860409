// Data: Playfair's own colours.

/// Colour schemes as data: for each name, colours in six hexadecimal digits each.
enum PaletteTables {
  /// Navy, brick, teal, ochre, purple, periwinkle; then raspberry and umber.
  ///
  /// The first six were found by search; pairwise they differ by CIEDE2000 of at least 18.9 as
  /// seen by most people, and 15.2, 15.9 and 15.1 with protanopia, deuteranopia and tritanopia
  /// (Machado, Oliveira and Fernandes 2009). The last two were found among all colours with a
  /// contrast of at least 3 on white, a lightness of at least 22, a chroma of at most 72 (no louder
  /// than the rest) and a difference of at least 15 from the ink and from the grey of context: of
  /// the pairs of those (in steps of 4 of 255) the one whose least difference from the six and from
  /// each other, in shares of those bounds, is the greatest. It is 94 % of them: 17.8, 14.3, 15.0
  /// and 14.2. All bounds at once are out of reach: without the limit of chroma it is 95 %.
  static let own: [String: String] = [
    "playfair": "0d3a6a9932221b7e71c4833a6a5ea2748de3dc2068483030"
  ]

  /// From periwinkle to navy, straight in CIE L*a*b*, so that the lightness falls evenly from 60 to
  /// 24.
  static let ownSequential: [String: String] = [
    "playfair-sequential": "748de3637ece5370b94362a432549021477d0d3a6a"
  ]

  /// From brick over the paper of shaded periods to navy, straight in CIE L*a*b* on each side.
  static let ownDiverging: [String: String] = [
    "playfair-diverging": "993222b5624fcd907fe1bfb3f1efe9babec8858fa85062890d3a6a"
  ]
}
