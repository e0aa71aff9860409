import Tables
import Testing

@testable import Charting

@Suite("Band scales") struct BandScaleTests {
  private let letters: [Value] = [.text("a"), .text("b"), .text("c")]

  private func positions(_ scale: BandScale) -> [Double?] { letters.map { scale.position(of: $0) } }

  @Test("bands share the range evenly")
  func plain() {
    let scale = BandScale(domain: letters, range: [0, 300])
    #expect(positions(scale) == [0, 100, 200])
    #expect(scale.bandwidth == 100)
    #expect(scale.position(of: .text("d")) == nil)
    #expect(scale.center(of: .text("b")) == 150)
  }

  @Test("a descending range puts the first band last")
  func descending() {
    let scale = BandScale(domain: letters, range: [300, 0], paddingInner: 0.1, paddingOuter: 0.1)
    #expect(abs((positions(scale)[0] ?? 0) - 203.2258064516129) < 1e-9)
    #expect(abs((positions(scale)[2] ?? 0) - 9.677419354838719) < 1e-9)
    #expect(abs(scale.bandwidth - 87.09677419354838) < 1e-9)
  }

  @Test("rounding keeps whole positions and shares what is left by the alignment")
  func rounding() {
    let scale = BandScale(
      domain: letters, range: [0, 100], paddingInner: 0.2, paddingOuter: 0.4, align: 0.2,
      round: true)
    #expect(positions(scale) == [5, 32, 59])
    #expect(scale.bandwidth == 22)
    #expect(scale.step == 27)
  }

  @Test("points are bands without width")
  func points() {
    let points = BandScale.points(domain: letters, range: [0, 300], padding: 0.5)
    #expect(positions(points) == [50, 150, 250])
    #expect(points.bandwidth == 0)
    #expect(
      BandScale.points(domain: [.text("a")], range: [0, 300]).position(of: .text("a")) == 150)
    let rounded = BandScale.points(domain: letters, range: [0, 200], padding: 1, round: true)
    #expect(positions(rounded) == [50, 100, 150])
  }

  @Test("a repeated value counts once; a moment is its number")
  func unique() {
    let scale = BandScale(domain: [.number(1), .number(1), .date(1), .text("1")], range: [0, 10])
    #expect(scale.domain == [.number(1), .text("1")])
    #expect(scale.position(of: .date(1)) == 0)
  }

  @Test("a position leads back to the value of its band")
  func inverse() {
    let bands = BandScale(domain: letters, range: [0, 300], paddingInner: 0.2)
    #expect(bands.value(at: (bands.center(of: .text("b")) ?? 0)) == .text("b"))
    let points = BandScale.points(domain: letters, range: [0, 300], padding: 0.5)
    #expect(points.value(at: 240) == .text("c"))
    #expect(points.value(at: -1) == nil)
  }

  @Test("no domain and no range trap")
  func hostile() {
    #expect(BandScale(domain: [], range: [0, 100]).bandwidth == 100)
    #expect(BandScale(domain: letters, range: []).bandwidth == 0)
    for bad in [Double.nan, .infinity, -5, 1e300] {
      let scale = BandScale(
        domain: letters, range: [bad, 1], paddingInner: bad, paddingOuter: bad, align: bad,
        round: true)
      _ = (positions(scale), scale.value(at: bad))
    }
    #expect(BandScale.space(count: 3, paddingInner: 0.5, paddingOuter: 0.25) == 3)
    #expect(BandScale.space(count: 0, paddingInner: 0, paddingOuter: 0) == 0)
    #expect(BandScale.space(count: 1, paddingInner: 1, paddingOuter: 0) == 1)
  }
}

@Suite("Ordinal scales") struct OrdinalScaleTests {
  @Test("outputs are taken in order, round and round")
  func wraps() {
    let scale = OrdinalScale(
      domain: [.text("a"), .text("b"), .text("a"), .text("c")], range: [1, 2], unknown: 9)
    #expect(scale.map(.text("a")) == 1)
    #expect(scale.map(.text("b")) == 2)
    #expect(scale.map(.text("c")) == 1)
    #expect(scale.map(.null) == 9)
    #expect(OrdinalScale<Int>(domain: [.null], range: []).map(.null) == nil)
  }
}

@Suite("Discretizing scales") struct DiscretizingScaleTests {
  private func classes(_ scale: DiscretizingScale, _ values: [Double]) -> [Int?] {
    values.map { scale.index(of: $0) }
  }

  @Test("classes of equal width, equal count, given thresholds, bins")
  func classes() {
    let quantize = DiscretizingScale.quantize(domain: [0, 1], count: 3)
    #expect(classes(quantize, [-1, 0.3, 0.34, 0.7, 2]) == [0, 0, 1, 2, 2])
    let quantile = DiscretizingScale.quantile(of: [3, 1, 2, 10, .nan, 20, 35, 4], count: 3)
    #expect(quantile.thresholds == [3, 10])
    #expect(classes(quantile, [2, 3, 9, 10, 100]) == [0, 1, 1, 2, 2])
    let threshold = DiscretizingScale.threshold([0, 1])
    #expect(classes(threshold, [-1, 0, 0.5, 1, 2]) == [0, 1, 1, 2, 2])
    let bins = DiscretizingScale.binOrdinal([0, 10, 20])
    #expect(classes(bins, [-1, 0, 10, 15, 20, .nan]) == [nil, 0, 1, 1, 1, nil])
    #expect(bins.count == 2)
  }

  @Test("the labels of a legend are those of Vega")
  func labels() {
    let labels = { (scale: DiscretizingScale) in scale.rangeLabels() }
    #expect(labels(.threshold([10, 20])) == ["< 10", "10 – 20", "≥ 20"])
    #expect(
      labels(.threshold([0.1, 0.25, 1000])) == ["< 0.1", "0.1 – 0.25", "0.25 – 1000", "≥ 1000"])
    #expect(labels(.quantize(domain: [0, 1], count: 3)) == ["< 0.33", "0.33 – 0.67", "≥ 0.67"])
    #expect(
      labels(.quantize(domain: [0, 12345], count: 3)) == ["< 4,115", "4,115 – 8,230", "≥ 8,230"])
    #expect(labels(.quantize(domain: [0, 1], count: 2)) == ["< 0.50", "≥ 0.50"])
    #expect(
      labels(.quantile(of: [1, 2, 3, 4, 10, 20, 35], count: 3)) == [
        "< 3.0", "3.0 – 10.0", "≥ 10.0",
      ])
    #expect(labels(.binOrdinal([0, 0.25, 0.5, 0.75])) == ["0.0 – 0.3", "0.3 – 0.5", "0.5 – 0.8"])
    #expect(labels(.binOrdinal([1000, 2000, 3500])) == ["1,000 – 2,000", "2,000 – 3,500"])
    #expect(
      DiscretizingScale.threshold([1000, 20000]).rangeLabels(NumberSpecifier(.prefixed))
        == ["< 1.00000k", "1.00000k – 20.0000k", "≥ 20.0000k"])
  }

  @Test("no numbers and odd counts trap nothing")
  func hostile() {
    for count in [-3, 0, 1, 2, .max] {
      #expect(DiscretizingScale.quantize(domain: [], count: count).count >= 1)
      let empty = DiscretizingScale.quantile(of: [], count: min(count, 5))
      _ = (empty.index(of: 1), empty.rangeLabels())
    }
    for list in [[], [1.0], [.nan], [2, 1], [-.infinity, .infinity]] {
      for scale in [DiscretizingScale.threshold(list), .binOrdinal(list)] {
        _ = (scale.index(of: 1), scale.rangeLabels(), scale.classStarts)
      }
    }
  }
}
