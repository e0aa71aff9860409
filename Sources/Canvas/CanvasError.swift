/// A failure that lies outside of what was asked: an output cannot be made.
public enum CanvasError: Error, Sendable, Hashable {
  /// The picture would have more pixels than can be drawn: width and height, in pixels.
  case tooManyPixels(width: Double, height: Double)
  /// The canvas has no size that can be drawn: width and height, in points.
  case noSize(width: Double, height: Double)
  /// A page is smaller or larger than PDF allows: width and height, in points.
  case pageSize(width: Double, height: Double)
  /// A bitmap in the scene is not a PNG or JPEG file that can be read.
  case unreadableImage
  /// A document has no pages.
  case noPages
  /// The drawing library reports a failure, in its own words.
  case drawing(String)
}

extension CanvasError: CustomStringConvertible {
  /// What happened, in a sentence.
  public var description: String {
    switch self {
    case .tooManyPixels(let width, let height):
      "the picture would be \(whole(width)) × \(whole(height)) pixels; at most "
        + "\(PNGOutput.sideLimit) a side and \(PNGOutput.areaLimit / 1_000_000) million in all "
        + "can be drawn"
    case .noSize(let width, let height):
      "the canvas is \(whole(width)) × \(whole(height)) points: nothing can be drawn on it"
    case .pageSize(let width, let height):
      "a page is \(whole(width)) × \(whole(height)) points; PDF allows from 1 to 14,400 a side"
    case .unreadableImage: "a picture in the scene is not a PNG or JPEG file that can be read"
    case .noPages: "the document has no pages"
    case .drawing(let words): "drawing failed: \(words)"
    }
  }

  /// What to do about it, if that is known.
  public var hint: String? {
    switch self {
    case .tooManyPixels: "give a smaller --ppi or --scale, or a smaller width and height"
    case .noSize, .pageSize: "give another width and height, in the spec or with --width"
    case .unreadableImage, .noPages, .drawing: nil
    }
  }

  private func whole(_ number: Double) -> String { NumberText.decimal(number, places: 1) }
}
