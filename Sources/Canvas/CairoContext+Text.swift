import CPango

extension CairoContext {
  /// Draws one line of text with its halo.
  func draw(_ text: SceneText, engine: TextEngine, opacity: Double = 1) {
    let place = transform.apply(text.position)
    let canBeSeen = place.isWithin(CairoContext.limit) && text.style.size > 0 && !text.text.isEmpty
    guard canBeSeen, engine.hasFonts else { return }
    // Finds the font, which takes long if it is new, before others have to wait.
    _ = engine.face(for: text.style)
    save()
    defer { restore() }
    guard moveOrigin(to: text), let line = engine.layOutToDraw(text.text, text.style) else {
      return
    }
    let widths = text.wordSpacing != 0 || !text.gaps.isEmpty ? GlyphWidths(of: line) : nil
    defer { widths?.restore() }
    if text.wordSpacing != 0 { widenSpaces(of: line, by: text.wordSpacing) }
    if !text.gaps.isEmpty { add(text.gaps, to: line) }
    let letters = LineLetters(line: line, fonts: engine.letterFonts, size: text.style.size)
    switch medium {
    case .pixels: drawAsOutlines(letters, of: text, opacity: opacity)
    case .vectors: drawAsText(letters, of: text, opacity: opacity)
    }
    cairo_new_path(cairo)
  }

  private func drawAsOutlines(_ letters: LineLetters, of text: SceneText, opacity: Double) {
    addOutlines(of: letters)
    draw(text.halo, opacity: opacity)
    setSource(text.paint, bounds: text.inkBox, opacity: opacity)
    cairo_fill_preserve(cairo)
    if let outline = text.outline { draw(outline, in: text.inkBox, opacity: opacity) }
  }

  /// Draws letters that can be searched and copied.
  private func drawAsText(_ letters: LineLetters, of text: SceneText, opacity: Double) {
    if text.halo != nil {
      addOutlines(of: letters)
      draw(text.halo, opacity: opacity)
    }
    setSource(text.paint, bounds: text.inkBox, opacity: opacity)
    if let log = self.letters {
      let isClear = opacity == 0 || text.gradient == nil && text.color.alpha == 0
      log.note(letters.line, of: text, isSeen: !isClear && isWithinClip(text.inkBox))
    }
    cairo_new_path(cairo)
    letters.show(on: cairo)
    guard let outline = text.outline else { return }
    addOutlines(of: letters)
    draw(outline, in: text.inkBox, opacity: opacity)
  }

  /// Moves the origin to the start of the line; false if it cannot be seen there.
  private func moveOrigin(to text: SceneText) -> Bool {
    let angle = text.angle.isFinite ? text.angle : 0
    let turn = Transform.translation(text.position.x, text.position.y)
      .after(angle == 0 ? .identity : .rotation(angle))
    return concatenate(turn.after(.translation(text.anchorOffset, 0)))
  }

  /// Whether no clip in force touches a box.
  private func isWithinClip(_ box: Rect) -> Bool {
    var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
    cairo_clip_extents(cairo, &left, &top, &right, &bottom)
    return left <= box.x && top <= box.y && right >= box.maxX && bottom >= box.maxY
  }

  /// Makes the outlines of the letters the current path.
  private func addOutlines(of letters: LineLetters) {
    cairo_new_path(cairo)
    letters.addOutlines(to: cairo)
  }

  /// Draws along the outlines, which stay the current path.
  private func draw(_ halo: SceneText.Halo?, opacity: Double) {
    guard let halo, halo.width > 0 else { return }
    var stroke = Stroke(halo.color, width: halo.width)
    stroke.join = .round
    guard set(stroke) else { return }
    setSource(halo.color, opacity: opacity)
    cairo_stroke_preserve(cairo)
  }

  /// Draws a line along the outlines.
  private func draw(_ outline: Stroke, in box: Rect, opacity: Double) {
    guard outline.width > 0, set(outline) else { return }
    setSource(outline.paint, bounds: box, opacity: opacity)
    cairo_stroke(cairo)
  }

  /// Adds spaces after single letters.
  private func add(_ gaps: [SceneText.Gap], to line: UnsafeMutablePointer<PangoLayoutLine>) {
    let widths = Dictionary(gaps.map { ($0.letter, $0.width) }, uniquingKeysWith: +)
    for run in LayoutRuns(line: line) {
      let (glyphs, clusters) = (run.glyphs, run.clusters)
      for index in glyphs.indices where index < clusters.count {
        // Of several glyphs of one letter the last one has the space.
        let isLast = index + 1 >= clusters.count || clusters[index + 1] != clusters[index]
        guard isLast, let width = widths[run.offset + Int(clusters[index])] else { continue }
        glyphs[index].geometry.width &+= pangoUnits(width)
      }
    }
  }

  /// Adds to the width of each word space (U+0020 and U+00A0), as CSS's `word-spacing` does.
  private func widenSpaces(
    of line: UnsafeMutablePointer<PangoLayoutLine>, by points: Double
  ) {
    guard let text = pango_layout_get_text(line.pointee.layout) else { return }
    let added = pangoUnits(points)
    for run in LayoutRuns(line: line) {
      let (glyphs, clusters) = (run.glyphs, run.clusters)
      for index in glyphs.indices where index < clusters.count {
        let offset = run.offset + Int(clusters[index])
        let first = UInt8(bitPattern: text[offset])
        let isSpace =
          first == 0x20 || (first == 0xC2 && UInt8(bitPattern: text[offset + 1]) == 0xA0)
        if isSpace { glyphs[index].geometry.width &+= added }
      }
    }
  }
}

/// How wide glyphs were before spaces were added to them.
private struct GlyphWidths {
  private let line: UnsafeMutablePointer<PangoLayoutLine>
  private let widths: [[PangoGlyphUnit]]

  init(of line: UnsafeMutablePointer<PangoLayoutLine>) {
    self.line = line
    widths = LayoutRuns(line: line).map { $0.glyphs.map(\.geometry.width) }
  }

  func restore() {
    for (run, widths) in zip(LayoutRuns(line: line), widths) {
      for (index, width) in widths.enumerated() { run.glyphs[index].geometry.width = width }
    }
  }
}

extension SceneText {
  /// What the letters are filled with.
  var paint: Paint { gradient.map { .gradient($0) } ?? .color(color) }

  /// The line's box from its own origin.
  var inkBox: Rect { Rect(0, -metrics.ascent, metrics.width, metrics.ascent + metrics.descent) }

  /// How far the start of the line is from the position.
  var anchorOffset: Double {
    guard metrics.width.isFinite else { return 0 }
    return switch anchor {
    case .start: 0
    case .middle: -metrics.width / 2
    case .end: -metrics.width
    }
  }
}
