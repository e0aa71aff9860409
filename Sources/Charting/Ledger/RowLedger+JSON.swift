import Diagnostics
import Notation

// The ledger for programs.
extension RowLedger {
  /// The ledger as JSON; rows are told by their line in the file, those that are not drawn all of them.
  public var json: JSONText {
    .object([
      ("title", .string(title)), ("rowErrors", .count(rowErrors)),
      ("data", .array(files.map(\.json))),
      ("steps", .array(steps.map(\.json))), ("marks", .array(marks.map(\.json))),
      ("sources", .array(sources.map(\.json))), ("parameters", .array(parameters.map(\.json))),
    ])
  }
}

extension RowLedger.File {
  fileprivate var json: JSONText {
    .object([
      ("file", .string(file.text.name)),
      ("isInSpec", .bool(file.layout == .values)),
      ("rowsRead", .count(rowsRead)), ("rowsDrawn", .count(rowsDrawn)),
      (
        "notDrawn",
        .array(
          drops.map { drop in
            .object([
              ("rows", .count(drop.rows.count)), ("causes", .array(drop.causes.map(\.json))),
              ("lines", .array(drop.rows.map { .count(line(of: $0)) })),
            ])
          })
      ),
      (
        "repeatedKeys",
        .array(
          repeatedKeys.map { key in
            .object([
              ("columns", .array(key.columns.map { .string($0) })),
              ("rows", .count(key.rows.count)),
              ("lines", .array(key.rows.map { .count(line(of: $0)) })),
            ])
          })
      ),
    ])
  }
}

extension RowLedger.Cause {
  fileprivate var json: JSONText {
    .object(
      [("kind", .string(kind.rawValue)), ("text", .string(text))] + JSONText.place(place))
  }
}

extension RowLedger.Step {
  fileprivate var json: JSONText {
    .object(
      [
        ("kind", .string(kind)), ("text", .string(text)), ("rowsBefore", .count(before)),
        ("rowsAfter", .count(after)),
      ] + JSONText.place(place))
  }
}

extension RowLedger.Mark {
  fileprivate var json: JSONText {
    .object(
      [
        ("mark", .string(type)), ("rows", .count(rows)), ("rowsDrawn", .count(rowsDrawn)),
        ("items", .count(items)), ("itemsOutside", .count(itemsOutside)),
        ("rowsAtSamePlace", .count(rowsAtSamePlace)),
        (
          "fields",
          .array(
            fields.map {
              .object([("channel", .string($0.channel)), ("shows", .string($0.text))])
            })
        ),
        (
          "notDrawn",
          .array(
            drops.map { .object([("rows", .count($0.rows)), ("cause", $0.cause.json)]) })
        ),
      ] + JSONText.place(place))
  }
}

extension RowLedger.Source {
  fileprivate var json: JSONText {
    func text(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }
    return .object([
      ("key", text(key)), ("attribution", .string(attribution)), ("terms", text(terms)),
      ("howRead", text(howRead)), ("address", text(address)), ("rows", .count(rows)),
      (
        "statuses",
        .array(
          statuses.map { .object([("status", .string($0.status)), ("rows", .count($0.rows))]) })
      ),
    ])
  }
}

extension RowLedger.Parameter {
  fileprivate var json: JSONText {
    .object([("name", .string(name)), ("value", .string(value)), ("isGiven", .bool(isGiven))])
  }
}

extension JSONText {
  fileprivate static func count(_ count: Int) -> JSONText { .number(Double(count)) }

  /// Where something is written: file, line and column; nothing if nowhere.
  fileprivate static func place(_ place: Place?) -> [(String, JSONText)] {
    guard let place = place?.written else { return [] }
    let (line, column) = place.source.position(of: place.range.lowerBound)
    return [
      ("file", .string(place.source.name)), ("line", .count(line)), ("column", .count(column)),
    ]
  }
}
