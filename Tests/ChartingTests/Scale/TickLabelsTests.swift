import Diagnostics
import Testing

@testable import Charting

@Suite("Tick texts") struct TickLabelsTests {
  private func texts(
    _ scale: ContinuousScale, count: Double = 10, _ specifier: String? = nil
  ) -> [String] {
    var log = DiagnosticLog()
    let format = scale.tickFormat(count: count, specifier: specifier, log: &log)
    #expect(log.entries.isEmpty)
    return scale.ticks(count: count).map(format.text)
  }

  @Test("each kind of scale writes its ticks as Vega does")
  func kinds() {
    let scale = { (kind: ContinuousScale.Kind, start: Double, stop: Double) in
      ContinuousScale(kind, domain: [start, stop], range: [0, 100])
    }
    #expect(
      texts(scale(.log(base: 10), 0.7, 37))
        == ["", "", "", "1", "2", "3", "4", "5", "6", "", "", "", "10", "20", "30"])
    #expect(texts(scale(.log(base: 10), 1, 20), "s").first == "1")
    #expect(texts(scale(.linear, -0.3, 0.04)).first == "\u{2212}0.30")
    #expect(texts(scale(.linear, 0, 1), count: 2, "%") == ["0%", "50%", "100%"])
    #expect(texts(scale(.year, 1949, 1970), count: 8).first == "1949")
    let year = scale(.time, moment("2020-01-01"), moment("2020-04-01"))
    #expect(texts(year, count: 3) == ["2020", "February", "March", "April"])
    #expect(texts(year, count: 3, "%b") == ["Jan", "Feb", "Mar", "Apr"])
  }

  @Test("a smallest step limits the count")
  func minStep() {
    let scale = ContinuousScale(.linear, domain: [0, 3], range: [0, 100])
    #expect(scale.tickCount(10, minStep: 1) == 4)
    #expect(scale.tickCount(10, minStep: nil) == 10)
    #expect(scale.tickCount(10, minStep: 100) == 1)
  }

  @Test("given values outside the range are left out, and many are thinned by halves")
  func given() {
    let scale = ContinuousScale(.linear, domain: [0, 10], range: [100, 0])
    #expect(scale.ticks(at: [12, 5, 0, -3, 10, .nan]) == [0, 5, 10])
    #expect(scale.ticks(at: (0...10).map(Double.init), count: 4) == [0, 4, 8])
    #expect(scale.ticks(at: [1, 2, 3], count: 1) == [1, 3])
  }
}
