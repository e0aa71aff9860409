import Diagnostics

/// What a journal asks of its figures: how wide and high they are, how large their text is, and in
/// which files it takes them.
///
/// The rules change, and sources contradict each other: each preset says where and when it was read.
public struct FigurePreset: Sendable, Hashable {
  /// How far a rule can be trusted.
  public enum Basis: String, Sendable, Hashable {
    /// Read on the publisher's own page.
    case publisher
    /// Read in what others say of the publisher's rules; not checked.
    case secondHand = "second-hand"
  }

  /// The name under which it is asked for, such as `nature-1col`.
  public var name: String
  /// The journal or the publisher.
  public var journal: String
  /// The width of the whole figure, in millimetres.
  public var width: Double
  /// The greatest height, in millimetres; nil if none is known.
  public var maxHeight: Double?
  /// The least size of text, in points; nil if none is known.
  public var minText: Double?
  /// The greatest size of text, in points; nil if none is known.
  public var maxText: Double?
  /// The thinnest line, in points; nil if none is known.
  public var minLine: Double?
  /// The pixels per inch of line drawings that are not vectors.
  public var ppi: Double
  /// The files that are taken, by their endings; empty if that is not known.
  public var formats: [String]
  /// The typefaces that are asked for; empty if that is not known.
  public var fonts: [String]
  /// Where the rules stand.
  public var address: String
  /// When they were read, as year, month and day.
  public var read: String
  /// How far they can be trusted.
  public var basis: Basis
  /// What the journal asks of the look, as a Vega-Lite configuration in YAML; empty for nothing.
  var look = ""

  /// The width in points.
  public var points: Double { width * 72 / 25.4 }

  /// The greatest height in points.
  public var maxPoints: Double? { maxHeight.map { $0 * 72 / 25.4 } }

  /// The preset of a name; nil if there is none.
  public static func named(_ name: String) -> FigurePreset? { all.first { $0.name == name } }

  /// The names of all presets.
  public static var names: [String] { all.map(\.name) }

  /// What is wrong with a name, and the name that was meant, if one is near.
  public static func problem(with name: String) -> (message: String, hint: String) {
    let journals = all.map { $0.name.split(separator: "-").first.map(String.init) ?? "" }
    let own = names.filter { $0.hasPrefix((name.split(separator: "-").first ?? "") + "-") }
    let hint =
      Suggestion.hint(for: name, in: names)
      ?? (own.isEmpty || !journals.contains { name.hasPrefix($0) }
        ? "'playfair presets' lists them" : "there are \(Suggestion.list(own))")
    return ("there is no preset '\(name)'", hint)
  }

  /// Where the rules stand and when they were read, as a reason in a message.
  var source: String {
    "so say the rules of \(journal) (\(address), read \(read)"
      + (basis == .publisher ? ")" : ", second-hand)")
  }
}
