#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Messages for people and programs that watch.
enum StandardError {
  static func write(_ text: String) {
    _ = text.withCString { fputs($0, stderr) }
  }
}

/// Results for pipes.
enum StandardOutput {
  static func write(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, bytes.count, stdout) }
    fflush(stdout)
  }

  static func write(_ text: String) { write(Array(text.utf8)) }
}

/// What comes through a pipe.
enum StandardInput {
  static func read() -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        count = fread(buffer.baseAddress, 1, 65_536, stdin)
      }
      bytes += chunk
      if chunk.count < 65_536 { return bytes }
    }
  }
}
