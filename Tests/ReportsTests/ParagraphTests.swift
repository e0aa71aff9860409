import Canvas
import Diagnostics
import Testing

@testable import Reports

private let prose = """
  The harvest of 1958 was a little better than that of the year before. Its statistical history is \
  longer than its growth, for the announced total was nearly twice as large as the figure that \
  was finally published by the statistical bureau. Extraordinary misrepresentation accompanied \
  administrative decentralization throughout the countryside, and characteristically the \
  responsible departments congratulated themselves upon unprecedented accomplishments.
  """

private let place = SourceText(name: "a.md", text: "").whole

/// Sets a text in a face and a measure.
private func lines(
  _ text: String, width: Double = 300, indent: Double = 0, isJustified: Bool = true,
  divides: WordDivision = .freely, language: String = "en-US"
) -> [SetLine] {
  let style = ReportStyle.playfair(on: .a4)
  let pieces = PieceBuilder.pieces(
    of: [.text(text, at: place)], style.body, style, language: language)
  var setter = ParagraphSetter(
    text: TextEngine(fonts: FontLibrary()), hyphenation: Hyphenation())
  let shape = LineBreaker.Shape(
    width: width, firstIndent: indent, isJustified: isJustified, size: style.body.size)
  return setter.lines(pieces, shape, divides: divides)
}

@Suite struct ParagraphTests {
  @Test("every line but the last fills its measure", arguments: [150.0, 200, 300, 425])
  func justified(_ width: Double) {
    let found = lines(prose, width: width, indent: 14)
    #expect(found.count > 2)
    for (index, line) in found.dropLast().enumerated() {
      #expect(abs(line.width - (width - (index == 0 ? 14 : 0))) < 0.01, "\(line.text)")
    }
    #expect((found.last?.width ?? 0) <= width + 0.01)
  }

  @Test("nothing is lost and only spaces vanish at line ends", arguments: [90.0, 150, 425])
  func complete(_ width: Double) {
    let found = lines(prose, width: width, divides: .never)
    #expect(found.map(\.text).joined(separator: " ") == prose)
  }

  @Test("words are divided where the patterns allow, with two letters before and three after")
  func divided() {
    let found = lines(prose, width: 150)
    let divisions = found.dropLast().filter { $0.text.hasSuffix("-") }
    #expect(!divisions.isEmpty)
    for (index, line) in found.dropLast().enumerated() where line.text.hasSuffix("-") {
      let before = line.text.dropLast().reversed().prefix { $0.isLetter }
      let after = found[index + 1].text.prefix { $0.isLetter }
      #expect(before.count >= 2)
      #expect(after.count >= 3)
    }
    let joined = found.map(\.text).reduce("") {
      $0.hasSuffix("-") ? $0.dropLast() + $1 : $0 + " " + $1
    }
    #expect(joined.trimmed == prose)
  }

  @Test("the last line is no single short word if the lines above it may be set a little looser")
  func runts() {
    let words = prose.split(separator: " ")
    var runts = 0
    for count in 24...words.count {
      let text = words.prefix(count).joined(separator: " ")
      for isJustified in [true, false] {
        let found = lines(text, width: 300, isJustified: isJustified)
        if let last = found.last, last.width < 30 { runts += 1 }
      }
    }
    #expect(runts <= 1, "\(runts)")
  }

  @Test("a ragged text ends in no single short word, where another line can give it company")
  func raggedRunts() {
    let entry =
      "State Statistical Bureau of China. 1983a. Yearbook of China 1983. State procurement of grain; seen."
    for width in stride(from: 380.0, through: 440, by: 4) {
      let found = lines(entry, width: width, isJustified: false)
      if found.count > 1, let last = found.last { #expect(last.width > 38, "\(width)") }
    }
  }

  @Test("in a ragged column only a word wider than the column is divided")
  func wideWords() {
    let text = "Extraordinary accounts of corresponding administrative decentralization"
    let found = lines(text, width: 96, isJustified: false, divides: .wideWords)
    #expect(!found.contains { $0.text.hasSuffix("-") }, "\(found.map(\.text))")
    let narrow = lines(text, width: 56, isJustified: false, divides: .wideWords)
    let parted = narrow.map(\.text).filter { $0.hasSuffix("-") }
    #expect(!parted.isEmpty)
    #expect(!parted.contains { $0.hasPrefix("ac") }, "\(parted)")
    for line in narrow { #expect(line.width <= 56.01) }
  }

  @Test("no line ends inside a range of numbers, or between an author and the year")
  func ranges() {
    for width in stride(from: 60.0, through: 200, by: 5) {
      let found = lines("It ran from 1958–1960 and from 2011–12 on pages 613–645.", width: width)
      #expect(!found.contains { $0.text.hasSuffix("–") }, "\(found.map(\.text))")
    }
  }

  @Test("a language without patterns is not divided")
  func undivided() {
    #expect(!lines(prose, width: 150, language: "tlh").contains { $0.text.hasSuffix("-") })
  }

  @Test("a paragraph that fits one line is one line, with its natural spaces")
  func short() {
    let found = lines("Short.")
    #expect(found.count == 1)
    #expect(found.first?.spans.first?.wordSpacing == 0)
  }

  @Test("the sum of demerits is least: no line is much looser than its neighbours need")
  func even() {
    // Greedy filling leaves the long word's line wide open; optimum fit does not.
    let found = lines(prose, width: 300).dropLast()
    let spacings = found.flatMap { $0.spans.map(\.wordSpacing) }
    #expect((spacings.max() ?? 0) < 4)
    #expect((spacings.min() ?? 0) >= -0.84 - 0.001)
  }

  @Test("a ragged line keeps its natural spaces and stays within its measure")
  func ragged() {
    let found = lines(prose, width: 200, isJustified: false)
    for line in found {
      #expect(line.width <= 200.01)
      #expect(line.spans.allSatisfy { $0.wordSpacing == 0 })
    }
  }

  @Test("a word wider than the measure is divided and no line runs over")
  func wide() {
    let found = lines(
      "An https://example.org/" + String(repeating: "abcdefghij", count: 12), width: 120)
    for line in found { #expect(line.width <= 120.01, "\(line.text)") }
    #expect(found.map(\.text).joined(separator: "").contains("jabc"))
  }

  @Test("a hard line end is kept")
  func hard() {
    #expect(lines("One.\nTwo words.").map(\.text) == ["One.", "Two words."])
  }

  @Test("the mark of a note stays with the word before it")
  func mark() {
    let style = ReportStyle.playfair(on: .a4)
    var pieces = PieceBuilder.pieces(
      of: [.text("end of the line.", at: place), Inline(.note(0), at: place)], style.body, style,
      language: "en-US")
    pieces[1].text = "12"
    var setter = ParagraphSetter(text: TextEngine(fonts: FontLibrary()), hyphenation: Hyphenation())
    let shape = LineBreaker.Shape(width: 66, size: 10.5)
    let found = setter.lines(pieces, shape, divides: .never)
    #expect(found.last?.text == "line.12")
    #expect(found.last?.notes == [0])
  }

  @Test("a short Chinese word in an English text is not parted if that can be")
  func chinese() {
    let found = lines("It was printed in the People’s Daily (人民日报) on the second", width: 205)
    #expect(found.contains { $0.text.contains("人民日报") })
  }

  @Test("a document in a language without patterns says which package has them")
  func missing() {
    var log = DiagnosticLog()
    let folder = TestFolder()
    let source = SourceText(name: "a.md", text: "---\nlang: en-GB\n---\nText.\n")
    guard let files = SourceFiles(root: folder.path) else { return }
    let request = ReportRequest(
      source: source, files: files, drawChart: dummyChart, hyphenationFolders: [folder.path])
    _ = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    #expect(log.entries.first?.code == "missing-hyphenation")
    #expect(log.entries.first?.hints == ["install the package 'hyphen-en-gb'"])
  }
}

@Suite struct LineBreakerTests {
  /// Breaks words of given widths, ten apart, in a measure.
  private func breaks(_ widths: [Double], measure: Double) -> [Int] {
    var points: [BreakPoint] = []
    var sums = [0.0]
    var stretches = [0.0]
    var shrinks = [0.0]
    // Each word is one offset, each space another.
    for (index, width) in widths.enumerated() {
      sums.append((sums.last ?? 0) + width)
      stretches.append(stretches.last ?? 0)
      shrinks.append(shrinks.last ?? 0)
      var point = BreakPoint(end: 2 * index + 1, next: 2 * index + 2)
      sums.append((sums.last ?? 0) + 10)
      stretches.append((stretches.last ?? 0) + 5)
      shrinks.append((shrinks.last ?? 0) + 3)
      point.isForced = index == widths.count - 1
      if point.isForced { point.next = point.end }
      points.append(point)
    }
    let shape = LineBreaker.Shape(width: measure, size: 10)
    return LineBreaker.breaks(
      points, shape: shape,
      measures: LineMeasures(widths: sums, stretches: stretches, shrinks: shrinks)
    ).map(\.end)
  }

  @Test("the whole paragraph is weighed: a line gives up a word that fits for the sake of the next")
  func optimum() {
    // Greedy filling takes three words of 30 on the first line and leaves 30 and 50 with a gap.
    #expect(breaks([30, 30, 30, 30, 50, 20], measure: 110) == [5, 9, 11])
    #expect(breaks([30, 30, 20, 45, 50, 55, 90], measure: 110) == [5, 9, 11, 13])
  }

  @Test("an empty paragraph has no breaks")
  func empty() {
    let shape = LineBreaker.Shape(width: 100, size: 10)
    #expect(
      LineBreaker.breaks(
        [], shape: shape, measures: LineMeasures(widths: [0], stretches: [0], shrinks: [0])
      ).isEmpty)
  }
}
