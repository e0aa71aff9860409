import Tables

/// Values and changes of values as they are told.
enum ChangeWords {
  /// A value on its own; a text in plain words.
  static func plain(_ value: Value) -> String {
    value.isNull ? "empty" : value.text
  }

  /// A value as one side of a change: texts between quotation marks, no longer than a line.
  static func quoted(_ value: Value) -> String {
    guard case .text(let text) = value else { return plain(value) }
    return "'" + shortened(text) + "'"
  }

  /// A text of at most so many characters.
  static func shortened(_ text: String, to limit: Int = 60) -> String {
    let line = text.replacing("\n", with: " ")
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
  }

  /// Two texts cut so that what differs is seen.
  static func pair(_ old: String, _ new: String, limit: Int = 60) -> (old: String, new: String) {
    guard max(old.count, new.count) > limit else { return (old, new) }
    let same = zip(old, new).prefix { $0 == $1 }.count
    let start = max(0, same - 20)
    func cut(_ text: String) -> String {
      (start > 0 ? "…" : "") + shortened(String(text.dropFirst(start)), to: limit)
    }
    return (cut(old), cut(new))
  }

  /// A change of one value: `143.85 → 153.85 (+10, +7.0 %)`.
  static func change(_ old: Value, _ new: Value) -> String {
    if case .text(let before) = old, case .text(let after) = new {
      let (before, after) = pair(before, after)
      return "'\(before)' → '\(after)'"
    }
    let arrow = "\(quoted(old)) → \(quoted(new))"
    guard case .number(let before) = old, case .number(let after) = new else { return arrow }
    return arrow + " (" + difference(before, after) + ")"
  }

  /// How much a number grew or fell: `+10, +7.0 %`.
  static func difference(_ old: Double, _ new: Double) -> String {
    let share = percent(old, new).map { ", " + signed($0, decimals: 1) + " %" } ?? ""
    return signed(new - old, decimals: max(decimals(old), decimals(new)), trims: true) + share
  }

  /// By how many per cent a number grew; nil if it was nothing before, or is negative: from −3 to −4 may
  /// be a third more or a third less.
  static func percent(_ old: Double, _ new: Double) -> Double? {
    guard old > 0, new >= 0, old.isFinite, new.isFinite else { return nil }
    return (new - old) / old * 100
  }

  /// How many digits stand after the decimal sign of the shortest text of a number.
  private static func decimals(_ number: Double) -> Int {
    let parts = NumberText.text(of: number).split(separator: ".")
    guard parts.count == 2, !parts[1].contains("e") else { return 0 }
    return min(parts[1].count, 12)
  }

  /// A number with its sign, rounded; `trims` leaves zeros at the end out.
  private static func signed(
    _ number: Double, decimals: Int, trims: Bool = false
  ) -> String {
    guard number.isFinite else { return NumberText.text(of: number) }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(number) * scale).rounded()
    guard scaled < 1e15 else { return (number < 0 ? "−" : "+") + NumberText.text(of: abs(number)) }
    var digits = String(Int64(scaled))
    if decimals > 0 {
      digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
      digits = digits.dropLast(decimals) + "." + digits.suffix(decimals)
      if trims {
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
      }
    }
    return (number < 0 && scaled > 0 ? "−" : "+") + digits
  }
}
