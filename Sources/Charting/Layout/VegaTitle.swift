import Canvas

/// A title at a side of a group, as Vega places it.
struct VegaTitle {
  var orient: Orient
  var anchor: TitleAnchor
  /// Whether the anchor counts from the plot, not from all that stands around it.
  var isFramedByPlot: Bool
  /// Pixels from what it stands beside.
  var offset: Double
  /// Pixels between title and subtitle.
  var padding = 0.0
  var title: LabelBox?
  var subtitle: LabelBox?

  /// The room of the title once it is placed.
  var room: Rect? { Rect(uniting: [title?.room, subtitle?.room]) }

  /// Moves the title to its side of a group of some size with everything around it.
  mutating func place(beside size: Size, _ around: Rect) {
    moveSubtitle()
    guard let own = room else { return }
    let along = along(size, around)
    let corner: Point =
      switch orient {
      case .top: Point(along, around.y - own.height - offset)
      case .bottom: Point(along, around.maxY + offset)
      case .left: Point(around.x - own.width - offset, along)
      case .right: Point(around.maxX + own.width + offset, along)
      }
    move(by: corner)
  }

  /// Moves title and subtitle.
  mutating func move(by shift: Point) {
    title = title?.moved(by: shift)
    subtitle = subtitle?.moved(by: shift)
  }

  private mutating func moveSubtitle() {
    guard let first = title?.room else { return }
    let shift: Point =
      switch orient {
      case .top, .bottom: Point(0, first.height + padding)
      case .left: Point(first.width + padding, 0)
      case .right: Point(-first.width - padding, 0)
      }
    subtitle = subtitle?.moved(by: shift)
  }

  /// Where along the side the anchor stands.
  private func along(_ size: Size, _ around: Rect) -> Double {
    let (start, end): (Double, Double)
    switch orient {
    case .top, .bottom: (start, end) = isFramedByPlot ? (0, size.width) : (around.x, around.maxX)
    case .left: (start, end) = isFramedByPlot ? (size.height, 0) : (around.maxY, around.y)
    case .right: (start, end) = isFramedByPlot ? (0, size.height) : (around.y, around.maxY)
    }
    switch anchor {
    case .start: return start
    case .middle: return (start + end) / 2
    case .end: return end
    }
  }
}

extension LabelBox {
  /// The text, moved.
  func moved(by shift: Point) -> LabelBox {
    var result = self
    result.anchor = anchor + shift
    return result
  }
}
