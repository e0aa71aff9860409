import Tables

/// What a text mark says in each row.
indirect enum TextContent {
  /// Nothing.
  case nothing
  /// The same everywhere.
  case constant(String)
  /// A field by its format; bins and ranges of time with the column in which they end.
  case field(String, end: String?, LabelFormat, namesNull: Bool)
  /// A constant in the data's terms.
  case datum(Value, LabelFormat)
  /// One for each row.
  case rows([Value])
  /// One of several, by tests.
  case conditional([(Predicate, TextContent)], otherwise: TextContent)

  /// The text of each row of a table; nil where there is none.
  func texts(_ table: Table) -> (Int) -> String? {
    switch self {
    case .nothing: return { _ in nil }
    case .constant(let text): return { _ in text }
    case .field(let name, let end, let format, let namesNull):
      return TextContent.texts(table[name], end.flatMap { table[$0] }, format, namesNull)
    case .datum(let value, let format):
      let text = TextContent.text(of: value, format)
      return { _ in text }
    case .rows(let values):
      return { row in row < values.count ? TextContent.text(of: values[row], .plain) : nil }
    case .conditional(let branches, let otherwise):
      let tests = branches.map { ($0.0.test(on: table), $0.1.texts(table)) }
      let rest = otherwise.texts(table)
      return { row in
        for (test, text) in tests where test(row) { return text(row) }
        return rest(row)
      }
    }
  }

  private static func texts(
    _ column: Column?, _ ends: Column?, _ format: LabelFormat, _ namesNull: Bool
  ) -> (Int) -> String? {
    { row in
      guard let value = column?[row] else { return nil }
      // What is missing among names is named, as in Vega-Lite; a missing number says nothing.
      if value.isNull, !namesNull { return nil }
      let start = text(of: value, format)
      guard let end = ends?[row] else { return start }
      return end.isNull ? "null" : "\(start) – \(text(of: end, format))"
    }
  }

  /// A list is written in lines.
  private static func text(of value: Value, _ format: LabelFormat) -> String {
    guard case .list(let lines) = value else { return format.text(value) }
    return lines.map { format.text($0) }.joined(separator: "\n")
  }
}
