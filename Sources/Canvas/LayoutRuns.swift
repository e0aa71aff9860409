import CPango

/// The runs of a layout, line after line, in the order in which they are seen.
struct LayoutRuns: Sequence, IteratorProtocol {
  /// Marks the glyph of a character that no font has.
  static let unknownGlyph: PangoGlyph = 0x1000_0000

  /// Stands for a kind of space that no font has.
  static let unknownSpace: PangoGlyph = unknownGlyph | 0x20

  /// Stands where nothing is drawn.
  static let emptyGlyph: PangoGlyph = 0x0FFF_FFFF

  /// Whether a glyph is none that a font has.
  static func isNoLetter(_ glyph: PangoGlyph) -> Bool {
    glyph == emptyGlyph || glyph & unknownGlyph != 0
  }

  /// A run of glyphs in one font.
  struct Run {
    /// The run in Pango's terms; good as long as the layout is.
    let item: UnsafeMutablePointer<PangoGlyphItem>

    /// The offset of its first byte in the layout's text.
    var offset: Int { Int(item.pointee.item?.pointee.offset ?? 0) }
    /// How many bytes of the text it covers.
    var length: Int { Int(item.pointee.item?.pointee.length ?? 0) }
    /// How many characters of the text it covers.
    var characterCount: Int { Int(item.pointee.item?.pointee.num_chars ?? 0) }

    /// Its font.
    var font: UnsafeMutablePointer<PangoFont>? { item.pointee.item?.pointee.analysis.font }

    /// The family of its font.
    var family: String? {
      guard let font else { return nil }
      let description = pango_font_describe(font)
      defer { pango_font_description_free(description) }
      return pango_font_description_get_family(description).map { String(cString: $0) }
    }

    /// Its glyphs, from left to right.
    var glyphs: UnsafeMutableBufferPointer<PangoGlyphInfo> {
      guard let string = item.pointee.glyphs?.pointee else { return .init(start: nil, count: 0) }
      return .init(start: string.glyphs, count: Int(string.num_glyphs))
    }

    /// For each glyph the offset in the run of the cluster that it belongs to.
    var clusters: UnsafeMutableBufferPointer<Int32> {
      guard let string = item.pointee.glyphs?.pointee else { return .init(start: nil, count: 0) }
      return .init(start: string.log_clusters, count: Int(string.num_glyphs))
    }
  }

  private var lines: UnsafeMutablePointer<GSList>?
  private var runs: UnsafeMutablePointer<GSList>?

  init(layout: OpaquePointer) { lines = pango_layout_get_lines_readonly(layout) }

  init(line: UnsafeMutablePointer<PangoLayoutLine>?) { runs = line?.pointee.runs }

  mutating func next() -> Run? {
    while true {
      if let node = runs {
        runs = node.pointee.next
        if let data = node.pointee.data {
          return Run(item: data.assumingMemoryBound(to: PangoGlyphItem.self))
        }
      } else if let node = lines {
        lines = node.pointee.next
        runs = node.pointee.data?.assumingMemoryBound(to: PangoLayoutLine.self).pointee.runs
      } else {
        return nil
      }
    }
  }
}
