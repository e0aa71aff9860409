import Canvas
import Diagnostics
import Testing

@testable import Reports

/// Figures as papers take them in: pieces of LaTeX and of Markdown.
@Suite struct SnippetTests {
  private let files = [
    "a.vl.yaml": "title: a\n",
    "refs.bib": """
    @article{peng1987, author={Peng, Xizhe}, title={A}, journal={B}, year={1987}}
    @article{yao1999, author={Yao, Shujie}, title={A}, journal={B}, year={1999}}

    """,
  ]

  private func snippets(_ text: String, language: String = "en") -> [FigureSnippet] {
    let front = "---\nbibliography: refs.bib\nlang: \(language)\nformat: figures\n---\n\n"
    let outcome = render(front + text, files: files)
    #expect(outcome.messages == [])
    guard case .figures(let snippets, _)? = outcome.report?.shapes.first?.content else { return [] }
    return snippets
  }

  @Test("a figure is a whole environment of LaTeX, with its width, its caption and its label")
  func latex() throws {
    let snippet = try #require(
      snippets("![It fell.](a.vl.yaml){#fig-grain width=89mm fig-alt=\"A line that falls.\"}\n")
        .first)
    #expect(
      snippet.latex(ending: "pdf") == """
        % Figure 1. Needs: graphicx.
        \\begin{figure}[tbp]
          \\centering
          \\includegraphics[width=89mm,alt={A line that falls.}]{fig-grain.pdf}
          \\caption{It fell.}
          \\label{fig:grain}
        \\end{figure}

        """)
  }

  @Test(
    "no character of a text means more in LaTeX than itself",
    arguments: [
      ("50% & more_or_less", "50\\% \\& more\\_or\\_less"), ("{x} $5 #1", "\\{x\\} \\$5 \\#1"),
      ("a\\b ~ ^", "a\\textbackslash{}b \\textasciitilde{} \\textasciicircum{}"),
      ("<a|b>", "\\textless{}a\\textbar{}b\\textgreater{}"),
      ("say \"x\"", "say {\\char34}x{\\char34}"),
      ("1--2", "1-{}-2"), ("143.5\u{A0}Mt", "143.5~Mt"), ("\u{2212}3", "\\ensuremath{-}3"),
      ("[p. 5]", "{[}p. 5{]}"), ("a\nb", "a b"), ("粮食 – „x“", "粮食 – „x“"),
    ])
  func escapes(_ text: String, _ latex: String) {
    #expect(LaTeXWriter.escaped(text) == latex)
  }

  @Test("captions cite, refer and have notes in LaTeX's own commands")
  func captions() throws {
    let found = snippets(
      """
      ![One [see @peng1987, p. 645; @yao1999], as @peng1987 has it [@peng1987; @yao1999].^[With \
      *words*.] Compare @fig-two, -@fig-two.](a.vl.yaml){#fig-one}

      ![Two, a [link](https://example.org/a%20b#c), CO~2~, `x_y`.](a.vl.yaml){#fig-two}

      """, language: "de")
    let first = try #require(found.first).latex(ending: "pdf")
    #expect(
      first.contains(
        "]{One see \\cite[{p.~645}]{peng1987}; \\cite{yao1999}, as \\cite{peng1987} has it "
          + "\\cite{peng1987,yao1999}.\\footnotemark{} Compare Abbildung~\\ref{fig:two}, "
          + "\\ref{fig:two}.}\n"))
    #expect(first.contains("\\caption[{One, as \\cite{peng1987} has it. Compare"))
    #expect(first.hasSuffix("\\end{figure}\n\\footnotetext{With \\emph{words}.}\n"))
    let second = try #require(found.last).latex(ending: "pdf")
    #expect(
      second.contains(
        "\\caption{Two, a \\href{https://example.org/a\\%20b\\#c}{link}, CO\\textsubscript{2}, "
          + "\\texttt{x\\_y}.}\n"))
    #expect(second.hasPrefix("% Abbildung 2. Needs: graphicx, hyperref.\n"))
  }

  @Test("panels are subfigures, each with its width")
  func panels() throws {
    let found = snippets(
      """
      ::: {#fig-both layout-ncol=2}
      ![Left](a.vl.yaml)

      ![Right](a.vl.yaml)

      Both.
      :::

      """)
    let snippet = try #require(found.first)
    let latex = snippet.latex(ending: "pdf")
    #expect(found.count == 1 && snippet.id == "fig-both")
    #expect(latex.contains("\\begin{subfigure}[t]{72.53mm}\n"))
    #expect(latex.contains("{fig-both-b.pdf}\n    \\caption{Right}\n    \\label{fig:both-b}\n"))
    #expect(latex.contains("\\end{subfigure}\\hfill\n"))
    #expect(latex.hasSuffix("  \\caption{Both.}\n  \\label{fig:both}\n\\end{figure}\n"))
    #expect(
      snippet.markdown(ending: "png") == """
        ::: {#fig-both layout="[[72.53,72.53]]"}
        ![Left](fig-both-a.png){#fig-both-a fig-alt="A chart."}

        ![Right](fig-both-b.png){#fig-both-b fig-alt="A chart."}

        Both.
        :::

        """)
  }

  @Test("what Markdown is written says the same when it is read again")
  func readAgain() throws {
    let text = """
      ![A *b* **c** ~~d~~ x^2^ CO~2~ [e]{.smallcaps} \\* \\_ \\[ \\] 1\\--2 5\\ Mt "q" `x*y` \\<z\\> [see \
      @peng1987, p. 645; -@yao1999] @yao1999 [p. 3] [l](https://example.org/).^[A *note*.] \
      @fig-a](a.vl.yaml){#fig-a width=89mm fig-alt="A \\"line\\" \\\\ that falls"}

      """
    let first = try #require(snippets(text).first).markdown(ending: "png")
    #expect(first.contains("](fig-a.png){#fig-a width=89mm fig-alt=\"A \\\"line\\\" \\\\ that"))
    let second = try #require(
      snippets(first.replacing("fig-a.png", with: "a.vl.yaml")).first)
    #expect(second.markdown(ending: "png") == first)
  }

  @Test("a figure without caption and id is one picture")
  func plain() throws {
    let snippet = try #require(snippets("![](a.vl.yaml)\n").first)
    #expect(!snippet.latex(ending: "pdf").contains("\\caption"))
    #expect(snippet.markdown(ending: "svg").hasPrefix("![](figure-1.svg){#figure-1 width=150mm"))
  }
}
