import Diagnostics
import Tables

/// Decides the labels of facets.
struct HeaderPlanner {
  let config: ConfigSpec
  let language: String
  let labels: LabelCatalog

  /// The labels of all values of a facet field.
  func labels(_ field: FacetField?, row: Bool, log: inout DiagnosticLog) -> [HeaderLabel] {
    guard let field else { return [] }
    return field.values.compactMap { label(field, $0, row: row, log: &log) }
  }

  /// The label of one value; nil if headers are switched off.
  func label(
    _ field: FacetField, _ value: Value, row: Bool, log: inout DiagnosticLog
  ) -> HeaderLabel? {
    if case .null = field.spec.header { return nil }
    let spec = cascade(field, row: row)
    guard spec.labels ?? true else { return nil }
    let rule = LabelFormatRule(
      format: spec.format, formatType: spec.formatType, expression: spec.labelExpr,
      timeUnit: field.binding.timeUnit, bin: field.binding.bin, standsAlone: true)
    let format = rule.format(
      for: nil, type: field.binding.type,
      labels: labels.labels(of: field.binding.descriptor, log: &log), config: config, log: &log)
    let look = GuideLook(config: config, language: language).text(
      styles: ["guide-label"], color: spec.labelColor, font: spec.labelFont,
      size: spec.labelFontSize, fontStyle: spec.labelFontStyle, weight: spec.labelFontWeight,
      lineHeight: spec.labelLineHeight, limit: spec.labelLimit)
    return HeaderLabel(
      text: format.text(value), look: look, angle: spec.labelAngle ?? (row ? -90 : 0),
      align: spec.labelAlign ?? (row && spec.labelAngle == 0 ? .right : .center),
      anchor: spec.labelAnchor?.wrapped ?? .middle,
      padding: spec.labelPadding ?? 10)
  }

  /// The title over all labels; nil if there is none.
  func title(_ field: FacetField?, row: Bool) -> HeaderLabel? {
    guard let field else { return nil }
    if case .null = field.spec.header { return nil }
    let spec = cascade(field, row: row)
    let asked = field.spec.header?.wrapped?.title ?? field.spec.title
    let text = asked?.text ?? (spec.title == nil ? field.binding.title : "")
    guard !text.isEmpty else { return nil }
    let look = GuideLook(config: config, language: language).text(
      styles: ["guide-title"], color: spec.titleColor, font: spec.titleFont,
      size: spec.titleFontSize, fontStyle: spec.titleFontStyle, weight: spec.titleFontWeight,
      lineHeight: spec.titleLineHeight, limit: spec.titleLimit)
    return HeaderLabel(
      text: text, look: look, angle: spec.titleAngle ?? (row ? -90 : 0),
      align: spec.titleAlign ?? .center, anchor: spec.titleAnchor?.wrapped ?? .middle,
      padding: spec.titlePadding ?? 10)
  }

  private func cascade(_ field: FacetField, row: Bool) -> HeaderSpec {
    HeaderSpec.merging([
      config.headers["header"], config.headers[row ? "headerRow" : "headerColumn"],
      field.spec.header?.wrapped,
    ])
  }
}
