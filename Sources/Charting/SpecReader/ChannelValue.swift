import Notation

/// What a channel may be set to by `value`, checked where it is written.
enum ChannelValue: String {
  case paint, number, dashes, shape
  /// Whatever the mark makes of it.
  case free

  /// What a channel shows.
  private init(_ channel: Channel) {
    switch channel {
    case .color, .fill, .stroke: self = .paint
    case .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .size, .angle, .theta, .theta2,
      .radius, .radius2:
      self = .number
    case .strokeDash: self = .dashes
    case .shape: self = .shape
    default: self = .free
    }
  }

  /// Reports the values of a channel, and of its conditions, that it cannot show.
  static func check(_ spec: ChannelSpec, of channel: Channel, _ reader: inout SpecReader) {
    let kind = ChannelValue(channel)
    if let node = spec.value?.node { kind.check(node, &reader) }
    for condition in spec.condition?.conditions ?? [] {
      if let node = condition.then.value?.node { kind.check(node, &reader) }
    }
  }

  private func check(_ node: Node, _ reader: inout SpecReader) {
    if node.isNull { return }
    switch self {
    case .paint: _ = PaintSpec.read(node, &reader)
    case .number: _ = Double.read(node, &reader)
    case .dashes: _ = [Double].read(node, &reader)
    case .shape:
      if let name = String.read(node, &reader) {
        _ = Symbols.check(name, place: node.place, log: &reader.log)
      }
    case .free: break
    }
  }

  /// A channel whose constants are of the kind that it shows.
  static func schema(of channel: Channel, _ definitions: inout SchemaDefinitions) -> SchemaNode {
    let kind = ChannelValue(channel)
    guard kind != .free else { return ChannelSpec.schema(&definitions) }
    let name = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
    let object = definitions.define(name + "Channel") { definitions in
      let condition = definitions.define(name + "Condition") { definitions in
        kind.object(like: ConditionSpec.schema(&definitions), [], &definitions)
      }
      let conditions = SchemaObject.Property(
        name: "condition", doc: "Values for rows that pass a test.",
        schema: .any(condition, .array(condition)))
      return kind.object(like: ChannelSpec.objectSchema(&definitions), [conditions], &definitions)
    }
    return .any(.string, .null, object)
  }

  private func object(
    like other: SchemaNode, _ properties: [SchemaObject.Property],
    _ definitions: inout SchemaDefinitions
  ) -> SchemaNode {
    let value: SchemaNode =
      switch self {
      case .paint: PaintSpec.schema(&definitions)
      case .number: .number
      case .dashes: .array(.number)
      case .shape: .string
      case .free: .anything
      }
    let doc = "A constant of the kind that the channel shows."
    var object = SchemaObject()
    object.properties = [.init(name: "value", doc: doc, schema: .any(value, .null))] + properties
    object.inherit(other)
    return .object(object)
  }
}

/// A constant in visual terms: a number, a text, a colour, a gradient, dashes.
enum VisualSpec: SchemaDescribed {
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      .any(
        .null, .boolean, .number, .string, .array(.any(.number, .string)),
        GradientSpec.schema(&definitions))
    }
  }
}
