// Output: a scene as an SVG file with real text.

/// Writes scenes as SVG.
public enum SVGOutput {
  /// An SVG file that shows a scene.
  ///
  /// Text stays text, in the scene's fonts or the reader's nearest; lengths are points. All ids
  /// begin with the prefix, so that several files can stand in one web page.
  ///
  /// The record, if one is given, says how the file was made, as `FileRecord` has it.
  ///
  ///     SVGOutput.text(of: scene, idPrefix: "fig-grain")
  public static func text(
    of scene: Scene, idPrefix: String = "chart", record: String? = nil
  ) -> String {
    var writer = SVGWriter(scene: scene, prefix: SVGText.identifier(idPrefix))
    writer.write(scene.items, language: scene.language)
    let head = writer.head(of: scene) + (record.map(SVGWriter.metadata) ?? "")
    return head + writer.definitions + writer.body + "</svg>\n"
  }

  /// The element that shows a scene within a web page.
  ///
  /// Each line of text keeps the length that it was laid out with, so that the picture stays right
  /// in the fonts of any reader. The page says how large it is: it has no size of its own.
  ///
  ///     SVGOutput.inlineText(of: scene, place: SVGPlace(idPrefix: "fig-grain", classes: "wide"))
  public static func inlineText(of scene: Scene, place: SVGPlace) -> String {
    var writer = SVGWriter(scene: scene, prefix: SVGText.identifier(place.idPrefix), isInline: true)
    writer.write(scene.items, language: scene.language)
    let head = writer.head(of: scene, in: place) + writer.haloStyle
    return head + writer.definitions + writer.body + "</svg>\n"
  }
}

/// Where a picture stands in a web page.
public struct SVGPlace: Sendable {
  /// With what all ids of the picture begin.
  public var idPrefix: String
  /// The classes of the element.
  public var classes: String
  /// The CSS of the element.
  public var style: String
  /// The language around it, which need not be said again.
  public var language: String
  /// The ids of the elements that name the picture, if it does not name itself: the same picture in
  /// another size.
  public var namedBy: String?

  /// Creates a place.
  public init(
    idPrefix: String, classes: String = "", style: String = "", language: String = "",
    namedBy: String? = nil
  ) {
    self.idPrefix = idPrefix
    self.classes = classes
    self.style = style
    self.language = language
    self.namedBy = namedBy
  }

  /// The ids of the elements that name a picture in this place.
  public func names(of scene: Scene) -> String {
    SVGWriter.names(of: scene, prefix: SVGText.identifier(idPrefix))
  }
}

/// An SVG file in the making.
struct SVGWriter {
  /// What stands in the file, element by element.
  private(set) var body = ""

  private let prefix: String
  /// Whether the picture stands in a web page.
  private let isInline: Bool
  private let fontFamily: String
  private let destinations: Set<String>
  private var placed: Set<String> = []
  private var gradients: [SVGGradient: Int] = [:]
  private var clipCount = 0
  /// Whether a text has a rim.
  private var hasHalos = false
  private var definitionTexts: [String] = []

  init(scene: Scene, prefix: String, isInline: Bool = false) {
    self.prefix = prefix
    self.isInline = isInline
    fontFamily = SVGText.mainFamily(of: scene)
    destinations = Set(scene.destinations)
    if let background = scene.background, background.alpha > 0 {
      let canvas = Path.rect(Rect(0, 0, scene.size.width, scene.size.height))
      write(ScenePath(canvas, fill: .color(background)))
    }
  }

  /// The gradients and clips that the body uses.
  var definitions: String {
    definitionTexts.isEmpty ? "" : "<defs>\n" + definitionTexts.joined() + "</defs>\n"
  }

  /// The start of the file, with its size and its words.
  func head(of scene: Scene) -> String {
    let (width, height) = (SVGText.number(scene.size.width), SVGText.number(scene.size.height))
    var head = SVGTag("svg")
    head.set("xmlns", "http://www.w3.org/2000/svg")
    if body.contains("xlink:href") { head.set("xmlns:xlink", "http://www.w3.org/1999/xlink") }
    head.set("width", width + "pt")
    head.set("height", height + "pt")
    head.set("viewBox", "0 0 \(width) \(height)")
    head.set("role", "img")
    head.setLanguage(scene.language)
    if !fontFamily.isEmpty { head.set("font-family", fontFamily) }
    head.set("aria-labelledby", SVGWriter.names(of: scene, prefix: prefix))
    return head.opening + "\n" + words(of: scene)
  }

  /// The element that holds a record.
  static func metadata(_ record: String) -> String {
    let text = RecordPlace.escaped(record, for: .svg)
    return "<metadata class=\"\(RecordPlace.name)\">\(text)</metadata>\n"
  }

  /// What draws rims below their letters: a style, since validators of HTML do not know the attribute.
  var haloStyle: String { hasHalos ? "<style>.halo{paint-order:stroke}</style>\n" : "" }

  /// The start of the element within a web page.
  func head(of scene: Scene, in place: SVGPlace) -> String {
    let (width, height) = (SVGText.number(scene.size.width), SVGText.number(scene.size.height))
    var head = SVGTag("svg")
    head.set("class", place.classes)
    head.set("viewBox", "0 0 \(width) \(height)")
    head.set("role", "img")
    if scene.language != place.language { head.set("lang", scene.language) }
    if !fontFamily.isEmpty { head.set("font-family", fontFamily) }
    head.set("style", place.style)
    head.set("aria-labelledby", place.namedBy ?? SVGWriter.names(of: scene, prefix: prefix))
    return head.opening + "\n" + (place.namedBy == nil ? words(of: scene) : "")
  }

  /// The ids of the title and the description of a scene.
  static func names(of scene: Scene, prefix: String) -> String {
    named(scene).map { "\(prefix)-\($0.element)" }.joined(separator: " ")
  }

  private static func named(_ scene: Scene) -> [(element: String, text: String)] {
    [("title", scene.title), ("desc", scene.description)].filter { !$0.1.isEmpty }
  }

  private func words(of scene: Scene) -> String {
    SVGWriter.named(scene).map { element, text in
      "<\(element) id=\"\(prefix)-\(element)\">\(XMLText.escaped(text))</\(element)>\n"
    }.joined()
  }

  /// Adds items.
  mutating func write(_ items: [SceneItem], language: String) {
    for item in items {
      switch item {
      case .path(let path): write(path)
      case .text(let text): write(text, language: language)
      case .image(let image): write(image)
      case .group(let group): write(group, language: language)
      }
    }
  }

  /// A page says the language once, a file says it for XML too.
  private func set(_ language: String, on tag: inout SVGTag) {
    if isInline { tag.set("lang", language) } else { tag.setLanguage(language) }
  }

  // MARK: Groups

  private mutating func write(_ group: SceneGroup, language: String) {
    guard group.transform.isDrawable, group.opacity > 0 else { return }
    var tag = SVGTag("g")
    tag.set("class", group.classNames)
    if let name = group.destination, destinations.contains(name), placed.insert(name).inserted {
      tag.set("id", destinationID(name))
    }
    if group.role == .artifact { tag.set("aria-hidden", "true") }
    // Within a page the picture is one thing, whose parts have no names of their own.
    if !isInline { tag.set("aria-label", group.alternative) }
    if let own = group.language, own != language { set(own, on: &tag) }
    tag.set("transform", group.transform.svg)
    if let clip = group.clip, clip.hasNumbers { tag.set("clip-path", "url(#\(clipID(for: clip)))") }
    if group.opacity < 1 { tag.set("opacity", SVGText.number(group.opacity)) }
    if let blend = group.blend { tag.set("style", "mix-blend-mode:\(blend.rawValue)") }
    let link = group.link.flatMap(address)
    if let link { body += "<a xlink:href=\"\(XMLText.escaped(link))\">\n" }
    body += tag.opening + "\n"
    write(group.items, language: group.language ?? language)
    body += "</g>\n"
    if link != nil { body += "</a>\n" }
  }

  private func address(of link: LinkTarget) -> String? {
    switch link {
    case .address(let address): address.isEmpty ? nil : address
    case .destination(let name): destinations.contains(name) ? "#" + destinationID(name) : nil
    }
  }

  private func destinationID(_ name: String) -> String {
    "\(prefix)-to-\(SVGText.identifier(name))"
  }

  private mutating func clipID(for rect: Rect) -> String {
    clipCount += 1
    let id = "\(prefix)-clip-\(clipCount)"
    var tag = SVGTag("rect")
    tag.setFrame(rect)
    definitionTexts.append("<clipPath id=\"\(id)\">\(tag.empty)</clipPath>\n")
    return id
  }

  // MARK: Leaves

  private mutating func write(_ item: ScenePath) {
    guard item.opacity > 0, let bounds = item.path.bounds else { return }
    let stroke = item.stroke.flatMap { $0.width > 0 && $0.width.isFinite ? $0 : nil }
    guard item.path.isWithin(SVGText.limit) else {
      let box = Rect(0, 0, 0, 0).expanded(by: SVGText.limit / 2)
      if let fill = item.fill {
        write(item.path.clippedArea(to: box), fill, nil, bounds: bounds, opacity: item.opacity)
      }
      let line = item.path.clippedLine(to: box)
      return write(line, nil, stroke, bounds: bounds, opacity: item.opacity)
    }
    write(item.path, item.fill, stroke, bounds: bounds, opacity: item.opacity)
  }

  private mutating func write(
    _ path: Path, _ fill: Paint?, _ stroke: Stroke?, bounds: Rect, opacity: Double
  ) {
    guard !path.isEmpty, fill != nil || stroke != nil else { return }
    var tag = SVGTag("path")
    tag.set("d", path.svg)
    if let fill {
      set(fill, on: &tag, as: "fill", bounds: bounds)
    } else {
      tag.set("fill", "none")
    }
    if let stroke {
      set(stroke.paint, on: &tag, as: "stroke", bounds: bounds)
      tag.setLine(stroke)
    }
    if opacity < 1 { tag.set("opacity", SVGText.number(opacity)) }
    body += tag.empty + "\n"
  }

  private mutating func set(
    _ paint: Paint, on tag: inout SVGTag, as name: String, bounds: Rect
  ) {
    switch paint {
    case .color(let color): tag.setColor(color, as: name)
    case .gradient(let gradient):
      let key = SVGGradient(placed: gradient.placed(in: bounds), stops: gradient.stops)
      let number = gradients[key] ?? gradients.count + 1
      let id = "\(prefix)-gradient-\(number)"
      if gradients.updateValue(number, forKey: key) == nil {
        definitionTexts.append(key.text(id: id))
      }
      tag.set(name, "url(#\(id))")
    }
  }

  private mutating func write(_ text: SceneText, language: String) {
    guard text.style.size > 0, text.style.size.isFinite, text.position.isFinite else { return }
    let words = TextLine.oneLine(text.text)
    guard !words.isEmpty else { return }
    var tag = SVGTag("text")
    tag.setPlace(of: text)
    tag.setFont(text.style, words: words, inherited: fontFamily)
    if text.style.language != language { set(text.style.language, on: &tag) }
    if !text.gaps.isEmpty {
      tag.set("dx", SVGText.shifts(of: text.gaps, in: text.text))
    } else if isInline, text.metrics.width > 0, text.metrics.width.isFinite {
      tag.set("textLength", SVGText.number(text.metrics.width))
      tag.set("lengthAdjust", "spacingAndGlyphs")
    }
    if text.wordSpacing != 0 { tag.set("word-spacing", SVGText.number(text.wordSpacing)) }
    let box = text.inkBox.moved(
      by: text.angle == 0
        ? text.position + Point(text.anchorOffset, 0) : Point(text.anchorOffset, 0))
    set(text.paint, on: &tag, as: "fill", bounds: box)
    if let outline = text.outline, outline.width > 0, outline.width.isFinite {
      set(outline.paint, on: &tag, as: "stroke", bounds: box)
      tag.setLine(outline)
    } else if let halo = text.halo, halo.width > 0 {
      if isInline {
        tag.set("class", "halo")
        hasHalos = true
      } else {
        tag.set("paint-order", "stroke")
      }
      tag.setColor(halo.color, as: "stroke")
      tag.set("stroke-width", SVGText.number(halo.width))
      tag.set("stroke-linejoin", "round")
    }
    if words.hasIdleSpaces { tag.set("xml:space", "preserve") }
    body += tag.opening + XMLText.escaped(words) + "</text>\n"
  }

  private mutating func write(_ image: SceneImage) {
    guard image.frame.width > 0, image.frame.height > 0, image.opacity > 0 else { return }
    var tag = SVGTag("image")
    tag.setFrame(image.frame)
    tag.set("preserveAspectRatio", "none")
    if image.opacity < 1 { tag.set("opacity", SVGText.number(image.opacity)) }
    if !image.isSmooth { tag.set("image-rendering", "pixelated") }
    let type = (Picture.Format(image.data) ?? .png).mediaType
    tag.set("xlink:href", "data:\(type);base64," + Base64.text(image.data))
    body += tag.empty + "\n"
  }
}
