import Diagnostics

/// Reads geometries as GeoJSON (RFC 7946) writes them.
///
/// A feature, a collection of features, a geometry or a collection of geometries becomes one
/// geometry. Further coordinates, such as heights, are left out. Rings are taken as they are; as in
/// d3-geo the inside of a polygon lies to the right of its outer ring.
public enum GeoJSON {
  /// What is wrong with a value that should be a geometry.
  public struct Problem: Error, Hashable {
    /// In words that go on after "this geometry".
    public var message: String
  }

  /// The types of geometries and of what holds them.
  public static let types = [
    "Feature", "FeatureCollection", "GeometryCollection", "Point", "MultiPoint", "LineString",
    "MultiLineString", "Polygon", "MultiPolygon", "Sphere",
  ]

  /// The geometry of a value; nil for null and for a feature without one.
  public static func geometry(_ value: Value) throws(Problem) -> Geometry? {
    var parts: [Geometry.Part] = []
    try add(value, to: &parts, depth: 0)
    return parts.isEmpty ? nil : Geometry(parts: parts)
  }

  /// The geometry of a row that is itself a feature or a geometry.
  public static func geometry(of table: Table, row: Int) throws(Problem) -> Geometry? {
    if let column = table["geometry"], case .geometry(let geometry) = column[row] {
      return geometry
    }
    let members = ["type", "geometry", "coordinates", "geometries", "features"].compactMap { name in
      table[name].map { Value.Member(name, $0[row]) }
    }
    guard members.contains(where: { !$0.value.isNull }) else { return nil }
    return try geometry(.record(members))
  }

  private static let depthLimit = 64

  private static func add(
    _ value: Value, to parts: inout [Geometry.Part], depth: Int
  ) throws(Problem) {
    switch value {
    case .null: return
    case .geometry(let geometry): parts += geometry.parts
    case .list(let values):
      guard depth < depthLimit else { throw Problem(message: "is nested too deeply") }
      for value in values { try add(value, to: &parts, depth: depth + 1) }
    case .record(let members):
      guard depth < depthLimit else { throw Problem(message: "is nested too deeply") }
      try add(members, to: &parts, depth: depth + 1)
    default: throw Problem(message: "is \(value.kindOfJSON)")
    }
  }

  private static func add(
    _ members: [Value.Member], to parts: inout [Geometry.Part], depth: Int
  ) throws(Problem) {
    func member(_ name: String) -> Value { members.first { $0.name == name }?.value ?? .null }
    let type = member("type")
    guard case .text(let name) = type else {
      // TopoJSON writes a geometry that there is not with the type null.
      if type.isNull, members.contains(where: { $0.name == "type" }) { return }
      throw Problem(message: "has no 'type'")
    }
    switch name {
    case "Feature": try add(member("geometry"), to: &parts, depth: depth)
    case "FeatureCollection": try add(member("features"), to: &parts, depth: depth)
    case "GeometryCollection": try add(member("geometries"), to: &parts, depth: depth)
    case "Sphere": parts.append(.sphere)
    default: try addCoordinates(member("coordinates"), name, to: &parts)
    }
  }

  private static func addCoordinates(
    _ value: Value, _ type: String, to parts: inout [Geometry.Part]
  ) throws(Problem) {
    switch type {
    case "Point": parts.append(.points([try point(value)]))
    case "MultiPoint": parts.append(.points(try points(value)))
    case "LineString": parts.append(.line(try points(value)))
    case "MultiLineString": for line in try list(value) { parts.append(.line(try points(line))) }
    case "Polygon": parts.append(.polygon(try rings(value)))
    case "MultiPolygon":
      for polygon in try list(value) { parts.append(.polygon(try rings(polygon))) }
    default:
      let hint = Suggestion.nearest(to: type, in: types).map { "; perhaps '\($0)' is meant" } ?? ""
      throw Problem(message: "has the unknown type '\(Tally.shown(type))'\(hint)")
    }
  }

  private static func rings(_ value: Value) throws(Problem) -> [[GeoPoint]] {
    var rings: [[GeoPoint]] = []
    for ring in try list(value) {
      var points = try points(ring)
      // A ring that is left open is meant to be closed.
      if let first = points.first, points.last != first { points.append(first) }
      if !points.isEmpty { rings.append(points) }
    }
    return rings
  }

  private static func list(_ value: Value) throws(Problem) -> [Value] {
    guard case .list(let elements) = value else {
      throw Problem(message: "has \(value.kindOfJSON) where a list of coordinates was expected")
    }
    return elements
  }

  private static func points(_ value: Value) throws(Problem) -> [GeoPoint] {
    let elements = try list(value)
    var points: [GeoPoint] = []
    points.reserveCapacity(elements.count)
    for element in elements { points.append(try point(element)) }
    return points
  }

  private static func point(_ value: Value) throws(Problem) -> GeoPoint {
    guard case .list(let pair) = value, pair.count >= 2, case .number(let x) = pair[0],
      case .number(let y) = pair[1], x.isFinite, y.isFinite
    else { throw Problem(message: "has a position that is no pair of numbers") }
    return GeoPoint(longitude: x, latitude: y)
  }
}

extension Value {
  /// What kind of value it is, with its article, for messages.
  fileprivate var kindOfJSON: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .text: "a text"
    case .date: "a date"
    case .list: "a list"
    case .record: "an object"
    case .geometry: "a geometry"
    }
  }
}
