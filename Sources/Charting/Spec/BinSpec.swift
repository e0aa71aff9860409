import Notation

/// Parameters of bins: `{maxbins: 20, nice: true}`.
struct BinObject: SpecObject {
  var anchor: Double?
  var base: Double?
  var binned: Bool?
  var divide: [Double]?
  var extent: [Double]?
  var maxbins: Double?
  var minstep: Double?
  var nice: Bool?
  var step: Double?
  var steps: [Double]?

  static let noun = "bin parameters"
  static let properties: [Property<BinObject>] = [
    Property("anchor", \.anchor, "A value at which a bin shall start."),
    Property("base", \.base, "The base of the steps. Default: 10."),
    Property("binned", \.binned, "Whether the data are in bins already. Default: false."),
    Property("divide", \.divide, "By what a step may be divided. Default: [5, 2]."),
    Property(
      "extent", \.extent, "The least and the greatest value. Default: by the data.",
      as: NumberPair.self),
    Property("maxbins", \.maxbins, "The most bins. Default: 6 for rows and colours, else 10."),
    Property("minstep", \.minstep, "The least step."),
    Property("nice", \.nice, "Whether the ends are round numbers. Default: true."),
    Property("step", \.step, "The step itself."),
    Property("steps", \.steps, "The steps that may be chosen."),
  ]

  /// What is asked, for a channel.
  func parameters(for channel: Channel?) -> BinRule.Parameters {
    var result = BinRule.Parameters()
    result.maxbins = max(1, maxbins ?? BinObject.maxbins(for: channel))
    result.base = base ?? 10
    result.step = step
    result.steps = steps ?? []
    result.minstep = minstep ?? 0
    result.divide = divide ?? [5, 2]
    result.extent = extent?.count == 2 ? extent : nil
    result.anchor = anchor
    result.nice = nice ?? true
    return result
  }

  /// Positions bear more bins than colours, sizes and panels.
  private static func maxbins(for channel: Channel?) -> Double {
    switch channel {
    case .row, .column, .facet, .size, .color, .fill, .stroke, .strokeWidth, .opacity, .fillOpacity,
      .strokeOpacity, .shape:
      6
    case .strokeDash: 4
    default: 10
    }
  }
}
