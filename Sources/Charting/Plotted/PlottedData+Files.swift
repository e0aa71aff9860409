import Canvas

extension PlottedData {
  /// How many rows a table may have that is attached to a PDF file.
  public static let attachedRows = 100_000

  /// The tables as files to be attached to a PDF file: `fig-grain.csv`, `fig-grain-2.csv`.
  ///
  /// None if a mark draws more rows than `attachedRows`.
  public func attachments(
    named name: String, description: String, figure: String?
  ) -> [PDFAttachment] {
    guard rowCount <= Self.attachedRows else { return [] }
    let files = files.value { tables.map { Array($0.csv.utf8) } }
    return files.enumerated().map { index, bytes in
      PDFAttachment(
        name: index == 0 ? "\(name).csv" : "\(name)-\(index + 1).csv", description: description,
        figure: figure, bytes: bytes)
    }
  }
}
