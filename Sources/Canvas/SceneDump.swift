// Tests: a scene as text, one item a line, the same on every machine.

extension Scene {
  /// The scene as indented text, one item a line: what tests and reviews read.
  ///
  /// Numbers have at most two decimals; colours are `#rrggbb`, with `@0.5` if not opaque.
  ///
  ///     scene 425 x 260 en
  ///       group plot translate(30, 44)
  ///         path M0,0 L10,20 stroke #0d3a6a 1.6 join round
  ///         text "1958" at 0,212 middle Inter 7.5 #5b6470 tnum
  public var text: String {
    var lines = ["scene \(number(size.width)) x \(number(size.height))"]
    if !language.isEmpty { lines[0] += " \(language)" }
    if let background { lines.append("  background \(background.dump)") }
    if !title.isEmpty { lines.append("  title \(quoted(title))") }
    if !description.isEmpty { lines.append("  description \(quoted(description))") }
    for item in items { item.dump(into: &lines, indent: "  ", language: language) }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension SceneItem {
  fileprivate func dump(into lines: inout [String], indent: String, language: String) {
    switch self {
    case .path(let path): lines.append(indent + path.dump)
    case .text(let text): lines.append(indent + text.dump(within: language))
    case .image(let image): lines.append(indent + image.dump)
    case .group(let group):
      lines.append(indent + group.dump)
      for item in group.items {
        item.dump(into: &lines, indent: indent + "  ", language: group.language ?? language)
      }
    }
  }
}

extension SceneGroup {
  fileprivate var dump: String {
    var words = ["group"]
    if role != .none { words.append(role.word) }
    if !name.isEmpty { words.append("'\(name.onOneLine)'") }
    if let language { words.append("lang \(language)") }
    if transform != .identity { words.append(transform.dump) }
    if let clip { words.append("clip \(clip.dump)") }
    if opacity != 1 { words.append("opacity \(number(opacity))") }
    if let blend { words.append("blend \(blend.rawValue)") }
    switch link {
    case .address(let address): words.append("link \(quoted(address))")
    case .destination(let name): words.append("link #\(name.onOneLine)")
    case nil: break
    }
    if let destination { words.append("destination #\(destination.onOneLine)") }
    if !alternative.isEmpty { words.append("alternative \(quoted(alternative))") }
    return words.joined(separator: " ")
  }
}

extension ScenePath {
  fileprivate var dump: String {
    var words = ["path", path.text(places: 2)]
    if let fill { words.append("fill \(fill.dump)") }
    if let stroke { words.append("stroke \(stroke.dump)") }
    if opacity != 1 { words.append("opacity \(number(opacity))") }
    return words.joined(separator: " ")
  }
}

extension Path {
  /// The path in SVG's letters: `M0,0 L10,20 Z`.
  func text(places: Int) -> String {
    func pair(_ point: Point) -> String {
      NumberText.decimal(point.x, places: places) + ","
        + NumberText.decimal(point.y, places: places)
    }
    return elements.map { element in
      switch element {
      case .move(let point): "M" + pair(point)
      case .line(let point): "L" + pair(point)
      case .curve(let a, let b, let end): "C\(pair(a)) \(pair(b)) \(pair(end))"
      case .close: "Z"
      }
    }.joined(separator: " ")
  }
}

extension SceneText {
  fileprivate func dump(within language: String) -> String {
    var words = ["text", quoted(text), "at \(number(position.x)),\(number(position.y))"]
    if anchor != .start { words.append(anchor.rawValue) }
    words.append("\(style.family.onOneLine) \(number(style.size))")
    if style.weight != 400 { words.append("\(style.weight)") }
    if style.italic { words.append("italic") }
    words.append(color.dump)
    for feature in style.features { words.append((feature.isOn ? "" : "no-") + feature.tag) }
    if style.language != language { words.append("lang \(style.language)") }
    if style.letterSpacing != 0 { words.append("letter-spacing \(number(style.letterSpacing))") }
    if wordSpacing != 0 { words.append("word-spacing \(number(wordSpacing))") }
    if angle != 0 { words.append("angle \(number(angle))") }
    if let halo { words.append("halo \(halo.color.dump) \(number(halo.width))") }
    if let gradient { words.append("fill \(Paint.gradient(gradient).dump)") }
    if let outline { words.append("stroke \(outline.dump)") }
    return words.joined(separator: " ")
  }
}

extension SceneImage {
  fileprivate var dump: String {
    "image \(data.count) bytes in \(frame.dump)"
      + (opacity == 1 ? "" : " opacity \(number(opacity))") + (isSmooth ? "" : " not smooth")
  }
}

extension SceneRole {
  /// The role in one word, as the dump and SVG's class names have it.
  var word: String {
    switch self {
    case .none: ""
    case .heading(let level): "heading-\(level)"
    case .part(let name): name
    case .listItem: "list-item"
    case .listLabel: "list-label"
    case .listBody: "list-body"
    case .tableRow: "table-row"
    case .tableHeader: "table-header"
    case .tableCell: "table-cell"
    case .bibliographyEntry: "bibliography-entry"
    case .artifact: "artifact"
    case .document: "document"
    case .section: "section"
    case .division: "division"
    case .contents: "contents"
    case .contentsEntry: "contents-entry"
    case .rowHeader: "row-header"
    case .paragraph: "paragraph"
    case .quote: "quote"
    case .list: "list"
    case .table: "table"
    case .figure: "figure"
    case .caption: "caption"
    case .note: "note"
    case .reference: "reference"
    case .link: "link"
    case .span: "span"
    case .code: "code"
    }
  }
}

extension Paint {
  fileprivate var dump: String {
    switch self {
    case .color(let color): color.dump
    case .gradient(let gradient): gradient.dump
    }
  }
}

extension Gradient {
  fileprivate var dump: String {
    func pair(_ point: Point) -> String { "\(number(point.x)),\(number(point.y))" }
    let head =
      switch shape {
      case .linear(let from, let to): "linear(\(pair(from)) \(pair(to))"
      case .radial(let from, let inner, let to, let outer):
        "radial(\(pair(from)) \(number(inner)) \(pair(to)) \(number(outer))"
      }
    return head + stops.map { ", \(number($0.offset)) \($0.color.dump)" }.joined() + ")"
  }
}

extension Stroke {
  fileprivate var dump: String {
    var words = [paint.dump, number(width)]
    if !dash.isEmpty { words.append("dash " + dash.map(number).joined(separator: " ")) }
    if dashOffset != 0 { words.append("offset \(number(dashOffset))") }
    if cap != .butt { words.append("cap \(cap.rawValue)") }
    if join != .miter { words.append("join \(join.rawValue)") }
    if miterLimit != 10 { words.append("limit \(number(miterLimit))") }
    return words.joined(separator: " ")
  }
}

extension Color {
  fileprivate var dump: String {
    opacity(1).css + (alpha == 1 ? "" : "@" + number(alpha))
  }
}

extension Rect {
  fileprivate var dump: String {
    "\(number(x)),\(number(y)) \(number(width)) x \(number(height))"
  }
}

extension Transform {
  fileprivate var dump: String {
    isTranslation
      ? "translate(\(number(e)), \(number(f)))"
      : "matrix(" + [a, b, c, d, e, f].map(number).joined(separator: ", ") + ")"
  }
}

extension String {
  /// The text with line ends and control characters as escapes, so that an item is one line.
  fileprivate var onOneLine: String {
    guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return self }
    return unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\t": "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        "\\u{\(String(scalar.value, radix: 16))}"
      default: String(scalar)
      }
    }.joined()
  }
}

private func quoted(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { result += "\\" }
    result.unicodeScalars.append(scalar)
  }
  return "\"" + result.onOneLine + "\""
}

private func number(_ value: Double) -> String { NumberText.decimal(value, places: 2) }
