import Testing

@testable import Charting

@Suite("Ticks") struct TicksTests {
  // Derived from d3's rule and checked against the axes that Vega draws for these domains.
  static let known: [(Double, Double, Double, [Double])] = [
    (0, 97, 5, [0, 20, 40, 60, 80]),
    (1, 0, 7, [1, 0.8, 0.6, 0.4, 0.2, 0]),
    (-0.3, 0.04, 10, [-0.3, -0.25, -0.2, -0.15, -0.1, -0.05, 0]),
    (0, 1e9, 5, [0, 2e8, 4e8, 6e8, 8e8, 1e9]),
    (1e-05, 2e-05, 5, [0.00001, 0.000012, 0.000014, 0.000016, 0.000018, 0.00002]),
    (1, 1.5, 1, [1, 1.5]),
    (0.2, 96.6, 10, [10, 20, 30, 40, 50, 60, 70, 80, 90]),
    (-1, 1, 3, [-1, -0.5, 0, 0.5, 1]),
    (0, 1, 0.5, [0]),
    (3.2, 3.9, 2, [3.5]),
    (100, -100, 8, [100, 80, 60, 40, 20, 0, -20, -40, -60, -80, -100]),
    (1e-20, 7e-20, 4, [2e-20, 4e-20, 6e-20]),
    (1e15, 1e15 + 64, 6, [0, 10, 20, 30, 40, 50, 60].map { 1e15 + $0 }),
    (0, 2.2, 4, [0, 0.5, 1, 1.5, 2]),
    (0, 10, 1, [0, 10]),
    (0.1, 0.7, 3, [0.2, 0.4, 0.6]),
    (-5e6, 2.5e7, 9, [-5e6, 0, 5e6, 1e7, 1.5e7, 2e7, 2.5e7]),
  ]

  @Test("ticks are round numbers inside the domain, about as many as wished", arguments: known)
  func knownTicks(start: Double, stop: Double, count: Double, expected: [Double]) {
    #expect(Ticks.ticks(from: start, to: stop, count: count) == expected)
  }

  @Test("a descending domain gives descending ticks")
  func descending() {
    #expect(Ticks.ticks(from: 97, to: 0, count: 5) == [80, 60, 40, 20, 0])
  }

  @Test("a domain of one number has that number as its only tick")
  func onePoint() {
    #expect(Ticks.ticks(from: 3.7, to: 3.7, count: 5) == [3.7])
  }

  @Test("no wish, no end, no tick")
  func degenerate() {
    for count in [0, -1, Double.nan] {
      #expect(Ticks.ticks(from: 0, to: 1, count: count).isEmpty)
    }
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(Ticks.ticks(from: 0, to: bad, count: 5).isEmpty)
      #expect(Ticks.ticks(from: bad, to: 0, count: 5).isEmpty)
    }
  }

  @Test("a huge wish does not exhaust memory")
  func hugeCount() {
    #expect(Ticks.ticks(from: 0, to: 1, count: .infinity).count < 20_002)
    #expect(Ticks.ticks(from: 0, to: 1, count: 1e300).count < 20_002)
    #expect(Ticks.ticks(from: -1e308, to: 1e308, count: 5).count < 20)
  }

  @Test("a step below one is given as minus its inverse")
  func increments() {
    #expect(Ticks.increment(from: 0, to: 1, count: 10) == -10)
    #expect(Ticks.increment(from: 0, to: 100, count: 10) == 10)
    #expect(Ticks.step(from: 1, to: 0, count: 10) == -0.1)
    #expect(Ticks.increment(from: 0, to: 0, count: 10).isNaN)
  }

  @Test("a nice domain begins and ends at round numbers")
  func nice() {
    #expect(Ticks.nice(0.2, 96.6) == (0, 100))
    #expect(Ticks.nice(96.6, 0.2) == (100, 0))
    #expect(Ticks.nice(0.123, 0.987) == (0.1, 1))
    #expect(Ticks.nice(0, 0) == (0, 0))
    #expect(Ticks.nice(1, 9.5, count: 2) == (0, 10))
    #expect(Ticks.nice(.nan, 1).1 == 1)
  }
}

@Suite("Log ticks") struct LogTicksTests {
  private func ticks(_ start: Double, _ stop: Double, base: Double = 10) -> [Double] {
    LogTicks.ticks(
      from: start, to: stop, logarithm: Logarithm(base: base, isNegative: min(start, stop) < 0))
  }

  @Test("powers and their multiples are ticks")
  func multiples() {
    #expect(ticks(2, 30) == [2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30])
    #expect(ticks(0.7, 2) == [0.7, 0.8, 0.9, 1, 2])
    #expect(ticks(1, 1024, base: 2) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024])
    #expect(ticks(0.01, 0.1) == [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1])
  }

  @Test("a domain within less than a power has linear ticks")
  func narrow() {
    #expect(ticks(3, 5) == [3, 3.2, 3.4, 3.6, 3.8, 4, 4.2, 4.4, 4.6, 4.8, 5])
  }

  @Test("a wide domain has powers only")
  func wide() {
    #expect(
      ticks(1, 1e20) == [1, 1e2, 1e4, 1e6, 1e8, 1e10, 1e12, 1e14, 1e16, 1e18, 1e20])
  }

  @Test("negative numbers mirror the positive ones")
  func negative() {
    #expect(ticks(-100, -1) == ticks(1, 100).reversed().map { -$0 })
    #expect(ticks(-1, -100) == ticks(1, 100).map { -$0 })
  }

  @Test("a base that is not whole has ticks at its powers")
  func oddBase() {
    #expect(ticks(1, 100, base: 2.5) == [1, 2.5, 6.25, 15.625, 39.0625, 97.65625])
  }

  @Test("a domain with zero has no ticks")
  func zero() {
    #expect(ticks(0, 10).isEmpty)
    #expect(ticks(-1, 10).isEmpty)
    #expect(ticks(.nan, 10).isEmpty)
    #expect(ticks(1, .infinity).isEmpty)
  }

  @Test("a nice domain begins and ends at powers")
  func nice() {
    #expect(LogTicks.nice(0.7, 37, logarithm: Logarithm(base: 10)) == (0.1, 100))
    #expect(LogTicks.nice(37, 0.7, logarithm: Logarithm(base: 10)) == (100, 0.1))
  }

  @Test("where ticks are many, only small multiples are labelled")
  func labelled() {
    let all = ticks(1, 100)
    let labelled = all.filter {
      LogTicks.isLabelled($0, logarithm: Logarithm(base: 10), count: 10, ticks: all.count)
    }
    #expect(labelled == [1, 2, 3, 4, 5, 10, 20, 30, 40, 50, 100])
  }
}

@Suite("Year ticks") struct YearTicksTests {
  private func years(_ start: Double, _ stop: Double, _ count: Double) -> [Double] {
    YearTicks.ticks(from: start, to: stop, count: count)
  }

  @Test("a step that divides the span evenly is preferred")
  func even() {
    #expect(years(1949, 1970, 8) == [1949, 1952, 1955, 1958, 1961, 1964, 1967, 1970])
    #expect(years(1957, 1965, 5) == [1957, 1959, 1961, 1963, 1965])
  }

  @Test("else multiples of a round step stand between the first and the last year")
  func round() {
    #expect(years(1949, 1980, 5) == [1949, 1960, 1970, 1980])
    #expect(years(1900, 2000, 11) == (0...10).map { 1900 + 10 * Double($0) })
    #expect(years(1801, 2021, 6) == [1801, 1850, 1900, 1950, 2000, 2021])
  }

  @Test("a year that would crowd the first or last is dropped")
  func crowding() {
    #expect(years(1948, 2019, 6) == [1948, 1960, 1980, 2000, 2019])
    #expect(years(1949, 2003, 4) == [1949, 1960, 1980, 2003])
  }

  @Test("the first and the last whole year are always labelled", arguments: 1...40)
  func ends(count: Int) {
    for (start, stop) in [(1949.0, 1970.0), (1958.5, 1961.9), (-44, 2024), (1, 1009)] {
      let found = years(start, stop, Double(count))
      #expect(found.first == start.rounded(.up))
      #expect(found.last == stop.rounded(.down))
      #expect(found == found.sorted())
    }
  }

  @Test("a descending domain gives descending years")
  func descending() {
    #expect(years(1970, 1949, 8) == years(1949, 1970, 8).reversed())
  }

  @Test("one year, no year, no wish")
  func degenerate() {
    #expect(years(1958, 1958, 5) == [1958])
    #expect(years(1958.2, 1958.8, 5).isEmpty)
    #expect(years(1958, 1960, 0).isEmpty)
    #expect(years(.nan, 1960, 5).isEmpty)
    #expect(years(0, 1e300, 5).count < 20)
    #expect(years(0, 1e6, .infinity).count < 20_002)
  }

  @Test("years before our era are negative, or named")
  func labels() {
    #expect(YearTicks.label(1958) == "1958")
    #expect(YearTicks.label(-44) == "\u{2212}44")
    #expect(YearTicks.label(-44, era: true) == "44 BCE")
    #expect(YearTicks.label(.nan) == "")
  }
}
