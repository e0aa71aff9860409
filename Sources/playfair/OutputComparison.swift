import Canvas
import Diagnostics
import Reports

/// Compares two files that were made: how they were made, as their records tell, and what is seen in
/// them.
struct OutputComparison {
  private let old: (path: String, bytes: [UInt8])
  private let new: (path: String, bytes: [UInt8])
  /// How many texts that differ are told.
  private static let mostTexts = 12

  init(_ old: (String, [UInt8]), _ new: (String, [UInt8])) { (self.old, self.new) = (old, new) }

  static func isOutput(_ path: String) -> Bool {
    [".png", ".svg", ".pdf", ".html"].contains(where: path.lowercased().hasSuffix)
  }

  /// What is different, a line for each; nothing if the files are the same.
  var notes: [String] { old.bytes == new.bytes ? [] : records + contents }

  // MARK: How they were made

  private var records: [String] {
    let files = [old, new].map { file in
      (path: file.path, record: FileRecord(of: file.bytes))
    }
    var notes: [String] = []
    for file in files {
      if let record = file.record {
        if !record.isIntact { notes.append("'\(file.path)' was changed after it was made") }
      } else {
        notes.append("'\(file.path)' has no record of how it was made")
      }
    }
    let records = files.map { $0.record.flatMap { OutputRecord(json: $0.json) } }
    guard let before = records[0], let after = records[1] else { return notes }
    return notes + RecordComparison(before, after).notes
  }

  // MARK: What is seen

  private var contents: [String] {
    guard let before = OutputContents(of: old.bytes), let after = OutputContents(of: new.bytes)
    else { return ["what is seen in them cannot be compared: a file is damaged"] }
    switch (before, after) {
    case (.pages(let before), .pages(let after)): return pages(before, after)
    case (.picture(let size, let before), .picture(let newSize, let after)):
      return pixels((size, before), (newSize, after))
    case (.texts(let before), .texts(let after)): return texts(before, after)
    default: return ["what is seen in them cannot be compared: the files are of two kinds"]
    }
  }

  private func pages(_ before: [[UInt8]], _ after: [[UInt8]]) -> [String] {
    var notes: [String] = []
    if before.count != after.count { notes.append("pages: \(before.count) → \(after.count)") }
    var changed: [Int] = []
    for change in after.difference(from: before) {
      if case .insert(let offset, _, _) = change { changed.append(offset + 1) }
    }
    if changed.isEmpty, notes.isEmpty { return ["they look alike"] }
    if !changed.isEmpty {
      let numbers = changed.sorted().map(String.init).joined(separator: ", ")
      notes.append("pages drawn otherwise: \(numbers) of \(after.count)")
    }
    return notes
  }

  private typealias Pixels = (size: Size, pixels: [UInt32])

  private func pixels(_ before: Pixels, _ after: Pixels) -> [String] {
    func text(_ size: Size) -> String { "\(Int(size.width)) × \(Int(size.height))" }
    guard before.size == after.size else {
      return ["pixels: \(text(before.size)) → \(text(after.size))"]
    }
    let width = Int(after.size.width)
    var (count, box): (Int, Rect?) = (0, nil)
    for (index, pair) in zip(before.pixels, after.pixels).enumerated() where pair.0 != pair.1 {
      count += 1
      let pixel = Rect(Double(index % width), Double(index / width), 1, 1)
      box = box?.union(pixel) ?? pixel
    }
    guard let box else { return ["they look alike"] }
    return [
      "\(count) of \(after.pixels.count) pixels differ, between "
        + "\(Int(box.x)), \(Int(box.y)) and \(Int(box.maxX)), \(Int(box.maxY))"
    ]
  }

  private func texts(_ before: [String], _ after: [String]) -> [String] {
    var notes: [String] = []
    for change in after.difference(from: before) {
      switch change {
      case .insert(_, let text, _): notes.append("+ \(Self.line(text))")
      case .remove(_, let text, _): notes.append("− \(Self.line(text))")
      }
    }
    if notes.isEmpty {
      let isSame = Self.withoutRecord(old.bytes) == Self.withoutRecord(new.bytes)
      return [isSame ? "they look alike" : "all texts are alike; lines, areas or places differ"]
    }
    let rest = notes.count - Self.mostTexts
    return notes.prefix(Self.mostTexts) + (rest > 0 ? ["… and \(rest) more texts differ"] : [])
  }

  /// A file without what it says of how it was made.
  private static func withoutRecord(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let record = FileRecord(of: bytes) else { return text }
    // In the file the record stands in the signs of its kind.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let mark = String(record.json.suffix(20).prefix(10))
    return lines.filter { !($0.contains("playfair-record") && $0.contains(mark)) }
      .joined(separator: "\n")
  }

  private static func line(_ text: String) -> String {
    text.count > 90 ? text.prefix(89) + "…" : text
  }
}

/// What two records say differently.
private struct RecordComparison {
  let old: OutputRecord
  let new: OutputRecord

  init(_ old: OutputRecord, _ new: OutputRecord) { (self.old, self.new) = (old, new) }

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
    return names.filter { seen.insert($0).inserted }.compactMap { name in
      let before = old.data.first { $0.file == name }
      let after = new.data.first { $0.file == name }
      guard let before, let after else {
        return "\(name): " + (before == nil ? "used only for the new one" : "no longer used")
      }
      return before.digest == after.digest ? nil : "\(name): " + change(before, after)
    }
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
