import Diagnostics
import Notation
import OrderedCollections
import Tables

/// What the data flow writes down about its rows while they flow, if somebody asks for the ledger.
///
/// Nothing here knows how a step works: what a step took out are the rows of files that stood behind
/// its rows before and stand behind none of them after.
struct LedgerBook {
  /// A step as it ran, once for each panel.
  private(set) var steps: OrderedDictionary<StepKey, RowLedger.Step> = [:]
  /// The rows of files that were taken out, each with the reason.
  private(set) var removals: [(cause: RowLedger.Cause, rows: [Lineage.Origin])] = []
  /// The rows that a filter took out by which a mark parts its rows among its layers: a reason for those
  /// that have no other.
  private(set) var partings: [(cause: RowLedger.Cause, rows: [Lineage.Origin])] = []
  /// The files that were read, in order.
  private(set) var files: OrderedSet<DataFile> = []
  private var valueFiles: [Place: DataFile] = [:]

  struct StepKey: Hashable {
    var kind: String
    var text: String
    var place: Place?
  }

  // MARK: Reading

  /// Takes in a table as it was read.
  ///
  /// Values written in a spec become the rows of a file, so that
  /// they can be told one by one.
  mutating func read(_ table: Table, values: Node?) -> Table {
    var table = table
    if case .none = table.lineage, let values, let elements = values.elements,
      elements.count == table.rowCount
    {
      let file =
        valueFiles[values.place]
        ?? DataFile(
          text: values.place.source, rowStarts: elements.map(\.place.range.lowerBound),
          columnNames: table.columnNames, layout: .values, columns: table.columns)
      valueFiles[values.place] = file
      table.lineage = .file(file)
    }
    if case .file(let file) = table.lineage { files.append(file) }
    return table
  }

  // MARK: Steps

  /// Writes down what a step of a `transform` list made of its rows.
  mutating func note(_ step: TransformSpec, from table: Table, to result: Table) {
    let (kind, text, place) = (step.kindName, step.summary, step.place)
    note(kind, text, at: place, before: table.rowCount, after: result.rowCount)
    let left = takenOut(from: table, to: result)
    guard !left.isEmpty else { return }
    // What an aggregate leaves out has no value in any of the columns that it gathers.
    if case .aggregate(let fields, _) = step,
      let gathered = fields.first(where: { $0.field != nil }),
      let column = gathered.field
    {
      let user = gathered.op?.rawValue ?? kind
      removals += RowLedger.Cause.causes(
        of: left, withoutValueIn: column.name, of: user, at: column.place
      ).map { ($0.cause, $0.origins) }
      return
    }
    let cause = RowLedger.Cause(step.causeKind, text, at: place)
    if case .filter(let spec) = step, !spec.isWritten {
      partings.append((cause, left))
    } else {
      removals.append((cause, left))
    }
  }

  /// Writes down a step that is no transform of its own.
  mutating func note(
    _ kind: String, _ text: String, at place: Place?, before: Int, after: Int
  ) {
    let key = StepKey(kind: kind, text: text, place: place)
    var step = steps[key] ?? RowLedger.Step(kind: kind, text: text, place: place)
    step.before += before
    step.after += after
    steps[key] = step
  }

  /// Writes down that rows of a table go no further.
  mutating func takeOut(
    _ rows: some Sequence<Int>, of table: Table, _ cause: @autoclosure () -> RowLedger.Cause
  ) {
    let origins = rows.flatMap { table.lineage[$0] }
    if !origins.isEmpty { removals.append((cause(), origins)) }
  }

  /// Writes down that rows without a place go no further, each row of a file with its own reason:
  /// several may have been gathered to one.
  mutating func takeOut(_ invalid: InvalidRows, of table: Table) {
    let origins = invalid.rows.flatMap { table.lineage[$0] }
    for (cause, origins) in invalid.causes(of: origins) { removals.append((cause, origins)) }
  }

  /// The rows of files that stand behind a table and behind none of the rows made of it.
  private func takenOut(from table: Table, to result: Table) -> [Lineage.Origin] {
    var kept: Set<Lineage.Origin> = []
    for row in 0..<result.rowCount {
      result.lineage.visit(row) { kept.insert(Lineage.Origin($0, $1)) }
    }
    var left: [Lineage.Origin] = []
    for row in 0..<table.rowCount {
      table.lineage.visit(row) { file, number in
        let origin = Lineage.Origin(file, number)
        if !kept.contains(origin) { left.append(origin) }
      }
    }
    return left
  }
}

extension TransformSpec {
  /// What the step is called in a ledger: its key in the spec.
  fileprivate var kindName: String {
    switch self {
    case .filter: "filter"
    case .calculate: "calculate"
    case .aggregate: "aggregate"
    case .joinaggregate: "joinaggregate"
    case .fold: "fold"
    case .timeUnit: "timeUnit"
    case .window: "window"
    case .stack: "stack"
    case .bin: "bin"
    case .lookup: "lookup"
    case .pivot: "pivot"
    case .flatten: "flatten"
    case .impute: "impute"
    case .sample: "sample"
    case .extent: "extent"
    case .density: "density"
    case .regression: "regression"
    case .loess: "loess"
    case .quantile: "quantile"
    }
  }

  fileprivate var causeKind: RowLedger.Cause.Kind {
    switch self {
    case .filter: .filter
    case .sample: .sample
    default: .step
    }
  }

  /// What the step does, in the words of the spec.
  fileprivate var summary: String {
    switch self {
    case .filter(let spec): spec.isWritten ? spec.node.oneLine : "made by the mark"
    case .calculate(let expression, let name):
      "\(name) = \(expression.isWritten ? expression.node.oneLine : "made by the mark")"
    case .aggregate(let fields, let groupby), .joinaggregate(let fields, let groupby):
      fields.map { "\($0.op?.rawValue ?? "count")(\($0.field?.name ?? ""))" }
        .joined(separator: ", ") + (groupby.isEmpty ? "" : " by " + names(groupby))
    case .fold(let fields, _): names(fields)
    case .timeUnit(let unit, let field, _): "\(unit.name)(\(field.name))"
    case .window(let spec): spec.groupby.map { "by " + names($0) } ?? "all rows"
    case .stack(let spec): spec.field?.name ?? ""
    case .bin(let spec): spec.field?.name ?? ""
    case .lookup(let spec): "by \(spec.field?.name ?? "")"
    case .pivot(let spec): "\(spec.field?.name ?? "") to columns"
    case .flatten(let spec): names(spec.fields ?? [])
    case .impute(let spec): "\(spec.field?.name ?? "") along \(spec.key?.name ?? "")"
    case .sample(let spec): spec.count.map { "\(JSNumber.text($0)) rows by lot" } ?? ""
    case .extent(let spec): spec.field?.name ?? ""
    case .density(let spec): spec.field?.name ?? ""
    case .regression(let spec): "\(spec.field?.name ?? "") on \(spec.on?.name ?? "")"
    case .loess(let spec): "\(spec.field?.name ?? "") on \(spec.on?.name ?? "")"
    case .quantile(let spec): spec.field?.name ?? ""
    }
  }

  private func names(_ fields: [FieldName]) -> String {
    fields.map(\.name).joined(separator: ", ")
  }

  /// Where it is written.
  fileprivate var place: Place? {
    switch self {
    case .filter(let spec): spec.node.place
    case .calculate(let expression, _): expression.node.place
    case .aggregate(let fields, let groupby), .joinaggregate(let fields, let groupby):
      fields.lazy.compactMap(\.place).first ?? groupby.first?.place
    case .fold(let fields, _): fields.first?.place
    case .timeUnit(_, let field, _): field.place
    case .window(let spec): spec.place
    case .stack(let spec): spec.place
    case .bin(let spec): spec.place
    case .lookup(let spec): spec.place
    case .pivot(let spec): spec.place
    case .flatten(let spec): spec.place
    case .impute(let spec): spec.place
    case .sample(let spec): spec.place
    case .extent(let spec): spec.place
    case .density(let spec): spec.place
    case .regression(let spec): spec.place
    case .loess(let spec): spec.place
    case .quantile(let spec): spec.place
    }
  }
}

extension Node {
  /// What was written, on one line, not longer than fits there.
  fileprivate var oneLine: String {
    let line = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 72 ? line.prefix(71) + "…" : line
  }

  /// The value as YAML writes it on one line, without quotes.
  private var plain: String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): JSNumber.text(number)
    case .string(let text): text
    case .array(let elements): "[" + elements.map(\.plain).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\($0.key): \($0.value.plain)" }.joined(separator: ", ") + "}"
    }
  }
}
