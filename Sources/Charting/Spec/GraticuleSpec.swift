import Diagnostics
import Notation

/// `{step, extent, …}`: a net of meridians and parallels.
struct GraticuleSpec: SpecObject {
  var extent: PixelBoxSpec?
  var extentMajor: PixelBoxSpec?
  var extentMinor: PixelBoxSpec?
  var step: NumbersSpec?
  var stepMajor: NumbersSpec?
  var stepMinor: NumbersSpec?
  var precision: Double?

  static let noun = "a graticule"
  static let properties: [Property<GraticuleSpec>] = [
    Property("extent", \.extent, "[[west, south], [east, north]] of all lines."),
    Property("extentMajor", \.extentMajor, "The extent of the major lines. Default: the globe."),
    Property("extentMinor", \.extentMinor, "The extent of the minor lines. Default: to ±80°."),
    Property("step", \.step, "Degrees between meridians and between parallels."),
    Property("stepMajor", \.stepMajor, "The step of the major lines. Default: [90, 360]."),
    Property("stepMinor", \.stepMinor, "The step of the minor lines. Default: [10, 10]."),
    Property("precision", \.precision, "Degrees between the points of a line. Default: 2.5."),
  ]

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.exactly(true), objectSchema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> GraticuleSpec? {
    if node.bool == true { return GraticuleSpec() }
    guard node.members != nil else {
      reader.mismatch(node, expected: "true or \(expectation)")
      return nil
    }
    guard let spec = read(node, &reader, except: []) else { return nil }
    for (name, step) in [
      ("step", spec.step), ("stepMajor", spec.stepMajor), ("stepMinor", spec.stepMinor),
    ] {
      guard let step, step.numbers.count != 2 || step.numbers.contains(where: { !($0 >= 0.1) }),
        let place = node[name]
      else { continue }
      reader.log.add(
        .wrongKind(place, expected: "two numbers of degrees, at least 0.1", of: name))
    }
    if let precision = spec.precision, !(precision >= 0.01), let place = node["precision"] {
      reader.log.add(.wrongKind(place, expected: "at least 0.01 degrees", of: "precision"))
    }
    return spec
  }

  /// The net.
  ///
  /// What holds for all lines gives way to what is said of the major or minor ones.
  var graticule: Graticule {
    var net = Graticule()
    func pair(_ spec: NumbersSpec?) -> (x: Double, y: Double)? {
      guard let numbers = spec?.numbers, numbers.count == 2 else { return nil }
      return (numbers[0], numbers[1])
    }
    func bounds(_ spec: PixelBoxSpec?) -> Graticule.Extent? {
      spec.map { ($0.x0, $0.y0, $0.x1, $0.y1) }
    }
    net.extentMajor = bounds(extentMajor ?? extent) ?? net.extentMajor
    net.extentMinor = bounds(extentMinor ?? extent) ?? net.extentMinor
    net.stepMajor = pair(stepMajor ?? step) ?? net.stepMajor
    net.stepMinor = pair(stepMinor ?? step) ?? net.stepMinor
    net.precision = precision ?? net.precision
    return net
  }
}
