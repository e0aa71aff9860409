import Canvas

/// Images: a picture for each row that has a place and a file.
func drawImages(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  let xs = space.reach(mark.x, mark.table, length: space.size.width)
  let ys = space.reach(mark.y, mark.table, length: space.size.height)
  let looks = LookSource(mark.look, mark, space)
  let addresses = mark.table[BoundUnit.addressColumn]
  return (0..<mark.table.rowCount).compactMap { row in
    guard let (x1, x2) = xs(row), let (y1, y2) = ys(row),
      case .text(let address)? = addresses?[row], let picture = mark.images.pictures[address]
    else { return nil }
    let image = ImageShape(
      frame: Rect(from: Point(x1, y1), to: Point(x2, y2)), address: address, picture: picture,
      keepsAspect: mark.images.keepAspect, isSmooth: mark.images.areSmooth)
    return MarkItem(shape: .image(image), look: looks.look(row), row: row)
  }
}

/// A picture in a frame.
struct ImageShape {
  /// The frame; a picture that keeps its shape stands in its middle.
  var frame: Rect
  var address: String
  var picture: Picture
  var keepsAspect: Bool
  var isSmooth: Bool

  /// Where the picture itself stands.
  var place: Rect {
    let natural = picture.size
    guard keepsAspect, frame.width > 0, frame.height > 0, natural.width > 0, natural.height > 0
    else { return frame }
    let factor = min(frame.width / natural.width, frame.height / natural.height)
    let (width, height) = (natural.width * factor, natural.height * factor)
    return Rect(frame.midX - width / 2, frame.midY - height / 2, width, height)
  }

  /// The picture as it is drawn.
  func item(opacity: Double) -> SceneItem {
    var image = SceneImage(data: picture.data, frame: place, opacity: opacity)
    image.isSmooth = isSmooth
    return .image(image)
  }
}
