/// What an area or a line is filled with.
public enum Paint: Sendable, Hashable {
  /// One colour.
  case color(Color)
  /// A change of colour along a line or between two circles.
  case gradient(Gradient)
}

/// A change of colour; positions are shares (0 to 1) of the painted item's bounds, as in Vega.
public struct Gradient: Sendable, Hashable {
  /// Along which shape the colour changes.
  public enum Shape: Sendable, Hashable {
    /// From one point to another.
    case linear(from: Point, to: Point)
    /// From an inner circle to an outer one.
    case radial(from: Point, innerRadius: Double, to: Point, outerRadius: Double)
  }

  /// A colour at a share of the way.
  public struct Stop: Sendable, Hashable {
    /// The share of the way, from 0 to 1.
    public var offset: Double
    /// The colour there.
    public var color: Color

    /// Creates a stop.
    public init(offset: Double, color: Color) {
      self.offset = offset
      self.color = color
    }
  }

  /// The shape.
  public var shape: Shape
  /// The colours, by offset.
  public var stops: [Stop]

  /// Creates a gradient.
  public init(shape: Shape, stops: [Stop]) {
    self.shape = shape
    self.stops = stops
  }
}

/// How a line is drawn.
public struct Stroke: Sendable, Hashable {
  /// How a line ends.
  public enum Cap: String, Sendable, Hashable {
    /// At its end point.
    case butt
    /// In a half circle.
    case round
    /// In a half square.
    case square
  }

  /// How two pieces of a line meet.
  public enum Join: String, Sendable, Hashable {
    /// In a point.
    case miter
    /// In an arc.
    case round
    /// Cut off.
    case bevel
  }

  /// What the line is painted with.
  public var paint: Paint
  /// The width, in points.
  public var width: Double
  /// Lengths of dashes and gaps by turns, in points; empty for a solid line.
  public var dash: [Double]
  /// How far into the dashes the line starts, in points.
  public var dashOffset: Double
  /// How the line ends.
  public var cap: Cap
  /// How its pieces meet.
  public var join: Join
  /// The longest point of a miter join, in widths.
  public var miterLimit: Double

  /// Creates a stroke.
  public init(
    _ paint: Paint, width: Double = 1, dash: [Double] = [], dashOffset: Double = 0,
    cap: Cap = .butt, join: Join = .miter, miterLimit: Double = 10
  ) {
    self.paint = paint
    self.width = width
    self.dash = dash
    self.dashOffset = dashOffset
    self.cap = cap
    self.join = join
    self.miterLimit = miterLimit
  }

  /// Creates a stroke of one colour.
  public init(_ color: Color, width: Double = 1, dash: [Double] = []) {
    self.init(.color(color), width: width, dash: dash)
  }
}
