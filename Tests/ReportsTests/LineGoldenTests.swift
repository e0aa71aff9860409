import Canvas
import Diagnostics
import TestSupport
import Testing

@testable import Reports

/// A paragraph that shows a rule of typography.
struct LineCase: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var width = 202.7
  var size = 9.5
  var language = "en-GB"
  var isJustified = true
  var isBalanced = false
  var indent = 0.0

  var testDescription: String { name }
}

/// Paragraphs line by line, in `Tests/Paragraphs`: how far each line hangs over its edges, what is
/// added to a word space, and the words.
@Suite struct LineGoldenTests {
  @Test("a paragraph gives the same lines", arguments: LineCase.all)
  func lines(_ example: LineCase) {
    let lines = example.lines
    let measure = (example.width * 10).rounded() / 10
    let head = "\(example.name): \(example.language), \(example.size) pt in \(measure) pt"
    let text = ([head, ""] + lines.map { example.text(of: $0) }).joined(separator: "\n")
    Golden.expect(text + "\n", at: "Tests/Paragraphs/\(example.name).txt")
  }

  @Test("no line runs over its measure, and justified ones fill it", arguments: LineCase.all)
  func filled(_ example: LineCase) {
    let lines = example.lines
    for (index, line) in lines.enumerated() {
      let room = example.width - (index == 0 ? example.indent : 0)
      #expect(line.width < room + 0.02, "\(line.text)")
      let isElastic = line.spans.contains { $0.text.contains(" ") || !$0.gaps.isEmpty }
      guard example.isJustified, isElastic, index < lines.count - 1 else { continue }
      #expect(line.width > room - 0.02, "\(line.text)")
    }
  }

  @Test("what is drawn is as wide as what was measured", arguments: LineCase.all)
  func measured(_ example: LineCase) {
    let engine = TextEngine(fonts: FontLibrary())
    for line in example.lines {
      for (index, span) in line.spans.enumerated() {
        let spaces = span.text.unicodeScalars.count { $0 == " " || $0 == "\u{A0}" }
        let gaps = span.gaps.reduce(0) { $0 + $1.width }
        let width =
          engine.measure(span.text, span.piece.style).width + gaps
          + Double(spaces) * span.wordSpacing
        // A space between two spans belongs to neither.
        guard index == line.spans.count - 1 else { continue }
        #expect(abs(width - span.metrics.width) < 0.1, "\(span.text)")
      }
    }
  }
}

extension LineCase {
  /// The lines of the text, read as Markdown.
  var lines: [SetLine] { lines(looseness: 0) ?? [] }

  /// The lines if there are to be so many more.
  func lines(looseness: Int) -> [SetLine]? {
    var log = DiagnosticLog()
    let source = SourceText(name: "a.md", text: "---\nlang: \(language)\n---\n\n\(text)\n")
    let tree = MarkdownReader.read(source, log: &log)
    guard case .paragraph(let inlines)? = tree.blocks.first?.kind, log.entries.isEmpty else {
      Issue.record("\(log.entries.map { $0.text(.short) })")
      return nil
    }
    var face = ReportStyle.playfair(on: .a4).body
    face.size = size
    let pieces = PieceBuilder.pieces(
      of: inlines, face, .playfair(on: .a4), language: tree.metadata.language)
    var setter = ParagraphSetter(
      text: TextEngine(fonts: FontLibrary()), hyphenation: Hyphenation())
    let shape = LineBreaker.Shape(
      width: width, firstIndent: indent, isJustified: isJustified, isBalanced: isBalanced,
      size: size)
    let prepared = setter.prepare(pieces, shape, divides: isBalanced ? .never : .freely)
    return setter.lines(of: prepared, looseness: looseness)
  }

  /// A line as text: the overhang at its left and right, the widening of its spaces, its words.
  func text(of line: SetLine) -> String {
    let left = -(line.spans.first?.x ?? 0)
    let right = (line.spans.last.map { $0.x + $0.metrics.width } ?? 0) - line.width
    let space = line.spans.map(\.wordSpacing).first { $0 != 0 } ?? usualGap(line)
    let words = line.text.replacing("\u{A0}", with: "~").replacing("\u{202F}", with: "^")
    return "\(decimal(left, 1)) \(decimal(right, 1)) \(decimal(space, 2)) | \(words)"
  }

  /// The space between East Asian letters that most of them have.
  private func usualGap(_ line: SetLine) -> Double {
    let gaps = line.spans.flatMap(\.gaps).map(\.width).sorted()
    return gaps.isEmpty ? 0 : gaps[gaps.count / 2]
  }

  private func decimal(_ value: Double, _ places: Int) -> String {
    let text = NumberWords.decimal(value, places: places)
    return String(repeating: " ", count: max(0, 5 - text.count)) + text
  }
}

/// Numbers with a set number of decimals.
private enum NumberWords {
  static func decimal(_ value: Double, places: Int) -> String {
    let factor = places == 1 ? 10.0 : 100
    let whole = Int((value * factor).rounded())
    let digits = String(abs(whole) % Int(factor))
    let zeros = String(repeating: "0", count: places - digits.count)
    return "\(whole < 0 ? "-" : "")\(abs(whole) / Int(factor)).\(zeros)\(digits)"
  }
}

extension SetLine {
  /// The words of a line.
  var text: String { spans.map(\.text).joined() }
}

extension LineCase {
  private static let prose = """
    Output rose from 113.18 Mt in 1949 to 197.65 Mt in 1958. It then fell in three harvests, "by 31 \
    per cent", to below the level of 1951 -- a fall without precedent. Not until 1966 was it above \
    that of 1958; the authorities, however, had announced twice as much: "unprecedented", they said, \
    'and unsurpassed', in a well-organised campaign of misrepresentation by administrators.
    """

  static let all: [LineCase] = [
    LineCase(name: "hanging", text: prose),
    LineCase(name: "wide", text: prose, width: 425.2, size: 10.5),
    LineCase(name: "indented", text: "\"Grain\" first. " + prose, indent: 14),
    LineCase(name: "ragged", text: prose, isJustified: false),
    LineCase(
      name: "ladders",
      text: """
        Characteristically, administrative decentralization accompanied extraordinary \
        misrepresentation; industrialization, collectivization and communization followed \
        uninterruptedly, notwithstanding unprecedented disorganization everywhere throughout.
        """, width: 130),
    LineCase(
      name: "balanced-title", text: "What the series show of grain, steel and deaths, and what not",
      width: 425.2, size: 24, isJustified: false, isBalanced: true),
    LineCase(
      name: "balanced-heading",
      text: "Procurement, consumption and foreign trade in the lean years",
      width: 280, size: 13, isJustified: false, isBalanced: true),
    LineCase(
      name: "units",
      text: """
        It fell by 31 per cent, to 143.5 Mt, i.e. 12 kg/ha; see § 3, Fig. 2, p. 12, no. 5, Table A1 \
        and nn. 3--5 of 16 November 1958, by J. M. Keynes and Dr. R. H. Tawney, at -5 °C, for \
        US$ 5 million, a 6 × 4 grid, under Louis XIV in the 17th century.
        """, width: 96),
    LineCase(
      name: "dashes",
      text: """
        The years 1958--1960, 1959--61 and 1960–c. 1962 -- all of them -- were lean --- or so it \
        seemed --- and then ... nothing. One---two; three/four; an x-axis; a state-of-the-art \
        well-organised machine-tractor station.
        """, width: 100),
    LineCase(
      name: "quotes",
      text: """
        'Tis 5' 10" tall, he said: "'twas the '60s; rock 'n' roll. 'Em' 'n' 'it': 'dogs'' tails, \
        the 1950's and 40° 26' N, in 1958."
        """),
    LineCase(
      name: "compounds",
      text: """
        The counter-revolutionaries and agricultural-industrial half-truths of Investopedia, \
        Massachusetts and UNESCO INTERNATIONALLY re-emerged in self-congratulation.
        """, width: 90),
    LineCase(
      name: "addresses",
      text: """
        The data are at <https://www.example.org/statistics/yearbook-1983/grain_output?year=1958> \
        and in the archive.
        """, width: 140),
    LineCase(
      name: "soft-hyphens", text: "A Donau\u{AD}dampf\u{AD}schiff by no other name than that.",
      width: 78, language: "tlh"),
    LineCase(
      name: "small-capitals",
      text: "The [nbs]{.smallcaps} and [fao]{.smallcaps} and H~2~O, 5 km^2^, the 3^rd^ of^12^ them."
    ),
    LineCase(
      name: "german",
      text: """
        "Getreide" ist z. B. Weizen, d.h. Korn, i. d. R. nach 200 v. Chr.; vgl. S. 12 und Nr. 5 im \
        19. Jahrhundert, am 16. November, bei 5 Mio. Tonnen -- so J. M. Keynes -- in Abb. 3.
        """, width: 110, language: "de"),
    LineCase(
      name: "french",
      text: """
        Que dit-il ? "Le grand bond" ; c'est un échec! Une seule question: pourquoi? Il y eut \
        1 195 000 morts, 31 % de plus, au XIXe siècle -- «voir p. 12» : https://a.fr:80/b?c; M. Dupont.
        """, width: 130, language: "fr"),
    LineCase(
      name: "czech", text: "Byl v domě s kočkou a psem u lesa, k řece o kousek dál i s dětmi.",
      width: 100, language: "cs"),
    LineCase(
      name: "chinese",
      text: """
        1958年,中国发动了“大跃进”运动，目标是“超英赶美”。粮食产量（修订数字）从1958年的1.9765亿吨降到1961年的\
        1.365亿吨，下降了31%；钢产量的《统计年鉴》说：“比上一年增长了一倍。”（见第3节。）这一数字，后来被证明是虚报的——\
        许多地方、许多部门都夸大了产量……结果，粮食征购过头，农村发生了严重的饥荒。
        """, width: 199.5, size: 9.5, language: "zh-Hans", indent: 19),
    LineCase(
      name: "chinese-traditional",
      text: "一九五八年，中國發動了「大躍進」運動，目標是「超英趕美」。糧食產量從一億九千七百萬噸降到一億三千六百萬噸，下降了百分之三十一。",
      width: 150, language: "zh-Hant-TW"),
    LineCase(
      name: "japanese",
      text: "「大躍進」とは、一九五八年に始まった運動である。ちょっとした誤りではなく、コンピューターのない時代の統計（とくに食糧）は、ほとんど信用できなかった。",
      width: 133, language: "ja", indent: 9.5),
    LineCase(
      name: "korean", text: "대약진 운동은 1958년에 시작된 경제 운동으로, 곡물 생산량은 세 해 동안 삼십일 퍼센트 감소하였다.",
      width: 140, language: "ko"),
    LineCase(
      name: "chinese-in-english",
      text: """
        "Grain" translates [粮食]{lang=zh-Hans} (*liángshi*); the Leap is [大跃进]{lang=zh-Hans}, the \
        communes [人民公社]{lang=zh-Hans}, and *[强调]{lang=zh-Hans}* has dots in place of a slant.
        """, width: 140),
  ]
}
