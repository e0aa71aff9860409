extension Column {
  /// The column with its cells turned into another type, and the rows where that did not work.
  ///
  /// As in Vega, missing cells and empty texts are missing in every type but text; numbers are
  /// taken as milliseconds where a date is asked for, unless a pattern says how they are written, or
  /// they stood in a text, where `1958` is a year.
  ///
  ///     Column("x", values: [.text("1"), .text("n/a")]).converted(to: .number).failures   // [1]
  public func converted(to type: ColumnType) -> (column: Column, failures: [Int]) {
    if isStored(as: type) { return (self, []) }
    if case .texts(let codes, let pool) = cells, type != .text {
      let values = pool.map { type.value(of: .text($0)) }
      return converted(to: type, count: codes.count) { row in
        let code = Int(codes[row])
        return values.indices.contains(code) ? values[code] : .null
      }
    }
    if isWrittenNumber, case .numbers = cells, case .date = type {
      return converted(to: type, count: count) { row in
        let value = self[row]
        return value.isNull ? .null : type.value(of: .text(value.text)) ?? type.value(of: value)
      }
    }
    return converted(to: type, count: count) { type.value(of: self[$0]) }
  }

  /// Whether its numbers are read once more where a date is asked for: they stood in a text, or are
  /// years by what the Data Package says.
  public var isWrittenNumber: Bool { isGuessed || field?.kind == .year }

  private func isStored(as type: ColumnType) -> Bool {
    switch (cells, type) {
    case (.numbers, .number), (.texts, .text), (.bools, .boolean): true
    case (.dates, .date): true
    default: false
    }
  }

  private func converted(
    to type: ColumnType, count: Int, _ value: (Int) -> Value?
  ) -> (column: Column, failures: [Int]) {
    var failures: [Int] = []
    var values: [Value] = []
    values.reserveCapacity(count)
    for row in 0..<count {
      let converted = value(row)
      if converted == nil { failures.append(row) }
      values.append(converted ?? .null)
    }
    return (Column(name, type.storage(of: values), field: field), failures)
  }
}

extension ColumnType {
  /// A value turned into the type; nil if it cannot be.
  public func value(of value: Value) -> Value? {
    switch (value, self) {
    case (.null, _): return .null
    case (.text(""), .text): return value
    case (.text(""), _): return .null
    case (_, .text): return .text(value.text)
    case (.bool, .boolean): return value
    case (_, .boolean(let yes, let no)):
      let text = value.text
      return yes.contains(text) ? .bool(true) : no.contains(text) ? .bool(false) : nil
    case (.date, .date): return value
    case (_, .date(let notation)): return notation.date(of: value)
    case (.text(let text), _): return number(in: text).map { .number($0) }
    case (.bool(let flag), .number), (.bool(let flag), .integer), (.bool(let flag), .written):
      return .number(flag ? 1 : 0)
    case (.date(let moment), .year), (.date(let moment), .fourDigitYear):
      return CalendarMoment(milliseconds: moment).map { .number(Double($0.date.year)) }
    default: return number(value.number)
    }
  }

  private func number(_ number: Double?) -> Value? {
    guard let number else { return nil }
    switch self {
    case .year, .fourDigitYear:
      guard number.rounded() == number, abs(number) <= 999_999 else { return nil }
    case .integer: guard number.rounded() == number else { return nil }
    case .written(let notation):
      guard !notation.isWhole || number.rounded() == number else { return nil }
    default: break
    }
    return .number(number)
  }

  /// The values in the storage of the type, also where all are missing.
  func storage(of values: [Value]) -> Column.Cells {
    switch self {
    case .text:
      let packed = Column("", values: values).cells
      if case .texts = packed { return packed }
      return .texts(codes: [Int32](repeating: -1, count: values.count), pool: [])
    case .boolean:
      return .bools(
        values.map { value in
          if case .bool(let flag) = value { flag ? 1 : 0 } else { 2 }
        })
    case .date: return .dates(values.map { $0.number ?? Column.missing })
    case .number, .integer, .year, .fourDigitYear, .written:
      return .numbers(values.map { $0.number ?? Column.missing })
    }
  }
}

extension ColumnType.DateNotation {
  fileprivate func date(of value: Value) -> Value? {
    switch (value, self) {
    case (.text(let text), _): text.withCell { milliseconds(in: $0) }.map { .date($0) }
    case (.number, .pattern): value.text.withCell { milliseconds(in: $0) }.map { .date($0) }
    case (.number(let number), _): number.isFinite ? .date(number) : nil
    default: nil
    }
  }
}
