import Canvas
import Charting

extension FigureDifference {
  /// A PNG file that was made, with its pixels.
  public struct Picture {
    /// Its bytes.
    public var bytes: [UInt8]
    /// How many pixels it has from left to right and from top to bottom.
    public var size: Size
    /// The pixels, row by row.
    public var pixels: [UInt32]

    /// Creates a picture.
    public init(bytes: [UInt8], size: Size, pixels: [UInt32]) {
      (self.bytes, self.size, self.pixels) = (bytes, size, pixels)
    }
  }

  /// What is different in two pictures: where pixels are others, and the words that the files have
  /// for those who do not see them; nil if nothing is.
  public init?(from old: Picture, to new: Picture) {
    (id, label) = ("", "")
    let (before, after) = (ReportFigure(old), ReportFigure(new))
    (self.old, self.new) = (before, after)
    words = WordsChange.changes(from: before, to: after)
    kind = old.size == new.size && old.pixels == new.pixels ? .words : .picture
    if kind == .words, words.isEmpty { return nil }
    guard old.size == new.size else { return }
    oldMarks = PixelRegions(old.pixels, new.pixels, width: Int(new.size.width)).boxes.map {
      $0.scaled(by: Self.pointsOfPixel)
    }
    newMarks = oldMarks
  }

  /// How large a pixel is on paper, in points: pictures have 200 to an inch unless somebody asks for
  /// another density.
  fileprivate static let pointsOfPixel = 72.0 / 200
}

extension ReportFigure {
  fileprivate init(_ picture: FigureDifference.Picture) {
    let scale = FigureDifference.pointsOfPixel
    let size = Size(picture.size.width * scale, picture.size.height * scale)
    let image = SceneImage(data: picture.bytes, frame: Rect(0, 0, size.width, size.height))
    let words = OutputContents.description(ofPicture: picture.bytes) ?? ""
    var chart = DrawnChart(
      scene: Scene(size: size, items: [.image(image)]), alternative: words, sources: [],
      sourceKeys: [])
    chart.isAlternativeWritten = true
    self.init(
      id: "", number: nil, letter: nil, caption: "", alternative: words, chart: chart, preset: nil)
  }
}

/// The parts of two pictures of one size in which pixels differ, as rectangles that lie apart.
struct PixelRegions {
  /// The rectangles in pixels, from top to bottom.
  private(set) var boxes: [Rect] = []

  /// How many pixels lie between two parts at least, so that each has a ring of its own.
  private static let cell = 12

  init(_ old: [UInt32], _ new: [UInt32], width: Int) {
    guard width > 0, old.count == new.count else { return }
    let columns = (width + Self.cell - 1) / Self.cell
    // For each cell of a coarse grid the rectangle of the pixels that differ in it.
    var cells: [Int: Rect] = [:]
    for index in new.indices where old[index] != new[index] {
      let (x, y) = (index % width, index / width)
      let pixel = Rect(Double(x), Double(y), 1, 1)
      let cell = y / Self.cell * columns + x / Self.cell
      cells[cell] = cells[cell]?.union(pixel) ?? pixel
    }
    for cell in cells.keys.sorted() {
      guard let box = cells.removeValue(forKey: cell) else { continue }
      boxes.append(Self.joined(box, from: cell, columns, &cells))
    }
  }

  /// The rectangle of a cell and of all that touch it, or touch one that does.
  private static func joined(
    _ box: Rect, from cell: Int, _ columns: Int, _ cells: inout [Int: Rect]
  ) -> Rect {
    var (box, pending) = (box, [cell])
    while let next = pending.popLast() {
      for row in -1...1 {
        for column in -1...1 where (0..<columns).contains(next % columns + column) {
          let neighbour = next + row * columns + column
          guard let own = cells.removeValue(forKey: neighbour) else { continue }
          box = box.union(own)
          pending.append(neighbour)
        }
      }
    }
    return box
  }
}

extension Rect {
  fileprivate func scaled(by factor: Double) -> Rect {
    Rect(x * factor, y * factor, width * factor, height * factor)
  }
}
