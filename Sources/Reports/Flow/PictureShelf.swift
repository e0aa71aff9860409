import Canvas
import Charting
import Diagnostics

/// The pictures of a document that are no charts: PNG and JPEG files, each read once.
struct PictureShelf {
  private let files: SourceFiles
  private var pictures: [String: Picture?] = [:]

  init(files: SourceFiles) { self.files = files }

  /// The pixels to an inch below which a picture looks coarse in print.
  static let leastDensity = 150.0

  /// A picture as a figure of a width, or of a width and a height that hold it; nil after an error.
  ///
  /// Where its author says nothing, it is no wider than its pixels allow.
  mutating func drawn(
    _ figure: FigureBlock, _ file: Written, width: Double?, height: Double?,
    log: inout DiagnosticLog
  ) -> DrawnChart? {
    guard let picture = picture(file, log: &log) else { return nil }
    let (pixelWidth, pixelHeight) = (picture.size.width, picture.size.height)
    let finest = pixelWidth * 72 / Self.leastDensity
    var room = Size(width ?? finest, height ?? .infinity)
    let isFree = figure.attributes["width"] == nil && figure.letter == nil && height == nil
    if isFree { room.width = min(room.width, max(finest, 36)) }
    let scale = min(room.width / pixelWidth, room.height / pixelHeight)
    let size = Size(pixelWidth * scale, pixelHeight * scale)
    let density = 72 / scale
    if density < Self.leastDensity - 0.5 { log.add(.coarsePicture(file, density: density)) }
    let image = SceneImage(
      data: picture.data, frame: Rect(0, 0, size.width, size.height))
    // A picture beside others keeps the height of their row.
    let frame = figure.letter == nil ? size : Size(room.width, height ?? size.height)
    return DrawnChart(
      scene: Scene(size: frame, items: [.image(image)]),
      alternative: words(for: figure, file, log: &log), sources: [], sourceKeys: [])
  }

  private mutating func picture(_ file: Written, log: inout DiagnosticLog) -> Picture? {
    let key = "\(file.text) \(file.place.source.name)"
    if let known = pictures[key] { return known }
    var picture: Picture?
    if let bytes = files.readBytes(file.text, namedAt: file.place, what: "picture", log: &log) {
      do { picture = try Picture(bytes) } catch { log.add(.badPicture(error, file)) }
    }
    pictures[key] = .some(picture)
    return picture
  }

  /// What the author says that it shows; nobody else can tell.
  private mutating func words(
    for figure: FigureBlock, _ file: Written, log: inout DiagnosticLog
  ) -> String {
    if let own = figure.alternative, !own.trimmed.isEmpty { return own }
    log.add(.missingAlternative(file))
    let caption = figure.caption.plainText
    return caption.isEmpty ? FilePath.name(of: file.text) : caption
  }
}

extension FigureBlock {
  /// The file of a picture that is no chart.
  var pictureFile: Written? {
    guard case .file(let file) = content else { return nil }
    let name = file.text.lowercased()
    return [".png", ".jpg", ".jpeg"].contains(where: name.hasSuffix) ? file : nil
  }
}

extension Diagnostic {
  static func badPicture(_ failure: Picture.Failure, _ file: Written) -> Diagnostic {
    let why =
      switch failure {
      case .unknownFormat: "it is neither a PNG nor a JPEG file, whatever its name says"
      case .tooLarge: "it has more than 100 million pixels"
      case .unreadable: "it is damaged, or has colours that only print knows"
      }
    return .error(
      "bad-picture", "the picture '\(file.text)' cannot be set", at: file.place, why: why)
  }

  static func coarsePicture(_ file: Written, density: Double) -> Diagnostic {
    .warning(
      "coarse-picture",
      "the picture '\(file.text)' has \(Int(density.rounded(.down))) pixels to an inch here",
      at: file.place,
      why: "below \(Int(PictureShelf.leastDensity)) they are seen in print",
      hint: "make it smaller with width=…, or use a larger file")
  }

  static func missingAlternative(_ file: Written) -> Diagnostic {
    .warning(
      "missing-alternative", "this picture has no words for those who do not see it",
      at: file.place, why: "of a chart they are drafted from the data, of a picture they cannot be",
      hint: "add fig-alt=\"…\" to its attributes")
  }
}
