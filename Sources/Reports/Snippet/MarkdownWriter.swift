import Canvas

/// Running text as Pandoc's Markdown.
struct MarkdownWriter {
  let notes: [NoteBlock]

  /// The text of inlines, on one line.
  func text(_ inlines: [Inline]) -> String { inlines.map(text).joined() }

  private func text(_ inline: Inline) -> String {
    switch inline.kind {
    case .text(let text): MarkdownWriter.escaped(text)
    case .lineBreak: " "
    case .code(let code): MarkdownWriter.fenced(code)
    case .emphasis(let parts): "*\(text(parts))*"
    case .strong(let parts): "**\(text(parts))**"
    case .strikethrough(let parts): "~~\(text(parts))~~"
    case .superscript(let parts): "^\(text(parts).replacing(" ", with: "\\ "))^"
    case .subscript(let parts): "~\(text(parts).replacing(" ", with: "\\ "))~"
    case .span(let parts, let attributes):
      "[\(text(parts))]\(MarkdownWriter.attributes(attributes))"
    case .link(let parts, let target): link(parts, target)
    case .image(let parts, _, _): text(parts)
    case .note(let index): note(index)
    case .citation(let citation, let affixes): cite(citation, affixes)
    }
  }

  private func link(_ parts: [Inline], _ target: LinkTarget) -> String {
    let address =
      switch target {
      case .address(let address): address
      case .destination(let name): "#\(name)"
      }
    return "[\(text(parts))](<\(address)>)"
  }

  private func note(_ index: Int) -> String {
    guard notes.indices.contains(index) else { return "" }
    let paragraphs = notes[index].blocks.compactMap { block -> String? in
      if case .paragraph(let inlines) = block.kind { text(inlines) } else { nil }
    }
    return "^[\(paragraphs.joined(separator: " "))]"
  }

  private func cite(_ citation: Citation, _ affixes: [CitationAffix]) -> String {
    let parts = zip(citation.parts, affixes).map { part, affix -> (String, String) in
      let before = affix.prefix.isEmpty ? "" : text(affix.prefix).trimmed + " "
      let key = (part.isAuthorSuppressed ? "-@" : "@") + part.key.text
      return (before + key, text(affix.suffix))
    }
    if citation.isNarrative, let (key, suffix) = parts.first {
      return key + (suffix.trimmed.isEmpty ? "" : " [\(suffix.trimmed)]")
    }
    return "[\(parts.map { $0 + $1 }.joined(separator: "; "))]"
  }

  // MARK: Characters

  /// A text with nothing in it that Markdown would take for more than text.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "^", "~", "<", ">", "@", "$", "#", "\"", "'", "&", "{",
        "}":
        result += "\\\(character)"
      // Dots and hyphens in a row would become printer's signs.
      case "." where result.hasSuffix("."), "-" where result.hasSuffix("-"):
        result += "\\\(character)"
      case "\u{A0}": result += "\\ "
      case "\n", "\r", "\t": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  private static func fenced(_ code: String) -> String {
    var longest = 0, run = 0
    for character in code {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let gap = code.hasPrefix("`") || code.hasSuffix("`") ? " " : ""
    return fence + gap + code + gap + fence
  }

  /// A value between quotation marks.
  static func quoted(_ value: String) -> String {
    let text = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: " ")
    return "\"\(text)\""
  }

  private static func attributes(_ attributes: Attributes) -> String {
    var parts = attributes.id.map { ["#\($0.text)"] } ?? []
    parts += attributes.classes.map { ".\($0.text)" }
    parts += attributes.values.map { "\($0.key.text)=\(quoted($0.value.text))" }
    return "{\(parts.joined(separator: " "))}"
  }
}

extension FigureSnippet {
  /// A figure of Pandoc's and Quarto's Markdown; the pictures are files of an ending.
  public func markdown(ending: String) -> String {
    let writer = MarkdownWriter(notes: notes)
    let caption = writer.text(self.caption).trimmed
    guard hasPanels else {
      guard let picture = rows.first?.first else { return "" }
      let width = " width=\(FigureSnippet.millimetres(picture.width))"
      return image(picture, caption, ending, width: width) + "\n"
    }
    let shares = rows.map { row in
      "[" + row.map { FigureSnippet.share($0.width) }.joined(separator: ",") + "]"
    }
    var blocks = ["::: {#\(id) layout=\"[\(shares.joined(separator: ","))]\"}"]
    for picture in rows.joined() {
      blocks.append(image(picture, writer.text(picture.caption).trimmed, ending, width: ""))
      blocks.append("")
    }
    if !caption.isEmpty { blocks += [caption] }
    return (blocks + [":::"]).joined(separator: "\n") + "\n"
  }

  private func image(
    _ picture: Picture, _ caption: String, _ ending: String, width: String
  ) -> String {
    let alternative = MarkdownWriter.quoted(picture.alternative)
    return "![\(caption)](\(picture.id).\(ending)){#\(picture.id)\(width) fig-alt=\(alternative)}"
  }

  /// A width without its unit.
  private static func share(_ width: Double) -> String { String(millimetres(width).dropLast(2)) }
}
