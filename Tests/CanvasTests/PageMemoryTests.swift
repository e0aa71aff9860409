import TestSupport
import Testing

@testable import Canvas

@Suite("Pages that are known come out as if they were drawn again") struct PageMemoryTests {
  private let text = TextEngine(fonts: FontLibrary(), keepsLines: true)

  private func line(_ words: String, _ y: Double, _ style: TextStyle) -> SceneItem {
    Showcase.line(words, 10, y, style, text: text)
  }

  private func page(_ words: [String], _ style: TextStyle = Showcase.inter(8)) -> Scene {
    let lines = words.enumerated().map { line($1, 20 + Double($0) * 12, style) }
    return Scene(size: Size(300, 200), items: lines)
  }

  /// The bytes with a memory and without one, and how many pages were known.
  private func bytes(
    of scenes: [Scene], _ memory: inout PageMemory
  ) throws -> (known: [UInt8], fresh: [UInt8], count: Int, isOpen: Bool) {
    let pages = scenes.map { PDFPage($0) }
    let fresh = try PDFOutput.bytes(of: pages, text: TextEngine(fonts: FontLibrary()))
    var copy = memory
    let drawing = DocumentDrawing(scenes: scenes, text: text)
    let result = try drawing.run(memory: &copy)
    let known = try PDFOutput.bytes(of: pages, options: PDFOptions(), text: text, memory: &memory)
    return (known, fresh, result.knownCount, result.isFromOpenFile)
  }

  @Test("a page is drawn again if it has changed, or letters that come before it")
  func reuse() throws {
    var memory = PageMemory()
    var scenes = [page(["abc"]), page(["abcd"]), page(["abdc"]), page(["dcba"])]
    func known(_ scenes: [Scene]) throws -> Int {
      let result = try bytes(of: scenes, &memory)
      let isSame = result.known == result.fresh
      #expect(isSame)
      return result.count
    }
    #expect(try known(scenes) == 0)
    #expect(try known(scenes) == 4)
    scenes[2] = page(["ad"])
    #expect(try known(scenes) == 3)
    scenes[2] = page(["da", "d", "ad"])
    let open = try bytes(of: scenes, &memory)
    #expect(open.isOpen && open.count == 3 && open.known == open.fresh)
    // A letter that nobody knows yet moves no other if it comes last, and all if it comes first.
    scenes[3] = page(["xyz"])
    #expect(try known(scenes) == 3)
    scenes[0] = page(["cab"])
    #expect(try known(scenes) == 0)
    scenes.swapAt(0, 1)
    #expect(try known(scenes) == 0)
    scenes.remove(at: 2)
    #expect(try known(scenes) == 3)
    scenes.insert(page(["dab"]), at: 1)
    #expect(try known(scenes) == 3)
  }

  @Test("pages with pictures are kept, too, and a picture of several pages is in the file once")
  func pictures() throws {
    var memory = PageMemory()
    let colors = [Color(hex: 0x102030), Color(hex: 0xC0B0A0)]
    let data = try colors.map {
      try PNGOutput.bytes(of: Scene(size: Size(9, 9), background: $0, items: []))
    }
    let (first, second) = (data[0], data[1])
    func page(_ words: String, _ pictures: [[UInt8]]) -> Scene {
      let images = pictures.enumerated().map { index, data in
        SceneItem.image(SceneImage(data: data, frame: Rect(10 + 40 * Double(index), 40, 30, 30)))
      }
      return Scene(size: Size(300, 200), items: images + [line(words, 20, Showcase.inter(8))])
    }
    var scenes = [page("a", [first]), page("ab", [second, first, second]), page("b", [])]
    for known in [0, 3] {
      let result = try bytes(of: scenes, &memory)
      #expect(result.known == result.fresh && result.count == known)
    }
    scenes[0] = page("a", [second])
    let result = try bytes(of: scenes, &memory)
    #expect(result.known == result.fresh && result.count == 2)
    let text = String(decoding: result.known, as: UTF8.self)
    #expect(text.split(separator: "/Subtype /Image").count == 3)
    // What is drawn behind a page with pictures that is known is not clipped by them.
    scenes[2] = page("bcd", [])
    let last = try bytes(of: scenes, &memory)
    #expect(last.known == last.fresh && last.count == 2)
    scenes.removeFirst()
    let shorter = try bytes(of: scenes, &memory)
    #expect(shorter.known == shorter.fresh)
  }

  @Test("a page with a layer is drawn again, and so are all others")
  func layers() throws {
    var memory = PageMemory()
    let layer = SceneGroup(
      opacity: 0.5, items: [line("ab", 20, Showcase.inter(8)), line("b", 22, Showcase.inter(8))])
    let scenes = [page(["a"]), Scene(size: Size(300, 200), items: [.group(layer)]), page(["b"])]
    for _ in 0..<2 {
      let result = try bytes(of: scenes, &memory)
      #expect(result.known == result.fresh && result.count == 0)
    }
  }

  @Test("headings and links of known pages follow what has changed on others")
  func structure() throws {
    var memory = PageMemory()
    func heading(_ level: Int) -> Scene {
      let group = SceneGroup(
        .heading(level), destination: "a", items: [line("Head", 20, Showcase.inter(8))])
      return Scene(size: Size(300, 200), items: [.group(group)])
    }
    let link = SceneGroup(
      .link, link: .destination("a"), items: [line("Head", 40, Showcase.inter(8))])
    let last = Scene(size: Size(300, 200), items: heading(3).items + [.group(link)])
    for level in [1, 2, 1] {
      let scenes = [heading(1), heading(level), last, page(["Head"])]
      let result = try bytes(of: scenes, &memory)
      #expect(result.known == result.fresh)
    }
    let result = try bytes(of: [page(["Head"]), last], &memory)
    #expect(result.known == result.fresh && result.count > 0)
  }

  @Test("texts of other bytes are others, though they are the same to a reader")
  func accents() throws {
    var memory = PageMemory()
    for words in ["caf\u{E9} \u{3A9}", "cafe\u{301} \u{2126}", "caf\u{E9} \u{2126}"] {
      let result = try bytes(of: [page(["a"]), page([words])], &memory)
      #expect(result.known == result.fresh)
    }
  }

  @Test("after each of many edits", arguments: 1...12)
  func edits(_ seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    var memory = PageMemory()
    var scenes = (0..<6).map { _ in randomPage(&random) }
    var known = 0
    for _ in 0..<16 {
      let result = try bytes(of: scenes, &memory)
      let isSame = result.known == result.fresh
      #expect(isSame)
      known += result.count
      let place = Int.random(in: 0..<scenes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: scenes.insert(randomPage(&random), at: place)
      case 1 where scenes.count > 2: scenes.remove(at: place)
      case 2: scenes.swapAt(0, place)
      default: scenes[place] = randomPage(&random)
      }
    }
    #expect(known > 0)
  }

  /// A page of words in several faces, some of them beside the page or under a clip.
  private func randomPage(_ random: inout SeededNumbers) -> Scene {
    let words = ["office", "fluffy 1958", "–12.5 %", "粮食", "Ødegård", "大跃进", "AVA", "a\u{301}e"]
    var styles = [Showcase.inter(8), Showcase.inter(11)]
    styles.append(TextStyle(family: "Linux Libertine O", size: 9))
    styles.append(TextStyle(family: "Linux Libertine O", size: 9, italic: true))
    var items: [SceneItem] = []
    for row in 0..<Int.random(in: 0...5, using: &random) {
      let isClear = Int.random(in: 0..<8, using: &random) == 0
      let style = styles[Int.random(in: 0..<styles.count, using: &random)]
      let text = words[Int.random(in: 0..<words.count, using: &random)]
      let isOutside = Int.random(in: 0..<8, using: &random) == 0
      let y = isOutside ? -50 : 20 + Double(row) * 12 + Double.random(in: -9...9, using: &random)
      let color = isClear ? Color.white.opacity(0) : Showcase.ink
      let item = Showcase.line(text, 10, y, style, color: color, text: self.text)
      let isClipped = Int.random(in: 0..<5, using: &random) == 0
      items.append(
        isClipped ? .group(SceneGroup(clip: Rect(0, 0, 300, 25), items: [item])) : item)
    }
    return Scene(size: Size(300, 200), items: items)
  }
}
