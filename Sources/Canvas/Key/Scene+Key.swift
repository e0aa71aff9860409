import Diagnostics

// Keys: scenes as bytes, so that two scenes of the same bytes are the same scene. Each property of
// each type is here; `SceneKeyTests` sees to it that none is forgotten.

extension KeyBytes {
  /// Adds all of a scene.
  public mutating func add(_ scene: Scene) {
    add(scene.size.width, scene.size.height)
    add(scene.background) { $0.add($1) }
    add(each: scene.items) { $0.add($1) }
    add(scene.title)
    add(scene.description)
    add(scene.language)
  }

  mutating func add(_ item: SceneItem) {
    switch item {
    case .group(let group):
      add(0)
      add(group)
    case .path(let path):
      add(1)
      add(path)
    case .text(let text):
      add(2)
      add(text)
    case .image(let image):
      add(3)
      add(image)
    }
  }

  mutating func add(_ group: SceneGroup) {
    add(group.role)
    add(group.name)
    add(group.alternative)
    add(group.language) { $0.add($1) }
    let transform = group.transform
    add(transform.a, transform.b, transform.c, transform.d, transform.e, transform.f)
    add(group.clip) { $0.add($1) }
    add(group.opacity)
    add(group.blend) { $0.add($1.rawValue) }
    add(group.link) { key, link in
      switch link {
      case .address(let address):
        key.add(0)
        key.add(address)
      case .destination(let name):
        key.add(1)
        key.add(name)
      }
    }
    add(group.destination) { $0.add($1) }
    add(group.element) { $0.add($1) }
    add(each: group.items) { $0.add($1) }
  }

  mutating func add(_ role: SceneRole) {
    switch role {
    case .part(let name):
      add(0)
      add(name)
    case .heading(let level):
      add(1)
      add(level)
    default:
      add(2)
      add(role.word)
    }
  }

  mutating func add(_ path: ScenePath) {
    add(path.path)
    add(path.fill) { $0.add($1) }
    add(path.stroke) { $0.add($1) }
    add(path.opacity)
  }

  mutating func add(_ path: Path) {
    add(each: path.elements) { key, element in
      switch element {
      case .move(let to):
        key.add(0)
        key.add(to)
      case .line(let to):
        key.add(1)
        key.add(to)
      case .curve(let first, let second, let to):
        key.add(2)
        key.add(first)
        key.add(second)
        key.add(to)
      case .close: key.add(3)
      }
    }
  }

  mutating func add(_ text: SceneText) {
    add(text.text)
    add(text.position)
    add(text.anchor.rawValue)
    add(text.style)
    add(text.color)
    add(text.metrics.width, text.metrics.ascent, text.metrics.descent)
    add(text.angle)
    add(text.halo) { key, halo in
      key.add(halo.color)
      key.add(halo.width)
    }
    add(text.gradient) { $0.add($1) }
    add(text.outline) { $0.add($1) }
    add(text.wordSpacing)
    add(each: text.gaps) { key, gap in
      key.add(gap.letter)
      key.add(gap.width)
    }
  }

  mutating func add(_ style: TextStyle) {
    add(style.family)
    add(style.size)
    add(style.weight)
    add(style.italic)
    add(each: style.features) { key, feature in
      key.add(feature.tag)
      key.add(feature.isOn)
    }
    add(style.language)
    add(style.letterSpacing)
  }

  mutating func add(_ image: SceneImage) {
    add(image.data)
    add(image.frame)
    add(image.opacity)
    add(image.isSmooth)
  }

  // MARK: Paint

  mutating func add(_ paint: Paint) {
    switch paint {
    case .color(let color):
      add(0)
      add(color)
    case .gradient(let gradient):
      add(1)
      add(gradient)
    }
  }

  mutating func add(_ gradient: Gradient) {
    switch gradient.shape {
    case .linear(let from, let to):
      add(0)
      add(from)
      add(to)
    case .radial(let from, let innerRadius, let to, let outerRadius):
      add(1)
      add(from)
      add(innerRadius)
      add(to)
      add(outerRadius)
    }
    add(each: gradient.stops) { key, stop in
      key.add(stop.offset)
      key.add(stop.color)
    }
  }

  mutating func add(_ stroke: Stroke) {
    add(stroke.paint)
    add(stroke.width)
    add(each: stroke.dash) { $0.add($1) }
    add(stroke.dashOffset)
    add(stroke.cap.rawValue)
    add(stroke.join.rawValue)
    add(stroke.miterLimit)
  }

  mutating func add(_ color: Color) { add(color.red, color.green, color.blue, color.alpha) }

  // MARK: Geometry

  mutating func add(_ point: Point) { add(point.x, point.y) }

  mutating func add(_ rect: Rect) { add(rect.x, rect.y, rect.width, rect.height) }
}
