import Testing

@testable import Charting

/// The moment of "2020-01-02" or "2020-01-02T03:04:05".
func moment(_ text: String) -> Double {
  let parts = text.split(whereSeparator: { "-T:".contains($0) }).compactMap { Double($0) }
  let part = { (index: Int) in index < parts.count ? parts[index] : 0 }
  let date = CivilDate(year: Int(part(0)), month: Int(part(1)), day: Int(part(2)))
  return date.moment + part(3) * 3_600_000 + part(4) * 60_000 + part(5) * 1000
}

@Suite("Time ticks") struct TimeTicksTests {
  static let dense: [(String, String, Double, [String])] = [
    (
      "2020-01-01T00:00:00", "2020-01-01T00:00:30", 10,
      [
        "2020-01-01", "2020-01-01T00:00:05", "2020-01-01T00:00:10", "2020-01-01T00:00:15",
        "2020-01-01T00:00:20", "2020-01-01T00:00:25", "2020-01-01T00:00:30",
      ]
    ),
    (
      "2020-01-01", "2020-01-01T01:00:00", 5,
      [
        "2020-01-01T00:00", "2020-01-01T00:15", "2020-01-01T00:30", "2020-01-01T00:45",
        "2020-01-01T01:00",
      ]
    ),
    (
      "2020-01-28", "2020-02-10", 7,
      [
        "2020-01-29", "2020-01-31", "2020-02-02", "2020-02-04", "2020-02-06", "2020-02-08",
        "2020-02-10",
      ]
    ),
  ]
  static let sparse: [(String, String, Double, [String])] = [
    (
      "2020-01-01", "2020-02-18", 9,
      [
        "2020-01-05", "2020-01-12", "2020-01-19", "2020-01-26", "2020-02-02", "2020-02-09",
        "2020-02-16",
      ]
    ),
    (
      "2020-01-01", "2020-07-31", 7,
      [
        "2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01", "2020-06-01",
        "2020-07-01",
      ]
    ),
    (
      "2020-01-01", "2021-07-09", 8,
      [
        "2020-01-01", "2020-04-01", "2020-07-01", "2020-10-01", "2021-01-01", "2021-04-01",
        "2021-07-01",
      ]
    ),
    (
      "2023-07-09", "1998-01-01", 5,
      ["2020-01-01", "2015-01-01", "2010-01-01", "2005-01-01", "2000-01-01"]
    ),
    (
      "0101-01-01", "1999-01-01", 8,
      [
        "0200-01-01", "0400-01-01", "0600-01-01", "0800-01-01", "1000-01-01", "1200-01-01",
        "1400-01-01", "1600-01-01", "1800-01-01",
      ]
    ),
  ]

  @Test("ticks stand at round times, as Vega's axes have them", arguments: dense + sparse)
  func known(start: String, stop: String, count: Double, expected: [String]) {
    let ticks = TimeTicks.ticks(from: moment(start), to: moment(stop), count: count, utc: true)
    #expect(ticks == expected.map(moment))
  }

  @Test("every second day counts from the first of the month, unless the scale is UTC")
  func secondDays() {
    let ticks = TimeTicks.ticks(from: moment("2020-01-29"), to: moment("2020-02-05"), count: 4)
    #expect(
      ticks == ["2020-01-29", "2020-01-31", "2020-02-01", "2020-02-03", "2020-02-05"].map(moment))
  }

  @Test("below a second the ticks are round milliseconds")
  func milliseconds() {
    #expect(
      TimeTicks.ticks(from: 0, to: 45, count: 10) == stride(from: 0, through: 45, by: 5).map { $0 })
  }

  @Test("a nice domain begins and ends at boundaries of its ticks")
  func nice() {
    let (low, high) = TimeTicks.nice(moment("2020-01-01T02:46"), moment("2023-07-09T05:00"))
    #expect(low == moment("2020-01-01"))
    #expect(high == moment("2023-10-01"))
    let (late, early) = TimeTicks.nice(moment("2023-07-09T05:00"), moment("2020-01-01T02:46"))
    #expect(late == high)
    #expect(early == low)
  }

  @Test("steps count from the start of the next larger unit")
  func steps() {
    let everyThird = CalendarInterval(.day, step: 3)
    #expect(everyThird.floor(moment("2020-01-09T12:00")) == moment("2020-01-07"))
    #expect(
      everyThird.range(moment("2020-01-28"), moment("2020-02-06"))
        == ["2020-01-28", "2020-01-31", "2020-02-01", "2020-02-04"].map(moment))
    #expect(CalendarInterval(.month, step: 5).floor(moment("2020-12-24")) == moment("2020-11-01"))
    #expect(CalendarInterval(.year, step: 20).floor(moment("1958-05-05")) == moment("1940-01-01"))
    #expect(CalendarInterval(.quarter).floor(moment("1958-05-05")) == moment("1958-04-01"))
    #expect(
      CalendarInterval(.week, step: 3).range(moment("2020-01-01"), moment("2020-02-20"))
        == ["2020-01-05", "2020-01-26", "2020-02-16"].map(moment))
  }

  @Test("weeks begin on Sunday, ISO weeks on Monday")
  func weeks() {
    #expect(CalendarInterval(.week).floor(moment("2020-01-01")) == moment("2019-12-29"))
    #expect(CalendarInterval(.isoWeek).floor(moment("2020-01-01")) == moment("2019-12-30"))
  }

  @Test("offsets carry over years")
  func offsets() {
    #expect(
      CalendarInterval(.month).offset(moment("2019-11-05T06:00"), by: 3)
        == moment("2020-02-05T06:00"))
    #expect(CalendarInterval(.month).offset(moment("2020-02-05"), by: -3) == moment("2019-11-05"))
    #expect(CalendarInterval(.year).offset(moment("1958-01-01"), by: 4) == moment("1962-01-01"))
    #expect(CalendarInterval(.week).offset(0) == 7 * CivilDate.dayLength)
  }

  @Test("a boundary is its own floor and ceiling", arguments: CalendarInterval.Unit.allCases)
  func fixedPoints(unit: CalendarInterval.Unit) {
    for step in [1.0, 2, 3, 7] {
      let interval = CalendarInterval(unit, step: step)
      for start in [moment("1958-06-17T05:04"), -1e12, 0, 1e12] {
        let floor = interval.floor(start)
        let ceil = interval.ceil(start)
        #expect(floor <= start && start <= ceil)
        #expect(interval.floor(floor) == floor)
        #expect(interval.ceil(floor) == floor)
        #expect(interval.ceil(ceil) == ceil)
      }
    }
  }

  @Test("what is not a date gives nothing and does not trap")
  func hostile() {
    for bad in [Double.nan, .infinity, 1e300, -8.65e15] {
      #expect(TimeTicks.ticks(from: bad, to: 0, count: 5).isEmpty)
      #expect(TimeTicks.ticks(from: 0, to: bad, count: 5).isEmpty)
      for unit in CalendarInterval.Unit.allCases {
        let interval = CalendarInterval(unit, step: bad)
        #expect(interval.floor(bad).isNaN)
        _ = interval.ceil(bad)
        _ = interval.offset(1e12, by: bad)
        #expect(interval.range(0, bad).count <= 10_000)
      }
    }
    #expect(TimeTicks.ticks(from: -8.64e15, to: 8.64e15, count: 10).count < 30)
    #expect(CivilDate(year: .max).moment.isNaN)
    #expect(CivilDate(moment: -8.64e15)?.year == -271821)
  }

  @Test("a civil date and its moment are inverse")
  func roundTrip() {
    for days in stride(from: -200_000.0, through: 200_000, by: 37) {
      let moment = days * CivilDate.dayLength + 12_345_678
      #expect(CivilDate(moment: moment)?.moment == moment)
    }
  }
}
