import Diagnostics

/// Puts the parts between opening and closing tokens into what they enclose.
struct InlineBuilder {
  private struct Frame {
    var enclosure: InlineToken.Enclosure
    var place: Place
    var parts: [Inline]
  }

  private var frames: [Frame] = []
  private(set) var result: [Inline] = []
  /// Attributes that stand after everything: those of a heading or of a caption.
  private(set) var trailing: Attributes?

  mutating func add(_ inline: Inline) {
    if frames.isEmpty {
      result.append(inline)
    } else {
      frames[frames.count - 1].parts.append(inline)
    }
  }

  /// How many enclosures are open.
  var depth: Int { frames.count }

  mutating func open(_ enclosure: InlineToken.Enclosure, at place: Place) {
    frames.append(Frame(enclosure: enclosure, place: place, parts: []))
  }

  /// Closes what was opened last; says whether that was the same.
  mutating func close(_ enclosure: InlineToken.Enclosure, at place: Place) -> Bool {
    guard let frame = frames.popLast() else { return false }
    let whole = frame.place.joined(with: place)
    // What is nested too deeply is not nested, so that nothing that follows goes too deep.
    guard frames.count < MarkdownParser.depthLimit else {
      for part in frame.parts { add(part) }
      return true
    }
    switch (frame.enclosure, enclosure) {
    case (.span(let attributes), .span): add(Inline(.span(frame.parts, attributes), at: whole))
    case (.superscript, .superscript): add(Inline(.superscript(frame.parts), at: whole))
    case (.subscript, .subscript): add(Inline(.subscript(frame.parts), at: whole))
    default:
      for part in frame.parts { add(part) }
      return false
    }
    return true
  }

  /// Attributes hold for an image or a link before them, else for the whole text.
  mutating func apply(_ attributes: Attributes) {
    guard frames.isEmpty, let last = result.last else { return }
    switch last.kind {
    case .image(let caption, let file, let own):
      result[result.count - 1] = Inline(
        .image(caption, file, own.merged(with: attributes)), at: last.place)
    case .link, .code: break
    default: trailing = attributes
    }
  }

  /// Ends the text; gives the places where something was opened and never closed.
  mutating func finish() -> [Place] {
    var places: [Place] = []
    while let frame = frames.popLast() {
      places.append(frame.place)
      for part in frame.parts { add(part) }
    }
    return places
  }
}
