/// What a test reads in a web page: its tags, without a parser's forgiveness.
struct HTMLReading {
  private(set) var ids: [String] = []
  /// The fragments of links within the page.
  private var fragments: [String] = []
  /// The levels of the headings, in order.
  private(set) var headings: [Int] = []
  /// The elements that are open where another is closed, and at the end.
  private(set) var unclosed: [String] = []

  private static let empty: Set<String> = ["meta", "link", "br", "hr", "col", "!DOCTYPE"]

  init(_ html: String) {
    var open: [String] = []
    for part in html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1) {
      guard let end = part.firstIndex(of: ">") else { continue }
      var tag = part[..<end]
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if open.last == name { open.removeLast() } else { unclosed.append(name) }
        continue
      }
      let isWhole = tag.hasSuffix("/")
      if isWhole { tag = tag.dropLast() }
      let name = String(tag.prefix { !$0.isWhitespace })
      read(name, attributes: tag.dropFirst(name.count))
      if !isWhole, !Self.empty.contains(name) { open.append(name) }
    }
    unclosed += open
  }

  private mutating func read(_ name: String, attributes: Substring) {
    if name.count == 2, name.hasPrefix("h"), let level = name.last?.wholeNumberValue {
      headings.append(level)
    }
    // Quotes in values are escaped: every second part is a value.
    let parts = attributes.split(separator: "\"", omittingEmptySubsequences: false)
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let value = String(parts[index + 1])
      if parts[index] == " id=" { ids.append(value) }
      if parts[index] == " href=", value.hasPrefix("#") { fragments.append(value) }
    }
  }

  var repeatedIDs: [String] {
    var seen: Set<String> = []
    return ids.filter { !seen.insert($0).inserted }
  }

  /// Links within the page that lead nowhere.
  var deadLinks: [String] {
    let known = Set(ids)
    return fragments.filter { fragment in
      !known.contains(String(fragment.dropFirst()).replacing("%25", with: "%"))
    }
  }
}

extension String {
  /// How often a text stands in this one.
  func components(of text: String) -> Int { ranges(of: text).count }
}
