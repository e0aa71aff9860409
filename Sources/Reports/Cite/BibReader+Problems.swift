import Diagnostics

// What can be wrong with a file in BibTeX.
extension Diagnostic {
  static func bibSyntax(_ message: String, at place: Place) -> Diagnostic {
    .error(
      "bibtex-syntax", message, at: place, why: "an entry is written @kind{key, name = {value}, …}")
  }

  static func bibUnclosed(_ what: String, at place: Place) -> Diagnostic {
    .error(
      "bibtex-syntax", "\(what) is never closed", at: place,
      why: "every brace and quotation mark that opens has to close", hint: "add the missing '}'")
  }

  static func bibKey(at place: Place) -> Diagnostic {
    .error(
      "bibtex-syntax", "this entry has no key", at: place,
      why: "an entry is written @kind{key, name = {value}, …}",
      hint: "write a key and a comma after the brace")
  }

  static func bibField(in key: String, at place: Place) -> Diagnostic {
    .error(
      "bibtex-syntax", "the name of a field was expected in the entry '\(key)'", at: place,
      why: "a field is written name = {value}")
  }

  static func bibEquals(_ name: Written) -> Diagnostic {
    .error(
      "bibtex-syntax", "an equals sign was expected after '\(name.text)'", at: name.place,
      why: "a field is written name = {value}")
  }

  static func bibValue(at place: Place) -> Diagnostic {
    .error(
      "bibtex-syntax", "a value was expected", at: place,
      why: "a value stands in braces or quotation marks, or is a number or the name of a @string")
  }

  static func bibTooLong(at place: Place, most: Int) -> Diagnostic {
    .error(
      "bibtex-too-long", "this makes the value too long", at: place,
      why: "a value has at most \(most) bytes, those of its strings included",
      hint: "write what the value needs, and no more")
  }

  static func bibComma(after what: String, at place: Place) -> Diagnostic {
    .error(
      "bibtex-syntax", "a comma is missing after \(what)", at: place,
      why: "an entry is written @kind{key, name = {value}, …}", hint: "add the comma")
  }

  static func duplicateField(_ name: Written, in key: String) -> Diagnostic {
    .warning(
      "duplicate-field", "the entry '\(key)' has two fields '\(name.text)'", at: name.place,
      why: "the first one counts")
  }

  static func unknownString(_ name: Written, known: [String]) -> Diagnostic {
    .error(
      "unknown-string", "there is no @string '\(name.text)'", at: name.place,
      why: "a value without braces is a number or the name of a @string",
      hint: Suggestion.hint(for: name.text, in: known) ?? "put the value in braces")
  }
}
