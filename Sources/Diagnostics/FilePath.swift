#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The little that is needed of paths and of the file system, without Foundation.
public enum FilePath {
  /// What stands at a path.
  public enum Kind: Sendable {
    /// A regular file.
    case file
    /// A directory.
    case directory
    /// Something else, such as a device or a pipe.
    case other
  }

  /// The absolute path with symbolic links resolved, or nil if nothing is there.
  public static func resolved(_ path: String) -> String? {
    guard !path.utf8.contains(0), let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// Whether an absolute path is a folder or lies below it.
  public static func isBelow(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  /// What stands at a path, or nil if nothing does.
  public static func kind(of path: String) -> Kind? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// Whether anything stands at a path, be it a link that leads nowhere.
  public static func isTaken(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }

  /// How many bytes a file has; nil if nothing is there.
  public static func size(of path: String) -> Int? {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : nil
  }

  /// Whether a path is a symbolic link.
  public static func isLink(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
  }

  /// What a symbolic link says; nil if the path is none.
  public static func target(ofLink path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The bytes of a file, or nil (then `lastError` tells why).
  ///
  /// Nothing is waited for: a pipe that nobody writes to is empty. A device has no end, and is not
  /// read.
  public static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let info = info(descriptor) else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFCHR, S_IFBLK:
      errno = ENOTSUP
      return nil
    case S_IFREG: break
    default: _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    }
    return bytes(of: descriptor, expected: max(0, Int(info.st_size)))
  }

  /// What the system says of an open file.
  static func info(_ descriptor: Int32) -> stat? {
    var info = stat()
    return fstat(descriptor, &info) == 0 ? info : nil
  }

  /// All that can be read from an open file, or nil (then `lastError` tells why).
  static func bytes(of descriptor: Int32, expected: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      // What is said of the size need not be true.
      let wanted = min(max(expected - bytes.count + 1, 65_536), 1 << 28)
      var hasFailed = false
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        var got = -1
        repeat {
          got = read(descriptor, buffer.baseAddress, wanted)
        } while got < 0 && errno == EINTR
        hasFailed = got < 0
        count = max(0, got)
      }
      if hasFailed { return nil }
      if chunk.isEmpty { return bytes }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    }
  }

  /// The folder part of a path; "." if there is none.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    let bytes = path.utf8
    let slash = UInt8(ascii: "/")
    guard let last = bytes.lastIndex(where: { $0 != slash }) else { return path }
    let start = bytes[..<last].lastIndex(of: slash).map { bytes.index(after: $0) }
    return String(path[(start ?? bytes.startIndex)..<bytes.index(after: last)])
  }

  /// The names in a directory, sorted; empty if it cannot be read.
  public static func entries(of directory: String) -> [String] { names(in: directory) ?? [] }

  /// The names in a directory, sorted, or nil if it cannot be read (then `lastError` tells why).
  public static func names(in directory: String) -> [String]? {
    guard let stream = opendir(directory) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The text of the last failure of the operating system.
  public static func lastError() -> String { String(cString: strerror(errno)) }
}
