import CPango

/// The letters of a line of text, drawn where Pango has laid them out.
///
/// As `pango_cairo_show_layout_line` does it, from the origin of the coordinates in force, but with
/// fonts that need no lock, and with an empty box for a character that no font has.
struct LineLetters {
  let line: UnsafeMutablePointer<PangoLayoutLine>
  let fonts: LetterFonts
  /// The size of the text, in points: how high a box is.
  let size: Double

  /// The letters of a run, in points from the start of the line.
  private struct Placed {
    /// The font of the letters; nil if there are none, or they cannot be drawn.
    var font: OpaquePointer?
    var glyphs: [cairo_glyph_t] = []
    /// The boxes that stand for characters without a letter.
    var boxes: [Rect] = []
  }

  /// Draws the letters as text, with the words for which they stand.
  func show(on cairo: OpaquePointer) {
    guard let text = pango_layout_get_text(line.pointee.layout) else { return }
    visitRuns(from: LineLetters.start(on: cairo)) { run, placed in
      if let font = placed.font {
        cairo_set_scaled_font(cairo, font)
        let isBackward = (run.item.pointee.item?.pointee.analysis.level ?? 0) & 1 != 0
        let clusters = LineLetters.clusters(of: run, text)
        cairo_show_text_glyphs(
          cairo, text + run.offset, Int32(run.length), placed.glyphs, Int32(placed.glyphs.count),
          clusters, Int32(clusters.count),
          isBackward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(0))
      }
      guard !placed.boxes.isEmpty else { return }
      cairo_new_path(cairo)
      for box in placed.boxes { add(box, to: cairo) }
      cairo_fill(cairo)
    }
  }

  /// Adds the outlines of the letters to the current path.
  func addOutlines(to cairo: OpaquePointer) {
    let start = LineLetters.start(on: cairo)
    visitRuns(from: start) { _, placed in
      if let font = placed.font {
        cairo_set_scaled_font(cairo, font)
        cairo_glyph_path(cairo, placed.glyphs, Int32(placed.glyphs.count))
      }
      for box in placed.boxes { add(box, to: cairo) }
    }
    cairo_move_to(cairo, start.x, start.y)
  }

  /// Where the line starts: at the origin, as exactly as Cairo keeps points of paths (1/256).
  private static func start(on cairo: OpaquePointer) -> Point {
    var (x, y) = (0.0, 0.0)
    cairo_move_to(cairo, 0, 0)
    cairo_get_current_point(cairo, &x, &y)
    return Point(x, y)
  }

  private func visitRuns(from start: Point, _ visit: (LayoutRuns.Run, Placed) -> Void) {
    var x = 0
    for run in LayoutRuns(line: line) {
      x += Int(run.item.pointee.start_x_offset)
      visit(run, placed(run, from: start, &x))
      x += Int(run.item.pointee.end_x_offset)
    }
  }

  /// Where the letters of a run stand that begins at `x`, in Pango's units; behind it stands the next.
  private func placed(_ run: LayoutRuns.Run, from start: Point, _ x: inout Int) -> Placed {
    var placed = Placed()
    let glyphs = run.glyphs
    placed.glyphs.reserveCapacity(glyphs.count)
    let y = -Int(run.item.pointee.y_offset)
    let font = fonts.font(of: run)
    for glyph in glyphs {
      let geometry = glyph.geometry
      let left = start.x + Double(x + Int(geometry.x_offset)) / 1024
      let base = start.y + Double(y + Int(geometry.y_offset)) / 1024
      x += Int(geometry.width)
      if glyph.glyph == LayoutRuns.emptyGlyph { continue }
      if font != nil, !LayoutRuns.isNoLetter(glyph.glyph) {
        placed.glyphs.append(cairo_glyph_t(index: UInt(glyph.glyph), x: left, y: base))
      } else if glyph.glyph != LayoutRuns.unknownSpace {
        let width = Double(geometry.width) / 1024
        placed.boxes.append(Rect(left, base - size * 0.72, width, size * 0.72))
      }
    }
    placed.font = placed.glyphs.isEmpty ? nil : font
    return placed
  }

  /// The pieces of text for which letters stand together.
  private static func clusters(
    of run: LayoutRuns.Run, _ text: UnsafePointer<CChar>
  ) -> [cairo_text_cluster_t] {
    var result: [cairo_text_cluster_t] = []
    result.reserveCapacity(run.characterCount)
    let glyphs = run.glyphs
    var step = PangoGlyphItemIter()
    var isThere = pango_glyph_item_iter_init_start(&step, run.item, text)
    while isThere != 0 {
      // From right to left the glyphs are counted down.
      let (start, end) = (Int(step.start_glyph), Int(step.end_glyph))
      let range = start <= end ? start..<end : (end + 1)..<(start + 1)
      let count = range.count { !LayoutRuns.isNoLetter(glyphs[$0].glyph) }
      result.append(
        cairo_text_cluster_t(
          num_bytes: step.end_index - step.start_index, num_glyphs: Int32(count)))
      isThere = pango_glyph_item_iter_next_cluster(&step)
    }
    return result
  }

  /// Adds a frame to the current path, which looks the same filled and along its edges.
  private func add(_ box: Rect, to cairo: OpaquePointer) {
    let thickness = size / 24
    let outer = Rect(
      box.x + thickness, box.y, max(thickness * 3, box.width - thickness * 2), box.height)
    cairo_rectangle(cairo, outer.x, outer.y, outer.width, outer.height)
    // The other way round, so that it is left out.
    cairo_rectangle(
      cairo, outer.maxX - thickness, outer.y + thickness, thickness * 2 - outer.width,
      outer.height - thickness * 2)
  }
}
