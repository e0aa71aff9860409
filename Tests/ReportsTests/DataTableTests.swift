import Canvas
import Diagnostics
import Testing

@testable import Reports

/// Tables whose rows come from files of data.
@Suite struct DataTableTests {
  private let steel = """
    year,region,output,day,official
    1957,North,5.35,1957-03-01,true
    1958,North,1308,1958-08-17,false
    1957,South,,,true

    """
  private let package = """
    {"name": "x", "resources": [{"name": "steel", "path": "steel.csv", "schema": {"fields": [
    {"name": "year", "type": "year", "title": "Year"}, {"name": "region", "type": "string"},
    {"name": "output", "type": "number", "title": "Crude steel", "unit": "Mt"},
    {"name": "day", "type": "date"}, {"name": "official", "type": "boolean"}]}}]}
    """

  /// The lines of the first page, without their places, below the table's number.
  private func lines(_ attributes: String, language: String = "en-GB", inside: String = "T.")
    -> [String]
  {
    let text = "---\nlang: \(language)\n---\n\n::: {#tbl-a .table \(attributes)}\n\(inside)\n:::\n"
    let outcome = render(text, files: ["steel.csv": steel, "datapackage.json": package])
    #expect(outcome.messages.filter { !$0.contains("no patterns to divide words") } == [])
    return (outcome.report?.text ?? "").split(separator: "\n").dropFirst(2).map { line in
      String(line.drop { $0 != "|" }.dropFirst(2)).replacing("    ", with: "   ")
    }
  }

  @Test("titles, units and types come from the data package; what is missing is a dash")
  func described() {
    #expect(
      lines(#"data="steel.csv""#) == [
        "Year   region   Crude steel   day   official", "Mt",
        "1957   North   5.35   1 March 1957   yes", "1958   North   1,308.00   17 August 1958   no",
        "1957   South   –   –   yes",
      ])
  }

  @Test("whole numbers of four digits in a column called a year are years without a package, too")
  func plainYears() {
    let text = "::: {#tbl-a .table data=\"plain.csv\"}\nT.\n:::\n"
    let outcome = render(text, files: ["plain.csv": "year,count\n1957,2000\n1958,3000\n"])
    #expect(outcome.messages == [])
    let page = outcome.report?.text ?? ""
    #expect(page.contains("1957") && page.contains("2,000") && page.contains("1958"), "\(page)")
  }

  @Test("columns are chosen and renamed, rows filtered, sorted and cut")
  func choice() {
    #expect(
      lines(
        #"data="steel.csv" columns="output='Steel (Mt)', year" filter="datum.output > 0" sort="-year" limit=1"#
      ) == ["Steel (Mt)   Year", "1,308   1958"])
  }

  @Test("numbers follow the format and the language")
  func formats() {
    #expect(
      lines(#"data="steel.csv" columns="year, output" format="output=,.1f""#, language: "de")
        .dropFirst(2) == ["1957   5,3", "1958   1.308,0", "1957   –"])
    #expect(
      lines(#"data="steel.csv" columns="day" format="day=%d/%m/%y""#).dropFirst()
        == ["01/03/57", "17/08/58", "–"])
  }

  @Test("the values of a column stand above their rows, once each")
  func groups() {
    #expect(
      lines(#"data="steel.csv" columns="year, output" group="region" sort="-year""#) == [
        "Year   Crude steel", "Mt", "North", "1958   1,308.00", "1957   5.35", "South",
        "1957   –",
      ])
  }

  @Test("rows stand in the document, and know its lines")
  func inPlace() {
    let text = """
      ::: {#tbl-a .table}
      ```csv
      name,size
      Anna,12.5
      Berta,7
      ```

      Two.
      :::

      """
    let outcome = render(text)
    #expect(outcome.messages == [])
    #expect(outcome.report?.text.contains("| Anna   12.5\n") ?? false)
    #expect(outcome.report?.text.contains("| Berta   7.0\n") ?? false)
    let wrong = render(text.replacing("Berta,7", with: "Berta,7,8"))
    #expect(wrong.messages.first?.hasPrefix("a.md:5:9: error: the row has 3 cells") ?? false)
  }

  @Test("the head may be left out, and a note of the sources takes the place of the package's")
  func notes() {
    #expect(
      lines(
        #"data="steel.csv" columns="year" header=false"#, inside: "T.\n\nSource: A book."
      ) == ["1957", "1958", "1957", "Source: A book."])
  }

  @Test("a page that starts within a group says so")
  func continued() {
    let rows = (0..<100).map { "\($0),\($0 < 20 ? "First" : "Second")\n" }.joined()
    let outcome = render(
      "::: {#tbl-a .table data=\"d.csv\" group=part}\nLong.\n:::\n",
      files: ["d.csv": "n,part\n" + rows])
    #expect(outcome.messages == [])
    let pages = (outcome.report?.text ?? "").split(separator: "page ")
    #expect(pages.count == 2)
    #expect(pages.last?.contains("| Second, continued\n") ?? false)
    #expect(pages.last?.contains("First") == false)
  }

  @Test("in Markdown, a row with one strong cell stands above the rows that follow")
  func subheads() {
    let outcome = render(
      "| A | B |\n|---|--:|\n| **North** | |\n| x | 1.5 |\n| **y** | 2 |\n")
    let marks = outcome.report?.pages.first?.scene.placedTexts ?? []
    let head = marks.first { $0.text?.text == "North" }
    #expect(head?.roles.contains(.tableHeader) ?? false)
    #expect(marks.first { $0.text?.text == "y" }?.roles.contains(.tableCell) ?? false)
  }

  @Test("lists of columns are read with their places, whatever is quoted")
  func list() {
    let source = SourceText(name: "a", text: "year, 'a, b'='c; d' ,x=1")
    let list = ListAttribute(Written(source.text(0..<source.bytes.count), at: source.whole))
    #expect(list.problem == nil)
    #expect(list.entries.map(\.name.text) == ["year", "a, b", "x"])
    #expect(list.entries.map(\.value?.text) == [nil, "c; d", "1"])
    #expect(list.entries.last?.value?.place.range == 23..<24)
    for bad in ["", ",a", "a,,b", "a=", "a='b", "'a' b", "=x"] {
      let source = SourceText(name: "a", text: bad)
      let list = ListAttribute(Written(bad, at: source.whole))
      #expect((list.problem == nil) == bad.isEmpty, "\(bad)")
    }
  }
}
