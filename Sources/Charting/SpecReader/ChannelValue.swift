import Notation

/// What a channel may be set to by `value`, checked where it is written.
enum ChannelValue {
  /// Reports the values of a channel, and of its conditions, that it cannot show.
  static func check(_ spec: ChannelSpec, of channel: Channel, _ reader: inout SpecReader) {
    if let node = spec.value?.node { check(node, of: channel, &reader) }
    for condition in spec.condition?.conditions ?? [] {
      if let node = condition.then.value?.node { check(node, of: channel, &reader) }
    }
  }

  private static func check(_ node: Node, of channel: Channel, _ reader: inout SpecReader) {
    if node.isNull { return }
    switch channel {
    case .color, .fill, .stroke: _ = PaintSpec.read(node, &reader)
    case .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .size, .angle, .theta, .theta2,
      .radius, .radius2:
      _ = Double.read(node, &reader)
    case .strokeDash: _ = [Double].read(node, &reader)
    case .shape:
      if let name = String.read(node, &reader) {
        _ = Symbols.check(name, place: node.place, log: &reader.log)
      }
    default: break
    }
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
