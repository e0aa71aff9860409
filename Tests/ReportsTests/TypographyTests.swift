import Canvas
import Diagnostics
import Testing

@testable import Reports

/// The rules of typography, each as a sentence; whole paragraphs are in `LineGoldenTests`.
@Suite struct TypographyTests {
  private static let text = """
    "Output" fell, he said; "then it rose," and the authorities -- who had announced twice as much -- \
    were silent, for once. What was left, in store or in the field, was taken, counted, and sent away.
    """

  private func lines(
    _ text: String = text, width: Double = 202.7, hangs: Bool = true, language: String = "en-GB"
  ) -> [SetLine] {
    var setter = ParagraphSetter(
      text: TextEngine(fonts: FontLibrary()), hyphenation: Hyphenation())
    let shape = LineBreaker.Shape(width: width, hangs: hangs, size: 9.5)
    return setter.lines([piece(text, language: language)], shape, divides: .freely)
  }

  private func piece(_ text: String, language: String = "en-GB") -> TextPiece {
    let quotes = QuotationMarks.of(language)
    let place = SourceText(name: "a.md", text: "").whole
    let smart = Smart.applied(to: [Inline(.text(text), at: place)], quotes).plainText
    let style = TextStyle(family: "Linux Libertine O", size: 9.5, language: language)
    return TextPiece(text: smart, style: style, color: .black)
  }

  // MARK: Edges

  @Test("full stops, commas, hyphens and quotation marks hang over the edges")
  func hanging() {
    var found = 0
    for width in stride(from: 120.0, through: 300, by: 4) {
      for line in lines(width: width).dropLast() {
        let text = line.text
        let right = (line.spans.last.map { $0.x + $0.metrics.width } ?? 0) - line.width
        if let last = text.last, ".,;-”’".contains(last) {
          #expect(right > 0.5, "\(text)")
          found += 1
        }
        if text.last?.isLowercase ?? false { #expect(right < 0.3, "\(text)") }
        if text.first == "“" { #expect((line.spans.first?.x ?? 0) < -1, "\(text)") }
      }
    }
    #expect(found > 20)
  }

  @Test("nothing hangs where the face does not want it, or where lines are ragged")
  func flush() {
    for line in lines(hangs: false) {
      #expect(line.spans.first?.x == 0)
      #expect(abs((line.spans.last.map { $0.x + $0.metrics.width } ?? 0) - line.width) < 0.001)
    }
  }

  @Test("the search for breaks knows the room that hanging leaves")
  func hangingInSearch() {
    let differ = stride(from: 120.0, through: 300, by: 2).contains { width in
      lines(width: width).map(\.text) != lines(width: width, hangs: false).map(\.text)
    }
    #expect(differ)
    for width in stride(from: 120.0, through: 300, by: 2) {
      for line in lines(width: width).dropLast() { #expect(abs(line.width - width) < 0.02) }
    }
  }

  @Test("a face of a report switches hanging off")
  func faceSwitch() {
    #expect(ReportStyle.playfair(on: .a4).body.hangsSigns)
    #expect(ReportStyle.Face(family: "Inter", size: 9, leading: 12).hangsSigns)
  }

  // MARK: Letters

  @Test("letters are kerned and joined")
  func kerning() {
    let engine = TextEngine(fonts: FontLibrary())
    var style = TextStyle(family: "Linux Libertine O", size: 100)
    func width(_ text: String) -> Double { engine.measure(text, style).width }
    #expect(width("AV") < width("A") + width("V") - 3)
    #expect(width("To") < width("T") + width("o") - 3)
    #expect(engine.shape([TextRun("office", style)]).joined == [2, 3])
    style.features = [TextStyle.Feature("liga", false)]
    #expect(engine.shape([TextRun("office", style)]).joined == [])
    style.features = [TextStyle.Feature("kern", false)]
    #expect(abs(width("AV") - width("A") - width("V")) < 0.01)
  }

  @Test("what a division parts within a ligature is measured anew")
  func partedLigatures() {
    let engine = TextEngine(fonts: FontLibrary())
    for width in stride(from: 40.0, through: 120, by: 1) {
      for line in lines(
        "Suffering offices differentiate difficult, affluent officers", width: width)
      {
        for span in line.spans {
          let spaces = Double(span.text.count { $0 == " " }) * span.wordSpacing
          let drawn = engine.measure(span.text, span.piece.style).width + spaces
          #expect(abs(drawn - span.metrics.width) < 0.01, "\(span.text)")
        }
      }
    }
  }

  @Test("figures are old-style in text, lining in headings and tabular in tables")
  func figures() {
    let style = ReportStyle.playfair(on: .a4)
    #expect(style.body.features == [.oldStyleFigures])
    #expect(style.title.features == [.liningFigures])
    #expect(style.table.features.contains(.tabularFigures))
    let engine = TextEngine(fonts: FontLibrary())
    let table = style.table.style(language: "en")
    #expect(engine.measure("111.11", table).width == engine.measure("888.88", table).width)
  }

  @Test("small capitals are the font's own, and capitals scaled down where it has none")
  func smallCapitals() {
    let engine = TextEngine(fonts: FontLibrary())
    for (family, hasOwn) in [("Linux Libertine O", true), ("Liberation Serif", false)] {
      var style = TextStyle(family: family, size: 10)
      #expect(engine.hasFeature("smcp", style) == hasOwn)
      let large = engine.measure("NBS", style).width
      style.features = [.smallCapitals]
      let found = engine.measure("nbs", style).width
      #expect(found > large * 0.65 && found < large * 0.95, "\(family) \(found) \(large)")
      #expect(engine.measure("NBS", style).width == large)
    }
  }

  @Test("raised figures are the font's own, and small ones raised where it has none")
  func raisedFigures() {
    var setter = ParagraphSetter(
      text: TextEngine(fonts: FontLibrary()), hyphenation: Hyphenation())
    let shape = LineBreaker.Shape(width: 100, size: 10)
    for (family, isRaised) in [("Linux Libertine O", false), ("Liberation Serif", true)] {
      let style = TextStyle(family: family, size: 10, features: [TextStyle.Feature("sups")])
      let pieces = [TextPiece(text: "12", style: style, color: .black)]
      let span = setter.lines(pieces, shape, divides: .never).first?.spans.first
      #expect((span?.piece.rise ?? 0 > 0) == isRaised)
      #expect((span?.piece.style.size ?? 0 < 10) == isRaised)
      #expect(span?.metrics.width == setter.width(of: pieces))
    }
  }

  // MARK: Whole paragraphs

  @Test("a paragraph has one line more or fewer if that looks well, and else says so")
  func looseness() {
    var (longer, shorter) = (0, 0)
    for width in stride(from: 150.0, through: 430, by: 4) {
      var setter = ParagraphSetter(
        text: TextEngine(fonts: FontLibrary()), hyphenation: Hyphenation())
      let shape = LineBreaker.Shape(width: width, size: 9.5)
      let text = piece(Self.text + " " + Self.text + " " + Self.text)
      let prepared = setter.prepare([text], shape, divides: .freely)
      let best = setter.lines(of: prepared)
      #expect(setter.lines(of: prepared, looseness: 0)?.map(\.text) == best.map(\.text))
      for change in [-1, 1] {
        guard let found = setter.lines(of: prepared, looseness: change) else { continue }
        if change > 0 { longer += 1 } else { shorter += 1 }
        #expect(found.count == best.count + change)
        #expect(found.last.map { $0.width > 30 } ?? false)
        for line in found.dropLast() { #expect(abs(line.width - width) < 0.02) }
      }
      #expect(setter.lines(of: prepared, looseness: 9) == nil)
      #expect(setter.lines(of: prepared, looseness: -best.count) == nil)
    }
    #expect(longer > 3 && shorter > 0, "\(longer) \(shorter)")
  }

  @Test("a title of two lines has two of about the same length, never a single word below")
  func balanced() {
    let titles = [
      "What the series show of grain, steel and deaths",
      "The harvest of 1958 and what was made of it afterwards",
      "How many people died in the famine of the Great Leap Forward",
    ]
    for title in titles {
      for width in stride(from: 150.0, through: 400, by: 10) {
        var setter = ParagraphSetter(
          text: TextEngine(fonts: FontLibrary()), hyphenation: Hyphenation())
        let shape = LineBreaker.Shape(
          width: width, isJustified: false, isBalanced: true, size: 9.5)
        let found = setter.lines([piece(title)], shape, divides: .never)
        let widths = found.map(\.width)
        guard widths.count > 1, let least = widths.min(), let most = widths.max() else { continue }
        #expect(most <= width + 0.01)
        #expect(least > most * 0.55, "\(found.map(\.text))")
      }
    }
  }

  @Test("three hyphens in a row are rare, and no last line is the rest of a word")
  func hyphens() {
    var ladders = 0
    for width in stride(from: 110.0, through: 240, by: 5) {
      let found = lines(Self.text + " " + Self.text, width: width)
      let ends = found.map(\.endsInDivision)
      for index in ends.indices.dropLast(2) where ends[index...index + 2].allSatisfy(\.self) {
        ladders += 1
      }
      let last = found.last?.text ?? ""
      #expect(!(ends.dropLast().last ?? false) || last.contains(" "), "\(last)")
    }
    #expect(ladders <= 1)
  }

  @Test("no line starts with a dash between spaces or an ellipsis, or ends before a closing sign")
  func dashes() {
    let text = "It fell – by a third – and then … rose / fell - again, from 1958–60 to 1961–c. 1965"
    for width in stride(from: 50.0, through: 200, by: 3) {
      for line in lines(text, width: width) {
        #expect(!["–", "…", "/", "-"].contains(line.text.prefix(1)), "\(line.text)")
        #expect(!line.text.hasSuffix("1958–") && !line.text.hasSuffix("1961–"), "\(line.text)")
      }
    }
  }

  // MARK: East Asian text

  private static let chinese = """
    一九五八年，中国发动了“大跃进”运动，目标是“超英赶美”。粮食产量（修订数字）下降了31%；钢产量的《统计年鉴》\
    说：“比上一年增长了一倍。”（见第3节。）这一数字，后来被证明是虚报的——许多地方、许多部门都夸大了产量……结果，\
    农村发生了严重的饥荒。国家统计局（National Bureau of Statistics）在2015年说：“不清楚！”
    """

  @Test("no Chinese line starts with a sign that closes or ends with one that opens")
  func kinsoku() {
    let closing = "。，、；：？！）》”’」』…%"
    for width in stride(from: 60.0, through: 260, by: 3) {
      let found = lines(Self.chinese, width: width, language: "zh-Hans")
      for line in found {
        #expect(!closing.contains(line.text.first ?? " "), "\(line.text)")
        #expect(!"（《“‘「『".contains(line.text.last ?? " "), "\(line.text)")
      }
      for line in found.dropLast() { #expect(abs(line.width - width) < 0.02, "\(line.text)") }
      #expect(
        found.map(\.text).joined().replacing(" ", with: "") == Self.chinese.replacing(" ", with: "")
      )
    }
  }

  @Test("a quarter of a letter parts Chinese from Latin, and signs that meet share their white")
  func spaces() {
    let engine = TextEngine(fonts: FontLibrary())
    func width(_ text: String) -> Double {
      lines(text, width: 400, language: "zh-Hans").first?.width ?? 0
    }
    let letter = engine.measure("国", piece("国", language: "zh-Hans").style).width
    let digits = engine.measure("3", piece("3").style).width
    #expect(abs(width("第3节国") - 3 * letter - digits - 0.5 * letter) < 0.05)
    #expect(abs(width("国》，国") - 3.5 * letter) < 0.05)
    #expect(abs(width("国。（国") - 3.5 * letter) < 0.05)
  }

  @Test("Chinese paragraphs are indented by two letters, Japanese ones by one, and none twice")
  func indents() {
    let long = String(repeating: "国家统计局说没有人知道确切的数字。", count: 6)
    let pages = render("---\nlang: zh-Hans\n---\n\n# 粮食\n\n\(long)\n\n\(long)\n").pages
    let starts = pages.split(separator: "\n").filter { $0.contains("| 国家统计局说") }.map {
      $0.split(separator: "|")[0].split(separator: " ").first.flatMap { Double($0) } ?? 0
    }
    #expect(starts.count == 2)
    for start in starts { #expect(abs(start - 85.0 - 2 * 0.95 * 10.5) < 0.2) }
  }

  @Test("stressed Chinese is upright and has dots, in place of a slant")
  func stress() {
    let place = SourceText(name: "a.md", text: "").whole
    let style = ReportStyle.playfair(on: .a4)
    let pieces = PieceBuilder.pieces(
      of: [Inline(.emphasis([.text("国家a", at: place)]), at: place)], style.body, style,
      language: "zh-Hans")
    var setter = ParagraphSetter(
      text: TextEngine(fonts: FontLibrary()), hyphenation: Hyphenation())
    let shape = LineBreaker.Shape(width: 200, size: 10.5)
    let line = setter.lines(pieces, shape, divides: .never).first
    #expect(line?.spans.first?.dots.count == 2)
    let text = Scene(size: Size(200, 20), items: [.group(SceneGroup(items: sceneItems(line)))]).text
    #expect(text.contains("path"))
  }

  private func sceneItems(_ line: SetLine?) -> [SceneItem] {
    (line?.items(at: Point(0, 10), language: "zh-Hans") ?? []).compactMap {
      if case .scene(let item) = $0 { item } else { nil }
    }
  }

  // MARK: Hyphenation

  @Test("a country without patterns of its own takes those of its kind")
  func countries() {
    var hyphenation = Hyphenation()
    for tag in ["en", "en-US", "en-CA", "en-NZ", "en-IE"] {
      let isKnown = hyphenation.knows(tag)
      #expect(isKnown, "\(tag)")
    }
    #expect(Hyphenation.package(for: "pt-BR") == "hyphen-pt-br")
    #expect(Hyphenation.package(for: "en-IN") == "hyphen-en-gb")
    #expect(Hyphenation.package(for: "nb") == "hyphen-no")
    #expect(Hyphenation.package(for: "la") == nil)
    #expect(!Hyphenation.dividesWords("zh-Hant"))
  }

  @Test("a word with a number tied to it, as in a reference to a figure, is left whole")
  func labels() {
    for width in stride(from: 60.0, through: 160, by: 2) {
      for line in lines("As is shown in Chapter\u{A0}3 and Figure\u{A0}12, it fell", width: width) {
        #expect(!line.text.hasSuffix("Fig-") && !line.text.hasSuffix("Chap-"), "\(line.text)")
      }
    }
  }

  @Test("letters beyond ASCII are divided too, whatever the file of patterns is written in")
  func umlauts() {
    var hyphenation = Hyphenation()
    let german = hyphenation.divisions(of: "Bevölkerung", language: "de-DE").offsets
    #expect(german == [2, 6, 8])
    let french = hyphenation.divisions(of: "démographique", language: "fr").offsets
    #expect(french == [3, 5, 8])
  }

  @Test("two languages in turn are divided each by its own patterns")
  func languages() {
    var hyphenation = Hyphenation()
    let word = "characteristically"
    let british = hyphenation.divisions(of: word, language: "en-GB").offsets
    let american = hyphenation.divisions(of: word, language: "en-US").offsets
    #expect(british != american)
    #expect(hyphenation.divisions(of: word, language: "en-GB").offsets == british)
    #expect(hyphenation.divisions(of: "CHARACTERISTIC", language: "en-GB").offsets.isEmpty)
    #expect(hyphenation.divisions(of: "Characteristic", language: "en-GB").isName)
    #expect(!hyphenation.divisions(of: "Character", language: "en-GB", startsSentence: true).isName)
  }
}
