/// What makes pages worse: the weights of the search for the best ones.
///
/// The unit is arbitrary; only their relation counts. A page costs about as much as a figure that
/// is drawn over the page from its reference, and twice as much as two lines left empty at the foot.
enum PageCost {
  /// A page more.
  static let page = 40.0
  /// A line of white that goes into the space around figures and above headings.
  static let stretchedLine = 0.7
  /// The square of the lines that stay empty at the foot of a column.
  static let emptyLine = 4.0
  /// A column that is less than three quarters full.
  static let halfEmpty = 2000.0
  /// A figure that waits at the end of a column, of a page whose neighbour it can be seen beside,
  /// and of another page.
  static let waitsForColumn = 3.0
  static let waitsForFacingPage = 9.0
  static let waitsForPage = 15.0
  /// A figure that is drawn more than a page from its reference.
  static let waitsTooLong = 4000.0
  /// A heading that a figure is held back over.
  static let overtakenHeading = 60.0
  /// A figure between two paragraphs of one column, not at its top or foot.
  static let interrupts = 1.0
  /// Fewer than three lines between two figures.
  static let fewLinesBetween = 8.0
  /// A line of text above a figure that waited since the last column: it had better stand at the
  /// top; and fewer than five lines of it.
  static let lineAboveLate = 0.7
  static let fewLinesAbove = 30.0
  /// A note that goes on over the page.
  static let splitNote = 60.0
  /// A group of rows of a table that goes on over the page: worse than three empty lines.
  static let partedGroup = 40.0
  /// A column without text or figures, where nothing fits.
  static let emptyColumn = 5000.0
  /// Something that does not fit on any page.
  static let overflow = 1e7
  /// A last page of fewer than five lines.
  static let shortEnd = 12.0
}
