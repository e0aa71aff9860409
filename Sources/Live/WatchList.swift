import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which names in which folders decide where some paths lead and what stands there.
///
/// A path is followed name by name, through every symbolic link on its way. So a file that does not
/// exist yet is there, a link and what it leads to, and a folder that may vanish and come back. A star
/// stands for the folders in a folder: each is followed, and new ones count.
public struct WatchList: Sendable, Equatable {
  /// The names that count in each folder; folders are absolute paths without links.
  public private(set) var names: [String: Set<String>] = [:]

  /// How many links are followed on one way: a circle of them ends here.
  private static let mostLinks = 40

  /// Creates a list for absolute paths; above some folders nothing is watched but these themselves.
  public init(_ paths: some Sequence<String>, below folders: [String]) {
    for path in paths { add(path, below: folders) }
  }

  private mutating func add(_ path: String, below folders: [String]) {
    var pending = Array(path.split(separator: "/").map(String.init).reversed())
    var folder = "/"
    var links = 0
    while let name = pending.popLast() {
      if name == "." { continue }
      if name == ".." {
        folder = FilePath.folder(of: folder)
        continue
      }
      let whole = folder == "/" ? "/" + name : folder + "/" + name
      if folders.contains(where: { FilePath.isBelow(whole, $0) }) {
        names[folder, default: []].insert(name)
      }
      if name == "*" {
        let rest = pending.reversed().joined(separator: "/")
        for entry in FilePath.entries(of: folder)
        where !entry.hasPrefix(".") && FilePath.kind(of: folder + "/" + entry) == .directory {
          add("\(folder)/\(entry)/\(rest)", below: folders)
        }
        return
      }
      guard let target = Self.target(ofLink: whole) else {
        folder = whole
        continue
      }
      links += 1
      guard links <= Self.mostLinks else { return }
      if target.hasPrefix("/") { folder = "/" }
      pending += target.split(separator: "/").map(String.init).reversed()
    }
  }

  /// Where a symbolic link leads, as it is written; nil if a path is none.
  private static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4097)
    let count = readlink(path, &buffer, 4096)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
