import Canvas

/// A page that is being filled; a copy of it is a way back to an earlier place.
struct PageState {
  /// The next box of the flow.
  var next: Int
  var y = 0.0
  var body: [PageLayout.Placed] = []
  /// The lines of the notes at the foot.
  var foot: [FlowBox] = []
  /// The notes that are on this page or on an earlier one.
  var noted: Set<Int>
  /// The lines of notes that go on over the page.
  var carried: [FlowBox] = []
  /// The figures that wait for a place, in order.
  var pending: [Int]
  var sections: [SectionMark] = []
  /// The space that what stands last keeps below it.
  var spaceBelow = 0.0
  /// The section that starts at the very top, so that the page belongs to it as a whole.
  var openingSection: SectionMark?
  /// Whether a figure or a table that moved stands last.
  var endsInFloat = false
  /// Whether more than figures stands here.
  var hasText = false

  var isEmpty: Bool { body.isEmpty }
}

/// The measures of the foot of a page.
enum NoteArea {
  /// The space between the text and the rule, and between the rule and the notes.
  static let above = 10.0
  static let below = 4.0
  /// The width and the weight of the rule.
  static let ruleLength = 60.0
  static let ruleWidth = 0.5

  /// How much of the page some lines of notes take, with the rule above them.
  static func height(_ lines: [FlowBox]) -> Double {
    guard !lines.isEmpty else { return 0 }
    return above + below + linesHeight(lines)
  }

  static func linesHeight(_ lines: [FlowBox]) -> Double {
    lines.enumerated().reduce(0) { sum, line in
      sum + line.element.height + (line.offset > 0 ? line.element.spaceBefore : 0)
    }
  }
}
