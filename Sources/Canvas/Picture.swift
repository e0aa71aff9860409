/// A bitmap file: a PNG or JPEG picture that can be drawn.
public struct Picture: Sendable, Hashable {
  /// What keeps a file from being drawn.
  public enum Failure: Error, Sendable, Hashable {
    /// It is neither a PNG nor a JPEG file.
    case unknownFormat
    /// It has more pixels than can be drawn.
    case tooLarge
    /// It is damaged, or of a kind that the decoder does not know.
    case unreadable
  }

  /// The kinds of files.
  enum Format: Sendable, Hashable {
    case png, jpeg

    /// The kind of a file by its first bytes; nil if it is none of these.
    init?(_ bytes: [UInt8]) {
      if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
        self = .png
      } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
        self = .jpeg
      } else {
        return nil
      }
    }

    /// The name of the kind in data URLs.
    var mediaType: String {
      switch self {
      case .png: "image/png"
      case .jpeg: "image/jpeg"
      }
    }
  }

  /// The bytes of the file.
  public let data: [UInt8]
  /// Its width and height in pixels.
  public let size: Size

  /// The most pixels that a picture may have.
  private static let limit = 100_000_000.0

  /// Reads a file, all of it, so that it can be drawn without fail.
  public init(_ data: [UInt8]) throws(Failure) {
    guard let format = Format(data) else { throw .unknownFormat }
    guard let size = Picture.size(of: data, format) else { throw .unreadable }
    guard size.width * size.height <= Picture.limit else { throw .tooLarge }
    do { _ = try CairoImage(data) } catch { throw .unreadable }
    self.data = data
    self.size = size
  }

  private static func size(of data: [UInt8], _ format: Format) -> Size? {
    switch format {
    case .jpeg: return JPEGFile(data)?.size
    case .png:
      // The first chunk tells it: signature, length and type go before.
      guard data.count >= 24 else { return nil }
      func number(at place: Int) -> Double {
        data[place..<place + 4].reduce(0) { $0 * 256 + Double($1) }
      }
      return Size(number(at: 16), number(at: 20))
    }
  }
}
