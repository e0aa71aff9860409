import Diagnostics

/// A work, as its description has it: in the terms of CSL, whatever format it was read from.
struct Work: Sendable {
  /// The value of a variable, and the field that gave it.
  struct Value: Sendable {
    var text: [Inline]
    /// The field's name as it was written, with its place.
    var field: Written
  }

  var key: Written
  var type: WorkType
  /// The value that the entry gives to its type, with its place.
  var kind: Written
  var texts: [TextVariable: Value] = [:]
  var names: [NameVariable: NameList] = [:]
  /// The fields that gave the names and the dates.
  var nameFields: [NameVariable: Written] = [:]
  var dates: [DateVariable: WorkDate] = [:]
  var dateFields: [DateVariable: Written] = [:]
  /// A short form of the author's name for citations, if one is given.
  var shortAuthor: String?
  /// What is linked to if there is neither a DOI nor an address: a preprint, a PubMed record.
  var otherAddress: String?
  /// Whether a note only gave the day of the date, and so need not be printed.
  var isDatedByNote = false

  init(key: Written, type: WorkType, kind: Written) {
    self.key = key
    self.type = type
    self.kind = kind
  }

  /// The words of a variable; nil if there are none.
  func plain(_ variable: TextVariable) -> String? {
    guard let text = texts[variable]?.text.plainText.trimmed, !text.isEmpty else { return nil }
    return text
  }

  /// A paper that is in no book was read at its meeting.
  mutating func settle() {
    if type == .paperConference, plain(.containerTitle) == nil, plain(.eventTitle) != nil {
      type = .speech
    }
  }

  /// When it appeared.
  var issued: WorkDate { dates[.issued] ?? .none }

  /// Who stands first in its entry: the first of these roles that is filled.
  var lead: (role: NameVariable, names: NameList)? {
    for role in Work.leadingRoles(of: type) {
      if let list = names[role], !list.names.isEmpty { return (role, list) }
    }
    return nil
  }

  /// The roles that can stand in the author's place, in this order.
  static func leadingRoles(of type: WorkType) -> [NameVariable] {
    switch type {
    case .motionPicture, .broadcast:
      [.author, .director, .scriptWriter, .producer, .seriesCreator, .host, .performer, .editor]
    case .song, .musicalScore, .performance:
      [.author, .composer, .performer, .director, .curator, .editor]
    case .interview: [.author, .guest, .interviewer]
    default:
      [
        .author, .editor, .editorTranslator, .compiler, .editorialDirector, .curator, .director,
        .organizer, .chair, .host, .seriesCreator, .illustrator, .composer, .performer, .translator,
      ]
    }
  }
}
