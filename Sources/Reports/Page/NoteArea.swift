/// The measures of the foot of a column.
enum NoteArea {
  /// The space between the text and the rule, and between the rule and the notes.
  static let above = 10.0
  static let below = 4.0
  /// The width and the weight of the rule.
  static let ruleLength = 60.0
  static let ruleWidth = 0.5

  /// How much of the column some lines of notes take, with the rule above them.
  static func height(_ lines: [FlowBox]) -> Double {
    guard !lines.isEmpty else { return 0 }
    return above + below + linesHeight(lines)
  }

  /// How much some lines take, the first without the space above it.
  static func linesHeight(_ lines: [FlowBox]) -> Double {
    lines.enumerated().reduce(0) { sum, line in
      sum + line.element.height + (line.offset > 0 ? line.element.spaceBefore : 0)
    }
  }
}
