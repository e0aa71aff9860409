import Canvas
import Tables

extension ScalePlan {
  /// The scale for a plot of a size; `others` are the position scales, for scales inside a band.
  func scale(in size: Size, others: [ScaleKey: Scale]) -> Scale {
    let ends = ends(size, others)
    switch range {
    case .visuals(let visuals):
      if type.isDiscrete { return .ordinal(OrdinalScale(domain: domain.values, range: visuals)) }
      return .ordinal(OrdinalScale(domain: domain.values, range: visuals))
    case .ramp(let ramp):
      let unit = continuous(from: [0, 1], reversed: reverse)
      return .ramp(unit, ramp)
    case .numbers(let numbers) where type == .ordinal:
      return .ordinal(OrdinalScale(domain: domain.values, range: numbers.map { .number($0) }))
    default: break
    }
    if type.isBandLike {
      return .band(
        BandScale(
          domain: domain.values, range: ends, paddingInner: paddingInner,
          paddingOuter: paddingOuter, align: align, round: round))
    }
    return .continuous(continuous(from: ends, reversed: false))
  }

  /// The ends of the range, in points from the start of the side.
  private func ends(_ size: Size, _ others: [ScaleKey: Scale]) -> [Double] {
    var ends: [Double]
    switch range {
    case .width: ends = [0, size.width]
    case .height: ends = type.isDiscrete ? [0, size.height] : [size.height, 0]
    case .step: ends = key.channel == .y ? [0, size.height] : [0, size.width]
    case .bandwidth(let other): ends = [0, others[other]?.bandwidth ?? 0]
    case .numbers(let numbers): ends = numbers.count >= 2 ? numbers : [0, numbers.first ?? 1]
    case .radius: ends = [0, size.radius]
    case .visuals, .ramp: ends = [0, 1]
    }
    if let first = rangeEnds.first, !ends.isEmpty { ends[0] = first }
    if let last = rangeEnds.last, !ends.isEmpty { ends[ends.count - 1] = last }
    return reverse ? ends.reversed() : ends
  }

  private func continuous(from range: [Double], reversed: Bool) -> ContinuousScale {
    var domain = padded(domain.numbers, over: range)
    if domain.isEmpty { domain = [0, 1] }
    let scale = ContinuousScale(
      kind, domain: domain, range: reversed ? range.reversed() : range, clamp: clamp,
      round: round)
    switch nice {
    case .off: return scale
    case .on: return scale.niced(count: 10)
    case .count(let count): return scale.niced(count: count)
    }
  }

  private var kind: ContinuousScale.Kind {
    if isYear { return .year }
    switch type {
    case .log: return .log(base: base)
    case .sqrt: return .sqrt
    case .pow: return .pow(exponent: exponent)
    case .symlog: return .symlog(constant: constant)
    case .time: return .time
    case .utc: return .utc
    case .identity: return .identity
    default: return .linear
    }
  }

  /// A domain widened so that its data keep some points away from the ends of the range.
  private func padded(_ domain: [Double], over range: [Double]) -> [Double] {
    guard padding > 0, let low = domain.first, let high = domain.last, low != high,
      let start = range.first, let end = range.last
    else { return domain }
    let span = abs(end - start)
    guard span > 2 * padding else { return domain }
    let factor = span / (span - 2 * padding)
    let middle = (low + high) / 2
    var result = domain
    result[0] = middle + (low - middle) * factor
    result[result.count - 1] = middle + (high - middle) * factor
    return result
  }
}

extension Scale {
  /// The text of a tick, as precise as the ticks of the scale need.
  var tickText: (Double) -> String {
    switch self {
    case .continuous(let scale): return scale.tickFormat(count: 10, nil).text
    default: return { JSNumber.text($0) }
    }
  }
}
