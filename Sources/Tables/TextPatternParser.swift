/// Turns a regular expression into the steps that follow all its ways at once.
struct TextPatternParser {
  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var depth = 0
  private static let stepLimit = 10_000
  private static let depthLimit = 100

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func parse() -> [TextPattern.Step]? {
    guard let steps = alternatives(), offset == scalars.count else { return nil }
    return steps + [.accept]
  }

  private var peek: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    offset += 1
    return true
  }

  // Steps are kept with relative targets until they are placed; `shifted` places them.

  private mutating func alternatives() -> [TextPattern.Step]? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit, var steps = sequence() else { return nil }
    while take("|") {
      guard let other = sequence() else { return nil }
      let fork = TextPattern.Step.fork(1, steps.count + 2)
      let jump = TextPattern.Step.jump(steps.count + 2 + other.count)
      steps = [fork] + Self.shifted(steps, 1) + [jump] + Self.shifted(other, steps.count + 2)
      guard steps.count <= Self.stepLimit else { return nil }
    }
    return steps
  }

  private mutating func sequence() -> [TextPattern.Step]? {
    var steps: [TextPattern.Step] = []
    while let next = peek, next != "|", next != ")" {
      guard let atom = atom(), let repeated = repeated(atom),
        steps.count + repeated.count <= Self.stepLimit
      else { return nil }
      steps += Self.shifted(repeated, steps.count)
    }
    return steps
  }

  private mutating func atom() -> [TextPattern.Step]? {
    guard let scalar = peek else { return nil }
    offset += 1
    switch scalar {
    case ".": return [.scalar(ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D], isInverted: true))]
    case "^": return [.start]
    case "$": return [.end]
    case "[": return scalarClass().map { [.scalar($0)] }
    case "\\": return escaped().map { [.scalar($0)] }
    case "(":
      if take("?") { guard take(":") else { return nil } }
      guard let inner = alternatives(), take(")") else { return nil }
      return inner
    case "*", "+", "?", "{", "]", "}": return nil
    default: return [.scalar(.single(scalar))]
    }
  }

  private mutating func escaped() -> ScalarSet? {
    guard let letter = peek else { return nil }
    offset += 1
    if let set = ScalarSet.named(letter) { return set }
    switch letter {
    case "n": return .single("\n")
    case "r": return .single("\r")
    case "t": return .single("\t")
    default:
      let isLetter = letter.properties.isAlphabetic || ("0"..."9").contains(letter)
      return isLetter ? nil : .single(letter)
    }
  }

  private mutating func scalarClass() -> ScalarSet? {
    var set = ScalarSet(ranges: [], isInverted: take("^"))
    var isFirst = true
    while let scalar = peek, isFirst || scalar != "]" {
      isFirst = false
      offset += 1
      var low = ScalarSet.single(scalar)
      if scalar == "\\" {
        guard let escape = escaped(), !escape.isInverted else { return nil }
        low = escape
      }
      if peek == "-", offset + 1 < scalars.count, scalars[offset + 1] != "]",
        low.ranges.count == 1, let start = low.ranges.first?.lowerBound
      {
        offset += 1
        guard let high = peek else { return nil }
        offset += 1
        let end = high == "\\" ? escaped()?.ranges.first?.lowerBound : high.value
        guard let end, start <= end else { return nil }
        low = ScalarSet(ranges: [start...end])
      }
      set.ranges += low.ranges
    }
    return take("]") ? set : nil
  }

  private mutating func repeated(_ atom: [TextPattern.Step]) -> [TextPattern.Step]? {
    let bounds: (low: Int, high: Int?)
    if take("*") {
      bounds = (0, nil)
    } else if take("+") {
      bounds = (1, nil)
    } else if take("?") {
      bounds = (0, 1)
    } else if take("{") {
      guard let written = braces() else { return nil }
      bounds = written
    } else {
      return atom
    }
    _ = take("?")
    let copies = max(bounds.high ?? 0, bounds.low) + 1
    guard copies <= Self.stepLimit, copies * (atom.count + 2) <= Self.stepLimit else { return nil }
    var steps: [TextPattern.Step] = []
    for _ in 0..<bounds.low { steps += Self.shifted(atom, steps.count) }
    guard let high = bounds.high else {
      let loop: [TextPattern.Step] =
        [.fork(1, atom.count + 2)] + Self.shifted(atom, 1) + [.jump(0)]
      return steps + Self.shifted(loop, steps.count)
    }
    for _ in bounds.low..<max(bounds.low, high) {
      let option: [TextPattern.Step] = [.fork(1, atom.count + 1)] + Self.shifted(atom, 1)
      steps += Self.shifted(option, steps.count)
    }
    return steps
  }

  private mutating func braces() -> (Int, Int?)? {
    guard let low = number() else { return nil }
    if take("}") { return (low, low) }
    guard take(",") else { return nil }
    if take("}") { return (low, nil) }
    guard let high = number(), high >= low, take("}") else { return nil }
    return (low, high)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar = peek, ("0"..."9").contains(scalar), digits.count < 6 {
      digits.unicodeScalars.append(scalar)
      offset += 1
    }
    return Int(digits)
  }

  private static func shifted(_ steps: [TextPattern.Step], _ by: Int) -> [TextPattern.Step] {
    steps.map { step in
      switch step {
      case .fork(let one, let other): .fork(one + by, other + by)
      case .jump(let target): .jump(target + by)
      default: step
      }
    }
  }
}
