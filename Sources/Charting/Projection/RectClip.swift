import Canvas

/// Clips lines and rings on the plane to a rectangle, and keeps rings closed along its sides.
struct RectClip {
  private let x0, y0, x1, y1: Double

  init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
  }

  @inline(__always)
  func contains(_ x: Double, _ y: Double) -> Bool { x0 <= x && x <= x1 && y0 <= y && y <= y1 }

  /// The part of a path inside.
  func clipped(_ path: GeoPath) -> GeoPath {
    guard let bounds = path.bounds else { return path }
    if contains(bounds.x, bounds.y), contains(bounds.maxX, bounds.maxY) { return path }
    var result = GeoPath()
    result.dotRadius = path.dotRadius
    for dot in path.dots where contains(dot.x, dot.y) { result.addDot(dot.x, dot.y) }
    var rings: [[ClipPoint]] = []
    for index in path.pieces.indices {
      let piece = path.points[path.range(of: index)].map { ClipPoint($0.x, $0.y) }
      if path.pieces[index].isRing {
        rings.append(piece)
      } else {
        for line in cut(piece).pieces { result.add(line, ring: false) }
      }
    }
    for ring in clipped(rings) { result.add(ring, ring: true) }
    return result
  }

  /// The part of a polygon inside.
  private func clipped(_ polygon: [[ClipPoint]]) -> [[ClipPoint]] {
    guard !polygon.isEmpty, !isAside(polygon) else { return [] }
    var segments: [[ClipPoint]] = []
    var isCut = false
    for ring in polygon {
      guard let first = ring.first else { continue }
      var cut = cut(ring + [first])
      isCut = isCut || cut.isCut
      if cut.joinsEnds, cut.pieces.count > 1 {
        let last = cut.pieces.removeLast()
        cut.pieces[0] = last + cut.pieces[0]
      }
      segments += cut.pieces
    }
    let startsInside = holdsStart(polygon)
    var rings: [[ClipPoint]] = []
    if !isCut, startsInside { rings.append(whole) }
    guard !segments.isEmpty else { return rings }
    return rings
      + Rejoin.rings(
        of: segments, startsInside: startsInside, precedes: precedes,
        walk: { walk(from: $0, to: $1, direction: $2, &$3) })
  }

  /// Whether all of a polygon lies beyond one side, so that nothing of it is to be seen.
  private func isAside(_ polygon: [[ClipPoint]]) -> Bool {
    func all(_ test: (ClipPoint) -> Bool) -> Bool {
      polygon.allSatisfy { $0.allSatisfy(test) }
    }
    return all { $0.x < x0 } || all { $0.x > x1 } || all { $0.y < y0 } || all { $0.y > y1 }
  }

  // MARK: Lines

  private func cut(_ line: [ClipPoint]) -> SphereClip.Cut {
    var result = SphereClip.Cut()
    var piece: [ClipPoint] = []
    var last: (point: ClipPoint, isInside: Bool)?
    for point in line {
      let isInside = contains(point.x, point.y)
      if let (before, wasInside) = last, !(isInside && wasInside) {
        if let (a, b) = segment(before, point) {
          result.isCut = true
          if !wasInside { piece = [a] }
          piece.append(b)
        } else if isInside {
          result.isCut = true
          piece = [point]
        }
        if !isInside, !piece.isEmpty {
          result.pieces.append(piece)
          piece = []
        }
      } else {
        if isInside { piece.append(point) }
      }
      last = (point, isInside)
    }
    if !piece.isEmpty { result.pieces.append(piece) }
    result.joinsEnds =
      (line.first.map { contains($0.x, $0.y) } ?? false) && (last?.isInside ?? false)
    return result
  }

  /// The part of a straight line inside, by Liang and Barsky (1984); nil if there is none.
  private func segment(_ a: ClipPoint, _ b: ClipPoint) -> (ClipPoint, ClipPoint)? {
    // Points infinitely far have no direction; they are taken as very far.
    let limit = 1e9
    func near(_ value: Double) -> Double { value.isNaN ? 0 : min(limit, max(-limit, value)) }
    let (ax, ay) = (near(a.x), near(a.y))
    let (dx, dy) = (near(b.x) - ax, near(b.y) - ay)
    var (enter, leave) = (0.0, 1.0)
    for (way, room) in [(-dx, ax - x0), (dx, x1 - ax), (-dy, ay - y0), (dy, y1 - ay)] {
      if way == 0 {
        if room < 0 { return nil }
      } else if way < 0 {
        enter = max(enter, room / way)
      } else {
        leave = min(leave, room / way)
      }
    }
    guard enter <= leave else { return nil }
    let start =
      enter > 0 ? ClipPoint(ax + dx * enter, ay + dy * enter, isCrossing: true) : a
    let end = leave < 1 ? ClipPoint(ax + dx * leave, ay + dy * leave, isCrossing: true) : b
    return (start, end)
  }

  // MARK: The sides

  private var whole: [ClipPoint] {
    [ClipPoint(x0, y1), ClipPoint(x0, y0), ClipPoint(x1, y0), ClipPoint(x1, y1)]
  }

  /// Whether the corner from which crossings are counted lies inside a polygon, by its windings.
  private func holdsStart(_ polygon: [[ClipPoint]]) -> Bool {
    var winding = 0
    for ring in polygon {
      guard var a = ring.last else { continue }
      for b in ring {
        let side = (b.x - a.x) * (y1 - a.y) - (b.y - a.y) * (x0 - a.x)
        if a.y <= y1 {
          if b.y > y1, side > 0 { winding += 1 }
        } else if b.y <= y1, side < 0 {
          winding -= 1
        }
        a = b
      }
    }
    return winding != 0
  }

  /// The side on which a crossing lies, counted from the left one on: left, top, right, bottom.
  private func side(_ point: ClipPoint, _ direction: Double) -> Int {
    let forward = direction > 0
    if abs(point.x - x0) < Angle.tiny { return forward ? 0 : 3 }
    if abs(point.x - x1) < Angle.tiny { return forward ? 2 : 1 }
    if abs(point.y - y0) < Angle.tiny { return forward ? 1 : 0 }
    return forward ? 3 : 2
  }

  private func precedes(_ a: ClipPoint, _ b: ClipPoint) -> Bool { order(a, b) < 0 }

  private func order(_ a: ClipPoint, _ b: ClipPoint) -> Double {
    let (sideA, sideB) = (side(a, 1), side(b, 1))
    guard sideA == sideB else { return Double(sideA - sideB) }
    switch sideA {
    case 0: return b.y - a.y
    case 1: return a.x - b.x
    case 2: return a.y - b.y
    default: return b.x - a.x
    }
  }

  private func walk(
    from: ClipPoint, to: ClipPoint, direction: Double, _ ring: inout [ClipPoint]
  ) {
    var corner = side(from, direction)
    let end = side(to, direction)
    let isAround = (order(from, to) < 0) != (direction > 0)
    guard corner != end || isAround else {
      ring.append(to)
      return
    }
    repeat {
      ring.append(
        ClipPoint(corner == 0 || corner == 3 ? x0 : x1, corner > 1 ? y1 : y0))
      corner = (corner + Int(direction) + 4) % 4
    } while corner != end
  }
}
