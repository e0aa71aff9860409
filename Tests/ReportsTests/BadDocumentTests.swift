import Diagnostics
import Testing

@testable import Reports

/// A document with something wrong, and what is said about it: line:column and the message.
struct BadDocument: CustomTestStringConvertible, Sendable {
  var name: String
  var text: String
  var messages: [String]
  var files: [String: String] = [:]

  init(
    _ name: String, _ text: String, _ messages: [String], files: [String: String] = [:]
  ) {
    (self.name, self.text, self.messages, self.files) = (name, text, messages, files)
  }

  var testDescription: String { name }
}

private let front = "---\nbibliography: r.bib\n---\n"
private let works = [
  "r.bib": "@book{banister1984, author={Banister, Judith}, title={T}, year=1984}"
]

private let badDocuments: [BadDocument] = [
  BadDocument(
    "an unclosed fence", "Text.\n\n```\ncode\n",
    ["a.md:3:1: error: this block of code is never closed"]),
  BadDocument(
    "a fence closed by the wrong sign", "~~~\ncode\n```\n",
    ["a.md:1:1: error: this block of code is never closed"]),
  BadDocument(
    "an unclosed div", "::: {.notes}\nText.\n",
    ["a.md:1:1: error: this div is never closed"]),
  BadDocument("a stray end of a div", "Text.\n\n:::\n", ["a.md:3:1: error: no div is open here"]),
  BadDocument(
    "an unknown div", "::: {.sidebar}\nText.\n:::\n",
    ["a.md:1:7: error: a div of class 'sidebar' is not supported"]),
  BadDocument(
    "attributes of a div that are none", "::: {.notes\nText.\n:::\n",
    ["a.md:1:4: error: this is not a list of attributes"]),
  BadDocument(
    "a div that closes in another list", "::: notes\n- a\n\n  :::\n",
    [
      "a.md:1:1: error: this div closes in another list or quotation than it opens"
    ]),
  BadDocument(
    "an unknown shortcode", "{{< video x.mp4 >}}\n",
    ["a.md:1:1: error: the shortcode 'video' is not supported"]),
  BadDocument(
    "a shortcode in a line", "See {{< video a.mp4 >}} here.\n",
    ["a.md:1:5: error: this shortcode is not supported within a line"]),
  BadDocument(
    "raw HTML in a block", "<div>\ntext\n</div>\n", ["a.md:1:1: error: HTML is not supported"]),
  BadDocument(
    "raw HTML in a line", "a <b>bold</b> word\n",
    ["a.md:1:3: error: HTML is not supported"]),
  BadDocument(
    "a raw block", "```{=html}\n<p>\n```\n", ["a.md:1:1: error: raw 'html' is not supported"]),
  BadDocument(
    "raw text in a line", "a `\\LaTeX`{=latex} b\n",
    ["a.md:1:11: error: raw 'latex' is not supported"]),
  BadDocument(
    "mathematics", "where $x^2 + y$ is\n",
    ["a.md:1:7: error: mathematics is not supported"]),
  BadDocument(
    "mathematics on lines of its own", "$$\nE = mc^2\n$$\n",
    ["a.md:1:1: error: mathematics is not supported"]),
  BadDocument(
    "an unknown citation", front + "As [@banister1983] says.\n",
    ["a.md:4:6: error: no work has the key 'banister1983'"], files: works),
  BadDocument(
    "a citation without a bibliography", "As [@smil] says.\n",
    ["a.md:1:6: error: no work has the key 'smil'"]),
  BadDocument(
    "an unknown reference", "![C](c.vl.yaml){#fig-grain}\n\nSee @fig-grian.\n",
    ["a.md:3:6: error: there is nothing named 'fig-grian' in the document"],
    files: ["c.vl.yaml": "title: t"]),
  BadDocument(
    "an unknown target of a link", "# One {#one}\n\nSee [there](#onee).\n",
    ["a.md:3:5: error: the link leads to '#onee', which is not in the document"]),
  BadDocument(
    "two things of one id", "# A {#x}\n\nText.\n\n# B {#x}\n\nText.\n",
    ["a.md:5:7: error: the id 'x' is given twice"]),
  BadDocument(
    "a missing chart", "![C](grian.vl.yaml){#fig-a}\n",
    ["a.md:1:6: error: there is no chart 'grian.vl.yaml'"], files: ["grain.vl.yaml": "title: t"]),
  BadDocument(
    "a picture", "![C](photo.png){#fig-a}\n", ["a.md:1:6: error: there is no picture 'photo.png'"]),
  BadDocument(
    "a picture within a line", "Text ![C](c.vl.yaml) text.\n",
    ["a.md:1:6: error: a picture within a line is not supported"]),
  BadDocument(
    "a chart outside the root", "![C](../../etc/passwd.json)\n",
    ["a.md:1:6: error: there is no chart '../../etc/passwd.json'"]),
  BadDocument(
    "a width that is none", "![C](c.vl.yaml){width=wide}\n",
    ["a.md:1:23: error: 'wide' is no width for a figure"], files: ["c.vl.yaml": "title: t"]),
  BadDocument(
    "an unknown attribute of a figure", "![C](c.vl.yaml){widht=80mm}\n",
    ["a.md:1:17: warning: a figure has no attribute 'widht'"], files: ["c.vl.yaml": "title: t"]),
  BadDocument(
    "attributes that are none", "[text](http://x.org){class}\n",
    ["a.md:1:21: error: this is not a list of attributes"]),
  BadDocument(
    "a row wider than the head", "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n",
    ["a.md:3:10: error: this row has 3 cells, the head has 2"]),
  BadDocument(
    "dashes that do not match the head", "| a | b |\n|---|---|---|\n| 1 | 2 |\n",
    ["a.md:2:1: error: this line parts 3 columns, the head above has 2"]),
  BadDocument(
    "an empty table", "| a | b |\n|---|---|\n",
    ["a.md:1:1: error: this table has a head and no rows"]),
  BadDocument(
    "a grid table", "+---+---+\n| a | b |\n+---+---+\n",
    ["a.md:1:1: error: grid tables are not supported"]),
  BadDocument(
    "a caption without a table", "Text.\n\n: A caption {#tbl-a}\n\nText.\n",
    ["a.md:3:1: error: there is no table beside this caption"]),
  BadDocument(
    "a footnote without a definition", "Text.[^a]\n",
    ["a.md:1:6: error: there is no footnote 'a'"]),
  BadDocument(
    "a footnote that is never called", "Text.\n\n[^a]: Note.\n",
    ["a.md:3:1: warning: the footnote 'a' is never called"]),
  BadDocument(
    "a footnote defined twice", "Text.[^a]\n\n[^a]: One.\n\n[^a]: Two.\n",
    ["a.md:5:1: error: the footnote 'a' is defined twice"]),
  BadDocument(
    "a skipped level of headings", "# A\n\nText.\n\n### B\n\nText.\n\n# C\n\nText.\n",
    ["a.md:5:1: warning: a heading of level 3 follows one of level 1"]),
  BadDocument(
    "a span across emphasis", "*a [b* c]{.smallcaps}\n",
    [
      "a.md:1:4: error: what opens here closes elsewhere",
      "a.md:1:9: error: what opens here closes elsewhere",
    ]),
  BadDocument(
    "an unclosed front matter", "---\ntitle: A\n\nText.\n",
    ["a.md:1:1: error: the front matter is never closed"]),
  BadDocument(
    "a front matter that is no object", "---\n- a\n---\n",
    ["a.md:2:1: error: the front matter is a list, not keys and values"]),
  BadDocument(
    "a misspelt key", "---\ntitel: A\n---\nText.\n",
    ["a.md:2:1: warning: the front matter has no key 'titel'"]),
  BadDocument(
    "paper that is not made", "---\npapersize: a44\n---\n",
    ["a.md:2:12: error: there is no paper 'a44'"]),
  BadDocument(
    "a language that is none", "---\nlang: English!\n---\n",
    ["a.md:2:7: error: 'English!' is not the tag of a language"]),
  BadDocument(
    "a list for a text", "---\ntitle: [a, b]\n---\n",
    ["a.md:2:8: error: a text was expected here, not a list"]),
  BadDocument(
    "an author without a name", "---\nauthor: [{affiliation: X}]\n---\n",
    ["a.md:2:10: error: this author has no name"]),
  BadDocument(
    "a missing bibliography", "---\nbibliography: refs.bib\n---\nText.\n",
    ["a.md:2:15: error: there is no bibliography 'refs.bib'"], files: works),
  BadDocument(
    "a bibliography in another format", "---\nbibliography: r.ris\n---\nText.\n",
    ["a.md:2:15: error: 'r.ris' is not supported as a bibliography"], files: ["r.ris": ""]),
  BadDocument(
    "a chart in a quotation", "> ```vega-lite\n> mark: line\n> ```\n",
    ["a.md:1:3: error: a chart cannot stand in a quotation"]),
  BadDocument(
    "YAML of a chart that is broken", "Text.\n\n```vega-lite\nmark: {line\n```\n",
    ["a.md:5:1: error: a ',' or '}' is missing before this"]),
  BadDocument(
    "a list of definitions", "Term\n:   What it means.\n",
    ["a.md:2:1: error: lists of definitions are not supported"]),
  BadDocument(
    "a figure in a note", "Text.[^a]\n\n[^a]: ![C](c.vl.yaml)\n",
    ["a.md:3:7: error: a figure cannot stand in a footnote"], files: ["c.vl.yaml": "title: t"]),
  BadDocument(
    "an unknown attribute of a table", "| a |\n|---|\n| 1 |\n\n: C {#tbl-a tbl-colwidth=\"[1]\"}\n",
    ["a.md:5:13: warning: a table has no attribute 'tbl-colwidth'"]),
  BadDocument(
    "a control character", "a\u{1}b\n",
    ["a.md:1:2: warning: the control character U+0001 is left out"]),
  BadDocument(
    "a note in a note", "Text.^[A note.[^b]]\n\n[^b]: B.\n",
    [
      "a.md:3:1: warning: the footnote 'b' is never called",
      "a.md:1:15: error: a footnote cannot be called here",
    ]),
]

@Suite struct BadDocumentTests {
  @Test("a bad document is reported with its place and words", arguments: badDocuments)
  func report(_ document: BadDocument) {
    let outcome = render(document.text, files: document.files)
    #expect(outcome.messages == document.messages)
    let hasErrors = document.messages.contains { $0.contains(": error: ") }
    #expect((outcome.report == nil) == hasErrors)
  }
}
