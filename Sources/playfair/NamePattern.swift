import Diagnostics

/// A pattern of paths, as shells have them: `charts/*.vl.yaml`, `**/report.md`, `part-[1-3].md`.
struct NamePattern {
  /// The folder before the first part with a sign that stands for others.
  let folder: String
  private let parts: [[Sign]]

  private enum Sign: Equatable {
    case one(Character)
    case any
    case some
    case set([ClosedRange<Character>], isNot: Bool)
  }

  /// Whether a text has signs that stand for others.
  static func isPattern(_ text: String) -> Bool {
    text.contains { "*?[".contains($0) }
  }

  init(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let fixed = parts.prefix { !NamePattern.isPattern($0) }
    let start = text.hasPrefix("/") ? "/" : ""
    folder = fixed.isEmpty ? (start.isEmpty ? "." : "/") : start + fixed.joined(separator: "/")
    self.parts = parts.dropFirst(fixed.count).map(NamePattern.signs)
  }

  private static let folders: [Sign] = [.some, .some]

  /// How many levels below the folder a path can have.
  var depth: Int { parts.contains(NamePattern.folders) ? .max : max(1, parts.count) }

  /// Whether a path, which starts with the folder, is one of those that are meant.
  func matches(_ path: String) -> Bool {
    var names = path.split(separator: "/").map(String.init)
    if folder != "." { names.removeFirst(min(names.count, folder.split(separator: "/").count)) }
    return NamePattern.matches(names[...], parts[...])
  }

  private static func matches(_ names: ArraySlice<String>, _ parts: ArraySlice<[Sign]>) -> Bool {
    guard let part = parts.first else { return names.isEmpty }
    if part == folders {
      return (0...names.count).contains { matches(names.dropFirst($0), parts.dropFirst()) }
    }
    guard let name = names.first, matches(Array(name), part) else { return false }
    return matches(names.dropFirst(), parts.dropFirst())
  }

  /// Matches one name: at a sign that does not fit, the last star takes one more.
  private static func matches(_ name: [Character], _ signs: [Sign]) -> Bool {
    var (place, sign) = (0, 0)
    var star: (sign: Int, place: Int)?
    while place < name.count {
      if sign < signs.count, signs[sign] == .some {
        star = (sign, place)
        sign += 1
      } else if sign < signs.count, fits(name[place], signs[sign]) {
        (place, sign) = (place + 1, sign + 1)
      } else if let last = star {
        star = (last.sign, last.place + 1)
        (place, sign) = (last.place + 1, last.sign + 1)
      } else {
        return false
      }
    }
    return signs.dropFirst(sign).allSatisfy { $0 == .some }
  }

  private static func fits(_ character: Character, _ sign: Sign) -> Bool {
    switch sign {
    case .one(let wanted): character == wanted
    case .any, .some: true
    case .set(let ranges, let isNot): ranges.contains { $0.contains(character) } != isNot
    }
  }

  private static func signs(_ text: String) -> [Sign] {
    var signs: [Sign] = []
    var rest = Substring(text)
    while let character = rest.popFirst() {
      switch character {
      case "*": signs.append(.some)
      case "?": signs.append(.any)
      case "[":
        if let set = set(&rest) { signs.append(set) } else { signs.append(.one("[")) }
      default: signs.append(.one(character))
      }
    }
    return signs
  }

  /// What stands between brackets; nil, and nothing taken, if they are not closed.
  private static func set(_ rest: inout Substring) -> Sign? {
    // A bracket that closes, right at the start, is one of the signs.
    let isNot = rest.first == "!" || rest.first == "^"
    var inside = rest.dropFirst(isNot ? 1 : 0)
    guard let end = inside.dropFirst().firstIndex(of: "]") else { return nil }
    var ranges: [ClosedRange<Character>] = []
    let after = inside[end...].dropFirst()
    inside = inside[..<end]
    while let low = inside.popFirst() {
      if inside.first == "-", let high = inside.dropFirst().first {
        inside.removeFirst(2)
        if low <= high { ranges.append(low...high) }
      } else {
        ranges.append(low...low)
      }
    }
    rest = after
    return .set(ranges, isNot: isNot)
  }
}
