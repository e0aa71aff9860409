import Canvas

/// A piece of a paragraph in one style that leads to one place.
struct TextPiece: Sendable {
  var text: String
  var style: TextStyle
  var color: Color
  /// How far it stands above the baseline.
  var rise = 0.0
  var link: LinkTarget?
  var role = SceneRole.span
  /// The notes that it calls.
  var notes: [Int] = []
  /// The notes beside the text that are called at its end.
  var asides: [[Inline]] = []
  /// Whether a line strikes it out.
  var isStruck = false
  /// Whether it is stressed: East Asian letters, which have no italics, get dots.
  var isEmphasized = false
  /// Whether lines may end at the signs of an address within it.
  var isAddress = false
}
