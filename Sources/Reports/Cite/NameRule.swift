/// How a style writes several names, in a citation or in the list of works.
struct NameRule: Sendable {
  enum Order: Sendable {
    /// "Family, Given" for all, for the first alone, for none; the family name alone.
    case inverted, firstInverted, direct, family
  }

  enum Given: Sendable {
    /// "Jonathan D.", or the first letters with what stands behind and between them.
    case full
    case initials(stop: String, space: String, hyphen: String)
  }

  enum And: Sendable {
    case word, ampersand, none
  }

  enum CommaBeforeAnd: Sendable {
    case fromThree, always, never
  }

  var order = Order.direct
  var given = Given.full
  /// What stands between a family name and the given names after it.
  var inversion = ", "
  var and = And.word
  var commaBeforeAnd = CommaBeforeAnd.fromThree
  /// From how many names on some are left out, and how many stay.
  var longest = Int.max
  var shown = 1
  /// Whether the last name follows those that stay, after an ellipsis.
  var showsLast = false
  /// Whether a comma stands before "et al.": never after a single name in a citation.
  var commaBeforeOthers = false

  /// The forms of given names: first letters with full stops and spaces, or bare.
  static let spaced = Given.initials(stop: ".", space: " ", hyphen: "-")
  static let bare = Given.initials(stop: "", space: "", hyphen: "")

  /// The names as running text.
  ///
  /// `least` names stay even where the rule would leave them out, and `leading` is another form of
  /// the first name: both tell works apart that look alike.
  func text(
    _ list: NameList, _ words: ReportWords, least: Int = 0, leading: String? = nil
  ) -> String {
    let all = list.names.enumerated().map { index, name in
      index == 0 ? leading ?? one(name, at: 0) : one(name, at: index)
    }
    var names = all
    var hasOthers = list.hasOthers
    if all.count >= longest, max(shown, least) < all.count {
      names = Array(all.prefix(max(shown, least)))
      if showsLast, let last = all.last {
        return (names + ["… \(last)"]).joined(separator: ", ")
      }
      hasOthers = true
    }
    if hasOthers {
      let comma =
        commaBeforeOthers && (names.count > 1 || order == .inverted || order == .firstInverted)
        ? ", " : " "
      return names.joined(separator: ", ") + comma + words.others.replacing(" ", with: "\u{A0}")
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + conjunction(names.count, words) + last
  }

  private func conjunction(_ count: Int, _ words: ReportWords) -> String {
    let hasComma =
      switch commaBeforeAnd {
      case .fromThree: count > 2
      case .always: true
      case .never: false
      }
    switch and {
    case .word: return (hasComma ? ", " : " ") + words.and + " "
    case .ampersand: return (hasComma ? ", " : " ") + "& "
    case .none: return ", "
    }
  }

  private func one(_ name: PersonName, at index: Int) -> String {
    if name.isWhole { return name.family }
    let given = givenNames(of: name)
    switch order {
    case .family: return name.label
    case .direct: return name.direct(given: given)
    case .firstInverted where index > 0: return name.direct(given: given)
    case .firstInverted, .inverted: return name.inverted(given: given, separator: inversion)
    }
  }

  private func givenNames(of name: PersonName) -> String {
    switch given {
    case .full: name.given
    case .initials(let stop, let space, let hyphen):
      name.initials(stop: stop, space: space, hyphen: hyphen)
    }
  }
}
