import Diagnostics
import Notation
import Tables

/// What a chart was made of: all that a record of it tells, and from which it could be made again.
public struct ChartTrace: Sendable {
  /// The spec, with the changes for the place where the chart stands.
  public let spec: Node
  /// The name of the theme.
  public let theme: String
  /// The configurations that lie over it.
  public let configs: [Node]
  /// The parameters that were given from outside.
  public let parameters: [GivenParameter]
  /// What it uses of each data file, in order of first use.
  public private(set) var uses: [DataUse]

  init(_ request: ChartRequest, uses: [DataUse]) {
    spec = request.spec
    theme = request.theme ?? Theme.names[0]
    configs = request.configs
    parameters = request.parameters
    self.uses = uses
  }

  /// Adds what else is used of data files, by the texts of the chart.
  public mutating func add(_ more: [DataUse]) {
    for use in more { uses.add(use) }
  }

  /// The file in which the spec stands.
  public var specFile: String { spec.place.source.name }

  /// The digest of the spec, comments and spaces apart.
  public var specDigest: ContentDigest { ContentDigest(of: spec.json.text()) }

  /// The digest of the configurations that lie over the theme.
  public var configDigest: ContentDigest {
    var builder = DigestBuilder()
    for config in configs { builder.add(config.json.text()) }
    return builder.finish()
  }
}
