import Diagnostics

/// Reads the few tags that texts of CSL-JSON may hold: `<i>`, `<b>`, `<sup>`, `<sub>`, and spans.
struct CSLText {
  private struct Frame {
    var tag: String
    var parts: [Inline]
  }

  /// The running text of a value.
  static func inlines(_ written: Written) -> [Inline] {
    var frames = [Frame(tag: "", parts: [])]
    var rest = written.text[...]
    func add(_ inline: Inline) { frames[frames.count - 1].parts.append(inline) }
    while let open = rest.firstIndex(of: "<") {
      if open > rest.startIndex { add(Inline(.text(decoded(rest[..<open])), at: written.place)) }
      // No tag is longer, so that signs that stand for themselves are passed in no time.
      guard let close = rest[open...].prefix(200).firstIndex(of: ">"),
        let tag = name(of: rest[rest.index(after: open)..<close])
      else {
        // No tag: a sign that stands for itself.
        add(Inline(.text("<"), at: written.place))
        rest = rest[rest.index(after: open)...]
        continue
      }
      rest = rest[rest.index(after: close)...]
      if !tag.hasPrefix("/") {
        if frames.count < 40 { frames.append(Frame(tag: tag, parts: [])) }
      } else if frames.count > 1, kind(frames[frames.count - 1].tag) == String(tag.dropFirst()) {
        end(&frames, at: written.place)
      }
    }
    if !rest.isEmpty { add(Inline(.text(decoded(rest)), at: written.place)) }
    while frames.count > 1 { end(&frames, at: written.place) }
    return frames[0].parts.trimmed
  }

  private static func end(_ frames: inout [Frame], at place: Place) {
    guard frames.count > 1, let frame = frames.popLast() else { return }
    let whole: [Inline]
    switch frame.tag {
    case "i", "em": whole = [Inline(.emphasis(frame.parts), at: place)]
    case "b", "strong": whole = [Inline(.strong(frame.parts), at: place)]
    case "sup": whole = [Inline(.superscript(frame.parts), at: place)]
    case "sub": whole = [Inline(.subscript(frame.parts), at: place)]
    case "span smallcaps", "sc":
      var attributes = Attributes()
      attributes.classes = [Written("smallcaps", at: place)]
      whole = [Inline(.span(frame.parts, attributes), at: place)]
    default: whole = frame.parts
    }
    frames[frames.count - 1].parts += whole
  }

  /// What closes a tag.
  private static func kind(_ tag: String) -> String {
    String(tag.prefix { $0 != " " })
  }

  /// The name of a tag, with what a span stands for; nil if it is none of those.
  private static func name(of tag: Substring) -> String? {
    let text: String = tag.lowercased()
    let bare: String = text.hasPrefix("/") ? String(text.dropFirst()) : String(text)
    if ["i", "em", "b", "strong", "sup", "sub", "sc", "span"].contains(bare) { return text }
    guard bare.hasPrefix("span ") else { return nil }
    return bare.contains("small-caps") ? "span smallcaps" : "span plain"
  }

  /// The text without the entities that HTML needs.
  private static func decoded(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&nbsp;", with: "\u{A0}").replacing("&amp;", with: "&")
  }
}
