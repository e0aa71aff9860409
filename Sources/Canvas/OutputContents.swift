import CPango
import Diagnostics

/// What is seen in a file that was made, as far as two such files can be compared.
public enum OutputContents: Sendable {
  /// The pages of a PDF file, each as its drawing instructions.
  case pages([[UInt8]])
  /// The pixels of a PNG file.
  case picture(Size, pixels: [UInt32])
  /// The texts of an SVG file or a web page, in the order in which they stand there.
  case texts([String])

  /// Reads a file; nil if it is none of these, or damaged.
  public init?(of bytes: [UInt8]) {
    if bytes.starts(with: "%PDF-".utf8) {
      guard let pages = Self.pages(of: bytes) else { return nil }
      self = .pages(pages)
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      guard let picture = CairoImage.pixels(of: bytes) else { return nil }
      self = .picture(picture.size, pixels: picture.pixels)
    } else {
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.contains("<svg") || text.contains("<html") else { return nil }
      self = .texts(Self.texts(of: text))
    }
  }

  /// What a PNG file says in words of what it shows; nil if it says nothing.
  public static func description(ofPicture bytes: [UInt8]) -> String? {
    PNGText("Description", in: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  private static func pages(of bytes: [UInt8]) -> [[UInt8]]? {
    guard let file = try? DrawnFile(bytes), let count = try? file.pageCount() else { return nil }
    return try? (0..<count).map { try file.content(ofPage: $0) }
  }

  /// The words between the tags of a page, without those of its head and its style sheets.
  private static func texts(of text: String) -> [String] {
    var texts: [String] = []
    var (words, tag): (String, String) = ("", "")
    var (isTag, hidden): (Bool, String?) = (false, nil)
    func isBreak(_ name: Substring) -> Bool {
      !["b", "i", "em", "strong", "span", "a", "sub", "sup", "tspan", "code"].contains(name)
    }
    for character in text {
      if isTag {
        guard character == ">" else {
          tag.append(character)
          continue
        }
        isTag = false
        let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
        let isEnd = tag.hasPrefix("/")
        if isBreak(name) {
          let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          if !line.isEmpty { texts.append(line) }
          words = ""
        }
        if let inside = hidden {
          if isEnd, inside == name { hidden = nil }
        } else if ["style", "metadata", "script", "head"].contains(name), !isEnd,
          !tag.hasSuffix("/")
        {
          hidden = String(name)
        }
        tag = ""
      } else if character == "<" {
        isTag = true
      } else if hidden == nil {
        words.append(character)
      }
    }
    return texts
  }
}

extension CairoImage {
  /// The pixels of a PNG file, row by row; nil if it cannot be read.
  fileprivate static func pixels(of bytes: [UInt8]) -> (size: Size, pixels: [UInt32])? {
    guard let image = try? CairoImage(bytes) else { return nil }
    cairo_surface_flush(image.surface)
    let width = Int(cairo_image_surface_get_width(image.surface))
    let height = Int(cairo_image_surface_get_height(image.surface))
    let stride = Int(cairo_image_surface_get_stride(image.surface))
    guard let data = cairo_image_surface_get_data(image.surface),
      [CAIRO_FORMAT_ARGB32, CAIRO_FORMAT_RGB24].contains(
        cairo_image_surface_get_format(image.surface))
    else { return nil }
    // What no format keeps is not compared: the fourth byte of pixels without opacity.
    let isOpaque = cairo_image_surface_get_format(image.surface) == CAIRO_FORMAT_RGB24
    var pixels: [UInt32] = []
    pixels.reserveCapacity(width * height)
    for row in 0..<height {
      UnsafeRawPointer(data + row * stride).withMemoryRebound(to: UInt32.self, capacity: width) {
        for column in 0..<width { pixels.append(isOpaque ? $0[column] | 0xFF00_0000 : $0[column]) }
      }
    }
    return (Size(Double(width), Double(height)), pixels)
  }
}
