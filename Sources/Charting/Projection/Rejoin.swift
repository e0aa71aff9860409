/// What remains of rings that were cut at an edge is joined along that edge again.
///
/// The method of Greiner and Hormann (Efficient clipping of arbitrary polygons, 1998), where one of
/// the two polygons is the edge: crossings are linked in the order of the rings and in that along
/// the edge, and the walk changes from one to the other at each crossing.
struct Rejoin {
  /// A crossing as it stands on the rings or on the edge; the other one is its twin.
  private struct Crossing {
    var point: ClipPoint
    /// The segment that ends or starts here, by its number; -1 on the edge.
    var segment: Int
    var twin: Int
    var next = 0
    var previous = 0
    var isEntry = false
    var isVisited = false
  }

  /// Appends points along the edge from one crossing to another, in one of both directions.
  typealias Walk = (_ from: ClipPoint, _ to: ClipPoint, _ direction: Double, inout [ClipPoint])
    -> Void

  private var segments: [[ClipPoint]] = []
  private var crossings: [Crossing] = []
  private var onRings: [Int] = []
  private var onEdge: [Int] = []
  private(set) var rings: [[ClipPoint]] = []

  /// The rings that some segments and the edge make together.
  ///
  /// - Parameters:
  ///   - segments: what lies inside, each from edge to edge or a whole ring.
  ///   - startsInside: whether the start of the edge lies inside the rings.
  ///   - precedes: whether one crossing comes before another along the edge.
  ///   - walk: the edge between two crossings.
  /// - Returns: each ring as its points.
  static func rings(
    of segments: [[ClipPoint]], startsInside: Bool,
    precedes: (ClipPoint, ClipPoint) -> Bool, walk: Walk
  ) -> [[ClipPoint]] {
    var join = Rejoin()
    for segment in segments { join.add(segment) }
    guard !join.onRings.isEmpty else { return join.rings }
    join.link(startsInside: startsInside, precedes: precedes)
    join.run(walk)
    return join.rings
  }

  private mutating func add(_ segment: [ClipPoint]) {
    guard segment.count > 1, let first = segment.first, var last = segment.last else { return }
    if first.isNear(last) {
      if !first.isCrossing, !last.isCrossing {
        rings.append(Array(segment.dropLast()))
        return
      }
      // A ring that only touches the edge: two crossings at one place have to have an order.
      last.x += 2 * Angle.tiny
    }
    segments.append(segment)
    let number = segments.count - 1
    addPair(first, segment: number, isEntry: true)
    addPair(last, segment: number, isEntry: false)
  }

  private mutating func addPair(_ point: ClipPoint, segment: Int, isEntry: Bool) {
    let here = crossings.count
    crossings.append(Crossing(point: point, segment: segment, twin: here + 1, isEntry: isEntry))
    crossings.append(Crossing(point: point, segment: -1, twin: here, isEntry: !isEntry))
    onRings.append(here)
    onEdge.append(here + 1)
  }

  private mutating func link(
    startsInside: Bool, precedes: (ClipPoint, ClipPoint) -> Bool
  ) {
    onEdge.sort { a, b in
      let (p, q) = (crossings[a].point, crossings[b].point)
      return precedes(p, q) || (!precedes(q, p) && a < b)
    }
    for order in [onRings, onEdge] {
      for (position, index) in order.enumerated() {
        let next = order[(position + 1) % order.count]
        crossings[index].next = next
        crossings[next].previous = index
      }
    }
    var isInside = startsInside
    for index in onEdge {
      isInside.toggle()
      crossings[index].isEntry = isInside
    }
  }

  private mutating func run(_ walk: Walk) {
    for start in onRings where !crossings[start].isVisited {
      var ring: [ClipPoint] = []
      var current = start
      var isOnRings = true
      repeat {
        crossings[current].isVisited = true
        crossings[crossings[current].twin].isVisited = true
        let forward = crossings[current].isEntry
        let following = forward ? crossings[current].next : crossings[current].previous
        if isOnRings {
          let segment = crossings[forward ? current : following].segment
          if segments.indices.contains(segment) {
            ring += forward ? segments[segment] : segments[segment].reversed()
          }
        } else {
          walk(
            crossings[current].point, crossings[following].point, forward ? 1 : -1, &ring)
        }
        current = crossings[following].twin
        isOnRings.toggle()
      } while !crossings[current].isVisited
      if !ring.isEmpty { rings.append(ring) }
    }
  }
}
