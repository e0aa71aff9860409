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
