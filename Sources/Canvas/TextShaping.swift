import CPango

extension TextEngine {
  /// A paragraph on one endless line, for line breaking.
  ///
  /// A line end in the text is a mandatory break and has no width. Of a ligature each letter gets
  /// an equal share. The bytes of one letter all stand where it starts.
  public func shape(_ runs: [TextRun]) -> ShapedText {
    for run in runs { noteNoncharacters(in: run.text) }
    let runs = runs.map { TextRun(TextLine.paragraph($0.text), $0.style) }.filter {
      !$0.text.isEmpty
    }
    let text = runs.map(\.text).joined()
    guard !text.isEmpty else {
      return ShapedText(text: "", positions: [0], breaks: [], ascent: 0, descent: 0)
    }
    let faces = runs.map { face(for: $0.style) }
    var shaped = ShapedText(
      text: text, positions: [], breaks: [], ascent: faces.map(\.ascent).max() ?? 0,
      descent: faces.map(\.descent).max() ?? 0)
    let bytes = Array(text.utf8)
    guard hasFonts else {
      shaped.positions = guessedPositions(runs)
      return shaped
    }
    FontLock.run {
      let layout = layOut(runs, text: text)
      shaped.positions = TextEngine.positions(in: layout, bytes: bytes)
      shaped.joined = TextEngine.joined(in: layout, bytes: bytes)
      shaped.breaks = TextEngine.breaks(in: layout, bytes: bytes)
    }
    return shaped
  }

  /// The positions where there is no font: all letters of a run are equally wide.
  private func guessedPositions(_ runs: [TextRun]) -> [Double] {
    var (positions, x, pending) = ([Double](), 0.0, 0.0)
    for run in runs {
      for byte in run.text.utf8 {
        if byte.startsScalar {
          x += pending
          pending = TextFace.guessedWidth(size: run.style.size)
        }
        positions.append(x)
      }
    }
    return positions + [x + pending]
  }

  /// The distance of each byte from the start, letter after letter in reading order.
  private static func positions(in layout: OpaquePointer, bytes: [UInt8]) -> [Double] {
    let advances = advances(in: layout, bytes: bytes)
    var positions: [Double] = []
    positions.reserveCapacity(bytes.count + 1)
    var (x, pending) = (0, 0)
    for (byte, advance) in zip(bytes, advances) {
      if byte.startsScalar {
        x += pending
        pending = advance
      }
      positions.append(Double(x) / 1024)
    }
    positions.append(Double(x + pending) / 1024)
    return positions
  }

  /// The width of each letter, in Pango's units, at its first byte.
  private static func advances(in layout: OpaquePointer, bytes: [UInt8]) -> [Int] {
    var advances = [Int](repeating: 0, count: bytes.count)
    let text = pango_layout_get_text(layout)
    for run in LayoutRuns(layout: layout) {
      var widths = [Int32](repeating: 0, count: run.characterCount + 1)
      pango_glyph_item_get_logical_widths(run.item, text, &widths)
      var character = 0
      let end = min(run.offset + run.length, bytes.count)
      for offset in min(run.offset, end)..<end where bytes[offset].startsScalar {
        guard character < run.characterCount else { break }
        advances[offset] = Int(widths[character])
        character += 1
      }
    }
    return advances
  }

  /// The letters that share a glyph with the one before them.
  private static func joined(in layout: OpaquePointer, bytes: [UInt8]) -> [Int] {
    var result: [Int] = []
    for run in LayoutRuns(layout: layout) {
      let clusters = run.clusters
      // As many clusters as letters: each letter has its own.
      guard clusters.count < run.characterCount else { continue }
      var starts = Set<Int>()
      for cluster in clusters { starts.insert(run.offset + Int(cluster)) }
      let end = min(run.offset + run.length, bytes.count)
      for offset in min(run.offset, end)..<end
      where bytes[offset].startsScalar && !starts.contains(offset) {
        result.append(offset)
      }
    }
    return result.sorted()
  }

  private static func breaks(in layout: OpaquePointer, bytes: [UInt8]) -> [ShapedText.Break] {
    var count: Int32 = 0
    guard let attributes = pango_layout_get_log_attrs_readonly(layout, &count) else { return [] }
    var result: [ShapedText.Break] = []
    var character = 0
    for (offset, byte) in bytes.enumerated() where byte.startsScalar {
      guard character < Int(count) else { break }
      let attribute = attributes[character]
      character += 1
      guard offset > 0, attribute.is_line_break != 0 else { continue }
      let isMandatory = attribute.is_mandatory_break != 0
      result.append(ShapedText.Break(offset: offset, isMandatory: isMandatory))
    }
    return result
  }
}

extension UInt8 {
  /// Whether a byte of UTF-8 is the first of its character.
  var startsScalar: Bool { self & 0xC0 != 0x80 }
}
