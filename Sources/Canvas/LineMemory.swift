import CPango
import Diagnostics

/// Lines of text that were drawn, laid out as they were: what is drawn again is not shaped again.
///
/// For programs that draw nearly the same many times, such as a watch over a document. Of two
/// generations of lines the older one is let go when the younger one is full, so that memory stays
/// as it is.
final class LineMemory {
  private struct Key: Hashable {
    @ExactText var text: String
    var style: TextStyle
  }

  /// How many lines a generation has: a line takes about 3 kB.
  static let generation = 4000

  private var recent: [Key: OpaquePointer] = [:]
  private var earlier: [Key: OpaquePointer] = [:]

  deinit {
    let layouts = Array(recent.values) + earlier.values
    FontLock.run { LineMemory.letGo(layouts) }
  }

  /// The layout of a line; one that is not known is made inside the font lock.
  func layout(
    _ text: String, _ style: TextStyle, make: () -> OpaquePointer
  ) -> OpaquePointer {
    let key = Key(text: text, style: style)
    if let known = recent[key] { return known }
    if recent.count >= LineMemory.generation {
      let layouts = Array(earlier.values)
      (earlier, recent) = (recent, [:])
      FontLock.run { LineMemory.letGo(layouts) }
    }
    let layout = earlier.removeValue(forKey: key) ?? FontLock.run(make)
    recent[key] = layout
    return layout
  }

  private static func letGo(_ layouts: [OpaquePointer]) {
    for layout in layouts { g_object_unref(UnsafeMutableRawPointer(layout)) }
  }
}
