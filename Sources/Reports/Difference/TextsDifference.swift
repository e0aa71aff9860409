/// What is different in the texts of two files, piece by piece.
public enum TextsDifference {
  /// How many characters of a piece are told.
  private static let longest = 90

  /// A line for each piece that came (`+`) or went (`−`), in their order; of two long ones that begin
  /// alike the place is shown where they part.
  public static func lines(from old: [String], to new: [String]) -> [String] {
    let changes = new.difference(from: old)
    let (gone, come) = (changes.removals.map(\.text), changes.insertions.map(\.text))
    return changes.map { change in
      switch change {
      case .insert(_, let text, _): "+ " + shown(text, beside: gone)
      case .remove(_, let text, _): "− " + shown(text, beside: come)
      }
    }
  }

  private static func shown(_ text: String, beside others: [String]) -> String {
    let other = others.first { $0.prefix(20) == text.prefix(20) }
    return other.map { ChangeWords.pair(text, $0, limit: longest).old }
      ?? ChangeWords.shortened(text, to: longest)
  }
}

extension CollectionDifference<String>.Change {
  fileprivate var text: String {
    switch self {
    case .insert(_, let text, _), .remove(_, let text, _): text
    }
  }
}
