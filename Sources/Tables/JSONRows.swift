import Diagnostics
import Notation

/// Reads lists of JSON values as tables.
///
/// Each object is a row; its columns come in order of first appearance, and what a row leaves out
/// is missing. Other values stand in a column `data`. Lists and objects inside are kept as values.
public enum JSONRows {
  /// The column of values that are not objects.
  public static let valueColumn = "data"

  /// Reads a JSON text: a list of rows, which may stand at a `property` path such as `a.b`.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - property: where the rows stand in it.
  ///   - resource: what a Data Package says of it.
  ///   - package: that package, for the lineage of the rows.
  ///   - rules: types asked for elsewhere.
  ///   - requiresRows: whether a file without rows is an error.
  ///   - log: takes the problems.
  /// - Returns: nil if it is not JSON, or holds no rows to be found.
  public static func read(
    _ text: SourceText, property: String? = nil, resource: ResourceDescriptor? = nil,
    package: DataPackage? = nil, rules: ParseRules = ParseRules(), requiresRows: Bool = true,
    log: inout DiagnosticLog
  ) -> Table? {
    var cells = RowCells()
    if let property {
      guard let root = JSONReader.read(text, log: &log),
        let rows = rows(of: root, property: property, log: &log)
      else { return nil }
      for row in rows { cells.add(row) }
    } else {
      var problems = DiagnosticLog()
      let isList = JSONReader.readElements(text, log: &problems) { cells.add($0) }
      log.add(contentsOf: problems)
      if problems.hasErrors { return nil }
      if !isList {
        guard let root = JSONReader.read(text, log: &log),
          let rows = rows(of: root, property: nil, log: &log)
        else { return nil }
        for row in rows { cells.add(row) }
      }
    }
    return table(
      of: cells, in: text, resource: resource, package: package, rules: rules,
      requiresRows: requiresRows, log: &log)
  }

  /// Reads a text with one JSON value a line; lines without any are skipped.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - resource: what a Data Package says of it.
  ///   - package: that package, for the lineage of the rows.
  ///   - rules: types asked for elsewhere.
  ///   - requiresRows: whether a file without rows is an error.
  ///   - log: takes the problems.
  /// - Returns: the rows that could be read.
  public static func readLines(
    _ text: SourceText, resource: ResourceDescriptor? = nil, package: DataPackage? = nil,
    rules: ParseRules = ParseRules(), requiresRows: Bool = true, log: inout DiagnosticLog
  ) -> Table? {
    var cells = RowCells()
    var bad: [(place: Place, problems: DiagnosticLog)] = []
    var start = 0
    while start < text.bytes.count {
      let end = text.bytes[start...].firstIndex(of: 0x0A) ?? text.bytes.count
      let isBlank = text.bytes[start..<end].allSatisfy { $0 <= 0x20 }
      if !isBlank {
        var problems = DiagnosticLog()
        if let row = JSONReader.read(text, range: start..<end, log: &problems) {
          cells.add(row)
        } else {
          bad.append((Place(source: text, range: start..<end), problems))
        }
      }
      start = end + 1
    }
    for (_, problems) in bad.prefix(Tally.limit) { log.add(contentsOf: problems) }
    if bad.count > Tally.limit {
      log.add(.moreBadLines(bad.count - Tally.limit, at: bad[Tally.limit].place))
    }
    return table(
      of: cells, in: text, resource: resource, package: package, rules: rules,
      requiresRows: requiresRows && bad.isEmpty, log: &log)
  }

  /// The rows that a value holds: the elements of a list, or a single object.
  static func rows(of root: Node, property: String?, log: inout DiagnosticLog) -> [Node]? {
    var node = root
    for step in path(property ?? "") {
      guard let next = Int(step).flatMap({ node.element($0) }) ?? node[step] else {
        log.add(.noProperty(step, of: property ?? "", in: node))
        return nil
      }
      node = next
    }
    if let rows = node.elements { return rows }
    if let shape = node["type"]?.string {
      if shape == "Topology" {
        log.add(.mapData(node))
        return nil
      }
      // A map is one row, which is drawn as a whole.
      if GeoJSON.types.contains(shape) { return [node] }
    }
    let list = node.members?.first { member in
      member.value.elements?.contains { $0.members != nil } ?? false
    }
    guard node.members != nil, list == nil else {
      log.add(.noRows(node, list: list?.key))
      return nil
    }
    return [node]
  }

  /// The steps of `a.b[0]['c']`.
  private static func path(_ property: String) -> [String] {
    property.split { ".[]'\"".contains($0) }.map(String.init)
  }

  private static func table(
    of cells: RowCells, in text: SourceText, resource: ResourceDescriptor?, package: DataPackage?,
    rules: ParseRules, requiresRows: Bool, log: inout DiagnosticLog
  ) -> Table {
    if requiresRows, cells.rowCount == 0 {
      log.add(.emptyTable(at: text.whole.start, why: "the list holds no rows"))
    }
    cells.compareKinds(log: &log)
    cells.compareNames(with: resource, rules: rules, at: text.whole.start, log: &log)
    let described = resource?.fieldsByName ?? [:]
    let columns = cells.names.enumerated().map { index, name in
      let field = described[name]
      let rule = rules.rule(for: name)
      var column = Column(name, values: cells.values(ofColumn: index), field: field)
      column.clear(field?.missingValues ?? resource?.missingValues ?? [])
      guard let type = rule?.type ?? field?.columnType else { return ReadColumn(column: column) }
      let (converted, failures) = column.converted(to: type)
      return ReadColumn(column: converted, type: type, failures: failures, rule: rule)
    }
    var read = ReadColumns(
      text: text, layout: .json, columnNames: cells.names, columns: columns,
      rowStarts: cells.rowStarts, resource: resource, package: package)
    return read.table(log: &log)
  }
}

extension Table {
  /// Creates a table from the values written in a spec: a list of objects or of single values.
  ///
  /// A single object is one row; anything else is one row of the column `data`.
  public init(values: Node, log: inout DiagnosticLog) {
    let rows = values.elements ?? [values]
    var cells = RowCells()
    for row in rows { cells.add(row) }
    cells.compareKinds(log: &log)
    let columns = cells.names.enumerated().map { index, name in
      Column(name, values: cells.values(ofColumn: index))
    }
    self.init(columns: columns, rowCount: rows.count)
  }
}

extension Column {
  /// Makes the texts that mean "nothing here" missing.
  fileprivate mutating func clear(_ missingValues: [String]) {
    let words = Set(missingValues.filter { !$0.isEmpty })
    guard !words.isEmpty, case .texts(let codes, let pool) = cells else { return }
    let isMissing = pool.map(words.contains)
    let kept = codes.map { $0 >= 0 && isMissing[Int($0)] ? -1 : $0 }
    cells = .texts(codes: kept, pool: pool)
  }
}

extension Node {
  /// The value as a cell, without its place.
  public var tableValue: Tables.Value {
    switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): .number(number)
    case .string(let text): .text(text)
    case .array(let elements): .list(elements.map(\.tableValue))
    case .object(let members): .record(members.map { .init($0.key, $0.value.tableValue) })
    }
  }

  fileprivate func element(_ index: Int) -> Node? {
    guard let elements, elements.indices.contains(index) else { return nil }
    return elements[index]
  }
}

extension Place {
  /// The first character of the place.
  var start: Place {
    Place(
      source: source,
      range: range.lowerBound..<min(range.lowerBound + 1, range.upperBound))
  }
}

extension Diagnostic {
  static func moreBadLines(_ count: Int, at place: Place) -> Diagnostic {
    .error(
      "json-syntax", "\(Tally.phrase(count, "more line is", "more lines are")) not JSON",
      at: place, why: "each line of this format is one JSON value")
  }

  static func noProperty(_ step: String, of path: String, in node: Node) -> Diagnostic {
    let names = node.members?.map(\.key) ?? []
    return .error(
      "no-property", "there is no property '\(step)' here", at: node.place.start,
      why: "the rows are looked for at '\(path)'; this is \(node.kind)"
        + (names.isEmpty ? "" : " with \(Suggestion.list(names))"),
      hint: Suggestion.hint(for: step, in: names))
  }

  static func mapData(_ node: Node) -> Diagnostic {
    let known = node["objects"]?.members?.map(\.key) ?? []
    return .error(
      "map-data", "this is TopoJSON, not a list of rows", at: node["type"]?.place ?? node.place,
      why: "its rows are made from the geometries of one of its objects"
        + (known.isEmpty ? "" : ": \(Suggestion.list(known))"),
      hint: "say which: format: {type: topojson, feature: \(known.first ?? "…")}")
  }

  static func noRows(_ node: Node, list: String?) -> Diagnostic {
    .error(
      "no-rows", "a list of rows was expected, not \(node.kind)", at: node.place.start,
      why: "each element of the list is a row",
      hint: list.map { "if the rows stand in '\($0)', say so: format: {property: \($0)}" })
  }
}
