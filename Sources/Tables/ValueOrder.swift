extension Value {
  /// Whether this value comes before, with, or after another: negative, zero or positive.
  ///
  /// Vega's order: what is missing, then NaN, then numbers with truth values and dates as numbers,
  /// then texts by their UTF-16 code units. Where JavaScript finds no order between a text and a
  /// number, the number comes first, so that the order is the same whatever it starts from. Lists
  /// and records come last, in the order in which they were given.
  public func compared(with other: Value) -> Int {
    let (here, there) = (orderKind, other.orderKind)
    if here != there { return here < there ? -1 : 1 }
    switch (self, other) {
    case (.text(let a), .text(let b)): return Value.compare(a, b)
    default:
      guard let a = orderNumber, let b = other.orderNumber else { return 0 }
      return a < b ? -1 : a > b ? 1 : 0
    }
  }

  private var orderKind: Int {
    switch self {
    case .null: 0
    case .number(let number), .date(let number): number.isNaN ? 1 : 2
    case .bool: 2
    case .text: 3
    case .list, .record, .geometry: 4
    }
  }

  private var orderNumber: Double? {
    if case .bool(let flag) = self { return flag ? 1 : 0 }
    return number
  }

  /// Compares two texts by UTF-16 code units, as JavaScript does.
  static func compare(_ a: String, _ b: String) -> Int {
    var others = b.utf8.makeIterator()
    for byte in a.utf8 {
      guard let other = others.next() else { return 1 }
      // In UTF-8 the first byte that differs decides, but U+E000 to U+FFFF come after the rest.
      if byte != other { return rank(byte) < rank(other) ? -1 : 1 }
    }
    return others.next() == nil ? 0 : -1
  }

  private static func rank(_ byte: UInt8) -> Int {
    byte == 0xEE || byte == 0xEF ? Int(byte) + 0x10 : Int(byte)
  }
}

extension Column {
  /// A number for each row by which rows can be sorted; equal values have equal numbers.
  func ranks(rowCount: Int) -> [Int] {
    switch cells {
    case .numbers(let cells), .dates(let cells):
      return Self.ranks(of: cells, rowCount: rowCount)
    case .bools(let cells):
      return (0..<rowCount).map { $0 < cells.count && cells[$0] < 2 ? Int(cells[$0]) + 1 : 0 }
    case .texts(let codes, let pool):
      let sorted = pool.indices.sorted { Value.compare(pool[$0], pool[$1]) < 0 }
      var rank = [Int](repeating: 0, count: pool.count)
      var last = 0
      for (position, code) in sorted.enumerated() {
        if position == 0 || pool[code] != pool[sorted[position - 1]] { last += 1 }
        rank[code] = last
      }
      return (0..<rowCount).map { row in
        row < codes.count && rank.indices.contains(Int(codes[row])) ? rank[Int(codes[row])] : 0
      }
    case .values:
      let order = (0..<rowCount).sorted { self[$0].compared(with: self[$1]) < 0 }
      return Self.ranks(order) { self[$0].compared(with: self[$1]) == 0 }
    }
  }

  private static func ranks(of cells: [Double], rowCount: Int) -> [Int] {
    // Missing cells, then NaN, come before all numbers, also before minus infinity.
    let keys = (0..<rowCount).map { row -> (kind: Int, number: Double) in
      guard row < cells.count, !isMissing(cells[row]) else { return (0, 0) }
      return cells[row].isNaN ? (1, 0) : (2, cells[row])
    }
    return ranks((0..<rowCount).sorted { keys[$0] < keys[$1] }) { keys[$0] == keys[$1] }
  }

  private static func ranks(_ order: [Int], isSame: (Int, Int) -> Bool) -> [Int] {
    var ranks = [Int](repeating: 0, count: order.count)
    var last = 0
    for (position, row) in order.enumerated() {
      if position > 0, !isSame(order[position - 1], row) { last += 1 }
      ranks[row] = last
    }
    return ranks
  }
}
