import Canvas

/// What stands where on one page, before it becomes a scene.
struct PageLayout: Sendable {
  /// Something that has been placed: its parts, from the top of the text.
  struct Placed: Sendable {
    var y: Double
    var height: Double
    var parts: [FlowPart]
  }

  /// From 1.
  var number = 1
  /// The text with its figures, from the top down.
  var body: [Placed] = []
  /// The notes at the foot.
  var notes: [Placed] = []
  /// Where the rule above the notes stands.
  var noteRule: Double?
  /// The headings that stand here.
  var sections: [SectionMark] = []
  /// The section that is in force at the top of the page.
  var section = ""

  /// How far down the text reaches.
  var depth: Double { body.map { $0.y + $0.height }.max() ?? 0 }
}
