/// What a text must look like as a whole.
public struct TextPattern: Sendable, Hashable {
  /// The pattern as written.
  public let text: String
  /// Whether a text matches from its first to its last character.
  public func matches(_ text: String) -> Bool { true }
}
