import Canvas
import Diagnostics

extension HTMLWriter {
  /// Writes running text.
  mutating func write(_ inlines: [Inline]) {
    for inline in inlines { write(inline) }
  }

  private mutating func write(_ inline: Inline) {
    switch inline.kind {
    case .text(let text): html += HTMLText.escaped(text)
    case .lineBreak: html += "<br>\n"
    case .code(let text): html += "<code>\(HTMLText.escaped(text))</code>"
    case .emphasis(let parts): element("em") { $0.write(parts) }
    case .strong(let parts): element("strong") { $0.write(parts) }
    case .strikethrough(let parts): element("del") { $0.write(parts) }
    case .superscript(let parts): element("sup") { $0.write(parts) }
    case .subscript(let parts): element("sub") { $0.write(parts) }
    case .span(let parts, let attributes): write(parts, attributes)
    case .link(let parts, let target): write(parts, target, at: inline.place)
    case .image(let parts, _, _): write(parts)
    case .note(let index): write(note: index)
    case .citation: break
    }
  }

  private mutating func write(_ parts: [Inline], _ attributes: Attributes) {
    let own = attributes["lang"]?.text
    let dress =
      attributes.isAside ? "aside" : attributes.has("smallcaps") ? "smallcaps" : nil
    guard dress != nil || (own ?? language) != language else { return write(parts) }
    let outer = language
    // Where there is no style, a note beside the text stands in its own brackets.
    if attributes.isAside { html += "<span class=\"aside-sign\"> (</span>" }
    defer { if attributes.isAside { html += "<span class=\"aside-sign\">)</span>" } }
    let tag = HTMLTag("span").with("class", dress)
      .with(language: own, within: outer)
    language = own ?? outer
    element(tag, "span") { $0.write(parts) }
    language = outer
  }

  // MARK: Links

  private mutating func write(_ parts: [Inline], _ target: LinkTarget, at place: Place) {
    guard !isInLink else { return write(parts) }
    var tag = HTMLTag("a")
    switch target {
    case .destination(let name):
      let isWork = works.contains(name)
      tag = tag.with("href", HTMLText.reference(to: id(of: name)))
        .with("role", isWork ? "doc-biblioref" : nil)
    case .address(let address):
      if HTMLText.isUnsafe(address) {
        log.add(.unsafeLink(address, at: place))
        return write(parts)
      }
      // An address that can be read is not printed once more.
      tag = tag.with("class", parts.plainText == address ? "address" : nil)
        .with("href", HTMLText.address(address))
    }
    isInLink = true
    element(tag, "a") { writer in
      // An address is read and not run: it needs no dress of code.
      if case .address(parts.plainText) = target {
        writer.html += HTMLText.escaped(parts.plainText)
      } else {
        writer.write(parts)
      }
    }
    isInLink = false
    let held = heldNotes
    heldNotes = []
    for note in held { write(note: note) }
  }

  // MARK: Notes

  private mutating func write(note index: Int) {
    guard calls.indices.contains(index) else { return }
    if isInLink {
      heldNotes.append(index)
      return
    }
    let name = "noteref-\(index + 1)"
    let id = names.free(like: name)
    calls[index].append(id)
    html +=
      "<sup class=\"noteref\">"
      + HTMLTag("a").with("id", id)
      .with("href", HTMLText.reference(to: noteIDs[index]))
      .with("role", "doc-noteref").opening
    html += "\(index + 1)</a></sup>"
  }
}

extension Diagnostic {
  static func unsafeLink(_ address: String, at place: Place) -> Diagnostic {
    let scheme = address.trimmed.prefix { $0 != ":" }.prefix(20)
    return .warning(
      "unsafe-link", "a link to '\(scheme):' is not written into a web page", at: place,
      why: "it would run a script, or show a page that is none of the document's",
      hint: "link to an address that begins with https://")
  }
}
