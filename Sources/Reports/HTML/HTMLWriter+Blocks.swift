import Canvas

extension HTMLWriter {
  /// Writes some blocks, one below the other.
  mutating func write(_ blocks: [Block]) {
    for block in blocks { write(block) }
  }

  private mutating func write(_ block: Block) {
    switch block.kind {
    case .heading(let heading): write(heading)
    case .paragraph(let text):
      element("p") { $0.write(text) }
      html += "\n"
    case .list(let list): write(list)
    case .quote(let blocks):
      html += "<blockquote>\n"
      write(blocks)
      html += "</blockquote>\n"
    case .code(let code, let language): write(code: code, in: language)
    case .table(let table): write(table)
    case .dataTable: break
    case .figure(let figure): write(figure)
    case .division(let blocks, let attributes) where attributes.isAside:
      html += "<div class=\"aside\" role=\"note\">\n"
      write(blocks, in: attributes["lang"]?.text)
      html += "</div>\n"
    case .division(let blocks, let attributes): write(blocks, in: attributes["lang"]?.text)
    case .rule: html += "<hr>\n"
    case .pageBreak: html += "<div class=\"page-break\"></div>\n"
    case .references: writeReferences()
    case .sources(let lines): write(sources: lines)
    }
  }

  private mutating func write(_ blocks: [Block], in language: String?) {
    guard let language, language != self.language else { return write(blocks) }
    let outer = self.language
    html += HTMLTag("div").with(language: language, within: outer).opening + "\n"
    self.language = language
    write(blocks)
    self.language = outer
    html += "</div>\n"
  }

  private mutating func write(_ heading: Heading) {
    let name = outline.element(of: heading)
    element(HTMLTag(name).with("id", names.place(heading.id)), name) {
      $0.writeNumber(heading.label($0.words))
      $0.write(heading.text)
    }
    html += "\n"
  }

  private mutating func write(_ list: ListBlock) {
    let name = list.start == nil ? "ul" : "ol"
    // HTML counts in 32 bits.
    let start = list.start.map { min(max($0, -0x7FFF_FFFF), 0x7FFF_FFFF) }
    html +=
      HTMLTag(name).with("class", list.isTight ? nil : "loose")
      .with("start", start.flatMap { $0 == 1 ? nil : String($0) }).opening + "\n"
    for item in list.items {
      html += "<li>"
      for (index, block) in item.enumerated() {
        if list.isTight, case .paragraph(let text) = block.kind {
          if index > 0, case .paragraph = item[index - 1].kind { html += "<br>" }
          write(text)
        } else {
          if index == 0 || !html.hasSuffix("\n") { html += "\n" }
          write(block)
        }
      }
      html += "</li>\n"
    }
    html += "</\(name)>\n"
  }

  private mutating func write(code: String, in language: String) {
    let isName = language.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    let name = isName && !language.isEmpty ? "language-" + language : nil
    html += "<pre>" + HTMLTag("code").with("class", name).opening
    html += HTMLText.escaped(code.hasSuffix("\n") ? code.dropLast() : code[...])
    html += "</code></pre>\n"
  }

  // MARK: Works

  private mutating func writeReferences() {
    guard !document.references.isEmpty else { return }
    html +=
      HTMLTag("section").with("role", "doc-bibliography").with("aria-label", words.references)
      .opening + "\n<ul class=\"references\">\n"
    for entry in document.references {
      element(HTMLTag("li").with("id", names.place(entry.id)), "li") { $0.write(entry.text) }
      html += "\n"
    }
    html += "</ul>\n</section>\n"
  }

  /// The sources of the data, one a line.
  private mutating func write(sources lines: [[Inline]]) {
    guard !lines.isEmpty else { return }
    html += "<ul class=\"references\">\n"
    for line in lines {
      element("li") { $0.write(line) }
      html += "\n"
    }
    html += "</ul>\n"
  }

  // MARK: Notes

  /// Writes the notes below the text, each with links back to its calls.
  mutating func writeNotes() {
    guard !document.notes.isEmpty else { return }
    let id = names.free(like: "notes")
    html +=
      HTMLTag("section").with("class", "notes").with("role", "doc-endnotes")
      .with("aria-labelledby", id).opening + "\n"
    let name = outline.topElement()
    html += HTMLTag(name).with("id", id).opening + HTMLText.escaped(words.notes) + "</\(name)>\n"
    html += "<ol>\n"
    // Notes call notes: all are written before the first gets its links back.
    let texts = document.notes.map { note in written { $0.write(note.blocks) } }
    for (index, text) in texts.enumerated() {
      html += HTMLTag("li").with("id", noteIDs[index]).opening + "\n"
      let back = backLinks(index)
      let end = "</p>\n"
      if text.hasSuffix(end) {
        html += text.dropLast(end.count) + back + end
      } else {
        html += back.isEmpty ? text : text + "<p>\(back.dropFirst())</p>\n"
      }
      html += "</li>\n"
    }
    html += "</ol>\n</section>\n"
  }

  /// The links from a note to where it is called, each after a space.
  private func backLinks(_ index: Int) -> String {
    var text = ""
    for (number, call) in calls[index].enumerated() {
      let label = words.back + (calls[index].count > 1 ? " (\(number + 1))" : "")
      text +=
        "\u{A0}"
        + HTMLTag("a").with("role", "doc-backlink")
        .with("href", HTMLText.reference(to: call)).with("aria-label", label).opening
        + "↩\u{FE0E}</a>"
    }
    return text
  }
}
