// Expression: the tree that is evaluated.

import Tables

/// A value of an expression; nil is JavaScript's `undefined`, `.null` its `null`.
typealias JSValue = Value?

/// A part of an expression, its names resolved.
///
/// Chains of operators, conditions and members are flat, so that a long expression is not a deep
/// one.
indirect enum ExpressionNode: Sendable {
  /// A value that does not depend on anything.
  case literal(JSValue)
  /// The field of the datum with this number in the expression's list of fields.
  case field(Int)
  /// The whole datum.
  case datum
  /// A parameter.
  case parameter(String)
  /// The width or height of the plot.
  case extent(isWidth: Bool)
  /// A list.
  case list([ExpressionNode])
  /// An object.
  case record([(name: String, value: ExpressionNode)])
  /// Members of members: `a.b[c]`.
  case members(ExpressionNode, [ExpressionNode])
  /// An operator before its operand.
  case prefix(PrefixOperator, ExpressionNode)
  /// Operators of one rank, from left to right.
  case chain(ExpressionNode, [(InfixOperator, ExpressionNode)])
  /// The first value that is false, else the last: `a && b`.
  case all([ExpressionNode])
  /// The first value that is true, else the last: `a || b`.
  case any([ExpressionNode])
  /// The value of the first condition that holds: `a ? b : c`.
  case conditions([(test: ExpressionNode, value: ExpressionNode)], otherwise: ExpressionNode)
  /// A function of one number.
  case numeric(@Sendable (Double) -> Double, ExpressionNode)
  /// A function.
  case call(ExpressionFunction.Body, [ExpressionNode])
}

/// An operator before its operand.
enum PrefixOperator: String, Sendable {
  /// The number.
  case plus = "+"
  /// The number with the other sign.
  case minus = "-"
  /// Whether it is false.
  case not = "!"
  /// The bits inverted.
  case complement = "~"
}

/// An operator between two operands; the later in the list, the tighter it binds.
enum InfixOperator: String, Sendable, CaseIterable {
  /// Bits of either.
  case bitOr = "|"
  /// Bits of just one.
  case bitXor = "^"
  /// Bits of both.
  case bitAnd = "&"
  /// Equal after conversion.
  case equal = "=="
  /// Not equal after conversion.
  case notEqual = "!="
  /// Equal and of one type.
  case same = "==="
  /// Not equal or not of one type.
  case notSame = "!=="
  /// Less.
  case less = "<"
  /// Less or equal.
  case lessOrEqual = "<="
  /// Greater.
  case greater = ">"
  /// Greater or equal.
  case greaterOrEqual = ">="
  /// Whether an object has a member, or a list a place.
  case isIn = "in"
  /// Bits moved up.
  case shiftLeft = "<<"
  /// Bits moved down, the sign kept.
  case shiftRight = ">>"
  /// Bits moved down.
  case shiftRightUnsigned = ">>>"
  /// The sum, or texts joined.
  case add = "+"
  /// The difference.
  case subtract = "-"
  /// The product.
  case multiply = "*"
  /// The quotient.
  case divide = "/"
  /// The rest of the division, with the sign of the first operand.
  case remainder = "%"

  /// How tightly it binds.
  var rank: Int {
    switch self {
    case .bitOr: 1
    case .bitXor: 2
    case .bitAnd: 3
    case .equal, .notEqual, .same, .notSame: 4
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn: 5
    case .shiftLeft, .shiftRight, .shiftRightUnsigned: 6
    case .add, .subtract: 7
    case .multiply, .divide, .remainder: 8
    }
  }

  /// The tightest rank.
  static let highestRank = 8
}
