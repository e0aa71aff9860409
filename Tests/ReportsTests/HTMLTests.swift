import Canvas
import Charting
import Diagnostics
import TestSupport
import Testing

@testable import Reports

/// The shape `html`: what each block becomes, and what holds for every page.
@Suite struct HTMLTests {
  private let chart = ["c.vl.yaml": "title: t\n"]

  @Test("a page says its language, its title, its authors and what it is about")
  func head() {
    let page = page(
      """
      ---
      title: Grain & "steel"
      author: [Ann Other, Bob Example]
      date: 2026-11-22
      lang: de
      abstract: Worum es geht.
      keywords: [Stahl, Korn]
      ---

      Text.
      """)
    #expect(page.messages == [])
    #expect(page.html.hasPrefix("<!DOCTYPE html>\n<html lang=\"de\">\n"))
    for line in [
      "<title>Grain &amp; „steel“</title>",
      "<meta name=\"author\" content=\"Ann Other, Bob Example\">",
      "<meta name=\"description\" content=\"Worum es geht.\">",
      "<meta name=\"keywords\" content=\"Stahl, Korn\">",
      "<a class=\"skip\" href=\"#text\">Zum Text springen</a>",
      "<h1>Grain &amp; „steel“</h1>",
      "<time datetime=\"2026-11-22\">22. November 2026</time>",
      "<section class=\"abstract\" role=\"doc-abstract\" aria-label=\"Zusammenfassung\">",
    ] {
      #expect(page.html.contains(line), "\(line)")
    }
  }

  private func made(_ text: String) -> PageOutcome { page(text) }

  @Test("a page has the title block of its theme: alignment, heading of the abstract, keywords")
  func titleOfTheme() {
    let front = "---\ntitle: T\nabstract: A.\nkeywords: [steel, corn]\n"
    let page = page(front + "theme: working-paper\n---\n\nText.\n")
    #expect(page.messages == [])
    #expect(page.html.contains("<p class=\"abstract-title\" aria-hidden=\"true\">Abstract</p>"))
    #expect(page.html.contains("<p class=\"keywords\"><strong>Keywords:</strong> steel, corn</p>"))
    #expect(
      page.html.contains("header h1, .subtitle, .byline, .abstract-title { text-align: center; }"))
    let plain = self.made(front + "---\n\nText.\n")
    #expect(!plain.html.contains("abstract-title") && !plain.html.contains("class=\"keywords\""))
  }

  @Test("stress within stress is upright, and addresses are set with lining figures")
  func innerStress() {
    let page = page("*A *Dream of* red*, <https://example.org/1958>\n")
    #expect(page.html.contains("em em { font-style: normal; }"))
    #expect(page.html.contains("<em>A <em>Dream of</em> red</em>"))
    #expect(page.html.contains("class=\"address\""))
  }

  @Test("a page without a title is named after its first heading, else after its file")
  func untitled() {
    #expect(page("Text.\n").html.contains("<title>a.md</title>"))
    #expect(page("## A heading\n\n## B\n").html.contains("<title>A heading</title>"))
  }

  @Test("a language that is written from the right says so, in a page and in a part of one")
  func direction() {
    let whole = page("---\nlang: ar\n---\n\nنص [word]{lang=en}\n").html
    #expect(whole.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(whole.contains("<span lang=\"en\" dir=\"ltr\">word</span>"))
    #expect(
      page("A [מילה]{lang=he} b.\n").body.contains("<span lang=\"he\" dir=\"rtl\">מילה</span>"))
    #expect(HTMLText.direction(of: "az-Arab") == "rtl")
    #expect(HTMLText.direction(of: "ur-Latn") == "ltr")
  }

  @Test("what would be HTML in the text is text, in every place where text can stand")
  func hostile() {
    let evil = "</script></style><script>alert(1)</script>"
    let page = page(
      """
      ---
      title: "Title `\(evil)`"
      subtitle: "Sub `\(evil)`"
      author: "Author \\" onload=\\"alert(1) \(evil)"
      date: "Date \(evil)"
      abstract: "Abstract `\(evil)`"
      keywords: ["\(evil)"]
      toc: true
      ---

      # Heading \\<script>alert(1)\\</script> `\(evil)`

      `\(evil)` ]]> 👩‍🌾 \u{202E}abc [link](https://e.org/"><script>alert(1)</script>)

      ```html"><script>
      \(evil)
      ```

      As @fig-a shows.

      ![`\(evil)`](c.vl.yaml){#fig-a fig-alt="\(evil)"}

      | a `\(evil)` |
      |---|
      | `\(evil)` |

      : `\(evil)` {#tbl-a}
      """, files: chart)
    #expect(page.messages == [])
    #expect(!page.html.isEmpty)
    #expect(!page.html.lowercased().contains("<script"))
    #expect(!page.html.contains("onload=\""))
    #expect(page.html.components(of: "</style>") == 1)
  }

  @Test("a link that would run a script is words, and a warning")
  func unsafe() {
    let page = page(
      "[a](javascript:alert(1)) [b](JaVaScRiPt&colon;alert(1)) [c](data:text/html,x) [d](e.html)\n")
    #expect(page.body.contains("<p>a b c <a href=\"e.html\">d</a></p>"))
    #expect(page.messages.count == 3)
    #expect(page.messages.allSatisfy { $0.contains("is not written into a web page") })
  }

  @Test("text keeps its dress, its language and its breaks")
  func inlines() {
    let body = page(
      "*a* **b** ~~c~~ `d` x^2^ H~2~O [粮食]{lang=zh-Hans} [NBS]{.smallcaps} e\\\nf\n"
    ).body
    #expect(
      body == """
        <p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code> x<sup>2</sup> \
        H<sub>2</sub>O <span lang="zh-Hans">粮食</span> <span class="smallcaps">NBS</span> e<br>
        f</p>

        """)
  }

  @Test("headings go down without a gap, from below the title")
  func headings() {
    #expect(
      page("---\ntitle: T\n---\n\n## A\n\n#### B {#sec-b}\n\n## C\n").body.contains(
        "<h2 id=\"a\">A</h2>\n<h3 id=\"sec-b\">B</h3>\n<h2 id=\"c\">C</h2>"))
    #expect(page("## A\n\n### B\n").body == "<h1 id=\"a\">A</h1>\n<h2 id=\"b\">B</h2>\n")
  }

  @Test("the list of contents links to headings in lists within lists")
  func contents() {
    let body = page(
      "---\ntoc: true\nnumber-sections: true\n---\n\n# A [x](b.html)^[n]\n\n## B\n\n# C\n"
    ).body
    #expect(
      body.hasPrefix(
        """
        <nav class="contents" role="doc-toc" aria-labelledby="contents">
        <p id="contents" class="contents-title">Contents</p>
        <ul>
        <li><a href="#a-x"><span class="number">1</span> A x</a>
        <ul>
        <li><a href="#b"><span class="number">1.1</span> B</a></li>
        </ul>
        </li>
        <li><a href="#c"><span class="number">2</span> C</a></li>
        </ul>
        </nav>

        """))
  }

  @Test("lists of figures and of tables lead to them, also to those without an id")
  func lists() {
    let page = page(
      "---\nlof: true\nlot: true\n---\n\n# Figure 1\n\n![Words here. Two.](c.vl.yaml)\n\n"
        + "| a |\n|---|\n| b |\n\n: Words.\n\n# More {.appendix}\n", files: chart)
    #expect(page.messages == [])
    #expect(HTMLReading(page.html).deadLinks == [])
    #expect(
      page.body.contains(
        """
        <nav class="list" aria-labelledby="figures">
        <p id="figures" class="contents-title">Figures</p>
        <ul>
        <li><a href="#figure-1-2"><span class="number">1</span> Words here.</a></li>
        </ul>
        </nav>
        """))
    #expect(page.body.contains("<figure id=\"figure-1-2\">"))
    #expect(
      page.body.contains("<li><a href=\"#table-1\"><span class=\"number\">1</span> Words.</a>"))
    #expect(page.body.contains("<span class=\"number\">Appendix\u{A0}A</span> More</h1>"))
  }

  @Test("tight items are text, loose items are paragraphs, and numbers go on from the first")
  func itemsOfLists() {
    #expect(
      page("3. a\n4. b\n   - c\n\nText\n\n- d\n\n- e\n").body == """
        <ol start="3">
        <li>a</li>
        <li>b
        <ul>
        <li>c</li>
        </ul>
        </li>
        </ol>
        <p>Text</p>
        <ul class="loose">
        <li>
        <p>d</p>
        </li>
        <li>
        <p>e</p>
        </li>
        </ul>

        """)
  }

  @Test("what is for other shapes or for the speaker is left out")
  func conditions() {
    let body = page(
      """
      ::: {.notes}
      Said.
      :::

      ::: {.content-visible when-format="html"}
      Here.
      :::

      ::: {.content-hidden when-format="html"}
      There.
      :::
      """
    ).body
    #expect(body == "<p>Here.</p>\n")
  }

  // MARK: Notes

  @Test("each note links back to each of its calls, and stands once")
  func notes() {
    let body = page("A.[^n] B.[^n] C.^[In place.]\n\n[^n]: First.\n").body
    #expect(body.contains("A.<sup class=\"noteref\"><a id=\"noteref-1\" href=\"#note-1\" "))
    #expect(body.contains("<a id=\"noteref-1-2\" href=\"#note-1\" role=\"doc-noteref\">1</a>"))
    #expect(
      body.contains(
        """
        <li id="note-1">
        <p>First.\u{A0}<a role="doc-backlink" href="#noteref-1" \
        aria-label="Back to the text (1)">↩\u{FE0E}</a>\u{A0}<a role="doc-backlink" \
        href="#noteref-1-2" aria-label="Back to the text (2)">↩\u{FE0E}</a></p>
        </li>
        """))
    #expect(body.contains("<section class=\"notes\" role=\"doc-endnotes\""))
  }

  @Test("the call of a note within a link stands behind it: no link holds another")
  func noteInLink() {
    let body = page("[words^[Note.] more](https://example.org)\n").body
    #expect(
      body.hasPrefix(
        "<p><a href=\"https://example.org\">words more</a><sup class=\"noteref\"><a id="))
  }

  // MARK: Tables

  @Test("a link leads to an id also where its accent is written as a sign of its own")
  func accents() throws {
    let body = page("# A {#sec-caf\u{E9}}\n\n[B](#sec-cafe\u{301}) and @sec-cafe\u{301}.\n").body
    let bytes = Array(body.utf8)
    let target = Array("#sec-caf\u{E9}\"".utf8)
    let count = bytes.indices.count { bytes[$0...].starts(with: target) }
    #expect(count == 2, "\(body)")
    #expect(!body.unicodeScalars.contains("\u{301}"))
  }

  @Test("a table has its caption, heads with scope, and numbers that stand on their decimal sign")
  func table() {
    let body = page(
      """
      See @tbl-a.

      | Year | Output | Note |
      |---|---:|:-:|
      | 1958 | 197.65 | a |
      | 1959 | 170 | b |
      | 1960 | – | c |

      : Grain. {#tbl-a}

      Source: NBS.
      """
    ).body
    #expect(body.contains("<a href=\"#tbl-a\">Table\u{A0}1</a>"))
    #expect(
      body.contains(
        """
        <div class="table" id="tbl-a">
        <table>
        <caption><span><strong class="label">Table\u{A0}1</strong>\u{2002}Grain.</span></caption>
        <thead>
        <tr><th scope="col" class="numeric">Year</th><th scope="col" class="numeric">Output</th>\
        <th scope="col" class="center">Note</th></tr>
        </thead>
        <tbody>
        <tr><th scope="row" class="numeric">1958</th><td class="numeric">197.65</td>\
        <td class="center">a</td></tr>
        <tr><th scope="row" class="numeric">1959</th><td class="numeric" data-pad=".65">170</td>\
        <td class="center">b</td></tr>
        <tr><th scope="row" class="numeric">1960</th><td class="numeric" data-pad=".65">–</td>\
        <td class="center">c</td></tr>
        </tbody>
        </table>
        <div class="table-notes">
        <p>Source: NBS.</p>
        </div>
        </div>

        """))
  }

  @Test("a table that a telephone is too narrow for moves sideways, also with keys")
  func wideTable() {
    let cells = (1957...1966).map(String.init).joined(separator: " | ")
    let rule = Array(repeating: "---", count: 10).joined(separator: "|")
    let body = page("| \(cells) |\n|\(rule)|\n| \(cells) |\n\n: Years. {#tbl-y}\n").body
    #expect(
      body.contains(
        """
        <div class="scroll" role="region" tabindex="0" aria-labelledby="table-caption">
        <table>
        <caption id="table-caption">
        """))
  }

  // MARK: Figures

  @Test("a figure is drawn for wide and for narrow pages under one name and one description")
  func figure() {
    let body = page(
      "See @fig-a.\n\n![Words.](c.vl.yaml){#fig-a fig-alt=\"A line that falls.\"}\n", files: chart
    ).body
    #expect(
      body.contains(
        """
        <figure id="fig-a">
        <svg class="chart wide" viewBox="0 0 400 248" role="img" \
        font-family="Inter, Helvetica, Arial, sans-serif" style="max-width:41rem" \
        aria-labelledby="svg-1-desc">
        <desc id="svg-1-desc">A line that falls.</desc>
        """))
    #expect(
      body.contains(
        """
        <svg class="chart narrow" viewBox="0 0 200 124" role="img" \
        font-family="Inter, Helvetica, Arial, sans-serif" aria-labelledby="svg-1-desc">
        """))
    #expect(
      body.contains(
        """
        <figcaption><strong class="label">Figure\u{A0}1</strong>\u{2002}Words.</figcaption>
        </figure>
        """))
  }

  @Test("a narrow figure is drawn once; where texts have no room, narrow pages get the wide one")
  func narrow() {
    let one = page("![](c.vl.yaml){width=70mm}\n", files: chart).body
    #expect(one.components(of: "<svg") == 1)
    #expect(one.contains("style=\"max-width:20.34rem\""))
    let folder = TestFolder(chart)
    let source = SourceText(
      name: "\(folder.path)/a.md", text: "![](c.vl.yaml) \n\n![](c.vl.yaml)\n")
    guard let files = SourceFiles(root: folder.path) else { return }
    let page = page(of: source, files: files) { request, text, log in
      if let width = request.width, width < 250 {
        log.add(.warning("too-small", "the chart is too narrow for its texts", at: source.end))
      }
      return dummyChart(request, text, &log)
    }
    #expect(page.messages == [])
    #expect(page.body.components(of: "viewBox=\"0 0 260 ") == 2)
    #expect(page.body.components(of: "<svg") == 4)
  }

  @Test("a figure that stands out of the column is drawn wider than the text")
  func outset() {
    let body = page("![](c.vl.yaml){.column-page}\n", files: chart).body
    #expect(body.hasPrefix("<div class=\"figure outset\">\n<figure id=\"figure-1\">\n"))
    #expect(body.contains("<svg class=\"chart wide\" viewBox=\"0 0 560 347\" "))
    #expect(body.contains("style=\"max-width:57.4rem\""))
  }

  @Test("panels stand in rows by their shares, each with its letter and a name of its own")
  func panels() {
    let page = page(
      """
      ::: {#fig-pair layout="[[3,1]]"}
      ![One.](c.vl.yaml)

      ![Two.](c.vl.yaml){#fig-two}

      Both.
      :::

      @fig-pair-a and @fig-two.
      """, files: chart)
    #expect(page.messages == [])
    let reading = HTMLReading(page.html)
    #expect(reading.deadLinks == [] && reading.repeatedIDs == [] && reading.unclosed == [])
    #expect(
      page.body.contains(
        """
        <figure id="fig-pair">
        <div class="panels" style="grid-template-columns:3fr 1fr">
        <figure id="fig-pair-a">
        <svg class="chart wide" viewBox="0 0 289.5 179"
        """))
    #expect(page.body.contains("<figcaption><strong class=\"label\">(b)</strong>\u{2002}Two."))
    // Narrow as it is, a panel of 96.5 points is not drawn once more.
    #expect(page.body.contains("<svg class=\"chart\" viewBox=\"0 0 96.5 179\""))
    #expect(
      page.body.contains("Figure\u{A0}1</strong>\u{2002}Both.</figcaption>\n</figure>\n</div>"))
  }

  @Test("a sub-head stands above a body of its own")
  func groups() {
    let page = page(
      """
      ::: {#tbl-h .table columns="year:Y, region, output='Output (Mt)'" group="region"}
      ```csv
      year,region,output
      1958,North,197.65
      1958,South,95
      ```

      Two harvests.
      :::
      """)
    #expect(page.messages == [])
    #expect(
      page.body.contains(
        """
        <tbody>
        <tr class="subhead"><th scope="rowgroup" colspan="2">North</th></tr>
        <tr><th scope="row">1958</th><td class="numeric">197.65</td></tr>
        </tbody>
        <tbody>
        <tr class="subhead"><th scope="rowgroup" colspan="2">South</th></tr>
        <tr><th scope="row">1958</th><td class="numeric">95.00</td></tr>
        </tbody>
        """))
  }

  @Test("the unit of a column stands below its head, as a part of it")
  func units() {
    let package = """
      {"name": "d", "resources": [{"name": "d", "path": "d.csv", "schema": {"fields": [
        {"name": "year", "type": "year"}, {"name": "output", "type": "number", "unit": "Mt"}]}}]}
      """
    let page = page(
      "::: {#tbl-d .table data=d.csv}\nTwo.\n:::\n",
      files: ["datapackage.json": package, "d.csv": "year,output\n1958,197.65\n"])
    #expect(page.messages == [])
    #expect(
      page.body.contains(
        "<th scope=\"col\" class=\"numeric\">output <span class=\"unit\">Mt</span></th>"))
  }

  @Test("the numbers behind a figure are a table with heads, units, sources, and a file")
  func data() {
    let spec = """
      data: {values: [{year: 1958, mt: 197.65}, {year: 1959, mt: 170}]}
      mark: point
      encoding: {x: {field: year, type: year}, y: {field: mt, type: quantitative, title: Grain}}
      """
    let folder = TestFolder(["d.vl.yaml": spec])
    let source = SourceText(
      name: "\(folder.path)/a.md", text: "![Grain.](d.vl.yaml){#fig-grain}\n")
    guard let files = SourceFiles(root: folder.path) else { return }
    let page = page(of: source, files: files) { drawChart($0, text: $1, log: &$2) }
    #expect(page.messages == [])
    #expect(
      page.body.contains(
        """
        <details class="data">
        <summary>Data behind Figure\u{A0}1</summary>
        <table>
        <caption><span>Data behind Figure\u{A0}1</span></caption>
        <thead>
        <tr><th scope="col">year</th><th scope="col" class="numeric">Grain</th></tr>
        </thead>
        <tbody>
        <tr><th scope="row">1958</th><td class="numeric">197.65</td></tr>
        <tr><th scope="row">1959</th><td class="numeric">170.00</td></tr>
        </tbody>
        </table>
        <p class="file"><a download="fig-grain.csv" \
        href="data:text/csv;charset=utf-8;base64,\(Base64.text(Array("year,mt\n1958,197.65\n1959,170\n".utf8)))">\
        fig-grain.csv</a></p>
        </details>
        """))
  }

  // MARK: All pages

  @Test("ids stand once, whatever names the document gives, and links lead to them")
  func ids() {
    let page = page(
      """
      ---
      toc: true
      ---

      # Text

      ## Notes {#note-1}

      ## Contents

      ## SVG 1 desc

      ## Figure 1

      A.^[One.] [b](#note-1) [c](#noteref-1)

      # Noteref 1

      ![](c.vl.yaml)

      ![](c.vl.yaml)
      """, files: chart)
    let reading = HTMLReading(page.html)
    #expect(page.messages == [])
    #expect(reading.ids.count > 12)
    #expect(reading.repeatedIDs == [])
    #expect(reading.deadLinks == [])
    #expect(page.html.contains("<li id=\"note-1-2\">"))
  }

  @Test(
    "each document of the tests has sound ids, links and headings", arguments: GoldenTests.documents
  )
  func sound(_ name: String) throws {
    let reading = HTMLReading(try Self.golden(name).html)
    #expect(reading.repeatedIDs == [])
    #expect(reading.deadLinks == [])
    #expect(reading.unclosed == [])
    #expect(reading.headings.first == 1)
    for (before, after) in zip(reading.headings, reading.headings.dropFirst()) {
      #expect(after <= before + 1)
    }
  }

  @Test("a document gives the same page, tag by tag", arguments: GoldenTests.documents)
  func golden(_ name: String) throws {
    let page = try Self.golden(name)
    #expect(page.messages == [])
    Golden.expect(page.body, at: "Tests/Documents/\(name).page.html")
    #expect(try Self.golden(name).html == page.html)
  }

  private static func golden(_ name: String) throws -> PageOutcome {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: GoldenTests.folder))
    let source = try #require(files.readInput("\(GoldenTests.folder)/\(name).md", log: &log))
    return page(of: source, files: files)
  }

  @Test("a page of 300 figures, 300 notes and 300 sections has them all")
  func many() {
    let part = "# A\n\nWords.^[Note.]\n\n![Words.](c.vl.yaml)\n\n"
    let page = page(String(repeating: part, count: 300), files: chart)
    let reading = HTMLReading(page.html)
    #expect(reading.ids.count >= 1500)
    #expect(reading.repeatedIDs == [])
    #expect(page.html.components(of: "<figure ") == 300)
  }
}

extension SourceText {
  /// The place at the end.
  fileprivate var end: Place { Place(source: self, range: bytes.count..<bytes.count) }
}
