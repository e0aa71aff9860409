import Diagnostics
import Yams

// What libyaml finds wrong, in words for people who do not know its grammar.
extension YAMLReader {
  func problem(of error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return syntaxProblem(problem, at: offset(of: mark), context: context)
    case .reader(let problem, let offset, let value, _):
      let start = lines.first.map { $0.lowerBound + (offset ?? 0) } ?? 0
      return .error(
        "yaml-syntax", "\(problem): 0x\(String(value, radix: 16, uppercase: true))",
        at: place(at: min(start, source.bytes.count), length: 1),
        why: "YAML allows no control characters but tabs and line ends")
    default: return .error("yaml-syntax", "this is not YAML: \(error)", at: wholePlace)
    }
  }

  private func syntaxProblem(
    _ problem: String, at start: Int, context: YamlError.Context?
  ) -> Diagnostic {
    let here = place(at: start, length: 1)
    let opening = context.map { place(at: offset(of: $0.mark), length: 1) }
    let signs = problem.filter { ",]}".contains($0) }
    if problem.contains("end of stream") || problem.contains("document indicator") {
      if let opening, context?.text.contains("quoted scalar") == true {
        return .unclosedString(at: opening)
      }
    }
    if !signs.isEmpty, let opening {
      return .missingBracket(
        closing(opening, signs), at: here, opening: opening,
        comment: comment(from: opening, to: start))
    }
    switch problem {
    case "could not find expected ':'": return .missingColon(at: opening.map(lineEnd) ?? here)
    case "did not find expected key", "did not find expected '-' indicator":
      let line = source.lineRange(at: start)
      return source.bytes[line.lowerBound..<start].allSatisfy { $0 == 0x20 }
        ? .oddIndent(at: here, block: opening)
        : .yaml(
          "this belongs to no value", at: here,
          why: "a value in quotes or brackets ends with the sign that closes it",
          hint: "put the whole value in quotes")
    case "mapping values are not allowed in this context": return .strayColon(at: here)
    case "block sequence entries are not allowed in this context":
      return .yaml(
        "a list cannot begin here", at: here,
        hint: "put '- …' on a line of its own, or the text in quotes")
    case "but found another document":
      return .yaml(
        "a second document begins here", at: here, why: "what is read is one document",
        hint: "take the line of dashes out, or put the rest into a file of its own")
    case "found undefined alias": return .unknownAlias(at: word(at: start))
    case "found unknown escape character": return .badEscape(at: escape(before: start) ?? here)
    default: break
    }
    if problem.contains("nesting level") { return .tooDeep(limit: Self.depthLimit, at: here) }
    if problem.contains("tab") || source.bytes[here.range].first == 0x09 {
      return .yaml(
        "a tab stands here", at: here, why: "YAML is indented with spaces",
        hint: "write spaces in its place")
    }
    if problem.contains("cannot start any token") {
      return .yaml(
        "a value cannot begin with '\(here.text)'", at: here, hint: "put the value in quotes")
    }
    var result = Diagnostic.yaml(problem, at: here)
    if let opening, let context { result.notes = [.init("\(context.text)", at: opening)] }
    return result
  }

  /// The sign that closes what was opened; libyaml names only the comma in some cases.
  private func closing(_ opening: Place, _ named: String) -> Character {
    if let sign = named.last, sign != "," { return sign }
    return opening.text == "[" ? "]" : "}"
  }

  // MARK: Places

  /// What stands on the line of a place, from there on.
  private func lineEnd(_ opening: Place) -> Place {
    let line = source.lineRange(at: opening.range.lowerBound)
    return Place(
      source: source,
      range: opening.range.lowerBound..<max(line.upperBound, opening.range.upperBound))
  }

  private func word(at start: Int) -> Place {
    let ends = Set(" \t\r\n,[]{}".utf8)
    let end = source.bytes[start...].firstIndex { ends.contains($0) } ?? source.bytes.count
    return Place(source: source, range: start..<end)
  }

  /// The backslash before or at an offset, with the sign after it.
  private func escape(before offset: Int) -> Place? {
    let near = max(0, offset - 2)..<min(source.bytes.count, offset + 1)
    guard let start = near.last(where: { source.bytes[$0] == UInt8(ascii: "\\") }) else {
      return nil
    }
    return place(at: start, length: 2)
  }

  /// A comment that may have been meant as a value: a '#' after a space, followed by no space.
  private func comment(from opening: Place, to end: Int) -> Place? {
    let start = opening.range.lowerBound
    let mark = source.bytes[start..<max(start, end)].indices.first { index in
      source.bytes[index] == UInt8(ascii: "#") && index > 0 && source.bytes[index - 1] == 0x20
        && index + 1 < source.bytes.count && source.bytes[index + 1] > 0x20
    }
    return mark.map { word(at: $0) }
  }

  /// A colour without quotes is a comment, which leaves its key without a value.
  mutating func checkComment(after key: Node, _ value: Node) {
    guard value.isNull, value.place.range.isEmpty || value.place.text.hasPrefix("#") else { return }
    let end = key.place.range.upperBound
    let line = source.lineRange(at: end)
    guard end < line.upperBound,
      let mark = comment(
        from: Place(source: source, range: end..<end + 1), to: line.upperBound)
    else { return }
    let digits = mark.text.dropFirst()
    let between = source.text(end..<mark.range.lowerBound)
    guard [3, 4, 6, 8].contains(digits.count), digits.allSatisfy(\.isHexDigit),
      between.allSatisfy({ $0 == " " || $0 == ":" })
    else { return }
    log.add(.colorAsComment(at: mark))
  }
}

extension Diagnostic {
  static func yaml(
    _ message: String, at place: Place, why: String? = nil, hint: String? = nil
  ) -> Diagnostic {
    .error("yaml-syntax", message, at: place, why: why, hint: hint)
  }

  static func unclosedString(at place: Place) -> Diagnostic {
    .yaml(
      "the string that opens here is not closed", at: place,
      why: "a string ends with the quote that it begins with",
      hint: "add \(place.text == "\"" ? "'\"'" : "\"'\"") at its end")
  }

  static func missingBracket(
    _ sign: Character, at place: Place, opening: Place, comment: Place?
  ) -> Diagnostic {
    var result = yaml(
      "a ',' or '\(sign)' is missing before this", at: place,
      hint: comment == nil
        ? "close the bracket, or put a text that holds ',' or ': ' in quotes" : nil)
    result.notes = [.init("the bracket opens here", at: opening)]
    if let comment {
      result.notes.append(.init("this is a comment", at: comment))
      result.hints = ["put it in quotes: '\(comment.text.prefix { !",]}".contains($0) })'"]
      result.why = "a '#' after a space begins a comment"
    }
    return result
  }

  static func missingColon(at place: Place) -> Diagnostic {
    .yaml(
      "a ':' is missing after the key", at: place, why: "a line is written 'key: value'",
      hint: "write ': ' between key and value")
  }

  static func oddIndent(at place: Place, block: Place?) -> Diagnostic {
    var result = yaml(
      "the line is indented like none above that it could belong with", at: place,
      why: "the keys of one object, and the elements of one list, stand in the same column",
      hint: "indent it like its neighbours")
    if let block { result.notes = [.init("what it would belong to begins here", at: block)] }
    return result
  }

  static func strayColon(at place: Place) -> Diagnostic {
    .yaml(
      "a ':' stands in the middle of a value", at: place,
      why: "a ':' with a space after it ends a key",
      hint: "put the whole value in quotes, or the key on a line of its own")
  }

  static func unknownAlias(at place: Place) -> Diagnostic {
    .yaml(
      "there is no anchor '\(place.text.dropFirst())'", at: place,
      why: "'*' stands for a value that was marked with '&' before",
      hint: "mark the value with '&\(place.text.dropFirst())', or put the text in quotes")
  }

  static func badEscape(at place: Place) -> Diagnostic {
    .yaml(
      "'\(place.text)' is not an escape", at: place,
      why: "between double quotes a backslash begins an escape such as \\n",
      hint: "write the backslash twice, or use single quotes")
  }

  static func tooDeep(limit: Int, at place: Place) -> Diagnostic {
    .error(
      "yaml-size", "lists and objects are nested too deeply", at: place,
      why: "\(limit) levels are read")
  }

  static func colorAsComment(at place: Place) -> Diagnostic {
    .error(
      "yaml-comment", "the colour '\(place.text)' is a comment here", at: place,
      why: "a '#' after a space begins a comment, and the key has no value",
      hint: "put it in quotes: '\(place.text)'")
  }
}
