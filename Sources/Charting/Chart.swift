import Canvas
import Diagnostics
import Notation

/// A chart to be drawn: a spec and what the place where it will stand asks of it.
public struct ChartRequest {
  /// The Vega-Lite spec, as read from JSON or YAML.
  public var spec: Node
  /// Where data files are read.
  public var files: SourceFiles
  /// The width of the whole picture, guides included, in points; nil leaves it to the spec.
  public var width: Double?
  /// The height of the whole picture, in points; nil leaves it to the spec or the width.
  public var height: Double?
  /// The name of a theme; nil is Playfair's own.
  public var theme: String?
  /// The language of texts that name none, as a BCP 47 tag.
  public var language: String

  /// Creates a request.
  public init(
    spec: Node, files: SourceFiles, width: Double? = nil, height: Double? = nil,
    theme: String? = nil, language: String = "en"
  ) {
    self.spec = spec
    self.files = files
    self.width = width
    self.height = height
    self.theme = theme
    self.language = language
  }
}

/// A chart that has been drawn, with what a page wants to know of it.
public struct DrawnChart: Sendable {
  /// The picture.
  public var scene: Scene
  /// What the chart shows, in words, drafted from the data.
  public var alternative: String
  /// The attributions of the sources of the rows drawn, in order of first use.
  public var sources: [String]
  /// The keys of those sources in the Data Package, in order of first use.
  public var sourceKeys: [String]

  /// Creates a drawn chart.
  public init(scene: Scene, alternative: String, sources: [String], sourceKeys: [String]) {
    self.scene = scene
    self.alternative = alternative
    self.sources = sources
    self.sourceKeys = sourceKeys
  }
}

/// Draws a chart; nil if there were errors, which are in the log.
public func drawChart(
  _ request: ChartRequest, text: TextEngine, log: inout DiagnosticLog
) -> DrawnChart? {
  nil
}
