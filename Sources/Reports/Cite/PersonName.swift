/// The name of a person or a body.
struct PersonName: Sendable, Equatable {
  var given = ""
  /// Words such as "van der" that stand before the family name and are written small.
  var particle = ""
  /// Words such as the "de" of Simone de Beauvoir, which the family name alone does without.
  var droppingParticle = ""
  var family = ""
  /// "Jr." and the like.
  var suffix = ""
  /// Whether this is one whole: a body, or a person known by one name.
  var isWhole = false

  /// The family name with its particle.
  var label: String { isHan ? family : joined(particle, family) }

  /// "Given Family".
  var direct: String { direct(given: given) }

  /// "Family, Given".
  var inverted: String { inverted(given: given, separator: ", ") }

  /// "Given Family" with another form of the given names.
  func direct(given: String) -> String {
    if isHan { return family + self.given }
    return joined(joined(joined(given, droppingParticle), label), suffix)
  }

  /// "Family, Given" with another form of the given names.
  func inverted(given: String, separator: String) -> String {
    if isHan { return family + self.given }
    let parts = [label, joined(given, droppingParticle), suffix].filter { !$0.isEmpty }
    // Where nothing but a space stands between them, the suffix does not want a comma either.
    return parts.joined(separator: separator)
  }

  /// The given names by their first letters, with the hyphens between them.
  ///
  /// Names in scripts without capitals stay as they are.
  func initials(stop: String, space: String, hyphen: String) -> String {
    var words: [String] = []
    for word in given.replacing(".", with: ". ").split(whereSeparator: \.isWhitespace) {
      let letters = word.split(separator: "-").compactMap { part -> String? in
        guard let first = part.first(where: \.isLetter) else { return nil }
        return first.isUppercase ? String(first) + stop : String(part)
      }
      if !letters.isEmpty { words.append(letters.joined(separator: hyphen)) }
    }
    return words.joined(separator: space)
  }

  /// Whether the name is written in Chinese characters: the family name first, and no space.
  var isHan: Bool {
    guard !isWhole, !family.isEmpty else { return false }
    return (family + given).unicodeScalars.allSatisfy { Han.isWide($0) }
  }

  /// The name as lists are sorted by it: family name, given names, suffix.
  ///
  /// The article of Arabic names does not count (Chicago Manual of Style, 17th edition, 16.76).
  var sortText: String {
    var text = label
    for article in ["al-", "el-", "Al-", "El-", "ʿ", "ʾ"] where text.hasPrefix(article) {
      text = String(text.dropFirst(article.count))
      break
    }
    return [text, joined(given, droppingParticle), suffix].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  /// The same name with its particles where they belong.
  ///
  /// "Gráda, Cormac Ó" is Cormac Ó Gráda; "Beethoven, Ludwig van" keeps "van" for the full name.
  func tidied() -> PersonName {
    guard !isWhole, particle.isEmpty else { return self }
    var name = self
    var words = given.split(separator: " ").map(String.init)
    var moved: [String] = []
    while words.count > 1, let last = words.last, PersonName.irish.contains(last) {
      moved.insert(last, at: 0)
      words.removeLast()
    }
    if !moved.isEmpty {
      name.family = joined(moved.joined(separator: " "), family)
    } else if droppingParticle.isEmpty {
      while words.count > 1, let last = words.last, PersonName.isParticle(last) {
        moved.insert(last, at: 0)
        words.removeLast()
      }
      name.droppingParticle = moved.joined(separator: " ")
    }
    name.given = words.joined(separator: " ")
    return name
  }

  /// Whether a word is written small, as particles are.
  static func isParticle(_ word: String) -> Bool { word.first?.isLowercase == true }

  /// These belong to the family name though they are written large, and are no given names.
  static let irish: Set<String> = ["Ó", "Ní", "Uí", "Nic", "Ua", "Mag"]

  private func joined(_ a: String, _ b: String) -> String {
    if a.isEmpty || b.isEmpty { return a + b }
    // "d’Alembert": an apostrophe joins.
    return a.hasSuffix("’") || a.hasSuffix("'") ? a + b : a + " " + b
  }
}

/// The names of a field, and whether "others" follow them.
struct NameList: Sendable, Equatable {
  var names: [PersonName] = []
  var hasOthers = false
}
