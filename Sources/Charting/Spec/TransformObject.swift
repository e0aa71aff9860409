import Diagnostics
import Notation

/// A transform that is written as one object whose properties are declared once.
protocol TransformObject: SpecObject {
  /// Where it was written.
  var place: Place? { get set }
}

extension TransformObject {
  /// Reads the transform; nil if a part of it is missing or wrong, as the log says.
  static func readWhole(_ node: Node, _ reader: inout SpecReader) -> Self? {
    let errors = reader.log.errorCount
    guard var object = read(node, &reader, except: []) else { return nil }
    object.place = node.place.head
    for name in required where node[name] == nil {
      reader.log.add(.transformLacks(name, noun, at: node.place.head))
    }
    return reader.log.errorCount == errors ? object : nil
  }
}

/// The names of the columns that a transform makes: one string, or a list.
typealias NewNames = Either<String, [String]>

extension Either where A == String, B == [String] {
  /// Two names; the second is made from the first if only that is given.
  var pair: (String, String)? {
    guard let first = names.first else { return nil }
    return (first, names.count > 1 ? names[1] : first + "_end")
  }
}

/// A field by which rows are sorted: `{field, order}`.
struct SortFieldSpec: SpecObject {
  var field: FieldName?
  var order: Nullable<SortOrder>?

  static let noun = "a sort field"
  static let properties: [Property<SortFieldSpec>] = [
    Property("field", \.field, "The field to sort by."),
    Property("order", \.order, "Ascending or descending. Default: ascending."),
  ]
}

/// The rows around one that count for it: `[-5, 5]`, where null has no end.
struct FrameSpec: SpecValue {
  /// How many rows before; nil for all.
  var before: Double?
  /// How many rows after; nil for all.
  var after: Double?

  static let whole = FrameSpec(before: nil, after: nil)

  static var expectation: String { "a list of two numbers, each of which may be null" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .array(.any(.number, .null), count: 2...2)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> FrameSpec? {
    guard let ends = node.elements, ends.count == 2,
      ends.allSatisfy({ $0.isNull || $0.number != nil })
    else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    return FrameSpec(before: ends[0].number?.magnitude, after: ends[1].number?.magnitude)
  }

  /// The rows around the one at a place, out of so many.
  func window(around index: Int, of count: Int) -> Range<Int> {
    let first = before.flatMap { Int(whole: $0) }.map { index < $0 ? 0 : index - $0 } ?? 0
    let last = after.flatMap { Int(whole: $0) }.map { count - index > $0 ? index + $0 + 1 : count }
    return first..<(last ?? count)
  }
}

extension Diagnostic {
  static func transformLacks(_ name: String, _ noun: String, at place: Place) -> Diagnostic {
    .error(
      "missing-property", "\(noun) has no '\(name)'", at: place,
      why: "it cannot do without")
  }
}
