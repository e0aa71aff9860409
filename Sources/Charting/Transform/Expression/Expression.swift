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

  /// Reads an expression; nil after an error that is in the log.
  ///
  /// `parameters` are the names that it may use besides those of Vega.
  static func parse(
    _ text: String, place: Place?, parameters: [String] = [], log: inout DiagnosticLog
  ) -> Expression? {
    var parser = ExpressionParser(text, place: place, parameters: parameters)
    let root = parser.parse()
    log.add(contentsOf: parser.log)
    guard let root else { return nil }
    return Expression(
      text: text, fieldsUsed: parser.fields, fieldRanges: parser.fieldRanges,
      usesWholeDatum: parser.usesWholeDatum, parametersUsed: parser.parametersUsed, root: root)
  }

  private init(
    text: String, fieldsUsed: [String], fieldRanges: [Range<Int>], usesWholeDatum: Bool,
    parametersUsed: [String], root: ExpressionNode
  ) {
    self.text = text
    self.fieldsUsed = fieldsUsed
    self.fieldRanges = fieldRanges
    self.usesWholeDatum = usesWholeDatum
    self.parametersUsed = parametersUsed
    self.root = root
  }

  /// The value in a scope; null if it is undefined.
  func evaluate(_ scope: ExpressionScope) -> Value {
    ExpressionEvaluator(scope: scope, source: .names(fieldsUsed)).value(of: root) ?? .null
  }

  /// The values for each row of a table; the scope gives all but the datum.
  func values(for table: Table, scope: ExpressionScope = .empty) -> [Value] {
    let columns = fieldsUsed.map { table[$0] }
    var evaluator = ExpressionEvaluator(scope: scope, source: .columns(columns, row: 0))
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
