import Diagnostics

extension ResourceDescriptor {
  /// Reports the columns of a file that are not described, and those described that it has not, as
  /// far as `fieldsMatch` asks for them.
  ///
  /// Columns are found by their names. Without `fieldsMatch` another order is a warning, since
  /// version 1 of the standard only advises to keep it.
  func compareColumns(
    with columns: [(name: String, place: Place)], haveOrder: Bool = false, at start: Place,
    log: inout DiagnosticLog
  ) {
    let found = Set(columns.map(\.name))
    let known = Set(fields.map(\.name))
    var absent = fields.map(\.name).filter { !found.contains($0) }
    let match = fieldsMatch ?? .exact
    if match == .partial, found.isDisjoint(with: known) {
      log.add(.noKnownColumn(resource: self, at: start))
    }
    let strangers = columns.filter { !known.contains($0.name) }
    Tally.report(
      match == .subset || match == .partial ? [] : strangers, to: &log,
      each: { column in
        let near = Suggestion.nearest(to: column.name, in: absent)
        absent.removeAll { $0 == near }
        return .undescribedColumn(column.name, near: near, resource: self, at: column.place)
      },
      rest: { .moreColumns($0, "not described by the data package", at: start) })
    if match != .superset, match != .partial {
      Tally.report(
        absent, to: &log,
        each: { .absentColumn($0, resource: self, at: start) },
        rest: { .moreColumns($0, "missing", at: start) })
    }
    if haveOrder, match == .exact, strangers.isEmpty, absent.isEmpty {
      compareOrder(columns, log: &log)
    }
  }

  private func compareOrder(
    _ columns: [(name: String, place: Place)], log: inout DiagnosticLog
  ) {
    guard let (column, field) = zip(columns, fields).first(where: { $0.name != $1.name }) else {
      return
    }
    log.add(.otherOrder(column.name, field.name, isAsked: fieldsMatch != nil, at: column.place))
  }
}

extension Diagnostic {
  static func otherOrder(
    _ found: String, _ described: String, isAsked: Bool, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      isAsked ? .error : .warning, "column-order",
      "the column '\(found)' stands where the data package describes '\(described)'", at: place,
      why: "columns stand in the order of the fields",
      hints: ["bring the fields in the order of the file, or say \"fieldsMatch\": \"equal\""])
  }

  static func noKnownColumn(resource: ResourceDescriptor, at place: Place) -> Diagnostic {
    .error(
      "missing-column", "the data package describes none of the columns", at: place,
      why: "'\(resource.name)' has the columns \(Suggestion.list(resource.fields.map(\.name)))")
  }

  static func undescribedColumn(
    _ name: String, near: String?, resource: ResourceDescriptor, at place: Place
  ) -> Diagnostic {
    .error(
      "unknown-column", "the data package does not describe a column '\(name)'", at: place,
      why: "'\(resource.name)' has the columns \(Suggestion.list(resource.fields.map(\.name)))",
      hint: near.map { "did you mean '\($0)'?" }
        ?? "add it to the fields of '\(resource.name)', or take it out")
  }

  static func absentColumn(
    _ name: String, resource: ResourceDescriptor, at place: Place
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "missing-column", "the column '\(name)' is missing", at: place,
      why: "the data package describes it in '\(resource.name)'")
    if let described = resource.field(name)?.place {
      problem.notes = [.init("described here", at: described)]
    }
    return problem
  }
}
