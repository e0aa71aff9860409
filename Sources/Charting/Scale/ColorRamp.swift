// Scale: shares to colours.

import Canvas

/// A way through several colours, evenly spaced.
struct ColorRamp: Sendable, Hashable {
  /// The colours, from the start to the end.
  let colors: [Color]
  /// How the colours between are made.
  let interpolation: ColorInterpolation
  /// Where on the way the ramp starts and ends, as shares; the start may lie after the end.
  let extent: ClosedExtent

  /// Two shares of a way.
  struct ClosedExtent: Sendable, Hashable {
    /// The share at the start.
    var start = 0.0
    /// The share at the end.
    var end = 1.0
  }

  /// Creates a ramp.
  init(
    colors: [Color], interpolation: ColorInterpolation = .rgb(gamma: 1),
    extent: ClosedExtent = ClosedExtent()
  ) {
    self.colors = colors
    self.interpolation = interpolation
    self.extent = extent
  }

  /// The colour at a share of the way; NaN has the first colour.
  ///
  /// Outside, the way goes on as it ends, as in Vega; where colours are not mixed part by part, its
  /// ends go on.
  func color(at share: Double) -> Color {
    guard let first = colors.first else { return .black }
    guard colors.count > 1, !share.isNaN else { return first }
    let isOpen = interpolation == .rgb(gamma: 1)
    let place =
      extent.start + (isOpen ? share : min(max(share, 0), 1)) * (extent.end - extent.start)
    let position = (isOpen ? place : min(max(place, 0), 1)) * Double(colors.count - 1)
    let index = min(max(Int(whole: position.rounded(.down)) ?? 0, 0), colors.count - 2)
    return interpolation.color(
      from: colors[index], to: colors[index + 1], at: position - Double(index))
  }

  /// Some colours of the ramp, none of them an end, as Vega samples a ramp for single values.
  ///
  ///     ramp.samples(3)   // the colours at 1/4, 2/4 and 3/4
  func samples(_ count: Int) -> [Color] {
    let count = min(max(count, 0), Int(Ticks.limit))
    return (0..<count).map { color(at: Double($0 + 1) / Double(count + 1)) }
  }

  /// Some colours of the ramp, from its first to its last.
  func steps(_ count: Int) -> [Color] {
    let count = min(max(count, 0), Int(Ticks.limit))
    return (0..<count).map { color(at: count > 1 ? Double($0) / Double(count - 1) : 0.5) }
  }

  /// The ramp from its end to its start.
  var reversed: ColorRamp {
    ColorRamp(
      colors: colors, interpolation: interpolation,
      extent: ClosedExtent(start: extent.end, end: extent.start))
  }

  /// A part of the ramp, between two shares of it (Vega's `extent`).
  func part(from start: Double, to end: Double) -> ColorRamp {
    let length = extent.end - extent.start
    return ColorRamp(
      colors: colors, interpolation: interpolation,
      extent: ClosedExtent(
        start: extent.start + start * length, end: extent.start + end * length))
  }
}
