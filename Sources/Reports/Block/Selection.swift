// Block: what of a document is printed in a shape of it, such as a briefing.

/// The shape in which a document is set.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// Pages of running text.
  case briefing
}

extension ReportFormat {
  /// The names under which Quarto's conditional content knows the shape.
  var names: Set<String> {
    switch self {
    case .briefing: ["briefing", "pdf"]
    }
  }

  /// The blocks that the shape shows: no speaker's notes, no content for other shapes.
  func selected(_ blocks: [Block]) -> [Block] {
    blocks.mapped { block in
      guard case .division(let inner, let attributes) = block.kind else { return [block] }
      if attributes.has("notes") { return [] }
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
