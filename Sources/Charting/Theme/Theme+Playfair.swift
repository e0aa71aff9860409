// Playfair's own look, in points at final size: quiet guides, strong data, words beside marks.

extension Theme {
  static let playfair = Theme(
    name: "playfair",
    text: """
      background: null
      padding: 0
      font: Inter
      mark: {color: "#0d3a6a"}
      rule: {color: "#5b6470", strokeWidth: 0.75}
      text: {color: "#1a1d21", align: center, baseline: middle, font: Inter, fontSize: 7.5, fontWeight: 500, halo: {color: white, width: 2.2}}
      bar: {binSpacing: 0.5, continuousBandSize: 6, minBandSize: 0.25, timeUnitBandPosition: 0.5}
      rect: {binSpacing: 0, continuousBandSize: 6, minBandSize: 0.25, timeUnitBandPosition: 0.5}
      tick: {thickness: 1, timeUnitBandPosition: 0.5, continuousBandSize: 15}
      line: {strokeWidth: 1.6, strokeJoin: round, strokeCap: butt}
      area: {opacity: 1, fillOpacity: 0.85}
      trail: {size: 2}
      arc: {}
      point: {size: 14, strokeWidth: 1.2, opacity: 1, filled: true}
      circle: {size: 18, opacity: 1}
      square: {size: 18, opacity: 1}
      errorband: {band: {fillOpacity: 0.13}, borders: false}
      errorbar: {rule: true, ticks: false}
      boxplot: {size: 10, extent: 1.5, box: true, median: {color: white}, outliers: true, rule: true, ticks: false}
      estimates: {size: 3.2}
      style:
        guide-label: {font: Inter, fontSize: 7.5, fill: "#5b6470"}
        guide-title: {font: Inter, fontSize: 7.5, fontWeight: normal, fill: "#5b6470"}
        group-title: {font: Inter, fontSize: 11.5, fontWeight: 600, fill: "#1a1d21", lineHeight: 14}
        group-subtitle: {font: Inter, fontSize: 8, fill: "#5b6470", lineHeight: 10}
        panel-title: {font: Inter, fontSize: 8, fontWeight: 600, fill: "#1a1d21"}
        source: {font: Inter, fontSize: 6.5, fill: "#5b6470", lineHeight: 9}
        direct-label: {font: Inter, fontSize: 7.5, fontWeight: 600}
        period: {font: Inter, fontSize: 7, fontWeight: normal, fill: "#5b6470", baseline: bottom, dy: -4}
        period-area: {fill: "#f1efe9"}
        reference-line: {stroke: "#993222", strokeWidth: 0.75, strokeDash: [2, 2]}
        secondary: {font: Inter, fontSize: 7, fontWeight: normal, fill: "#5b6470"}
        band: {fillOpacity: 0.13, opacity: 1}
        context: {stroke: "#8a929c", strokeWidth: 1}
        hollow: {filled: false, fill: white, strokeWidth: 1.2}
        line-point: {size: 9, strokeWidth: 1}
        named-point: {size: 23, stroke: white, strokeWidth: 0.8}
        callout: {fontWeight: 600}
        cell: {stroke: null}
      axis:
        domain: true
        domainColor: "#8a929c"
        domainWidth: 0.75
        gridColor: "#e3e6ea"
        gridWidth: 0.5
        labels: true
        labelAngle: 0
        labelLimit: 0
        labelOffset: 0
        labelPadding: 3
        ticks: true
        tickColor: "#8a929c"
        tickOffset: 0
        tickRound: false
        tickSize: 3
        tickWidth: 0.5
        translate: 0
        titlePadding: 4
        minExtent: 0
        maxExtent: 1000
        offset: 0
      axisYQuantitative: {domain: false, ticks: false, labelPadding: 5}
      axisXQuantitative: {domain: false, ticks: false}
      axisTemporal: {grid: false, title: null}
      axisY: {titleAngle: 0, titleAnchor: end, titlePadding: 8}
      axisX: {titleAnchor: end}
      axisBand: {ticks: false, tickOffset: 0, title: null}
      axisPoint: {title: null}
      legend:
        orient: direct
        columnPadding: 12
        cornerRadius: 0
        gradientLength: 120
        gradientThickness: 6
        gradientOpacity: 1
        gradientStrokeWidth: 0
        gradientLabelOffset: 4
        gridAlign: all
        labelAlign: left
        labelBaseline: middle
        labelColor: "#1a1d21"
        labelLimit: 0
        labelOffset: 4
        offset: 8
        padding: 0
        rowPadding: 3
        symbolSize: 36
        symbolOffset: 0
        symbolStrokeWidth: 1.6
        symbolBaseFillColor: transparent
        symbolBaseStrokeColor: "#8a929c"
        symbolLimit: 30
        title: null
        titleLimit: 0
        titleOrient: top
        titlePadding: 4
      header: {labelPadding: 6, titlePadding: 6, title: null, labelFontSize: 8, labelFontWeight: 600, labelColor: "#1a1d21", labelAnchor: start, labelAngle: 0}
      headerRow: {labelAlign: left}
      title: {orient: top, anchor: start, frame: bounds, offset: 15, subtitlePadding: 5}
      view: {continuousWidth: 330, continuousHeight: 205, step: 14, stroke: null}
      facet: {spacing: 16}
      scale:
        pointPadding: 0.5
        barBandPaddingInner: 0.2857
        rectBandPaddingInner: 0
        tickBandPaddingInner: 0.25
        bandWithNestedOffsetPaddingInner: 0.35
        bandWithNestedOffsetPaddingOuter: 0.175
        offsetBandPaddingInner: 0
        offsetBandPaddingOuter: 0
        minBandSize: 2
        minFontSize: 7
        maxFontSize: 24
        minOpacity: 0.3
        maxOpacity: 0.9
        minSize: 6
        minStrokeWidth: 0.75
        maxStrokeWidth: 4
        quantileCount: 4
        quantizeCount: 4
        zero: true
      range:
        category: playfair
        ordinal: playfair-sequential
        ramp: playfair-sequential
        heatmap: playfair-sequential
        diverging: playfair-diverging
        symbol: [circle, square, triangle-up, diamond, cross]
        strokeDash: [[], [6, 2], [4, 2], [1.5, 2], [8, 2, 1.5, 2], [8, 2, 1.5, 2, 1.5, 2]]
      projection: {precision: 0.1}
      figure: {width: 425.2, aspect: 0.62, plotGap: 14, rowStep: 11.2, quietGuides: true, sourceLabel: "Source: ", noteLabel: "Note: "}
      """,
    variants: [.column, .slide])
}

extension Theme.Variant {
  /// One column of a journal: up to 115 mm.
  fileprivate static let column = Theme.Variant(
    widths: 0...326,
    text: """
      text: {fontSize: 6.5}
      style:
        guide-label: {fontSize: 6.5}
        guide-title: {fontSize: 6.5}
        group-title: {fontSize: 9, lineHeight: 11}
        group-subtitle: {fontSize: 7, lineHeight: 8.5}
        panel-title: {fontSize: 7}
        source: {fontSize: 6, lineHeight: 8}
        direct-label: {fontSize: 6.5}
        period: {fontSize: 6}
        secondary: {fontSize: 6}
      header: {labelFontSize: 7}
      title: {offset: 12}
      figure: {aspect: 0.75, plotAspect: 0.56, plotGap: 12}
      """)

  /// A slide of 13.333 in; and everything wider than a page.
  fileprivate static let slide = Theme.Variant(
    isForSlides: true,
    widths: 640...1_000_000,
    text: """
      line: {strokeWidth: 3}
      point: {size: 64, strokeWidth: 2}
      circle: {size: 64}
      text: {fontSize: 16, halo: {color: white, width: 4}}
      rule: {strokeWidth: 1.5}
      estimates: {size: 7}
      style:
        guide-label: {fontSize: 16}
        guide-title: {fontSize: 16}
        group-title: {fontSize: 30, lineHeight: 36}
        group-subtitle: {fontSize: 18, lineHeight: 22}
        panel-title: {fontSize: 18}
        source: {fontSize: 12, lineHeight: 15}
        direct-label: {fontSize: 18}
        period: {fontSize: 14}
        secondary: {fontSize: 14}
        line-point: {size: 40, strokeWidth: 2}
        named-point: {size: 90, strokeWidth: 1.6}
      axis: {domainWidth: 1.5, gridWidth: 1, tickWidth: 1, tickSize: 6, labelPadding: 6}
      header: {labelFontSize: 18, labelPadding: 10}
      legend: {symbolSize: 150, symbolStrokeWidth: 3, columnPadding: 24, labelOffset: 8}
      title: {offset: 24, subtitlePadding: 8}
      figure: {aspect: 0.5625, plotGap: 24, rowStep: 22}
      """)
}
