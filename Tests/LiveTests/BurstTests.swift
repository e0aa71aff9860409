import Live
import Testing

@Suite struct BurstTests {
  private let start = ContinuousClock.now

  @Test("a burst is over a while after its last change")
  func quiet() {
    var burst = Burst(at: start)
    burst.note([FileChange(path: "/a")], at: start)
    burst.note([FileChange(path: "/b")], at: start + .milliseconds(15))
    #expect(burst.rest(at: start + .milliseconds(30)) == .milliseconds(5))
    #expect(burst.rest(at: start + .milliseconds(35)) == nil)
  }

  @Test("a file that is being written is waited for until it is closed")
  func open() {
    var burst = Burst(at: start)
    burst.note([FileChange(path: "/a", isOpen: true)], at: start)
    #expect(burst.rest(at: start + .milliseconds(100)) == .milliseconds(50))
    burst.note([FileChange(path: "/a")], at: start + .milliseconds(100))
    #expect(burst.rest(at: start + .milliseconds(119)) == .milliseconds(1))
    #expect(burst.rest(at: start + .milliseconds(120)) == nil)
  }

  @Test("a burst that never ends is cut")
  func longest() {
    var burst = Burst(at: start)
    for step in 0..<100 {
      burst.note([FileChange(path: "/a")], at: start + .milliseconds(10 * step))
    }
    #expect(burst.rest(at: start + Burst.longest) == nil)
  }
}
