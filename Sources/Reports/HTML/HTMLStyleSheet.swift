import Canvas

/// How a web page looks: the style of the report for a screen of any width, and for paper.
enum HTMLStyleSheet {
  /// The style sheet of a page.
  ///
  /// Text is set in em, so that it grows with what the reader prefers; widths are in rem.
  static func text(_ style: ReportStyle) -> String {
    variables(style) + page + running + titles(style) + blocks + figures + tables + ends + screens
      + paper(style)
      + print
  }

  /// What makes the page finer in browsers that know it, and that validators do not know yet.
  static let refinements = """
    a{text-decoration-thickness:1px;text-underline-offset:.16em}\
    h1,h2,h3,h4,h5,h6,.subtitle{text-wrap:balance}p,li,figcaption,caption>span{text-wrap:pretty}\
    p{hyphenate-limit-chars:9 4 4}
    """

  private static func variables(_ style: ReportStyle) -> String {
    let isSerif = style.table.family == style.body.family
    return """
      :root {
      --ink: \(style.body.color.css);
      --muted: \(style.byline.color.css);
      --link: \(style.linkColor.css);
      --rule: \(style.ruleColor.css);
      --ground: \(style.codeGround.css);
      --serif: \(families(style.body.family, or: serif));
      --sans: \(families(style.table.family, or: isSerif ? serif : sans));
      --mono: \(families(style.code.family, or: mono));
      }

      """
  }

  private static let serif =
    "'Linux Libertine', 'Libertinus Serif', 'Iowan Old Style', 'Palatino Linotype', Palatino, "
    + "'Noto Serif', Georgia, serif"
  private static let sans = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"
  private static let mono = "ui-monospace, Menlo, Consolas, monospace"

  private static func families(_ family: String, or others: String) -> String {
    // The browser has its own fonts in place of one that is missing, and a name from a theme must not
    // end the style sheet.
    let family = String(family.prefix { $0 != "|" }).trimmed
    return "'\(family.filter { $0.isLetter || $0.isNumber || " -_.".contains($0) })', \(others)"
  }

  private static let page = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: #fff; color: var(--ink); font: 1.25rem/1.45 var(--serif);
    font-variant-numeric: oldstyle-nums; font-kerning: normal; overflow-wrap: break-word; }
    main { max-width: 43rem; margin: 0 auto; padding: 3rem 1rem 5rem; }
    a { color: var(--link); text-decoration: underline; text-decoration-color: #8a9bb0; }
    a:hover { text-decoration-color: currentColor; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
    :target { scroll-margin-top: 1.5rem; }
    li:target { background: #f1efe9; box-shadow: 0 0 0 0.35rem #f1efe9; }
    .skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: #fff;
    font: 1rem var(--sans); z-index: 1; }
    .skip:focus { top: 1rem; }
    .address { overflow-wrap: anywhere; hyphens: none;
    font-variant: lining-nums no-common-ligatures; }
    em em { font-style: normal; }

    """

  private static let running = """
    header { margin-bottom: 2.5rem; }
    h1, h2, h3, h4, h5, h6 { font-weight: 600; line-height: 1.2;
    font-variant-numeric: lining-nums; margin: 1.8em 0 0.4em; }
    h1 { font-size: 2.3em; line-height: 1.12; margin: 0 0 0.3em; }
    article > h1:not(:first-child) { margin-top: 1.4em; }
    h2 { font-size: 1.45em; margin-top: 2em; }
    h3 { font-size: 1.12em; }
    h4, h5, h6 { font-size: 1em; font-weight: 400; font-style: italic; }
    .number { margin-right: 0.35em; }
    p { margin: 0 0 0.75em; hyphens: auto; }
    .subtitle { font-size: 1.24em; line-height: 1.3; margin: 0 0 0.7em; hyphens: none; }
    .byline { color: var(--muted); hyphens: none; }
    .byline > * { display: inline-block; }
    .byline > *:not(:last-child)::after { content: "\\00a0 ·"; }
    .byline.lines > * { display: block; }
    .byline.lines > *:not(:last-child)::after { content: none; }
    .abstract { margin: 1.6rem 0 0; padding-left: 1.2rem; border-left: 3px solid #e3e6ea;
    font-size: 0.95em; }
    .smallcaps { font-variant-caps: small-caps; letter-spacing: 0.02em; }
    .aside { display: block; margin: 0.5em 0 0.5em 1.2rem; padding-left: 0.8rem;
    border-left: 3px solid #e3e6ea; font: 0.74em/1.4 var(--sans); hyphens: none;
    font-variant-numeric: lining-nums; text-align: left; text-indent: 0; }
    .aside p:last-child { margin: 0; }
    .aside-sign { display: none; }
    sup, sub { font-size: 0.7em; line-height: 0; position: relative; vertical-align: baseline; }
    sup { top: -0.45em; }
    sub { bottom: -0.2em; }
    .noteref { font-variant-numeric: lining-nums; font-style: normal; font-weight: 400; }
    .noteref a { text-decoration: none; padding: 0.4em 0.15em; }
    code { font: 0.78em/1.4 var(--mono); font-variant: normal; font-variant-ligatures: none; }

    """

  /// The title as the theme has it on paper.
  private static func titles(_ style: ReportStyle) -> String {
    var rules = ""
    let (title, subtitle) = (style.title, style.subtitle)
    if title.weight != 600 { rules += "header h1 { font-weight: \(title.weight); }\n" }
    if subtitle.italic { rules += ".subtitle { font-style: italic; }\n" }
    if style.titleAlign != .left {
      let side = style.titleAlign == .center ? "center" : "right"
      rules += "header h1, .subtitle, .byline, .abstract-title { text-align: \(side); }\n"
    }
    if style.abstractHasHeading {
      rules += """
        .abstract { border-left: 0; padding: 0 1.2rem; }
        .abstract-title { font-weight: 600; margin-bottom: 0.4em; }

        """
    }
    if style.showsKeywords {
      let inset = style.abstractHasHeading ? "1.2rem" : "0"
      rules += ".keywords { margin: 0.8rem \(inset) 0; font-size: 0.95em; hyphens: none; }\n"
    }
    if !style.body.features.contains(.oldStyleFigures) {
      rules += "body { font-variant-numeric: lining-nums; }\n"
    }
    return rules
  }

  private static let blocks = """
    ul, ol { margin: 0 0 0.75em; padding-left: 1.6em; }
    li > ul, li > ol { margin: 0.2em 0 0; }
    li { margin-bottom: 0.2em; }
    .loose > li { margin-bottom: 0.6em; }
    li > p:last-child { margin-bottom: 0; }
    ul > li::marker { content: "•\\2002"; color: var(--muted); }
    ul ul > li::marker { content: "–\\2002"; }
    blockquote { margin: 1.2em 0 1.2em 1.6em; font-size: 0.95em; }
    pre { margin: 1.2em 0; padding: 0.8rem 1rem; background: var(--ground);
    white-space: pre-wrap; overflow-wrap: anywhere; }
    pre code { font-size: 0.72em; line-height: 1.5; }
    hr { width: 5rem; margin: 2em auto; border: 0; border-top: 1px solid var(--muted); }
    .contents, .list { margin: 0 0 2.5rem; font-size: 0.95em; line-height: 1.35; }
    .contents-title { font-weight: 600; margin-bottom: 0.3em; }
    .contents ul, .list ul { list-style: none; padding: 0; margin: 0; }
    .contents ul ul, .list ul ul { padding-left: 1.2em; }
    .contents li, .list li { margin: 0.25em 0; }
    .contents li::marker, .list li::marker { content: none; }
    .contents a, .list a { text-decoration: none; color: inherit; }
    .contents a:hover, .list a:hover { text-decoration: underline; }

    """

  private static let figures = """
    .figure { margin: 2em 0; }
    figure { margin: 0; }
    figure.center { text-align: center; }
    figure.right { text-align: right; }
    .chart { display: inline-block; width: 100%; height: auto; vertical-align: top;
    overflow: visible; text-rendering: geometricPrecision; font-variant-numeric: normal;
    font-style: normal; font-weight: 400; line-height: 1; letter-spacing: normal; }
    .narrow { display: none; }
    .panels { display: grid; gap: 1.435rem; margin-bottom: 1.2rem; }
    .panels figcaption { margin-top: 0.5em; }
    figcaption, .table-notes, .data { font: 0.74em/1.4 var(--sans);
    font-variant-numeric: lining-nums; hyphens: none; }
    figcaption { margin-top: 0.9em; text-align: left; }
    .label { font-weight: 600; }
    .data { margin-top: 0.5em; color: var(--muted); }
    summary { cursor: pointer; width: fit-content; padding: 0.2em 0; }
    summary:hover { color: var(--link); }
    .data[open] { color: inherit; }
    .data table { font-size: 0.96em; width: auto; min-width: min(100%, 20rem); margin-top: 0.8em; }
    .data th, .data td { padding-top: 0.18em; padding-bottom: 0.18em; }
    .data p { margin: 0.5em 0; hyphens: none; }

    """

  private static let tables = """
    .table { margin: 2em 0; }
    .scroll { overflow-x: auto; background:
    linear-gradient(to left, #fff 40%, #fff0) right / 2.5rem 100% no-repeat local,
    linear-gradient(to left, #1a1d2133, #1a1d2100) right / 0.6rem 100% no-repeat scroll; }
    table { border-collapse: collapse; width: 100%; font: 0.74em/1.35 var(--sans);
    font-variant-numeric: lining-nums tabular-nums; border-bottom: 1.5px solid var(--rule);
    hyphens: none; overflow-wrap: normal; }
    caption { text-align: left; padding: 0 0 0.6em; line-height: 1.4; }
    caption > span { display: block; position: sticky; left: 0;
    max-width: min(100%, calc(100vw - 2rem)); }
    thead { border-top: 1.5px solid var(--rule); border-bottom: 1px solid var(--rule); }
    tbody:first-of-type { border-top: 1.5px solid var(--rule); }
    thead + tbody { border-top: 0; }
    th, td { padding: 0.34em 0.45em; text-align: left; vertical-align: top; font-weight: 400; }
    thead th, thead td { font-weight: 600; vertical-align: bottom; }
    th:first-child, td:first-child { padding-left: 0; }
    th:last-child, td:last-child { padding-right: 0; }
    tbody tr + tr > * { border-top: 1px solid #e3e6ea; }
    .subhead th { font-weight: 600; padding-top: 0.8em; }
    .unit { display: block; font-weight: 400; color: var(--muted); font-size: 0.9em; }
    .center { text-align: center; }
    .numeric { text-align: right; }
    tbody .numeric { white-space: nowrap; }
    [data-pad]::after { content: attr(data-pad); visibility: hidden; }
    .numeric .noteref { display: inline-block; width: 0; }
    .scroll th[scope="row"] { position: sticky; left: 0; background: #fff; min-width: 9.5em; }
    .table-notes { color: var(--muted); margin-top: 0.5em; font-size: 0.68em; }
    .table-notes p { margin: 0 0 0.2em; hyphens: none; }

    """

  private static let ends = """
    .references { list-style: none; padding: 0; font-size: 0.92em; line-height: 1.38; }
    .references li { padding-left: 1.4em; text-indent: -1.4em; margin-bottom: 0.45em; }
    .references li::marker { content: none; }
    .notes { margin-top: 3.5rem; border-top: 1px solid #8a929c; font-size: 0.88em; }
    .notes h1, .notes h2 { font-size: 1.2em; margin-top: 1.2em; }
    .notes ol { padding-left: 1.8em; }
    .notes li { margin-bottom: 0.5em; }
    .notes li::marker { font-variant-numeric: lining-nums; color: var(--muted); }
    .notes a[role="doc-backlink"] { padding: 0 0.25em; }
    .page-break { display: none; }

    """

  private static let screens = """
    @media screen and (max-width: 37.5rem) {
    body { font-size: 1.125rem; }
    main { padding-top: 1.5rem; }
    h1 { font-size: 1.8em; }
    h2 { font-size: 1.3em; }
    blockquote { margin-left: 1em; }
    .wide { display: none; }
    .panels { display: block; margin: 0; }
    .panels figure { margin-bottom: 1.5rem; }
    .narrow { display: inline-block; max-width: 30rem; }
    figcaption, table, .data { font-size: 0.8em; }
    .data table { font-size: 0.96em; }
    .scroll table { font-size: 0.74em; }
    }
    @media screen and (min-width: 43rem) {
    .outset > figure, .table.outset { width: min(57.4rem, calc(100vw - 2rem));
    margin-left: calc((41rem - min(57.4rem, calc(100vw - 2rem))) / 2); }
    }
    @media screen and (min-width: 80rem) {
    .contents ~ .outset > figure, .contents ~ .table.outset { margin-left: 0; }
    .contents { float: left; position: sticky; top: 2rem; width: 15rem; margin: 0 2rem 0 -17rem;
    max-height: calc(100vh - 4rem); overflow-y: auto; font: 0.7em/1.35 var(--sans);
    color: var(--muted); }
    .contents-title { color: var(--ink); }
    .aside { float: right; clear: right; width: 13rem; margin: 0.3em -15.5rem 0.8em 0; }
    }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

    """

  /// Paper as the briefing has it: the same size, margins and type.
  private static func paper(_ style: ReportStyle) -> String {
    func points(_ number: Double) -> String { NumberText.decimal(number, places: 2) + "pt" }
    let margins = style.page.margins
    let sides = [margins.top, margins.right, margins.bottom, margins.left].map(points)
    return """
      @page { size: \(points(style.page.size.width)) \(points(style.page.size.height));
      margin: \(sides.joined(separator: " ")); }
      @media print {
      html { font-size: \(points(style.columnWidth / HTMLFigure.textRem)); }
      body { font-size: \(points(style.body.size));
      line-height: \(points(style.body.leading)); }
      }

      """
  }

  private static let print = """
    @media print {
    main { max-width: none; padding: 0; }
    p { margin: 0; text-indent: 1.33em; text-align: justify; orphans: 2; widows: 2; }
    h1 + p, h2 + p, h3 + p, h4 + p, h5 + p, h6 + p, header p, .abstract p:first-child, li > p,
    blockquote p:first-child, .contents p, .table-notes p, hr + p { text-indent: 0; }
    .subtitle, .byline, .table-notes p, .contents p { text-align: left; }
    h1, h2, h3, h4, h5, h6, caption, .contents-title { break-after: avoid; }
    figure, .figure, tr, pre, li { break-inside: avoid; }
    thead { display: table-header-group; }
    .figure, .table { margin: 14pt 0; }
    .scroll { overflow: visible; }
    .skip, .data, a[role="doc-backlink"] { display: none; }
    .page-break { display: block; break-after: page; }
    a { color: inherit; text-decoration: none; }
    a[href^="http"]:not(.address)::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
    .references a[href^="http"]::after { content: none; }
    }

    """
}
