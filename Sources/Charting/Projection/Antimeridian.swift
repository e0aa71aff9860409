#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Cuts lines where they cross the meridian behind the centre of the map.
enum Antimeridian {
  static func cut(_ line: [ClipPoint]) -> SphereClip.Cut {
    var result = SphereClip.Cut(joinsEnds: true)
    guard crosses(line) else {
      result.pieces = line.isEmpty ? [] : [line]
      return result
    }
    var piece: [ClipPoint] = []
    var last: (point: ClipPoint, side: Double)?
    for point in line {
      let side = point.x > 0 ? Double.pi : -Double.pi
      if let before = last {
        let distance = abs(point.x - before.point.x)
        if abs(distance - .pi) < Angle.tiny {
          // Straight over a pole.
          let pole = (before.point.y + point.y) / 2 > 0 ? Angle.half : -Angle.half
          piece += [ClipPoint(before.point.x, pole), ClipPoint(before.side, pole)]
          result.pieces.append(piece)
          piece = [ClipPoint(side, pole), ClipPoint(point.x, pole)]
          result.isCut = true
        } else if before.side != side, distance >= .pi {
          let latitude = crossing(before.point, before.side, point, side)
          piece.append(ClipPoint(before.side, latitude))
          result.pieces.append(piece)
          piece = [ClipPoint(side, latitude)]
          result.isCut = true
        }
      }
      piece.append(point)
      last = (point, side)
    }
    result.pieces.append(piece)
    return result
  }

  /// Whether two points that follow each other are half a turn or more apart.
  private static func crosses(_ line: [ClipPoint]) -> Bool {
    guard var last = line.first?.x else { return false }
    for point in line {
      if abs(point.x - last) >= .pi - Angle.tiny { return true }
      last = point.x
    }
    return false
  }

  /// The latitude at which the great circle through two places meets the antimeridian.
  private static func crossing(
    _ a: ClipPoint, _ sideA: Double, _ b: ClipPoint, _ sideB: Double
  ) -> Double {
    // Places on the meridian itself are taken as a little off it.
    let lambdaA = abs(a.x - sideA) < Angle.tiny ? a.x - (sideA > 0 ? 1 : -1) * Angle.tiny : a.x
    let lambdaB = abs(b.x - sideB) < Angle.tiny ? b.x - (sideB > 0 ? 1 : -1) * Angle.tiny : b.x
    let sine = sin(lambdaA - lambdaB)
    guard abs(sine) > Angle.tiny else { return (a.y + b.y) / 2 }
    return atan((tan(a.y) * sin(lambdaB) - tan(b.y) * sin(lambdaA)) / sine)
  }
}
