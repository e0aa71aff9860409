/// What Cairo writes of a page while its file is open, made a file of its own.
enum PageExcerpt {
  /// A file of the page; nil unless it is one stream of content, followed by what it names and by
  /// the page itself.
  static func file(of bytes: [UInt8]) -> [UInt8]? {
    guard let end = position(of: "endstream", in: bytes, from: 0),
      position(of: "stream\n", in: bytes, from: end + 9) == nil
    else { return nil }
    var file = Array("%PDF-1.5\n".utf8)
    var places: [Int: Int] = [:]
    guard let first = number(in: bytes, at: 0) else { return nil }
    places[first] = file.count
    let tail = String(decoding: bytes[end...], as: UTF8.self)
    var page: Int?
    var offset = file.count + end
    var last = 0
    for line in tail.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasSuffix(" 0 obj"), let number = Int(line.dropLast(6)) {
        (places[number], last) = (offset, number)
      }
      if line.hasPrefix("<< /Type /Page ") { page = last }
      offset += line.utf8.count + 1
    }
    guard let page else { return nil }
    file += bytes
    // A name that leads nowhere would be left out: so the fonts are there, with nothing in them.
    var free = (places.keys.max() ?? 0) + 1
    for font in fonts(in: tail) where places[font] == nil {
      places[font] = file.count
      file += Array("\(font) 0 obj\n<< >>\nendobj\n".utf8)
      free = max(free, font + 1)
    }
    for object in [
      "<< /Type /Pages /Kids [\(page) 0 R] /Count 1 >>", "<< /Type /Catalog /Pages \(free) 0 R >>",
    ] {
      places[free] = file.count
      file += Array("\(free) 0 obj\n\(object)\nendobj\n".utf8)
      free += 1
    }
    return file + table(of: places, root: free - 1, start: file.count)
  }

  /// The numbers of the fonts that a dictionary of names leads to: `/f-0-0 7 0 R`.
  private static func fonts(in text: String) -> [Int] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 4, words[0].hasPrefix("/f-"), words[3] == "R" else { return nil }
      return Int(words[1])
    }
  }

  /// The table of where objects stand, and what ends a file.
  private static func table(of places: [Int: Int], root: Int, start: Int) -> [UInt8] {
    var text = "xref\n"
    for (number, place) in places.sorted(by: { $0.key < $1.key }) {
      let digits = String(place)
      let padding = String(repeating: "0", count: max(0, 10 - digits.utf8.count))
      text += "\(number) 1\n\(padding)\(digits) 00000 n \n"
    }
    text += "trailer\n<< /Root \(root) 0 R /Size \(root + 1) >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  /// The number of the object that begins at an offset.
  private static func number(in bytes: [UInt8], at offset: Int) -> Int? {
    let line = bytes[offset...].prefix { $0 != 0x0A }
    let words = String(decoding: line, as: UTF8.self)
    return words.hasSuffix(" 0 obj") ? Int(words.dropLast(6)) : nil
  }

  private static func position(of word: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(word.utf8)
    guard let first = wanted.first, start + wanted.count <= bytes.count else { return nil }
    for index in start...bytes.count - wanted.count
    where bytes[index] == first && bytes[index..<index + wanted.count].elementsEqual(wanted) {
      return index
    }
    return nil
  }
}
