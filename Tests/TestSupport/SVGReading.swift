import Foundation

@testable import Canvas

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An SVG file read back: what stands where on the canvas, by an XML parser that is not ours.
package final class SVGReading: NSObject, XMLParserDelegate {
  /// A path with the names of the groups around it, the outermost first.
  package struct Shape {
    package var groups: [String]
    /// The points at which its pieces begin and end, on the canvas.
    package var points: [Point]
    /// The rectangle around those points.
    package var bounds: Rect
  }

  /// A text with the place of its anchor on the canvas.
  package struct Words {
    package var groups: [String]
    package var text: String
    package var place: Point
  }

  package private(set) var shapes: [Shape] = []
  package private(set) var texts: [Words] = []
  package private(set) var images: [Rect] = []
  private var transforms: [Transform] = [.identity]
  private var groups: [String] = []
  private var open: (place: Point, text: String)?

  /// Reads a file; nil if it is not well-formed.
  package init?(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  package func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    let outer = transforms.last ?? .identity
    let own = attributes["transform"].map(SVGReading.transform) ?? .identity
    let here = outer.after(own)
    if name == "g" {
      transforms.append(here)
      groups.append(attributes["class"] ?? "")
    }
    func number(_ key: String) -> Double { attributes[key].flatMap(Double.init) ?? 0 }
    switch name {
    case "path": add(SVGReading.points(attributes["d"] ?? "").map(here.apply))
    case "rect" where attributes["fill"] != nil || attributes["stroke"] != nil:
      let box = Rect(number("x"), number("y"), number("width"), number("height"))
      add([box.origin, Point(box.maxX, box.maxY)].map(here.apply))
    case "image":
      images.append(
        here.apply(Rect(number("x"), number("y"), number("width"), number("height"))))
    case "text": open = (here.apply(Point(number("x"), number("y"))), "")
    default: break
    }
  }

  package func parser(_ parser: XMLParser, foundCharacters string: String) { open?.text += string }

  package func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "g" {
      transforms.removeLast()
      groups.removeLast()
    }
    if name == "text", let done = open {
      texts.append(Words(groups: groups, text: done.text, place: done.place))
      open = nil
    }
  }

  private func add(_ points: [Point]) {
    guard let first = points.first else { return }
    let bounds = points.reduce(Rect(first.x, first.y, 0, 0)) { $0.union(Rect($1.x, $1.y, 0, 0)) }
    shapes.append(Shape(groups: groups, points: points, bounds: bounds))
  }

  /// The ends of the pieces of a path in absolute coordinates.
  private static func points(_ path: String) -> [Point] {
    var points: [Point] = []
    var command: Character = "M"
    var numbers: [Double] = []
    func finish() {
      let size = command == "C" ? 6 : 2
      for start in stride(from: 0, to: numbers.count - size + 1, by: size) {
        points.append(Point(numbers[start + size - 2], numbers[start + size - 1]))
      }
      numbers = []
    }
    var text = ""
    func endNumber() {
      if let number = Double(text) { numbers.append(number) }
      text = ""
    }
    for character in path {
      if "MLCZ".contains(character) {
        endNumber()
        finish()
        command = character
      } else if character == "," || character == " " {
        endNumber()
      } else {
        text.append(character)
      }
    }
    endNumber()
    finish()
    return points
  }

  /// A transform such as `translate(1 2) rotate(90)`.
  private static func transform(_ text: String) -> Transform {
    var result = Transform.identity
    for part in text.split(separator: ")") {
      let pieces = part.split(separator: "(")
      guard pieces.count == 2 else { continue }
      let name = pieces[0].trimmingCharacters(in: .whitespaces)
      let n = pieces[1].split { $0 == " " || $0 == "," }.compactMap { Double($0) }
      switch (name, n.count) {
      case ("translate", 2): result = result.after(.translation(n[0], n[1]))
      case ("translate", 1): result = result.after(.translation(n[0], 0))
      case ("scale", 2): result = result.after(.scale(n[0], n[1]))
      case ("scale", 1): result = result.after(.scale(n[0], n[0]))
      case ("rotate", 1): result = result.after(.rotation(n[0]))
      case ("rotate", 3):
        result = result.after(.translation(n[1], n[2])).after(.rotation(n[0]))
          .after(.translation(-n[1], -n[2]))
      case ("matrix", 6):
        result = result.after(Transform(a: n[0], b: n[1], c: n[2], d: n[3], e: n[4], f: n[5]))
      default: break
      }
    }
    return result
  }
}
