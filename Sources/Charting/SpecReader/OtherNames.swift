import Diagnostics

/// Words of other tools for what Vega-Lite names otherwise, for "did you mean".
enum OtherNames {
  /// A hint that names what was probably meant: another word for it, else the nearest name.
  static func hint(for name: String, in known: [String]) -> String? {
    if let meant = table[name.lowercased()]?.first(where: known.contains) {
      return "did you mean '\(meant)'?"
    }
    return Suggestion.hint(for: name, in: known)
  }

  /// What somebody may have meant who wrote the word, most likely first.
  private static let table: [String: [String]] = aggregates.merging(properties, uniquingKeysWith: +)
    .merging(types, uniquingKeysWith: +).merging(marks, uniquingKeysWith: +)

  private static let aggregates: [String: [String]] = [
    "avg": ["mean"], "std": ["stdev"], "stddev": ["stdev"], "sd": ["stdev"], "var": ["variance"],
    "n": ["count"], "length": ["count"], "unique": ["distinct"], "nunique": ["distinct"],
    "total": ["sum"], "first": ["min"], "last": ["max"],
  ]

  private static let properties: [String: [String]] = [
    "alpha": ["opacity"], "linewidth": ["strokeWidth"], "lwd": ["strokeWidth"],
    "dash": ["strokeDash"], "linestyle": ["strokeDash"], "linetype": ["strokeDash"],
    "edgecolor": ["stroke"], "bordercolor": ["stroke"], "border": ["stroke"],
    "markersize": ["size"], "symbol": ["shape"], "marker": ["shape", "point"],
    "position": ["orient"], "location": ["orient"], "side": ["orient"], "placement": ["orient"],
    "label": ["title", "text"], "headline": ["title"], "heading": ["title"],
    "subhead": ["subtitle"], "subheading": ["subtitle"], "footnote": ["note"], "caption": ["note"],
    "credit": ["source"], "credits": ["source"], "limits": ["domain"], "lim": ["domain"],
    "min": ["domainMin"], "max": ["domainMax"], "palette": ["scheme"], "cmap": ["scheme"],
    "colormap": ["scheme"], "colors": ["range"], "colours": ["range"], "breaks": ["values"],
    "tickvals": ["values"], "rotation": ["labelAngle", "angle"], "rotate": ["labelAngle", "angle"],
    "hue": ["color"], "series": ["color", "detail"], "group": ["detail"], "cols": ["columns"],
    "file": ["url"], "path": ["url"], "src": ["url"], "csv": ["url"], "rows": ["values", "row"],
    "dataset": ["name"], "theme": ["config"], "language": ["lang"], "xaxis": ["axis"],
    "orientation": ["orient"], "groupby": ["color", "detail"], "column": ["field"],
    "end": ["stop"], "asc": ["ascending"], "desc": ["descending"],
  ]

  private static let types: [String: [String]] = [
    "time": ["temporal"], "date": ["temporal"], "datetime": ["temporal", "time"],
    "number": ["quantitative"], "numeric": ["quantitative"], "continuous": ["quantitative"],
    "float": ["quantitative"], "integer": ["quantitative"], "int": ["quantitative"],
    "category": ["nominal", "ordinal"], "categorical": ["nominal", "ordinal"],
    "string": ["nominal"], "text": ["nominal"], "factor": ["nominal"],
    "logarithmic": ["log"], "log10": ["log"], "temporal": ["time"], "quantitative": ["linear"],
  ]

  private static let marks: [String: [String]] = [
    "scatter": ["point"], "dot": ["point"], "dots": ["point"], "points": ["point"],
    "column": ["bar"], "columns": ["bar"], "histogram": ["bar"], "barchart": ["bar"],
    "heatmap": ["rect"], "pie": ["arc"], "donut": ["arc"], "label": ["text"],
    "band": ["errorband"], "ribbon": ["area"], "hline": ["rule"], "vline": ["rule"],
    "step": ["line"], "box": ["boxplot"],
  ]
}
