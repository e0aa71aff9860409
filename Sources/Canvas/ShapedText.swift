/// A piece of text in one style, as part of a paragraph.
public struct TextRun: Sendable, Hashable {
  /// The text.
  public var text: String
  /// Its face, size and language.
  public var style: TextStyle

  /// Creates a run.
  public init(_ text: String, _ style: TextStyle) {
    self.text = text
    self.style = style
  }
}

/// A paragraph laid out on one endless line: where each letter stands and where lines may break.
///
/// Offsets count the UTF-8 bytes of all runs joined.
public struct ShapedText: Sendable {
  /// A place where a line may or must end: the next line starts at the offset.
  public struct Break: Sendable, Hashable {
    /// The offset at which the next line starts.
    public var offset: Int
    /// Whether the line must end here.
    public var isMandatory: Bool

    /// Creates a break.
    public init(offset: Int, isMandatory: Bool) {
      self.offset = offset
      self.isMandatory = isMandatory
    }
  }

  /// The joined text.
  public var text: String
  /// The distance from the start of the line to each offset, in points; one more than bytes.
  public var positions: [Double]
  /// The places where lines may break, ascending (Unicode Standard Annex 14).
  public var breaks: [Break]
  /// The offsets of letters that begin inside a glyph, ascending: the `i` of a ligature `fi`.
  public var joined: [Int] = []
  /// The largest ascent of its fonts, in points.
  public var ascent: Double
  /// The largest descent of its fonts, in points.
  public var descent: Double

  /// Creates a shaped text.
  public init(
    text: String, positions: [Double], breaks: [Break], ascent: Double, descent: Double
  ) {
    self.text = text
    self.positions = positions
    self.breaks = breaks
    self.ascent = ascent
    self.descent = descent
  }

  /// How far the text runs between two offsets, in points.
  public func advance(from start: Int, to end: Int) -> Double {
    guard start >= 0, end < positions.count, start <= end else { return 0 }
    return positions[end] - positions[start]
  }
}
