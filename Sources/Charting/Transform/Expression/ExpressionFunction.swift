// Expression: what a function is.

import Diagnostics
import Tables

/// A function of the expression language.
struct ExpressionFunction: Sendable {
  /// What it does with its arguments.
  typealias Body = @Sendable (ExpressionArguments, ExpressionScope) -> JSValue

  /// How many arguments it takes.
  var arity: ClosedRange<Int>
  /// What it does.
  var action: Action
  /// Makes a faster body, and checks constant arguments, once while the expression is read; nil
  /// leaves the usual body.
  var prepare: (@Sendable (ExpressionCall, inout DiagnosticLog) -> Body?)?

  /// What it does, with a short way for functions of one number.
  enum Action: Sendable {
    /// A function of one number.
    case numeric(@Sendable (Double) -> Double)
    /// Any other.
    case body(Body)
    /// None: it has no meaning in a static picture, with the reason and what to do.
    case none(why: String, hint: String?)
  }

  /// A function of one number.
  static func numeric(_ function: @escaping @Sendable (Double) -> Double) -> ExpressionFunction {
    ExpressionFunction(arity: 1...1, action: .numeric(function))
  }

  /// A function of its arguments alone.
  static func pure(
    _ arity: ClosedRange<Int>, _ function: @escaping @Sendable (ExpressionArguments) -> JSValue
  ) -> ExpressionFunction {
    ExpressionFunction(arity: arity, action: .body { arguments, _ in function(arguments) })
  }

  /// A function that is known but has no meaning here.
  static func none(_ why: String, hint: String? = nil) -> ExpressionFunction {
    ExpressionFunction(arity: 0...99, action: .none(why: why, hint: hint))
  }

  /// All functions, by name.
  static let all: [String: ExpressionFunction] = [
    MathFunctions.all, DistributionFunctions.all, TextFunctions.all, ListFunctions.all,
    TypeFunctions.all, DateFunctions.all, FormatFunctions.all, PatternFunctions.all,
    ScaleFunctions.all, ColorFunctions.all, ChanceFunctions.all, DomainFunctions.all,
    OtherFunctions.all,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
}

/// The values of a function's arguments; those that are not there are undefined.
struct ExpressionArguments: Sendable {
  /// The values.
  let values: [JSValue]

  /// Creates arguments.
  init(_ values: [JSValue]) { self.values = values }

  /// The value of an argument.
  subscript(index: Int) -> JSValue { index < values.count ? values[index] : nil }

  /// How many there are.
  var count: Int { values.count }

  /// An argument as a number.
  func number(_ index: Int) -> Double { JS.number(self[index]) }

  /// An argument as a number, if it is given.
  func number(_ index: Int, otherwise: Double) -> Double {
    self[index] == nil ? otherwise : JS.number(self[index])
  }

  /// An argument as a text.
  func text(_ index: Int) -> String { JS.text(self[index]) }

  /// An argument as a text, if it is given.
  func text(_ index: Int, otherwise: String) -> String {
    self[index] == nil ? otherwise : JS.text(self[index])
  }

  /// An argument as a list; nil if it is none.
  func list(_ index: Int) -> [Value]? {
    if case .list(let values) = self[index] { values } else { nil }
  }
}

/// A call as it is written, while the expression is read.
struct ExpressionCall: Sendable {
  /// The name of the function.
  var name: String
  /// Where it stands in the expression, in bytes.
  var site = 0
  /// The arguments that are literal; nil for the others.
  var constants: [Value?]
  /// Where each argument is written.
  var places: [Place?]

  /// The text of an argument that is a literal text.
  func text(_ index: Int) -> String? {
    guard index < constants.count, case .text(let text) = constants[index] else { return nil }
    return text
  }

  /// Where an argument is written.
  func place(_ index: Int) -> Place? { index < places.count ? places[index] : nil }
}
