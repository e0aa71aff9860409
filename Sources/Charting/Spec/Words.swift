// The words that several spec types share.

import Canvas
import Notation

enum MarkType: String, SpecWord, Hashable {
  case line, bar, area, point, rule, text, rect, tick, circle, square, errorband
  /// Ours: published estimates with bounds.
  case estimates
  case trail, arc, image, geoshape, boxplot, errorbar

  static let noun = "a mark"

  /// Whether the mark is rewritten into layers before planning.
  var isComposite: Bool {
    switch self {
    case .boxplot, .errorband, .errorbar, .estimates: true
    default: false
    }
  }

  /// Whether one mark stands for a series of rows.
  var isSeries: Bool { self == .line || self == .area || self == .trail }

  /// Whether an item without a fill is see-through, not without an inside.
  var isSeeThrough: Bool { [.bar, .point, .circle, .square, .geoshape].contains(self) }

  /// Whether its items are rectangles, which fill bands, bins and time units.
  var isRectBased: Bool { self == .bar || self == .rect || self == .image || self == .tick }
}

enum Orientation: String, SpecWord, Hashable {
  case horizontal, vertical
  static let noun = "an orientation"
}

enum HorizontalAlign: String, SpecWord, Hashable {
  case left, center, right
  static let noun = "an alignment"
}

enum VerticalAlign: String, SpecWord, Hashable {
  case top, middle, bottom, alphabetic
  case lineTop = "line-top"
  case lineBottom = "line-bottom"
  static let noun = "a baseline"
}

/// The direction of writing.
enum TextDirection: String, SpecWord, Hashable {
  case ltr, rtl
  static let noun = "a direction"
}

extension BlendMode: SpecWord {
  static let noun = "a blend mode"
}

enum TitleAnchor: String, SpecWord, Hashable {
  case start, middle, end
  static let noun = "an anchor"
}

enum TitleFrame: String, SpecWord, Hashable {
  case bounds, group
  static let noun = "a frame"
}

enum FontStyle: String, SpecWord, Hashable {
  case normal, italic, oblique
  static let noun = "a style of type"
}

enum StrokeCap: String, SpecWord, Hashable {
  case butt, round, square
  static let noun = "an end of lines"
}

enum StrokeJoin: String, SpecWord, Hashable {
  case miter, round, bevel
  static let noun = "a join of lines"
}

enum Orient: String, SpecWord, Hashable {
  case left, right, top, bottom
  static let noun = "a side"
}

enum Interpolation: String, SpecWord, Hashable {
  static let noun = "a way between points"

  case basis, bundle, cardinal, linear, monotone, natural, step
  case basisOpen = "basis-open"
  case basisClosed = "basis-closed"
  case cardinalOpen = "cardinal-open"
  case cardinalClosed = "cardinal-closed"
  case catmullRom = "catmull-rom"
  case linearClosed = "linear-closed"
  case stepBefore = "step-before"
  case stepAfter = "step-after"
}

enum AggregateOp: String, SpecWord, Hashable {
  case count, sum, mean, average, median, min, max, distinct, valid, missing, q1, q3, stdev, stdevp
  case variance, variancep, stderr, ci0, ci1, product, argmin, argmax, values, exponential
  case exponentialb

  static let noun = "an aggregate"
}

enum ScaleType: String, SpecWord, Hashable {
  case linear, log, pow, sqrt, symlog, identity, sequential, time, utc
  case quantile, quantize, threshold
  case binOrdinal = "bin-ordinal"
  case ordinal, point, band

  static let noun = "a type of scale"

  /// Whether the scale has steps for single values.
  var isDiscrete: Bool { self == .ordinal || self == .point || self == .band }
  /// Whether the scale places single values along a line.
  var isBandLike: Bool { self == .point || self == .band }
  /// Whether the scale is of moments.
  var isTemporal: Bool { self == .time || self == .utc }
  /// Whether the scale turns a continuous domain into a few steps.
  var isDiscretizing: Bool {
    self == .quantile || self == .quantize || self == .threshold || self == .binOrdinal
  }
  /// Whether the scale is continuous in its domain and its range.
  var isContinuous: Bool { !isDiscrete && !isDiscretizing }
}

enum SortOrder: String, SpecWord, Hashable {
  case ascending, descending
  static let noun = "a sort order"
}

enum ResolveMode: String, SpecWord, Hashable {
  case shared, independent
  static let noun = "a way to share"
}

enum StackOffset: String, SpecWord, Hashable {
  case zero, center, normalize
  static let noun = "a way to stack"
}

enum InvalidMode: String, SpecWord, Hashable {
  case filter
  case breakPathsFilterDomains = "break-paths-filter-domains"
  case breakPathsShowDomains = "break-paths-show-domains"
  case breakPathsShowPathDomains = "break-paths-show-path-domains"
  case show
  case hide
  static let noun = "a way with invalid values"
}

/// How labels that would overlap are dropped.
enum LabelOverlap: SpecValue, Hashable {
  case off, parity, greedy

  static var expectation: String { "true, false, 'parity' or 'greedy'" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.boolean, .words(["parity", "greedy"]))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> LabelOverlap? {
    if let flag = node.bool { return flag ? .parity : .off }
    switch node.string {
    case "parity": return .parity
    case "greedy": return .greedy
    default:
      reader.mismatch(node, expected: expectation)
      return nil
    }
  }
}

/// A font weight as CSS has it.
struct FontWeight: SpecValue, Hashable {
  var value: Int

  static var expectation: String { "'normal', 'bold', 'lighter', 'bolder' or a number to 1000" }
  private static let words: KeyValuePairs = [
    "normal": 400, "bold": 700, "lighter": 300, "bolder": 800,
  ]

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { _ in
      .any(.words(words.map(\.key)), .number(atLeast: 1, atMost: 1000))
    }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> FontWeight? {
    if let number = node.number, (1...1000).contains(number) {
      return FontWeight(value: Int(number))
    }
    if let value = words.first(where: { $0.key == node.string })?.value {
      return FontWeight(value: value)
    }
    reader.mismatch(node, expected: expectation)
    return nil
  }
}

extension FontWeight {
  /// A weight that an expression gives.
  init?(visual: Visual) {
    switch visual {
    case .number(let number) where (1...1000).contains(number): self.init(value: Int(number))
    case .text(let word):
      guard let value = Self.words.first(where: { $0.key == word })?.value else { return nil }
      self.init(value: value)
    default: return nil
    }
  }
}
