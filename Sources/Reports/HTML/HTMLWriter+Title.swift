import Diagnostics

extension HTMLWriter {
  /// Writes the title, who wrote it and when, the abstract and the keywords.
  mutating func writeTitle() {
    let metadata = document.metadata
    guard
      !metadata.title.isEmpty || !metadata.subtitle.isEmpty || !metadata.authors.isEmpty
        || metadata.date != nil || !metadata.abstract.isEmpty
    else { return }
    html += "<header>\n"
    if !metadata.title.isEmpty {
      element("h1") { $0.write(metadata.title) }
      html += "\n"
    }
    if !metadata.subtitle.isEmpty {
      element(HTMLTag("p").with("class", "subtitle").with("role", "doc-subtitle"), "p") {
        $0.write(metadata.subtitle)
      }
      html += "\n"
    }
    writeByline()
    writeAbstract()
    html += "</header>\n"
  }

  private mutating func writeByline() {
    let metadata = document.metadata
    guard !metadata.authors.isEmpty || metadata.date != nil else { return }
    // Names with affiliations stand on a line each.
    let hasLines = metadata.authors.contains { $0.affiliation != nil }
    html += HTMLTag("p").with("class", hasLines ? "byline lines" : "byline").opening
    for author in metadata.authors {
      html += "<span class=\"author\">\(HTMLText.escaped(author.name))"
      if let affiliation = author.affiliation {
        html += ", <span class=\"affiliation\">\(HTMLText.escaped(affiliation))</span>"
      }
      html += "</span> "
    }
    if let date = metadata.date {
      let isDay = date.text.utf8.count == 10 && words.date(written: date.text) != date.text
      let text = HTMLText.escaped(words.date(written: date.text))
      html +=
        isDay
        ? HTMLTag("time").with("datetime", date.text).opening + text + "</time>"
        : "<span>\(text)</span>"
    }
    html += "</p>\n"
  }

  private mutating func writeAbstract() {
    let paragraphs = document.metadata.abstract
    guard !paragraphs.isEmpty else { return writeKeywords() }
    html +=
      HTMLTag("section").with("class", "abstract").with("role", "doc-abstract")
      .with("aria-label", words.abstract).opening + "\n"
    // The section has the same name for those who hear it.
    if style.abstractHasHeading {
      html += HTMLTag("p").with("class", "abstract-title").with("aria-hidden", "true").opening
      html += HTMLText.escaped(words.abstract) + "</p>\n"
    }
    for paragraph in paragraphs {
      element("p") { $0.write(paragraph) }
      html += "\n"
    }
    html += "</section>\n"
    writeKeywords()
  }

  /// "Keywords: grain, steel", where the theme shows them.
  private mutating func writeKeywords() {
    let keywords = document.metadata.keywords
    guard style.showsKeywords, !keywords.isEmpty else { return }
    html += "<p class=\"keywords\"><strong>\(HTMLText.escaped(words.keywords)):</strong> "
    html += HTMLText.escaped(keywords.joined(separator: ", ")) + "</p>\n"
  }
}
