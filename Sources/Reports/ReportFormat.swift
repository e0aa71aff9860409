/// The shapes in which a document is set.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// Pages of running text, one column wide.
  case briefing
  /// Pages of running text in two columns.
  case article
  /// A slide for each figure or thought.
  case slides
  /// Some slides a page, with their notes.
  case handout
  /// One page for a web browser, with all that it needs inside.
  case html
  /// The figures alone, each in files of its own.
  case figures

  /// The names that Pandoc and Quarto have for a shape, besides its own.
  static let otherNames: [String: ReportFormat] = [
    "pdf": .briefing, "typst": .briefing, "latex": .briefing, "beamer": .slides,
    "revealjs": .slides, "pptx": .slides, "html5": .html,
  ]

  /// The shape of a name; nil if there is none.
  public init?(name: String) {
    guard let format = ReportFormat(rawValue: name) ?? Self.otherNames[name] else { return nil }
    self = format
  }

  /// The names of all shapes.
  public static var names: [String] { allCases.map(\.rawValue) }
}
