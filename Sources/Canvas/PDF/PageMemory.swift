/// The pages of a document that were drawn for a PDF file, for the next time that it is drawn.
///
/// A page is used again if its scene is the same and the letters before it came in in the same order;
/// then its content is what it would be if it were drawn again. What is made with a memory is the
/// same, byte by byte, as what is made without.
public struct PageMemory: Sendable {
  /// A page that was drawn.
  struct Page: Sendable {
    var scene: Scene
    /// How the letters stood before the page and after it.
    var before: Int
    var after: Int
    /// The letters that it brought in, and the lines that brought them.
    var arrivals: LetterLog.Arrivals
    var lines: Scene?
    var content: PageContent
  }

  /// The objects of the fonts as they begin a file, and the fonts by their names.
  struct Fonts: Sendable {
    var objects: [PDFFile.Object]
    var names: [String: PDFValue]
    /// How the letters stand that are in them.
    var standing: Int
  }

  /// Tells memories from each other, and one from itself before it forgot.
  final class Identity: Sendable {}

  /// A step from one standing of the letters to another.
  private struct Step: Hashable {
    var before: Int
    var arrivals: LetterLog.Arrivals
  }

  /// Whether pages are kept at all.
  let isKept: Bool
  private(set) var pages: [Page] = []
  private(set) var fonts: Fonts?
  private(set) var identity = Identity()
  /// The numbers of the faces that letters come from.
  var faces: [String: Int] = [:]
  private var steps: [Step: Int] = [:]
  private var lastStanding = 0

  /// Creates a memory without pages.
  public init() { isKept = true }

  private init(isKept: Bool) { self.isKept = isKept }

  /// A memory that keeps nothing.
  public static let none = PageMemory(isKept: false)

  /// Forgets all pages.
  mutating func forget() { self = PageMemory(isKept: isKept) }

  /// How the letters stand after a page; 0 is how they stand before the first.
  mutating func standing(after arrivals: LetterLog.Arrivals, _ before: Int) -> Int {
    guard !arrivals.isEmpty else { return before }
    let step = Step(before: before, arrivals: arrivals)
    if let known = steps[step] { return known }
    lastStanding += 1
    // Whether lines under a clip have brought letters in, only Cairo knows: this happens once.
    if arrivals.hidden.isEmpty { steps[step] = lastStanding }
    return lastStanding
  }

  /// The page that was drawn for a scene, most likely at an index; nil if it would come out in
  /// another way.
  func page(for scene: Scene, at index: Int, before: Int) -> Page? {
    if pages.indices.contains(index), pages[index].before == before, pages[index].scene == scene {
      return pages[index]
    }
    return pages.first { $0.before == before && $0.scene == scene }
  }

  /// Keeps the pages of a drawing and forgets the others.
  mutating func keep(_ drawn: [Page], _ fonts: Fonts) {
    guard isKept else { return }
    (pages, self.fonts) = (drawn, fonts)
    // Steps that lead nowhere any more are few, but a program may run for long.
    if steps.count > 20_000 { forget() }
  }
}

extension Scene {
  /// The scene with nothing but some of its lines of text, where and as they stand.
  func keeping(_ lines: Set<SceneText>) -> Scene? {
    guard !lines.isEmpty else { return nil }
    var result = self
    result.background = nil
    result.items = items.keeping(lines)
    return result
  }
}

extension [SceneItem] {
  fileprivate func keeping(_ lines: Set<SceneText>) -> [SceneItem] {
    compactMap { item in
      switch item {
      case .text(let text): return lines.contains(text) ? item : nil
      case .path, .image: return nil
      case .group(var group):
        group.items = group.items.keeping(lines)
        return group.items.isEmpty ? nil : .group(group)
      }
    }
  }
}
