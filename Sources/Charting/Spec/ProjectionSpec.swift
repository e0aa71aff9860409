import Diagnostics
import Notation

/// The projections of Vega-Lite.
enum ProjectionType: String, SpecWord, Hashable {
  case albers, albersUsa, azimuthalEqualArea, azimuthalEquidistant, conicConformal
  case conicEqualArea, conicEquidistant, equalEarth, equirectangular, gnomonic, identity
  case mercator, naturalEarth1, orthographic, stereographic, transverseMercator

  static let noun = "a projection"
}

/// How places on the globe become places on the plot.
struct ProjectionSpec: SpecObject {
  var type: ProjectionType?
  var center: NumbersSpec?
  var clipAngle: Nullable<Double>?
  var clipExtent: Nullable<PixelBoxSpec>?
  var extent: PixelBoxSpec?
  var fit: RawSpec?
  var parallels: NumbersSpec?
  var pointRadius: Double?
  var precision: Double?
  var reflectX: Bool?
  var reflectY: Bool?
  var rotate: NumbersSpec?
  var scale: Double?
  var size: NumbersSpec?
  var translate: NumbersSpec?

  static let noun = "a projection"
  static let properties: [Property<ProjectionSpec>] =
    [
      Property("type", \.type, "The projection. Default: equalEarth."),
      Property("center", \.center, "Degrees east and north of the place at the middle."),
      Property("clipAngle", \.clipAngle, "Degrees from the centre that are shown, or null."),
      Property("clipExtent", \.clipExtent, "The pixels outside of which nothing is drawn."),
      Property("extent", \.extent, "The pixels into which the map is fitted. Default: the plot."),
      Property("fit", \.fit, "GeoJSON that is fitted into the plot. Default: the data."),
      Property("parallels", \.parallels, "The standard parallels of a conic projection."),
      Property("pointRadius", \.pointRadius, "The radius of places in a geoshape. Default: 4.5."),
      Property("precision", \.precision, "Pixels a line may be off. Default: 0.1; √0.5 for Vega."),
      Property("reflectX", \.reflectX, "Whether east and west are swapped. Default: false."),
      Property("reflectY", \.reflectY, "Whether north and south are swapped. Default: false."),
      Property("rotate", \.rotate, "Degrees by which the globe is turned about its three axes."),
      Property("scale", \.scale, "The size of the map. Default: what fits."),
      Property("size", \.size, "The width and height into which the map is fitted."),
      Property("translate", \.translate, "The pixels at which the centre stands."),
    ]
    // They are of projections that Vega does not have unless a page registers them.
    + Property.withoutEffect(
      "coefficient", "distance", "fraction", "lobes", "parallel", "radius", "ratio", "spacing",
      "tilt")

  static func read(_ node: Node, _ reader: inout SpecReader) -> ProjectionSpec? {
    guard let spec = read(node, &reader, except: []) else { return nil }
    let lengths: [(NumbersSpec?, ClosedRange<Int>, String)] = [
      (spec.center, 2...2, "center"), (spec.parallels, 2...2, "parallels"),
      (spec.rotate, 2...3, "rotate"), (spec.size, 2...2, "size"),
      (spec.translate, 2...2, "translate"),
    ]
    for (numbers, range, name) in lengths {
      guard let numbers, !range.contains(numbers.numbers.count), let node = node[name] else {
        continue
      }
      let count = range.upperBound == 2 ? "two" : "two or three"
      reader.log.add(.wrongKind(node, expected: "a list of \(count) numbers", of: name))
    }
    return spec
  }

  /// All that is said, to compare it.
  var said: String {
    var parts: [String] = []
    func add(_ name: String, _ value: String?) { if let value { parts.append("\(name) \(value)") } }
    add("type", type.map { "\($0)" })
    let numbers = [
      ("center", center), ("parallels", parallels), ("rotate", rotate), ("size", size),
      ("translate", translate),
    ]
    for (name, value) in numbers { add(name, value.map { "\($0.numbers)" }) }
    add("clipAngle", clipAngle.map { "\(String(describing: $0.wrapped))" })
    add("clipExtent", clipExtent.map { "\(String(describing: $0.wrapped))" })
    add("extent", extent.map { "\($0)" })
    add("fit", fit.map { "\($0.node.place.range)" })
    for (name, value) in [("radius", pointRadius), ("precision", precision), ("scale", scale)] {
      add(name, value.map { "\($0)" })
    }
    add("reflectX", reflectX.map { "\($0)" })
    add("reflectY", reflectY.map { "\($0)" })
    return parts.joined(separator: "; ")
  }

  /// Whether the map is fitted into the plot: nobody asks for its size or place.
  var isFitted: Bool { scale == nil && translate == nil }
}

/// A few numbers.
struct NumbersSpec: SpecValue, Hashable {
  var numbers: [Double]

  static var expectation: String { "a list of numbers" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .array(.number)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> NumbersSpec? {
    [Double].read(node, &reader).map { NumbersSpec(numbers: $0) }
  }
}

/// `[[x0, y0], [x1, y1]]`: the top left and the bottom right corner of a box of pixels.
struct PixelBoxSpec: SpecValue, Hashable {
  var x0: Double
  var y0: Double
  var x1: Double
  var y1: Double

  static var expectation: String { "two corners: [[x0, y0], [x1, y1]]" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .array(.array(.number, count: 2...2), count: 2...2)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> PixelBoxSpec? {
    let corners = (node.elements ?? []).map { ($0.elements ?? []).compactMap(\.number) }
    guard corners.count == 2, corners.allSatisfy({ $0.count == 2 }) else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    return PixelBoxSpec(
      x0: corners[0][0], y0: corners[0][1], x1: corners[1][0], y1: corners[1][1])
  }
}
