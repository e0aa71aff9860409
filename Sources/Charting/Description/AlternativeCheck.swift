import Diagnostics

/// Whether what somebody wrote for those who do not see a picture is of use to them.
///
/// A text that repeats the caption satisfies a checker and helps nobody, since the caption is read
/// out anyway; one that is too long cannot be skipped through by a screen reader.
public enum AlternativeCheck {
  /// The most characters of a text.
  public static let limit = 500

  /// Reports a text that says no more than the words beside it, or too much.
  public static func report(
    _ text: String, beside words: String, what: String, at place: Place, log: inout DiagnosticLog
  ) {
    if !words.isEmpty, plain(text) == plain(words) { log.add(.repeats(what, at: place)) }
    if text.count > limit { log.add(.tooLong(text.count, at: place)) }
  }

  /// The letters and figures of a text, which are what is read out.
  private static func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension Diagnostic {
  fileprivate static func repeats(_ what: String, at place: Place) -> Diagnostic {
    .warning(
      "alternative-repeats", "the alternative text says the \(what) again", at: place,
      why: "it is read out beside the \(what), to those who do not see the picture",
      hint: "say what the picture shows, or leave it out: a text is drafted from the data")
  }

  fileprivate static func tooLong(_ count: Int, at place: Place) -> Diagnostic {
    .warning(
      "alternative-long", "the alternative text has \(count) characters", at: place,
      why: "it is read out as a whole: up to \(AlternativeCheck.limit) characters can be followed",
      hint: "say the kind of chart, what is measured and its course; the rest belongs into the text"
    )
  }
}
