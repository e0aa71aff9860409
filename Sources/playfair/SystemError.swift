import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the operating system said when something failed.
struct SystemError: Error {
  var reason: String
  var isBrokenPipe = false

  init(_ reason: String) { self.reason = reason }

  /// The last failure.
  static var last: SystemError {
    let isBrokenPipe = errno == EPIPE
    var error = SystemError(FilePath.lastError())
    error.isBrokenPipe = isBrokenPipe
    return error
  }
}
