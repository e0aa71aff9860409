import Testing

@testable import Tables

@Suite("Dates") struct DateTests {
  private func ms(
    _ year: Int, _ month: Int = 1, _ day: Int = 1, _ hour: Int = 0, _ minute: Int = 0,
    _ second: Int = 0, _ millisecond: Int = 0
  ) -> Double? {
    CalendarDate(year: year, month: month, day: day).flatMap {
      CalendarMoment(
        $0, hour: hour, minute: minute, second: second, millisecond: millisecond)
    }?.milliseconds
  }

  @Test("days and dates turn into each other over the whole range")
  func days() {
    #expect(CalendarDate(year: 1970, month: 1, day: 1)?.daysSince1970 == 0)
    #expect(CalendarDate(year: 2000, month: 3, day: 1)?.daysSince1970 == 11_017)
    #expect(CalendarDate(year: 0, month: 3, day: 1)?.daysSince1970 == -719_468)
    var last: CalendarDate?
    for days in stride(from: -99_000_000, through: 99_000_000, by: 9973) {
      let date = CalendarDate(daysSince1970: days)
      #expect(date.daysSince1970 == days)
      last = date
    }
    #expect(last?.year ?? 0 > 270_000)
    for days in -800_000..<(-799_000) {
      let (one, next) = (CalendarDate(daysSince1970: days), CalendarDate(daysSince1970: days + 1))
      #expect(next.day == 1 || next.day == one.day + 1)
      #expect(next.weekday == (one.weekday + 1) % 7)
    }
    #expect(CalendarDate(daysSince1970: .max).year == 275_760)
    #expect(CalendarDate(daysSince1970: .min).year == -271_821)
  }

  @Test("weekdays, days of the year and leap years")
  func calendar() {
    #expect(CalendarDate(year: 1958, month: 8, day: 17)?.weekday == 0)
    #expect(CalendarDate(year: 1970, month: 1, day: 1)?.weekday == 4)
    #expect(CalendarDate(year: 1969, month: 12, day: 31)?.weekday == 3)
    #expect(CalendarDate(year: 2000, month: 12, day: 31)?.dayOfYear == 366)
    #expect(CalendarDate(year: 1900, month: 3, day: 1)?.dayOfYear == 60)
    #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
    #expect(CalendarDate(year: 2000, month: 13, day: 1) == nil)
    #expect(CalendarDate(year: 2000, month: 0, day: 1) == nil)
    #expect(CalendarDate(year: .max, month: 1, day: 1) == nil)
  }

  @Test("moments turn into milliseconds and back, also before 1970")
  func moments() {
    for milliseconds in [0.0, -1, 1, -86_400_001, 1e12, -1e14, 8.64e15, -8.64e15] {
      #expect(CalendarMoment(milliseconds: milliseconds)?.milliseconds == milliseconds)
    }
    let moment = CalendarMoment(milliseconds: -1)
    #expect(moment?.date == CalendarDate(year: 1969, month: 12, day: 31))
    #expect(moment?.hour == 23 && moment?.minute == 59 && moment?.millisecond == 999)
    for wrong in [Double.nan, .infinity, 1e300, 8.65e15] {
      #expect(CalendarMoment(milliseconds: wrong) == nil)
    }
  }

  @Test("ISO 8601 dates and times, without zone as they stand, with one in UTC")
  func iso() {
    #expect(DateParsing.iso("1958")?.milliseconds == ms(1958))
    #expect(DateParsing.iso("1958")?.precision == .year)
    #expect(DateParsing.iso("1958-08")?.milliseconds == ms(1958, 8))
    #expect(DateParsing.iso("1958-08-17")?.milliseconds == ms(1958, 8, 17))
    #expect(DateParsing.iso(" 1958-08-17 ")?.precision == .day)
    #expect(DateParsing.iso("1958-08-17T06:30")?.milliseconds == ms(1958, 8, 17, 6, 30))
    #expect(DateParsing.iso("1958-08-17 06:30:15")?.milliseconds == ms(1958, 8, 17, 6, 30, 15))
    #expect(
      DateParsing.iso("1958-08-17T06:30:15.123456")?.milliseconds
        == ms(1958, 8, 17, 6, 30, 15, 123))
    #expect(
      DateParsing.iso("1958-08-17T06:30:15.5Z")?.milliseconds == ms(1958, 8, 17, 6, 30, 15, 500))
    #expect(DateParsing.iso("1958-08-17T06:30+08:00")?.milliseconds == ms(1958, 8, 16, 22, 30))
    #expect(DateParsing.iso("1958-08-17T06:30-0130")?.milliseconds == ms(1958, 8, 17, 8, 0))
    #expect(DateParsing.iso("1958-08-17T24:00")?.milliseconds == ms(1958, 8, 18))
    #expect(DateParsing.iso("-000221-01-01")?.milliseconds == ms(-221))
    #expect(DateParsing.iso("+012345-01")?.milliseconds == ms(12_345))
  }

  @Test(
    "what is not ISO 8601 is refused",
    arguments: [
      "", "58", "195", "19580", "1958-8", "1958-13", "1958-02-29", "1958-04-31", "1958-08-17T",
      "1958-08-17T6:30",
      "1958-08-17T25:00", "1958-08-17T24:01", "1958-08-17T06:60", "1958-08-17T06:30:60",
      "1958-08-17T06:30:15.",
      "1958-08-17T06:30+8", "1958-08-17T06:30+25:00", "1958-08-17T06:30Zx", "1958/08/17",
      "1958-08-17x", "1958-", "--1",
      "１９５８",
    ])
  func notISO(text: String) { #expect(DateParsing.iso(text) == nil) }

  @Test("what browsers read besides is read too")
  func lenient() {
    for (text, expected) in [
      ("Jan 1 2000", ms(2000)), ("1 January 2000", ms(2000)), ("Jun 12 1998", ms(1998, 6, 12)),
      ("12-Jun-1998", ms(1998, 6, 12)), ("2000 Mar 5", ms(2000, 3, 5)), ("Jan 2000", ms(2000)),
      ("Mon, 25 Dec 1995 13:30:00 GMT", ms(1995, 12, 25, 13, 30)), ("2012/01/31", ms(2012, 1, 31)),
      ("1/31/2012", ms(2012, 1, 31)), ("1/31/12", ms(2012, 1, 31)), ("1/31/75", ms(1975, 1, 31)),
      ("2001/01/14 21:55", ms(2001, 1, 14, 21, 55)), ("1/31/2012 9:05 PM", ms(2012, 1, 31, 21, 5)),
      ("1/31/2012 12:00 AM", ms(2012, 1, 31)), ("Dec 25 1995 13:30 +0430", ms(1995, 12, 25, 9)),
      ("Sat Aug 17 1958 06:30:15.250", ms(1958, 8, 17, 6, 30, 15, 250)), ("1958", ms(1958)),
      ("May 3, 1959", ms(1959, 5, 3)),
    ] {
      #expect(DateParsing.lenient(text) == expected, "\(text)")
    }
    for text in [
      "", "x", "grain 1958", "13/13/2012", "31/1/2012", "1/2/3/4", "Feb 30 2000", "12:30",
      "1/31/2012 25:00",
      "1/31/2012 13:00 PM", "Jan", "1 2", "2012/01/31 x", "12,5",
    ] {
      #expect(DateParsing.lenient(text) == nil, "\(text)")
    }
  }

  @Test("patterns of d3-time-format are read")
  func patterns() {
    for (pattern, text, expected) in [
      ("%Y", "1958", ms(1958)), ("%Y-%m-%d", "1958-08-17", ms(1958, 8, 17)),
      ("%d.%m.%Y", "7.8.1958", ms(1958, 8, 7)), ("%d/%m/%y", "17/08/58", ms(2058, 8, 17)),
      ("%y", "69", ms(1969)), ("%b %d %Y", "Aug 17 1958", ms(1958, 8, 17)),
      ("%B %e, %Y", "AUGUST  7, 1958", ms(1958, 8, 7)),
      ("%H:%M:%S.%L", "06:30:15.250", ms(1900, 1, 1, 6, 30, 15, 250)),
      ("%I:%M %p", "9:05 pm", ms(1900, 1, 1, 21, 5)), ("%I %p", "12 AM", ms(1900)),
      ("%Y %j", "1960 366", ms(1960, 12, 31)), ("Q%q %Y", "Q3 1958", ms(1958, 7)),
      ("%Y-%m-%dT%H:%M%Z", "1958-08-17T06:30+0800", ms(1958, 8, 16, 22, 30)),
      ("%Y%m%d", "19580817", ms(1958, 8, 17)), ("%Q", "86400000", 86_400_000), ("%s", "-5", -5000),
      ("%a %-d %b %Y", "Sun 17 Aug 1958", ms(1958, 8, 17)), ("100%% %Y", "100% 1958", ms(1958)),
      ("%G-W%V-%u", "2020-W53-5", ms(2021, 1, 1)), ("%Y %U %w", "1958 01 0", ms(1958, 1, 5)),
      ("%Y %W %u", "1958 01 1", ms(1958, 1, 6)), ("%Y %U %w", "2017 01 0", ms(2017, 1, 1)),
      ("%Y %W %u", "2018 01 1", ms(2018, 1, 1)), ("%x", "8/17/1958", ms(1958, 8, 17)),
      ("%c", "8/17/1958, 6:30:15 AM", ms(1958, 8, 17, 6, 30, 15)),
      ("%f", "250000", ms(1900, 1, 1, 0, 0, 0, 250)),
    ] {
      #expect(TimePattern(pattern)?.milliseconds(of: text) == expected, "\(pattern) \(text)")
    }
  }

  @Test(
    "a text that does not match the pattern to its end is refused",
    arguments: [
      ("%Y", "58x"), ("%Y", "x1958"), ("%Y", "1958 "), ("%Y-%m-%d", "1958-13-01"),
      ("%Y-%m-%d", "1958-02-30"),
      ("%H", "24"), ("%M", "60"), ("%b", "Foo"), ("%j", "0"), ("%Y %j", "1958 366"), ("%q", "5"),
      ("%V", "54"),
      ("%p", "xm"), ("%Z", "?"), ("%d", ""), ("", "x"),
    ])
  func mismatch(pattern: String, text: String) {
    #expect(TimePattern(pattern)?.milliseconds(of: text) == nil)
  }

  @Test(
    "a pattern with an unknown directive is refused", arguments: ["%", "%k", "%-", "%Y-%", "%é"])
  func badPattern(pattern: String) { #expect(TimePattern(pattern) == nil) }

  @Test("dates are written as ISO 8601")
  func written() {
    #expect(Value.date(0).text == "1970-01-01")
    #expect(Value.date(-1).text == "1969-12-31T23:59:59.999")
    #expect(Value.date(ms(-221) ?? 0).text == "-000221-01-01")
    #expect(Value.date(ms(12_345) ?? 0).text == "+012345-01-01")
    #expect(Value.date(.nan).text == "Invalid Date")
  }
}
