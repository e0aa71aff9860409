import Diagnostics

/// What of a preview is the same for all documents: the script that follows the versions, and the page
/// on which pages stand.
public enum PreviewPage {
  /// A web page with the script that keeps it up to date.
  public static func live(_ html: String) -> String {
    let script = "<script src=\"/preview.js\" defer></script>\n"
    guard let head = html.range(of: "</head>") else { return script + html }
    return html.replacingCharacters(in: head, with: script + "</head>")
  }

  /// The page on which pages or pictures stand; the script fills it.
  public static func shell(title: String, language: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(escaped(language))">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(title))</title>
    <link rel="stylesheet" href="/preview.css">
    <script src="/preview.js" defer></script>
    </head>
    <body>
    <main id="pages"></main>
    </body>
    </html>

    """
  }

  /// The script and the style sheet.
  static func reply(to path: String) -> PreviewReply? {
    switch path {
    case "/preview.js": PreviewReply("text/javascript; charset=utf-8", PackageResources.preview_js)
    case "/preview.css": PreviewReply("text/css; charset=utf-8", PackageResources.preview_css)
    default: nil
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}

extension String {
  /// The range of the first place where a text stands.
  fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }

  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
