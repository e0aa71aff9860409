/// A standard that a PDF file can keep and say that it keeps.
public enum PDFStandard: String, Sendable, Hashable, CaseIterable {
  /// PDF/UA-1 (ISO 14289-1): files that everybody can read, by ear too.
  case ua1 = "ua-1"
  /// PDF/A-2a (ISO 19005-2): files that can be read in a hundred years; they hold no other files.
  case a2a = "a-2a"
  /// PDF/A-3a (ISO 19005-3): the same, with the data attached.
  case a3a = "a-3a"

  /// What every file keeps that asks for nothing else.
  public static let usual: [PDFStandard] = [.ua1, .a3a]

  /// The word for no standard at all.
  public static let none = "none"

  /// The words that name standards.
  public static let words = allCases.map(\.rawValue) + [none]

  /// Why words name no set of standards.
  public enum Problem: Error, Sendable, Hashable {
    /// There is no such standard.
    case unknown(String)
    /// A file cannot keep both.
    case contradiction(String, String)
  }

  /// The standards that words name, such as `ua-1` and `a-3a`; `none` stands alone.
  public static func named(_ words: [String]) throws(Problem) -> [PDFStandard] {
    var result: [PDFStandard] = []
    for word in words where word != none {
      guard let standard = PDFStandard(rawValue: word) else { throw .unknown(word) }
      if !result.contains(standard) { result.append(standard) }
    }
    if words.contains(none), let other = result.first {
      throw .contradiction(none, other.rawValue)
    }
    if result.contains(.a2a), result.contains(.a3a) {
      throw .contradiction(PDFStandard.a2a.rawValue, PDFStandard.a3a.rawValue)
    }
    return result
  }
}

/// A file inside a PDF file: the data behind a figure.
public struct PDFAttachment: Sendable, Hashable {
  /// The name of the file, such as `fig-grain.csv`.
  public var name: String
  /// What it holds, such as `text/csv`.
  public var mediaType: String
  /// What it holds, in words.
  public var description: String
  /// The name of the figure whose data it holds, if there is one.
  public var figure: String?
  /// The bytes of the file.
  public var bytes: [UInt8]

  /// The name of the figure that a page is as a whole, where a chart has a file of its own.
  public static let wholePage = "page"

  /// Creates an attachment.
  public init(
    name: String, mediaType: String = "text/csv", description: String = "", figure: String? = nil,
    bytes: [UInt8]
  ) {
    self.name = name
    self.mediaType = mediaType
    self.description = description
    self.figure = figure
    self.bytes = bytes
  }
}
