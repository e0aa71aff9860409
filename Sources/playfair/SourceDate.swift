import Diagnostics
import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The date that files shall bear: that of `SOURCE_DATE_EPOCH`, as builds that can be repeated set it.
enum SourceDate {
  private static let variable = "SOURCE_DATE_EPOCH"

  /// The moment in ISO 8601, such as `2026-05-01T12:30:00Z`; nil if the variable is not set.
  static var text: String? {
    guard let written = getenv(variable).map({ String(cString: $0) }) else { return nil }
    return moment(written)
  }

  /// What is wrong with the variable, if it is set.
  static var problem: String? {
    guard let written = getenv(variable).map({ String(cString: $0) }) else { return nil }
    return moment(written) == nil
      ? "\(variable) is '\(written)', but should be a number of seconds since 1970" : nil
  }

  /// The moment as many seconds after the start of 1970; nil for what is no such number.
  static func moment(_ seconds: String) -> String? {
    guard !seconds.isEmpty, seconds.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Double(seconds), number < 253_402_300_800
    else { return nil }
    let text = String(Value.date(number * 1000).text.prefix(19))
    return text.count == 10 ? text + "T00:00:00Z" : text + "Z"
  }
}
