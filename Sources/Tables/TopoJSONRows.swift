import Diagnostics
import Notation
import OrderedCollections

/// Reads the objects of a TopoJSON file as rows with a column of geometries.
enum TopoJSONRows {
  /// The rows of a part of a map: one for each geometry, or one for all borders.
  static func read(
    _ text: SourceText, part: MapPart?, resource: ResourceDescriptor?, package: DataPackage?,
    rules: ParseRules, log: inout DiagnosticLog
  ) -> Table? {
    guard let root = JSONReader.read(text, log: &log),
      let table = table(of: root, part: part, log: &log)
    else { return nil }
    let columns = table.table.columns.map { column -> ReadColumn in
      guard let rule = rules.rule(for: column.name) else { return ReadColumn(column: column) }
      let (converted, failures) = column.converted(to: rule.type)
      return ReadColumn(column: converted, type: rule.type, failures: failures, rule: rule)
    }
    var read = ReadColumns(
      text: text, layout: .json, columnNames: table.table.columnNames, columns: columns,
      rowStarts: table.starts, resource: resource, package: package)
    return read.table(log: &log)
  }

  /// The rows of a part of a map that has been read, and where each starts in its text.
  static func table(
    of root: Node, part: MapPart?, log: inout DiagnosticLog
  ) -> (table: Table, starts: [Int])? {
    guard let part else {
      log.add(.noMapPart(root))
      return nil
    }
    let errors = log.errorCount
    guard var map = TopoJSON(root, log: &log), let object = map.object(part, log: &log) else {
      return nil
    }
    var objects = [object]
    var geometries: [Geometry?] = []
    switch part.use {
    case .feature:
      if object["type"]?.string == "GeometryCollection" {
        objects = object["geometries"]?.elements ?? []
      }
      geometries = objects.map { map.geometry($0, log: &log) }
    case .mesh(let filter): geometries = [map.mesh(of: object, filter, log: &log)]
    }
    guard log.errorCount == errors else { return nil }
    return (rows(objects, geometries, isMesh: part.use != .feature), objects.map(start))
  }

  private static func start(_ node: Node) -> Int { node.place.range.lowerBound }

  private static func rows(_ objects: [Node], _ geometries: [Geometry?], isMesh: Bool) -> Table {
    var columns = [
      Column("type", values: objects.map { _ in .text("Feature") })
    ]
    if !isMesh {
      for name in ["id", "properties"] where objects.contains(where: { $0[name] != nil }) {
        columns.append(Column(name, values: objects.map { $0[name]?.tableValue ?? .null }))
      }
    }
    columns.append(
      Column("geometry", .values(geometries.map { $0.map { .geometry($0) } ?? .null })))
    return Table(columns: columns, rowCount: objects.count)
  }
}

extension TopoJSON {
  /// The borders of an object as lines, each drawn once.
  mutating func mesh(
    of object: Node, _ filter: MapPart.MeshFilter?, log: inout DiagnosticLog
  ) -> Geometry? {
    /// The first use of each arc, and whether the last one is of the same geometry.
    var uses: OrderedDictionary<Int, (isReversed: Bool, first: Int, last: Int)> = [:]
    var owner = 0
    let before = self.log.entries.count
    visit(object, depth: 0) { map, geometry in
      map.visitArcs(geometry["arcs"], depth: 0) { arc, isReversed in
        if let use = uses[arc] {
          uses[arc] = (use.isReversed, use.first, owner)
        } else {
          uses[arc] = (isReversed, owner, owner)
        }
      }
      owner += 1
    }
    for entry in self.log.entries.dropFirst(before) { log.add(entry) }
    var lines: [(arc: Int, isReversed: Bool)] = []
    for (arc, use) in uses {
      let isKept =
        switch filter {
        case nil: true
        case .interior: use.first != use.last
        case .exterior: use.first == use.last
        }
      if isKept { lines.append((arc, use.isReversed)) }
    }
    let parts = stitched(lines.map { $0.isReversed ? arcs[$0.arc].reversed() : arcs[$0.arc] })
    return parts.isEmpty ? nil : Geometry(parts: parts.map { .line($0) })
  }

  private mutating func visit(
    _ object: Node, depth: Int, _ body: (inout TopoJSON, Node) -> Void
  ) {
    guard depth < 64 else { return }
    if object["type"]?.string == "GeometryCollection" {
      for inner in object["geometries"]?.elements ?? [] { visit(inner, depth: depth + 1, body) }
    } else {
      body(&self, object)
    }
  }

  private mutating func visitArcs(
    _ node: Node?, depth: Int, _ body: (_ arc: Int, _ isReversed: Bool) -> Void
  ) {
    guard let node, depth < 4 else { return }
    if let elements = node.elements {
      for element in elements { visitArcs(element, depth: depth + 1, body) }
    } else if let (arc, isReversed) = arcIndex(node) {
      body(arc, isReversed)
    }
  }

  /// Lines joined where one ends and another starts, so that they run on without a gap.
  private func stitched(_ lines: [[GeoPoint]]) -> [[GeoPoint]] {
    var joined: [[GeoPoint]?] = []
    var byStart: [GeoPoint: Int] = [:]
    var byEnd: [GeoPoint: Int] = [:]
    for line in lines {
      guard let start = line.first, let end = line.last else { continue }
      var piece = line
      if let before = byEnd.removeValue(forKey: start), let head = joined[before] {
        if let first = head.first { byStart[first] = nil }
        joined[before] = nil
        piece = head + line.dropFirst()
      }
      if let after = byStart.removeValue(forKey: end), let tail = joined[after] {
        if let last = tail.last { byEnd[last] = nil }
        joined[after] = nil
        piece += tail.dropFirst()
      }
      joined.append(piece)
      if let first = piece.first { byStart[first] = joined.count - 1 }
      if let last = piece.last { byEnd[last] = joined.count - 1 }
    }
    return joined.compactMap { $0 }
  }
}

extension Diagnostic {
  static func noMapPart(_ root: Node) -> Diagnostic {
    let known = root["objects"]?.members?.map(\.key) ?? []
    return .error(
      "missing-property", "it is not said which part of the map is drawn", at: root.place.start,
      why: "a TopoJSON file holds several objects"
        + (known.isEmpty ? "" : ": this one has \(Suggestion.list(known))"),
      hint: "name one: format: {type: topojson, feature: \(known.first ?? "…")}")
  }
}
