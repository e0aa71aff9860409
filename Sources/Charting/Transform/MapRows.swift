import Diagnostics
import Tables

// The rows of maps: data that are made, and the geometry of each row.
extension DataFlow {
  /// One row with a geometry that stands in no file.
  static func mapRow(_ geometry: Geometry) -> Table {
    Table(
      columns: [
        Column("type", values: [.text("Feature")]),
        Column("geometry", .values([.geometry(geometry)])),
      ], rowCount: 1)
  }

  /// Gives each row of a geoshape its geometry: that of the channel `shape`, else the row's own.
  mutating func addGeometries(to unit: inout BoundUnit) {
    guard unit.type == .geoshape else { return }
    let table = unit.table
    let field = unit.field(.shape)
    guard
      field != nil
        || ["geometry", "coordinates", "geometries", "features"].contains(where: {
          table[$0] != nil
        })
    else {
      log.add(.noGeometries(table, at: unit.mark.place ?? unit.spec.place.head))
      return
    }
    let column = field.flatMap { table[$0.column] }
    var problems = 0
    let values = (0..<table.rowCount).map { row -> Value in
      do throws(GeoJSON.Problem) {
        let geometry =
          field == nil
          ? try GeoJSON.geometry(of: table, row: row)
          : try GeoJSON.geometry(column?[row] ?? .null)
        return geometry.map { .geometry($0) } ?? .null
      } catch {
        problems += 1
        if problems <= 5 {
          let place = table.place(ofRow: row, column: field?.source ?? "geometry")
          log.add(
            .badGeometry(error, row: row, at: place ?? unit[.shape]?.place ?? unit.spec.place.head))
        }
        return .null
      }
    }
    unit.table.set(Column(BoundUnit.geometryColumn, .values(values)))
  }
}

extension BoundUnit {
  /// The column of the geometries that a geoshape draws.
  static let geometryColumn = "__geometry"

  /// Whether the view stands on a map: it draws shapes, or places by longitude and latitude.
  var isOnMap: Bool {
    guard type != .geoshape else { return true }
    return channels.contains { channel in
      let channels: [Channel] = [.longitude, .latitude, .longitude2, .latitude2]
      return channels.contains(channel.channel) && channel.type != nil
    }
  }

  /// Whether the view draws a net of meridians and parallels of its own.
  var isGraticule: Bool {
    if type == .geoshape, case .value(let data) = spec.data, case .graticule = data.source {
      return true
    }
    return false
  }

  /// What a map is fitted to: places and geometries.
  var mapContent: [Geometry] {
    var content: [Geometry] = []
    for (x, y) in [(Channel.longitude, Channel.latitude), (.longitude2, .latitude2)] {
      let pair = GeoPlaceSource(self, x, y)
      guard let places = pair?.places(in: table) else { continue }
      let known = places.compactMap { $0 }
      if !known.isEmpty { content.append(Geometry(parts: [.points(known)])) }
    }
    if let column = table[BoundUnit.geometryColumn] {
      for row in 0..<table.rowCount {
        if case .geometry(let geometry) = column[row] { content.append(geometry) }
      }
    }
    return content
  }
}

/// Where the longitude and latitude of a mark come from.
struct GeoPlaceSource {
  /// A column, or one number for all rows.
  enum Coordinate {
    case column(String)
    case number(Double)
  }

  let longitude: Coordinate
  let latitude: Coordinate

  /// The places of two channels of a view; nil if it does not have both.
  init?(_ unit: BoundUnit, _ x: Channel, _ y: Channel) {
    guard let longitude = unit[x]?.content.coordinate,
      let latitude = unit[y]?.content.coordinate
    else { return nil }
    (self.longitude, self.latitude) = (longitude, latitude)
  }

  /// The place of each row; nil where a row has none.
  func places(in table: Table) -> [GeoPoint?] {
    let (xs, ys) = (numbers(longitude, table), numbers(latitude, table))
    return (0..<table.rowCount).map { row in
      guard let x = xs(row), let y = ys(row), x.isFinite, y.isFinite else { return nil }
      return GeoPoint(longitude: x, latitude: y)
    }
  }

  private func numbers(_ coordinate: Coordinate, _ table: Table) -> (Int) -> Double? {
    switch coordinate {
    case .number(let number): return { _ in number }
    case .column(let name):
      let column = table[name]
      return { row in column?[row].number }
    }
  }
}

extension BoundChannel.Content {
  fileprivate var coordinate: GeoPlaceSource.Coordinate? {
    switch self {
    case .field(let field): .column(field.column)
    case .datum(let value, _): value.number.map { .number($0) }
    case .value(let node): node.number.map { .number($0) }
    case .nothing: nil
    }
  }
}

extension Diagnostic {
  static func noGeometries(_ table: Table, at place: Place) -> Diagnostic {
    .error(
      "no-geometry", "there is no geometry to be drawn", at: place,
      why: table.columns.isEmpty
        ? "neither this view nor one around it has rows with columns"
        : "the rows have \(Suggestion.list(table.columnNames, limit: 12)), but no 'geometry'",
      hint: "read a map, such as format: {type: topojson, feature: …}, or name a field: "
        + "shape: {field: …, type: geojson}")
  }

  static func badGeometry(_ problem: GeoJSON.Problem, row: Int, at place: Place) -> Diagnostic {
    .error(
      "bad-geometry", "the geometry of row \(row + 1) \(problem.message)", at: place,
      why: "geometries are written as GeoJSON: {type: Polygon, coordinates: […]}")
  }

  static func halfPlace(_ here: Channel, _ missing: Channel, at place: Place) -> Diagnostic {
    .error(
      "missing-channel", "the channel '\(here.rawValue)' needs '\(missing.rawValue)'", at: place,
      why: "a place on a map has a longitude and a latitude")
  }
}
