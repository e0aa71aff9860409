/// Folders that stand for addresses on the network: what starts with the address is read there.
///
///     URLMapping(["https://example.org/data/": "/home/me/data"])
public struct URLMapping: Sendable {
  private let entries: [(prefix: String, folder: String)]

  /// No address is mapped.
  public static let none = URLMapping([])

  /// Creates a mapping; the folders are absolute paths, symbolic links resolved.
  public init(_ entries: [(prefix: String, folder: String)]) {
    // The longest address that fits counts.
    self.entries = entries.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
  }

  /// The folders.
  public var folders: [String] { entries.map(\.folder) }

  /// Whether a path is one in the file system, and not an address.
  public static func isRelative(_ path: String) -> Bool { !path.contains("://") }

  /// Whether a folder stands for the address.
  public func holds(_ address: String) -> Bool { entry(for: address) != nil }

  /// The absolute path of the file for an address, or nil if there is none.
  ///
  /// A question or a mark after the name is no part of it unless there is such a file.
  public func file(
    for address: String, resolve: (_ path: String) -> String? = { FilePath.resolved($0) }
  ) -> String? {
    guard let entry = entry(for: address) else { return nil }
    let rest = String(address.dropFirst(entry.prefix.count))
    let bare = String(rest.prefix { $0 != "?" && $0 != "#" })
    for name in [rest, bare, Self.decoded(bare)] {
      if let found = resolve(entry.folder + "/" + name),
        FilePath.isBelow(found, entry.folder)
      {
        return found
      }
    }
    return nil
  }

  private func entry(for address: String) -> (prefix: String, folder: String)? {
    entries.first { address.hasPrefix($0.prefix) }
  }

  /// The text with `%20` and the like as the characters that they stand for.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let code = UInt8(digits, radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Diagnostic {
  static func networkPath(_ path: String, at place: Place?) -> Diagnostic {
    .error(
      "network-path", "'\(path)' is not a file", at: place,
      why: "nothing is read from the network, so that a report is the same tomorrow",
      hint: "save the data beside the spec and name that file, or say where they are with "
        + "--map-url \(prefix(of: path))=FOLDER")
  }

  /// The address without its last part.
  private static func prefix(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? path
  }
}
