// Expression: functions of lists.

import Tables

/// The functions of lists; some take texts too.
enum ListFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = [
    "length": .pure(1...1) { JS.member($0[0], .text("length")) },
    "extent": .pure(1...1) { extent($0.list(0) ?? []) },
    "clampRange": .pure(3...3) { clampRange($0) },
    "inrange": .pure(2...4) { .bool(isInRange($0)) },
    "span": .pure(1...1) { arguments in
      let list = arguments.list(0) ?? []
      guard let first = list.first, let last = list.last else { return .number(0) }
      return .number(JS.number(last) - JS.number(first))
    },
    "lerp": .pure(2...2) { .number(lerp($0)) },
    "peek": .pure(1...1) { $0.list(0)?.last },
    "join": .pure(1...2) { arguments in
      let texts = (arguments.list(0) ?? []).map { $0.isNull ? "" : JS.text($0) }
      return .text(texts.joined(separator: arguments.text(1, otherwise: ",")))
    },
    "reverse": .pure(1...1) { .list(($0.list(0) ?? []).reversed()) },
    "slice": .pure(1...3) { slice($0) },
    "sequence": .pure(1...3) { .list(sequence($0).map { .number($0) }) },
    "sort": .pure(1...1) { .list(sorted($0.list(0) ?? [])) },
    "indexof": .pure(2...2) { .number(Double(place($0, fromEnd: false) ?? -1)) },
    "lastindexof": .pure(2...2) { .number(Double(place($0, fromEnd: true) ?? -1)) },
    "pluck": .pure(2...2) { arguments in
      .list((arguments.list(0) ?? []).map { JS.member($0, arguments[1]) ?? .null })
    },
  ]

  /// The longest list that is made, so that a slip cannot exhaust memory.
  static let longest = 100_000.0

  private static func extent(_ values: [Value]) -> JSValue {
    let numbers = values.filter { !$0.isNull }.map { JS.number($0) }.filter { !$0.isNaN }
    guard let low = numbers.min(), let high = numbers.max() else { return .list([.null, .null]) }
    return .list([.number(low), .number(high)])
  }

  /// Moves a range into bounds and keeps its length if it can.
  private static func clampRange(_ arguments: ExpressionArguments) -> JSValue {
    let (start, stop) = ends(arguments.list(0) ?? [])
    let (least, most) = (arguments.number(1), arguments.number(2))
    let (low, high) = (Swift.min(start, stop), Swift.max(start, stop))
    guard high - low < most - least else { return .list([.number(least), .number(most)]) }
    let moved = Swift.min(Swift.max(low, least), most - (high - low))
    return .list([.number(moved), .number(moved + (high - low))])
  }

  private static func isInRange(_ arguments: ExpressionArguments) -> Bool {
    let (start, stop) = ends(arguments.list(1) ?? [])
    let (low, high) = (Swift.min(start, stop), Swift.max(start, stop))
    let value = arguments.number(0)
    let holdsLow = arguments[2].map { JS.isTruthy($0) } ?? true
    let holdsHigh = arguments[3].map { JS.isTruthy($0) } ?? true
    return (holdsLow ? low <= value : low < value) && (holdsHigh ? value <= high : value < high)
  }

  private static func lerp(_ arguments: ExpressionArguments) -> Double {
    let (low, high) = ends(arguments.list(0) ?? [])
    let share = arguments.number(1)
    return share == 0 ? low : share == 1 ? high : low + share * (high - low)
  }

  private static func ends(_ values: [Value]) -> (Double, Double) {
    (JS.number(values.first), JS.number(values.last))
  }

  private static func slice(_ arguments: ExpressionArguments) -> JSValue {
    let list = arguments.list(0)
    let text = list == nil ? arguments.text(0) : ""
    let count = list?.count ?? text.utf16.count
    let bound = { (index: Int, otherwise: Int) in
      let place = JS.integer(arguments[index], otherwise: otherwise)
      return Swift.min(Swift.max(place < 0 ? count + place : place, 0), count)
    }
    let (from, to) = (bound(1, 0), bound(2, count))
    guard let list else { return .text(text.utf16Slice(from, to) ?? "") }
    return .list(from < to ? Array(list[from..<to]) : [])
  }

  private static func sequence(_ arguments: ExpressionArguments) -> [Double] {
    let start = arguments.count > 1 ? arguments.number(0) : 0
    let stop = arguments.number(arguments.count > 1 ? 1 : 0)
    let step = arguments.number(2, otherwise: 1)
    let count = ((stop - start) / step).rounded(.up)
    guard count > 0, let whole = Int(whole: Swift.min(count, longest)) else { return [] }
    return (0..<whole).map { start + Double($0) * step }
  }

  /// Sorted upward: nothing, numbers, texts, and last what is not a number.
  static func sorted(_ values: [Value]) -> [Value] {
    values.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if precedes(x, y) { return true }
      return precedes(y, x) ? false : a.offset < b.offset
    }.map(\.element)
  }

  private static func precedes(_ a: Value, _ b: Value) -> Bool {
    let (x, y) = (rank(a), rank(b))
    return x == y ? JS.isLess(a, b) ?? false : x < y
  }

  /// Kinds that cannot be compared are kept apart, so that there is one order.
  private static func rank(_ value: Value) -> Int {
    switch value {
    case .null: 0
    case .number(let number), .date(let number): number.isNaN ? 4 : 1
    case .bool: 1
    case .text: 2
    case .list, .record, .geometry: 3
    }
  }

  private static func place(_ arguments: ExpressionArguments, fromEnd: Bool) -> Int? {
    if let list = arguments.list(0) {
      let matches = { (value: Value) in JS.isSame(value, arguments[1]) }
      return fromEnd ? list.lastIndex(where: matches) : list.firstIndex(where: matches)
    }
    let text = Array(arguments.text(0).utf16)
    let part = Array(arguments.text(1).utf16)
    guard part.count <= text.count else { return nil }
    let starts = 0...text.count - part.count
    let matches = { (start: Int) in text[start..<start + part.count].elementsEqual(part) }
    return fromEnd ? starts.last(where: matches) : starts.first(where: matches)
  }
}
