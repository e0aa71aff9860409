import Diagnostics

/// The entries of an attribute that names columns: `year, output='Output'`.
///
/// Entries are parted by commas or semicolons. A name or a value that holds one of these, an equals
/// sign or a space at its end stands in single quotes.
struct ListAttribute: Sendable {
  /// A name and, after an equals sign, what is said of it.
  struct Entry: Sendable {
    var name: Written
    var value: Written?
  }

  private(set) var entries: [Entry] = []
  /// What could not be read.
  private(set) var problem: Place?

  private let written: Written
  private let bytes: [UInt8]
  private var offset = 0

  /// Reads a value. Where `valuesHoldCommas`, only a semicolon ends a value without quotes.
  init(_ written: Written, valuesHoldCommas: Bool = false) {
    self.written = written
    bytes = Array(written.text.utf8)
    while true {
      skipSpace()
      guard offset < bytes.count else { return }
      if isSeparator(bytes[offset]) {
        problem = place(offset..<offset + 1)
        return
      }
      guard let name = part(until: ",;=") else { return }
      var entry = Entry(name: name)
      if peek == UInt8(ascii: "=") {
        offset += 1
        skipSpace()
        guard let value = part(until: valuesHoldCommas ? ";" : ",;") else { return }
        entry.value = value
      }
      entries.append(entry)
      skipSpace()
      guard offset < bytes.count else { return }
      guard isSeparator(bytes[offset]) else {
        problem = place(offset..<bytes.count)
        return
      }
      offset += 1
    }
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// A part in single quotes, or up to one of some signs; nil, with a problem, if there is none.
  private mutating func part(until signs: String) -> Written? {
    if peek == UInt8(ascii: "'") {
      let start = offset + 1
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "'")) else {
        problem = place(offset..<bytes.count)
        return nil
      }
      offset = end + 1
      skipSpace()
      return self.written(start..<end)
    }
    let start = offset
    while let byte = peek, !signs.utf8.contains(byte) { offset += 1 }
    var end = offset
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    guard end > start else {
      problem = place(max(0, start - 1)..<max(start, min(start + 1, bytes.count)))
      return nil
    }
    return self.written(start..<end)
  }

  private mutating func skipSpace() {
    while let byte = peek, byte.isBlank { offset += 1 }
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
  }

  private func written(_ range: Range<Int>) -> Written {
    Written(String(decoding: bytes[range], as: UTF8.self), at: place(range))
  }

  /// Where a part was written; the whole value if a backslash stands in it.
  private func place(_ range: Range<Int>) -> Place {
    let whole = written.place
    guard whole.range.count == bytes.count else { return whole }
    let start = whole.range.lowerBound
    return Place(source: whole.source, range: start + range.lowerBound..<start + range.upperBound)
  }
}

extension Diagnostic {
  static func listAttribute(_ key: String, at place: Place) -> Diagnostic {
    .error(
      "list-attribute", "this is not a list of columns", at: place,
      why: "'\(key)' names columns with commas between them, each perhaps with =value",
      hint: "put a name or a value with a comma in single quotes: a='b, c'")
  }
}
