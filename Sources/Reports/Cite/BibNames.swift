import Diagnostics

// Names as BibTeX writes them.
extension NameList {
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
    if text.hasPrefix("{"), isOneGroup(text) {
      return PersonName(family: plain(text), isWhole: true)
    }
    let commas = parts(of: text, at: ",").map(\.trimmed)
    if let named = keyed(commas, plain) { return named }
    if commas.count > 1 {
      var name = PersonName()
      (name.particle, name.family) = family(words(of: commas[0]).map(plain))
      name.given = plain(commas[commas.count - 1])
      if commas.count > 2 { name.suffix = plain(commas[1]) }
      return name.tidied()
    }
    return direct(words(of: text).map(plain))
  }

  /// BibLaTeX's extended form, `family=Gaulle, given=Charles, prefix=de, useprefix=true`.
  private static func keyed(_ parts: [String], _ plain: (String) -> String) -> PersonName? {
    var name = PersonName()
    var keepsParticle = false
    for part in parts {
      let pair = part.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
      guard pair.count == 2 else { return nil }
      let value = plain(pair[1])
      switch pair[0].lowercased() {
      case "family": name.family = value
      case "given": name.given = value
      case "prefix": name.particle = value
      case "suffix": name.suffix = value
      case "useprefix": keepsParticle = value == "true"
      case "given-i", "family-i", "prefix-i", "suffix-i", "id", "cjk", "sortingnamekeytemplatename":
        break
      default: return nil
      }
    }
    if !keepsParticle { (name.particle, name.droppingParticle) = ("", name.particle) }
    return name.family.isEmpty ? nil : name
  }

  /// "First von Last": the family name starts at the first small word, else at the last word.
  private static func direct(_ words: [String]) -> PersonName {
    var start = max(0, words.count - 1)
    if let small = words.dropFirst().dropLast().firstIndex(where: PersonName.isParticle) {
      start = small
    }
    // "Cormac Ó Gráda": these belong to the family name though they are written large.
    let fixed = PersonName.irish.union(["Mac", "Mc", "Al", "El", "Abu", "Ben", "Bin"])
    while start > 1, fixed.contains(words[start - 1]) { start -= 1 }
    var name = PersonName(given: words[..<start].joined(separator: " "))
    (name.particle, name.family) = family(Array(words[start...]))
    return name
  }

  private static func family(_ words: [String]) -> (particle: String, family: String) {
    let small = words.dropLast().prefix(while: PersonName.isParticle)
    return (
      small.joined(separator: " "), words.dropFirst(small.count).joined(separator: " ")
    )
  }

  private static func words(of text: String) -> [String] {
    parts(of: text.replacing("~", with: " "), at: " ").map(\.trimmed).filter { !$0.isEmpty }
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
