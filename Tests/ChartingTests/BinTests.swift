import Testing

@testable import Charting

/// Bins are those of Vega's bin transform.
@Suite struct BinTests {
  private func rule(
    from low: Double, to high: Double, _ change: (inout BinRule.Parameters) -> Void = { _ in }
  ) -> BinRule {
    var asked = BinRule.Parameters()
    change(&asked)
    return BinRule(asked, from: low, to: high)
  }

  @Test("the step is round and makes no more bins than are wanted")
  func steps() {
    #expect(rule(from: 1, to: 19).bounds == [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20])
    #expect(rule(from: 1, to: 19) { $0.maxbins = 5 }.step == 5)
    #expect(rule(from: 1, to: 19) { $0.minstep = 3 }.step == 3)
    #expect(rule(from: 0, to: 31) { $0.base = 2 }.step == 4)
  }

  @Test("of steps to choose from the largest is taken that makes as many bins as are wanted")
  func choice() {
    #expect(rule(from: 0, to: 30) { $0.steps = [2, 5, 20] }.step == 2)
    #expect(rule(from: 0, to: 60) { $0.steps = [2, 5, 20] }.step == 5)
    #expect(rule(from: 0, to: 3) { $0.steps = [2, 5, 20] }.step == 2)
  }

  @Test("an anchor moves where bins start")
  func anchor() {
    let rule = rule(from: -4, to: 26) { ($0.step, $0.anchor) = (5, 0.5) }
    #expect(rule.start == -4.5)
    #expect(rule.start(of: 0.4) == -4.5)
    #expect(rule.start(of: 0.5) == 0.5)
  }

  @Test("the last bin holds its end, and what lies outside is in none")
  func ends() {
    let rule = rule(from: 0, to: 100) { $0.extent = [0, 10] }
    #expect(rule.start(of: 10) == 9)
    #expect(rule.start(of: 11) == .infinity)
    #expect(rule.start(of: -1) == -.infinity)
    #expect(rule.start(of: .nan) == nil)
  }

  @Test("without round ends bins start at the least value, and the last is as wide as the others")
  func rough() {
    let rule = rule(from: -4, to: 25.3) { $0.nice = false }
    #expect((rule.start, rule.stop, rule.step) == (-4, 25.3, 5))
    #expect(rule.start(of: 23.4) == 21)
  }
}
