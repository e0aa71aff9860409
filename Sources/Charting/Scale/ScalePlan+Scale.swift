import Canvas
import Tables

extension ScalePlan {
  /// The scale for a plot of a size; `others` are the position scales, for scales inside a band.
  func scale(in size: Size, others: [ScaleKey: Scale]) -> Scale {
    switch range {
    case .visuals(let visuals): return looks(reverse ? visuals.reversed() : visuals)
    case .ramp(let ramp): return colors(ramp)
    case .numbers, .room:
      guard type == .ordinal || type.isDiscretizing else { break }
      return looks(spread(ends(size, others)).map { .number($0) })
    default: break
    }
    let ends = ends(size, others)
    if type.isBandLike {
      return .band(
        BandScale(
          domain: domain.values, range: ends, paddingInner: paddingInner,
          paddingOuter: paddingOuter, align: align, round: round))
    }
    return .continuous(continuous(from: ends))
  }

  /// Numbers of classes evenly apart between ends that are asked for.
  private func spread(_ numbers: [Double]) -> [Double] {
    guard rangeEnds.first != nil || rangeEnds.last != nil, let first = numbers.first,
      let last = numbers.last
    else { return numbers }
    return RoomPlan.sizes(from: first, to: last, count: numbers.count)
  }

  /// Single looks: one for each value, or one for each class of numbers.
  private func looks(_ visuals: [Visual]) -> Scale {
    let numbers = domain.numbers
    switch type {
    case .quantize:
      let ends = continuous(from: [0, 1]).domain
      return .classes(.quantize(domain: ends, count: visuals.count), visuals)
    case .quantile: return .classes(.quantile(of: numbers, count: visuals.count), visuals)
    case .threshold: return .classes(.threshold(numbers), visuals)
    case .binOrdinal: return .classes(.binOrdinal(bins.isEmpty ? numbers : bins), visuals)
    default: return .ordinal(OrdinalScale(domain: domain.values, range: visuals))
    }
  }

  /// Colours by number: two or three numbers share a whole ramp, more have a colour each.
  private func colors(_ ramp: ColorRamp) -> Scale {
    let count = min(max(domain.numbers.count, 2), max(ramp.colors.count, 2))
    let stops = domain.numbers.count <= 3 ? max(2, domain.numbers.count) : count
    let shares = (0..<stops).map { Double($0) / Double(stops - 1) }
    var used = ramp
    if domain.numbers.count > 3, ramp.colors.count > stops {
      used = ColorRamp(colors: Array(ramp.colors.prefix(stops)), interpolation: ramp.interpolation)
    }
    return .ramp(continuous(from: shares), reverse ? used.reversed : used)
  }

  /// The ends of the range, in points from the start of the side.
  private func ends(_ size: Size, _ others: [ScaleKey: Scale]) -> [Double] {
    var ends: [Double]
    switch range {
    case .width: ends = [0, size.width]
    case .height: ends = type.isDiscrete ? [0, size.height] : [size.height, 0]
    case .step: ends = key.channel == .y ? [0, size.height] : [0, size.width]
    case .bandwidth(let other): ends = [0, others[other]?.bandwidth ?? 0]
    case .unit(let unit, let other, let from, let to):
      let length = others[other]?.length(of: unit) ?? 0
      ends = [from * length, to * length]
    case .aroundMiddle:
      let side = key.channel == .yOffset ? size.height : size.width
      ends = [-side / 2, side / 2]
    case .numbers(let numbers): ends = numbers.count >= 2 ? numbers : [0, numbers.first ?? 1]
    case .room(let room): ends = room.sizes(in: size)
    case .radius: ends = [0, size.radius]
    case .visuals, .ramp: ends = [0, 1]
    }
    if let first = rangeEnds.first, !ends.isEmpty { ends[0] = first }
    if let last = rangeEnds.last, !ends.isEmpty { ends[ends.count - 1] = last }
    return reverse ? ends.reversed() : ends
  }

  private func continuous(from range: [Double]) -> ContinuousScale {
    let numbers = domain.numbers.isEmpty ? [0, 1] : domain.numbers
    let scale = ContinuousScale(kind, domain: numbers, range: range, clamp: clamp, round: round)
      .padded(by: padding)
    switch nice {
    case .off: return scale
    case .on: return scale.niced(count: 10)
    case .count(let count): return scale.niced(count: count)
    case .every(let interval):
      let isTime = scale.kind == .time || scale.kind == .utc
      return isTime ? scale.niced(every: interval) : scale.niced(count: 10)
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
}

extension Scale {
  /// How long a unit of time is on the scale: all are taken to be as long as the first of 2001, as
  /// Vega-Lite does.
  fileprivate func length(of unit: TimeUnit) -> Double? {
    let start = CivilDate(year: 2001).moment
    guard let end = unit.end(ofUnitAt: start), let from = number(.date(start)),
      let to = number(.date(end))
    else { return nil }
    return to - from
  }

  /// The text of a tick, as precise as the ticks of the scale need.
  var tickText: (Double) -> String {
    switch self {
    case .continuous(let scale): return scale.tickFormat(count: 10, nil).text
    default: return { JSNumber.text($0) }
    }
  }
}
