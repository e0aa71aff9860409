import Diagnostics
import Notation
import Tables

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
    /// A net of meridians and parallels.
    case graticule(GraticuleSpec)
    /// The whole globe.
    case sphere
  }

  var source: Source
  var format: DataFormat
  /// The name under which other views may ask for the rows.
  var name: String?
  var place: Place

  static var expectation: String {
    "data: {url}, {values}, {name}, {sequence}, {graticule} or {sphere}"
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> DataSpec? {
    guard let members = node.members else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    let known = ["url", "values", "name", "sequence", "format", "graticule", "sphere"]
    let unknown = members.filter { !known.contains($0.key) }
    for member in unknown { reader.log.add(.unknownProperty(member, of: "data", known: known)) }
    let format = DataFormat.read(node["format"], log: &reader.log)
    guard let source = readSource(node, hasUnknownKeys: !unknown.isEmpty, &reader) else {
      return nil
    }
    var data = DataSpec(source: source, format: format, place: node.place)
    data.name = node["name"]?.string
    return data
  }

  private static func readSource(
    _ node: Node, hasUnknownKeys: Bool, _ reader: inout SpecReader
  ) -> Source? {
    if let url = node["url"] { return String.read(url, &reader).map { .url($0, url.place) } }
    if let values = node["values"] { return .values(values) }
    if let sequence = node.member("sequence") { return readSequence(sequence, &reader) }
    if let graticule = node.member("graticule") {
      return reader.reading(graticule) { GraticuleSpec.read($0, &$1) }.map { .graticule($0) }
    }
    if node["sphere"] != nil { return .sphere }
    if let name = node["name"] { return String.read(name, &reader).map { .name($0, name.place) } }
    // A misspelt key has been reported.
    guard !hasUnknownKeys else { return nil }
    reader.log.add(
      .error(
        "no-data", "these data name no rows", at: node.place.head,
        why: "data have a 'url', 'values', a 'name', a 'sequence', a 'graticule' or a 'sphere'"))
    return nil
  }

  private static func readSequence(_ member: Node.Member, _ reader: inout SpecReader) -> Source? {
    let errors = reader.log.errorCount
    let spec = reader.reading(member) { SequenceSpec.read($0, &$1) }
    guard let spec, reader.log.errorCount == errors else { return nil }
    guard let start = spec.start, let stop = spec.stop else {
      reader.log.add(
        .error(
          "missing-property",
          "this sequence has no '\(spec.start == nil ? "start" : "stop")'", at: member.value.place,
          why: "it runs from 'start' up to 'stop', by 'step'"))
      return nil
    }
    let step = spec.step ?? 1
    let count = max(0, (stop - start) / step)
    guard step != 0, count < 1_000_000 else {
      reader.log.add(
        .error(
          "sequence-size", "this sequence has too many numbers", at: member.value.place,
          why: "it would have \(step == 0 ? "no end" : "about \(JSNumber.text(count.rounded()))"); "
            + "at most one million are made", hint: "make 'step' larger"))
      return nil
    }
    return .sequence(start: start, stop: stop, step: step, name: spec.name ?? "data")
  }
}

/// `{start, stop, step, as}`: numbers one after the other.
struct SequenceSpec: SpecObject {
  var start: Double?
  var stop: Double?
  var step: Double?
  var name: String?

  static let noun = "a sequence"
  static let properties: [Property<SequenceSpec>] = [
    Property("start", \.start, "The first number."),
    Property("stop", \.stop, "The end, which is not reached."),
    Property("step", \.step, "The distance of two numbers. Default: 1."),
    Property("as", \.name, "The name of the column. Default: data."),
  ]
}
