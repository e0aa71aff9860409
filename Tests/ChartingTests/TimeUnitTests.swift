import Testing

@testable import Charting

/// Units of time gather moments as Vega's time units do.
@Suite struct TimeUnitTests {
  private func moment(_ text: String) throws -> Double {
    let parts = text.split { $0 == "-" || $0 == "T" || $0 == ":" }.compactMap { Int($0) }
    var date = CivilDate(year: parts[0], month: parts[1], day: parts[2])
    if parts.count > 3 { date.timeOfDay = Double(parts[3]) * 3_600_000 }
    if parts.count > 4 { date.timeOfDay += Double(parts[4]) * 60_000 }
    return date.moment
  }

  @Test(
    "a moment belongs to a unit that starts before it",
    arguments: [
      ("year", "1958-08-17T13:45", "1958-01-01"), ("quarter", "1958-08-17", "2012-07-01"),
      ("yearquarter", "1958-08-17", "1958-07-01"), ("month", "1958-08-17", "2012-08-01"),
      ("yearmonth", "1958-08-17", "1958-08-01"), ("yearmonthdate", "1958-08-17T13", "1958-08-17"),
      ("monthdate", "1958-02-28", "2012-02-28"), ("day", "1958-08-17", "2012-01-01"),
      ("day", "1958-08-18", "2012-01-02"), ("date", "1958-08-17", "2012-01-17"),
      ("dayofyear", "1958-02-01", "2012-02-01"), ("yearweek", "2020-01-05", "2020-01-05"),
      ("yearweek", "2020-01-04", "2019-12-29"), ("hours", "1958-08-17T13:45", "2012-01-01T13"),
      ("hoursminutes", "1958-08-17T13:45", "2012-01-01T13:45"),
    ])
  func start(_ name: String, _ text: String, _ start: String) throws {
    let unit = try #require(TimeUnit(named: name))
    #expect(unit.start(of: try moment(text)) == (try moment(start)))
  }

  @Test("a step gathers several of the smallest part")
  func steps() throws {
    var unit = try #require(TimeUnit(named: "yearmonth"))
    unit.step = 3
    #expect(unit.start(of: try moment("1958-08-17")) == (try moment("1958-07-01")))
    #expect(unit.end(ofUnitAt: try moment("1958-07-01")) == (try moment("1958-10-01")))
    // Weeks are counted from the first that begins in the year.
    var week = try #require(TimeUnit(named: "week"))
    week.step = 2
    #expect(week.start(of: try moment("2020-02-08")) == (try moment("2012-01-29")))
    #expect(week.start(of: try moment("2020-01-01")) == (try moment("2011-12-18")))
  }

  @Test("a number or a name stands for the moment of a unit's part")
  func partsByName() throws {
    let month = try #require(TimeUnit(named: "month")), day = try #require(TimeUnit(named: "day"))
    #expect(month.moment(of: .text("march")) == month.moment(of: .number(3)))
    #expect(day.moment(of: .text("sun")) == .date(try moment("2012-01-01")))
    #expect(day.moment(of: .number(7)) == day.moment(of: .text("sunday")))
    #expect(month.moment(of: .text("mon")) == .text("mon"))
  }

  @Test(
    "a unit ends where the next begins",
    arguments: [
      ("year", "1958-01-01", "1959-01-01"), ("yearmonth", "1960-02-01", "1960-03-01"),
      ("quarter", "2012-10-01", "2013-01-01"), ("yearweek", "2020-01-05", "2020-01-12"),
      ("yearmonthdate", "1959-12-31", "1960-01-01"),
    ])
  func end(_ name: String, _ start: String, _ end: String) throws {
    let unit = try #require(TimeUnit(named: name))
    #expect(unit.end(ofUnitAt: try moment(start)) == (try moment(end)))
  }

  @Test("names are read in any order, others are none")
  func names() {
    #expect(TimeUnit(named: "utcmonthyear")?.name == "yearmonth")
    #expect(TimeUnit(named: "binnedyearmonth")?.isBinned == true)
    for name in ["", "utc", "yearyear", "yearmont", "decade"] {
      #expect(TimeUnit(named: name) == nil)
    }
  }
}

/// Bins as Vega's bin transform makes them.
@Suite struct BinRuleTests {
  private func rule(
    _ low: Double, _ high: Double, _ asked: BinRule.Parameters = .init()
  ) -> [Double] {
    let rule = BinRule(asked, from: low, to: high)
    return [rule.start, rule.stop, rule.step]
  }

  @Test("there are no more bins than wanted, and their width is round")
  func widths() {
    #expect(rule(0, 100) == [0, 100, 10])
    #expect(rule(1, 19) == [0, 20, 2])
    #expect(rule(0, 1) == [0, 1, 0.1])
    #expect(rule(-7, 12) == [-8, 12, 2])
    #expect(rule(0, 100, .init(maxbins: 6)) == [0, 100, 20])
    #expect(rule(1, 19, .init(step: 5)) == [0, 20, 5])
    #expect(rule(1, 19, .init(minstep: 4)) == [0, 20, 4])
    #expect(rule(1, 19, .init(nice: false)) == [1, 19, 2])
  }

  @Test("one value has a bin of its own, and no value has one too")
  func degenerate() {
    #expect(rule(5, 5)[1] > 5)
    let rule = BinRule(.init(), from: .infinity, to: -.infinity)
    #expect(rule.start.isFinite && rule.stop > rule.start)
  }

  @Test("a value stands in the bin that starts at or before it; the last bin holds its end")
  func members() {
    let rule = BinRule(.init(), from: 0, to: 10)
    #expect(rule.start(of: 0) == 0 && rule.start(of: 0.999) == 0 && rule.start(of: 1) == 1)
    #expect(rule.start(of: 10) == 9)
    #expect(rule.start(of: .nan) == nil)
    #expect(rule.bounds == (0...10).map(Double.init))
  }
}
