/// What a text must look like as a whole: a regular expression without back references.
///
/// Literals, `.`, classes (`[a-z]`, `[^0-9]`, `\d`, `\w`, `\s` and their opposites), groups, `|`,
/// `?`, `*`, `+`, `{m,n}`, `^` and `$`. All ways to match are followed side by side (Thompson
/// 1968), so that no pattern can make it slow.
public struct TextPattern: Sendable, Hashable {
  /// The pattern as written.
  public let text: String
  private let steps: [Step]

  enum Step: Sendable, Hashable {
    case scalar(ScalarSet)
    case fork(Int, Int)
    case jump(Int)
    case start
    case end
    case accept
  }

  /// Creates a pattern; nil if it is not a regular expression of this kind, or unfolds to more than
  /// ten thousand steps.
  public init?(_ text: String) {
    var parser = TextPatternParser(text)
    guard let steps = parser.parse() else { return nil }
    self.text = text
    self.steps = steps
  }

  /// Whether two patterns are written alike.
  public static func == (a: TextPattern, b: TextPattern) -> Bool { a.text == b.text }

  /// Hashes the pattern as written.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Whether a text matches from its first to its last character.
  ///
  ///     TextPattern("[A-Z]{2}-[A-Z]+")?.matches("CN-BJ")   // true
  public func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var current = Threads(count: steps.count)
    follow(from: 0, at: 0, of: scalars.count, into: &current)
    for (index, scalar) in scalars.enumerated() {
      var next = Threads(count: steps.count)
      for thread in current.list {
        if case .scalar(let set) = steps[thread], set.contains(scalar) {
          follow(from: thread + 1, at: index + 1, of: scalars.count, into: &next)
        }
      }
      if next.list.isEmpty { return false }
      current = next
    }
    return current.list.contains { steps[$0] == .accept }
  }

  private struct Threads {
    var list: [Int] = []
    private var isKnown: [Bool]

    init(count: Int) { isKnown = [Bool](repeating: false, count: count) }

    mutating func add(_ thread: Int) -> Bool {
      guard !isKnown[thread] else { return false }
      isKnown[thread] = true
      return true
    }
  }

  /// Adds all steps that can be reached without taking a character.
  private func follow(from first: Int, at index: Int, of count: Int, into threads: inout Threads) {
    var open = [first]
    while let thread = open.popLast() {
      guard threads.add(thread) else { continue }
      switch steps[thread] {
      case .jump(let target): open.append(target)
      case .fork(let one, let other): open += [other, one]
      case .start where index == 0, .end where index == count: open.append(thread + 1)
      case .start, .end: continue
      case .scalar, .accept: threads.list.append(thread)
      }
    }
  }
}

/// Some characters: those in the ranges, or all others.
struct ScalarSet: Sendable, Hashable {
  var ranges: [ClosedRange<UInt32>]
  var isInverted = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isInverted
  }

  static func single(_ scalar: Unicode.Scalar) -> ScalarSet {
    ScalarSet(ranges: [scalar.value...scalar.value])
  }

  /// The set of `\d`, `\w`, `\s` or an opposite of them; nil for another letter.
  static func named(_ letter: Unicode.Scalar) -> ScalarSet? {
    let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    let words = digits + [0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    let spaces: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x2000...0x200A]
    switch letter {
    case "d": return ScalarSet(ranges: digits)
    case "D": return ScalarSet(ranges: digits, isInverted: true)
    case "w": return ScalarSet(ranges: words)
    case "W": return ScalarSet(ranges: words, isInverted: true)
    case "s": return ScalarSet(ranges: spaces)
    case "S": return ScalarSet(ranges: spaces, isInverted: true)
    default: return nil
    }
  }
}
