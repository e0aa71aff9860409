import CPango
import Diagnostics

/// Shapes and measures text with the fonts of a library.
///
/// Not shared between tasks: each makes its own, and the results are the same.
public final class TextEngine {
  /// The fonts that it uses.
  public let library: FontLibrary
  /// What it could not find.
  public private(set) var missing = MissingText()

  private let fonts: PangoFonts
  private let drawn: LineMemory?
  /// What the lines are drawn with that it has laid out to be drawn.
  let letterFonts = LetterFonts()
  /// The files that are open for documents which are drawn again and again.
  private var openFiles: [OpenFile] = []
  private var faces: [TextStyle: TextFace] = [:]
  private var last: (style: TextStyle, face: TextFace)?

  /// Creates an engine for a library of fonts; one that keeps lines draws them again without shaping
  /// them again.
  public init(fonts: FontLibrary, keepsLines: Bool = false) {
    library = fonts
    drawn = keepsLines ? LineMemory() : nil
    self.fonts = PangoFonts(library: fonts)
    noteLibrary()
  }

  /// Forgets what it could not find, for another text that shall hear only of what it lacks itself.
  ///
  /// The fonts stay open, which is most of what an engine costs; and so does all else, if it has found
  /// everything.
  public func startAnew() {
    guard !missing.diagnostics.isEmpty else { return }
    missing = MissingText()
    (faces, last) = ([:], nil)
    noteLibrary()
  }

  /// Whether it keeps what it has drawn.
  var keepsLines: Bool { drawn != nil }

  /// The file that is open for a document.
  func openFile(of memory: PageMemory) throws(CanvasError) -> OpenFile {
    let standing = memory.fonts?.standing ?? 0
    if let known = openFiles.first(where: { $0.memory === memory.identity }) {
      if known.standing == standing, !known.isFull { return known }
      openFiles.removeAll { $0 === known }
    }
    let file = try OpenFile(memory, standing: standing, self)
    openFiles.append(file)
    if openFiles.count > 4 { openFiles.removeFirst() }
    return file
  }

  /// Lets go of the file that is open for a document.
  func closeFile(of memory: PageMemory) {
    openFiles.removeAll { $0.memory === memory.identity }
  }

  /// Notes what an engine that did part of the work could not find.
  public func note(_ other: MissingText) { missing.add(contentsOf: other) }

  private func noteLibrary() {
    missing.addFolders(of: library)
    missing.isEverything = !hasFonts
  }

  /// The families of the library, in the order of their names.
  public var families: [String] { fonts.families.values.sorted() }

  /// Whether there is any font at all; if not, widths are guessed and no text is drawn.
  public var hasFonts: Bool { !fonts.families.isEmpty }

  /// The measures of one line.
  ///
  /// Ascent and descent are those of the style's own font, whatever letters the line has. A line
  /// end or a control character in the text counts as a space. The same text in the same style is
  /// measured once.
  public func measure(_ text: String, _ style: TextStyle) -> TextMetrics {
    let face = face(for: style)
    let key = ExactText(text)
    if let known = face.metrics[key] { return known }
    let metrics = TextMetrics(
      width: width(of: text, style), ascent: face.ascent, descent: face.descent)
    if face.metrics.count > 20_000 { face.metrics.removeAll(keepingCapacity: true) }
    face.metrics[key] = metrics
    return metrics
  }

  private func width(of text: String, _ style: TextStyle) -> Double {
    guard hasFonts else { return Double(text.count) * TextFace.guessedWidth(size: style.size) }
    var logical = PangoRectangle()
    if keepsLines {
      // What is measured is most often drawn next.
      let line = layOutToDraw(text, style)
      FontLock.run { pango_layout_line_get_extents(line, nil, &logical) }
    } else {
      FontLock.run { pango_layout_line_get_extents(layOut(text, style), nil, &logical) }
    }
    return Double(logical.width) / 1024
  }

  /// One line of text, laid out and ready to be drawn with `letterFonts`; good until the engine is
  /// asked again.
  ///
  /// What is changed in the line must be changed back.
  func layOutToDraw(
    _ text: String, _ style: TextStyle
  ) -> UnsafeMutablePointer<PangoLayoutLine>? {
    guard let drawn else {
      return FontLock.run {
        let line = layOut(text, style)
        letterFonts.open(for: line)
        return line
      }
    }
    noteNoncharacters(in: text)
    let layout = drawn.layout(text, style) {
      let layout = fonts.newLayout()
      set(layout, to: text, style)
      letterFonts.open(for: pango_layout_get_line_readonly(layout, 0))
      return layout
    }
    noteMissingGlyphs(in: layout, family: face(for: style).family)
    return pango_layout_get_line_readonly(layout, 0)
  }

  /// One line of text, laid out; good until the engine is asked again.
  ///
  /// To be called inside the font lock.
  func layOut(
    _ text: String, _ style: TextStyle
  ) -> UnsafeMutablePointer<PangoLayoutLine>? {
    noteNoncharacters(in: text)
    set(fonts.layout, to: text, style)
    noteMissingGlyphs(in: fonts.layout, family: face(for: style).family)
    return pango_layout_get_line_readonly(fonts.layout, 0)
  }

  private func set(_ layout: OpaquePointer, to text: String, _ style: TextStyle) {
    let face = face(for: style)
    let line = TextLine.oneLine(text)
    pango_layout_set_font_description(layout, face.description)
    if TextLine.isLatin(line) {
      pango_layout_set_attributes(layout, face.attributes)
    } else {
      let list: OpaquePointer = pango_attr_list_copy(face.attributes)
      TextLine.adapt(list, to: line, face: face, offset: 0)
      pango_layout_set_attributes(layout, list)
      pango_attr_list_unref(list)
    }
    pango_layout_set_text(layout, line, Int32(clamping: line.utf8.count))
  }

  /// The text of several runs, laid out with mandatory line ends only.
  ///
  /// Good until the engine is asked again; to be called inside the font lock.
  func layOut(_ runs: [TextRun], text: String) -> OpaquePointer {
    let list: OpaquePointer = pango_attr_list_new()
    defer { pango_attr_list_unref(list) }
    var offset: UInt32 = 0
    for run in runs {
      let face = face(for: run.style)
      let end = offset + UInt32(clamping: run.text.utf8.count)
      let font = pango_attr_font_desc_new(face.description)
      TextFace.add(font, to: list, from: offset, to: end)
      face.addAttributes(to: list, from: offset, to: end)
      TextLine.adapt(list, to: run.text, face: face, offset: offset)
      offset = end
    }
    let base = runs.first.map { face(for: $0.style) }
    pango_layout_set_font_description(fonts.layout, base?.description)
    pango_layout_set_attributes(fonts.layout, list)
    pango_layout_set_text(fonts.layout, text, Int32(clamping: text.utf8.count))
    noteMissingGlyphs(in: fonts.layout, family: base?.family ?? "")
    return fonts.layout
  }

  /// Whether the font of a style has an OpenType feature that replaces glyphs, such as `sups`.
  public func hasFeature(_ tag: String, _ style: TextStyle) -> Bool {
    guard hasFonts else { return false }
    let face = face(for: style)
    if let known = face.knownFeatures[tag] { return known }
    let found = FontLock.run { fonts.hasFeature(tag, face.description) }
    face.knownFeatures[tag] = found
    return found
  }

  /// The face for a style, made once.
  func face(for style: TextStyle) -> TextFace {
    if let last, last.style == style { return last.face }
    let face = faces[style] ?? makeFace(for: style)
    last = (style, face)
    return face
  }

  /// Finds the fonts of all texts of a scene, which others need not wait for.
  func findFonts(for scene: Scene) {
    scene.visit { mark in
      if let text = mark.text { _ = face(for: text.style) }
    }
  }

  private func makeFace(for style: TextStyle) -> TextFace {
    let match = FontFamily.match(style.family, in: fonts.families)
    if let name = match.missing { missing.add(family: name, used: match.family) }
    let face = TextFace(style: style, family: match.family, fonts: fonts)
    faces[style] = face
    return face
  }

  /// Notes what stands for no character.
  func noteNoncharacters(in text: String) {
    for scalar in text.noncharacters { missing.add(noncharacter: scalar) }
  }

  private func noteMissingGlyphs(in layout: OpaquePointer, family: String) {
    guard pango_layout_get_unknown_glyphs_count(layout) > 0 else { return }
    for run in LayoutRuns(layout: layout) {
      for glyph in run.glyphs where glyph.glyph & LayoutRuns.unknownGlyph != 0 {
        let value = glyph.glyph & ~LayoutRuns.unknownGlyph
        guard let scalar = Unicode.Scalar(value) else { continue }
        missing.add(character: scalar, family: family)
      }
    }
  }
}
