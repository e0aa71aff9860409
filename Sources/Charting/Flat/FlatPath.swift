import Canvas

extension GeoPath {
  /// The path as SVG writes it, with absolute commands and at most three decimals.
  var svg: String {
    var text: [UInt8] = []
    text.reserveCapacity(16 * points.count)
    for index in pieces.indices {
      var isFirst = true
      for point in points[range(of: index)] where point.x.isFinite && point.y.isFinite {
        text.append(UInt8(ascii: isFirst ? "M" : "L"))
        Self.add(point, to: &text)
        isFirst = false
      }
      if pieces[index].isRing, !isFirst { text.append(UInt8(ascii: "Z")) }
    }
    for dot in dots {
      let ends = [Point(dot.x, dot.y - dotRadius), Point(dot.x, dot.y + dotRadius)]
      text.append(UInt8(ascii: "M"))
      Self.add(ends[1], to: &text)
      for end in ends {
        text += "A".utf8
        Self.add(Point(dotRadius, dotRadius), to: &text)
        text += " 0 1,1 ".utf8
        Self.add(end, to: &text)
      }
      text.append(UInt8(ascii: "Z"))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func add(_ point: Point, to text: inout [UInt8]) {
    add(point.x, to: &text)
    text.append(UInt8(ascii: ","))
    add(point.y, to: &text)
  }

  private static func add(_ number: Double, to text: inout [UInt8]) {
    guard var rest = Int(whole: (number.magnitude * 1000).rounded()) else {
      text.append(UInt8(ascii: "0"))
      return
    }
    if number < 0, rest > 0 { text.append(UInt8(ascii: "-")) }
    var places = 3
    while places > 0, rest % 10 == 0 { (rest, places) = (rest / 10, places - 1) }
    let digits = Array(String(rest).utf8)
    let padded =
      [UInt8](repeating: UInt8(ascii: "0"), count: max(0, places + 1 - digits.count)) + digits
    text += padded.dropLast(places)
    guard places > 0 else { return }
    text.append(UInt8(ascii: "."))
    text += padded.suffix(places)
  }
}
