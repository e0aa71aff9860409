import Canvas

/// Dresses running text: emphasis, code, raised signs, links, languages.
struct PieceBuilder {
  /// What a part of the text inherits.
  private struct Dress {
    var style: TextStyle
    var color: Color
    var rise = 0.0
    var link: LinkTarget?
    var role = SceneRole.span
    var isStruck = false
    var isEmphasized = false
    var isAddress = false
  }

  private let look: ReportStyle
  private var pieces: [TextPiece] = []
  /// What is to be said beside the first word.
  private var waitingAsides: [[Inline]] = []
  private let lining: TextStyle.Feature = .liningFigures

  /// What a text says beside itself that has no words of its own; nil if it has any.
  static func lonelyAsides(
    in inlines: [Inline], _ face: ReportStyle.Face, _ look: ReportStyle, language: String
  ) -> [[Inline]]? {
    var builder = PieceBuilder(look: look)
    builder.add(inlines, Dress(style: face.style(language: language), color: face.color))
    return builder.pieces.isEmpty ? builder.waitingAsides : nil
  }

  /// The pieces of a text in a face.
  static func pieces(
    of inlines: [Inline], _ face: ReportStyle.Face, _ look: ReportStyle, language: String
  ) -> [TextPiece] {
    var builder = PieceBuilder(look: look)
    let dress = Dress(style: face.style(language: language), color: face.color)
    builder.add(inlines, dress)
    if !builder.pieces.isEmpty { builder.pieces[0].asides += builder.waitingAsides }
    return builder.pieces
  }

  private init(look: ReportStyle) { self.look = look }

  private mutating func add(_ inlines: [Inline], _ dress: Dress) {
    for inline in inlines { add(inline, dress) }
  }

  private mutating func add(_ inline: Inline, _ dress: Dress) {
    var dress = dress
    switch inline.kind {
    case .text(let text): append(text, dress)
    case .lineBreak: append("\n", dress)
    case .code(let text): code(text, dress)
    case .emphasis(let parts):
      dress.style.italic.toggle()
      dress.isEmphasized.toggle()
      add(parts, dress)
    case .strong(let parts):
      dress.style.weight = max(600, dress.style.weight)
      add(parts, dress)
    case .strikethrough(let parts):
      dress.isStruck = true
      add(parts, dress)
    case .superscript(let parts): raised(parts, dress, by: 0.34)
    case .subscript(let parts): raised(parts, dress, by: -0.16)
    case .span(let parts, let attributes) where attributes.isAside && look.page.hasAsides:
      callAside(parts)
    case .span(let parts, let attributes):
      if let language = attributes["lang"]?.text { dress.style.language = language }
      if attributes.has("smallcaps") { dress.style.features.append(.smallCapitals) }
      add(parts, dress)
    case .link(let parts, let target):
      dress.link = target
      dress.role = .link
      if case .address(let address) = target {
        dress.color = look.linkColor
        dress.isAddress = address == parts.plainText
        if dress.isAddress { dress.style.features = addressFeatures(dress.style) }
      }
      add(parts, dress)
    case .note(let index): note(index, dress)
    case .image(let parts, _, _): add(parts, dress)
    case .citation: break
    }
  }

  private mutating func append(_ text: String, _ dress: Dress) {
    var text = text
    // The spaces before and after the call of an aside are one.
    if let last = pieces.last, !last.asides.isEmpty, last.text.hasSuffix(" "),
      text.hasPrefix(" ")
    {
      text.removeFirst()
    }
    guard !text.isEmpty else { return }
    if let last = pieces.last, last.style == dress.style, last.color == dress.color,
      last.rise == dress.rise, last.link == dress.link, last.role == dress.role,
      last.notes.isEmpty, last.asides.isEmpty, last.isAddress == dress.isAddress,
      last.isStruck == dress.isStruck,
      last.isEmphasized == dress.isEmphasized
    {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append(
        TextPiece(
          text: text, style: dress.style, color: dress.color, rise: dress.rise, link: dress.link,
          role: dress.role, isStruck: dress.isStruck, isEmphasized: dress.isEmphasized,
          isAddress: dress.isAddress))
    }
  }

  /// Notes that something is said beside the last word.
  private mutating func callAside(_ parts: [Inline]) {
    guard let last = pieces.last else {
      waitingAsides.append(parts)
      return
    }
    // The last word is a piece of its own, so that the line with it is known.
    if let space = last.text.dropLast().lastIndex(of: " "), last.notes.isEmpty {
      var word = last
      let start = last.text.index(after: space)
      word.text = String(last.text[start...])
      pieces[pieces.count - 1].text = String(last.text[..<start])
      pieces.append(word)
    }
    pieces[pieces.count - 1].asides.append(parts)
  }

  /// Code; an address that is its own link is set as text, since it is read and not run.
  private mutating func code(_ text: String, _ dress: Dress) {
    var dress = dress
    if dress.isAddress {
      append(text, dress)
      return
    }
    dress.style.family = look.code.family
    dress.style.size *= 0.84
    dress.style.features = []
    if dress.role == .span { dress.role = .code }
    append(text, dress)
  }

  private mutating func raised(_ parts: [Inline], _ dress: Dress, by share: Double) {
    var dress = dress
    if share > 0, parts.plainText.allSatisfy(\.isNumber) {
      dress.style.features = superiorFigures(dress.style)
    } else {
      dress.rise += dress.style.size * share
      dress.style.size *= 0.68
    }
    add(parts, dress)
  }

  /// The mark of a note in figures that the font was drawn with for that.
  private mutating func note(_ index: Int, _ dress: Dress) {
    var dress = dress
    dress.style.features = superiorFigures(dress.style)
    dress.style.italic = false
    dress.style.weight = min(dress.style.weight, 600)
    dress.link = .destination(NoteNames.text(index))
    dress.role = .reference
    append("\(index + 1)", dress)
    pieces[pieces.count - 1].notes = [index]
  }

  /// Each sign of an address is to be copied: figures are as tall as capitals, no two letters join.
  private func addressFeatures(_ style: TextStyle) -> [TextStyle.Feature] {
    style.features.filter { !["onum", "smcp"].contains($0.tag) }
      + [lining, TextStyle.Feature("liga", false), TextStyle.Feature("dlig", false)]
  }

  private func superiorFigures(_ style: TextStyle) -> [TextStyle.Feature] {
    style.features.filter { $0.tag != "onum" && $0.tag != "smcp" && $0.tag != "tnum" }
      + [lining, TextStyle.Feature("sups")]
  }
}

/// The names under which a note and its call find each other.
enum NoteNames {
  /// The name of the note's text.
  static func text(_ index: Int) -> String { "note-\(index + 1)" }
}
