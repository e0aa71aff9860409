// Output: the elements of an SVG file and their attributes.

/// An XML element with attributes in the order in which they were set.
struct SVGTag {
  private let name: String
  private var attributes = ""

  init(_ name: String) { self.name = name }

  /// Sets an attribute; an empty value sets none.
  mutating func set(_ attribute: String, _ value: String) {
    guard !value.isEmpty else { return }
    attributes += " \(attribute)=\"\(XMLText.escaped(value))\""
  }

  /// The tag before the element's content.
  var opening: String { "<\(name)\(attributes)>" }

  /// The whole element, without content.
  var empty: String { "<\(name)\(attributes)/>" }

  /// Sets the language for HTML and for XML.
  mutating func setLanguage(_ language: String) {
    set("lang", language)
    set("xml:lang", language)
  }

  /// Sets place and size.
  mutating func setFrame(_ frame: Rect) {
    set("x", SVGText.number(frame.x))
    set("y", SVGText.number(frame.y))
    set("width", SVGText.number(max(0, frame.width)))
    set("height", SVGText.number(max(0, frame.height)))
  }

  /// Sets a paint of one colour, with its opacity.
  mutating func setColor(_ color: Color, as paint: String) {
    set(paint, color.opacity(1).css)
    if color.alpha < 1 { set(paint + "-opacity", SVGText.number(color.alpha.limited(0, 1))) }
  }

  /// Sets everything about a line but its paint.
  mutating func setLine(_ stroke: Stroke) {
    if stroke.width != 1 { set("stroke-width", SVGText.number(stroke.width)) }
    let dash = stroke.drawableDash
    if !dash.isEmpty {
      set("stroke-dasharray", dash.map(SVGText.number).joined(separator: " "))
      if stroke.dashOffset != 0 { set("stroke-dashoffset", SVGText.number(stroke.dashOffset)) }
    }
    if stroke.cap != .butt { set("stroke-linecap", stroke.cap.rawValue) }
    if stroke.join != .miter {
      set("stroke-linejoin", stroke.join.rawValue)
    } else if stroke.miterLimit >= 1 {
      // SVG's own is 4, Cairo's and the canvas's 10.
      set("stroke-miterlimit", SVGText.number(stroke.miterLimit))
    }
  }

  /// Sets where a text stands.
  mutating func setPlace(of text: SceneText) {
    var (x, y) = (text.position.x, text.position.y)
    // CSS adds the letter space after the last letter too.
    let extra = text.style.letterSpacing.isFinite ? text.style.letterSpacing : 0
    let shift = text.anchor == .end ? extra : text.anchor == .middle ? extra / 2 : 0
    let turn = text.angle.isFinite ? text.angle : 0
    if turn != 0 {
      set(
        "transform",
        "translate(\(SVGText.number(x)) \(SVGText.number(y))) rotate(\(SVGText.number(turn)))")
      (x, y) = (0, 0)
    }
    set("x", SVGText.number(x + shift))
    set("y", SVGText.number(y))
    if text.anchor != .start { set("text-anchor", text.anchor.rawValue) }
  }

  /// Sets the face of a text, but for the family if it has it already.
  mutating func setFont(_ style: TextStyle, words: String, inherited: String) {
    let family = SVGText.families(of: style, words: words)
    if family != inherited { set("font-family", family) }
    set("font-size", SVGText.number(style.size))
    if style.weight != 400 { set("font-weight", String(min(max(style.weight, 1), 1000))) }
    if style.italic { set("font-style", "italic") }
    let features = style.features.filter(\.isWellFormed)
      .map { "'\($0.tag)' \($0.isOn ? 1 : 0)" }
    if !features.isEmpty {
      set("style", "font-feature-settings: " + features.joined(separator: ", "))
    }
    if style.letterSpacing != 0 {
      set("letter-spacing", SVGText.number(style.letterSpacing))
    }
  }
}

/// A gradient over the bounds of one item.
struct SVGGradient: Hashable {
  let placed: Gradient.Placed
  let stops: [Gradient.Stop]

  /// The gradient as a definition.
  func text(id: String) -> String {
    var tag = SVGTag(placed.isRadial ? "radialGradient" : "linearGradient")
    tag.set("id", id)
    tag.set("gradientUnits", "userSpaceOnUse")
    if placed.isRadial {
      tag.set("cx", SVGText.number(placed.to.x))
      tag.set("cy", SVGText.number(placed.to.y))
      tag.set("r", SVGText.number(max(0, placed.outer)))
      tag.set("fx", SVGText.number(placed.from.x))
      tag.set("fy", SVGText.number(placed.from.y))
      tag.set("fr", SVGText.number(max(0, placed.inner)))
    } else {
      tag.set("x1", SVGText.number(placed.from.x))
      tag.set("y1", SVGText.number(placed.from.y))
      tag.set("x2", SVGText.number(placed.to.x))
      tag.set("y2", SVGText.number(placed.to.y))
    }
    let name = placed.isRadial ? "radialGradient" : "linearGradient"
    return tag.opening + stops.map(stop).joined() + "</\(name)>\n"
  }

  private func stop(_ stop: Gradient.Stop) -> String {
    var tag = SVGTag("stop")
    tag.set("offset", SVGText.number(stop.offset.limited(0, 1)))
    tag.set("stop-color", stop.color.opacity(1).css)
    if stop.color.alpha < 1 {
      tag.set("stop-opacity", SVGText.number(stop.color.alpha.limited(0, 1)))
    }
    return tag.empty
  }
}
