import Diagnostics
import Notation

/// Where a view's rows come from.
struct DataSpec: SpecValue {
  /// The kinds of data.
  enum Source {
    /// A file.
    case url(String, Place)
    /// Rows written in the spec.
    case values(Node)
    /// A named dataset.
    case name(String, Place)
    /// Numbers from start to stop.
    case sequence(start: Double, stop: Double, step: Double, name: String)
  }

  var source: Source
  var format: Node?
  var place: Place

  static var expectation: String { "data: {url}, {values}, {name} or {sequence}" }

  static func read(_ node: Node, _ reader: inout SpecReader) -> DataSpec? {
    guard let members = node.members else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    let known = ["url", "values", "name", "sequence", "format", "graticule", "sphere"]
    for member in members where !known.contains(member.key) {
      reader.log.add(.unknownProperty(member, of: "data", known: known))
    }
    for key in ["graticule", "sphere"] {
      if let member = members.first(where: { $0.key == key }) {
        reader.unsupported("'\(key)'", at: member.keyPlace)
        return nil
      }
    }
    guard let source = readSource(node, &reader) else { return nil }
    return DataSpec(source: source, format: node["format"], place: node.place)
  }

  private static func readSource(_ node: Node, _ reader: inout SpecReader) -> Source? {
    if let url = node["url"] { return String.read(url, &reader).map { .url($0, url.place) } }
    if let values = node["values"] { return .values(values) }
    if let sequence = node["sequence"] { return readSequence(sequence, &reader) }
    if let name = node["name"] { return String.read(name, &reader).map { .name($0, name.place) } }
    reader.log.add(
      .error(
        "no-data", "these data name no rows", at: node.place,
        why: "data have a 'url', 'values', a 'name' or a 'sequence'"))
    return nil
  }

  private static func readSequence(_ node: Node, _ reader: inout SpecReader) -> Source? {
    guard let start = node["start"]?.number, let stop = node["stop"]?.number else {
      reader.mismatch(node, expected: "a sequence {start, stop, step, as}")
      return nil
    }
    let step = node["step"]?.number ?? 1
    guard step != 0, (stop - start) / step < 10_000_000 else {
      reader.mismatch(node, expected: "a sequence of at most ten million numbers")
      return nil
    }
    return .sequence(start: start, stop: stop, step: step, name: node["as"]?.string ?? "data")
  }
}
