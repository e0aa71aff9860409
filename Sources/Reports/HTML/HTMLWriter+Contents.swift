// Lists of contents, figures and tables, and the names of what they lead to.
extension HTMLWriter {
  /// Writes the lists that the document asks for.
  mutating func writeContents() {
    let metadata = document.metadata
    if let depth = metadata.contentsDepth {
      let own = metadata.contentsTitle.withoutNotesAndLinks
      writeContents(
        document.headingEntries(depth), name: "contents", role: "doc-toc",
        own.isEmpty ? words.contents : own.plainText)
    }
    if metadata.listsFigures {
      writeContents(document.figureEntries, name: "figures", role: nil, words.figures)
    }
    if metadata.listsTables {
      writeContents(document.tableEntries, name: "tables", role: nil, words.tables)
    }
  }

  private mutating func writeContents(
    _ entries: [ContentsEntry], name: String, role: String?, _ title: String
  ) {
    guard !entries.isEmpty else { return }
    let id = names.free(like: name)
    html +=
      HTMLTag("nav").with("class", role == nil ? "list" : "contents").with("role", role)
      .with("aria-labelledby", id).opening + "\n"
    html += HTMLTag("p").with("id", id).with("class", "contents-title").opening
    html += HTMLText.escaped(title) + "</p>\n"
    var levels: [Int] = []
    for entry in entries {
      while let last = levels.last, entry.level < last {
        html += "</li>\n</ul>\n"
        levels.removeLast()
      }
      if levels.last.map({ entry.level > $0 }) ?? true {
        html += levels.isEmpty ? "<ul>\n" : "\n<ul>\n"
        levels.append(entry.level)
      } else {
        html += "</li>\n"
      }
      html += "<li>"
      writeLine(entry)
    }
    for _ in levels { html += "</li>\n</ul>\n" }
    html += "</nav>\n"
  }

  private mutating func writeLine(_ entry: ContentsEntry) {
    html += HTMLTag("a").with("href", HTMLText.reference(to: id(of: entry.name))).opening
    writeNumber(entry.label)
    isInLink = true
    write(entry.text.withoutNotesAndLinks)
    isInLink = false
    html += "</a>"
  }

  /// The number before the words of a heading.
  mutating func writeNumber(_ label: String) {
    guard !label.isEmpty else { return }
    html += "<span class=\"number\">\(HTMLText.escaped(label))</span> "
  }

  // MARK: Names

  /// The id of what a link within the document leads to.
  func id(of name: String) -> String { madeIDs[name] ?? HTMLNames.id(name) }

  /// Ids for the figures and tables that have none.
  static func madeIDs(_ document: Document, _ names: inout HTMLNames) -> [String: String] {
    var made: [String: String] = [:]
    document.blocks.forEachBlock { block in
      let name: String? =
        switch block.kind {
        case .figure(let figure) where figure.id == nil: "figure-\(figure.index + 1)"
        case .table(let table) where table.id == nil: table.number.map { "table-\($0)" }
        default: nil
        }
      if let name { made[name] = names.free(like: name) }
    }
    return made
  }
}
