#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Messages for people and programs that watch.
enum StandardError {
  static func write(_ text: String) { Descriptor.write(Array(text.utf8), to: STDERR_FILENO) }
}

/// Results for pipes.
enum StandardOutput {
  static func write(_ bytes: [UInt8]) { Descriptor.write(bytes, to: STDOUT_FILENO) }

  static func write(_ text: String) { write(Array(text.utf8)) }
}

/// What comes through a pipe.
enum StandardInput {
  static func read() -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        var got = -1
        repeat {
          got = systemRead(STDIN_FILENO, buffer.baseAddress, 65_536)
        } while got < 0 && errno == EINTR
        count = max(0, got)
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }
}

private enum Descriptor {
  /// Writes all bytes, however many the system takes at once; gives up when the reader is gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let rest = buffer[offset...]
        let count = systemWrite(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        offset += count
      }
    }
  }
}

private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, buffer, count)
}

private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, buffer, count)
}
