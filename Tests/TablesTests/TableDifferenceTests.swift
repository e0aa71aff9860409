import Testing

@testable import Tables

@Suite("What differs in two versions of a table") struct TableDifferenceTests {
  private func difference(
    _ old: String, _ new: String, key: [String] = [], resource: ResourceDescriptor? = nil
  ) throws -> TableDifference {
    let before = try #require(readCSV(old, resource: resource, requiresRows: false).table)
    let after = try #require(readCSV(new, resource: resource, requiresRows: false).table)
    return TableDifference(from: before, to: after, primaryKey: key)
  }

  /// The changed cells as `old row/new row column before→after`.
  private func cells(_ difference: TableDifference) -> [String] {
    difference.rows.flatMap { row in
      row.cells.map { "\(row.old)/\(row.new) \($0.column) \($0.old.text)→\($0.new.text)" }
    }
  }

  @Test("the same table has no differences, also if numbers are written otherwise")
  func same() throws {
    let told = try difference(
      "year,value\n1960,136.50\n1961,1e2\n", "year,value\n1960,136.5\n1961,100\n")
    #expect(told.isEmpty)
    #expect(told.cellCount == 0)
  }

  @Test("whole numbers that a machine holds as the same one differ by their digits")
  func largeWholes() throws {
    let told = try difference(
      "id,n\na,9007199254740993\nb,90071992547409930\n",
      "id,n\na,9007199254740992\nb,+90071992547409930\n")
    #expect(cells(told) == ["0/0 n 9007199254740993→9007199254740992"])
  }

  @Test("lists and records differ by what is in them")
  func nested() {
    func table(_ cells: [Value]) -> Table {
      Table(
        columns: [
          Column("id", .texts(codes: [0, 1], pool: ["x", "y"])), Column("v", .values(cells)),
        ],
        rowCount: 2)
    }
    let (one, two) = (Value.list([.number(1)]), Value.list([.number(1), .number(2)]))
    let told = TableDifference(from: table([one, one]), to: table([one, two]))
    #expect(told.rows.map(\.new) == [1])
    #expect(told.rows.first?.cells.map(\.new) == [two])
  }

  @Test("rows are matched by the primary key, wherever they stand")
  func primaryKey() throws {
    let told = try difference(
      "year,series,value\n1960,a,1\n1960,b,2\n1961,a,3\n",
      "year,series,value\n1961,a,30\n1960,a,1\n1962,a,4\n", key: ["year", "series"])
    #expect(told.match == .declaredKey(["year", "series"]))
    #expect(cells(told) == ["2/0 value 3→30"])
    #expect(told.rowsAdded == [2])
    #expect(told.rowsRemoved == [1])
    #expect(told.isReordered)
    #expect(told.oldRows == [2, 0, nil])
  }

  @Test("a declared key that does not tell rows apart is not followed")
  func brokenKey() throws {
    let told = try difference(
      "year,series,value\n1960,a,1\n1960,b,2\n", "year,series,value\n1960,a,1\n1960,b,5\n",
      key: ["year"])
    #expect(told.match == .foundKey(["series"]))
    #expect(cells(told) == ["1/1 value 2→5"])
  }

  @Test("a key is found among few columns, and a value that was edited is none")
  func foundKey() throws {
    let told = try difference(
      "year,series,value\n1960,a,10\n1961,a,20\n1960,b,30\n1961,b,40\n",
      "year,series,value\n1960,a,10\n1961,a,25\n1960,b,30\n1961,b,40\n")
    #expect(told.match == .foundKey(["year", "series"]))
    #expect(cells(told) == ["1/1 value 20→25"])
  }

  @Test("what is measured is never a key, however different its values are")
  func measures() throws {
    let told = try difference("value,note\n1.5,x\n2.5,y\n", "value,note\n1.5,x\n2.75,y\n")
    #expect(told.match == .foundKey(["note"]))
    let fields = [field("value", .number), field("n", .string)]
    let declared = try difference(
      "value,n\n1,x\n2,x\n", "value,n\n1,x\n3,x\n", resource: resource(fields))
    #expect(declared.match == .order)
    #expect(cells(declared) == ["1/1 value 2→3"])
  }

  @Test("rows that nothing tells apart are matched by their order, around rows that came or went")
  func order() throws {
    let told = try difference(
      "a,b\nx,1.5\nx,1.5\nx,2.5\nx,3.5\n", "a,b\nz,9.5\nx,1.5\nx,1.5\nx,2.75\nx,3.5\n")
    #expect(told.match == .order)
    #expect(told.rowsAdded == [0])
    #expect(told.rowsRemoved.isEmpty)
    #expect(cells(told) == ["2/3 b 2.5→2.75"])
  }

  @Test("columns that came and went, and what became of types and units, are told")
  func columns() throws {
    let told = try difference("k,a,b\nx,1,2\n", "k,a,c\nx,one,2\n")
    #expect(told.columnsAdded == ["c"])
    #expect(told.columnsRemoved == ["b"])
    #expect(told.properties == [.init(column: "a", name: "type", old: "number", new: "string")])
    #expect(cells(told) == ["0/0 a 1→one"])
    let (mt, kt) = (
      resource([field("k"), field("v", .number) { $0.unit = "Mt" }]),
      resource([field("k"), field("v", .number) { $0.unit = "kt" }])
    )
    let before = try #require(readCSV("k,v\nx,1\n", resource: mt).table)
    let after = try #require(readCSV("k,v\nx,1\n", resource: kt).table)
    let units = TableDifference(from: before, to: after)
    #expect(units.properties == [.init(column: "v", name: "unit", old: "Mt", new: "kt")])
    #expect(!units.isSameContent)
  }

  @Test("a cell that was emptied, or filled, differs; a column of numbers as texts does not")
  func missing() throws {
    let told = try difference("k,v\nx,1\ny,\n", "k,v\nx,\ny,2\n")
    #expect(cells(told) == ["0/0 v 1→null", "1/1 v null→2"])
    let mixed = try difference("k,v\nx,1\ny,2\n", "k,v\nx,1\ny,two\n")
    #expect(cells(mixed) == ["1/1 v 2→two"])
  }

  @Test("empty tables and tables without common columns compare")
  func nothing() throws {
    let grown = try difference("k,v\n", "k,v\nx,1\n")
    #expect(grown.rowsAdded == [0])
    let other = try difference("a\n1\n", "b\n1\n")
    #expect(other.rowsAdded == [0])
    #expect(other.rowsRemoved == [0])
    #expect(TableDifference(from: .empty, to: .empty).isEmpty)
  }
}
