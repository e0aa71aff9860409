/// A place on the globe in degrees, or on a plane.
public struct GeoPoint: Sendable, Hashable {
  /// Degrees east, or x.
  public var longitude: Double
  /// Degrees north, or y.
  public var latitude: Double

  /// Creates a place.
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }
}

/// Points, lines and polygons of a map; one value, however many they are.
public struct Geometry: Sendable, Hashable {
  /// One piece.
  public enum Part: Sendable, Hashable {
    /// Single places.
    case points([GeoPoint])
    /// A line.
    case line([GeoPoint])
    /// Rings, the outer one first, each ending where it starts.
    case polygon([[GeoPoint]])
    /// The whole globe.
    case sphere
  }

  /// The pieces.
  public var parts: [Part]

  /// Creates a geometry.
  public init(parts: [Part]) { self.parts = parts }

  /// The whole globe.
  public static let sphere = Geometry(parts: [.sphere])

  /// Hashes how much there is, which tells geometries apart well enough.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(parts.count)
    switch parts.first {
    case .points(let points), .line(let points):
      hasher.combine(points.count)
      hasher.combine(points.first)
    case .polygon(let rings):
      hasher.combine(rings.first?.count)
      hasher.combine(rings.first?.first)
    case .sphere, nil: break
    }
  }
}
