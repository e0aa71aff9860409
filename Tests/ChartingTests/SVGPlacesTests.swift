import Canvas
import Foundation
import TestSupport
import Testing

@testable import Charting

/// The plain numbers (`-f json`) are those of the picture: what they place is found in the SVG file.
@Suite struct SVGPlacesTests {
  @Test("what the plain numbers place stands there in the SVG file", arguments: GalleryTests.names)
  func places(_ name: String) throws {
    let drawn = try #require(
      try Charts.draw("Tests/Gallery/\(name)/spec.vl.yaml", wantsFlatForm: true))
    let picture = try #require(SVGReading(Array(SVGOutput.text(of: drawn.scene).utf8)))
    let form = try #require(drawn.flatForm)
    let flat = try #require(FlatReading(form))
    var check = PlacesCheck(picture)
    flat.views.forEach { check.view($0) }
    flat.axes.forEach { check.axis($0) }
    flat.titles.forEach { check.words($0["text"] as? String ?? "") }
    for legend in flat.legends {
      for entry in legend["entries"] as? [[String: Any]] ?? [] {
        check.words(entry["label"] as? String ?? "")
      }
    }
    #expect(check.missing == [])
    #expect(check.count > 0)
  }
}

/// The plain numbers, read.
private struct FlatReading {
  typealias Member = [String: Any]
  let views, axes, legends, titles: [Member]

  init?(_ text: String) {
    let json = try? JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let json = json as? Member else { return nil }
    func list(_ name: String) -> [Member] { json[name] as? [Member] ?? [] }
    (views, axes, legends, titles) = (list("views"), list("axes"), list("legends"), list("titles"))
  }
}

extension [String: Any] {
  fileprivate func number(_ name: String) -> Double { (self[name] as? NSNumber)?.doubleValue ?? 0 }

  fileprivate var origin: Point { Point(number("x"), number("y")) }
}

/// Looks for what the numbers say among what the picture holds.
private struct PlacesCheck {
  private let shapes: [SVGReading.Shape]
  private let texts: [SVGReading.Words]
  private let grid: [SVGReading.Shape]
  private let images: [Rect]
  /// What is not where it should be.
  private(set) var missing: [String] = []
  /// How many things were looked for.
  private(set) var count = 0

  init(_ picture: SVGReading) {
    shapes = picture.shapes.filter { $0.groups.contains { $0.hasPrefix("role-mark") } }
    grid = picture.shapes.filter { $0.groups.contains { $0.hasPrefix("role-grid") } }
    texts = picture.texts
    images = picture.images
  }

  private mutating func expect(_ found: Bool, _ what: @autoclosure () -> String) {
    count += 1
    if !found { missing.append(what()) }
  }

  // MARK: Views

  mutating func view(_ view: [String: Any]) {
    let size = Size(view.number("width"), view.number("height"))
    for mark in view["marks"] as? [[String: Any]] ?? [] {
      let kind = mark["mark"] as? String ?? ""
      let isClipped = mark["clip"] as? Bool ?? false
      for item in mark["items"] as? [[String: Any]] ?? [] where isSeen(item, kind) {
        if isClipped, !Rect(0, 0, size.width, size.height).contains(item.origin) { continue }
        self.item(item, kind, at: view.origin)
      }
    }
    let lines = view["grid"] as? [String: [NSNumber]] ?? [:]
    for x in lines["x"] ?? [] {
      let place = view.origin.x + x.doubleValue
      expect(grid.contains { near($0.bounds.x, place, 0.51) }, "a grid line at x \(place)")
    }
    for y in lines["y"] ?? [] {
      let place = view.origin.y + y.doubleValue
      expect(grid.contains { near($0.bounds.y, place, 0.51) }, "a grid line at y \(place)")
    }
  }

  private func isSeen(_ item: [String: Any], _ kind: String) -> Bool {
    if let opacity = item["opacity"] as? Double, opacity <= 0 { return false }
    if kind == "text" { return !(item["text"] as? String ?? "").isEmpty }
    if kind == "image" { return true }
    return item["fill"] != nil || item["stroke"] != nil && (item["strokeWidth"] as? Double) != 0
  }

  private mutating func item(_ item: [String: Any], _ kind: String, at origin: Point) {
    let place = item.origin + origin
    switch kind {
    case "rect":
      let box = Rect(place.x, place.y, item.number("width"), item.number("height"))
      expect(shapes.contains { isSame($0.bounds, box) }, "a rect \(box)")
    case "image":
      let box = Rect(place.x, place.y, item.number("width"), item.number("height"))
      // A picture keeps its shape inside its box.
      expect(
        images.contains { image in
          let limits = box.expanded(by: 0.02)
          return limits.contains(image.origin) && limits.contains(Point(image.maxX, image.maxY))
            && (near(image.width, box.width, 0.02) || near(image.height, box.height, 0.02))
        }, "an image \(box)")
    case "rule":
      let end = Point(item.number("x2"), item.number("y2")) + origin
      expect(hasShape(through: [place, end]), "a rule from \(place) to \(end)")
    case "symbol": symbol(item, at: place)
    case "text":
      for line in (item["text"] as? String ?? "").split(separator: "\n") {
        text(String(line), item, at: place + Point(item.number("dx"), item.number("dy")))
      }
    case "line", "area": path(item, at: origin)
    default: expect(!shapes.isEmpty, "a mark \(kind)")
    }
  }

  private mutating func symbol(_ item: [String: Any], at place: Point) {
    let size = item.number("size")
    guard size > 0 else { return }
    let width = size.squareRoot()
    let isCircle = item["shape"] as? String == "circle"
    expect(
      shapes.contains { shape in
        guard isCircle else { return shape.bounds.expanded(by: 0.02).contains(place) }
        let middle = Point(
          shape.bounds.x + shape.bounds.width / 2, shape.bounds.y + shape.bounds.height / 2)
        return isSame(middle, place) && near(shape.bounds.width, width, 0.02)
      }, "a symbol of size \(size) at \(place)")
  }

  /// The points at which a curve is known to pass.
  private mutating func path(_ item: [String: Any], at origin: Point) {
    let through = ["linear", "monotone", "natural", "cardinal", "catmull-rom", "step-after"]
    guard through.contains(item["interpolate"] as? String ?? "linear") else { return }
    let list = item["points"] as? [Any] ?? []
    var points: [Point] = []
    for index in list.indices {
      guard let numbers = list[index] as? [NSNumber] else { continue }
      let isAlone =
        (index == 0 || !(list[index - 1] is [NSNumber]))
        && (index + 1 == list.count || !(list[index + 1] is [NSNumber]))
      if isAlone { continue }
      for start in stride(from: 0, to: numbers.count - 1, by: 2) {
        points.append(Point(numbers[start].doubleValue, numbers[start + 1].doubleValue) + origin)
      }
    }
    guard !points.isEmpty else { return }
    expect(hasShape(through: points), "a path through \(points)")
  }

  private func hasShape(through points: [Point]) -> Bool {
    shapes.contains { shape in
      points.allSatisfy { point in shape.points.contains { isSame($0, point) } }
    }
  }

  // MARK: Texts

  private mutating func text(_ line: String, _ item: [String: Any], at place: Point) {
    let reach = max(30, item.number("fontSize") * 4)
    expect(
      texts.contains {
        isSame($0.text, line) && near($0.place.x, place.x, reach)
          && near($0.place.y, place.y, reach)
      }, "the text '\(line)' at \(place)")
  }

  /// Words somewhere in the picture, in one line or broken into several.
  mutating func words(_ text: String) {
    for line in text.split(separator: "\n") {
      let word = line.split(separator: " ").first.map(String.init) ?? ""
      expect(texts.contains { $0.text.contains(word) }, "the words '\(line)'")
    }
  }

  mutating func axis(_ axis: [String: Any]) {
    let orient = axis["orient"] as? String
    let isHorizontal = orient == "top" || orient == "bottom"
    let angle = axis.number("labelAngle")
    for label in axis["labels"] as? [[String: Any]] ?? [] {
      guard label["hidden"] as? Bool != true, angle == 0,
        let line = (label["text"] as? String)?.split(separator: "\n").first
      else { continue }
      let place = axis.number(isHorizontal ? "x" : "y") + label.number("pos")
      // The anchor of a label at an end may be moved inside; the baseline stands below the middle.
      let reach = max(10, axis.number("labelFontSize"))
      expect(
        texts.contains {
          near(isHorizontal ? $0.place.x : $0.place.y, place, isHorizontal ? 1 : reach)
            && isSame($0.text, String(line))
        }, "the label '\(line)' at \(place)")
    }
  }

  // MARK: Sameness

  private func near(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    abs(a - b) <= tolerance
  }

  private func isSame(_ a: Point, _ b: Point) -> Bool {
    near(a.x, b.x, 0.02) && near(a.y, b.y, 0.02)
  }

  private func isSame(_ a: Rect, _ b: Rect, _ tolerance: Double = 0.02) -> Bool {
    near(a.x, b.x, tolerance) && near(a.y, b.y, tolerance) && near(a.maxX, b.maxX, tolerance)
      && near(a.maxY, b.maxY, tolerance)
  }

  /// Whether a text in the picture is the one that is meant, whole, cut or broken into lines.
  private func isSame(_ shown: String, _ meant: String) -> Bool {
    if shown == meant { return true }
    // Cut at its end or, from right to left, at its start.
    let signs = CharacterSet(charactersIn: "….")
    let kept = shown.trimmingCharacters(in: signs)
    return !kept.isEmpty && (meant.hasPrefix(kept) || meant.hasSuffix(kept))
  }
}
