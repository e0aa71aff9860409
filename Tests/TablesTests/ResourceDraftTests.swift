import Diagnostics
import Notation
import Testing

@testable import Tables

@Suite("Drafts of Data Packages") struct ResourceDraftTests {
  /// The fields that are drafted for a file, each on a line.
  private func fields(_ text: String, _ path: String = "a.csv") -> [String] {
    draft(Array(text.utf8), path)?.fields.map { field in
      let properties = field.properties.map { " \($0.name)=\($0.value.text())" }.joined()
      let note = field.note.map { " note: \($0)" } ?? ""
      return "\(field.isKey ? "*" : "")\(field.name): \(field.type.rawValue)\(properties)\(note)"
    } ?? []
  }

  private func draft(_ bytes: [UInt8], _ path: String = "a.csv") -> ResourceDraft? {
    var log = DiagnosticLog()
    return ResourceDraft.read(bytes, path: path, shownName: path, log: &log)
  }

  @Test("types come from all cells")
  func types() {
    #expect(
      fields(
        "year,who,n,v,ok,day,month\n1958,a,1,0.5,true,1958-08-17,1958-08\n1959,b,2,1e3,false,1959-01-01,1959-01\n"
      ) == [
        "*year: year", "who: string", "n: integer", "v: number", "ok: boolean", "day: date",
        "month: yearmonth",
      ])
    #expect(
      fields("id,code\n1,007\n2,010\n") == [
        "*id: integer", "code: string note: codes with leading zeros stay texts",
      ])
    #expect(
      fields("a,b\n1,yes\n2,no\n") == [
        "*a: integer", "b: boolean trueValues=[\"yes\"] falseValues=[\"no\"]",
      ])
  }

  @Test("numbers are read with decimal commas and groups where only one reading is left")
  func numbers() {
    #expect(fields("a;b\n1,5;x\n2,25;y\n").first == "a: number decimalChar=\",\"")
    #expect(
      fields("a;b\n1.234,5;x\n2,25;y\n").first == "a: number decimalChar=\",\" groupChar=\".\"")
    #expect(fields("a;b\n\"1,234.5\";x\n2.5;y\n").first == "a: number groupChar=\",\"")
    #expect(
      fields("a;b\n1,234;x\n2,345;y\n").first
        == "*a: string note: 1,234 can be read in two ways: give the type number, and decimalChar or groupChar"
    )
    #expect(fields("a\n12%\n5.5%\n") == ["a: number bareNumber=false unit=\"%\""])
  }

  @Test("units are taken out of heads")
  func units() {
    #expect(
      fields("Output (Mt),Area [ha],Note (short)\n1.5,2,x\n2.5,2,x\n") == [
        "Output (Mt): number title=\"Output\" unit=\"Mt\"",
        "Area [ha]: integer title=\"Area\" unit=\"ha\"",
        "Note (short): string",
      ])
  }

  @Test("dates get their format; a day that could be the month is left to people")
  func dates() {
    #expect(fields("d,e\n17.08.1958,1\n01.02.1959,1\n").first == "*d: date format=\"%d.%m.%Y\"")
    #expect(fields("d,e\n17/08/1958,1\n01/02/1959,1\n").first == "*d: date format=\"%d/%m/%Y\"")
    #expect(fields("d,e\n03/04/1958,1\n01/02/1959,1\n").first?.contains("two ways") == true)
    #expect(fields("d\n1958-08-17T10:00:00\n") == ["d: datetime"])
    #expect(
      fields("d\n1958-08-17T10:00:00Z\n") == ["d: datetime format=\"%Y-%m-%dT%H:%M:%S%z\""])
    #expect(fields("t\n08:30:00\n") == ["t: time"])
  }

  @Test("years in words are found in columns that say so")
  func years() {
    #expect(fields("year,v\nc. 1959,1\n1958/59,1\n").first == "*year: string yearFormat=\"any\"")
    #expect(fields("code,v\n1958/59,1\n1959/60,1\n").first == "*code: string")
  }

  @Test("words for nothing are found, but not in texts")
  func missing() {
    #expect(draft(Array("a,b\n1,x\nn/a,y\n".utf8))?.missingValues == ["", "n/a"])
    #expect(draft(Array("a,b\n1,x\nNA,NA\n".utf8))?.missingValues == [""])
    #expect(fields("a,b\n1,x\nNA,NA\n").first == "a: integer missingValues=[\"\",\"NA\"]")
  }

  @Test("the encoding, the delimiter and a key of several columns are found")
  func surroundings() throws {
    let latin = try #require(self.draft([0x61, 0x3B, 0x62, 0x0A, 0xE4, 0x3B, 0x31, 0x0A]))
    #expect(latin.encoding == .latin1 && latin.delimiter == UInt8(ascii: ";"))
    #expect(fields("x|y\n1|2\n") == ["x: integer", "y: integer"])
    #expect(
      fields("year,who,v\n1958,a,1.5\n1958,b,1.5\n1959,a,1.5\n") == [
        "*year: year", "*who: string", "v: number",
      ])
    #expect(ResourceDraft.slug("Grain Output (1958).csv") == "grain-output-1958")
  }

  @Test("JSON keeps the types that it has")
  func json() {
    #expect(
      fields("[{\"year\": 1958, \"v\": 1.5, \"l\": [1], \"s\": \"x\", \"b\": true}]", "a.json") == [
        "year: year", "v: number", "l: array", "s: string", "b: boolean",
      ])
  }

  @Test("what is drafted describes its file without a problem")
  func agrees() throws {
    let files = [
      "a.csv": "year;Output (Mt);day;who\n1958;1,5;17.08.1958;a\n1959;n/a;01.02.1959;b\n",
      "b.csv": "when,share\nc. 1959,12%\n1958/59,5%\n", "c.json": "[{\"a\": 1, \"b\": [1]}]",
    ]
    let folder = TestFolder()
    var log = DiagnosticLog()
    var drafts: [ResourceDraft] = []
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      folder.write(name, text)
      drafts.append(
        try #require(ResourceDraft.read(Array(text.utf8), path: name, shownName: name, log: &log)))
    }
    folder.write("datapackage.json", PackageDraft.text(named: "all", drafts))
    let loader = try folder.loader()
    let package = try #require(loader.package(at: folder.path + "/datapackage.json", log: &log))
    let count = PackageCheck(package, loader: loader).run(log: &log)
    #expect(log.text == "")
    #expect(count.text == "3 tables, 5 rows")
    #expect(package.sources.isEmpty && package.licenses.isEmpty)
  }

  @Test("a package is added to without a byte changed, and nothing described is described anew")
  func adding() throws {
    let draft = try #require(self.draft(Array("a\n1\n".utf8), "b.csv"))
    for list in ["[]", "[ {\"name\": \"a\", \"path\": \"a.csv\"} ]"] {
      let text = "{\"name\":   \"old\",\n \"resources\": \(list), \"x-more\": 1}\n"
      var log = DiagnosticLog()
      let added = PackageDraft.adding([draft], to: SourceText(name: "p", text: text), log: &log)
      let result = try #require(added)
      #expect(result.hasPrefix("{\"name\":   \"old\",\n \"resources\": ["))
      #expect(result.hasSuffix("], \"x-more\": 1}\n"))
      let package = DataPackage.read(SourceText(name: "p", text: result), log: &log)
      #expect(package?.resources.last?.name == "b")
      #expect(log.text == "")
      _ = PackageDraft.adding([draft], to: SourceText(name: "p", text: result), log: &log)
      #expect(log.entries.map(\.message) == ["the data package describes 'b.csv' already"])
    }
  }
}
