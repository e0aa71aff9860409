import Canvas
import Diagnostics
import Notation
import OrderedCollections
import Tables

/// Decides which views share a map, and fits it to all that they draw.
///
/// As in Vega-Lite, layers and the cells of a facet share one projection if they say the same of it,
/// or if all but one say nothing; else each view has its own, fitted to its own data.
struct ProjectionPlanner {
  let config: ConfigSpec
  var log = DiagnosticLog()
  private var units: [BoundUnit] = []
  private var groups: [Group] = []

  /// Views that share a projection.
  private struct Group {
    var spec: ProjectionSpec
    var isFitted: Bool
    var units: [Int]
  }

  init(config: ConfigSpec) { self.config = config }

  /// The projection of each unit view, in their order; nil for those that stand on no map.
  mutating func plans(_ view: BoundView) -> [ProjectionPlan?] {
    units = view.units
    groups = []
    var next = 0
    if let last = visit(view, &next) { groups.append(last) }
    var plans = [ProjectionPlan?](repeating: nil, count: units.count)
    for group in groups {
      let plan = plan(group)
      for unit in group.units { plans[unit] = plan }
    }
    return plans
  }

  // MARK: Sharing

  /// The one group of a view, if all of it shares one; else its groups have been kept.
  private mutating func visit(_ view: BoundView, _ next: inout Int) -> Group? {
    switch view {
    case .unit(let unit):
      next += 1
      guard unit.isOnMap else { return nil }
      let own = unit.spec.projection
      return Group(
        spec: ProjectionSpec.merging(config.projection, own), isFitted: own?.isFitted ?? true,
        units: [next - 1])
    case .layer(let layer): return merged(layer.layers, &next)
    case .facet(let facet): return merged(facet.cells.map(\.view), &next)
    case .concat(let concat):
      // Views beside each other have maps of their own.
      for part in concat.views { if let group = visit(part, &next) { groups.append(group) } }
      return nil
    }
  }

  private mutating func merged(_ parts: [BoundView], _ next: inout Int) -> Group? {
    var inner: [Group] = []
    for part in parts { if let group = visit(part, &next) { inner.append(group) } }
    guard var result = inner.first else { return nil }
    for group in inner.dropFirst() {
      guard result.isFitted == group.isFitted, let spec = Self.common(result.spec, group.spec)
      else {
        groups += inner
        return nil
      }
      result.spec = spec
      result.units += group.units
    }
    return result
  }

  private static func common(_ a: ProjectionSpec, _ b: ProjectionSpec) -> ProjectionSpec? {
    let (here, there) = (a.said, b.said)
    if here == there || there.isEmpty { return a }
    return here.isEmpty ? b : nil
  }

  // MARK: Fitting

  private mutating func plan(_ group: Group) -> ProjectionPlan {
    let spec = group.spec
    let form = ProjectionForm(spec.type ?? .equalEarth, spec)
    return ProjectionPlan(
      form: form, placing: placing(group, form), pointRadius: max(0, spec.pointRadius ?? 4.5),
      showsUnseen: !config.isOurs)
  }

  private mutating func placing(_ group: Group, _ form: ProjectionForm) -> ProjectionPlan.Placing {
    let spec = group.spec
    let box =
      spec.extent.map { Rect(from: Point($0.x0, $0.y0), to: Point($0.x1, $0.y1)) }
      ?? spec.size.flatMap { size in
        size.numbers.count == 2 ? Rect(0, 0, size.numbers[0], size.numbers[1]) : nil
      }
    if let fit = spec.fit, group.isFitted || box != nil {
      return .fitted(form.bounds(of: fitted(fit.node)), into: box)
    }
    guard group.isFitted else {
      let place = spec.translate.flatMap { place in
        place.numbers.count == 2 ? Point(place.numbers[0], place.numbers[1]) : nil
      }
      return .fixed(scale: spec.scale ?? form.usualScale, at: place)
    }
    // Facets and layers often draw the same shapes, which are measured once.
    let content = OrderedSet(group.units.flatMap { units[$0].mapContent })
    return .fitted(form.bounds(of: content), into: box)
  }

  /// The geometries that a spec asks to be fitted.
  private mutating func fitted(_ node: Node) -> [Geometry] {
    do throws(GeoJSON.Problem) {
      return try GeoJSON.geometry(node.tableValue).map { [$0] } ?? []
    } catch {
      log.add(.badGeometry(error, row: 0, at: node.place.head))
      return []
    }
  }
}

extension BoundUnit {
  /// Reports a longitude without a latitude, or the reverse.
  func checkPlaces(_ log: inout DiagnosticLog) {
    for (x, y) in [(Channel.longitude, Channel.latitude), (.longitude2, .latitude2)] {
      for (here, missing) in [(x, y), (y, x)] {
        guard let channel = self[here], self[missing] == nil else { continue }
        log.add(.halfPlace(here, missing, at: channel.place))
      }
    }
  }
}

extension MarkPlan {
  /// Puts the mark on a map.
  ///
  /// A map that is not fitted into the plot is clipped to it.
  mutating func stand(on projection: ProjectionPlan?, _ unit: BoundUnit, _ settings: MarkSpec) {
    guard let projection else { return }
    map = MapPlan(
      projection: projection, place: GeoPlaceSource(unit, .longitude, .latitude),
      end: GeoPlaceSource(unit, .longitude2, .latitude2))
    if case .fixed = projection.placing { isClipped = settings.clip ?? true }
  }
}
