import CPango
import Diagnostics
import Synchronization

/// The font files that letters are drawn with, each open once for all threads.
///
/// They are given to Cairo open. It locks each for its own sake, but has no table of them, and never
/// closes one: see `FontLock` for what goes wrong with the files that Cairo opens by itself. They
/// stay open as long as the process lives; a file that was changed is another one.
enum OpenFonts {
  /// What tells one font from another.
  private struct Key: Hashable {
    var path: String
    /// The place of the font in its file, and of its instance if it is a variable one.
    var index: Int32
    /// Whether its letters are made bolder than they are.
    var isEmboldened: Bool
    var stamp: FileStamp?
  }

  /// A font in Cairo's terms; its references are counted by Cairo, on all threads.
  private struct Face: @unchecked Sendable {
    let face: OpaquePointer
  }

  private static let known = Mutex<[Key: Face]>([:])

  /// The font that Fontconfig describes, open; nil if it cannot be opened.
  static func face(for pattern: OpaquePointer) -> OpaquePointer? {
    var file: UnsafeMutablePointer<FcChar8>?
    var (index, isEmboldened) = (Int32(0), FcBool(0))
    guard FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch, let file else {
      return nil
    }
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
    FcPatternGetBool(pattern, FC_EMBOLDEN, 0, &isEmboldened)
    let path = String(cString: file)
    let key = Key(
      path: path, index: index, isEmboldened: isEmboldened != 0, stamp: FileStamp(path: path))
    return known.withLock { known in
      if let face = known[key] { return face.face }
      guard let face = playfair_open_font(path, index, isEmboldened) else { return nil }
      known[key] = Face(face: face)
      return face
    }
  }
}
