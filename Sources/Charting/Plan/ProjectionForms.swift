import Canvas

extension ProjectionForm {
  /// The form that a spec asks for, with the defaults of d3-geo for its type.
  init(_ type: ProjectionType, _ spec: ProjectionSpec) {
    let precision = spec.precision ?? 0.5.squareRoot()
    switch type {
    case .albersUsa: self = .usa(precision: precision)
    case .identity:
      self = .plane(
        reflectX: spec.reflectX ?? false, reflectY: spec.reflectY ?? false,
        frame: spec.clipExtent?.wrapped.map { RectClip($0.x0, $0.y0, $0.x1, $0.y1) })
    default:
      let usual = Usual(type)
      self = .globe(Self.form(type, spec, usual, precision), usualScale: usual.scale)
    }
  }

  private static func form(
    _ type: ProjectionType, _ spec: ProjectionSpec, _ usual: Usual, _ precision: Double
  ) -> GlobeProjection.Form {
    var form = GlobeProjection.Form(raw: raw(type, spec.parallels?.numbers ?? usual.parallels))
    var rotation = spec.rotate?.numbers ?? usual.rotation
    var center = spec.center?.numbers ?? usual.center
    if type == .transverseMercator {
      // The formula wants the globe lying on its side.
      rotation = [0, 1, 2].map { $0 < rotation.count ? rotation[$0] : 0 }
      rotation[2] += 90
      if center.count == 2 { center = [-center[1], center[0]] }
    }
    form.rotation = SphereRotation(degrees: rotation)
    if center.count == 2 {
      form.center = (center[0] * Angle.radians, center[1] * Angle.radians)
    }
    let angle: Double? =
      switch spec.clipAngle {
      case .value(let angle): angle
      case .null: nil
      case nil: usual.clipAngle
      }
    if let angle, angle > 0 { form.clip = .circle(SmallCircle(degrees: min(angle, 180))) }
    form.precision = max(0, precision)
    form.frame = spec.clipExtent?.wrapped.map { ($0.x0, $0.y0, $0.x1, $0.y1) }
    (form.reflectX, form.reflectY) = (spec.reflectX ?? false, spec.reflectY ?? false)
    form.isSquare = type == .mercator || type == .transverseMercator
    form.isTransverse = type == .transverseMercator
    return form
  }

  private static func raw(_ type: ProjectionType, _ parallels: [Double]) -> RawProjection {
    let pair = parallels.count == 2 ? (parallels[0], parallels[1]) : (0, 60)
    return switch type {
    case .albers, .conicEqualArea: ConicProjection.projection(.equalArea, parallels: pair)
    case .conicConformal: ConicProjection.projection(.conformal, parallels: pair)
    case .conicEquidistant: ConicProjection.projection(.equidistant, parallels: pair)
    case .azimuthalEqualArea: .azimuthal(.equalArea)
    case .azimuthalEquidistant: .azimuthal(.equidistant)
    case .gnomonic: .azimuthal(.gnomonic)
    case .orthographic: .azimuthal(.orthographic)
    case .stereographic: .azimuthal(.stereographic)
    case .equirectangular: .cylindrical(.equirectangular)
    case .mercator: .cylindrical(.mercator)
    case .transverseMercator: .cylindrical(.transverseMercator)
    case .naturalEarth1: .pseudocylindrical(.naturalEarth)
    // The other two are no formulas of the globe.
    case .equalEarth, .albersUsa, .identity: .pseudocylindrical(.equalEarth)
    }
  }

  /// What d3-geo takes where nothing is said (its documentation of each projection).
  private struct Usual {
    var scale = 150.0
    var rotation: [Double] = []
    var center: [Double] = []
    var parallels: [Double] = [0, 60]
    var clipAngle: Double?

    init(_ type: ProjectionType) {
      switch type {
      case .albers:
        (scale, rotation, center) = (1070, [96, 0], [-0.6, 38.7])
        parallels = [29.5, 45.5]
      case .azimuthalEqualArea: (scale, clipAngle) = (124.75, 179.999)
      case .azimuthalEquidistant: (scale, clipAngle) = (79.4188, 179.999)
      case .conicConformal: (scale, parallels) = (109.5, [30, 30])
      case .conicEqualArea: (scale, center) = (155.424, [0, 33.6442])
      case .conicEquidistant: (scale, center) = (131.154, [0, 13.9389])
      case .equalEarth: scale = 177.158
      case .equirectangular: scale = 152.63
      case .gnomonic: (scale, clipAngle) = (144.049, 60)
      case .mercator: scale = 961 / Angle.full
      case .naturalEarth1: scale = 175.295
      case .orthographic: (scale, clipAngle) = (249.5, 90 + Angle.tiny)
      case .stereographic: (scale, clipAngle) = (250, 142)
      case .transverseMercator: scale = 159.155
      case .albersUsa, .identity: break
      }
    }
  }
}
