import Diagnostics
import Tables

/// Decides the labels of facets.
struct HeaderPlanner {
  let config: ConfigSpec
  let language: String
  let labels: LabelCatalog

  /// The facets that a header names.
  enum Facets: String {
    case row = "headerRow"
    case column = "headerColumn"
    /// Cells that follow each other into the next row.
    case wrap = "headerFacet"

    /// Where labels and titles stand unless the spec says.
    fileprivate var orient: Orient { self == .row ? .left : .top }
  }

  /// The labels of all values of a facet field.
  func labels(
    _ field: FacetField?, _ facets: Facets, log: inout DiagnosticLog
  ) -> [HeaderLabel] {
    guard let field else { return [] }
    return field.values.compactMap { label(field, $0, facets, log: &log) }
  }

  /// The label of one value; nil if headers are switched off, which they never are over single cells
  /// in Vega's look.
  func label(
    _ field: FacetField, _ value: Value, _ facets: Facets, log: inout DiagnosticLog
  ) -> HeaderLabel? {
    let isKept = facets == .wrap && !config.isOurs
    if case .null = field.spec.header, !isKept { return nil }
    let spec = cascade(field, facets)
    let orient = spec.labelOrient ?? spec.orient ?? facets.orient
    guard isKept || spec.labels ?? true else { return nil }
    let rule = LabelFormatRule(
      format: spec.format, formatType: spec.formatType, expression: spec.labelExpr,
      timeUnit: field.binding.timeUnit, bin: field.binding.bin, standsAlone: true)
    let format = rule.format(
      for: nil, type: field.binding.type,
      labels: labels.labels(of: field.binding.descriptor, log: &log), config: config, log: &log)
    let look = GuideLook(config: config, language: language).text(
      styles: ["guide-label"], color: spec.labelColor,
      font: spec.labelFont,
      size: spec.labelFontSize, fontStyle: spec.labelFontStyle, weight: spec.labelFontWeight,
      lineHeight: spec.labelLineHeight, limit: spec.labelLimit)
    let place = Place(
      angle: spec.labelAngle, anchor: spec.labelAnchor?.wrapped, orient: orient, facets: facets)
    return HeaderLabel(
      text: format.text(value), look: look, angle: place.angle,
      align: spec.labelAlign ?? place.align, anchor: place.anchor,
      padding: spec.labelPadding ?? 10, orient: orient,
      baseline: spec.labelBaseline ?? place.baseline,
      isOverCells: facets == .wrap || !facets.orient.isAlong(orient))
  }

  /// The title over all labels; nil if there is none.
  func title(_ field: FacetField?, _ facets: Facets) -> HeaderLabel? {
    guard let field else { return nil }
    if case .null = field.spec.header { return nil }
    let spec = cascade(field, facets)
    let asked = field.spec.header?.wrapped?.title ?? field.spec.title
    let text = asked?.text ?? (spec.title == nil ? field.binding.title : "")
    guard !text.isEmpty else { return nil }
    let look = GuideLook(config: config, language: language).text(
      styles: ["guide-title"], color: spec.titleColor, font: spec.titleFont,
      size: spec.titleFontSize, fontStyle: spec.titleFontStyle, weight: spec.titleFontWeight,
      lineHeight: spec.titleLineHeight, limit: spec.titleLimit)
    let orient = spec.titleOrient ?? spec.orient ?? facets.orient
    let place = Place(
      angle: spec.titleAngle, anchor: spec.titleAnchor?.wrapped, orient: orient, facets: facets)
    return HeaderLabel(
      text: text, look: look, angle: place.angle, align: spec.titleAlign ?? place.align,
      anchor: place.anchor, padding: spec.titlePadding ?? 10, orient: orient,
      baseline: spec.titleBaseline ?? place.baseline,
      isBesideLabels: facets != .wrap && facets.orient.isAlong(orient),
      isAcross: orient != facets.orient)
  }

  /// How a text stands at its side: as far as it is turned, its near end stands there.
  private struct Place {
    var angle: Double
    var anchor: TitleAnchor
    var align: HorizontalAlign
    var baseline: VerticalAlign

    init(angle asked: Double?, anchor asks: TitleAnchor?, orient: Orient, facets: Facets) {
      angle = asked ?? orient.titleAngle
      anchor = asks ?? .middle
      (align, baseline) = (anchor.align, .top)
      guard let asked else { return }
      let isBeside = orient == .left || orient == .right
      let turned = TurnedLabel(angle: asked, orient: isBeside ? .left : .top)
      if anchor == .middle { align = turned.align }
      baseline = turned.baseline
    }
  }

  private func cascade(_ field: FacetField, _ facets: Facets) -> HeaderSpec {
    HeaderSpec.merging([
      config.headers["header"], config.headers[facets.rawValue], field.spec.header?.wrapped,
    ])
  }
}

extension Orient {
  /// Whether another side is this one or the one across.
  fileprivate func isAlong(_ other: Orient) -> Bool {
    let isBeside = self == .left || self == .right
    return isBeside == (other == .left || other == .right)
  }
}
