import Tables

/// The lines of a net of meridians and parallels.
struct Graticule {
  /// West, south, east and north, in degrees.
  typealias Extent = (west: Double, south: Double, east: Double, north: Double)

  var extentMajor: Extent = (-180, -90 + Angle.tiny, 180, 90 - Angle.tiny)
  var extentMinor: Extent = (-180, -80 - Angle.tiny, 180, 80 + Angle.tiny)
  /// Degrees between the meridians and the parallels.
  var stepMajor = (x: 90.0, y: 360.0)
  var stepMinor = (x: 10.0, y: 10.0)
  /// Degrees between the points of a parallel.
  var precision = 2.5

  /// All lines, the major ones first.
  var geometry: Geometry {
    let (major, minor) = (extentMajor, extentMinor)
    var lines: [[GeoPoint]] = []
    for x in multiples(of: stepMajor.x, major.west, major.east) { lines.append(meridian(x, major)) }
    for y in multiples(of: stepMajor.y, major.south, major.north) {
      lines.append(parallel(y, major))
    }
    for x in multiples(of: stepMinor.x, minor.west, minor.east)
    where !isMultiple(x, of: stepMajor.x) { lines.append(meridian(x, minor)) }
    for y in multiples(of: stepMinor.y, minor.south, minor.north)
    where !isMultiple(y, of: stepMajor.y) { lines.append(parallel(y, minor)) }
    return Geometry(parts: lines.map { .line($0) })
  }

  private func isMultiple(_ value: Double, of step: Double) -> Bool {
    abs(value.truncatingRemainder(dividingBy: step)) <= Angle.tiny
  }

  private func multiples(of step: Double, _ start: Double, _ end: Double) -> [Double] {
    range((start / step).rounded(.up) * step, end, step)
  }

  private func meridian(_ x: Double, _ extent: Extent) -> [GeoPoint] {
    let ys = range(extent.south, extent.north - Angle.tiny, 90) + [extent.north]
    return ys.map { GeoPoint(longitude: x, latitude: $0) }
  }

  private func parallel(_ y: Double, _ extent: Extent) -> [GeoPoint] {
    let xs = range(extent.west, extent.east - Angle.tiny, precision) + [extent.east]
    return xs.map { GeoPoint(longitude: $0, latitude: y) }
  }

  /// Numbers from a start up to, but not reaching, an end.
  private func range(_ start: Double, _ end: Double, _ step: Double) -> [Double] {
    guard step > 0, let count = Int(whole: ((end - start) / step).rounded(.up)), count > 0,
      count <= Self.limit
    else { return [] }
    return (0..<count).map { start + Double($0) * step }
  }

  /// More lines, or points of a line, than that are no net.
  static let limit = 100_000
}
