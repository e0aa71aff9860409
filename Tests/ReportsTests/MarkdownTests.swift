import Diagnostics
import Testing

@testable import Reports

/// Reads a document; the log must stay empty unless it is taken.
private func read(_ text: String, log: inout DiagnosticLog) -> DocumentTree {
  MarkdownReader.read(SourceText(name: "a.md", text: text), log: &log)
}

private func blocks(_ text: String) -> [Block] {
  var log = DiagnosticLog()
  let tree = read(text, log: &log)
  #expect(log.entries.isEmpty, "\(log.entries.map(\.message))")
  return tree.blocks
}

private func words(_ text: String) -> String {
  guard let first = blocks(text).first, case .paragraph(let inlines) = first.kind else { return "" }
  return inlines.plainText
}

@Suite struct FrontMatterTests {
  @Test("the keys of Quarto are read")
  func keys() {
    var log = DiagnosticLog()
    let tree = read(
      """
      ---
      title: "A *great* leap"
      subtitle: In figures
      author:
        - name: Ann Other
          affiliation: Somewhere
        - Bob
      date: 2026-11-22
      lang: en-GB
      abstract: |
        One paragraph.

        And another.
      keywords: [grain, steel]
      papersize: letter
      bibliography: [a.bib, b.bib]
      toc: true
      toc-depth: 2
      number-sections: true
      format: pdf
      ---

      Text.
      """, log: &log)
    let metadata = tree.metadata
    #expect(log.entries.isEmpty)
    #expect(metadata.title.plainText == "A great leap")
    #expect(metadata.subtitle.plainText == "In figures")
    #expect(metadata.authors.map(\.name) == ["Ann Other", "Bob"])
    #expect(metadata.authors.first?.affiliation == "Somewhere")
    #expect(metadata.date?.text == "2026-11-22")
    #expect(metadata.language == "en-GB")
    #expect(metadata.abstract.map(\.plainText) == ["One paragraph.", "And another."])
    #expect(metadata.keywords == ["grain", "steel"])
    #expect(metadata.paper == .letter)
    #expect(metadata.bibliographies.map(\.text) == ["a.bib", "b.bib"])
    #expect(metadata.contentsDepth == 2)
    #expect(metadata.numbersSections)
  }

  @Test("a key that Pandoc or Quarto know and that changes nothing here is reported")
  func idleKeys() {
    var log = DiagnosticLog()
    let text =
      "---\ntitle: T\nfontfamily: times\nfig-dpi: 300\ntoc: true\nformat: pdf\njupyter: x\n---\nText.\n"
    let tree = read(text, log: &log)
    #expect(tree.metadata.contentsDepth == 3)
    #expect(
      log.entries.map { $0.text(.short).trimmed } == [
        "a.md:3:1: warning: the key 'fontfamily' changes nothing",
        "a.md:4:1: warning: the key 'fig-dpi' changes nothing",
      ])
    #expect(log.entries.first?.hints == ["name a font with 'mainfont'"])
  }

  @Test("a document without front matter has its title in its only heading of level 1")
  func title() {
    var log = DiagnosticLog()
    let tree = read("# The title\n\n## A section\n\nText.\n", log: &log)
    #expect(tree.metadata.title.plainText == "The title")
    guard case .heading(let heading)? = tree.blocks.first?.kind else {
      Issue.record("no heading")
      return
    }
    #expect(heading.level == 1)
    #expect(heading.text.plainText == "A section")
  }

  @Test("a line of dashes at the top is a rule if no keys follow")
  func rule() {
    guard case .rule? = blocks("---\n\nText.\n").first?.kind else {
      Issue.record("no rule")
      return
    }
  }
}

@Suite struct MarkdownTests {
  @Test("typewriter's signs become printer's")
  func smart() {
    #expect(
      words("\"A 'quoted' word\" -- 1958--62 --- it's...") == "“A ‘quoted’ word” – 1958–62 — it’s…")
    #expect(words("the '60s and dogs' tails") == "the ’60s and dogs’ tails")
    #expect(words(#"\"kept\" a\-\-b \.\.\. it\'s"#) == "\"kept\" a--b ... it's")
    #expect(words("*\"Early\"* reports (\"late\")") == "“Early” reports (“late”)")
  }

  @Test("quotation marks follow the language of the document")
  func quotes() {
    var log = DiagnosticLog()
    let german = read("---\nlang: de\n---\n\"Ein 'Wort'\"\n", log: &log)
    guard case .paragraph(let text)? = german.blocks.first?.kind else { return }
    #expect(text.plainText == "„Ein ‚Wort‘“")
  }

  @Test("a line does not end between a number and its unit, or after 'p.'")
  func tied() {
    #expect(words("143.5 Mt") == "143.5\u{A0}Mt")
    #expect(words("p. 12") == "p.\u{A0}12")
    #expect(
      words("143.5 Mt of p. 12 in Figure 3") == "143.5\u{A0}Mt of p.\u{A0}12 in Figure\u{A0}3")
    #expect(words("5 men") == "5 men")
    #expect(words("31 per cent") == "31\u{A0}per\u{A0}cent")
    #expect(words("28.58 per 1,000 people") == "28.58 per\u{A0}1,000 people")
    #expect(words("13.48 million people") == "13.48\u{A0}million people")
    #expect(words("Men per cent") == "Men per cent")
  }

  @Test(
    "what a number counts stays with it: pages, tables, notes",
    arguments: [
      "p. 60", "n. 4", "ch. 2", "table 3", "vol. 2", "Table A1", "nos. 3", "(fig. 7", "§ 12",
    ])
  func tiedLabels(_ text: String) {
    #expect(words("see \(text)") == "see " + text.replacing(" ", with: "\u{A0}"))
  }

  @Test("a day stays with its month, also over a line end of the source")
  func tiedDays() {
    #expect(words("on 16 November 1958") == "on 16\u{A0}November 1958")
    #expect(words("on 16\nNovember 1958") == "on 16\u{A0}November 1958")
    #expect(words("November 16, 1958") == "November\u{A0}16, 1958")
    #expect(words("in November 1958") == "in November 1958")
    #expect(words("1958 November") == "1958 November")
  }

  @Test("runs of spaces and tabs are one space, but not in code")
  func spaces() {
    #expect(words("One  two.   Three\tfour <!-- c --> five") == "One two. Three four five")
    #expect(words("`a  b`") == "a  b")
    #expect(words("a \u{A0} b") == "a \u{A0} b")
  }

  @Test("an image alone in its paragraph is a figure with its attributes")
  func figure() {
    let text = """
      ![Grain *fell* by {a} quarter.](charts/grain.vl.yaml){#fig-grain width=140mm fig-alt="A *b* <i> \\"c\\""}
      """
    guard case .figure(let figure)? = blocks(text).first?.kind else {
      Issue.record("no figure")
      return
    }
    #expect(figure.id?.text == "fig-grain")
    #expect(figure.caption.plainText == "Grain fell by {a} quarter.")
    #expect(figure.alternative == "A *b* <i> \"c\"")
    #expect(figure.attributes["width"]?.text == "140mm")
    guard case .file(let file) = figure.content else { return }
    #expect(file.text == "charts/grain.vl.yaml")
    #expect(file.place.text == "charts/grain.vl.yaml")
  }

  @Test("a fenced chart keeps the places of its spec in the document")
  func fence() {
    let text = """
      - item

        ```{vega-lite}
        #| label: fig-x
        #| fig-cap: "Grain *fell*."
        mark: line
        encoding: {x: year}
        ```
      """
    guard case .list(let list)? = blocks(text).first?.kind,
      case .figure(let figure)? = list.items.first?.last?.kind,
      case .spec(let spec) = figure.content
    else {
      Issue.record("no chart")
      return
    }
    #expect(figure.id?.text == "fig-x")
    #expect(figure.caption.plainText == "Grain fell.")
    #expect(spec["mark"]?.place.label == "a.md:6:9")
    #expect(spec["encoding"]?["x"]?.place.label == "a.md:7:17")
  }

  @Test("a caption is joined to the table above it, with and without an empty line, and below it")
  func captions() {
    let table = "| a | b |\n|---|--:|\n| 1 | 2 |\n"
    for text in [
      table + ": The *caption* {#tbl-x}\n", table + "\n: The *caption* {#tbl-x}\n",
      ": The *caption* {#tbl-x}\n\n" + table,
      "::: {#tbl-x}\n\n" + table + "\nThe *caption*\n:::\n",
    ] {
      guard case .table(let found)? = blocks(text).first?.kind else {
        Issue.record("no table in \(text)")
        continue
      }
      #expect(found.caption.plainText == "The caption")
      #expect(found.id?.text == "tbl-x")
      #expect(found.rows.count == 1)
      #expect(found.alignments == [.natural, .right])
    }
  }

  @Test("a paragraph 'Source: …' after a table stands under it")
  func tableNotes() {
    let found = blocks("| a |\n|---|\n| 1 |\n\n: C\n\nSource: NBS.\n\nText.\n")
    #expect(found.count == 2)
    guard case .table(let table)? = found.first?.kind else { return }
    #expect(table.notes.map(\.plainText) == ["Source: NBS."])
  }

  @Test("headings have the id that is given, or one made of their words as Pandoc makes it")
  func headingIDs() {
    let found = blocks(
      "# One *two* {#x .unnumbered}\n\n## 2. What's new, in 1958?\n\nSetext {#s}\n======\n")
    let headings = found.compactMap { block -> Heading? in
      if case .heading(let heading) = block.kind { heading } else { nil }
    }
    #expect(headings.map(\.id) == ["x", "whats-new-in-1958", "s"])
    #expect(headings.map(\.text.plainText) == ["One two", "2. What’s new, in 1958?", "Setext"])
    #expect(headings.map(\.isNumbered) == [false, true, true])
  }

  @Test("made ids are unique and give way to given ones")
  func uniqueIDs() {
    let outcome = render(
      "# Grain\n\nA [b](#grain-1).\n\n# Grain\n\nText.\n\n# Other {#grain}\n\nText.\n")
    #expect(outcome.messages == [])
  }

  @Test("spans, raised and lowered signs and code keep what is inside")
  func spans() {
    #expect(words("[粮食]{lang=zh-Hans} x^2^ H~2~O `a_b` ~~no~~") == "粮食 x2 H2O a_b no")
    guard case .paragraph(let inlines)? = blocks("[粮食]{lang=zh-Hans}").first?.kind,
      case .span(_, let attributes)? = inlines.first?.kind
    else {
      Issue.record("no span")
      return
    }
    #expect(attributes["lang"]?.text == "zh-Hans")
  }

  @Test("code, addresses and escaped signs are left alone")
  func leftAlone() {
    #expect(
      words("`[@x] $a$ {b}` and <https://x.org/@y_z> \\@z \\$5")
        == "[@x] $a$ {b} and https://x.org/@y_z @z $5")
    #expect(words("mail a@b.org, $5 and $6, 2 * 3 * 4") == "mail a@b.org, $5 and $6, 2 * 3 * 4")
  }

  @Test("an abstract 1. that looks like a list is text")
  func fragment() {
    var log = DiagnosticLog()
    let tree = read("---\ntitle: 1. January\n---\nText.\n", log: &log)
    #expect(tree.metadata.title.plainText == "1.\u{A0}January")
  }

  @Test("a line end between Chinese characters is no space")
  func chinese() {
    #expect(words("大跃\n进 and\nmore") == "大跃进 and more")
  }

  @Test("lines may end as on any system", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) {
    let text = """
      ---
      title: A
      lang: en-US
      ---

      # One

      Text[^n] goes
      on with $x$.

      ::: {.notes}
      Hidden.
      :::

      | a | b |
      |---|---|
      | 1 | 2 |
      : Caption {#tbl-x}

      [^n]: Note.
      """
    var log = DiagnosticLog()
    let tree = read(text.replacing("\n", with: end), log: &log)
    #expect(log.entries.map(\.code) == ["mathematics"])
    #expect(log.entries.first?.place?.label == "a.md:9:9")
    #expect(tree.metadata.title.plainText == "A")
    #expect(tree.blocks.count == 4)
    #expect(tree.notes.first?.place.label == "a.md:20:7")
    guard case .table(let table)? = tree.blocks.last?.kind else { return }
    #expect(table.id?.place.label == "a.md:18:13")
  }

  @Test("comments are left out")
  func comments() {
    #expect(blocks("<!-- a -->\n\nText <!-- b --> more.\n").count == 1)
  }

  @Test("speaker's notes and content for other shapes are left out of the briefing")
  func selection() {
    let text = """
      One.

      ::: {.notes}
      Two.
      :::

      ::: {.content-visible when-format="html"}
      Three.
      :::

      ::: {.content-hidden when-format="html"}
      Four.
      :::
      """
    let pages = render(text).pages
    #expect(pages.contains("One."))
    #expect(!pages.contains("Two."))
    #expect(!pages.contains("Three."))
    #expect(pages.contains("Four."))
  }
}
