// Output: a scene as a PNG file, with its true size and its words.

/// How a scene becomes a bitmap.
public struct PNGOptions: Sendable, Hashable {
  /// A line of text inside the file.
  public struct Text: Sendable, Hashable {
    /// What it is: a word of the PNG specification, such as `Author` or `Copyright`.
    public var key: String
    /// The text.
    public var value: String

    /// Creates a text.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// How much larger than in points the picture is; 1 by default.
  public var scale: Double
  /// Pixels to the inch, also written into the file; 144 by default.
  public var ppi: Double
  /// The colour behind a scene that has no background; nil (the default) leaves it transparent.
  public var ground: Color?
  /// Texts beside the scene's title and description; none by default.
  public var texts: [Text]
  /// How the file was made, as `FileRecord` has it; nil by default.
  public var record: String?

  /// Creates options; a side gets `points × scale × ppi / 72` pixels.
  public init(
    scale: Double = 1, ppi: Double = 144, ground: Color? = nil, texts: [Text] = []
  ) {
    self.scale = scale
    self.ppi = ppi
    self.ground = ground
    self.texts = texts
  }
}

/// Writes scenes as PNG files.
public enum PNGOutput {
  /// The greatest number of pixels a side that can be drawn.
  public static let sideLimit = 32_767
  /// The greatest number of pixels of a picture: a gigabyte while it is drawn.
  public static let areaLimit = 250_000_000

  /// The bytes of a PNG file that shows a scene.
  ///
  /// The size is that of the scene to the nearest pixel, and the resolution in the file makes the
  /// picture exactly as wide as the scene. An opaque picture has no alpha channel. Title and
  /// description of the scene are written into the file. An engine that is given is used again,
  /// which saves opening its fonts; else a new one is made.
  public static func bytes(
    of scene: Scene, options: PNGOptions = PNGOptions(), text: TextEngine? = nil
  ) throws(CanvasError) -> [UInt8] {
    let (width, height) = try pixels(of: scene.size, factor: options.scale * options.ppi / 72)
    let factor = Double(width) / scene.size.width
    var scene = scene
    scene.background = scene.background ?? options.ground
    let isClear = (scene.background?.alpha ?? 0) < 1
    let surface = try PixelSurface(width: width, height: height, isClear: isClear)
    let context = CairoContext(surface: surface.surface, medium: .pixels, scale: factor)
    let engine = text ?? TextEngine(fonts: FontLibrary())
    let drawing = SceneDrawing(context: context, text: engine)
    try drawing.draw(scene)
    return surface.withRows(isClear: isClear) { rows, hasAlpha in
      var file = PNGFile()
      file.addHeader(width: width, height: height, hasAlpha: hasAlpha)
      file.addResolution(perMeter: factor * 72 / 0.0254)
      for text in texts(of: scene, options) { file.add(text, language: scene.language) }
      // Of 60 charts, level 6 made files 4 % smaller and took a fifth longer.
      file.addPixels(rows, level: 2)
      file.addEnd()
      return file.bytes
    }
  }

  private static func pixels(
    of size: Size, factor: Double
  ) throws(CanvasError) -> (Int, Int) {
    guard size.width > 0, size.height > 0, factor > 0, size.width * size.height < .infinity,
      factor < .infinity
    else {
      throw .noSize(width: size.width * factor, height: size.height * factor)
    }
    let width = (size.width * factor).rounded()
    let height = (size.height * factor).rounded()
    guard width <= Double(sideLimit), height <= Double(sideLimit),
      width * height <= Double(areaLimit)
    else {
      throw .tooManyPixels(width: width, height: height)
    }
    return (max(1, Int(width)), max(1, Int(height)))
  }

  private static func texts(of scene: Scene, _ options: PNGOptions) -> [PNGOptions.Text] {
    [.init("Title", scene.title), .init("Description", scene.description)]
      .filter { !$0.value.isEmpty } + options.texts + [.init("Software", "Playfair")]
      + (options.record.map { [.init(RecordPlace.key, $0)] } ?? [])
  }
}
