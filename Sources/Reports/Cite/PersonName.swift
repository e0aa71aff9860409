import Diagnostics

/// The name of a person or a body, as BibTeX writes it.
struct PersonName: Sendable, Equatable {
  var given = ""
  /// Words such as "van der" that stand before the family name and are written small.
  var particle = ""
  var family = ""
  /// "Jr." and the like.
  var suffix = ""

  /// The family name with its particle.
  var label: String { joined(particle, family) }
  /// "Given Family".
  var direct: String { joined(joined(given, label), suffix) }
  /// "Family, Given".
  var inverted: String {
    [label, given, suffix].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func joined(_ a: String, _ b: String) -> String {
    a.isEmpty || b.isEmpty ? a + b : a + " " + b
  }
}

/// The names of a field, and whether "others" follow them.
struct NameList: Sendable {
  var names: [PersonName] = []
  var hasOthers = false

  /// Reads names joined by `and`.
  static func read(_ field: Written, log: inout DiagnosticLog) -> NameList {
    var list = NameList()
    for raw in parts(of: field.text, at: " and ") {
      let text = raw.trimmed
      if text == "others" {
        list.hasOthers = true
      } else if !text.isEmpty {
        list.names.append(name(Written(text, at: field.place), log: &log))
      }
    }
    return list
  }

  private static func name(_ written: Written, log: inout DiagnosticLog) -> PersonName {
    let text = written.text
    func plain(_ raw: String) -> String {
      LaTeXText.plain(Written(raw, at: written.place), log: &log)
    }
    // A body's name stands in braces of its own and is not taken apart.
    if text.hasPrefix("{"), isOneGroup(text) { return PersonName(family: plain(text)) }
    let commas = parts(of: text, at: ",").map(\.trimmed)
    if commas.count > 1 {
      var name = PersonName()
      (name.particle, name.family) = family(words(of: commas[0]).map(plain))
      name.given = plain(commas[commas.count - 1])
      if commas.count > 2 { name.suffix = plain(commas[1]) }
      return name
    }
    return direct(words(of: text).map(plain))
  }

  /// "First von Last": the family name starts at the first small word, else at the last word.
  private static func direct(_ words: [String]) -> PersonName {
    var start = max(0, words.count - 1)
    if let small = words.dropFirst().dropLast().firstIndex(where: isParticle) { start = small }
    // "Cormac Ó Gráda": these belong to the family name though they are written large.
    let fixed: Set<String> = ["Ó", "Ní", "Uí", "Nic", "Mac", "Mc", "Al", "El", "Abu", "Ben", "Bin"]
    while start > 1, fixed.contains(words[start - 1]) { start -= 1 }
    var name = PersonName(given: words[..<start].joined(separator: " "))
    (name.particle, name.family) = family(Array(words[start...]))
    return name
  }

  private static func family(_ words: [String]) -> (particle: String, family: String) {
    let small = words.dropLast().prefix(while: isParticle)
    return (
      small.joined(separator: " "), words.dropFirst(small.count).joined(separator: " ")
    )
  }

  private static func isParticle(_ word: String) -> Bool { word.first?.isLowercase == true }

  private static func words(of text: String) -> [String] {
    parts(of: text, at: " ").map(\.trimmed).filter { !$0.isEmpty }
  }

  private static func isOneGroup(_ text: String) -> Bool {
    var depth = 0
    for (index, character) in text.enumerated() {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0 { return index == text.count - 1 }
    }
    return false
  }

  /// Splits a text where a separator stands outside of braces; line ends and tabs are spaces.
  private static func parts(of text: String, at separator: String) -> [String] {
    let characters = text.map { $0.isWhitespace ? " " : $0 }
    let wanted = Array(separator)
    var parts: [String] = []
    var part: [Character] = []
    var depth = 0
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "{" { depth += 1 }
      if character == "}" { depth = max(0, depth - 1) }
      if depth == 0, character == wanted.first,
        characters[index...].prefix(wanted.count).elementsEqual(wanted)
      {
        parts.append(String(part))
        part = []
        // The space after "and" may also stand before the next one.
        index += wanted.count > 1 ? wanted.count - 1 : 1
      } else {
        part.append(character)
        index += 1
      }
    }
    return parts + [String(part)]
  }
}
