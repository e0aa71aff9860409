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

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    DataObject.schema(&definitions)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> DataSpec? {
    guard let members = node.members else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    let errors = reader.log.errorCount
    guard let object = DataObject.read(node, &reader) else { return nil }
    let isWhole = reader.log.errorCount == errors
    guard isWhole || members.contains(where: { isSource($0.key) }),
      let source = readSource(node, object, isWhole: isWhole, &reader)
    else { return nil }
    return DataSpec(
      source: source, format: object.format?.format ?? DataFormat(), name: object.name,
      place: node.place)
  }

  private static func isSource(_ key: String) -> Bool {
    DataObject.properties.contains { $0.name == key } && key != "format"
  }

  /// Of several sources the first in this order counts.
  private static func readSource(
    _ node: Node, _ object: DataObject, isWhole: Bool, _ reader: inout SpecReader
  ) -> Source? {
    if let node = node["url"] { return object.url.map { .url($0, node.place) } }
    if let values = object.values { return .values(values.node) }
    if let sequence = node.member("sequence") {
      return isWhole ? object.sequence.flatMap { read($0, sequence, &reader) } : nil
    }
    if node["graticule"] != nil { return object.graticule.map { .graticule($0) } }
    if node["sphere"] != nil { return .sphere }
    if let node = node["name"] { return object.name.map { .name($0, node.place) } }
    reader.log.add(
      .error(
        "no-data", "these data name no rows", at: node.place.head,
        why: "data have a 'url', 'values', a 'name', a 'sequence', a 'graticule' or a 'sphere'"))
    return nil
  }

  /// Numbers one after the other; nil after an error that is in the log.
  private static func read(
    _ spec: SequenceSpec, _ member: Node.Member, _ reader: inout SpecReader
  ) -> Source? {
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

/// The properties of data.
struct DataObject: SpecObject {
  var url: String?
  var values: RawSpec?
  var name: String?
  var sequence: SequenceSpec?
  var graticule: GraticuleSpec?
  var sphere: RawSpec?
  var format: DataFormatSpec?

  static let noun = "data"
  static let properties: [Property<DataObject>] = [
    Property("url", \.url, "A file, found from the spec's folder."),
    Property("values", \.values, "Rows written here: a list of objects, or the text of a file."),
    Property("name", \.name, "A name: that of a dataset or of other data, or one for these."),
    Property("sequence", \.sequence, "Numbers one after the other."),
    Property("graticule", \.graticule, "Meridians and parallels."),
    Property("sphere", \.sphere, "The whole globe."),
    Property("format", \.format, "How a file is read. Default: by its name and its package."),
  ]
}

/// How a data file is read.
struct DataFormatSpec: SpecValue {
  var format: DataFormat

  static var expectation: String { "an object" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let object = definitions.define(Self.self) { _ in
      let kinds: [String: SchemaNode] = [
        "type": .words(DataFormat.Kind.allCases.map(\.rawValue)),
        "parse": .any(.null, .words(["auto"]), .map(.any(.null, .string))),
        "filter": .any(.null, .words(["interior", "exterior"])),
      ]
      let properties = DataFormat.properties.map { name, doc in
        SchemaObject.Property(name: name, doc: doc, schema: kinds[name] ?? .string)
      }
      return .object(SchemaObject(properties: properties))
    }
    return .any(object, .null)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> DataFormatSpec? {
    DataFormatSpec(format: DataFormat.read(node, log: &reader.log))
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
