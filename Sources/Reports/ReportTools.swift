/// What one thread keeps from one document to the next, because it takes long to make.
///
/// The documents come out the same with it and without.
public final class ReportTools {
  /// The patterns that divide words, as far as they have been read.
  private var hyphenation: Hyphenation?

  /// Creates tools that hold nothing yet.
  public init() {}

  /// The patterns of some folders.
  func hyphenation(in folders: [String]) -> Hyphenation {
    if let hyphenation, hyphenation.folders == folders { return hyphenation }
    return Hyphenation(folders: folders)
  }

  /// Keeps patterns for the next document.
  func keep(_ hyphenation: Hyphenation) { self.hyphenation = hyphenation }
}
