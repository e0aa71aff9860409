import Canvas
import Diagnostics
import Notation

// Metadata: the keys of Pandoc's and Quarto's that ask for a look.

/// What a document asks of its look, over what its theme says.
struct LookWish: Sendable {
  /// The name or the file of a theme.
  var theme: Written?
  /// What single keys change in the theme.
  var changes: [ThemeChange<ThemeSpec>] = []
  /// Where the names of fonts stand that the document asks for.
  var fonts: [String: Place] = [:]
  /// Where the first of the margins stands that the document asks for.
  var marginPlace: Place?
  /// The size of running text on pages.
  var fontSize: Double?
  /// A factor on the distance of lines on pages.
  var lineStretch: Double?
  /// What `{version}` stands for in running heads.
  var version = ""
}

/// What a document asks of its slides.
struct SlideWish: Sendable {
  /// Where what is too long to be shown goes.
  enum Place: String, ThemeChoice {
    case notes, print
  }

  /// The shape of slides.
  enum Aspect: String {
    case wide = "169"
    case narrow = "43"
  }

  var aspect: Aspect?
  /// The level of the headings that open slides.
  var level: Int?
  /// Whether the items of lists come one after the other.
  var isIncremental: Bool?
  /// Where paragraphs go, and the captions of figures.
  var paragraphs: Place?
  var captions: Place?
  /// How many slides stand on a page of a handout.
  var perPage: Int?

  /// This wish, with those of another where it says nothing.
  func over(_ other: SlideWish) -> SlideWish {
    SlideWish(
      aspect: aspect ?? other.aspect, level: level ?? other.level,
      isIncremental: isIncremental ?? other.isIncremental,
      paragraphs: paragraphs ?? other.paragraphs, captions: captions ?? other.captions,
      perPage: perPage ?? other.perPage)
  }
}

extension MarkdownReader {
  /// The keys that ask for a look or speak of slides.
  static let lookKeys = [
    "theme", "mainfont", "sansfont", "monofont", "fontsize", "linestretch", "geometry", "margin",
    "margin-left", "margin-right", "margin-top", "margin-bottom", "linkcolor", "fig-align",
    "logo", "version", "aspectratio", "slide-level", "incremental", "slide-paragraphs",
    "slide-captions", "handout", "slides-per-page",
  ]

  /// Reads a key that asks for a look; says whether it is one.
  mutating func readLook(_ member: Node.Member, into metadata: inout Metadata) -> Bool {
    let node = member.value
    switch member.key {
    case "theme": metadata.look.theme = theme(node)
    case "mainfont": font(node, &metadata) { $0.fonts.text = $1 }
    case "sansfont": font(node, &metadata) { $0.fonts.sans = $1 }
    case "monofont": font(node, &metadata) { $0.fonts.mono = $1 }
    case "fontsize": metadata.look.fontSize = fontSize(node)
    case "linestretch": metadata.look.lineStretch = number(node, from: 0.8, to: 3)
    case "geometry": for (side, text) in geometry(node) { margin(side, text, &metadata) }
    case "margin": margins(node, &metadata)
    case "margin-left", "margin-right", "margin-top", "margin-bottom":
      if let text = written(node, wanted: "a length") {
        margin(String(member.key.dropFirst(7)), text, &metadata)
      }
    case "linkcolor":
      change(node, "a colour", &metadata) { (spec: inout ThemeSpec, color: Color) in
        spec.colors.link = color
      }
    case "fig-align":
      change(node, ReportStyle.Side.kind, &metadata) {
        (spec: inout ThemeSpec, side: ReportStyle.Side) in spec.figureAlign = side
      }
    case "logo":
      change(node, ThemeFile.kind, &metadata) { (spec: inout ThemeSpec, file: ThemeFile) in
        spec.logo.file = file
      }
    case "version": metadata.look.version = node.text ?? ""
    default: return readSlides(member, into: &metadata.slides)
    }
    return true
  }

  private mutating func readSlides(_ member: Node.Member, into wish: inout SlideWish) -> Bool {
    let node = member.value
    switch member.key {
    case "aspectratio":
      wish.aspect = node.text.flatMap { SlideWish.Aspect(rawValue: $0) }
      if wish.aspect == nil { log.add(.unknownAspect(node)) }
    case "slide-level": wish.level = wholeNumber(node)
    case "incremental":
      wish.isIncremental = node.bool
      if node.bool == nil { log.add(.wrongKind(node, wanted: "true or false")) }
    case "slide-paragraphs": wish.paragraphs = place(node)
    case "slide-captions": wish.captions = place(node)
    case "handout", "slides-per-page":
      let count = node.number.flatMap { [2.0, 3, 4, 6].contains($0) ? Int($0) : nil }
      if count == nil { log.add(.wrongKind(node, wanted: "2, 3, 4 or 6 slides a page")) }
      wish.perPage = count
    default: return false
    }
    return true
  }

  private mutating func place(_ node: Node) -> SlideWish.Place? {
    let place = SlideWish.Place.read(node)
    if place == nil { log.add(.wrongKind(node, wanted: SlideWish.Place.kind)) }
    return place
  }

  private mutating func theme(_ node: Node) -> Written? {
    if node.isNull { return nil }
    return written(node, wanted: "the name or the file of a theme")
  }

  private mutating func written(_ node: Node, wanted: String) -> Written? {
    guard let text = node.text, !text.isEmpty else {
      log.add(.wrongKind(node, wanted: wanted))
      return nil
    }
    return Written(text, at: node.place)
  }

  private mutating func font(
    _ node: Node, _ metadata: inout Metadata,
    _ change: @escaping @Sendable (inout ThemeSpec, String) -> Void
  ) {
    if let name = node.text { metadata.look.fonts[name] = node.place }
    self.change(node, "the name of a font", &metadata, change)
  }

  private mutating func change<Value: ThemeValue>(
    _ node: Node, _ wanted: String, _ metadata: inout Metadata,
    _ change: @escaping @Sendable (inout ThemeSpec, Value) -> Void
  ) {
    if let value = Value.read(node) {
      metadata.look.changes.append { change(&$0, value) }
    } else {
      log.add(.wrongKind(node, wanted: wanted))
    }
  }

  private mutating func number(_ node: Node, from least: Double, to most: Double) -> Double? {
    if let number = node.number, (least...most).contains(number) { return number }
    let range = [least, most].map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    log.add(.wrongKind(node, wanted: "a number from \(range.joined(separator: " to "))"))
    return nil
  }

  private mutating func fontSize(_ node: Node) -> Double? {
    let size = node.number ?? node.text.flatMap { Length.points($0, of: 0) }
    if let size, (6...30).contains(size) { return size }
    log.add(.wrongKind(node, wanted: "a size from 6pt to 30pt"))
    return nil
  }

  // MARK: Margins

  /// The settings of LaTeX's geometry: `top=30mm, margin=1in`, as one text or a list.
  private mutating func geometry(_ node: Node) -> [(side: String, text: Written)] {
    var settings: [(side: String, text: Written)] = []
    for element in node.elements ?? [node] {
      guard let text = written(element, wanted: "settings such as 'margin=25mm'") else { continue }
      for part in text.text.split(separator: ",") {
        let sides = part.split(separator: "=").map { String($0).trimmed }
        if sides.count == 2 {
          settings.append((sides[0], Written(sides[1], at: text.place)))
        } else {
          log.add(.unknownMargin(String(part).trimmed, at: text.place))
        }
      }
    }
    return settings
  }

  /// Margins as Quarto has them for Typst: one length, or one for each side.
  private mutating func margins(_ node: Node, _ metadata: inout Metadata) {
    guard let members = node.members else {
      if let text = written(node, wanted: "a length") { margin("margin", text, &metadata) }
      return
    }
    for member in members {
      if let text = written(member.value, wanted: "a length") {
        margin(member.key, text, &metadata)
      }
    }
  }

  private mutating func margin(_ side: String, _ text: Written, _ metadata: inout Metadata) {
    guard let length = Length.points(text.text, of: 0), length <= 400 else {
      log.add(.notAMargin(text))
      return
    }
    let isWide = ["margin", "hmargin", "x"].contains(side)
    let isHigh = ["margin", "vmargin", "y"].contains(side)
    let left = isWide || ["left", "inner", "inside", "lmargin"].contains(side)
    let right = isWide || ["right", "outer", "outside", "rmargin"].contains(side)
    let top = isHigh || ["top", "tmargin"].contains(side)
    let bottom = isHigh || ["bottom", "bmargin"].contains(side)
    guard left || right || top || bottom else {
      log.add(.unknownMargin(side, at: text.place))
      return
    }
    metadata.look.marginPlace = metadata.look.marginPlace ?? text.place
    metadata.look.changes.append { spec in
      if left { spec.page.left = length }
      if right { spec.page.right = length }
      if top { spec.page.top = length }
      if bottom { spec.page.bottom = length }
    }
  }
}

extension Diagnostic {
  static func unknownAspect(_ node: Node) -> Diagnostic {
    .error(
      "unknown-aspect-ratio", "\(node.shown) is no shape of slides", at: node.place,
      why: "slides are 16 to 9 or 4 to 3", hint: "write 'aspectratio: 169' or 'aspectratio: 43'")
  }

  static func unknownMargin(_ side: String, at place: Place) -> Diagnostic {
    .warning(
      "unknown-margin", "'\(side)' is no margin that can be set", at: place,
      why: "the margins are 'left', 'right', 'top', 'bottom', and 'margin' for all",
      hint: "the size of the paper is set with 'papersize'")
  }

  static func notAMargin(_ text: Written) -> Diagnostic {
    .error(
      "not-a-length", "'\(text.text)' is no margin", at: text.place,
      why: "a margin is a number with mm, cm, in, pt or px, of at most 400pt",
      hint: "write it like 25mm")
  }
}
