import Canvas

/// Decides the title block over a chart and the notes and sources under it.
struct HeadPlanner {
  let config: ConfigSpec
  let language: String

  /// The title of a view.
  ///
  /// Over one plot it stands in the middle of the plot, over several views at the start of them all.
  func head(_ view: ViewSpec) -> HeadPlan {
    let asked = view.title
    let isPlot =
      switch view.content {
      case .unit, .layer: true
      case .facet, .concat: false
      }
    let spec = config.title.merged(with: asked)
    let look = GuideLook(config: config, language: language)
    let orient = spec.orient ?? .top
    // In Vega's look what does not stand in the middle counts from all of the chart.
    let isCentred = config.isOurs || (spec.anchor?.wrapped ?? .middle) == .middle
    let title = asked?.text?.lines ?? []
    // As Vega has it, there is no subtitle without a title.
    let isNamed = config.isOurs || title.contains { !$0.isEmpty }
    return HeadPlan(
      title: title, subtitle: isNamed ? asked?.subtitle?.lines ?? [] : [],
      titleLook: look.text(
        styles: spec.style?.names ?? ["group-title"], color: spec.color, font: spec.font,
        size: spec.fontSize,
        fontStyle: spec.fontStyle, weight: spec.fontWeight, lineHeight: spec.lineHeight,
        limit: spec.limit),
      subtitleLook: look.text(
        styles: ["group-subtitle"], color: spec.subtitleColor, font: spec.subtitleFont,
        size: spec.subtitleFontSize, fontStyle: spec.subtitleFontStyle,
        weight: spec.subtitleFontWeight, lineHeight: spec.subtitleLineHeight),
      anchor: spec.anchor?.wrapped ?? (isPlot ? .middle : .start),
      align: spec.align, isFramedByPlot: spec.frame.map { $0 == .group } ?? (isPlot && isCentred),
      orient: orient, angle: spec.angle ?? orient.titleAngle, baseline: spec.baseline ?? .top,
      offset: spec.offset ?? 4, subtitlePadding: spec.subtitlePadding ?? 3, dx: spec.dx ?? 0,
      dy: spec.dy ?? 0)
  }

  /// Notes first, then the sources of the rows drawn, unless the spec names them.
  func foot(_ chart: ChartSpec, sources: [String]) -> [FootPlan] {
    let look = GuideLook(config: config, language: language).text(styles: ["source"])
    var foot: [FootPlan] = []
    if let note = chart.note {
      let lines = note.lines.joined(separator: " ")
      foot.append(.init(text: (config.figure.noteLabel ?? "") + lines, look: look, role: "note"))
    }
    let named: [String]
    switch chart.source {
    case .null: named = []
    case .value(let lines): named = lines.lines
    case nil: named = sources
    }
    guard !named.isEmpty else { return foot }
    let text = (config.figure.sourceLabel ?? "Source: ") + named.joined(separator: "; ")
    foot.append(.init(text: text.hasSuffix(".") ? text : text + ".", look: look, role: "source"))
    return foot
  }
}

extension Orient {
  /// The angle of titles at this side: beside a chart they run along it.
  var titleAngle: Double {
    switch self {
    case .left: -90
    case .right: 90
    case .top, .bottom: 0
    }
  }
}
