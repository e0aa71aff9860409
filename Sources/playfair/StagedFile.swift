import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that stands beside its place, from where a renaming takes it there in one step.
struct StagedFile {
  /// The path as it was named.
  let path: String
  /// Where that leads, so that links stay what they are.
  private let place: String
  private let temporary: String
  /// What stood at the place; nil if nothing did.
  private let old: stat?
  /// A second name of what stood at the place, while it may have to be put back.
  private var backup: String?

  /// A file for a place; throws if what stands there is not to be replaced.
  init(path: String, place: String) throws(OutputWriter.Failure) {
    (self.path, self.place) = (path, place)
    temporary = TemporaryName.new(in: FilePath.folder(of: place))
    var info = stat()
    old = stat(place, &info) == 0 ? info : nil
    guard let old else { return }
    // Renaming asks for no leave of the file: what was protected would be gone.
    if old.st_mode & 0o222 == 0 {
      throw .init(path: path, error: .init("the file is write-protected"))
    }
    guard access(place, W_OK) == 0 else { throw .init(path: path, error: .last) }
  }

  /// Where a path leads, be it a link to a file that is yet to be made.
  static func place(of path: String) throws(OutputWriter.Failure) -> String {
    if let resolved = FilePath.resolved(path) { return resolved }
    var place = path
    for _ in 0..<40 {
      guard let target = FilePath.target(ofLink: place) else {
        let folder = FilePath.folder(of: place)
        return (FilePath.resolved(folder) ?? folder) + "/" + FilePath.name(of: place)
      }
      place = target.hasPrefix("/") ? target : FilePath.folder(of: place) + "/" + target
    }
    throw .init(path: path, error: .init("it leads in a circle of links"))
  }

  /// Writes the bytes beside the place, with the rights and the owner of what stands there.
  func write(_ bytes: [UInt8]) throws(OutputWriter.Failure) {
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .init(path: path, error: .last) }
    if let old {
      // Whose rights do not suffice becomes the owner, as by most editors.
      if old.st_uid != geteuid() || old.st_gid != getegid() {
        _ = fchown(descriptor, old.st_uid, old.st_gid)
      }
      fchmod(descriptor, old.st_mode & 0o777)
    }
    var error = Descriptor.write(bytes, to: descriptor)
    if close(descriptor) != 0, error == nil { error = .last }
    if let error { throw .init(path: path, error: error) }
  }

  /// Gives what stands at the place a second name; some file systems know of none.
  mutating func keepBackup() {
    guard old != nil else { return }
    let name = TemporaryName.new(in: FilePath.folder(of: place))
    if link(place, name) == 0 { backup = name }
  }

  /// Renames it into its place; what kept it from that.
  func rename() -> SystemError? {
    systemRename(temporary, place) == 0 ? nil : .last
  }

  /// Undoes the renaming; false if that cannot be.
  func putBack() -> Bool {
    guard old != nil else { return unlink(place) == 0 }
    guard let backup else { return false }
    return systemRename(backup, place) == 0
  }

  /// Removes what stands beside the place.
  func remove() { unlink(temporary) }

  /// Removes the second name of what stood there.
  func removeBackup() { if let backup { unlink(backup) } }
}

/// The names of files that stand beside their places for a moment.
enum TemporaryName {
  private static let (start, end) = (".playfair-", ".tmp")

  /// A name that no other run has, on this machine or on another that shares the folder.
  static func new(in folder: String) -> String {
    let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    let mark = String(repeating: "0", count: 16 - digits.count) + digits
    return (folder == "/" ? "" : folder) + "/" + start + mark + end
  }

  /// Whether a file is called so.
  static func isOne(_ name: String) -> Bool {
    guard name.hasPrefix(start), name.hasSuffix(end) else { return false }
    let mark = name.utf8.dropFirst(start.utf8.count).dropLast(end.utf8.count)
    return mark.count == 16
      && mark.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

private func systemRename(_ from: String, _ to: String) -> Int32 { rename(from, to) }
