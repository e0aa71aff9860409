import Testing

@testable import Canvas

@Suite("Lines are broken where the language allows")
struct TextBreakingTests {
  let text = TextEngine(fonts: FontLibrary())
  let style = TextStyle(family: "Inter", size: 10)

  @Test("lines hold as much as they can and no more")
  func greedy() {
    let words = "Grain output fell by a quarter in two years of the Great Leap Forward"
    let lines = text.wrap(words, style, width: 100)
    #expect(lines.joined(separator: " ") == words)
    #expect(lines.allSatisfy { text.measure($0, style).width <= 100 })
    for (line, next) in zip(lines, lines.dropFirst()) {
      let word = next.split(separator: " ").first.map(String.init) ?? ""
      #expect(text.measure(line + " " + word, style).width > 100)
    }
  }

  @Test("a text that just fits stays on one line")
  func exactFit() {
    let words = "two words"
    let width = text.measure(words, style).width
    #expect(text.wrap(words, style, width: width) == [words])
    #expect(text.wrap(words, style, width: width - 0.01) == ["two", "words"])
  }

  @Test("line ends in the text are kept")
  func lineEnds() {
    #expect(text.wrap("a\n\nb\r\nc", style, width: 500) == ["a", "", "b", "c"])
    #expect(text.wrap("", style, width: 500) == [""])
  }

  @Test("a word is cut only if it is wider than a line")
  func longWord() {
    let lines = text.wrap("an incomprehensibilities b", style, width: 40)
    #expect(lines.first == "an")
    #expect(lines.joined() == "anincomprehensibilitiesb" || lines.last?.hasSuffix(" b") == true)
    #expect(lines.allSatisfy { text.measure($0, style).width <= 40.01 })
    #expect(text.wrap("abc", style, width: 0) == ["a", "b", "c"])
  }

  @Test("Chinese breaks between letters but not before a full stop")
  func chinese() {
    var chinese = style
    chinese.language = "zh-Hans"
    let lines = text.wrap("粮食产量下降。钢铁", chinese, width: 60.5)
    #expect(lines == ["粮食产量下", "降。钢铁"])
  }

  @Test("no break at a no-break space; a soft hyphen shows at the end of a line only")
  func specialBreaks() {
    #expect(text.wrap("12\u{A0}Mt of grain", style, width: 45) == ["12\u{A0}Mt of", "grain"])
    #expect(text.wrap("statis\u{AD}tics", style, width: 35) == ["statis-", "tics"])
  }

  @Test("positions rise to the width of the line and stand still inside a letter")
  func positions() {
    let shaped = text.shape([TextRun("Né ", style), TextRun("大 fi", style)])
    #expect(shaped.text == "Né 大 fi")
    #expect(shaped.positions.count == shaped.text.utf8.count + 1)
    #expect(shaped.positions == shaped.positions.sorted())
    #expect(shaped.positions[1] == shaped.positions[2])
    let width = text.measure("Né ", style).width + text.measure("大 fi", style).width
    #expect(abs((shaped.positions.last ?? 0) - width) < 0.01)
  }

  @Test("breaks are offsets at which a line may start")
  func breaks() {
    let shaped = text.shape([TextRun("a bc\nd", style), TextRun("e—f", style)])
    #expect(
      shaped.breaks.map(\.offset) == [2, 5, 10] || shaped.breaks.map(\.offset) == [2, 5, 7, 10])
    #expect(shaped.breaks.filter(\.isMandatory).map(\.offset) == [5])
  }

  @Test("runs of several styles give the largest ascent; no runs give nothing")
  func runs() {
    var large = style
    large.size = 20
    let shaped = text.shape([TextRun("a", style), TextRun("b", large)])
    #expect(shaped.ascent == text.measure("b", large).ascent)
    #expect(text.shape([]).positions == [0])
  }
}
