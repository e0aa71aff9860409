// Expression: tree to value.

import Tables

/// Evaluates an expression in a scope; no input makes it fail, what has no value is undefined.
struct ExpressionEvaluator {
  /// What the expression sees.
  var scope: ExpressionScope
  /// Where the fields of the datum come from.
  var source: Source

  /// Where the fields of the datum come from, by their number in the expression's list.
  enum Source {
    /// From the scope, by name.
    case names([String])
    /// From a row of columns, found once for all rows.
    case columns([Column?], row: Int)
  }

  private func field(_ index: Int) -> JSValue {
    switch source {
    case .names(let names): scope.datum(names[index])
    case .columns(let columns, let row): columns[index]?[row]
    }
  }

  /// The value of a part of the expression.
  func value(of node: ExpressionNode) -> JSValue {
    switch node {
    case .literal(let value): return value
    case .field(let index): return field(index)
    case .datum: return scope.record()
    case .parameter(let name): return scope.parameter(name)
    case .extent(let isWidth): return (isWidth ? scope.width : scope.height).map { .number($0) }
    case .list(let nodes): return .list(nodes.map { value(of: $0) ?? .null })
    case .record(let members): return record(members)
    case .members(let node, let keys): return members(of: node, keys)
    case .prefix(let sign, let node): return prefix(sign, value(of: node))
    case .chain(let first, let rest): return chain(first, rest)
    case .all(let nodes): return firstValue(of: nodes) { !JS.isTruthy($0) }
    case .any(let nodes): return firstValue(of: nodes) { JS.isTruthy($0) }
    case .conditions(let cases, let otherwise):
      let chosen = cases.first { JS.isTruthy(value(of: $0.test)) }?.value ?? otherwise
      return value(of: chosen)
    case .numeric(let function, let node): return .number(function(JS.number(value(of: node))))
    case .call(let body, let nodes):
      return body(ExpressionArguments(nodes.map { value(of: $0) }), scope)
    }
  }

  private func record(_ members: [(name: String, value: ExpressionNode)]) -> JSValue {
    .record(members.map { Value.Member($0.name, value(of: $0.value) ?? .null) })
  }

  private func members(of node: ExpressionNode, _ keys: [ExpressionNode]) -> JSValue {
    if case .datum = node, let first = keys.first {
      let start = scope.datum(JS.text(value(of: first)))
      return keys.dropFirst().reduce(start) { JS.member($0, value(of: $1)) }
    }
    return keys.reduce(value(of: node)) { JS.member($0, value(of: $1)) }
  }

  private func firstValue(
    of nodes: [ExpressionNode], where decides: (JSValue) -> Bool
  ) -> JSValue {
    var result: JSValue = nil
    for node in nodes {
      result = value(of: node)
      if decides(result) { return result }
    }
    return result
  }

  private func prefix(_ sign: PrefixOperator, _ operand: JSValue) -> JSValue {
    switch sign {
    case .plus: .number(JS.number(operand))
    case .minus: .number(-JS.number(operand))
    case .not: .bool(!JS.isTruthy(operand))
    case .complement: .number(Double(~JS.int32(operand)))
    }
  }

  private func chain(
    _ first: ExpressionNode, _ rest: [(InfixOperator, ExpressionNode)]
  ) -> JSValue {
    var result = value(of: first)
    for (sign, node) in rest { result = infix(sign, result, value(of: node)) }
    return result
  }

  private func infix(_ sign: InfixOperator, _ a: JSValue, _ b: JSValue) -> JSValue {
    switch sign {
    case .add: return JS.sum(a, b)
    case .subtract: return .number(JS.number(a) - JS.number(b))
    case .multiply: return .number(JS.number(a) * JS.number(b))
    case .divide: return .number(JS.number(a) / JS.number(b))
    case .remainder:
      return .number(JS.number(a).truncatingRemainder(dividingBy: JS.number(b)))
    case .equal: return .bool(JS.isEqual(a, b))
    case .notEqual: return .bool(!JS.isEqual(a, b))
    case .same: return .bool(JS.isSame(a, b))
    case .notSame: return .bool(!JS.isSame(a, b))
    case .less: return .bool(JS.isLess(a, b) ?? false)
    case .greater: return .bool(JS.isLess(b, a) ?? false)
    case .lessOrEqual: return .bool(!(JS.isLess(b, a) ?? true))
    case .greaterOrEqual: return .bool(!(JS.isLess(a, b) ?? true))
    case .isIn: return .bool(JS.member(b, a) != nil)
    case .bitAnd: return .number(Double(JS.int32(a) & JS.int32(b)))
    case .bitOr: return .number(Double(JS.int32(a) | JS.int32(b)))
    case .bitXor: return .number(Double(JS.int32(a) ^ JS.int32(b)))
    case .shiftLeft: return .number(Double(JS.int32(a) << (JS.int32(b) & 31)))
    case .shiftRight: return .number(Double(JS.int32(a) >> (JS.int32(b) & 31)))
    case .shiftRightUnsigned:
      let bits = UInt32(bitPattern: JS.int32(a))
      return .number(Double(bits >> UInt32(JS.int32(b) & 31)))
    }
  }
}
