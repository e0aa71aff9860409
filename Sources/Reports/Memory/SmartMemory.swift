import Diagnostics

/// Texts with printer's signs, for documents that say much the same, such as the reports of one
/// document.
final class SmartMemory {
  /// All that a text's signs follow from.
  struct Key: Hashable {
    @ExactText var text: String
    var following: Character
    var language: String
    var before: State
  }

  /// What has stood before a text.
  struct State: Hashable {
    var previous: Character = " "
    /// How many quotations are open, and quotations within these.
    var open = 0
    var innerOpen = 0
  }

  var texts = Generations<Key, (text: String, after: State)>(limit: 1000)
}
