import ArgumentParser
import Diagnostics
import Notation
import Reports
import Tables

/// The kinds of chart that `plot` draws.
enum PlotKind: String, CaseIterable, ExpressibleByArgument { case line, bar, band }

/// What `plot` is asked to show.
struct PlotWish: Hashable {
  var kind: PlotKind
  var x: String
  var y: String
  var y2: String?
  var color: String?
  var title: String?
  var subtitle: String?
}

// What a file says of how it was plotted, so that it can be made again.
extension PlotWish {
  private static let name = "plot"

  /// The wish as options of a record.
  var options: [OutputRecord.Option] {
    let optional = [("y2", y2), ("color", color), ("title", title), ("subtitle", subtitle)]
    return [.init(Self.name, kind.rawValue), .init("x", x), .init("y", y)]
      + optional.compactMap { name, value in value.map { .init(name, $0) } }
  }

  /// The wish of a record, whose options are taken from the list; nil if its file was not plotted.
  init?(takenFrom options: inout [OutputRecord.Option]) {
    var rest = options
    func take(_ name: String) -> String? {
      guard let index = rest.firstIndex(where: { $0.name == name }) else { return nil }
      return rest.remove(at: index).value
    }
    guard let kind = take(Self.name).flatMap({ PlotKind(rawValue: $0) }), let x = take("x"),
      let y = take("y")
    else { return nil }
    self.init(
      kind: kind, x: x, y: y, y2: take("y2"), color: take("color"), title: take("title"),
      subtitle: take("subtitle"))
    options = rest
  }
}

/// The spec of a `plot` wish.
struct PlotSpec {
  let wish: PlotWish
  /// The file of the data, as the spec names it.
  let data: String
  let table: Table

  /// The spec as a text that seems to stand in the file of the data: so it names that by its name
  /// alone, and is the same from wherever it is drawn.
  static func source(_ wish: PlotWish, data: String, table: Table) -> SourceText {
    let spec = PlotSpec(wish: wish, data: FilePath.name(of: data), table: table)
    return SourceText(name: data, text: spec.json.text())
  }

  var json: JSONText {
    var members: [(String, JSONText)] = [
      ("$schema", .string("https://vega.github.io/schema/vega-lite/v6.json"))
    ]
    if let title = title { members.append(("title", title)) }
    members.append(("data", .object([("url", .string(data))])))
    members.append(("mark", mark))
    members.append(("encoding", .object(encoding)))
    return .object(members)
  }

  private var title: JSONText? {
    var parts: [(String, JSONText)] = []
    if let title = wish.title { parts.append(("text", .string(title))) }
    if let subtitle = wish.subtitle { parts.append(("subtitle", .string(subtitle))) }
    return parts.isEmpty ? nil : .object(parts)
  }

  private var mark: JSONText {
    switch wish.kind {
    case .line: .string("line")
    case .bar: .string("bar")
    case .band: .string("errorband")
    }
  }

  private var encoding: [(String, JSONText)] {
    var channels = [
      ("x", channel(wish.x, isBarSide: wish.kind == .bar)),
      // Lines and bands show numbers along y, and so do bars unless they lie.
      (
        "y",
        channel(
          wish.y, isBarSide: wish.kind == .bar && isNumber(wish.x),
          isMeasure: wish.kind != .bar || !isNumber(wish.x))
      ),
    ]
    if let y2 = wish.y2 { channels.append(("y2", .object([("field", .string(y2))]))) }
    if let color = wish.color { channels.append(("color", channel(color, isSeries: true))) }
    return channels
  }

  /// A column with its type: as asked in the shorthand, else by the data.
  private func channel(
    _ text: String, isBarSide: Bool = false, isMeasure: Bool = false, isSeries: Bool = false
  ) -> JSONText {
    if table[text] == nil, text.contains(":") || text.contains("(") { return .string(text) }
    let type = isSeries ? "nominal" : isMeasure ? "quantitative" : type(of: text, isBarSide)
    return .object([("field", .string(text)), ("type", .string(type))])
  }

  private func type(of name: String, _ isBarSide: Bool) -> String {
    guard let column = table[name] else { return "quantitative" }
    if isYear(column) { return isBarSide ? "ordinal" : "year" }
    switch column.cells {
    case .numbers: return "quantitative"
    case .dates: return "temporal"
    case .texts, .bools, .values: return "nominal"
    }
  }

  private func isNumber(_ name: String) -> Bool {
    guard let column = table[name], !isYear(column) else { return false }
    if case .numbers = column.cells { return true }
    return false
  }

  private func isYear(_ column: Column) -> Bool {
    if column.field?.kind == .year { return true }
    guard column.name.lowercased() == "year", case .numbers(let cells) = column.cells else {
      return false
    }
    return cells.allSatisfy { Column.isMissing($0) || $0 == $0.rounded() }
  }
}

extension DiagnosticLog {
  /// The same without places in a spec that nobody has written: they would mislead.
  func without(_ spec: SourceText) -> DiagnosticLog {
    var log = DiagnosticLog()
    for entry in entries {
      var entry = entry
      if entry.place?.source === spec { entry.place = nil }
      log.add(entry)
    }
    return log
  }
}
