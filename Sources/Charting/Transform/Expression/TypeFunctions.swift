// Expression: questions of type, and conversions.

import Tables

/// Questions of type, and conversions, as in Vega.
enum TypeFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = [
    "isArray": test { if case .list = $0 { true } else { false } },
    "isBoolean": test { if case .bool = $0 { true } else { false } },
    "isDate": test { if case .date = $0 { true } else { false } },
    "isDefined": test { $0 != nil },
    "isNumber": test { if case .number = $0 { true } else { false } },
    "isObject": test { value in
      switch value {
      case .list, .record, .geometry, .date: true
      default: false
      }
    },
    "isRegExp": test { PatternFunctions.isPattern($0) },
    "isString": test { if case .text = $0 { true } else { false } },
    "isTuple": test { _ in false },
    "isValid": test { isValid($0) },
    "isNaN": test { if case .number(let number) = $0 { number.isNaN } else { false } },
    "isFinite": test { if case .number(let number) = $0 { number.isFinite } else { false } },
    "toBoolean": conversion { value in
      if case .text(let text) = value { return .bool(text != "false" && text != "0") }
      return .bool(JS.isTruthy(value))
    },
    "toNumber": conversion { .number(JS.number($0)) },
    "toString": conversion { .text(JS.text($0)) },
    "toDate": conversion { .date(DateFunctions.moment($0)) },
    "merge": .pure(0...99) { arguments in
      var merged: [Value.Member] = []
      for case .record(let members) in arguments.values {
        for member in members {
          merged.removeAll { $0.name == member.name }
          merged.append(member)
        }
      }
      return .record(merged)
    },
  ]

  /// Whether a value is there and is not NaN.
  static func isValid(_ value: JSValue) -> Bool {
    switch value {
    case nil, .null: false
    case .number(let number), .date(let number): !number.isNaN
    default: true
    }
  }

  private static func test(
    _ predicate: @escaping @Sendable (JSValue) -> Bool
  ) -> ExpressionFunction {
    .pure(1...1) { .bool(predicate($0[0])) }
  }

  /// A conversion that leaves nothing and the empty text as nothing.
  private static func conversion(
    _ convert: @escaping @Sendable (Value) -> JSValue
  ) -> ExpressionFunction {
    .pure(1...1) { arguments in
      guard let value = arguments[0], !value.isNull, value != .text("") else { return .null }
      return convert(value)
    }
  }
}
