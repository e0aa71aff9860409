import Diagnostics

/// A part of a claim, and where it was written.
struct ClaimExpression: Sendable {
  indirect enum Kind: Sendable {
    case number(Double)
    case text(String)
    /// A resource, a parameter, or what the front matter gives a name.
    case name(String)
    /// A file of data.
    case file(String)
    /// The rows that meet conditions.
    case filter(ClaimExpression, [ClaimCondition])
    /// A column of rows.
    case member(ClaimExpression, Written)
    case call(Written, [ClaimExpression])
    case negative(ClaimExpression)
    /// A value counted in millions or the like: divided by so much.
    case scaled(ClaimExpression, Double)
    case operation(ClaimOperator, ClaimExpression, ClaimExpression)
  }

  var kind: Kind
  var place: Place
}

/// A sign between two numbers.
enum ClaimOperator: String, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
}

/// A sign that compares.
enum ClaimComparison: String, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
}

/// What a row has to meet.
struct ClaimCondition: Sendable {
  enum Kind: Sendable {
    case comparison(Written, ClaimComparison, ClaimExpression)
    /// One of several values.
    case membership(Written, [ClaimExpression])
    /// A value alone: a number is that of the year, a text that of the key.
    case alone(ClaimExpression)
  }

  var kind: Kind
  var place: Place
}

/// One of the things that a claim says: a value, or that a comparison holds.
struct ClaimItem: Sendable {
  var left: ClaimExpression
  /// The other side of a comparison; nil for a value.
  var comparison: (ClaimComparison, ClaimExpression)?
  var place: Place
}
