// Plan: every default decided, with the data at hand.

import Canvas
import Tables

/// Which scale: a channel in a scope of views that share it.
struct ScaleKey: Hashable, Sendable {
  var channel: Channel
  var scope: Int
}

/// A scale with everything decided but the size of the plot.
struct ScalePlan {
  var key: ScaleKey
  var type: ScaleType
  /// Whether the values are years.
  var isYear: Bool
  var domain: DomainPlan
  var range: RangePlan
  /// What is asked in the place of the range's first and last number.
  var rangeEnds: (first: Double?, last: Double?)
  var nice: Nice
  var reverse: Bool
  var clamp: Bool
  var round: Bool
  /// Pixels that a continuous domain is widened by at both ends.
  var padding: Double
  var paddingInner: Double
  var paddingOuter: Double
  var align: Double
  var base: Double
  var exponent: Double
  var constant: Double
  /// The bounds of the bins that the values stand in; empty for none.
  var bins: [Double] = []

  /// Whether the ends of a domain are rounded, and to about how many ticks.
  enum Nice: Hashable { case off, on, count(Double), every(CalendarInterval) }
}

/// The values that a scale maps.
enum DomainPlan {
  case discrete([Value])
  case continuous([Double])

  /// The values of a discrete domain.
  var values: [Value] {
    switch self {
    case .discrete(let values): values
    case .continuous(let numbers): numbers.map { .number($0) }
    }
  }

  /// The numbers of a continuous domain.
  var numbers: [Double] {
    if case .continuous(let numbers) = self { numbers } else { [] }
  }
}

/// What a scale's values become.
enum RangePlan {
  /// From the left edge of the plot to the right.
  case width
  /// From the lower edge of the plot to the upper, or from the upper to the lower for bands.
  case height
  /// From the middle of the plot to its nearest side.
  case radius
  /// Steps of a fixed length from the start of the plot.
  case step(Double)
  /// The band of another scale.
  case bandwidth(of: ScaleKey)
  /// Two shares of the length that a unit of time has on another scale.
  case unit(TimeUnit, of: ScaleKey, from: Double, to: Double)
  /// The whole side, around its middle.
  case aroundMiddle
  /// Numbers: sizes, opacities, angles, fixed pixels.
  case numbers([Double])
  /// Sizes from a least one to the greatest for which the steps of the plot have room.
  case room(RoomPlan)
  /// One look for each value.
  case visuals([Visual])
  /// A run of colours to interpolate.
  case ramp(ColorRamp)
}

/// The greatest size of marks: as much of the shorter of two steps as they may fill.
struct RoomPlan: Hashable {
  /// How long a step along one side is: some points, or the side's share of a bin.
  enum Step: Hashable {
    case points(Double)
    case bins(Double)

    /// The length on a side.
    func length(on side: Double) -> Double {
      switch self {
      case .points(let points): points
      case .bins(let count): side / max(count, 1)
      }
    }
  }

  /// What the size is: the area of a symbol, or the breadth of a bar.
  enum Measure: Hashable { case area, breadth }

  var least: Double
  var x: Step
  var y: Step
  var measure: Measure
  /// The number of sizes; nil for all between the ends.
  var count: Int?

  /// The sizes in a plot.
  func sizes(in size: Size) -> [Double] {
    let step = min(x.length(on: size.width), y.length(on: size.height))
    // Symbols touch their neighbours nearly; bars leave a point between them.
    let most = measure == .area ? (0.95 * step) * (0.95 * step) : step - 1
    return RoomPlan.sizes(from: least, to: most, count: count)
  }

  /// Sizes between two ends, evenly apart.
  static func sizes(from least: Double, to most: Double, count: Int?) -> [Double] {
    guard let count, count > 1 else { return [least, most] }
    return (0..<count).map { least + Double($0) / Double(count - 1) * (most - least) }
  }
}

/// What a channel can give: a number, a paint, a text, dashes, or nothing.
enum Visual: Hashable, Sendable {
  case none
  case number(Double)
  case paint(Paint)
  case text(String)
  case dash([Double])

  var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  var paint: Paint? {
    if case .paint(let paint) = self { paint } else { nil }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var dash: [Double]? {
    if case .dash(let dash) = self { dash } else { nil }
  }
}

extension ScalePlan {
  /// A value as a guide names it: on a scale of moments a text is a date.
  func value(_ spec: ScalarSpec) -> Value {
    guard type.isTemporal, case .text(let text) = spec.value,
      let moment = DateParsing.lenient(text)
    else { return spec.value }
    return .date(moment)
  }
}
