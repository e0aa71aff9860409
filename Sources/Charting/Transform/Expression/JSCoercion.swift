// Expression: how JavaScript turns one type into another.

import Tables

/// JavaScript's conversions and comparisons (ECMA-262, section 7), for values that are nil when
/// undefined.
///
/// A moment counts as its number, also when it is added to a number, since Vega reads dates as
/// numbers; joined to a text it is written as ISO 8601.
enum JS {
  /// Whether a value counts as true in a condition.
  static func isTruthy(_ value: JSValue) -> Bool {
    switch value {
    case nil, .null: false
    case .bool(let flag): flag
    case .number(let number): number != 0 && !number.isNaN
    case .text(let text): !text.isEmpty
    case .date, .list, .record, .geometry: true
    }
  }

  /// The number that a value counts as; NaN if it counts as none.
  static func number(_ value: JSValue) -> Double {
    switch value {
    case .number(let number), .date(let number): number
    case .bool(let flag): flag ? 1 : 0
    case .null: 0
    case .text(let text): JSNumber.number(text)
    case .list: JSNumber.number(text(value))
    case nil, .record, .geometry: .nan
    }
  }

  /// The text that a value is written as.
  static func text(_ value: JSValue) -> String { value?.text ?? "undefined" }

  /// Whether two values are equal and of one type (`===`).
  ///
  /// A moment and a number are equal if they are the same time; lists and objects if all their
  /// parts are, for values here have no identity.
  static func isSame(_ a: JSValue, _ b: JSValue) -> Bool {
    switch (a, b) {
    case (nil, nil), (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)), (.date(let a), .date(let b)),
      (.number(let a), .date(let b)), (.date(let a), .number(let b)):
      a == b
    case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { isSame($0, $1) }
    case (.record(let a), .record(let b)): a == b
    case (.geometry(let a), .geometry(let b)): a == b
    default: false
    }
  }

  /// Whether two values are equal after conversion (`==`).
  static func isEqual(_ a: JSValue, _ b: JSValue) -> Bool {
    switch (a, b) {
    case (nil, .null), (.null, nil): return true
    case (nil, _), (.null, _), (_, nil), (_, .null): return isSame(a, b)
    case (.text, .text), (.bool, .bool), (.list, .list), (.record, .record): return isSame(a, b)
    case (.record, _), (_, .record), (.list, .text), (.text, .list):
      return text(a).utf8.elementsEqual(text(b).utf8)
    default: return number(a) == number(b)
    }
  }

  /// Whether a value is less than another; nil if they cannot be compared.
  static func isLess(_ a: JSValue, _ b: JSValue) -> Bool? {
    if case .number(let a) = a, case .number(let b) = b { return a.isNaN || b.isNaN ? nil : a < b }
    if comparesAsText(a), comparesAsText(b) {
      return text(a).utf16.lexicographicallyPrecedes(text(b).utf16)
    }
    let (a, b) = (number(a), number(b))
    return a.isNaN || b.isNaN ? nil : a < b
  }

  private static func comparesAsText(_ value: JSValue) -> Bool {
    switch value {
    case .text, .list, .record, .geometry: true
    default: false
    }
  }

  /// The sum of two values, or their texts joined (`+`).
  static func sum(_ a: JSValue, _ b: JSValue) -> JSValue {
    if case .number(let a) = a, case .number(let b) = b { return .number(a + b) }
    if comparesAsText(a) || comparesAsText(b) { return .text(text(a) + text(b)) }
    return .number(number(a) + number(b))
  }

  /// The whole number of 32 bits that a value counts as for the operators on bits.
  static func int32(_ value: JSValue) -> Int32 {
    let number = number(value).rounded(.towardZero)
    guard number.isFinite else { return 0 }
    let low = number.truncatingRemainder(dividingBy: 4_294_967_296)
    return Int32(truncatingIfNeeded: Int(whole: low) ?? 0)
  }

  /// The whole number that a value counts as for places in texts and lists: NaN is 0, and what is
  /// out of range is cut.
  static func integer(_ value: JSValue, otherwise: Int) -> Int {
    guard value != nil else { return otherwise }
    let number = number(value)
    if number.isNaN { return 0 }
    return Int(whole: min(max(number, -1e15), 1e15)) ?? 0
  }

  /// A member of a value; nil if it has none of that name.
  static func member(_ value: JSValue, _ key: JSValue) -> JSValue {
    switch value {
    case .list(let values):
      if let index = index(key) { return index < values.count ? values[index] : nil }
      return text(key) == "length" ? .number(Double(values.count)) : nil
    case .text(let text):
      if let index = index(key) { return text.utf16Slice(index, index + 1).map { .text($0) } }
      return self.text(key) == "length" ? .number(Double(text.utf16.count)) : nil
    case .record(let members):
      let name = text(key)
      return members.last { $0.name == name }?.value
    default: return nil
    }
  }

  private static func index(_ key: JSValue) -> Int? {
    let number =
      switch key {
      case .number(let number): number
      case .text(let text): JSNumber.number(text)
      default: Double.nan
      }
    guard number >= 0, number < 1e15, let index = Int(exactly: number) else { return nil }
    if case .text(let text) = key, text != String(index) { return nil }
    return index
  }
}

extension String {
  /// The text between two places counted in UTF-16 units, as in JavaScript; nil if it is empty.
  func utf16Slice(_ from: Int, _ to: Int) -> String? {
    let units = utf16
    guard from < to, from < units.count else { return nil }
    let start = units.index(units.startIndex, offsetBy: max(from, 0))
    let stop = units.index(units.startIndex, offsetBy: min(to, units.count))
    return String(decoding: units[start..<stop], as: UTF16.self)
  }
}

extension Value {
  /// Whether the value counts as true in a condition, as in JavaScript.
  var isTruthy: Bool { JS.isTruthy(self) }
}
