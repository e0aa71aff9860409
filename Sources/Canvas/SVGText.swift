// Output: numbers, names and fonts as SVG writes them.

/// The small words of SVG.
enum SVGText {
  /// The farthest coordinate; readers count in 32-bit numbers.
  static let limit = 1e7

  /// A number with at most three decimals; what is none is 0.
  static func number(_ number: Double) -> String {
    NumberText.decimal(number.isNaN ? 0 : min(max(number, -1e9), 1e9), places: 3)
  }

  /// A name as ids and classes may have it: what is not a plain letter, digit, `-`, `_` or `.`
  /// becomes its number between underscores.
  static func identifier(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "_":
        result.unicodeScalars.append(scalar)
      case "0"..."9", "-", ".":
        result += result.isEmpty ? "_" : ""
        result.unicodeScalars.append(scalar)
      default: result += "_" + String(scalar.value, radix: 16) + "_"
      }
    }
    return result.isEmpty ? "_" : result
  }

  /// How far each letter moves, as the attribute `dx` has it: one number for each unit of UTF-16.
  static func shifts(of gaps: [SceneText.Gap], in text: String) -> String {
    var widths: [Int: Double] = [:]
    for gap in gaps { widths[gap.letter, default: 0] += gap.width }
    var shifts: [Double] = []
    var (offset, pending) = (0, 0.0)
    for scalar in text.unicodeScalars {
      shifts += [pending] + (scalar.utf16.count > 1 ? [0] : [])
      pending = widths[offset] ?? 0
      offset += scalar.utf8.count
    }
    let last = shifts.lastIndex { $0 != 0 } ?? -1
    return shifts[...last].map(number).joined(separator: " ")
  }

  // MARK: Fonts

  /// The family list that most texts of a scene have.
  static func mainFamily(of scene: Scene) -> String {
    var counts: [String: Int] = [:]
    scene.visit { mark in
      guard let text = mark.text else { return }
      counts[families(of: text.style, words: text.text), default: 0] += 1
    }
    // The name decides between equals, so that the order of a dictionary never does.
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  /// A family with those that may stand in for it where it is not installed.
  static func families(of style: TextStyle, words: String) -> String {
    let named = style.family.split { $0 == "," || $0 == "|" }.map(FontFamily.trimmed).filter {
      !$0.isEmpty
    }
    var result = named
    let last = named.last?.lowercased() ?? ""
    let isGeneric = ["sans-serif", "serif", "monospace", "system-ui"].contains(last)
    if isGeneric { result.removeLast() }
    let eastAsian = words.unicodeScalars.contains { WritingScript(of: $0)?.isEastAsian == true }
    if eastAsian, let family = named.first {
      let language = TextLanguage(tag: style.language)
      result += FontFamily.eastAsian(for: family, language: language).prefix(1)
    }
    result += isGeneric ? named.suffix(1) : standIns(for: last)
    return result.map(quoted).joined(separator: ", ")
  }

  private static func standIns(for family: String) -> [String] {
    if family.contains("mono") || family.contains("courier") {
      return ["Menlo", "Consolas", "monospace"]
    }
    if family.contains("libertine") {
      return ["Linux Libertine", "Libertinus Serif", "Georgia", "Times New Roman", "serif"]
    }
    if family.contains("times") || (family.contains("serif") && !family.contains("sans")) {
      return ["Times New Roman", "serif"]
    }
    return ["Helvetica", "Arial", "sans-serif"]
  }

  /// A name in quotes unless it is one plain word.
  private static func quoted(_ name: String) -> String {
    let isWord = name.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || $0 == "-"
    }
    return isWord ? name : "'" + String(name.filter { $0 != "'" && $0 != "\\" }) + "'"
  }
}

extension SceneGroup {
  /// Class names that say role and name; they begin so that a page's own styles do not fit them.
  var classNames: String {
    var names: [String] = []
    if !role.word.isEmpty { names.append("role-" + SVGText.identifier(role.word)) }
    if !name.isEmpty { names.append("name-" + SVGText.identifier(name)) }
    return names.joined(separator: " ")
  }
}

extension Path {
  /// The path as the `d` attribute has it.
  var svg: String {
    func pair(_ point: Point) -> String { "\(SVGText.number(point.x)),\(SVGText.number(point.y))" }
    var text = ""
    var isOpen = false
    for element in elements {
      switch element {
      case .move(let point):
        text += "M" + pair(point)
        isOpen = true
      // A path must begin with a move; so does Cairo's.
      case .line(let point):
        text += (isOpen ? "L" : "M") + pair(point)
        isOpen = true
      case .curve(let a, let b, let end):
        text += (isOpen ? "C" : "M\(pair(a))C") + "\(pair(a)) \(pair(b)) \(pair(end))"
        isOpen = true
      case .close: text += isOpen ? "Z" : ""
      }
    }
    return text
  }
}

extension Transform {
  /// Whether the map leaves an area and is made of numbers.
  var isDrawable: Bool {
    let numbers = [a, b, c, d, e, f]
    return numbers.allSatisfy { $0.magnitude < 1e12 } && (a * d - b * c).magnitude > 1e-12
  }

  /// The map as the `transform` attribute has it; empty if it changes nothing.
  var svg: String {
    guard self != .identity else { return "" }
    guard !isTranslation else { return "translate(\(SVGText.number(e)) \(SVGText.number(f)))" }
    // Factors want more decimals than places do.
    let factors = [a, b, c, d].map { NumberText.decimal($0, places: 6) }
    return "matrix(" + (factors + [e, f].map(SVGText.number)).joined(separator: " ") + ")"
  }
}

extension String {
  /// Whether XML would drop some of the spaces: at an end, or more than one in a row.
  var hasIdleSpaces: Bool { hasPrefix(" ") || hasSuffix(" ") || contains("  ") }
}
