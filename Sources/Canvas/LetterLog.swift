import CPango
import Diagnostics

/// The letters that a document brings in, in the order in which they are first drawn.
///
/// Cairo gives each letter of a font its number in a file then (and keeps the text for which it
/// stands), so that what was noted here decides how text is written there.
final class LetterLog {
  /// A letter of a font, and the text for which it stands.
  struct Letter: Hashable, Sendable {
    var face: Int
    var glyph: UInt32
    /// Empty where it stands with others.
    @ExactText var text: String
  }

  /// The letters that come in on a page, in their order.
  struct Arrivals: Hashable, Sendable {
    /// Those that are known from then on.
    var seen: [Letter] = []
    /// Those of lines that a clip may hide: perhaps they have not come in.
    var hidden: [Letter] = []

    var isEmpty: Bool { seen.isEmpty && hidden.isEmpty }
  }

  /// The letters that came in since the page was begun.
  private(set) var arrivals = Arrivals()
  /// The lines that brought them.
  private(set) var lines: Set<SceneText> = []
  /// The numbers of the faces, by what makes one out.
  private(set) var faces: [String: Int]

  private var known: Set<Letter> = []
  private var numbers: [UnsafeMutableRawPointer: Int] = [:]

  /// Creates a log that knows the numbers of some faces.
  init(faces: [String: Int]) { self.faces = faces }

  /// Begins a page.
  func startPage() { (arrivals, lines) = (Arrivals(), []) }

  /// Takes the letters of a page as known.
  func add(_ arrivals: Arrivals) { known.formUnion(arrivals.seen) }

  /// Notes the letters of a line that is drawn; a clip may hide it.
  func note(
    _ line: UnsafeMutablePointer<PangoLayoutLine>, of text: SceneText, isSeen: Bool
  ) {
    guard let bytes = pango_layout_get_text(line.pointee.layout) else { return }
    let before = (arrivals.seen.count, arrivals.hidden.count)
    for run in LayoutRuns(line: line) {
      guard let face = face(of: run) else { continue }
      note(run, face, bytes, isSeen: isSeen)
    }
    if (arrivals.seen.count, arrivals.hidden.count) != before { lines.insert(text) }
  }

  private func note(
    _ run: LayoutRuns.Run, _ face: Int, _ bytes: UnsafePointer<CChar>, isSeen: Bool
  ) {
    let (glyphs, clusters) = (run.glyphs, run.clusters)
    let starts = Set(clusters).sorted()
    for (index, glyph) in glyphs.enumerated() {
      // What no font has is drawn as a box, and is no letter.
      if LayoutRuns.isNoLetter(glyph.glyph) { continue }
      let start = clusters[index]
      let isAlone =
        (index == 0 || clusters[index - 1] != start)
        && (index + 1 == clusters.count || clusters[index + 1] != start)
      var letter = Letter(face: face, glyph: glyph.glyph, text: "")
      if isAlone {
        let end = starts.first { $0 > start }.map(Int.init) ?? run.length
        let part = UnsafeBufferPointer(
          start: bytes + run.offset + Int(start), count: end - Int(start))
        letter.text = String(decoding: part.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
      if !isSeen {
        if !known.contains(letter) { arrivals.hidden.append(letter) }
      } else if known.insert(letter).inserted {
        arrivals.seen.append(letter)
      }
    }
  }

  /// The number of a run's face: sizes have one in common.
  private func face(of run: LayoutRuns.Run) -> Int? {
    guard let font = run.font else { return nil }
    let pointer = UnsafeMutableRawPointer(font)
    if let known = numbers[pointer] { return known }
    let name = LetterLog.name(of: font)
    let number = faces[name] ?? faces.count
    (faces[name], numbers[pointer]) = (number, number)
    return number
  }

  /// What makes a face out: its file, and how it is drawn but for its size.
  private static func name(of font: UnsafeMutablePointer<PangoFont>) -> String {
    let description = pango_font_describe(font)
    defer { pango_font_description_free(description) }
    pango_font_description_unset_fields(description, PANGO_FONT_MASK_SIZE)
    let words = pango_font_description_to_string(description)
    defer { g_free(words) }
    let pattern = playfair_font_pattern(font)
    var file: UnsafeMutablePointer<FcChar8>?
    var index: Int32 = 0
    FcPatternGetString(pattern, FC_FILE, 0, &file)
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
    let parts = [words.map { String(cString: $0) }, file.map { String(cString: $0) }, "\(index)"]
    return parts.compactMap { $0 }.joined(separator: "\n")
  }
}
