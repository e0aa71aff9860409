import Canvas
import Diagnostics
import Testing

@testable import Charting

@Suite("Symbols") struct SymbolsTests {
  // The outlines that Vega draws for a size of 400.
  static let known: [(String, String)] = [
    ("square", "M-10,-10h20v20h-20Z"),
    ("cross", "M-10,-4V4H-4V10H4V4H10V-4H4V-10H-4V-4Z"),
    ("diamond", "M-10,0L0,-10L10,0L0,10Z"),
    ("triangle-up", "M0,-8.66L-10,8.66L10,8.66Z"),
    ("triangle-down", "M0,8.66L-10,-8.66L10,-8.66Z"),
    ("triangle-right", "M8.66,0L-8.66,-10L-8.66,10Z"),
    ("triangle-left", "M-8.66,0L8.66,-10L8.66,10Z"),
    ("triangle", "M0,-11.547L-10,5.774L10,5.774Z"),
    ("stroke", "M-10,0L10,0"),
    ("arrow", "M-1.429,10H1.429V-1.25H4L0,-10L-4,-1.25H-1.429Z"),
    ("wedge", "M0,-11.547L-2.5,5.774L2.5,5.774Z"),
    ("M-1,-1L1,-1L0.5,1Z", "M-10,-10L10,-10L5,10Z"),
    ("M0,-1Q1,0,0,1T-1,0", "M0,-10Q10,0,0,10Q-10,20,-10,0"),
  ]

  @Test("shapes have the outlines of Vega's", arguments: known)
  func outlines(name: String, expected: String) throws {
    var log = DiagnosticLog()
    let wanted = try #require(SVGPath.parse(expected, log: &log))
    let path = Symbols.path(name, size: 400)
    #expect(path.elements.count == wanted.elements.count)
    let distance = zip(corners(path), corners(wanted)).map { abs($0.x - $1.x) + abs($0.y - $1.y) }
    #expect((distance.max() ?? 1) < 0.005)
  }

  private func corners(_ path: Path) -> [Point] {
    path.elements.flatMap { element -> [Point] in
      switch element {
      case .move(let point), .line(let point): [point]
      case .curve(let a, let b, let end): [a, b, end]
      case .close: []
      }
    }
  }

  @Test("a circle fills the square of its size")
  func circle() {
    #expect(Symbols.path("circle", size: 400).bounds == Rect(-10, -10, 20, 20))
    #expect(Symbols.path("circle", size: 0).bounds == Rect(0, 0, 0, 0))
    #expect(Symbols.path("circle", size: .nan).bounds == Rect(0, 0, 0, 0))
    #expect(Symbols.path("blob", size: 400) == Symbols.path("circle", size: 400))
  }

  @Test("a shape that is none is an error, with the nearest name or the fault of the path")
  func errors() {
    let message = { (name: String) -> [String] in
      var log = DiagnosticLog()
      #expect(!Symbols.check(name, log: &log))
      return log.entries.map(\.message) + log.entries.flatMap(\.hints)
    }
    #expect(message("sqare") == ["there is no shape 'sqare'", "did you mean 'square'?"])
    #expect(message("M0,0L1") == ["the path 'M0,0L1' ends where a number should stand"])
    var log = DiagnosticLog()
    #expect(Symbols.check("wedge", log: &log) && Symbols.check("M0,0h1", log: &log))
    #expect(log.entries.isEmpty)
  }
}

@Suite("SVG paths") struct SVGPathTests {
  private func path(_ text: String) -> Path? {
    var log = DiagnosticLog()
    return SVGPath.parse(text, log: &log)
  }

  @Test("relative commands, repeated numbers and closes mean what they do in SVG")
  func commands() {
    #expect(path("m1 2 3 4") == path("M1,2L4,6"))
    #expect(path("M0 0h5v5H0z") == path("M0,0L5,0L5,5L0,5Z"))
    #expect(path("M0,0l1,1zl2,2") == path("M0,0L1,1ZM0,0L2,2"))
    #expect(path("M.5.5-1e1-2") == path("M0.5,0.5L-10,-2"))
    #expect(path("M0,0c1,0 2,1 2,2s1,2 2,2") == path("M0,0C1,0,2,1,2,2C2,3,3,4,4,4"))
    #expect(path("M0,0S1,1 2,2") == path("M0,0C0,0,1,1,2,2"))
    #expect(path("M0,0Q3,0 3,3") == path("M0,0C2,0,3,1,3,3"))
    #expect(path("M0,0T3,3") == path("M0,0C0,0,1,1,3,3"))
  }

  @Test("arcs become curves on their ellipse")
  func arcs() throws {
    let half = try #require(path("M10,0A10,10 0 1 1 -10,0"))
    #expect(half.elements.count == 3)
    for case .curve(_, _, let end) in half.elements {
      #expect(abs((end.x * end.x + end.y * end.y).squareRoot() - 10) < 1e-9)
    }
    #expect((half.bounds?.maxY ?? 0) > 9.9)
    #expect(path("M0,0a5 3 30 0110 0")?.elements.count ?? 0 > 1)
    #expect(path("M0,0A0,5 0 0 1 3,4") == path("M0,0L3,4"))
    #expect(path("M0,0A1,1 0 0 1 10,0")?.bounds.map { abs($0.y + 5 * 4 / 3) < 2 } == true)
  }

  static let bad: [(String, String, String)] = [
    ("", "the path '' is empty", ""),
    ("L1,2", "the path 'L1,2' does not begin with M", "L"),
    ("M1,2 K3", "the path 'M1,2 K3' has no command where 'K' stands", "K"),
    ("M1", "the path 'M1' ends where a number should stand", ""),
    ("M1,x", "the path 'M1,x' has 'x' where a number should stand", "x"),
    (
      "M0,0A1,1 0 2 1 3,3", "the path 'M0,0A1,1 0 2 1 3,3' has an arc whose flag is not 0 or 1", "2"
    ),
  ]

  @Test("a path that is none is an error with its place", arguments: bad)
  func errors(text: String, message: String, part: String) {
    var log = DiagnosticLog()
    let source = SourceText(name: "a.json", text: "\"\(text)\"")
    #expect(SVGPath.parse(text, place: source.whole, log: &log) == nil)
    #expect(log.entries.map(\.message) == [message])
    #expect(log.entries.first?.place?.text == part)
  }

  @Test("no text traps")
  func hostile() {
    var generator = SmallGenerator(seed: 9)
    let alphabet = Array("MmLlHhVvCcSsQqTtAaZz0123456789+-.eE, é\u{0}")
    for _ in 0..<5000 {
      let tail = (0..<generator.next(30)).map { _ in alphabet[generator.next(alphabet.count)] }
      _ = path("M0,0" + String(tail))
    }
    _ = path("M0,0A1e308,1e-308 1e308 1 0 -1e308,1e308")
  }
}
