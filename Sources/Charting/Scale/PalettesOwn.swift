// Data: Playfair's own colours.

/// Colour schemes as data: for each name, colours in six hexadecimal digits each.
enum PaletteTables {
  static let own: [String: String] = [
    "playfair": "0d3a6a9932221b7e71c4833a6a5ea2748de3"
  ]
  static let ownSequential: [String: String] = ["playfair-sequential": "748de3405fa40d3a6a"]
  static let ownDiverging: [String: String] = ["playfair-diverging": "993222f1efe90d3a6a"]
}
