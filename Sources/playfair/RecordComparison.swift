import Charting
import Diagnostics
import Reports
import Tables

/// What two records say differently.
struct RecordComparison {
  private let old: OutputRecord
  private let new: OutputRecord
  /// Where the files of data may still stand; nil if rows are not looked for.
  private let loader: DataLoader?
  /// How many rows of a file are told.
  private static let mostRows = 12

  init(_ old: OutputRecord, _ new: OutputRecord, loader: DataLoader?) {
    (self.old, self.new, self.loader) = (old, new, loader)
  }

  var notes: [String] {
    let pairs: [(String, String, String)] = [
      ("made by", "playfair " + old.version, "playfair " + new.version),
      ("from", old.input, new.input), ("figure", old.figure ?? "none", new.figure ?? "none"),
      ("shape", old.shape ?? "none", new.shape ?? "none"),
      ("options", text(old.options), text(new.options)),
      ("parameters", text(old.parameters), text(new.parameters)),
      ("sources", old.sources.joined(separator: ", "), new.sources.joined(separator: ", ")),
    ]
    var notes = pairs.filter { $0.1 != $0.2 }.map { "\($0.0): \(word($0.1)) → \(word($0.2))" }
    if old.spec?.digest != new.spec?.digest, let spec = new.spec ?? old.spec {
      notes.append("\(spec.name): another spec")
    }
    if old.look != new.look { notes.append("the theme of the document is another") }
    notes += files + data
    return notes.isEmpty ? ["made from the same texts and data"] : notes
  }

  private func word(_ text: String) -> String { text.isEmpty ? "none" : text }

  private func text(_ options: [OutputRecord.Option]) -> String {
    options.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
  }

  private var files: [String] {
    let names = new.files.map(\.name) + old.files.map(\.name)
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.compactMap { name in
      let before = old.files.first { $0.name == name }?.digest
      let after = new.files.first { $0.name == name }?.digest
      if before == after { return nil }
      return "\(name): "
        + (before == nil
          ? "read only for the new one" : after == nil ? "no longer read" : "another text")
    }
  }

  private var data: [String] {
    let names = new.data.map(\.file) + old.data.map(\.file)
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.flatMap { name -> [String] in
      let before = old.data.first { $0.file == name }
      let after = new.data.first { $0.file == name }
      guard let before, let after else {
        return ["\(name): " + (before == nil ? "used only for the new one" : "no longer used")]
      }
      if before.digest == after.digest { return [] }
      return ["\(name): " + change(before, after)] + rowLines(before, after)
    }
  }

  /// The rows that only one of the two was made of, as far as the file has them still: a record tells
  /// rows by digests only.
  private func rowLines(_ before: OutputRecord.Data, _ after: OutputRecord.Data) -> [String] {
    guard let loader, before.columns == after.columns else { return [] }
    let (gone, come) = (Set(before.rowDigests), Set(after.rowDigests))
    let rows = RowsAtHand(after, loader)
    for (digests, side) in [(come.subtracting(gone), "new"), (gone.subtracting(come), "old")] {
      let lines = rows.lines(of: digests)
      if lines.isEmpty { continue }
      let rest = lines.count - Self.mostRows
      return lines.prefix(Self.mostRows).map { "  \($0), as in the \(side) one" }
        + (rest > 0 ? ["  … and \(rest) more rows"] : [])
    }
    return []
  }

  private func change(_ before: OutputRecord.Data, _ after: OutputRecord.Data) -> String {
    guard before.columns == after.columns else {
      return "columns \(before.columns.joined(separator: ", ")) → "
        + after.columns.joined(separator: ", ")
    }
    guard !before.rowDigests.isEmpty, !after.rowDigests.isEmpty else { return "other rows" }
    let gone = rows(of: before.rowDigests, without: after.rowDigests)
    let come = rows(of: after.rowDigests, without: before.rowDigests)
    if gone == 0, come == 0 { return "the rows stand in another order" }
    let changed = min(gone, come)
    let parts = [
      (changed, "changed"), (come - changed, "new"), (gone - changed, "gone"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? "row" : "rows") \($0.1)" }
    return parts.joined(separator: ", ") + " of \(max(before.rows, after.rows))"
  }

  /// How many rows have a digest that others do not have as often.
  private func rows(of digests: [String], without others: [String]) -> Int {
    var left = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
    return digests.count { digest in
      guard let count = left[digest], count > 0 else { return true }
      left[digest] = count - 1
      return false
    }
  }
}

/// The rows of a file of data as it is now, by their digests in records.
private struct RowsAtHand {
  private var use: DataUse?
  private var digests: [String] = []

  init(_ data: OutputRecord.Data, _ loader: DataLoader) {
    var unheard = DiagnosticLog()
    guard let file = loader.load(data.file, log: &unheard)?.lineage.files.first else { return }
    let use = DataUse(file: file, rows: file.rowStarts.indices, columns: data.columns)
    digests = use.digests(eachRow: true).rows
    self.use = use
  }

  /// The rows with some digests, with their lines and cells: `output.csv:5: year=1960, output=153.85`.
  func lines(of wanted: Set<String>) -> [String] {
    guard let use else { return [] }
    return zip(use.rows, digests).filter { wanted.contains($0.1) }.map { row, _ in
      let place = use.file.place(ofRow: row)
      let line = place.source.position(of: place.range.lowerBound).line
      let cells = use.columns.compactMap { name -> String? in
        let value = use.file.column(name)?[row] ?? .null
        return value.isNull ? nil : "\(name)=\(value.text)"
      }
      return "\(place.source.name):\(line): " + cells.joined(separator: ", ")
    }
  }
}
