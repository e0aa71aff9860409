#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the turned globe is cut, so that it can be laid flat.
enum SphereClip {
  /// Along the meridian behind the centre.
  case antimeridian
  /// Around the centre, at a distance.
  case circle(SmallCircle)

  /// Whether a place is on the side that is shown.
  @inline(__always)
  func shows(_ place: ClipPoint) -> Bool {
    switch self {
    case .antimeridian: true
    case .circle(let circle): circle.contains(place)
    }
  }

  /// What is shown of a line.
  func lines(_ line: [ClipPoint]) -> [[ClipPoint]] { cut(line).pieces }

  /// What is shown of a polygon: rings without a closing point.
  ///
  /// A polygon lies to the right of its rings as they are written (clockwise outer rings), which
  /// also tells whether it holds the far side.
  func rings(_ polygon: [[ClipPoint]]) -> [[ClipPoint]] {
    var result: [[ClipPoint]] = []
    var segments: [[ClipPoint]] = []
    for ring in polygon {
      guard let first = ring.first else { continue }
      var cut = cut(ring + [first])
      if !cut.isCut {
        if let whole = cut.pieces.first, whole.count > 1 {
          result.append(Array(whole.dropLast()))
        }
        continue
      }
      // The end of the last piece and the start of the first are one place, inside.
      if cut.joinsEnds, cut.pieces.count > 1 {
        let last = cut.pieces.removeLast()
        cut.pieces[0] = last + cut.pieces[0]
      }
      segments += cut.pieces.filter { $0.count > 1 }
    }
    let startsInside = SpherePolygon.contains(polygon, start)
    guard !segments.isEmpty else {
      if startsInside { result.append(whole) }
      return result
    }
    return result
      + Rejoin.rings(
        of: segments, startsInside: startsInside,
        precedes: { Self.place(onEdge: $0) < Self.place(onEdge: $1) },
        walk: { boundary(from: $0, to: $1, direction: $2, &$3) })
  }

  /// The ring around everything that is shown.
  var whole: [ClipPoint] {
    switch self {
    case .antimeridian:
      let (a, b) = (Double.pi, Angle.half)
      return [
        ClipPoint(-a, b), ClipPoint(0, b), ClipPoint(a, b), ClipPoint(a, 0), ClipPoint(a, -b),
        ClipPoint(0, -b), ClipPoint(-a, -b), ClipPoint(-a, 0), ClipPoint(-a, b),
      ]
    case .circle(let circle): return circle.ring
    }
  }

  /// The place on the edge from which crossings are counted.
  private var start: ClipPoint {
    switch self {
    case .antimeridian: ClipPoint(-.pi, -Angle.half)
    case .circle(let circle): circle.start
    }
  }

  /// Crossings run up the western edge and down the eastern one.
  private static func place(onEdge point: ClipPoint) -> Double {
    point.x < 0 ? point.y - Angle.half - Angle.tiny : Angle.half - point.y
  }

  private func boundary(
    from: ClipPoint, to: ClipPoint, direction: Double, _ ring: inout [ClipPoint]
  ) {
    switch self {
    case .antimeridian:
      guard abs(from.x - to.x) > Angle.tiny else {
        ring.append(to)
        return
      }
      // Over the pole to the other edge.
      let lambda = from.x < to.x ? Double.pi : -Double.pi
      let phi = direction * lambda / 2
      ring += [ClipPoint(-lambda, phi), ClipPoint(0, phi), ClipPoint(lambda, phi)]
    case .circle(let circle): circle.arc(from: from, to: to, direction: direction, &ring)
    }
  }

  /// A line in pieces, and how it was cut.
  struct Cut {
    var pieces: [[ClipPoint]] = []
    /// Whether the line crosses the edge.
    var isCut = false
    /// Whether both ends of the line are shown, so that those of a ring are one place.
    var joinsEnds = false
  }

  private func cut(_ line: [ClipPoint]) -> Cut {
    switch self {
    case .antimeridian: Antimeridian.cut(line)
    case .circle(let circle): circle.cut(line)
    }
  }
}
