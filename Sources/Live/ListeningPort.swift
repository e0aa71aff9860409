import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ports on which nobody listens yet.
enum ListeningPort {
  /// A port that can be listened on at an address in numbers.
  ///
  /// It is the one that is asked for, or for 0 one that is free; throws the reason if there is none.
  static func find(on host: String, port: UInt16) throws -> UInt16 {
    if var address = ip4(host) {
      address.sin_port = port.bigEndian
      return try bound(AF_INET, address) { UInt16(bigEndian: $0.sin_port) }
    }
    guard var address = ip6(host) else {
      throw PreviewError("'\(host)' is no address in numbers, such as 127.0.0.1 or ::1")
    }
    address.sin6_port = port.bigEndian
    return try bound(AF_INET6, address) { UInt16(bigEndian: $0.sin6_port) }
  }

  /// Whether a text is an address in numbers.
  static func isAddress(_ text: String) -> Bool { ip4(text) != nil || ip6(text) != nil }

  private static func ip4(_ text: String) -> sockaddr_in? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    return inet_pton(AF_INET, text, &address.sin_addr) == 1 ? address : nil
  }

  private static func ip6(_ text: String) -> sockaddr_in6? {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    return inet_pton(AF_INET6, text, &address.sin6_addr) == 1 ? address : nil
  }

  /// Listens for a moment, and tells on which port.
  private static func bound<Address>(
    _ family: Int32, _ address: Address, _ port: (Address) -> UInt16
  ) throws -> UInt16 {
    #if canImport(Glibc)
      let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(family, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw PreviewError(FilePath.lastError()) }
    defer { close(descriptor) }
    var isOn: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    var address = address
    var size = socklen_t(MemoryLayout<Address>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        guard bind(descriptor, pointer, size) == 0, listen(descriptor, 1) == 0 else {
          return Int32(-1)
        }
        return getsockname(descriptor, pointer, &size)
      }
    }
    guard status == 0 else { throw PreviewError(FilePath.lastError()) }
    return port(address)
  }
}

/// Why a preview cannot be served.
public struct PreviewError: Error {
  /// The reason.
  public var reason: String

  init(_ reason: String) { self.reason = reason }
}
