/// Text as XML takes it.
package enum XMLText {
  /// Escapes the signs of XML (attributes stand in double quotes) and drops what XML 1.0 cannot
  /// hold (control characters).
  ///
  ///     XMLText.escaped("a < \"b\"")   // a &lt; &quot;b&quot;
  package static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in String(text).replacingNoncharacters.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      default: if isAllowed(scalar) { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: false
    default: true
    }
  }
}
