import Diagnostics
import Testing

@testable import Reports

/// The rules of citing, one sentence each.
@Suite struct CitationRuleTests {
  private static let works = """
    @article{peng87, author={Peng, Xizhe}, title={A}, journal={J}, year=1987}
    @article{peng89, author={Peng, Xizhe}, title={B}, journal={J}, year=1989}
    @article{yao, author={Yao, Shujie}, title={C}, journal={J}, year=1999}
    @article{lin, author={Lin, Justin and Yang, Dennis}, title={D}, journal={J}, year=2000}
    @book{gd, author={Gr{\\'a}da, Cormac {\\'O}}, title={E}, year=2011}
    @book{marx, author={Marx, Karl}, title={F}, year=1976, origdate={1867}}
    @book{who, author={{World Health Organization}}, shortauthor={WHO}, title={G}, year=2001}
    @book{forth, author={Young, Una}, title={H}, year={forthcoming}}
    @misc{anon, title={An unsigned report on grain}, shorttitle={Unsigned report}, year=1960}
    """

  /// The first lines of a document that cites.
  private func lines(
    _ text: String, _ front: String = "", works: String = works, ignoring: Bool = false
  ) -> [String] {
    let outcome = render(
      "---\nbibliography: r.bib\n\(front)\n---\n" + text, files: ["r.bib": works])
    if !ignoring { #expect(outcome.messages == []) }
    return outcome.pages.split(separator: "\n").compactMap { line in
      line.split(separator: "| ", maxSplits: 1).dropFirst().first.map {
        String($0).replacing("\u{A0}", with: " ")
      }
    }
  }

  @Test(
    "several works in one citation are grouped and ordered as the style says",
    arguments: [
      ("chicago-author-date", "A [@yao; @peng87; @peng89].", "A (Yao 1999; Peng 1987, 1989)."),
      (
        "chicago-author-date", "A [@peng87, p. 3; @peng89; @yao].",
        "A (Peng 1987, p. 3; 1989; Yao 1999)."
      ),
      ("apa", "A [@yao; @peng89; @peng87].", "A (Peng, 1987, 1989; Yao, 1999)."),
      ("apa", "A [@yao; see @peng89].", "A (Yao, 1999; see Peng, 1989)."),
      ("ieee", "A [@yao; @peng87; @peng89].", "A [1–3]."),
      ("ieee", "A [@yao]. B [@peng87; @yao].", "A [1]. B [1, 2]."),
      ("ieee", "A [@yao]. B [@peng87, p. 645; @yao].", "A [1]. B [1; 2, p. 645]."),
      ("vancouver", "A [@yao; @peng87; @peng89; @lin].", "A (1–4)."),
      // The comma is raised by itself: it stands on a line above in this text of pages.
      ("nature", "A [@yao; @peng87]. B", ",A.12 B"),
      ("nature", "A [@yao], B", "A,1 B"),
      ("nature", "A [@yao] B", "A1 B"),
    ])
  func groups(_ style: String, _ text: String, _ expected: String) {
    let found = lines(text, "csl: \(style).csl")
    let line = found.first == "," ? found.prefix(2).joined() : found.first
    #expect(line == expected)
  }

  @Test(
    "narrative citations name the author in the sentence",
    arguments: [
      ("chicago-author-date", "@lin say", "Lin and Yang (2000) say"),
      ("chicago-author-date", "@yao [p. 3; @peng87] say", "Yao (1999, p. 3; Peng 1987) say"),
      (
        "chicago-author-date", "@yao [p. 3; see @lin, 4] a",
        "Yao (1999, p. 3; see Lin and Yang 2000, 4) a"
      ),
      ("apa", "@lin say [@lin]", "Lin and Yang (2000) say (Lin & Yang, 2000)"),
      ("ieee", "@lin say", "Lin and Yang [1] say"),
      ("ieee", "Lin [-@lin] says", "Lin [1] says"),
      ("nature", "@lin say", "Lin and Yang1 say"),
    ])
  func narrative(_ style: String, _ text: String, _ expected: String) {
    #expect(lines(text, "csl: \(style)").first == expected)
  }

  @Test(
    "places in a work are labelled in the language of the document",
    arguments: [
      ("en", "apa", "A [@yao, 3].", "A (Yao, 1999, p. 3)."),
      ("en", "apa", "A [@yao, 3-5].", "A (Yao, 1999, pp. 3–5)."),
      ("en", "chicago-author-date", "A [@yao, 3-5].", "A (Yao 1999, 3–5)."),
      ("en", "chicago-author-date", "A [@yao, S. 3].", "A (Yao 1999, p. 3)."),
      ("de", "chicago-author-date", "A [@yao, p. 3].", "A (Yao 1999, S. 3)."),
      ("de", "apa", "A [@yao, chap. 3].", "A (Yao, 1999, Kap. 3)."),
      ("fr", "apa", "A [@yao, ch. 3].", "A (Yao, 1999, chap. 3)."),
      ("en", "apa", "A [@yao, § 12].", "A (Yao, 1999, § 12)."),
      ("en", "apa", "A [@yao, fig. 2, emphasis added].", "A (Yao, 1999, fig. 2, emphasis added)."),
      (
        "en", "apa", "A [@yao, {pp. iv, vi-xi}, with words].",
        "A (Yao, 1999, pp. iv, vi–xi, with words)."
      ),
      ("en", "apa", "A [@yao and others].", "A (Yao, 1999 and others)."),
      ("en", "apa", "A [@yao, table 23-2].", "A (Yao, 1999, table 23-2)."),
    ])
  func locators(_ language: String, _ style: String, _ text: String, _ expected: String) {
    #expect(lines(text, "lang: \(language)\ncsl: \(style)").first == expected)
  }

  @Test("a first edition's year, a short name, a state, and a title stand for year and author")
  func labels() {
    #expect(lines("A [@marx].").first == "A (Marx [1867] 1976).")
    #expect(lines("A [@marx].", "csl: apa").first == "A (Marx, 1867/1976).")
    #expect(lines("A [@who].").first == "A (WHO 2001).")
    #expect(lines("A [@forth].").first == "A (Young forthcoming).")
    #expect(lines("A [@anon].").first == "A (Unsigned report 1960).")
    #expect(lines("A [@gd].").first == "A (Ó Gráda 2011).")
  }

  @Test("works that look alike are told apart: by first letters, by more names, by letters")
  func disambiguation() {
    let works = """
      @book{s1, author={Smith, Ann}, title={A}, year=2000}
      @book{s2, author={Smith, Bert}, title={B}, year=2005}
      @book{s3, author={Smith, Bob}, title={C}, year=2006}
      @book{j1, author={Jones, A. and King, B. and Lee, C. and Moon, D. and Oz, E.}, title={D}, year=1999}
      @book{j2, author={Jones, A. and King, B. and Nash, C. and Moon, D. and Oz, E.}, title={E}, year=1999}
      @book{j3, author={Jones, A. and King, B. and Nash, C. and Moon, D. and Oz, E.}, title={The First}, year=1999}
      """
    let found = lines("[@s1] [@s2] [@s3] [@j1] [@j2] [@j3]", works: works).prefix(2).joined(
      separator: " ")
    #expect(
      found.hasPrefix(
        "(A. Smith 2000) (Bert Smith 2005) (Bob Smith 2006) (Jones, King, Lee, et al. 1999) "
          + "(Jones, King, Nash, et al. 1999a) (Jones, King, Nash, et al. 1999b)"))
    // Numbers tell works apart already.
    #expect(lines("@s1 and @s2", "csl: ieee", works: works).first == "Smith [1] and Smith [2]")
  }

  @Test("three authors and more are shortened as the style and its edition say")
  func others() {
    let works = "@book{a, author={A, A. and B, B. and C, C.}, title={T}, year=2000}"
    #expect(lines("[@a]", works: works).first == "(A et al. 2000)")
    #expect(
      lines("[@a]", "csl: chicago-author-date-17th-edition", works: works).first
        == "(A, B, and C 2000)")
    let many = (1...22).map { "N\($0), A." }.joined(separator: " and ")
    let list = lines(
      "[@a]", "csl: apa", works: "@book{a, author={\(many)}, title={T}, year=2000}")
    #expect(list.joined(separator: " ").contains("N19, A., … N22, A. (2000)."))
  }

  @Test("a dash stands for repeated authors where the style has it")
  func repeated() {
    let found = lines("[@peng87; @peng89]", "csl: chicago-author-date-17th-edition")
    #expect(found.suffix(2) == ["Peng, Xizhe. 1987. “A.” J.", "———. 1989. “B.” J."])
  }

  @Test("numbers follow the first citation, also in notes and captions, and the list follows them")
  func order() {
    let found = lines(
      "A [@yao].^[Note [@peng87].] B [@lin; @yao].\n", "csl: ieee")
    #expect(found.first?.hasPrefix("A [1].") == true)
    #expect(found.first?.hasSuffix("B [1, 3].") == true)
    #expect(found.contains { $0.hasSuffix("Note [2].") })
    #expect(found.contains("[1]   S. Yao, “C,” J, 1999."))
    #expect(found.contains("[3]   J. Lin and D. Yang, “D,” J, 2000."))
  }

  @Test("works that are not cited stand in the list if 'nocite' names them, or all of them")
  func nocite() {
    let named = lines("A [@yao].", "nocite: \"@peng87, @lin\"")
    #expect(named.suffix(3).map { $0.prefix(4) } == ["Lin,", "Peng", "Yao,"])
    #expect(lines("A.", "nocite: |\n  @*").count == 2 + 9)
    #expect(
      lines("A.", "nocite: [\"@nobody\"]", ignoring: true) == [])
  }

  @Test("links and the list can be left out")
  func settings() {
    let text = "A [@yao].\n"
    #expect(lines(text, "suppress-bibliography: true") == ["A (Yao 1999)."])
    let files = ["r.bib": Self.works]
    let linked = render("---\nbibliography: r.bib\n---\n" + text, files: files)
    #expect(linked.report?.pages.first?.scene.text.contains("link #ref-yao") == true)
    for key in ["link-citations: false", "suppress-bibliography: true"] {
      let plain = render("---\nbibliography: r.bib\n\(key)\n---\n" + text, files: files)
      #expect(plain.report?.pages.first?.scene.text.contains("link #ref-yao") == false)
    }
  }

  @Test("the front matter may describe works itself, and a file of YAML may")
  func yaml() {
    let references = """
      references:
      - id: yao1999
        type: article-journal
        author:
        - family: Yao
          given: Shujie
        issued: {date-parts: [[1999]]}
        title: A note on *causal* factors of CO~2~
        container-title: Journal of Political Economy
        volume: 107
      """
    let inside = render("---\n\(references)\n---\nA [@yao1999].\n")
    #expect(inside.messages == [])
    #expect(inside.pages.contains("A (Yao\u{A0}1999)."))
    #expect(inside.pages.contains("Yao, Shujie. 1999. “A note on causal factors of CO"))
    let apart = render(
      "---\nbibliography: r.yaml\n---\nA [@yao1999].\n",
      files: ["r.yaml": "---\n\(references)\n...\n"])
    #expect(apart.messages == [])
    #expect(apart.pages.contains("A (Yao\u{A0}1999)."))
  }

  @Test("keys with odd signs stand in braces")
  func bracedKeys() {
    let works = "@book{https://example.org/?a:1&b, author={A, B.}, title={T}, year=2000}"
    #expect(
      lines("X [@{https://example.org/?a:1&b}, p. 3].", works: works).first == "X (A 2000, p. 3).")
    #expect(lines("@{https://example.org/?a:1&b} says", works: works).first == "A (2000) says")
  }

  @Test(
    "names sort by the rules of the document's language",
    arguments: [
      ("en", "Ågren Ångström Berg Öberg Zola"), ("sv", "Berg Zola Ågren Ångström Öberg"),
      ("de", "Ågren Ångström Berg Öberg Zola"),
    ])
  func collation(_ language: String, _ expected: String) {
    let order = Collation(language: language)
    let names = ["Zola", "Öberg", "Berg", "Ångström", "Ågren"]
    #expect(names.sorted { order.key($0) < order.key($1) }.joined(separator: " ") == expected)
  }
}
