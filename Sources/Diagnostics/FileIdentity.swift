#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which file a path leads to, whatever the path: the same for links to one file.
public struct FileIdentity: Sendable, Hashable, Comparable {
  private let device: UInt64
  private let number: UInt64

  /// The file at a path, symbolic links resolved; nil if nothing is there.
  public init?(path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    self.init(info)
  }

  /// The file behind an open descriptor, such as standard input; nil if it is closed.
  public init?(descriptor: Int32) {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { return nil }
    self.init(info)
  }

  private init(_ info: stat) {
    device = UInt64(truncatingIfNeeded: info.st_dev)
    number = UInt64(truncatingIfNeeded: info.st_ino)
  }

  /// An order that all programs on a machine agree on.
  public static func < (a: FileIdentity, b: FileIdentity) -> Bool {
    (a.device, a.number) < (b.device, b.number)
  }
}
