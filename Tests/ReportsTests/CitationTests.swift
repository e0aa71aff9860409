import Diagnostics
import Testing

@testable import Reports

@Suite struct CitationTests {
  private let works = """
    @article{ban84, author={Banister, Judith}, title={Analysis}, journal={J}, year=1984}
    @book{ban84b, author={Banister, Judith}, title={Zeal}, year=1984}
    @article{meng, author={Meng, X. and Qian, N.}, title={T}, journal={J}, year=2015}
    @article{ash, author={Ashton, B. and Hill, K. and Piazza, A.}, title={T}, journal={J}, year=1984}
    @book{ogr, author={{\\'O} Gr{\\'a}da, Cormac}, title={F}, year=2011}
    @misc{nd, author={{World Bank}}, title={D}}
    @misc{nd2, author={{World Bank}}, title={C}}
    @book{un, author={Uncited, A.}, title={Never}, year=1900}
    @book{pau, author={Paul, P.}, title={P}, year=1900}
    """

  private func lines(_ text: String) -> [String] {
    let outcome = render("---\nbibliography: r.bib\n---\n" + text, files: ["r.bib": works])
    #expect(outcome.messages == [])
    return outcome.pages.split(separator: "\n").compactMap { line in
      line.split(separator: "| ", maxSplits: 1).dropFirst().first.map(String.init)
    }
  }

  @Test(
    "citations are set as author and date",
    arguments: [
      ("X [@meng].", "X (Meng and Qian\u{A0}2015)."),
      ("X [@meng, p. 12].", "X (Meng and Qian\u{A0}2015, p.\u{A0}12)."),
      ("X [@meng p. 12-14].", "X (Meng and Qian\u{A0}2015, pp.\u{A0}12–14)."),
      (
        "X [see @meng, pp. 1, 3; @ash].",
        "X (see Meng and Qian\u{A0}2015, pp.\u{A0}1, 3; Ashton et\u{A0}al.\u{A0}1984)."
      ),
      ("X [see *also* @ogr].", "X (see also Ó\u{A0}Gráda\u{A0}2011)."),
      ("@meng say.", "Meng and Qian\u{A0}(2015) say."),
      ("@meng [p. 3] say.", "Meng and Qian\u{A0}(2015, p.\u{A0}3) say."),
      ("Meng [-@meng, p. 3].", "Meng\u{A0}(2015, p.\u{A0}3)."),
      ("X [@ban84; @ban84b].", "X (Banister\u{A0}1984a, 1984b)."),
      ("X [@nd; @nd2].", "X (World Bank\u{A0}n.d.-b, n.d.-a)."),
      ("X “@ogr”.", "X “Ó\u{A0}Gráda\u{A0}(2011)”."),
      ("X [@meng, table 23-2].", "X (Meng and Qian\u{A0}2015, table\u{A0}23-2)."),
      ("X [@meng, 23-29, 2011-12].", "X (Meng and Qian\u{A0}2015, 23–29, 2011–12)."),
      ("X [@meng, ch. 2, n. 4].", "X (Meng and Qian\u{A0}2015, ch.\u{A0}2, n.\u{A0}4)."),
      ("X [@meng n. 4].", "X (Meng and Qian\u{A0}2015, n.\u{A0}4)."),
    ])
  func citations(_ text: String, _ expected: String) {
    #expect(lines(text).first == expected)
  }

  @Test("the list has the works cited only, sorted by their folded names")
  func list() {
    let found = lines("A [@pau; @ogr; @meng; @ban84].\n")
    #expect(
      found == [
        "A (Paul\u{A0}1900; Ó\u{A0}Gráda\u{A0}2011; Meng and Qian\u{A0}2015; Banister\u{A0}1984).",
        "References",
        "Banister, Judith. 1984. “Analysis.” J.", "Meng, X., and N.\u{A0}Qian. 2015. “T.” J.",
        "Ó Gráda, Cormac. 2011. F.", "Paul, P. 1900. P.",
      ])
  }

  @Test("the list stands where the document says, else at the end with a heading")
  func place() {
    let found = lines("A [@pau].\n\n# Works\n\n::: {#refs}\n:::\n\n# After\n\nText.\n")
    #expect(
      found.filter { !$0.isEmpty } == [
        "A (Paul\u{A0}1900).", "Works", "Paul, P. 1900. P.", "After", "Text.",
      ])
    #expect(
      lines("A [@pau].\n\n# Literature\n").dropFirst() == ["Literature", "Paul, P. 1900. P."])
  }

  @Test(
    "the heading of the list has no number, where sections are numbered",
    arguments: [
      "# Works\n\n::: {#refs}\n:::\n", "# Works\n", "",
    ])
  func unnumbered(_ end: String) {
    let outcome = render(
      "---\nbibliography: r.bib\nnumber-sections: true\n---\n# One\n\nA [@pau].\n\n# Two\n\nB.\n\n"
        + end, files: ["r.bib": works])
    #expect(outcome.messages == [])
    #expect(outcome.pages.contains("| 2\u{2002}Two"))
    #expect(outcome.pages.contains(end.isEmpty ? "| References" : "| Works"))
  }

  @Test("citations lead to their works and works have their names")
  func links() {
    let outcome = render("---\nbibliography: r.bib\n---\nA [@pau].\n", files: ["r.bib": works])
    let scene = outcome.report?.pages.first?.scene.text ?? ""
    #expect(scene.contains("link #ref-pau"))
    #expect(scene.contains("destination #ref-pau"))
  }

  @Test("figures, tables and sections are referred to by name and number")
  func references() {
    let text = """
      # Grain {#sec-grain}

      See @fig-b, [@fig-a; @tbl-x], -@fig-a and @sec-grain.

      ![A](c.vl.yaml){#fig-a}

      ![B](c.vl.yaml){#fig-b}

      | a |
      |---|
      | 1 |

      : C {#tbl-x}
      """
    let outcome = render(text, files: ["c.vl.yaml": "title: t"])
    #expect(outcome.messages == [])
    #expect(
      outcome.pages.contains(
        "See Figure\u{A0}2, Figure\u{A0}1; Table\u{A0}1, 1 and “Grain”."))
    let numbered = render(
      "---\nnumber-sections: true\n---\n" + text, files: ["c.vl.yaml": "title: t"])
    #expect(numbered.pages.contains("1 and Section\u{A0}1."))
    #expect(numbered.pages.contains("1\u{2002}Grain"))
  }
}
