import Tables

// Paths into nested values.
extension Table {
  /// A column by its name or by a path into nested values: `a.b`, `a[0]`, with `\.` for a point.
  func column(atPath name: String) -> Column? {
    if let column = self[name] { return column }
    let path = FieldPath.parts(of: name)
    guard let first = path.first, let outer = self[first] else { return nil }
    guard path.count > 1 else { return outer }
    return Column(name, values: (0..<rowCount).map { outer[$0].member(at: path.dropFirst()) })
  }

  /// The name of the column that a name or path means; a path becomes a column of its own.
  mutating func addPath(_ name: String) -> String? {
    guard let column = column(atPath: name) else { return nil }
    if self[column.name] == nil { set(column) }
    return column.name
  }
}

extension Value {
  /// The value at a path into nested objects and lists.
  func member(at path: ArraySlice<String>) -> Value {
    guard let name = path.first else { return self }
    switch self {
    case .record(let members):
      return members.first { $0.name == name }?.value.member(at: path.dropFirst()) ?? .null
    case .list(let elements):
      guard let index = Int(name), elements.indices.contains(index) else { return .null }
      return elements[index].member(at: path.dropFirst())
    default: return .null
    }
  }
}
