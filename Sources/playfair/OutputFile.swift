import ArgumentParser
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file to be written: kept in memory until all of a run are known to be right.
struct OutputFile {
  var path: String
  var bytes: [UInt8]

  /// Writes the file whole or not at all: beside its place first, then renamed into it.
  ///
  /// - Returns: Whether it was written; a file that holds these bytes already is left alone.
  /// - Throws: `OutputError` with what the system said.
  @discardableResult
  func write() throws -> Bool {
    if path == "-" {
      StandardOutput.write(bytes)
      return true
    }
    let folder = FilePath.folder(of: path)
    try OutputFile.makeFolder(folder)
    if FilePath.kind(of: path) == .directory {
      throw OutputError(path: path, reason: "a directory of this name stands in the way")
    }
    if FilePath.contents(of: path) == bytes { return false }
    let temporary = folder + "/." + FilePath.name(of: path) + ".\(getpid()).tmp"
    guard let file = fopen(temporary, "wb") else {
      throw OutputError(path: path, reason: FilePath.lastError())
    }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, bytes.count, file) }
    let flushed = fflush(file) == 0
    let reason = FilePath.lastError()
    guard fclose(file) == 0, flushed, written == bytes.count else {
      unlink(temporary)
      throw OutputError(path: path, reason: reason)
    }
    guard rename(temporary, path) == 0 else {
      let reason = FilePath.lastError()
      unlink(temporary)
      throw OutputError(path: path, reason: reason)
    }
    return true
  }

  private static func makeFolder(_ folder: String) throws {
    if FilePath.kind(of: folder) == .directory { return }
    if folder != "." && folder != "/" { try makeFolder(FilePath.folder(of: folder)) }
    guard mkdir(folder, 0o777) == 0 || FilePath.kind(of: folder) == .directory else {
      let isFile = FilePath.kind(of: folder) != nil
      throw OutputError(
        path: folder,
        reason: isFile ? "a file stands where a folder is needed" : FilePath.lastError())
    }
  }
}

/// A file that could not be written.
struct OutputError: Error {
  var path: String
  var reason: String
}

extension OutputFile {
  /// Throws if two files would have one name, so that one of them would vanish.
  static func checkNames(_ files: [OutputFile]) throws {
    var seen: Set<String> = []
    for file in files where file.path != "-" && !seen.insert(file.path).inserted {
      throw ValidationError(
        "two inputs would both become '\(file.path)'; give them different names or folders")
    }
  }

  /// Writes all files; the first that cannot be written ends the run with a message.
  ///
  /// - Returns: The paths of those that were left alone, since they held the same bytes already.
  @discardableResult
  static func writeAll(_ files: [OutputFile], _ common: CommonOptions) throws -> Set<String> {
    var unchanged: Set<String> = []
    for file in files {
      do {
        if try !file.write() { unchanged.insert(file.path) }
      } catch let error as OutputError {
        var log = DiagnosticLog()
        log.add(.error("cannot-write", "'\(error.path)' cannot be written: \(error.reason)"))
        try common.report(log)
      }
    }
    return unchanged
  }
}
