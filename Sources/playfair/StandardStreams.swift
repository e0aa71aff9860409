#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Messages for people and programs that watch.
enum StandardError {
  /// Writes a message; where nobody can be told, nobody is told of that.
  static func write(_ text: String) { _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO) }
}

/// Results for pipes.
enum StandardOutput {
  /// Writes all bytes; what kept it from that, if something did.
  static func write(_ bytes: [UInt8]) -> SystemError? { Descriptor.write(bytes, to: STDOUT_FILENO) }
}

/// What comes through a pipe.
enum StandardInput {
  /// Reads to the end.
  static func read() throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      var error: SystemError?
      let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        var got = -1
        repeat {
          got = systemRead(STDIN_FILENO, buffer.baseAddress, 65_536)
        } while got < 0 && errno == EINTR
        if got < 0 { error = .last }
        count = max(0, got)
      }
      if let error { throw error }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }
}

/// The three streams that a program is started with.
enum StandardStreams {
  /// Makes streams that are closed, or whose reader goes away, fail like others.
  ///
  /// A closed stream would be taken by the next file that is opened, which would then get our
  /// words; what is put in its place can be neither read nor written as it should.
  static func guardAgainstMisuse() {
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow further is told like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}

/// Bytes to open files.
enum Descriptor {
  /// Writes all bytes to standard output, `-`, or to a pipe or device; what kept it from that.
  static func send(_ bytes: [UInt8], to path: String) -> SystemError? {
    if path == "-" { return StandardOutput.write(bytes) }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .last }
    let error = write(bytes, to: descriptor)
    return close(descriptor) != 0 && error == nil ? .last : error
  }

  /// Writes all bytes, however many the system takes at once; what kept it from that, if any.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> SystemError? {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let rest = buffer[offset...]
        let count = systemWrite(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return .last }
        offset += count
      }
      return nil
    }
  }
}

private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, buffer, count)
}

private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, buffer, count)
}
