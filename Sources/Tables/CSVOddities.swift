import Diagnostics

// What hardly anybody means to write: bytes of nothing, marks of files that were joined.
extension CSVShape {
  /// Reports NUL bytes, byte-order marks further on, and rows that are the head once more.
  func reportOddities(in text: SourceText, head: CSVHead, log: inout DiagnosticLog) {
    let found = text.bytes.withUnsafeBufferPointer { bytes in
      (nul: Self.places(of: [0], in: bytes), mark: Self.places(of: [0xEF, 0xBB, 0xBF], in: bytes))
    }
    if let first = found.nul.first {
      log.add(.nulBytes(found.nul.count, at: Place(source: text, range: first..<first + 1)))
    }
    if let first = found.mark.first {
      log.add(.marksInside(found.mark.count, at: Place(source: text, range: first..<first + 3)))
    }
    let heads = repeatedHeads(in: text, head: head)
    Tally.report(
      heads, to: &log,
      each: { row in
        let line = text.lineRange(at: rowStarts[row])
        return .headAgain(at: Place(source: text, range: rowStarts[row]..<line.upperBound))
      }, rest: { .moreHeads($0, at: head.place) })
  }

  private static func places(of mark: [UInt8], in bytes: CellBytes) -> (count: Int, first: Int?) {
    var (count, first): (Int, Int?) = (0, nil)
    guard let lead = mark.first, var rest = bytes[...] as Slice<CellBytes>? else { return (0, nil) }
    while let place = rest.firstIndex(of: lead) {
      if bytes[place...].starts(with: mark) {
        count += 1
        first = first ?? place
      }
      rest = bytes[(place + 1)...]
    }
    return (count, first)
  }

  /// The rows that are written like the head; in a table of one column that may well be a value.
  private func repeatedHeads(in text: SourceText, head: CSVHead) -> [Int] {
    guard head.names.count > 1, head.dialect.hasHeader else { return [] }
    let line = text.bytes[head.place.range]
    guard !line.isEmpty, !line.contains(0x0A) else { return [] }
    return text.bytes.withUnsafeBufferPointer { bytes in
      rowStarts.indices.filter { row in
        let start = rowStarts[row]
        let end = start + line.count
        guard end <= bytes.count, bytes[start] == line.first else { return false }
        let endsThere = end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D
        return endsThere && bytes[start..<end].elementsEqual(line)
      }
    }
  }
}

extension Diagnostic {
  static func nulBytes(_ count: Int, at place: Place) -> Diagnostic {
    .error(
      "not-text", "the file holds \(Tally.phrase(count, "NUL byte", "NUL bytes"))", at: place,
      why: "no text has them; this is the first",
      hint: "if the file is UTF-16, say so: \"encoding\": \"utf-16\" in the data package")
  }

  static func marksInside(_ count: Int, at place: Place) -> Diagnostic {
    .error(
      "csv-syntax",
      count == 1
        ? "a byte-order mark stands within the file"
        : "\(count) byte-order marks stand within the file",
      at: place, why: "it belongs at the very start; files were probably joined here",
      hint: "take it out, and the head of the second file with it")
  }

  static func headAgain(at place: Place) -> Diagnostic {
    .error(
      "csv-syntax", "the head stands once more, as a row", at: place,
      why: "files were probably joined here", hint: "take the line out")
  }

  static func moreHeads(_ count: Int, at place: Place) -> Diagnostic {
    .error(
      "csv-syntax", "\(Tally.phrase(count, "more row is", "more rows are")) the head once more",
      at: place)
  }
}
