/// A JSON value to be written; members keep their order.
public enum JSONText: Sendable, Equatable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number; one that is not finite is written as `null`.
  case number(Double)
  /// A string.
  case string(String)
  /// A list.
  case array([JSONText])
  /// An object.
  case object([(String, JSONText)])

  /// Whether two values are the same, members in the same order.
  public static func == (a: JSONText, b: JSONText) -> Bool { a.text() == b.text() }

  /// The text on one line, or indented by two spaces a level; short lists stay on one line, and, if
  /// asked for, so do short objects.
  public func text(indented: Bool = false, joinsShort: Bool = false) -> String {
    var result = ""
    write(to: &result, level: indented ? 0 : nil, joinsShort)
    return result
  }

  private func write(to result: inout String, level: Int?, _ joinsShort: Bool) {
    switch self {
    case .null: result += "null"
    case .bool(let flag): result += flag ? "true" : "false"
    case .number(let number): result += JSONText.text(of: number)
    case .string(let text): JSONText.quote(text, into: &result)
    case .array(let elements): writeArray(elements, to: &result, level: level, joinsShort)
    case .object(let members): writeObject(members, to: &result, level: level, joinsShort)
    }
  }

  private func writeArray(
    _ elements: [JSONText], to result: inout String, level: Int?, _ joinsShort: Bool
  ) {
    let short = level.map { _ in text() } ?? ""
    guard let level, short.utf8.count > 90 else {
      let separator = level == nil ? "," : ", "
      result += "[" + elements.map { $0.text() }.joined(separator: separator) + "]"
      return
    }
    result += "["
    for (index, element) in elements.enumerated() {
      result += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: level + 1)
      element.write(to: &result, level: level + 1, joinsShort)
    }
    result += "\n" + String(repeating: "  ", count: level) + "]"
  }

  private func writeObject(
    _ members: [(String, JSONText)], to result: inout String, level: Int?, _ joinsShort: Bool
  ) {
    guard !members.isEmpty else {
      result += "{}"
      return
    }
    if joinsShort, level != nil {
      let short = text()
      if short.utf8.count <= 96 {
        result += short
        return
      }
    }
    result += "{"
    for (index, (key, value)) in members.enumerated() {
      if index > 0 { result += "," }
      if let level { result += "\n" + String(repeating: "  ", count: level + 1) }
      JSONText.quote(key, into: &result)
      result += level == nil ? ":" : ": "
      value.write(to: &result, level: level.map { $0 + 1 }, joinsShort)
    }
    if let level { result += "\n" + String(repeating: "  ", count: level) }
    result += "}"
  }

  private static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if number == number.rounded(), abs(number) < 1e18 { return String(Int64(number)) }
    return "\(number)"
  }

  private static func quote(_ text: String, into result: inout String) {
    result += "\""
    defer { result += "\"" }
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
    guard !isPlain else {
      result += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
  }
}

extension Node {
  /// The value without its places, to be written.
  public var json: JSONText {
    switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): .number(number)
    case .string(let text): .string(text)
    case .array(let elements): .array(elements.map(\.json))
    case .object(let members): .object(members.map { ($0.key, $0.value.json) })
    }
  }
}
