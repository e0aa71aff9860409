import Diagnostics
import Notation

/// What a text of a column has to be, by the type and format that Table Schema gives it; such
/// columns stay texts.
public enum TextRule: Sendable, Hashable {
  /// An e-mail address.
  case email
  /// An address with a scheme, such as `https:`.
  case uri
  /// A UUID.
  case uuid
  /// Bytes in base64.
  case binary
  /// A time of day; a pattern if there is one.
  case time(TimePattern?)
  /// A time of day with or without seconds.
  case anyTime
  /// A duration of ISO 8601.
  case duration
  /// A longitude and a latitude, in one of the three forms.
  case geopoint(GeopointForm)
  /// A JSON object.
  case object
  /// A JSON list.
  case array
  /// A GeoJSON object.
  case geojson
  /// A TopoJSON object.
  case topojson
  /// Values of one type between delimiters.
  case list(ListItem, delimiter: String)

  /// How a place is written.
  public enum GeopointForm: String, Sendable, Hashable {
    /// `90.50, 45.50`
    case `default`
    /// `[90.50, 45.50]`
    case array
    /// `{"lon": 90.50, "lat": 45.50}`
    case object
  }

  /// What the values of a list are.
  public enum ListItem: String, Sendable, Hashable, CaseIterable {
    case string, integer, boolean, number, datetime, date, time
  }

  /// What a cell is, with its article, for messages.
  var phrase: String {
    switch self {
    case .email: "an e-mail address"
    case .uri: "an address with a scheme, such as https://example.org"
    case .uuid: "a UUID"
    case .binary: "base64"
    case .time(nil): "a time of day (hh:mm:ss)"
    case .time(let pattern?): "a time like '\(pattern.text)'"
    case .anyTime: "a time of day (hh:mm or hh:mm:ss)"
    case .duration: "a duration, such as P1Y6M or PT12H"
    case .geopoint(.default): "a place (longitude, latitude)"
    case .geopoint(.array): "a place ([longitude, latitude])"
    case .geopoint(.object): "a place ({\"lon\": …, \"lat\": …})"
    case .object: "a JSON object"
    case .array: "a JSON list"
    case .geojson: "a GeoJSON object"
    case .topojson: "a TopoJSON object"
    case .list(let item, let delimiter): "a list of \(item.rawValue) values between '\(delimiter)'"
    }
  }

  /// Whether a value is what it has to be.
  func accepts(_ value: Value) -> Bool {
    switch (self, value) {
    case (_, .null): true
    case (_, .text(let text)): accepts(text)
    case (.object, .record), (.array, .list), (.list, .list), (.geojson, .geometry): true
    case (.geojson, .record(let members)): members.contains { $0.name == "type" }
    case (.topojson, .record(let members)): members.contains { $0.name == "arcs" }
    case (.geopoint(.array), .list(let parts)):
      parts.count == 2 && Self.isPlace(parts[0].number, parts[1].number)
    case (.geopoint(.object), .record(let members)):
      Self.isPlace(
        members.first { $0.name == "lon" }?.value.number,
        members.first { $0.name == "lat" }?.value.number)
    default: false
    }
  }

  private func accepts(_ text: String) -> Bool {
    switch self {
    case .email: Self.isEmail(text)
    case .uri: TextRule.uriPattern?.matches(text) ?? true
    case .uuid: TextRule.uuidPattern?.matches(text) ?? true
    case .binary: Self.isBase64(text)
    case .time(nil): Self.isTime(text, needsSeconds: true)
    case .time(let pattern?): pattern.milliseconds(of: text) != nil
    case .anyTime: Self.isTime(text, needsSeconds: false)
    case .duration: Self.isDuration(text)
    case .geopoint(let form): Self.isPlace(text, form)
    case .object, .array, .geojson, .topojson: Self.json(text).map { accepts($0) } ?? false
    case .list(let item, let delimiter):
      text.components(by: delimiter).allSatisfy { item.accepts($0) }
    }
  }

  private static let uriPattern = TextPattern("[A-Za-z][A-Za-z0-9+.-]*:[^ <>\"]+")
  private static let uuidPattern = TextPattern(
    "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
      && !text.contains { $0.isWhitespace || "<>,;".contains($0) }
  }

  private static func isBase64(_ text: String) -> Bool {
    let content = text.utf8.filter { $0 != 0x0A && $0 != 0x0D }
    let letters = content.prefix { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
    }
    let padding = content.count - letters.count
    return content.count % 4 == 0 && padding <= 2
      && content.suffix(padding).allSatisfy { $0 == UInt8(ascii: "=") }
  }

  private static func isTime(_ text: String, needsSeconds: Bool) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3 || (parts.count == 2 && !needsSeconds) else { return false }
    let seconds = parts.count == 3 ? parts[2].split(separator: ".", maxSplits: 1) : ["00"]
    let whole = [parts[0], parts[1], seconds.first ?? ""]
    guard whole.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }),
      seconds.count == 1 || !needsSeconds
    else { return false }
    return zip(whole, [24, 60, 60]).allSatisfy { part, limit in
      Int(part).map { $0 < limit } ?? false
    }
  }

  /// `PnYnMnDTnHnMnS` of XML Schema, of which any part may be left out, but not all.
  private static func isDuration(_ text: String) -> Bool {
    guard let pattern = durationPattern, pattern.matches(text) else { return false }
    return text.last != "P" && text.last != "T"
  }

  private static let durationPattern = TextPattern(
    "-?P(\\d+Y)?(\\d+M)?(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?")

  private static func isPlace(_ text: String, _ form: GeopointForm) -> Bool {
    guard form == .default else {
      return json(text).map { TextRule.geopoint(form).accepts($0) } ?? false
    }
    let parts = text.components(by: ",").map { NumberParsing.double($0) }
    return parts.count == 2 && isPlace(parts[0], parts[1])
  }

  private static func isPlace(_ longitude: Double?, _ latitude: Double?) -> Bool {
    guard let longitude, let latitude else { return false }
    return abs(longitude) <= 180 && abs(latitude) <= 90
  }

  /// The JSON value that a text is; nil if it is none.
  static func json(_ text: String) -> Value? {
    var log = DiagnosticLog()
    return JSONReader.read(SourceText(name: "", text: text), log: &log)?.tableValue
  }
}

extension TextRule.ListItem {
  fileprivate func accepts(_ text: String) -> Bool {
    switch self {
    case .string: true
    case .integer: ColumnType.written(.whole).number(in: text) != nil
    case .number: NumberParsing.double(text) != nil
    case .boolean:
      FieldDescriptor.trueWords.contains(text) || FieldDescriptor.falseWords.contains(text)
    case .date: ColumnType.date(.day).number(in: text) != nil
    case .datetime: ColumnType.date(.time).number(in: text) != nil
    case .time: TextRule.time(nil).accepts(.text(text))
    }
  }
}

extension NumberNotation {
  /// Whole numbers without groups.
  static let whole: NumberNotation = {
    var notation = NumberNotation()
    notation.isWhole = true
    notation.decimal = ""
    return notation
  }()
}

extension String {
  /// The parts between a delimiter of one character or more.
  func components(by delimiter: String) -> [String] {
    guard !delimiter.isEmpty else { return [self] }
    return split(separator: delimiter, omittingEmptySubsequences: false).map(String.init)
  }
}
