import Canvas

/// Running text as LaTeX, with the commands of plain LaTeX as far as they go.
struct LaTeXWriter {
  private let notes: [NoteBlock]
  private let words: ReportWords
  /// The texts of the notes that were called, in order.
  private(set) var footnotes: [String] = []
  /// The packages beyond `graphicx` that the text needs.
  private(set) var packages: Set<String> = []
  /// Whether notes and citations are left out, as in lists of figures.
  private let isPlain: Bool

  init(notes: [NoteBlock], words: ReportWords, isPlain: Bool = false) {
    (self.notes, self.words, self.isPlain) = (notes, words, isPlain)
  }

  /// The text of inlines.
  mutating func text(_ inlines: [Inline]) -> String {
    var result = ""
    for inline in inlines {
      let piece = text(inline)
      // What is left out leaves no space before it.
      if piece.isEmpty, isPlain { result = result.trimmingEnd { $0 == " " || $0 == "~" } }
      result += piece
    }
    return result
  }

  private mutating func text(_ inline: Inline) -> String {
    switch inline.kind {
    case .text(let text): return LaTeXWriter.escaped(text)
    case .lineBreak: return " "
    case .code(let code): return "\\texttt{\(LaTeXWriter.escaped(code))}"
    case .emphasis(let parts): return "\\emph{\(text(parts))}"
    case .strong(let parts): return "\\textbf{\(text(parts))}"
    case .strikethrough(let parts):
      packages.insert("ulem")
      return "\\sout{\(text(parts))}"
    case .superscript(let parts): return "\\textsuperscript{\(text(parts))}"
    case .subscript(let parts): return "\\textsubscript{\(text(parts))}"
    case .span(let parts, let attributes):
      return attributes.has("smallcaps") ? "\\textsc{\(text(parts))}" : text(parts)
    case .link(let parts, let target): return link(parts, target)
    case .image(let parts, _, _): return text(parts)
    case .note(let index): return note(index)
    case .citation(let citation, let affixes): return cite(citation, affixes)
    }
  }

  private mutating func link(_ parts: [Inline], _ target: LinkTarget) -> String {
    switch target {
    case .address(let address):
      packages.insert("hyperref")
      return "\\href{\(LaTeXWriter.escapedAddress(address))}{\(text(parts))}"
    case .destination(let name):
      packages.insert("hyperref")
      return "\\hyperref[\(LaTeXWriter.label(of: name))]{\(text(parts))}"
    }
  }

  /// The mark of a note; its text stands after the figure, since captions move.
  private mutating func note(_ index: Int) -> String {
    guard !isPlain, notes.indices.contains(index) else { return "" }
    let paragraphs = notes[index].blocks.compactMap { block -> [Inline]? in
      if case .paragraph(let inlines) = block.kind { inlines } else { nil }
    }
    var inner = LaTeXWriter(notes: [], words: words)
    footnotes.append(paragraphs.map { inner.text($0) }.joined(separator: " "))
    packages.formUnion(inner.packages)
    return "\\footnotemark{}"
  }

  // MARK: References and citations

  private mutating func cite(_ citation: Citation, _ affixes: [CitationAffix]) -> String {
    let parts = Array(zip(citation.parts, affixes))
    let areWorks = parts.allSatisfy { !Label.isName($0.0.key.text) }
    if areWorks {
      if isPlain, !citation.isNarrative { return "" }
      // Several works without a word between them are one citation.
      if parts.allSatisfy({ $0.1.prefix.isEmpty && $0.1.suffix.isEmpty }) {
        return "\\cite{\(parts.map(\.0.key.text).joined(separator: ","))}"
      }
    }
    return parts.map { part, affix in
      let before = affix.prefix.isEmpty ? "" : text(affix.prefix).trimmed + " "
      let after = text(affix.suffix).trimmed
      if Label.isName(part.key.text) {
        return before + reference(part) + (after.isEmpty ? "" : " " + after)
      }
      if isPlain, !citation.isNarrative { return "" }
      let locator = after.hasPrefix(",") ? String(after.dropFirst()).trimmed : after
      return before + "\\cite\(locator.isEmpty ? "" : "[{\(locator)}]"){\(part.key.text)}"
    }.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func reference(_ part: Citation.Part) -> String {
    let number = "\\ref{\(LaTeXWriter.label(of: part.key.text))}"
    guard !part.isAuthorSuppressed else { return number }
    let word =
      switch part.key.text.prefix(3) {
      case "fig": words.figure
      case "tbl", "tab": words.table
      default: words.section
      }
    return "\(word)~\(number)"
  }

  /// The label of an id: `fig:grain` for `fig-grain`, as is the custom of LaTeX.
  static func label(of id: String) -> String {
    let prefixes = ["fig-", "tbl-", "sec-"]
    guard let prefix = prefixes.first(where: id.hasPrefix) else {
      return id.contains(":") ? id : "fig:\(id)"
    }
    return prefix.dropLast() + ":" + id.dropFirst(prefix.count)
  }

  // MARK: Characters

  /// A text with nothing in it that LaTeX would take for more than text.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      // Two hyphens would become a dash.
      case "-" where result.hasSuffix("-"): result += "{}-"
      case "\n", "\r", "\t": result += " "
      default: result += commands[character] ?? String(character)
      }
    }
    return result
  }

  private static let commands: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "%": "\\%", "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "{\\char34}",
    "'": "'", "`": "\\textasciigrave{}", "\u{A0}": "~", "\u{202F}": "\\,", "\u{2009}": "\\,",
    "\u{2002}": "\\enspace{}", "\u{2011}": "\\mbox{-}", "\u{2212}": "\\ensuremath{-}",
    "\u{AD}": "\\-", "\u{200B}": "", "\u{FEFF}": "", "[": "{[}", "]": "{]}",
  ]

  private static func escapedAddress(_ address: String) -> String {
    var result = ""
    for character in address {
      switch character {
      case "%", "#", "&", "_": result += "\\\(character)"
      case "\\", "{", "}", " ", "^", "~":
        result += character.utf8.map { byte in
          let hex = String(byte, radix: 16, uppercase: true)
          return "\\%" + (hex.count < 2 ? "0" : "") + hex
        }.joined()
      default: result.append(character)
      }
    }
    return result
  }
}

extension FigureSnippet {
  /// A whole `figure` environment for a LaTeX document; the pictures are files of an ending.
  ///
  /// It needs the package `graphicx`, and what its first line names besides. The key `alt` takes the
  /// alternative text into tagged PDF (LaTeX from 2021); elsewhere it has no effect.
  public func latex(ending: String) -> String {
    var writer = LaTeXWriter(notes: notes, words: words)
    var lines = ["\\begin{figure}[tbp]", "  \\centering"]
    if hasPanels {
      for (index, row) in rows.enumerated() {
        if index > 0 { lines.append("  \\par\\medskip") }
        for (column, picture) in row.enumerated() {
          let isLast = column == row.count - 1
          lines += subfigure(picture, ending, &writer).map { "  " + $0 }
          lines[lines.count - 1] += isLast ? "" : "\\hfill"
        }
      }
    } else if let picture = rows.first?.first {
      let width = FigureSnippet.millimetres(picture.width)
      lines.append("  " + graphics(picture, width: width, ending))
    }
    if number != nil {
      lines += captionLines(caption, &writer).map { "  " + $0 }
      lines.append("  \\label{\(LaTeXWriter.label(of: id))}")
    }
    lines.append("\\end{figure}")
    lines += footnoteLines(writer.footnotes)
    return (head(writer.packages) + lines).joined(separator: "\n") + "\n"
  }

  private func head(_ packages: Set<String>) -> [String] {
    let needed = ["graphicx"] + (hasPanels ? ["subcaption"] : []) + packages.sorted()
    var lines = [
      "% \(number.map { "\(words.figure) \($0)" } ?? id). Needs: \(needed.joined(separator: ", "))."
    ]
    if !sources.isEmpty {
      // What is printed in the picture already; an author may want to cite it.
      lines.append("% Data: " + sources.joined(separator: "; ").replacing("\n", with: " "))
    }
    return lines
  }

  private func graphics(_ picture: Picture, width: String, _ ending: String) -> String {
    // Alternative text is never set in type, so that no font need have the sign.
    let alternative = LaTeXWriter.escaped(picture.alternative)
      .replacing("{\\char34}", with: "\\textquotedbl{}")
    return "\\includegraphics[width=\(width),alt={\(alternative)}]{\(picture.id).\(ending)}"
  }

  private func subfigure(
    _ picture: Picture, _ ending: String, _ writer: inout LaTeXWriter
  ) -> [String] {
    var lines = ["\\begin{subfigure}[t]{\(FigureSnippet.millimetres(picture.width))}"]
    lines.append("  " + graphics(picture, width: "\\linewidth", ending))
    lines += captionLines(picture.caption, &writer).map { "  " + $0 }
    lines += ["  \\label{\(LaTeXWriter.label(of: picture.id))}", "\\end{subfigure}"]
    return lines
  }

  /// The caption, with a short one for lists of figures where it holds notes or citations.
  private func captionLines(_ caption: [Inline], _ writer: inout LaTeXWriter) -> [String] {
    let text = writer.text(caption).trimmed
    guard !text.isEmpty else { return ["\\caption{}"] }
    var plain = LaTeXWriter(notes: [], words: words, isPlain: true)
    let short = plain.text(caption).trimmed
    let isShort = text.contains("\\footnotemark") || text.contains("\\cite")
    return ["\\caption\(isShort ? "[{\(short)}]" : ""){\(text)}"]
  }

  /// The texts of notes, which LaTeX takes from outside of the figure.
  private func footnoteLines(_ notes: [String]) -> [String] {
    guard !notes.isEmpty else { return [] }
    let back = notes.count > 1 ? "\\addtocounter{footnote}{-\(notes.count - 1)}" : ""
    return notes.enumerated().map { index, note in
      (index == 0 ? back : "\\stepcounter{footnote}") + "\\footnotetext{\(note)}"
    }
  }
}
