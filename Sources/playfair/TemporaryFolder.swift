import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder that is there for as long as the program works, and is taken away whatever ends it.
final class TemporaryFolder: Sendable {
  /// Its absolute path, symbolic links resolved.
  let path: String
  /// The programs that write into it.
  let children = ChildWatch()

  /// Makes a folder; nil if there is no place for one.
  init?(named name: String) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil,
      let path = FilePath.resolved(
        String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    else { return nil }
    self.path = path
  }

  /// Takes the folder away, with all that is in it.
  func remove() {
    children.end()
    Self.remove(path)
  }

  private static func remove(_ path: String) {
    // What a link leads to is not ours.
    if !FilePath.isLink(path), FilePath.kind(of: path) == .directory {
      for name in FilePath.entries(of: path) { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
