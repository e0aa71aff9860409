// Normalize: a spec into a smaller grammar, so that later phases see fewer kinds of view.

import Diagnostics
import Notation

/// Rewrites a view: facet channels become facets, composite marks and overlays become layers.
///
/// The order counts: a facet holds whatever its view becomes, and the layers of a composite mark
/// have overlays of their own.
func normalize(_ view: ViewSpec, config: ConfigSpec, _ reader: inout SpecReader) -> ViewSpec {
  var result = view
  switch view.content {
  case .facet(let facet, let child):
    result.content = .facet(facet, normalize(child, config: config, &reader))
    return result
  case .concat(let concat, let views):
    result.content = .concat(concat, views.map { normalize($0, config: config, &reader) })
    return result
  case .layer, .unit:
    if let faceted = FacetChannels.rewrite(view) {
      return normalize(faceted, config: config, &reader)
    }
  }
  switch view.content {
  case .layer(let layers):
    let inner = layers.map { layer -> ViewSpec in
      var layer = layer
      layer.encoding = layer.encoding.inheriting(view.encoding)
      if let shared = view.projection { layer.projection = shared.merged(with: layer.projection) }
      return normalize(layer, config: config, &reader)
    }
    result.content = .layer(inner)
    result.encoding = EncodingSpec()
    return result
  case .unit(let mark):
    for rewrite in markRewrites {
      if let rewritten = rewrite(view, mark, config, &reader) {
        return normalize(rewritten, config: config, &reader)
      }
    }
    return result
  case .facet, .concat: return result
  }
}

/// A rewrite of a unit view; nil if it does not apply.
typealias MarkRewrite =
  @Sendable (ViewSpec, MarkSpec, ConfigSpec, inout SpecReader) -> ViewSpec?

private let markRewrites: [MarkRewrite] = [
  BoxPlot.rewrite, ErrorBand.rewrite, ErrorBar.rewrite, EstimatesMark.rewrite, PathOverlay.rewrite,
]

/// Row, column and facet channels become a facet around the view.
enum FacetChannels {
  static func rewrite(_ view: ViewSpec) -> ViewSpec? {
    let channels: [Channel] = [.row, .column, .facet]
    guard channels.contains(where: { view.encoding[$0] != nil }) else { return nil }
    var facet = FacetSpec(
      row: view.encoding[.row], column: view.encoding[.column], wrap: view.encoding[.facet])
    facet.columns = facet.wrap?.columns
    facet.layout = layout(row: facet.row, column: facet.column)
    if let wrap = facet.wrap {
      facet.layout = GridSpec(
        spacing: wrap.spacing, align: wrap.align, center: wrap.center)
    }
    var child = view
    for channel in channels { child.encoding.remove(channel) }
    child.title = nil
    child.data = nil
    child.transform = []
    child.name = nil
    child.resolve = ResolveSpec()
    var result = ViewSpec(content: .facet(facet, child), place: view.place)
    result.title = view.title
    result.data = view.data
    result.transform = view.transform
    result.resolve = view.resolve
    result.name = view.name
    return result
  }

  /// What the channels say of their own direction: rows of the rows, columns of the columns.
  private static func layout(row: ChannelSpec?, column: ChannelSpec?) -> GridSpec {
    func own<A, B>(_ value: Either<A, B>?) -> A? {
      if case .a(let own) = value { own } else { nil }
    }
    var layout = GridSpec()
    let spacing = RowColumnSpacing(row: own(row?.spacing), column: own(column?.spacing))
    if spacing.row != nil || spacing.column != nil { layout.spacing = .b(spacing) }
    let align = RowColumnAlign(row: own(row?.align), column: own(column?.align))
    if align.row != nil || align.column != nil { layout.align = .b(align) }
    let center = RowColumnCenter(row: own(row?.center), column: own(column?.center))
    if center.row != nil || center.column != nil { layout.center = .b(center) }
    return layout
  }
}

extension Place {
  /// The first line of a long place, for messages about a whole object.
  var head: Place {
    let line = source.lineRange(at: range.lowerBound)
    let end = min(range.upperBound, max(line.upperBound, range.lowerBound + 1))
    return Place(source: source, range: range.lowerBound..<end)
  }
}
