import Diagnostics
import Testing

@testable import Canvas

@Suite("Text is measured, broken and shaped")
struct TextEngineTests {
  let text = TextEngine(fonts: FontLibrary())
  let inter = TextStyle(family: "Inter", size: 10)
  let tabular = TextStyle(family: "Inter", size: 7.5, features: [.tabularFigures])

  @Test("tabular figures have equal widths")
  func tabularFigures() {
    let widths = Set((0...9).map { text.measure("\($0)", tabular).width })
    #expect(widths.count == 1)
    #expect(text.measure("1", inter).width < text.measure("0", inter).width)
  }

  @Test("widths scale with the size")
  func scaling() {
    var large = inter
    large.size = 40
    let (small, big) = (text.measure("Grain output", inter), text.measure("Grain output", large))
    #expect(abs(big.width - 4 * small.width) < 0.05)
    #expect(abs(big.ascent - 4 * small.ascent) < 0.01)
    #expect(abs(small.ascent - 9.6875) < 0.05 && abs(small.descent - 2.41) < 0.05)
  }

  @Test("an empty line has no width and the height of its font")
  func emptyLine() {
    let empty = text.measure("", inter)
    #expect(empty.width == 0)
    #expect(empty.ascent == text.measure("x", inter).ascent)
  }

  @Test("letter spacing widens a line by its amount between letters")
  func letterSpacing() {
    var spaced = inter
    spaced.letterSpacing = 2
    let widening = text.measure("abcd", spaced).width - text.measure("abcd", inter).width
    #expect(abs(widening - 6) < 0.01)
  }

  @Test("a semibold and an italic are other fonts than the regular")
  func weights() {
    var semibold = inter
    semibold.weight = 600
    #expect(text.measure("mmm", semibold).width > text.measure("mmm", inter).width)
    var italic = TextStyle(family: "Linux Libertine", size: 10)
    let upright = text.measure("mountain", italic).width
    italic.italic = true
    #expect(text.measure("mountain", italic).width != upright)
  }

  @Test(
    "Chinese, Japanese and Korean letters come from the font of their language",
    arguments: [
      ("zh-Hans", "Noto Sans CJK SC"), ("zh", "Noto Sans CJK SC"), ("zh-TW", "Noto Sans CJK TC"),
      ("zh-Hant", "Noto Sans CJK TC"), ("zh-Hant-HK", "Noto Sans CJK HK"),
      ("ja", "Noto Sans CJK JP"), ("ko", "Noto Sans CJK KR"), ("en", "Noto Sans CJK SC"),
      ("", "Noto Sans CJK SC"), ("de-AT", "Noto Sans CJK SC"),
    ])
  func eastAsianFonts(language: String, family: String) {
    var style = inter
    style.language = language
    #expect(text.families(of: "大跃进", style) == [family])
    #expect(text.families(of: "Great Leap 大跃进", style) == ["Inter", family])
  }

  @Test("quotation marks beside Chinese letters are theirs, beside Latin letters not")
  func eastAsianPunctuation() {
    var chinese = inter
    chinese.language = "zh-Hans"
    #expect(text.families(of: "说：“大跃进”……——", chinese) == ["Noto Sans CJK SC"])
    #expect(text.families(of: "“Leap”", chinese) == ["Inter"])
    #expect(abs(text.measure("“大”", chinese).width - 28.5) < 0.01)
    let ranges = EastAsianPunctuation.ranges(in: "说“好”", language: TextLanguage(tag: "zh"))
    #expect(ranges == [3..<6, 9..<12])
    #expect(text.families(of: "“大”", inter).contains("Inter"))
  }

  @Test("in a text with serifs Chinese letters have serifs too")
  func eastAsianSerif() {
    let style = TextStyle(family: "Linux Libertine O", size: 10)
    #expect(text.families(of: "大跃进", style) == ["Noto Serif CJK SC"])
  }

  @Test("Chinese letters in a text of another font are set at 0.95 of its size")
  func eastAsianSize() {
    let noto = TextStyle(family: "Noto Sans CJK SC", size: 10)
    #expect(text.measure("大", noto).width == 10)
    #expect(abs(text.measure("大", inter).width - 9.5) < 0.001)
  }

  @Test("a folder of fonts is told to Fontconfig as what it is: absolute, or from where one stands")
  func folders() {
    let configuration = FontLibrary(extraFolders: ["fonts & more", "/opt/fonts"]).configuration
    #expect(configuration.includes("<dir prefix=\"cwd\">fonts &amp; more</dir>"))
    #expect(configuration.includes("<dir>/opt/fonts</dir>"))
  }

  @Test("a family that is not there is named with its package, and another stands in")
  func missingFamily() {
    let engine = TextEngine(fonts: FontLibrary())
    let style = TextStyle(family: "Comic Papyrus", size: 10)
    #expect(engine.measure("Text", style).width == engine.measure("Text", inter).width)
    #expect(engine.missing.families.map(\.name) == ["Comic Papyrus"])
    #expect(engine.missing.families.map(\.used) == ["Inter"])
    #expect(engine.missing.diagnostics.map(\.code) == ["missing-font"])
    #expect(FontLibrary.package(forFamily: "Inter") == "fonts-inter")
  }

  @Test("a list of families takes the first that is there")
  func familyList() {
    let style = TextStyle(family: "'Foo Sans', \"Linux Libertine\", serif", size: 10)
    #expect(text.families(of: "Text", style) == ["Linux Libertine O"])
  }

  @Test("a character that no font has is named")
  func missingGlyph() {
    let engine = TextEngine(fonts: FontLibrary())
    _ = engine.measure("a\u{12000}b", inter)
    #expect(engine.missing.glyphs.map(\.character) == ["\u{12000}"])
    #expect(engine.missing.diagnostics.first?.message.contains("U+12000") == true)
  }

  @Test("a folder of fonts that is not there is named")
  func missingFolder() {
    let engine = TextEngine(fonts: FontLibrary(extraFolders: ["/no/such <folder>"]))
    #expect(engine.missing.folders == ["/no/such <folder>"])
    #expect(engine.measure("a", inter).width > 0)
  }

  @Test("without any font text is guessed at and left out, and that is an error")
  func noFonts() throws {
    var library = FontLibrary()
    library.hasThemeFonts = false
    let engine = TextEngine(fonts: library)
    #expect(!engine.hasFonts && engine.families.isEmpty)
    #expect(abs(engine.measure("1958", inter).width - 22) < 0.001)
    #expect(engine.wrap("one two", inter, width: 25) == ["one", "two"])
    #expect(engine.shape([TextRun("né", inter)]).positions == [0, 5.5, 5.5, 11])
    let bytes = try PNGOutput.bytes(of: Showcase.scene(engine), text: engine)
    #expect(bytes.count > 1000)
    #expect(try PDFOutput.bytes(of: Showcase.scene(engine), text: engine).count > 1000)
    #expect(engine.missing.diagnostics.map(\.code) == ["no-fonts"])
    #expect(text.families.contains("Inter"))
  }

  @Test("a folder given by name is all that its library has, if the themes' fonts are left out")
  func onlyFolder() {
    var library = FontLibrary(extraFolders: ["/usr/share/fonts/truetype/jetbrains-mono"])
    library.hasThemeFonts = false
    #expect(TextEngine(fonts: library).families.allSatisfy { $0.hasPrefix("JetBrains Mono") })
  }

  @Test(
    "nothing odd in a text or a style stops it",
    arguments: [
      "", "\0", "a\0b", "\u{1}\u{7f}", "a\r\nb\tc", "\u{FFFD}\u{FEFF}\u{200D}", "e\u{301}",
    ])
  func oddTexts(string: String) {
    for size in [10, 0, -3, .nan, .infinity, 1e300] {
      for family in ["Inter", "", ",", "\0"] {
        var style = TextStyle(family: family, size: size, weight: -4, language: "\0-x")
        style.features = [.init("a\"b"), .init("")]
        style.letterSpacing = size
        let metrics = text.measure(string, style)
        #expect(metrics.width.isFinite && metrics.ascent.isFinite)
        _ = text.wrap(string, style, width: size)
        _ = text.shape([TextRun(string, style), TextRun("", style), TextRun(string, inter)])
      }
    }
  }

  @Test("a control character and a line end count as a space")
  func controls() {
    #expect(text.measure("a\0b\nc", inter) == text.measure("a b c", inter))
  }
}

extension TextEngine {
  /// The families of the fonts that a line uses, in the order of its runs.
  func families(of string: String, _ style: TextStyle) -> [String] {
    var result: [String] = []
    FontLock.run {
      for run in LayoutRuns(line: layOut(string, style)) {
        guard let name = run.family, result.last != name else { continue }
        result.append(name)
      }
    }
    return result
  }
}
