/// The face, size and language of a text.
public struct TextStyle: Sendable, Hashable {
  /// The font family, such as `Inter`, or several with commas, of which the first that there is counts.
  ///
  /// Behind a `|` stands what is used, and told, where there is none of them.
  public var family: String
  /// The size of the type, in points.
  public var size: Double
  /// The weight from 100 to 1000; 400 is regular, 600 semibold.
  public var weight: Int
  /// Whether the italic is used.
  public var italic: Bool
  /// OpenType features that are on or off, by tag, such as `tnum: true`.
  public var features: [Feature]
  /// The language as a BCP 47 tag, such as `en-GB` or `zh-Hans`: it chooses glyphs and breaks.
  public var language: String
  /// Space added between letters, in points.
  public var letterSpacing: Double

  /// An OpenType feature and whether it is on.
  public struct Feature: Sendable, Hashable {
    /// The four-letter tag.
    public var tag: String
    /// Whether it is on.
    public var isOn: Bool

    /// Creates a feature setting.
    public init(_ tag: String, _ isOn: Bool = true) {
      self.tag = tag
      self.isOn = isOn
    }

    /// Figures of equal width.
    public static let tabularFigures = Feature("tnum")
    /// Figures that stand on the line, as tall as capitals.
    public static let liningFigures = Feature("lnum")
    /// Figures with ascenders and descenders.
    public static let oldStyleFigures = Feature("onum")
    /// Small capitals in place of small letters.
    public static let smallCapitals = Feature("smcp")
  }

  /// Creates a style.
  public init(
    family: String, size: Double, weight: Int = 400, italic: Bool = false,
    features: [Feature] = [], language: String = "en", letterSpacing: Double = 0
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.italic = italic
    self.features = features
    self.language = language
    self.letterSpacing = letterSpacing
  }
}

/// The measures of one line of text, in points.
public struct TextMetrics: Sendable, Hashable {
  /// How far the line runs, with its trailing spaces.
  public var width: Double
  /// From the baseline up to the top of the font's letters.
  public var ascent: Double
  /// From the baseline down to the foot of the font's letters.
  public var descent: Double

  /// Creates measures.
  public init(width: Double, ascent: Double, descent: Double) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }
}
