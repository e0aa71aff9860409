import Canvas
import Diagnostics
import Reports
import Tables

/// Compares two files that were made: how they were made, as their records tell, and what is seen in
/// them.
struct OutputComparison {
  private let old: (path: String, bytes: [UInt8])
  private let new: (path: String, bytes: [UInt8])

  /// Where the files of data may still stand.
  private let loader: DataLoader
  /// What is different in the numbers that the files carry.
  let numbers: CarriedNumbers

  init(_ old: (String, [UInt8]), _ new: (String, [UInt8]), loader: DataLoader) {
    (self.old, self.new, self.loader) = (old, new, loader)
    numbers = CarriedNumbers(
      of: (old.0, CarriedFile.all(in: old.1)), and: (new.0, CarriedFile.all(in: new.1)),
      loader: loader)
  }

  static func isOutput(_ path: String) -> Bool {
    [".png", ".svg", ".pdf", ".html"].contains(where: path.lowercased().hasSuffix)
  }

  /// What is different, a line for each; nothing if the files are the same.
  var notes: [String] { old.bytes == new.bytes ? [] : records + numbers.series + contents }

  /// What is different in two pictures; nil if the files are no pictures, or look alike.
  var figure: FigureDifference? {
    guard old.bytes != new.bytes, let before = picture(old.bytes), let after = picture(new.bytes)
    else { return nil }
    return FigureDifference(from: before, to: after)
  }

  private func picture(_ bytes: [UInt8]) -> FigureDifference.Picture? {
    guard case .picture(let size, let pixels) = OutputContents(of: bytes) else { return nil }
    return FigureDifference.Picture(bytes: bytes, size: size, pixels: pixels)
  }

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
    // Rows are looked for where cells are not known.
    return notes
      + RecordComparison(
        before, after, loader: numbers.data.isEmpty ? loader : nil
      ).notes
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
    let lines = TextsDifference.lines(from: before, to: after)
    guard lines.isEmpty else { return lines }
    let isSame = Self.withoutRecord(old.bytes) == Self.withoutRecord(new.bytes)
    return [isSame ? "they look alike" : "all texts are alike; lines, areas or places differ"]
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

}
