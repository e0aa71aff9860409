import Diagnostics

// What can be wrong with claims.

extension Diagnostic {
  /// Whether it tells of a text that says something else than the data, or something of which the
  /// data have no row.
  public var isFalseClaim: Bool { code == "claim-false" || code == "claim-rows" }

  /// A number that is not what the data give.
  struct ClaimDifference {
    var said: String
    var given: String
    /// The value before it was rounded as in the text, if that changes it.
    var exact: String?
    /// What would make it right.
    var advice: String?
  }

  static func claimFalse(
    _ difference: ClaimDifference, _ item: ClaimWords.Item, _ cells: [Claim.Cell], at place: Place
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "claim-false",
      "the text says '\(difference.said)', the data say '\(difference.given)'", at: place,
      why: difference.exact.map {
        "\(item.expression.shortened.quoted) is \($0), rounded here as in the text"
      } ?? "the text is bound to \(item.expression.shortened.quoted)",
      hint: difference.advice ?? "write '\(difference.given)', or mend what it is bound to")
    problem.notes = notes(cells)
    return problem
  }

  static func claimNotTrue(
    _ text: String, _ item: ClaimWords.Item, _ cells: [Claim.Cell], at place: Place
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "claim-false", "the data do not bear out '\(text.shortened)'", at: place,
      why: "\(item.expression.shortened.quoted) does not hold")
    problem.notes = notes(cells)
    return problem
  }

  /// The first cells that a claim rests on.
  private static func notes(_ cells: [Claim.Cell]) -> [Note] {
    let shown = 4
    return cells.prefix(shown).enumerated().map { index, cell in
      let rest = cells.count - shown
      let more = index == shown - 1 && rest > 0 ? ", and \(rest) more" : ""
      return Note("the data have '\(cell.column)' here\(more)", at: cell.place)
    }
  }

  static func claimWithoutNumber(_ text: String, at place: Place) -> Diagnostic {
    .error(
      "claim-without-number",
      text.isEmpty ? "there is nothing to compare with the data" : "'\(text)' has no number in it",
      at: place, why: "the claim gives a number, which the words are to say",
      hint: "write the number into the brackets, or {fill=\"…\"} to have it written")
  }

  static func claimCounts(
    _ numbers: [String], values: Int, language: String, at place: Place
  ) -> Diagnostic {
    .error(
      "claim-count",
      "the words have \(numbers.count) \(numbers.count == 1 ? "number" : "numbers"), the claim gives "
        + "\(values) \(values == 1 ? "value" : "values")",
      at: place, why: "read as in '\(language)', the numbers are \(Suggestion.list(numbers))",
      hint: "put brackets round one number each, or give a value for each, with commas between")
  }

  // MARK: Syntax

  static func emptyClaim(at place: Place) -> Diagnostic {
    .error(
      "claim-syntax", "this claim is empty", at: place,
      hint: "name a value of the data, such as grain[year=1960].output")
  }

  static func claimSyntax(_ message: String, at place: Place) -> Diagnostic {
    .error(
      "claim-syntax", message, at: place,
      why: "a claim is written like resource[column='text', year=1960].column")
  }

  static func unknownScale(_ token: ClaimLexer.Token, at place: Place) -> Diagnostic {
    let name = token.kind == .end ? "nothing" : place.text
    return .error(
      "claim-scale", "values cannot be counted in '\(name)'", at: place,
      why: "'in' is followed by one of \(Suggestion.list(ClaimScale.names))",
      hint: Suggestion.hint(for: name, in: ClaimScale.names))
  }

  static func unknownClaimFunction(_ name: Written) -> Diagnostic {
    let names = ClaimFunction.allCases.map(\.rawValue)
    return .error(
      "claim-function", "there is no function '\(name.text)'", at: name.place,
      why: "the functions are \(Suggestion.list(names, limit: 20))",
      hint: Suggestion.hint(for: name.text, in: names))
  }

  static func claimArguments(_ function: ClaimFunction, at place: Place) -> Diagnostic {
    .error(
      "claim-arguments", "'\(function.rawValue)' is not given what it needs", at: place,
      why: "it is written \(function.form)")
  }

  static func claimNames(at place: Place) -> Diagnostic {
    .error(
      "claim-names", "'claims' gives names to what claims are made from", at: place,
      why: "each is a name with an expression", hint: "write 'claims: {output: grain.value}'")
  }

  static func circularClaimName(_ name: Written) -> Diagnostic {
    .error(
      "claim-names", "'\(name.text)' leads back to itself", at: name.place,
      why: "the front matter says under 'claims' what it stands for")
  }

  static func claimTwice(_ written: Written) -> Diagnostic {
    .error(
      "claim-twice", "this span has a claim already", at: written.place,
      why: "'claim' checks the words and 'fill' writes them",
      hint: "take one of them out, or write the class .fill beside the claim")
  }

  static func claimOutOfPlace(_ written: Written) -> Diagnostic {
    .error(
      "claim-out-of-place", "a claim cannot stand here", at: written.place,
      why: "it belongs to words in square brackets",
      hint: "write [143.9 Mt]{claim=\"…\"}")
  }

  // MARK: Filling

  static func fillWithoutClaim(_ name: Written) -> Diagnostic {
    .error(
      "fill-without-claim", "nothing says what is to be written here", at: name.place,
      hint: "add claim=\"…\", or write fill=\"…\" in place of the class")
  }

  static func fillOfTruth(at place: Place) -> Diagnostic {
    .error(
      "fill-of-comparison", "a comparison has no value that could be written", at: place,
      hint: "write 'claim' to have it checked")
  }

  static func fillOfPower(_ number: String, at place: Place) -> Diagnostic {
    .error(
      "fill-of-power", "'\(number)' cannot be filled in", at: place,
      why: "its raised digits would stand behind another number",
      hint: "leave the brackets empty, or write a number without a power in them")
  }

  static func formatWithoutFill(_ format: Written) -> Diagnostic {
    .error(
      "format-without-fill", "this format changes nothing", at: format.place,
      why: "a claim is compared with the words as they stand",
      hint: "take it out, or add the class .fill to have the value written")
  }
}

extension String {
  /// Not more than a message can hold.
  var shortened: String { count > 100 ? prefix(99) + "…" : self }

  /// In single quotes, or in double ones where single ones stand in it.
  var quoted: String { contains("'") ? "\"\(self)\"" : "'\(self)'" }

  /// In single quotes, which the path of a file has already.
  var quotedOnce: String { hasPrefix("'") ? self : "'\(self)'" }
}
