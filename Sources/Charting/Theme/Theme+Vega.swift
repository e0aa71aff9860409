// Vega-Lite 6's own defaults, from its documentation of `config`.

extension Theme {
  static let vega = Theme(
    name: "vega",
    text: """
      background: white
      padding: 5
      font: sans-serif
      timeFormat: "%b %d, %Y"
      mark: {color: "#4c78a8"}
      rule: {color: black}
      text: {color: black, align: center, baseline: middle, fontSize: 11}
      bar: {binSpacing: 1, continuousBandSize: 5, minBandSize: 0.25, timeUnitBandPosition: 0.5}
      rect: {binSpacing: 0, continuousBandSize: 5, minBandSize: 0.25, timeUnitBandPosition: 0.5}
      tick: {thickness: 1, timeUnitBandPosition: 0.5}
      line: {strokeWidth: 2}
      area: {}
      trail: {size: 2}
      arc: {}
      point: {size: 30, strokeWidth: 2}
      circle: {size: 30, strokeWidth: 2}
      square: {size: 30, strokeWidth: 2}
      image: {}
      geoshape: {}
      errorband: {band: {opacity: 0.3}, borders: false}
      errorbar: {rule: true, ticks: false}
      boxplot: {size: 14, extent: 1.5, box: true, median: {color: white}, outliers: true, rule: true, ticks: false}
      style:
        guide-label: {font: sans-serif, fontSize: 10, fill: black}
        guide-title: {font: sans-serif, fontSize: 11, fontWeight: bold, fill: black}
        group-title: {font: sans-serif, fontSize: 13, fontWeight: bold, fill: black}
        group-subtitle: {font: sans-serif, fontSize: 12, fill: black}
        source: {font: sans-serif, fontSize: 10, fill: "#666"}
      axis:
        domain: true
        domainColor: "#888"
        domainWidth: 1
        gridColor: "#ddd"
        gridWidth: 1
        labels: true
        labelLimit: 180
        labelOffset: 0
        labelPadding: 2
        ticks: true
        tickColor: "#888"
        tickOffset: 0
        tickRound: true
        tickSize: 5
        tickWidth: 1
        titlePadding: 4
        minExtent: 0
        maxExtent: 200
        offset: 0
      axisY: {minExtent: 0}
      axisBand: {tickOffset: 0}
      legend:
        orient: right
        columnPadding: 10
        cornerRadius: 0
        gradientThickness: 16
        gradientOpacity: 1
        gradientStrokeWidth: 0
        gradientLabelOffset: 2
        labelLimit: 160
        labelOffset: 4
        offset: 18
        padding: 0
        rowPadding: 2
        symbolSize: 100
        symbolOffset: 0
        symbolStrokeWidth: 1.5
        symbolBaseStrokeColor: "#888"
        symbolLimit: 30
        titleLimit: 180
        titleOrient: top
        titlePadding: 5
      header: {labelPadding: 10, titlePadding: 10}
      title: {orient: top, offset: 4, subtitlePadding: 3}
      view: {continuousWidth: 300, continuousHeight: 300, step: 20, stroke: "#ddd"}
      facet: {spacing: 20}
      scale:
        pointPadding: 0.5
        barBandPaddingInner: 0.1
        rectBandPaddingInner: 0
        tickBandPaddingInner: 0.25
        bandWithNestedOffsetPaddingInner: 0.2
        bandWithNestedOffsetPaddingOuter: 0.2
        offsetBandPaddingInner: 0
        offsetBandPaddingOuter: 0
        minBandSize: 2
        minFontSize: 8
        maxFontSize: 40
        minOpacity: 0.3
        maxOpacity: 0.8
        minSize: 4
        minStrokeWidth: 1
        maxStrokeWidth: 4
        quantileCount: 4
        quantizeCount: 4
        zero: true
      range:
        category: tableau10
        ordinal: blues
        ramp: blues
        heatmap: yellowgreenblue
        diverging: {scheme: blueorange, extent: [1, 0]}
        symbol: [circle, square, triangle-up, cross, diamond, triangle-right, triangle-down, triangle-left]
      """, variants: [])
}
