// Expression: the front door.

import Diagnostics
import Tables

/// An expression of Vega's language, read and ready to be evaluated.
///
///     let double = Expression.parse("datum.grain * 2", place: nil, log: &log)
///     double?.evaluate(ExpressionScope(datum: { _ in .number(21) }))   // 42
struct Expression: Sendable {
  /// The expression as written.
  let text: String
  /// The fields of the datum that it names, in order of first use.
  let fieldsUsed: [String]
  /// The bytes of the text in which each of them is first named.
  let fieldRanges: [Range<Int>]
  /// Whether it sees more of the datum than the fields that it names.
  let usesWholeDatum: Bool
  /// The parameters that it names, in order of first use.
  let parametersUsed: [String]
  private let root: ExpressionNode
  private let parameters: [String: Value]

  /// Reads an expression; nil after an error that is in the log.
  ///
  /// `parameters` are what it may name besides what every expression sees.
  static func parse(
    _ text: String, place: Place?, parameters: Parameters = Parameters(), log: inout DiagnosticLog
  ) -> Expression? {
    var parser = ExpressionParser(text, place: place, parameters: parameters.names)
    let root = parser.parse()
    log.add(contentsOf: parser.log)
    guard let root else { return nil }
    return Expression(
      text: text, fieldsUsed: parser.fields, fieldRanges: parser.fieldRanges,
      usesWholeDatum: parser.usesWholeDatum, parametersUsed: parser.parametersUsed, root: root,
      parameters: parameters.values)
  }

  private init(
    text: String, fieldsUsed: [String], fieldRanges: [Range<Int>], usesWholeDatum: Bool,
    parametersUsed: [String], root: ExpressionNode, parameters: [String: Value]
  ) {
    self.text = text
    self.fieldsUsed = fieldsUsed
    self.fieldRanges = fieldRanges
    self.usesWholeDatum = usesWholeDatum
    self.parametersUsed = parametersUsed
    self.root = root
    self.parameters = parameters.filter { parametersUsed.contains($0.key) }
  }

  /// A scope in which the parameters have the values that they had when the text was read.
  private func bound(_ scope: ExpressionScope) -> ExpressionScope {
    guard !parameters.isEmpty else { return scope }
    var scope = scope
    let outer = scope.parameter, own = parameters
    scope.parameter = { outer($0) ?? own[$0] }
    return scope
  }

  /// The value in a scope; null if it is undefined.
  func evaluate(_ scope: ExpressionScope) -> Value {
    ExpressionEvaluator(scope: bound(scope), source: .names(fieldsUsed)).value(of: root) ?? .null
  }

  /// The values for each row of a table; the scope gives all but the datum.
  func values(for table: Table, scope: ExpressionScope = .empty) -> [Value] {
    let columns = fieldsUsed.map { table[$0] }
    var evaluator = ExpressionEvaluator(scope: bound(scope), source: .columns(columns, row: 0))
    return (0..<table.rowCount).map { row in
      evaluator.source = .columns(columns, row: row)
      evaluator.scope.chance.row = row
      if usesWholeDatum { evaluator.scope.see(table, row: row) }
      return evaluator.value(of: root) ?? .null
    }
  }
}

extension ExpressionScope {
  /// Makes a row of a table the datum.
  fileprivate mutating func see(_ table: Table, row: Int) {
    datum = { table[$0]?[row] }
    record = { .record(table.columns.map { Value.Member($0.name, $0[row]) }) }
  }
}
