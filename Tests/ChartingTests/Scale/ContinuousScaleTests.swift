import Testing

@testable import Charting

@Suite("Continuous scales") struct ContinuousScaleTests {
  typealias Scale = ContinuousScale
  static let numbers: [(Scale, Double, Double)] = [
    (Scale(.linear, domain: [0, 10], range: [0, 100]), 12.5, 125),
    (Scale(.linear, domain: [0, 10], range: [0, 100], clamp: true), 12.5, 100),
    (Scale(.linear, domain: [0, 10], range: [0, 101], round: true), 3.16, 32),
    (Scale(.linear, domain: [10, 0], range: [0, 100]), 3, 70),
    (Scale(.linear, domain: [0, 10, 100], range: [0, 50, 60]), 55, 55),
    (Scale(.linear, domain: [0, 10, 100], range: [0, 50, 60]), -1, -5),
    (Scale(.linear, domain: [100, 10, 0], range: [0, 50, 60]), -1, 61),
    (Scale(.linear, domain: [5, 5], range: [0, 60]), 99, 30),
    (Scale(.log(base: 10), domain: [1, 1000], range: [0, 300]), 50, 169.89700043360187),
    (Scale(.log(base: 10), domain: [-1000, -1], range: [0, 300]), -10, 200),
    (Scale(.log(base: 2), domain: [1, 1000], range: [0, 300]), 0.1, -100),
    (Scale(.pow(exponent: 2), domain: [0, 10], range: [0, 100]), -3, -9),
    (Scale(.pow(exponent: 0.5), domain: [-4, 10], range: [0, 100]), 3, 72.29465467084441),
    (Scale(.sqrt, domain: [0, 10], range: [0, 100]), -3, -54.77225575051661),
    (Scale(.symlog(constant: 1), domain: [-10, 10], range: [0, 100]), 3, 78.90648263178879),
    (Scale(.symlog(constant: 0.1), domain: [-10, 10], range: [0, 100]), -3, 12.79634310789916),
    (Scale(.time, domain: [0, 86_400_000], range: [0, 100]), 43_200_000, 50),
    (Scale(.year, domain: [1949, 1970], range: [0, 210]), 1958.5, 95),
    (Scale(.identity, domain: [0, 1], range: [5, 6]), 7, 7),
  ]

  @Test(
    "a number of the domain is mapped to a number of the range, as Vega does", arguments: numbers)
  func mapping(scale: ContinuousScale, value: Double, expected: Double) {
    #expect(abs(scale.map(value) - expected) < 1e-9)
  }

  @Test("inverting what was mapped gives the number back", arguments: numbers.map(\.0))
  func inverse(scale: ContinuousScale) {
    guard scale.domain.first != scale.domain.last, !scale.round else { return }
    let (first, last) = (scale.domain[0], scale.domain[scale.domain.count - 1])
    for share in stride(from: 0.0, through: 1, by: 0.1) {
      let value = first * (1 - share) + last * share
      let back = scale.invert(scale.map(value))
      #expect(abs(back - value) <= 1e-9 * max(1, abs(value)))
    }
  }

  @Test("what has no logarithm has no place")
  func logarithms() {
    let scale = Scale(.log(base: 10), domain: [1, 1000], range: [0, 300])
    #expect(!scale.map(0).isFinite)
    #expect(scale.map(-1).isNaN)
  }

  @Test("ticks and nice domains are those of the kind")
  func ticks() {
    let linear = Scale(.linear, domain: [0.2, 96.6], range: [0, 1])
    #expect(linear.niced().domain == [0, 100])
    #expect(linear.ticks(count: 5) == [20, 40, 60, 80])
    #expect(Scale(.sqrt, domain: [0.2, 96.6], range: [0, 1]).niced().domain == [0, 100])
    #expect(Scale(.log(base: 10), domain: [0.7, 37], range: [0, 1]).niced().domain == [0.1, 100])
    #expect(Scale(.log(base: 10), domain: [0, 37], range: [0, 1]).niced().domain == [0, 100])
    #expect(Scale(.year, domain: [1949, 1970], range: [0, 1]).niced().domain == [1949, 1970])
    #expect(Scale(.year, domain: [1949, 1970], range: [0, 1]).ticks(count: 8).count == 8)
    let three = Scale(.linear, domain: [0.3, 5, 9.7], range: [0, 1, 2])
    #expect(three.niced().domain == [0, 5, 10])
    let time = Scale(
      .time, domain: [moment("2020-01-05"), moment("2020-11-20")], range: [0, 1])
    #expect(time.niced().domain == [moment("2020-01-01"), moment("2020-12-01")])
    #expect(time.niced(every: CalendarInterval(.year)).domain[1] == moment("2021-01-01"))
    #expect(time.ticks(every: CalendarInterval(.month, step: 6)) == [moment("2020-07-01")])
  }

  @Test("padding widens the domain by a distance in the range")
  func padding() {
    let linear = Scale(.linear, domain: [2, 8], range: [0, 100]).padded(by: 10)
    #expect(abs(linear.domain[0] - 1.25) < 1e-12)
    let log = Scale(.log(base: 10), domain: [2, 80], range: [0, 100]).padded(by: 10)
    #expect(abs(log.domain[0] - 1.2611667048943613) < 1e-12)
    #expect(abs(log.map(2) - 10) < 1e-9)
    #expect(Scale(.linear, domain: [2, 8], range: [0, 10]).padded(by: 50).domain == [2, 8])
  }

  @Test("no domain, no range, no number traps")
  func hostile() {
    let kinds: [ContinuousScale.Kind] = [
      .linear, .log(base: 10), .log(base: 0), .log(base: .nan), .log(base: 1), .pow(exponent: 0),
      .pow(exponent: .nan), .sqrt, .symlog(constant: 0), .time, .utc, .identity, .year,
    ]
    let lists: [[Double]] = [
      [], [1], [0, 0], [.nan, 1], [0, .infinity], [-1e308, 1e308], [3, 1, 2], [-1, 0, 1],
    ]
    for kind in kinds {
      for domain in lists {
        for range in lists {
          let scale = Scale(kind, domain: domain, range: range)
          for value in [0, 1, -1, .nan, .infinity] as [Double] {
            _ = (scale.map(value), scale.invert(value))
          }
          _ = scale.padded(by: 5)
        }
        let scale = Scale(kind, domain: domain, range: [0, 1])
        for count in [0, 5, .nan, 1e9] as [Double] {
          #expect(scale.ticks(count: count).count < 20_010)
          _ = scale.niced(count: count)
        }
      }
    }
  }
}
