import Canvas
import Tables

/// A scale of a known size: from values to places and looks.
enum Scale {
  case continuous(ContinuousScale)
  case band(BandScale)
  case ordinal(OrdinalScale<Visual>)
  case ramp(ContinuousScale, ColorRamp)
  /// Numbers to a few looks, class by class.
  case classes(DiscretizingScale, [Visual])

  /// The place or number of a value, at a share of its band; nil if there is none.
  func number(_ value: Value, band: Double = 0) -> Double? {
    switch self {
    case .continuous(let scale):
      guard let number = value.number, !number.isNaN else { return nil }
      let result = scale.map(number)
      return result.isFinite ? result : nil
    case .band(let scale): return scale.position(of: value).map { $0 + band * scale.bandwidth }
    case .ordinal(let scale): return scale.map(value)?.number
    case .ramp: return nil
    case .classes: return visual(value).number
    }
  }

  /// The look of a value.
  func visual(_ value: Value) -> Visual {
    switch self {
    case .ordinal(let scale): return scale.map(value) ?? .none
    case .ramp(let scale, let ramp):
      guard let number = value.number, !number.isNaN else { return .none }
      return .paint(.color(ramp.color(at: scale.map(number))))
    case .classes(let scale, let visuals):
      guard !visuals.isEmpty, let number = value.number, let index = scale.index(of: number) else {
        return .none
      }
      return visuals[index % visuals.count]
    case .continuous, .band: return number(value).map { .number($0) } ?? .none
    }
  }

  /// The width of a band; 0 for scales without bands.
  var bandwidth: Double {
    if case .band(let scale) = self { scale.bandwidth } else { 0 }
  }

  /// The distance of neighbouring bands or points; 0 for scales without.
  var step: Double {
    if case .band(let scale) = self { scale.step } else { 0 }
  }

  /// Where zero stands, if the domain holds it; otherwise the start of the domain.
  func zero(start: Double) -> Double {
    switch self {
    case .continuous(let scale):
      let place = scale.holdsZero ? scale.map(0) : scale.domain.first.map(scale.map) ?? start
      return place.isFinite ? place : start
    case .band(let scale): return scale.domain.first.flatMap(scale.position) ?? start
    default: return start
    }
  }
}

extension ContinuousScale {
  /// Whether zero lies in the domain and can be mapped.
  fileprivate var holdsZero: Bool {
    if case .log = kind { return false }
    if kind == .time || kind == .utc { return false }
    guard let low = domain.min(), let high = domain.max() else { return false }
    return low <= 0 && high >= 0
  }
}
