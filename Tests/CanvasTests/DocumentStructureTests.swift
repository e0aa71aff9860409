import TestSupport
import Testing

@testable import Canvas

@Suite("The structure of a PDF file")
struct DocumentStructureTests {
  let text = TextEngine(fonts: FontLibrary())

  func label(_ string: String, _ y: Double = 20, language: String = "en") -> SceneItem {
    var style = Showcase.inter(8)
    style.language = language
    return Showcase.line(string, 10, y, style, text: text)
  }

  func group(
    _ role: SceneRole, _ items: [SceneItem], language: String? = nil, element: Int? = nil
  ) -> SceneItem {
    var group = SceneGroup(role, language: language, items: items)
    group.element = element
    return .group(group)
  }

  func file(_ pages: [[SceneItem]], _ options: PDFOptions = PDFOptions()) throws -> PDFReading {
    let scenes = pages.map { PDFPage(Scene(size: Size(200, 100), items: $0)) }
    return try #require(
      PDFReading(try PDFOutput.bytes(of: scenes, options: options, text: text)))
  }

  @Test("a head that is alone in its row stands over all columns of its table")
  func spans() throws {
    func row(_ number: Int, _ cells: [SceneRole]) -> SceneItem {
      group(.tableRow, cells.map { group($0, [label("a")]) }, element: number)
    }
    let file = try file([
      [
        group(
          .table,
          [
            row(10, [.tableHeader, .tableHeader]), row(11, [.tableHeader]),
            row(12, [.rowHeader, .tableCell]),
          ], element: 3)
      ]
    ])
    #expect(
      file.structure == """
        Document
          Table
            THead
              TR
                TH scope Column on 1
                TH scope Column on 1
            TBody
              TR
                TH scope Column span 2 on 1
              TR
                TH scope Row on 1
                TD on 1

        """)
  }

  @Test("a paragraph, a list and a table that go on over pages are one element each")
  func pages() throws {
    func row(_ number: Int, _ role: SceneRole = .tableCell) -> SceneItem {
      group(.tableRow, [group(role, [label("a")]), group(role, [])], element: number)
    }
    let file = try file([
      [
        group(.paragraph, [label("begins")], element: 1),
        group(.list, [group(.listItem, [group(.listLabel, [label("(a)")])])], element: 2),
        group(.table, [row(10, .tableHeader), row(11)], element: 3),
      ],
      [
        group(.paragraph, [label("goes on")], element: 1),
        group(.list, [group(.listItem, [group(.listBody, [label("x")])])], element: 2),
        group(.table, [row(12), row(13)], element: 3),
      ],
      [group(.paragraph, [label("ends")], element: 1)],
    ])
    #expect(
      file.structure == """
        Document
          P on 1,2,3
          L numbering LowerAlpha
            LI
              Lbl on 1
            LI
              LBody on 2
          Table
            THead
              TR
                TH scope Column on 1
                TH scope Column
            TBody
              TR
                TD on 1
                TD
              TR
                TD on 2
                TD
              TR
                TD on 2
                TD

        """)
    #expect(file.structureFaults.isEmpty)
  }

  @Test("another language is told where it begins: on the element, else on a part of the line")
  func languages() throws {
    let file = try file([
      [
        group(.paragraph, [label("Deutsch", language: "de")], language: "de"),
        group(.paragraph, [label("from"), label("粮食", language: "zh-Hans"), label("to")]),
        group(.paragraph, [group(.span, [label("mot", language: "fr")], language: "fr")]),
        group(.figure, [label("rien", language: "fr")]),
      ]
    ])
    #expect(
      file.structure == """
        Document
          P lang de on 1
          P on 1
            Span lang zh-Hans on 1
          P
            Span lang fr on 1
          Figure alt "Figure" on 1

        """)
  }

  @Test("notes have ids, contents have entries, works stand in paragraphs, row heads their scope")
  func kinds() throws {
    let file = try file([
      [
        group(.contents, [group(.contentsEntry, [label("Grain")])]),
        group(.note, [group(.listLabel, [label("1")]), group(.paragraph, [label("why")])]),
        group(.bibliographyEntry, [label("Peng 1987")]),
        group(.quote, [label("words")]),
        group(.table, [group(.tableRow, [group(.rowHeader, [label("1958")])])]),
        group(.division, [group(.figure, [label("x")]), group(.caption, [label("y")])]),
      ]
    ])
    #expect(
      file.structure == """
        Document
          TOC
            TOCI
              Reference on 1
          Note id note-4
            Lbl on 1
            P on 1
          P
            BibEntry on 1
          BlockQuote
            P on 1
          Table
            THead
              TR
                TH scope Row on 1
          Div
            Figure alt "Figure" on 1
            Caption on 1

        """)
  }

  @Test("a chart with a file of its own is one figure, with its data")
  func chart() throws {
    let scene = Scene(
      size: Size(200, 100),
      items: [group(.part("plot"), [label("plot"), label("粮食", language: "zh")])],
      description: "A line (that falls) — 大. It rises.")
    let data = PDFAttachment(
      name: "fig-a.csv", description: "Grain (Mt)", figure: PDFAttachment.wholePage,
      bytes: Array("a,b\n1,2\n".utf8))
    let options = PDFOptions(attachments: [data, data])
    let file = try #require(PDFReading(try PDFOutput.bytes(of: scene, options: options)))
    #expect(
      file.structure
        == "Document\n  Figure alt \"A line (that falls) — 大. It rises.\" data fig-a.csv on 1\n")
    #expect(file.trailer("Info", "Title") == "A line (that falls) — 大")
    #expect(file.attachments.count == 1)
    #expect(file.attachments.first?.bytes == data.bytes)
    #expect(file.attachments.first?.type == "text/csv")
    #expect(file.attachments.first?.words == "Grain (Mt)")
    #expect(file.catalog("AF").contains("R"))
  }

  @Test("PDF/A-2 leaves files out; who asks for no standard gets no word of one")
  func standards() throws {
    let data = PDFAttachment(name: "a.csv", bytes: [0x61])
    let older = try file([[label("x")]], PDFOptions(standards: [.ua1, .a2a], attachments: [data]))
    #expect(older.attachments.isEmpty && older.catalog("AF") == "null")
    #expect(older.xmp.contains("<pdfaid:part>2</pdfaid:part>"))
    #expect(older.catalog("OutputIntents").contains("R"))
    let none = try file([[label("x")]], PDFOptions(standards: []))
    #expect(!none.xmp.contains("<pdfaid:part>") && !none.xmp.contains("<pdfuaid:part>"))
    #expect(none.catalog("OutputIntents") == "null")
    #expect(none.structure == "Document\n  P on 1\n")
    #expect(throws: PDFStandard.Problem.unknown("a-3b")) { try PDFStandard.named(["a-3b"]) }
    #expect(throws: PDFStandard.Problem.contradiction("a-2a", "a-3a")) {
      try PDFStandard.named(["a-3a", "a-2a"])
    }
    #expect(throws: PDFStandard.Problem.contradiction("none", "ua-1")) {
      try PDFStandard.named(["ua-1", "none"])
    }
  }

  @Test("words that look like marks of content are none")
  func hostileWords() throws {
    let words = "/Private << /MCID 7 >> BDC \\( EMC ) ((("
    let file = try file([
      [
        group(.artifact, [label(words)]), group(.paragraph, [label(words, 40)]),
        group(.paragraph, [label("(\\", 60)]),
      ]
    ])
    #expect(file.structure == "Document\n  P on 1\n  P on 1\n")
    #expect(file.structureFaults.isEmpty)
  }

  @Test("odd names and long words do no harm")
  func hostileNames() throws {
    let long = String(repeating: "words & <more> ) \\ 🙂 ", count: 2000)
    var figure = SceneGroup(
      .figure, name: "a) /b <c>", alternative: long, destination: "dé st) (\\🙂",
      items: [label("x")])
    figure.language = "zh-Hans"
    let link = SceneGroup(.link, link: .destination("dé st) (\\🙂"), items: [label("go", 60)])
    let data = PDFAttachment(
      name: "größe (1) 🙂.csv", mediaType: "text/x y#z", description: long, figure: "a) /b <c>",
      bytes: [])
    let options = PDFOptions(
      title: long, authors: [long], subject: "\u{FFFF}", keywords: ["a, b", ""], date: "May",
      outline: [.init(long, page: 0, destination: "dé st) (\\🙂")], attachments: [data])
    let file = try file([[.group(figure), .group(link)]], options)
    #expect(file.attachments.map(\.name) == ["größe (1) 🙂.csv"])
    #expect(file.attachments.first?.type == "text/x y#z")
    #expect(file.structure.contains("data größe (1) 🙂.csv"))
    #expect(file.catalog("Outlines", "First", "Dest") == "d%C3%A9%20st)%20(%5C%F0%9F%99%82")
    #expect(file.catalog("Names", "Dests").contains("%F0%9F%99%82"))
    #expect(file.xmp.contains("words &amp; &lt;more&gt;"))
    #expect(file.structureFaults.isEmpty)
  }

  @Test("a link in a layer that shines through leads where it should")
  func layers() throws {
    let inner = SceneGroup(.link, link: .address("https://example.org"), items: [label("x")])
    let layer = SceneGroup(
      .paragraph, opacity: 0.5, items: [.group(inner), label("y", 40)])
    let file = try file([[.group(layer)]])
    #expect(
      file.structure == """
        Document
          P on 1
            Link to https://example.org "x"

        """)
    #expect(file.structureFaults.isEmpty)
  }

  @Test("the profile of the colours is one of ICC's, with sixteen bits after the point")
  func colorProfile() {
    let profile = ColorProfile.sRGB
    let size = [0, 0, UInt8(profile.count >> 8), UInt8(profile.count & 255)]
    #expect(profile.count % 4 == 0 && profile[0..<4].elementsEqual(size))
    #expect(profile[36..<40].elementsEqual(Array("acsp".utf8)))
    // D50, as the format wants it.
    #expect(profile[68..<80].elementsEqual([0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]))
  }

  @Test("lists are numbered as their signs say")
  func numbering() {
    let signs = ["1.", "(iv)", "IX.", "b)", "C.", "•", "–", "■", ""]
    #expect(
      signs.map(StructureWriter.numbering) == [
        "Decimal", "LowerRoman", "UpperRoman", "LowerAlpha", "UpperAlpha", "Disc", "Disc", "Square",
        "None",
      ])
  }

  @Test("marks are found outside of strings alone, and others than were made are noticed")
  func marks() {
    let content = Array("/Span << /MCID 0 >> BDC (a\\)/Span <</MCID 9>> BDC) Tj EMC".utf8)
    let marks = ContentMarks.marks(of: [.element(0)]) { _ in "P" }
    let renamed = ContentMarks.renamed(content, to: marks)
    #expect(
      renamed.map { String(decoding: $0, as: UTF8.self) }
        == "/P <</MCID 0>> BDC (a\\)/Span <</MCID 9>> BDC) Tj EMC")
    #expect(ContentMarks.renamed(content, to: []) == nil)
    #expect(ContentMarks.renamed(content, to: marks + marks) == nil)
  }
}
