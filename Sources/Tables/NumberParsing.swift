import Notation

/// Reads decimal numbers exactly and without making strings.
///
/// A number is an optional sign, digits with an optional point, and an optional exponent; spaces
/// around it do not count. Words such as `NaN` and `inf`, hexadecimals, digit groups and numbers
/// too large for a `Double` are not numbers.
public enum NumberParsing {
  /// Reads a text as a number, or nil if it is none.
  ///
  ///     NumberParsing.double("+1.5e3")   // 1500
  public static func double(_ text: String) -> Double? { text.withCell { double($0) } }

  static func double(_ cell: CellBytes) -> Double? {
    var digits = DecimalDigits()
    guard digits.read(cell) else { return nil }
    if let exact = digits.exactValue { return exact }
    // Clinger's fast path does not hold here; the standard library rounds correctly.
    guard let number = Double(cell.trimmed.text), number.isFinite else { return nil }
    return number
  }
}
