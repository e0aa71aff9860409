import Testing

@testable import playfair

@Suite("RenderSummary")
struct RenderSummaryTests {
  @Test(
    "sizes are told in thousands, with a decimal below ten",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (9949, "9.9 kB"),
      (9950, "10 kB"), (56_400, "56 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"),
      (1_250_000, "1.3 MB"), (2_000_000_000_000, "2000 GB"),
    ])
  func size(bytes: Int, text: String) {
    #expect(RenderSummary.size(bytes) == text)
  }

  @Test(
    "times are told in seconds, with hundredths below ten",
    arguments: [(0, "0.00 s"), (4, "0.00 s"), (5, "0.01 s"), (1237, "1.24 s"), (83_140, "83.1 s")])
  func seconds(milliseconds: Int, text: String) {
    #expect(RenderSummary.seconds(.milliseconds(milliseconds)) == text)
  }

  @Test("each file has a line, with sizes in a column, and the last line tells the whole")
  func lines() {
    let files = [
      WrittenFile(path: "Output/report.pdf", size: 412_345),
      WrittenFile(path: "Output/report/fig-grain.svg", size: 9412),
    ]
    let summary = RenderSummary(
      files: files, unchanged: ["Output/report/fig-grain.svg"], duration: .milliseconds(1240))
    #expect(
      summary.text == """
        Output/report.pdf               412 kB
        Output/report/fig-grain.svg     9.4 kB  (as before)
        2 files, 422 kB, in 1.24 s

        """)
  }
}
