import Diagnostics
import Notation
import Tables

// Steps by which a rewrite of a mark makes rows of its own.
extension ViewSpec {
  /// The fields by which rows are gathered: all but those of a channel's side.
  ///
  /// Those with time units become fields of their own.
  mutating func gatherKeys(besides channel: Channel) -> [FieldName] {
    // What a tooltip tells of a row keeps rows apart, though nobody sees it here.
    let tooltips = encoding.entries.first { $0.channel == .tooltip }?.specs ?? []
    var keys = tooltips.filter { $0.aggregate == nil && $0.unit == nil }.compactMap(\.field)
    encoding.remove(.tooltip)
    for entry in encoding.entries where entry.channel.primary != channel {
      guard var spec = entry.specs.first, let field = spec.field, spec.aggregate == nil else {
        continue
      }
      guard let unit = spec.unit, !unit.isBinned else {
        keys.append(field)
        continue
      }
      let name = "\(unit.name)_\(field.name)"
      transform.append(.timeUnit(unit, of: field, name: name))
      spec.field = FieldName(name: name, place: field.place)
      spec.showUnit(unit, of: entry.channel, at: entry.place)
      if spec.title == nil {
        spec.title = .value(TextLines(lines: ["\(field.name) (\(unit.title))"]))
      }
      encoding.set(entry.channel, spec, at: entry.place)
      keys.append(FieldName(name: name, place: field.place))
    }
    return keys
  }

  /// Adds an aggregate.
  mutating func summarize(_ fields: [AggregatedField], _ keys: [FieldName]) {
    transform.append(.aggregate(fields, groupby: keys))
  }

  /// Adds a calculated field.
  mutating func calculate(_ expression: String, _ name: String) {
    let node = Node(.string(expression), at: place.head)
    transform.append(.calculate(expression: RawSpec(node: node, isWritten: false), name: name))
  }

  /// Adds a filter that is not reported if nothing passes it.
  mutating func filter(_ expression: String) {
    let node = Node(.string(expression), at: place.head)
    transform.append(.filter(RawSpec(node: node, isWritten: false)))
  }
}

extension ChannelSpec {
  /// The moments of the field are starts of a unit already: only the labels of guides tell so.
  fileprivate mutating func showUnit(_ unit: TimeUnit, of channel: Channel, at place: Place) {
    timeUnit = nil
    type = type ?? .temporal
    let format = FormatSpec(text: unit.format, place: place)
    if channel.isPosition, axis?.wrapped != nil || axis == nil {
      var spec = axis?.wrapped ?? AxisSpec()
      (spec.format, spec.formatType) = (spec.format ?? format, spec.formatType ?? .time)
      axis = .value(spec)
    }
    if channel.hasLegend, legend?.wrapped != nil || legend == nil {
      var spec = legend?.wrapped ?? LegendSpec()
      (spec.format, spec.formatType) = (spec.format ?? format, spec.formatType ?? .time)
      legend = .value(spec)
    }
  }
}

extension FieldName {
  /// How an expression reads a field by its name.
  static func datum(_ name: String) -> String {
    "datum['" + name.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "']"
  }
}
