import Diagnostics
import Notation

/// Which part of a TopoJSON file is drawn.
public struct MapPart: Sendable, Hashable {
  /// What becomes of the named object.
  public enum Use: Sendable, Hashable {
    /// Each of its geometries is a row.
    case feature
    /// Its borders are one row, each drawn once.
    case mesh(MeshFilter?)
  }

  /// Which borders of a mesh are drawn.
  public enum MeshFilter: String, Sendable, Hashable, CaseIterable {
    /// Those between two geometries.
    case interior
    /// Those of one geometry only.
    case exterior
  }

  /// The name of the object.
  public var name: String
  /// Where the name was written.
  public var place: Place
  /// What becomes of it.
  public var use: Use

  /// Whether two parts are the same; their places do not matter.
  public static func == (a: MapPart, b: MapPart) -> Bool { a.name == b.name && a.use == b.use }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(use)
  }
}

/// A map as TopoJSON writes it: borders stand once, as arcs, and geometries name them.
///
/// See the TopoJSON Format Specification, version 1.0 (Bostock and Metcalf, 2013). What is wrong is
/// reported where it stands, and what is right is read all the same.
struct TopoJSON {
  let root: Node
  /// The arcs in degrees.
  private(set) var arcs: [[GeoPoint]] = []
  private(set) var log = DiagnosticLog()
  private var scale = GeoPoint(longitude: 1, latitude: 1)
  private var offset = GeoPoint(longitude: 0, latitude: 0)
  private var isDelta = false
  private var depth = 0

  /// Reads the arcs; nil if it is no topology.
  init?(_ root: Node, log: inout DiagnosticLog) {
    self.root = root
    guard root["type"]?.string == "Topology", root["objects"]?.members != nil else {
      log.add(.notTopology(root))
      return nil
    }
    if let transform = root["transform"], !transform.isNull { readTransform(transform) }
    guard let lines = root["arcs"]?.elements else {
      log.add(.wrongKind("'arcs'", "a list", root["arcs"] ?? root))
      return nil
    }
    arcs.reserveCapacity(lines.count)
    for line in lines { arcs.append(arc(line)) }
    log.add(contentsOf: self.log)
  }

  /// The object of a name; nil after an error that is in the log.
  func object(_ part: MapPart, log: inout DiagnosticLog) -> Node? {
    if let object = root["objects"]?[part.name] { return object }
    log.add(.unknownMapObject(part, root["objects"]?.members?.map(\.key) ?? []))
    return nil
  }

  // MARK: Positions

  private mutating func readTransform(_ node: Node) {
    guard let scale = pair(node["scale"]), let offset = pair(node["translate"]) else {
      log.add(
        .wrongKind("'transform'", "an object with 'scale' and 'translate', two numbers each", node))
      return
    }
    (self.scale, self.offset, isDelta) = (scale, offset, true)
  }

  private func pair(_ node: Node?) -> GeoPoint? {
    guard case .array(let pair)? = node?.value, pair.count >= 2, let x = pair[0].number,
      let y = pair[1].number
    else { return nil }
    return GeoPoint(longitude: x, latitude: y)
  }

  /// The points of an arc, each counted from the one before it where the file is quantized.
  private mutating func arc(_ node: Node) -> [GeoPoint] {
    guard case .array(let elements) = node.value else {
      report(.wrongKind("an arc", "a list of positions", node))
      return []
    }
    var points: [GeoPoint] = []
    points.reserveCapacity(elements.count)
    var last = GeoPoint(longitude: 0, latitude: 0)
    for element in elements {
      guard var point = pair(element) else {
        report(.wrongKind("a position", "a pair of numbers", element))
        continue
      }
      if isDelta {
        point.longitude += last.longitude
        point.latitude += last.latitude
        last = point
      }
      points.append(placed(point))
    }
    return points
  }

  private func placed(_ point: GeoPoint) -> GeoPoint {
    GeoPoint(
      longitude: point.longitude * scale.longitude + offset.longitude,
      latitude: point.latitude * scale.latitude + offset.latitude)
  }

  // MARK: Geometries

  /// The geometry of an object; nil if it has none.
  mutating func geometry(_ object: Node, log: inout DiagnosticLog) -> Geometry? {
    let before = self.log.entries.count
    var parts: [Geometry.Part] = []
    add(object, to: &parts)
    for entry in self.log.entries.dropFirst(before) { log.add(entry) }
    return parts.isEmpty ? nil : Geometry(parts: parts)
  }

  private mutating func add(_ object: Node, to parts: inout [Geometry.Part]) {
    guard object.members != nil, depth < 64 else {
      if !object.isNull { report(.wrongKind("a geometry", "an object", object)) }
      return
    }
    guard let type = object["type"], !type.isNull else { return }
    switch type.string {
    case "GeometryCollection":
      depth += 1
      for inner in list(object["geometries"], "'geometries'", object) { add(inner, to: &parts) }
      depth -= 1
    case "Point":
      guard let point = pair(object["coordinates"]) else {
        return report(
          .wrongKind("a position", "a pair of numbers", object["coordinates"] ?? object))
      }
      parts.append(.points([placed(point)]))
    case "MultiPoint":
      let points = list(object["coordinates"], "'coordinates'", object).compactMap { pair($0) }
      parts.append(.points(points.map(placed)))
    case "LineString": parts.append(.line(line(object["arcs"], object)))
    case "MultiLineString":
      for node in list(object["arcs"], "'arcs'", object) { parts.append(.line(line(node, object))) }
    case "Polygon": addPolygon(object["arcs"], object, &parts)
    case "MultiPolygon":
      for node in list(object["arcs"], "'arcs'", object) { addPolygon(node, object, &parts) }
    default: report(.unknownMapType(type))
    }
  }

  private mutating func addPolygon(
    _ node: Node?, _ object: Node, _ parts: inout [Geometry.Part]
  ) {
    var rings: [[GeoPoint]] = []
    for arcs in list(node, "'arcs'", object) {
      var ring = line(arcs, object)
      guard let first = ring.first else { continue }
      while ring.count < 4 { ring.append(first) }
      rings.append(ring)
    }
    if !rings.isEmpty { parts.append(.polygon(rings)) }
  }

  /// The points of some arcs one after the other; where two meet their point stands once.
  private mutating func line(_ node: Node?, _ object: Node) -> [GeoPoint] {
    var points: [GeoPoint] = []
    for index in list(node, "'arcs'", object) {
      guard let (arc, isReversed) = arcIndex(index) else { continue }
      if !points.isEmpty { points.removeLast() }
      points += isReversed ? arcs[arc].reversed() : arcs[arc]
    }
    return points
  }

  /// Which arc a number names, and whether it is drawn backwards; nil after an error.
  mutating func arcIndex(_ node: Node) -> (Int, Bool)? {
    guard let number = node.integer else {
      report(.wrongKind("the number of an arc", "a whole number", node))
      return nil
    }
    let index = number < 0 ? ~number : number
    guard arcs.indices.contains(index) else {
      report(.arcOutOfRange(number, count: arcs.count, at: node.place))
      return nil
    }
    return (index, number < 0)
  }

  private mutating func list(_ node: Node?, _ name: String, _ object: Node) -> [Node] {
    if let elements = node?.elements { return elements }
    report(.wrongKind(name, "a list", node ?? object))
    return []
  }

  /// Beyond some problems a file is not mended one by one.
  mutating func report(_ problem: Diagnostic) {
    if log.entries.count < Tally.limit { log.add(problem) }
  }
}

extension Diagnostic {
  static func notTopology(_ node: Node) -> Diagnostic {
    let type = node["type"]?.string
    let isGeoJSON = type.map(GeoJSON.types.contains) ?? false
    return .error(
      "not-topojson", "this is no TopoJSON", at: node["type"]?.place ?? node.place.start,
      why: "a topology is an object of the type 'Topology' with 'objects' and 'arcs'",
      hint: isGeoJSON ? "this is GeoJSON: format: {type: json, property: features}" : nil)
  }

  static func unknownMapObject(_ part: MapPart, _ known: [String]) -> Diagnostic {
    .error(
      "unknown-map-object", "this map has no object '\(Tally.shown(part.name))'", at: part.place,
      why: "it has \(known.isEmpty ? "none at all" : Suggestion.list(known))",
      hint: Suggestion.hint(for: part.name, in: known))
  }

  static func unknownMapType(_ node: Node) -> Diagnostic {
    let shown = node.string.map { "'\(Tally.shown($0))'" } ?? node.kind
    let known = GeoJSON.types.filter { !$0.hasPrefix("Feature") && $0 != "Sphere" }
    return .error(
      "unknown-map-type", "\(shown) is not a type of geometry", at: node.place,
      why: "it may be one of \(Suggestion.list(known))",
      hint: node.string.flatMap { Suggestion.hint(for: $0, in: known) })
  }

  static func arcOutOfRange(_ number: Int, count: Int, at place: Place) -> Diagnostic {
    .error(
      "arc-out-of-range", "there is no arc \(number)", at: place,
      why: count == 0
        ? "this topology has no arcs"
        : "the arcs of this topology are numbered 0 to \(count - 1), and -1 to -\(count) backwards")
  }
}
