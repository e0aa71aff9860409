import Diagnostics
import Testing

@testable import Reports

func dump(_ blocks: [Block], _ indent: String = "") {
  for b in blocks {
    print(
      indent + String(describing: b.kind).replacing("Diagnostics.", with: "").prefix(600),
      b.place.label)
  }
}
@Test func tree() {
  let text = #"""
    ---
    title: "The *Great* Leap"
    author: [A B, {name: C D, affiliation: X}]
    authr: x
    ---
    # Head {#x}

    Para with *emph* and [link](http://x.org){target=_blank} &amp; more "quoted 'text' here" -- 1958--62...
      second line with *it*[^a] [see @ban84, p. 3; -@peng] and @smith [p. 4] @fig-x. [粮食]{lang=zh-Hans} x^2^ H~2~O

    ::: {.notes}
    hidden
    :::

    ![Cap *tion* [@x]](charts/a.vl.yaml){#fig-grain width=140mm fig-alt="A *b* <c"}

    - item one
      continues *here*
    - two

      ```{vega-lite}
      #| label: fig-b
      #| fig-cap: "A *cap*"
      mark: line
      ```

    | a | b |
    |---|--:|
    | 1 | *2* |
    | 1 | 2 | 3 |
    : Caption {#tbl-x}

    Source: foo

    {{< pagebreak >}}

    [^a]: note *text*

    1958 is \$5 and $x^2$ <b>raw</b>
    """#
  var log = DiagnosticLog()
  let tree = MarkdownReader.read(SourceText(name: "a.md", text: text), log: &log)
  print(tree.metadata.title.plainText, tree.metadata.authors)
  dump(tree.blocks)
  for e in log.entries { print(e.text(.human)) }
}
