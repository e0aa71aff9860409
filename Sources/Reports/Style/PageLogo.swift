import Canvas
import Diagnostics

/// A picture in the head of pages.
struct PageLogo: Sendable {
  var picture: Picture
  var width: Double
  var side: ReportStyle.Side
  /// Whether every page shows it, and not the first alone.
  var isOnAllPages: Bool

  var height: Double { width * picture.size.height / max(1, picture.size.width) }

  /// Reads the picture of a theme; nil if it has none, or after an error that is in the log.
  init?(_ logo: ThemeLogo, files: SourceFiles, log: inout DiagnosticLog) {
    guard let file = logo.file?.name,
      let bytes = files.readBytes(file.text, namedAt: file.place, what: "logo", log: &log)
    else { return nil }
    do {
      picture = try Picture(bytes)
    } catch {
      log.add(.badLogo(file))
      return nil
    }
    width = max(1, logo.width)
    side = logo.side
    isOnAllPages = logo.pages == .all
  }

  /// The picture with its lower edge on a line.
  func item(left: Double, right: Double, bottom: Double) -> SceneItem {
    let x =
      switch side {
      case .left: left
      case .center: (left + right - width) / 2
      case .right: right - width
      }
    return .image(
      SceneImage(data: picture.data, frame: Rect(x, bottom - height, width, height)))
  }
}

extension Diagnostic {
  static func badLogo(_ file: Written) -> Diagnostic {
    .error(
      "bad-logo", "'\(file.text)' is no picture that can be drawn", at: file.place,
      why: "a logo is a PNG or a JPEG file")
  }
}
