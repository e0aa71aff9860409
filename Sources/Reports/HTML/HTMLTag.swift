import Canvas

/// The start of an HTML element, with attributes in the order in which they were set.
struct HTMLTag {
  private var text: String

  init(_ name: String) { text = "<" + name }

  /// The tag with a further attribute; nil sets none.
  func with(_ attribute: String, _ value: String?) -> HTMLTag {
    guard let value else { return self }
    var tag = self
    tag.text += " \(attribute)=\"\(XMLText.escaped(value))\""
    return tag
  }

  /// The tag with the language of what stands in the element, and its direction if it is another.
  func with(language: String?, within outer: String) -> HTMLTag {
    guard let language, language != outer else { return self }
    let direction = HTMLText.direction(of: language)
    return with("lang", language)
      .with("dir", direction == HTMLText.direction(of: outer) ? nil : direction)
  }

  /// The tag before the element's content.
  var opening: String { text + ">" }
}

/// The small words of HTML.
enum HTMLText {
  /// Text in an element or in an attribute.
  static func escaped(_ text: some StringProtocol) -> String { XMLText.escaped(text) }

  /// In which direction a language is written: `ltr` or `rtl`.
  static func direction(of language: String) -> String {
    let parts = language.lowercased().split(separator: "-").map(String.init)
    if parts.dropFirst().contains(where: scriptsFromRight.contains) { return "rtl" }
    // A script of four letters that is none of those says that the language is written otherwise.
    let hasScript = parts.dropFirst().contains {
      $0.utf8.count == 4 && $0.utf8.allSatisfy(\.isLetter)
    }
    let isFromRight = parts.first.map(languagesFromRight.contains) ?? false
    return isFromRight && !hasScript ? "rtl" : "ltr"
  }

  private static let scriptsFromRight = ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"]
  private static let languagesFromRight = [
    "ar", "he", "iw", "fa", "ur", "yi", "ps", "dv", "sd", "ug", "ckb",
  ]

  /// Whether a link to an address runs a script or holds a page of its own.
  static func isUnsafe(_ address: String) -> Bool {
    // Browsers pass over spaces and control characters before and within the scheme.
    let plain = address.lowercased().unicodeScalars.filter { $0.value > 0x20 }
    let start = String(String.UnicodeScalarView(plain.prefix(16)))
    return ["javascript:", "vbscript:", "data:"].contains(where: start.hasPrefix)
  }

  /// An address as an attribute holds it: what no address may hold is written in hexadecimal.
  static func address(_ address: String) -> String { encoded(address, keeping: isAllowed) }

  /// A link to an element of the same page.
  static func reference(to id: String) -> String {
    "#" + encoded(id) { isAllowed($0) && $0 != "%" && $0 != "#" }
  }

  /// A text as a part of an address.
  static func encodedWhole(_ text: String) -> String {
    encoded(text) { isAllowed($0) && $0 != "%" && $0 != "#" && $0 != "&" }
  }

  private static func encoded(_ text: String, keeping: (Unicode.Scalar) -> Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if keeping(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        for byte in String(scalar).utf8 {
          result += byte < 16 ? "%0" : "%"
          result += String(byte, radix: 16, uppercase: true)
        }
      }
    }
    return result
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "<", ">", "\\", "^", "`", "{", "|", "}", "[", "]": false
    default: scalar.value > 0x20 && !(0x7F..<0xA1).contains(scalar.value)
    }
  }
}
