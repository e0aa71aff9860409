import Canvas
import Notation
import Tables

extension Difference {
  /// What is different, for programs.
  public var json: JSONText {
    .object([
      ("old", .string(old.name)), ("new", .string(new.name)), ("differs", .bool(!isEmpty)),
      ("data", .array(data.map(json))),
      (
        "files",
        .array(
          files.map {
            .object([("file", .string($0.name)), ("change", .string("\($0.kind)"))])
          })
      ),
      ("documents", .array(reports.map(json))), ("outputs", .array(notes.map { .string($0) })),
    ])
  }

  // MARK: Data

  private func json(_ data: DataDifference) -> JSONText {
    var members: [(String, JSONText)] = [("file", .string(data.name))]
    switch data.change {
    case .added(let rows):
      members += [("change", .string("new")), ("rows", .number(Double(rows)))]
    case .removed(let rows):
      members += [("change", .string("gone")), ("rows", .number(Double(rows)))]
    case .rewritten: members.append(("change", .string("rewritten")))
    case .changed(let table):
      members += [
        ("change", .string("changed")),
        ("key", .array(table.match.columns.map { .string($0) })),
        ("keyIsDeclared", .bool(table.match.isDeclared)),
        ("columnsAdded", .array(table.columnsAdded.map { .string($0) })),
        ("columnsRemoved", .array(table.columnsRemoved.map { .string($0) })),
        ("columns", .array(table.properties.map(\.json))),
        ("cells", .array(table.rows.flatMap { cells($0, data) })),
        ("rowsAdded", .array(table.rowsAdded.map { row($0, data, isNew: true) })),
        ("rowsRemoved", .array(table.rowsRemoved.map { row($0, data, isNew: false) })),
        ("isReordered", .bool(table.isReordered)),
      ]
    }
    return .object(members)
  }

  private func cells(_ row: TableDifference.Row, _ data: DataDifference) -> [JSONText] {
    row.cells.map { cell in
      var members: [(String, JSONText)] = [
        ("row", key(row.new, data, isNew: true)), ("column", .string(cell.column)),
        ("old", cell.old.json), ("new", cell.new.json),
      ]
      if let file = data.new {
        members.append(("at", .string(new.shown(file.place(ofRow: row.new, column: cell.column)))))
      }
      return .object(members)
    }
  }

  private func row(_ row: Int, _ data: DataDifference, isNew: Bool) -> JSONText {
    let file = isNew ? data.new : data.old
    let place = file.map { (isNew ? new : old).shown($0.place(ofRow: row)) }
    return .object([
      ("row", key(row, data, isNew: isNew)), ("at", place.map { .string($0) } ?? .null),
    ])
  }

  private func key(_ row: Int, _ data: DataDifference, isNew: Bool) -> JSONText {
    let file = isNew ? data.new : data.old
    let columns = data.table?.match.columns ?? []
    if columns.isEmpty { return .number(Double(row + 1)) }
    return .object(columns.map { ($0, (file?.column($0)?[row] ?? .null).json) })
  }

  // MARK: Documents

  private func json(_ report: ReportDifference) -> JSONText {
    var members: [(String, JSONText)] = [("file", .string(report.name))]
    if let presence = report.presence { members.append(("change", .string(presence.rawValue))) }
    if let failure = report.failure { members.append(("failure", .string(failure))) }
    members += [
      ("figures", .array(report.figures.map(\.json))),
      ("pages", .array(report.pages.map(\.json))),
      (
        "claims",
        .array(
          report.claims.map { claim in
            .object([
              ("change", .string(claim.kind.rawValue)), ("text", .string(claim.text)),
              ("oldText", .string(claim.oldText)), ("claim", .string(claim.expression)),
              ("message", claim.message.map { .string($0) } ?? .null),
              ("at", .string(new.shown(claim.place))),
            ])
          })
      ),
    ]
    return .object(members)
  }
}

extension RowMatch {
  fileprivate var isDeclared: Bool {
    if case .declaredKey = self { true } else { false }
  }
}

extension Value {
  fileprivate var json: JSONText {
    switch self {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): .number(number)
    default: .string(text)
    }
  }
}

extension TableDifference.Property {
  fileprivate var json: JSONText {
    .object([
      ("column", .string(column)), ("what", .string(name)), ("old", .string(old)),
      ("new", .string(new)),
    ])
  }
}

extension FigureDifference {
  fileprivate var json: JSONText {
    .object([
      ("id", id.isEmpty ? .null : .string(id)), ("number", label.isEmpty ? .null : .string(label)),
      ("title", .string(title)), ("change", .string(kind.rawValue)),
      ("series", .array(series.map(\.json))), ("labels", .array(labels.map(\.json))),
      ("words", .array(words.map(\.json))),
    ])
  }
}

extension SeriesChange {
  fileprivate var json: JSONText {
    func number(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
    let percent = old.flatMap { old in new.flatMap { ChangeWords.percent(old, $0) } }
    return .object([
      ("series", .string(name)), ("measure", .string(measure)),
      ("unit", unit.map { .string($0) } ?? .null), ("at", .string(place)), ("old", number(old)),
      ("new", number(new)), ("percent", number(percent)), ("changed", .number(Double(changed))),
      ("added", .number(Double(added))), ("removed", .number(Double(removed))),
      ("values", .number(Double(count))),
    ])
  }
}

extension LabelChange {
  fileprivate var json: JSONText {
    var members: [(String, JSONText)] = [("text", .string(text))]
    switch kind {
    case .moved(let dx, let dy):
      members += [
        ("change", .string("moved")), ("dx", .number((dx * 100).rounded() / 100)),
        ("dy", .number((dy * 100).rounded() / 100)),
      ]
    case .reworded(let new):
      members += [("change", .string("reworded")), ("new", .string(new))]
    case .appeared: members.append(("change", .string("new")))
    case .vanished: members.append(("change", .string("gone")))
    }
    return .object(members)
  }
}

extension WordsChange {
  fileprivate var json: JSONText {
    .object([
      ("part", .string("\(part)")), ("old", .string(old)), ("new", .string(new)),
      ("noLongerInData", .array(lostNumbers.map { .string($0) })),
    ])
  }
}

extension PagesDifference {
  fileprivate var json: JSONText {
    .object([
      ("shape", .string(format.rawValue)), ("count", .number(Double(newCount))),
      ("oldCount", .number(Double(oldCount))),
      ("changed", .array(changed.map { .number(Double($0)) })),
      ("gone", .array(gone.map { .number(Double($0)) })),
    ])
  }
}
