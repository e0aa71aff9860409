import Diagnostics
import Tables

/// The claims of one document that the data bore out: they are not checked again as long as the tables
/// that they name are the same.
struct ClaimMemory {
  /// A claim: where it stands, what it is bound to, and all that its words follow from.
  ///
  /// A text of the front matter has one place for all that stands in it, and a file may be included
  /// twice.
  struct Key: Hashable {
    var place: Place
    @ExactText var expression: String
    @ExactText var words: String
    @ExactText var attributes: String
    var language: String
  }

  /// What became of a claim.
  struct Kept {
    var claim: Claim
    /// The words that stand there now.
    var words: [Inline]
    private var tables: [(reference: ClaimData.Reference, files: [DataFile])]

    init(claim: Claim, words: [Inline], tables: [ClaimData.Source]) {
      (self.claim, self.words) = (claim, words)
      self.tables = tables.map { ($0.reference, $0.files) }
    }

    /// Whether all tables are what they were.
    fileprivate func holds(in data: inout ClaimData) -> Bool {
      for table in tables where data.files(of: table.reference) != table.files { return false }
      return true
    }
  }

  private var document: Revision?
  private var claims: [Key: Kept] = [:]

  /// Begins with a document; what is known of another one, or of this one before it was changed, is
  /// forgotten.
  mutating func begin(_ document: Revision?) {
    if document == nil || document != self.document { claims = [:] }
    self.document = document
  }

  /// What became of a claim, if it would be the same now.
  mutating func kept(_ key: Key, _ data: inout ClaimData) -> Kept? {
    guard document != nil, let kept = claims[key], kept.holds(in: &data) else { return nil }
    return kept
  }

  /// Keeps what became of a claim.
  mutating func keep(_ kept: Kept, for key: Key) {
    if document != nil { claims[key] = kept }
  }
}
