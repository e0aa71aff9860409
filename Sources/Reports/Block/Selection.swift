import Diagnostics

// Block: what of a document is printed in a shape of it, such as a briefing.

extension ReportFormat {
  /// The names under which Quarto's conditional content knows the shape.
  var names: Set<String> {
    switch self {
    case .briefing: ["briefing", "pdf"]
    case .article: ["article", "pdf"]
    case .slides: ["slides", "pdf", "beamer", "revealjs", "pptx"]
    // A handout shows slides.
    case .handout: ["handout", "slides", "pdf", "beamer", "revealjs", "pptx"]
    case .html: ["html"]
    case .figures: ["figures"]
    }
  }

  /// Whether what a lecturer says beside the slides is printed.
  private var showsSpeakerNotes: Bool { self == .handout }

  /// Whether it is made of slides.
  var isInSlides: Bool { self == .slides || self == .handout }

  /// The blocks that the shape shows: no speaker's notes but in handouts, no content for other
  /// shapes.
  func selected(_ blocks: [Block]) -> [Block] {
    blocks.mapped { block in
      // A pause of the lecturer, and nothing that could be read.
      if block.isPause, !isInSlides { return [] }
      guard case .division(let inner, let attributes) = block.kind else { return [block] }
      if attributes.has("notes"), !showsSpeakerNotes { return [] }
      // A slide lies on its side as it is.
      if attributes.has("landscape"), isInSlides { return inner }
      // What a handout alone shows stands beside its slides.
      if self == .handout, attributes["when-format"]?.text == "handout",
        attributes.has("content-visible")
      {
        return [Block(.division(inner, .notes(at: block.place)), at: block.place)]
      }
      guard attributes.has("content-visible") || attributes.has("content-hidden") else {
        return [block]
      }
      return shows(attributes) ? inner : []
    }
  }

  private func shows(_ attributes: Attributes) -> Bool {
    var applies = true
    if let format = attributes["when-format"] { applies = names.contains(format.text) }
    if let format = attributes["unless-format"] { applies = !names.contains(format.text) }
    return attributes.has("content-hidden") ? !applies : applies
  }
}

extension Attributes {
  /// Those of a div of notes for the speaker.
  static func notes(at place: Place) -> Attributes {
    var attributes = Attributes()
    attributes.classes = [Written("notes", at: place)]
    return attributes
  }
}
