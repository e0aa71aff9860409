/// A file that an output carries, such as the numbers behind a figure.
public struct CarriedFile: Sendable, Hashable {
  /// What it is called, such as `fig-grain.csv`.
  public var name: String
  /// What it holds.
  public var bytes: [UInt8]

  /// The files that an output carries, in the order of its list.
  ///
  /// They are attached to a PDF file, and a web page of ours offers them as links. Other kinds of
  /// file carry none.
  public static func all(in bytes: [UInt8]) -> [CarriedFile] {
    if bytes.starts(with: "%PDF-".utf8) {
      return (try? DrawnFile(bytes).attachments()) ?? []
    }
    let isPicture = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
    return isPicture ? [] : links(in: String(decoding: bytes, as: UTF8.self))
  }

  private static func links(in page: String) -> [CarriedFile] {
    let head = "<a download=\""
    var files: [CarriedFile] = []
    for part in page.split(separator: head, omittingEmptySubsequences: false).dropFirst() {
      // name" href="data:text/csv;charset=utf-8;base64,…"
      let words = part.split(separator: "\"", maxSplits: 3, omittingEmptySubsequences: false)
      guard words.count > 2, words[1] == " href=", words[2].hasPrefix("data:text/csv"),
        let start = words[2].firstIndex(of: ","),
        let bytes = Base64.bytes(words[2][words[2].index(after: start)...])
      else { continue }
      files.append(CarriedFile(name: String(words[0]), bytes: bytes))
    }
    return files
  }
}
