/// From which rows of which files each row of a table was made.
///
/// A table as read has the identity; filters pick, aggregates gather. So every mark on a chart can
/// be traced to lines of files and to the sources that those name. As long as all rows come from
/// one file, which is the usual case, a row costs one or two integers.
public enum Lineage: Sendable {
  /// Nothing is known: values written in a spec, or made from nothing.
  case none
  /// Row i is row i of a file.
  case file(DataFile)
  /// Row i is row `rows[i]` of a file.
  case picked(DataFile, rows: [Int])
  /// Row i was made from `rows[starts[i]..<starts[i + 1]]` of a file.
  case gathered(DataFile, rows: [Int], starts: [Int])
  /// Row i was made from these rows, perhaps of several files.
  case rows([[Origin]])

  /// One row of one file.
  public struct Origin: Sendable, Hashable {
    /// The file.
    public var file: DataFile
    /// The row, from 0 after the head.
    public var row: Int

    /// Creates an origin.
    public init(_ file: DataFile, _ row: Int) {
      self.file = file
      self.row = row
    }
  }

  /// The rows from which one row was made; none if there is no such row.
  public subscript(row: Int) -> [Origin] {
    switch self {
    case .none: []
    case .file(let file): [Origin(file, row)]
    case .picked(let file, let rows): rows.indices.contains(row) ? [Origin(file, rows[row])] : []
    case .gathered(let file, let rows, let starts):
      row >= 0 && row < starts.count - 1
        ? rows[starts[row]..<starts[row + 1]].map { Origin(file, $0) } : []
    case .rows(let origins): origins.indices.contains(row) ? origins[row] : []
    }
  }

  /// Visits the rows from which one row was made, in order, without making a list of them.
  public func visit(_ row: Int, _ body: (_ file: DataFile, _ row: Int) -> Void) {
    switch self {
    case .none: return
    case .file(let file): body(file, row)
    case .picked(let file, let rows): if rows.indices.contains(row) { body(file, rows[row]) }
    case .gathered(let file, let rows, let starts):
      guard row >= 0, row < starts.count - 1 else { return }
      for index in starts[row]..<starts[row + 1] { body(file, rows[index]) }
    case .rows(let origins):
      guard origins.indices.contains(row) else { return }
      for origin in origins[row] { body(origin.file, origin.row) }
    }
  }

  /// The lineage of some rows.
  public func picking(_ rows: [Int]) -> Lineage {
    switch self {
    case .none: .none
    case .file(let file): .picked(file, rows: rows)
    case .picked(let file, let known) where rows.allSatisfy(known.indices.contains):
      .picked(file, rows: rows.map { known[$0] })
    default: .rows(rows.map { self[$0] })
    }
  }

  /// The lineage of rows that were each made from a group of rows.
  public func gathering(_ groups: some Sequence<some Sequence<Int>>) -> Lineage {
    switch self {
    case .none: .none
    case .file(let file): Lineage.gathering(groups, of: file) { [$0] }
    case .picked(let file, let known):
      Lineage.gathering(groups, of: file) { known.indices.contains($0) ? [known[$0]] : [] }
    case .gathered(let file, _, _):
      Lineage.gathering(groups, of: file) { self[$0].map(\.row) }
    case .rows: .rows(groups.map { group in group.flatMap { self[$0] } })
    }
  }

  private static func gathering(
    _ groups: some Sequence<some Sequence<Int>>, of file: DataFile, origins: (Int) -> [Int]
  ) -> Lineage {
    var rows: [Int] = []
    var starts = [0]
    for group in groups {
      for row in group { rows += origins(row) }
      starts.append(rows.count)
    }
    return .gathered(file, rows: rows, starts: starts)
  }

  /// The lineage of the rows of a table of `count` rows and, below them, those of another.
  public func appending(_ other: Lineage, count: Int, otherCount: Int) -> Lineage {
    if case .none = self, case .none = other { return .none }
    return .rows((0..<max(0, count)).map { self[$0] } + (0..<max(0, otherCount)).map { other[$0] })
  }

  /// The lineage of rows that were each made from a row of this table and one of another, as a
  /// look-up makes them; nil stands for no row.
  public func joining(_ other: Lineage, pairs: [(Int, Int?)]) -> Lineage {
    if case .none = self, case .none = other { return .none }
    return .rows(pairs.map { pair in self[pair.0] + (pair.1.map { other[$0] } ?? []) })
  }
}

extension Lineage {
  /// The files from which the rows were made, in order of first use.
  public var files: [DataFile] {
    switch self {
    case .none: return []
    case .file(let file), .picked(let file, _), .gathered(let file, _, _): return [file]
    case .rows(let origins):
      var files: [DataFile] = []
      var seen: Set<DataFile> = []
      for origin in origins.joined() where seen.insert(origin.file).inserted {
        files.append(origin.file)
      }
      return files
    }
  }
}

extension Lineage {
  /// The lineage of rows that were made from groups as wholes, such as the points of a curve:
  /// each group's rows are dealt out to as many new rows as are made from it.
  ///
  /// So no row of a file is lost, and none is counted for every point of the curve.
  public func dealing(_ groups: some Sequence<some Collection<Int>>, counts: [Int]) -> Lineage {
    if case .none = self { return .none }
    var dealt: [[Int]] = []
    for (group, count) in zip(groups, counts) where count > 0 {
      let rows = Array(group)
      for part in 0..<count {
        dealt.append(Array(rows[rows.count * part / count..<rows.count * (part + 1) / count]))
      }
    }
    return gathering(dealt)
  }
}
