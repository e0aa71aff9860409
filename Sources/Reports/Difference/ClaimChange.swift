import Diagnostics

/// What became of a claim: of words in the text that are bound to the data.
public struct ClaimChange: Sendable {
  /// What became of it.
  public enum Kind: String, Sendable {
    /// The data do not bear it out any more.
    case becameFalse = "false"
    /// The data bear it out again.
    case becameTrue = "true"
    /// Its words are written from the data, and are others now.
    case rewritten
  }

  /// What became of it.
  public var kind: Kind
  /// The words, as they are printed now.
  public var text: String
  /// The words, as they were printed.
  public var oldText: String
  /// What it is bound to.
  public var expression: String
  /// Where the words stand now.
  public var place: Place
  /// What the data say against it.
  public var message: String?

  /// What became of the claims of a document, in the order of the new text.
  static func changes(from old: [Claim], to new: [Claim]) -> [ClaimChange] {
    var before: [Key: [Claim]] = [:]
    for claim in old { before[Key(claim), default: []].append(claim) }
    return new.compactMap { claim in
      let key = Key(claim)
      let was = before[key]?.isEmpty == false ? before[key]?.removeFirst() : nil
      return change(from: was, to: claim)
    }
  }

  /// What tells a claim from others: what is written from the data may say something else.
  private struct Key: Hashable {
    var expression: String
    var text: String

    init(_ claim: Claim) {
      (expression, text) = (claim.expression, claim.isFilled ? "" : claim.text)
    }
  }

  private static func change(from old: Claim?, to new: Claim) -> ClaimChange? {
    let kind: Kind
    switch (old?.problem, new.problem) {
    case (nil, _?): kind = .becameFalse
    case (_?, nil): kind = .becameTrue
    default:
      guard let old, new.isFilled, old.text != new.text else { return nil }
      kind = .rewritten
    }
    return ClaimChange(
      kind: kind, text: new.text, oldText: old?.text ?? new.text, expression: new.expression,
      place: new.problem?.place ?? new.place, message: new.problem?.message)
  }
}
