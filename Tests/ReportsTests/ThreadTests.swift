import Canvas
import Diagnostics
import Testing

@testable import Reports

/// Charts that are drawn on several threads.
@Suite struct ThreadTests {
  /// A document with many figures, some alike, some too high, some wrong, some in rows.
  private static let document = {
    var text = "---\ntitle: Many\n---\n\n"
    for number in 1...24 {
      let height = number % 7 == 0 ? " height=\(number)0mm" : ""
      text += "![Figure \(number)](\(number % 3).vl.yaml){#fig-n\(number)\(height)}\n\nText.\n\n"
    }
    return text + """
      ::: {#fig-row layout-ncol=2}
      ![](0.vl.yaml)

      ![](tall.vl.yaml)

      Row.
      :::

      """
  }()

  private static func spec(_ more: String) -> String {
    """
    data: {url: d.csv}
    mark: bar
    encoding: {x: {field: k, type: nominal}, y: {field: v, type: quantitative}}
    \(more)

    """
  }

  private static let files = [
    "0.vl.yaml": spec("title: One"), "1.vl.yaml": spec("title: Two ‌\u{10380}"),
    "2.vl.yaml": spec("hieght: 100"), "tall.vl.yaml": spec("height: 1400"),
    "d.csv": "k,v\na,1\nb,x\n",
  ]

  private struct Result {
    var text: String
    var scenes: [String]
    var messages: String
  }

  private func result(threads: Int, files: [String: String]) throws -> Result {
    let folder = TestFolder(files)
    var log = DiagnosticLog()
    let sources = try #require(SourceFiles(root: folder.path))
    var request = ReportRequest(
      source: SourceText(name: "\(folder.path)/a.md", text: Self.document), files: sources)
    request.threads = threads
    let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    return Result(
      text: report?.text ?? "", scenes: report?.figures.map(\.chart.scene.text) ?? [],
      messages: log.inReadingOrder.map { $0.text(.human) }.joined()
        .replacing(folder.path, with: ""))
  }

  @Test("errors and warnings are the same on any number of threads, in the same order")
  func messages() throws {
    let one = try result(threads: 1, files: Self.files)
    #expect(one.messages.contains("hieght") && one.messages.contains("'x'"))
    for threads in [2, 8] {
      #expect(try result(threads: threads, files: Self.files).messages == one.messages)
    }
  }

  @Test("pages and figures are the same on any number of threads")
  func pages() throws {
    var files = Self.files
    files["2.vl.yaml"] = Self.spec("title: Three")
    files["d.csv"] = "k,v\na,1\nb,2\n"
    let one = try result(threads: 1, files: files)
    #expect(one.scenes.count == 26 && one.text.contains("Figure\u{A0}25"))
    #expect(one.messages.contains("U+10380"))
    for threads in [2, 8] {
      let other = try result(threads: threads, files: files)
      #expect(other.text == one.text)
      #expect(other.scenes == one.scenes)
      #expect(other.messages == one.messages)
    }
  }
}
