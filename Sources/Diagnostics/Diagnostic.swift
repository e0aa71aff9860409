/// Something that a person has to know about what they wrote: what, why, and what to do.
public struct Diagnostic: Sendable, Hashable {
  /// How bad it is: errors stop output, warnings do not.
  public enum Severity: String, Sendable, Hashable {
    /// The input is wrong; nothing is written.
    case error
    /// The input works, but probably not as meant.
    case warning
  }

  /// Another place that matters, with what to see there.
  public struct Note: Sendable, Hashable {
    /// What to see, such as "first defined here".
    public var message: String
    /// Where.
    public var place: Place

    /// Creates a note.
    public init(_ message: String, at place: Place) {
      self.message = message
      self.place = place
    }
  }

  /// How bad it is.
  public var severity: Severity
  /// A stable word for the kind of problem, such as `unknown-property`.
  public var code: String
  /// What is wrong: lower case, no final stop, names in 'single quotes'.
  public var message: String
  /// Where it was written; nil only when there is no text.
  public var place: Place?
  /// The name of the file that it is about, if there is no place in it.
  public var file: String?
  /// The rule that was broken.
  public var why: String?
  /// Other places that matter.
  public var notes: [Note]
  /// What to do; starts with a verb or with "did you mean".
  public var hints: [String]

  /// Creates a diagnostic.
  public init(
    _ severity: Severity, _ code: String, _ message: String, at place: Place? = nil,
    why: String? = nil, notes: [Note] = [], hints: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.why = why
    self.notes = notes
    self.hints = hints
  }

  /// An error.
  public static func error(
    _ code: String, _ message: String, at place: Place? = nil, why: String? = nil,
    hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: place, why: why, hints: hint.map { [$0] } ?? [])
  }

  /// A warning.
  public static func warning(
    _ code: String, _ message: String, at place: Place? = nil, why: String? = nil,
    hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, code, message, at: place, why: why, hints: hint.map { [$0] } ?? [])
  }
}
