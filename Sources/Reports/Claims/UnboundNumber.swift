import Diagnostics
import Notation

/// A number in the text of a document that nothing binds to the data.
public struct UnboundNumber: Sendable, Hashable {
  /// The number, as it is written.
  public var text: String
  /// Where it stands.
  public var place: Place

  /// What is told of it.
  public var diagnostic: Diagnostic {
    .warning(
      "unbound-number", "'\(text)' is bound to nothing", at: place,
      why: "it stands beside a figure or a table, and nobody would see that the data have changed",
      hint: "write [\(text)]{claim=\"…\"}")
  }
}

/// Where numbers are looked for that are bound to nothing.
public enum UnboundScope: Sendable {
  /// In sentences that refer to a figure or a table, in captions and in alternative texts.
  case besideFigures
  /// In all running text and in tables that stand in the text.
  case everywhere
}

/// The numbers of a document that are bound to nothing, in reading order.
///
/// Years (1000 to 2100), dates, numbers of pages, tables and the like, numbers in names, and the
/// “1,000” of “per 1,000” are none.
public func unboundNumbers(
  of source: SourceText, files: SourceFiles, parameters: [ParameterWish] = [],
  scope: UnboundScope = .besideFigures, log: inout DiagnosticLog
) -> [UnboundNumber] {
  let (tree, _) = MarkdownReader.written(source, files: files, parameters: parameters, log: &log)
  var finder = UnboundFinder(scope: scope)
  let language = tree.metadata.language
  if scope == .everywhere {
    finder.look(at: tree.metadata.title, language)
    finder.look(at: tree.metadata.subtitle, language)
  }
  for paragraph in tree.metadata.abstract { finder.look(at: paragraph, language) }
  finder.look(at: tree.blocks, language)
  for note in tree.notes { finder.look(at: note.blocks, language) }
  for spec in tree.specs(in: files) { finder.look(at: spec, language) }
  return finder.numbers
}

/// The numbers in the title and the notes of a chart that are bound to nothing, in reading order.
public func unboundNumbers(ofChart spec: Node) -> [UnboundNumber] {
  var finder = UnboundFinder(scope: .besideFigures)
  finder.look(at: spec, "en")
  return finder.numbers
}

/// Walks over a document.
private struct UnboundFinder {
  let scope: UnboundScope
  var found: [UnboundNumber] = []

  init(scope: UnboundScope) { self.scope = scope }

  /// What was found, each number once.
  var numbers: [UnboundNumber] { found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  mutating func look(at blocks: [Block], _ language: String) {
    for block in blocks {
      switch block.kind {
      case .heading(let heading): look(at: heading.text, language)
      case .paragraph(let text): look(at: text, language)
      case .list(let list): for item in list.items { look(at: item, language) }
      case .quote(let blocks): look(at: blocks, language)
      case .division(let blocks, let attributes):
        look(at: blocks, attributes["lang"]?.text ?? language)
      case .table(let table): look(at: table, language)
      case .dataTable(let data):
        look(at: data.frame.caption, language, isBeside: true)
        for note in data.frame.notes { look(at: note, language, isBeside: true) }
      case .figure(let figure): look(at: figure, language)
      case .code, .rule, .pageBreak, .references, .sources: continue
      }
    }
  }

  private mutating func look(at table: TableBlock, _ language: String) {
    look(at: table.caption, language, isBeside: true)
    for note in table.notes { look(at: note, language, isBeside: true) }
    guard scope == .everywhere else { return }
    for cell in table.head + table.rows.joined() { look(at: cell, language) }
  }

  private mutating func look(at figure: FigureBlock, _ language: String) {
    look(at: figure.caption, language, isBeside: true)
    if let words = figure.alternativeWords {
      look(at: words, language, isBeside: true)
    } else if let written = figure.attributes["fig-alt"] ?? figure.attributes["alt"] {
      look(at: [Inline(.text(written.text), at: written.place)], language, isBeside: true)
    }
    for panel in figure.panels.joined() {
      if let figure = panel.figure { look(at: figure, language) }
    }
  }

  /// Looks at the title and the notes of a chart.
  mutating func look(at spec: Node, _ language: String) {
    let language = spec["lang"]?.string ?? language
    let title = spec["title"]
    let texts = [title?["text"] ?? title, title?["subtitle"], spec["note"]]
    for text in texts.compactMap({ $0 }).flatMap({ $0.elements ?? [$0] }) {
      if let words = text.string {
        look(at: ClaimedText.parts(of: words, at: text.place), language, isBeside: true)
      } else if let code = text["expr"], let words = code.string {
        let parts = ClaimedText.quoted(in: ClaimedText.parts(of: words, at: code.place))
        look(at: parts, language, isBeside: true)
      }
    }
  }

  /// Looks at running text; `isBeside` if all of it belongs to a figure or a table.
  mutating func look(at text: [Inline], _ language: String, isBeside: Bool = false) {
    var flat = FlatText()
    flat.add(text, isBound: false)
    guard flat.characters.contains(where: \.isNumber) else { return }
    let rules = NumberRules(flat.characters, language)
    let numbers = rules.numbers.filter { !flat.isBound[$0].contains(true) }
    guard !numbers.isEmpty else { return }
    let isAll = isBeside || scope == .everywhere
    let sentences = isAll ? [0..<flat.characters.count] : flat.sentences
    for sentence in sentences where isAll || flat.references.contains(where: sentence.contains) {
      for range in numbers where sentence.contains(range.lowerBound) {
        found.append(
          UnboundNumber(text: String(flat.characters[range]), place: flat.place(of: range)))
      }
    }
  }
}

/// Running text as a row of characters.
private struct FlatText {
  var characters: [Character] = []
  /// Whether each of them is bound to the data.
  var isBound: [Bool] = []
  /// Where figures and tables are referred to.
  var references: [Int] = []
  /// Where the parts of the text start that were written in one piece.
  private var leaves: [(start: Int, text: String, place: Place)] = []

  /// What stands for a citation, a note or a piece of code.
  private static let placeholder: Character = "\u{FFFC}"

  mutating func add(_ inlines: [Inline], isBound: Bool) {
    for inline in inlines {
      switch inline.kind {
      case .text(let text):
        leaves.append((characters.count, text, inline.place))
        append(Array(text), isBound)
      case .lineBreak: append([" "], isBound)
      case .code, .note, .image: append([Self.placeholder], isBound)
      case .citation(let citation, _):
        if citation.parts.contains(where: { $0.key.text.namesFigure }) {
          references.append(characters.count)
        }
        append([Self.placeholder], isBound)
      case .span(let words, let attributes):
        add(words, isBound: isBound || attributes.isClaim)
      case .emphasis(let words), .strong(let words), .strikethrough(let words),
        .subscript(let words), .link(let words, _):
        add(words, isBound: isBound)
      case .superscript(let words):
        if let raised = RaisedDigits.text(of: words.plainText), let first = words.first {
          leaves.append((characters.count, raised, first.place))
          append(Array(raised), isBound)
        } else {
          add(words, isBound: isBound)
        }
      }
    }
  }

  private mutating func append(_ new: [Character], _ isBound: Bool) {
    characters += new
    self.isBound += [Bool](repeating: isBound, count: new.count)
  }

  /// Where some characters were written: their piece as a whole if its letters are not the source's.
  func place(of range: Range<Int>) -> Place {
    guard let leaf = leaves.last(where: { $0.start <= range.lowerBound }) else {
      return Place(source: SourceText(name: "", text: ""), range: 0..<0)
    }
    // Digits that stand raised behind a number are a piece of their own.
    let range = range.lowerBound..<min(range.upperBound, leaf.start + leaf.text.count)
    let written = leaf.place
    let bytes = written.source.bytes
    let count = String(characters[range]).utf8.count
    let before = String(characters[leaf.start..<range.lowerBound]).utf8.count
    let start = written.range.lowerBound + before
    if start + count <= bytes.count,
      bytes[start..<start + count].elementsEqual(String(characters[range]).utf8)
    {
      return Place(source: written.source, range: start..<start + count)
    }
    // The place of the piece is rough: looked for with the words before it.
    let context = max(leaf.start, range.lowerBound - 24)..<range.upperBound
    let wanted = Array(String(characters[context]).utf8)
    guard written.range.count >= wanted.count,
      let found = (written.range.lowerBound...written.range.upperBound - wanted.count).first(
        where: {
          bytes[$0] == wanted.first && bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        })
    else { return written }
    let end = found + wanted.count
    return Place(source: written.source, range: end - count..<end)
  }

  /// The sentences: they end with a full stop or the like, a space and a capital letter.
  var sentences: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for index in characters.indices where endsSentence(index) {
      ranges.append(start..<index + 1)
      start = index + 1
    }
    ranges.append(start..<characters.count)
    return ranges
  }

  private func endsSentence(_ index: Int) -> Bool {
    let sign = characters[index]
    if "。！？".contains(sign) { return true }
    guard ".!?".contains(sign) else { return false }
    var next = index + 1
    let closing = "\u{201D}\u{2019}\"')]».\(Self.placeholder)"
    while next < characters.count, closing.contains(characters[next]) {
      next += 1
    }
    guard next < characters.count else { return true }
    guard characters[next].isWhitespace else { return false }
    while next < characters.count, characters[next].isWhitespace { next += 1 }
    guard next < characters.count else { return true }
    let first = characters[next]
    guard !first.isLowercase else { return false }
    if sign != "." { return true }
    let word = wordBefore(index)
    // Initials, and words that are cut short.
    return !(word.count == 1 && word.first?.isUppercase ?? false)
      && ![
        "p", "pp", "no", "vol", "fig", "tab", "cf", "ca", "c", "dr", "mr", "mrs", "st", "nr", "s",
        "bd", "abb",
      ].contains(word.lowercased())
  }

  private func wordBefore(_ index: Int) -> String {
    var start = index
    while start > 0, characters[start - 1].isLetter { start -= 1 }
    return String(characters[start..<index])
  }
}

extension String {
  /// Whether a key names a figure or a table of the document.
  fileprivate var namesFigure: Bool {
    ["fig-", "fig:", "tbl-", "tbl:"].contains(where: hasPrefix)
  }
}
