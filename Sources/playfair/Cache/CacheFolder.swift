import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder in which what was made is kept for later runs.
///
/// It may be deleted at any time, in whole or in part. Two kinds of files lie in it: contents, which
/// are called after their digest, so that a damaged one is not taken for what it was; and notes,
/// which say what a key stands for and bear a digest of their own. Each is written beside its place
/// and renamed into it, so that other programs see it whole or not at all. Whatever fails is passed
/// over: what is not kept is made anew.
struct CacheFolder: Sendable {
  /// How many bytes are kept before the oldest entries are let go.
  static let limit = 1 << 30

  /// How the names of files begin that are being written.
  private static let begun = ".new-"

  /// The folder.
  let path: String

  /// The usual folder, where the machine keeps what can be made anew; nil if there is none.
  static func usual(_ variable: (String) -> String? = Progress.variable) -> CacheFolder? {
    if let folder = variable("XDG_CACHE_HOME"), folder.hasPrefix("/") {
      return CacheFolder(path: folder + "/playfair")
    }
    guard let home = variable("HOME"), home.hasPrefix("/") else { return nil }
    #if canImport(Darwin)
      return CacheFolder(path: home + "/Library/Caches/playfair")
    #else
      return CacheFolder(path: home + "/.cache/playfair")
    #endif
  }

  // MARK: Contents

  /// Keeps bytes, which are found by their digest.
  func keep(_ bytes: [UInt8], called digest: ContentDigest) {
    let place = self.place(of: "contents", digest)
    if FilePath.kind(of: place) == nil { write(bytes, to: place) }
  }

  /// The bytes of a digest; nil if they are not there, or damaged.
  func bytes(called digest: ContentDigest) -> [UInt8]? {
    let place = self.place(of: "contents", digest)
    guard let bytes = read(place) else { return nil }
    guard ContentDigest(of: bytes) == digest else {
      unlink(place)
      return nil
    }
    return bytes
  }

  // MARK: Notes

  /// Keeps a text for a key, in place of one that it has.
  func note(_ text: String, for key: ContentDigest) {
    let check = ContentDigest(of: key.description + text)
    write(Array((check.description + "\n" + text).utf8), to: place(of: "notes", key))
  }

  /// The text of a key; nil if there is none, or if it is damaged.
  func note(for key: ContentDigest) -> String? {
    guard let bytes = read(place(of: "notes", key)), bytes.count > 64, bytes[64] == 0x0A else {
      return nil
    }
    let text = String(decoding: bytes[65...], as: UTF8.self)
    let check = String(decoding: bytes[..<64], as: UTF8.self)
    return ContentDigest(of: key.description + text).description == check ? text : nil
  }

  // MARK: Files

  private func place(of kind: String, _ digest: ContentDigest) -> String {
    "\(path)/\(kind)/\(digest.description.prefix(2))/\(digest.description.dropFirst(2))"
  }

  private func read(_ place: String) -> [UInt8]? {
    guard FilePath.kind(of: place) == .file, let bytes = FilePath.contents(of: place) else {
      return nil
    }
    // What is used is not old.
    utimes(place, nil)
    return bytes
  }

  private func write(_ bytes: [UInt8], to place: String) {
    guard makeFolders(of: place) else { return }
    var name = Array((FilePath.folder(of: place) + "/\(CacheFolder.begun)XXXXXX").utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { return }
    let isWhole = Descriptor.write(bytes, to: file) == nil
    close(file)
    if !isWhole || rename(name, place) != 0 { unlink(name) }
  }

  private func makeFolders(of place: String) -> Bool {
    let folder = FilePath.folder(of: place)
    if FilePath.kind(of: folder) == .directory { return true }
    guard folder.count > 1, makeFolders(of: folder) else { return false }
    return mkdir(folder, 0o700) == 0 || errno == EEXIST
  }
}

extension CacheFolder {
  /// A file of the folder.
  private struct Entry {
    var path: String
    var size: Int
    var used: Int

    /// Whether it stands beside its place, and not in it.
    var isBegun: Bool { FilePath.name(of: path).hasPrefix(CacheFolder.begun) }
  }

  /// Lets go of what was not used for the longest time, if more is kept than the limit, and of what
  /// programs that were killed have begun to write.
  func trim(to limit: Int = CacheFolder.limit) {
    let found = ["contents", "notes"].flatMap { kind in
      FilePath.entries(of: "\(path)/\(kind)").flatMap { part in
        FilePath.entries(of: "\(path)/\(kind)/\(part)").compactMap { name in
          entry("\(path)/\(kind)/\(part)/\(name)")
        }
      }
    }
    let yesterday = time(nil) - 86_400
    let (begun, entries) = (found.filter(\.isBegun), found.filter { !$0.isBegun })
    for entry in begun where entry.used < yesterday { unlink(entry.path) }
    var size = entries.reduce(0) { $0 + $1.size }
    guard size > limit else { return }
    for entry in entries.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) {
      unlink(entry.path)
      size -= entry.size
      if size <= limit / 4 * 3 { return }
    }
  }

  private func entry(_ path: String) -> Entry? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    #if canImport(Glibc)
      let used = Int(info.st_mtim.tv_sec)
    #else
      let used = Int(info.st_mtimespec.tv_sec)
    #endif
    return Entry(path: path, size: Int(info.st_size), used: used)
  }
}
