// Spec: what was asked, in Vega-Lite's own words.

/// The visual channels that an encoding may use.
enum Channel: String, SpecWord, Hashable {
  case x, y, x2, y2, xOffset, yOffset
  case longitude, latitude, longitude2, latitude2
  case theta, theta2, radius, radius2
  case color, fill, stroke, opacity, fillOpacity, strokeOpacity, strokeWidth, strokeDash
  case size, shape, angle, text, url, href, tooltip, description
  case xError, yError, xError2, yError2
  case detail, key, order, time
  case facet, row, column
  /// Ours: the bounds, the best value and the kind of an estimate.
  case low, high, best, kind

  static let noun = "a channel"

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define("ChannelName") { _ in .words(allCases.map(\.rawValue)) }
  }

  /// What it is for, in one line.
  var doc: String {
    switch self {
    case .x: "The place along the width."
    case .y: "The place along the height."
    case .x2: "The other end along the width."
    case .y2: "The other end along the height."
    case .xOffset: "The place in a band of x."
    case .yOffset: "The place in a band of y."
    case .longitude: "Degrees east, on a map."
    case .latitude: "Degrees north, on a map."
    case .longitude2: "Degrees east of the other end."
    case .latitude2: "Degrees north of the other end."
    case .theta: "The length of an arc, or the angle of a text."
    case .theta2: "The end angle of an arc."
    case .radius: "The outer radius of an arc, or the distance of a text."
    case .radius2: "The inner radius of an arc."
    case .color: "The colour of the mark: of its inside, or of its line."
    case .fill: "The colour of the inside."
    case .stroke: "The colour of the line."
    case .opacity: "The opacity."
    case .fillOpacity: "The opacity of the inside."
    case .strokeOpacity: "The opacity of the line."
    case .strokeWidth: "The width of the line."
    case .strokeDash: "The dashes of the line."
    case .size: "The area of points, the size of text, the thickness of bars and ticks."
    case .shape: "The shape of points, or a geometry."
    case .angle: "The rotation in degrees."
    case .text: "The text of the mark 'text'."
    case .url: "The file of an image."
    case .xError: "How far an interval goes from x."
    case .yError: "How far an interval goes from y."
    case .xError2: "How far it goes down from x. Default: as xError."
    case .yError2: "How far it goes down from y. Default: as yError."
    case .detail: "Fields that part rows into series and groups, without any look."
    case .order: "The order of points in a line, and of parts in a stack."
    case .key: "A field that parts rows into series."
    case .href, .tooltip, .description, .time: "No effect in a static picture."
    case .facet: "A plot for each value, in rows that wrap."
    case .row: "A row of plots for each value."
    case .column: "A column of plots for each value."
    case .low: "Ours: the lower bound of an estimate."
    case .high: "Ours: the upper bound of an estimate."
    case .best: "Ours: the best value of an estimate."
    case .kind: "Ours: interval, point, at-least or at-most."
    }
  }

  /// The channel whose scale, axis and type this one shares.
  var primary: Channel {
    switch self {
    case .x2, .xError, .xError2: .x
    case .y2, .yError, .yError2: .y
    case .theta2: .theta
    case .radius2: .radius
    case .longitude2: .longitude
    case .latitude2: .latitude
    default: self
    }
  }

  /// Whether the channel places marks along the plot's width or height.
  var isPosition: Bool { primary == .x || primary == .y }

  /// Whether the channel has a scale.
  var hasScale: Bool {
    switch self {
    case .text, .url, .href, .tooltip, .description, .detail, .key, .order, .facet, .row, .column,
      .low, .high, .best, .kind, .longitude, .latitude, .longitude2, .latitude2, .time:
      false
    default: true
    }
  }

  /// Whether the channel's scale is shown by a legend.
  var hasLegend: Bool {
    switch self {
    case .color, .fill, .stroke, .opacity, .strokeWidth, .strokeDash, .size, .shape: true
    default: false
    }
  }

  /// Whether a field on the channel splits lines and areas into series.
  var groupsSeries: Bool {
    switch self {
    case .color, .fill, .stroke, .strokeDash, .strokeWidth, .opacity, .fillOpacity, .strokeOpacity,
      .size, .shape, .detail, .key:
      true
    default: false
    }
  }
}

/// The kind of measure of a field.
enum FieldType: String, SpecWord, Hashable {
  case quantitative, temporal, ordinal, nominal, geojson
  /// Ours: years as numbers, without time zone and without thousands.
  case year

  static let noun = "a type of field"

  /// The type that a letter or a word after a colon in a shorthand stands for.
  init?(code: String) {
    switch code.lowercased() {
    case "q": self = .quantitative
    case "t": self = .temporal
    case "o": self = .ordinal
    case "n": self = .nominal
    case "g": self = .geojson
    case "y": self = .year
    default: self.init(rawValue: code)
    }
  }

  /// Whether values are placed along a continuous scale by default.
  var isContinuous: Bool { self == .quantitative || self == .temporal || self == .year }
}
