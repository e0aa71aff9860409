import Diagnostics

/// A work as a BibTeX file describes it: nothing is interpreted yet.
struct BibEntry: Sendable {
  /// A field as it was written.
  struct Field: Sendable {
    var name: Written
    var value: Written
  }

  /// What kind of work it is, such as `article`, in lower case.
  var kind: Written
  var key: Written
  /// The fields by name, in lower case; also those that nothing reads.
  private(set) var fields: [String: Written] = [:]
  /// The same, in the order of the file.
  private(set) var ordered: [Field] = []

  init(kind: Written, key: Written) {
    self.kind = kind
    self.key = key
  }

  /// A field's text as it was written, without its outer braces; nil if it is missing or empty.
  func raw(_ names: String...) -> Written? {
    for name in names {
      if let field = fields[name], !field.text.trimmed.isEmpty { return field }
    }
    return nil
  }

  /// Adds a field; says whether there was none of its name.
  mutating func add(_ name: Written, _ value: Written) -> Bool {
    guard fields[name.text.lowercased()] == nil else { return false }
    fields[name.text.lowercased()] = value
    if !value.text.trimmed.isEmpty { ordered.append(Field(name: name, value: value)) }
    return true
  }
}
