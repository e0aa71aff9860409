import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Another program that is run to its end.
struct ChildProcess {
  /// Its exit status; 127 if it could not be started.
  var status: Int32
  /// What it wrote to standard output.
  var output: [UInt8]
  /// What it wrote to standard error.
  var errors: [UInt8]

  /// The lines of its standard output.
  var lines: [String] {
    String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The first line that it wrote to standard error.
  var firstError: String {
    String(decoding: errors, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }

  /// Runs a program that is looked for on the path, with further variables of the environment;
  /// `watch` may stop it.
  static func run(
    _ words: [String], variables: [(String, String)] = [], watch: ChildWatch = ChildWatch()
  ) -> ChildProcess {
    var (out, err): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&out) == 0, pipe(&err) == 0 else {
      return ChildProcess(status: 127, output: [], errors: Array("no pipe".utf8))
    }
    let started = watch.start { spawn(words, variables, out, err) }
    close(out[1])
    close(err[1])
    defer {
      close(out[0])
      close(err[0])
    }
    guard let child = started else { return ChildProcess(status: 127, output: [], errors: []) }
    // What programs say of errors is short: it waits in the pipe.
    let (output, errors) = (read(out[0]), read(err[0]))
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    watch.noteEnd()
    let hasExited = status & 0x7F == 0
    return ChildProcess(
      status: hasExited ? (status >> 8) & 0xFF : 128 + (status & 0x7F), output: output,
      errors: errors)
  }

  private static func spawn(
    _ words: [String], _ variables: [(String, String)], _ out: [Int32], _ err: [Int32]
  ) -> pid_t? {
    guard let program = words.first else { return nil }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO)
    for end in out + err where end > STDERR_FILENO {
      posix_spawn_file_actions_addclose(&actions, end)
    }
    let names = Set(variables.map(\.0))
    let inherited = environment.filter { entry in
      !names.contains(String(entry.prefix { $0 != "=" }))
    }
    var arguments = words.map { strdup($0) } + [nil]
    var environment = (inherited + variables.map { "\($0.0)=\($0.1)" }).map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var child = pid_t()
    guard posix_spawnp(&child, program, &actions, nil, &arguments, &environment) == 0 else {
      return nil
    }
    return child
  }

  private static var environment: [String] {
    var entries: [String] = []
    var next = environ
    while let entry = next.pointee {
      entries.append(String(cString: entry))
      next += 1
    }
    return entries
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        var got = -1
        repeat {
          got = systemRead(descriptor, buffer.baseAddress, 65_536)
        } while got < 0 && errno == EINTR
        count = max(0, got)
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }
}

/// Stops the programs of a command that is stopped itself: what they write is to be taken away.
final class ChildWatch: Sendable {
  private struct State {
    var child: pid_t?
    var isOver = false
  }

  private let state = Mutex(State())

  /// Starts a program, unless all is over; nil if there is none.
  func start(_ spawn: () -> pid_t?) -> pid_t? {
    state.withLock { state in
      guard !state.isOver else { return nil }
      state.child = spawn()
      return state.child
    }
  }

  /// Notes that the program has come to its end.
  func noteEnd() { state.withLock { $0.child = nil } }

  /// Stops the program that is running, and lets no further one start.
  func end() {
    let child = state.withLock { state in
      state.isOver = true
      return state.child
    }
    guard let child else { return }
    // It holds back the signals that the command holds back, but not this one.
    kill(child, SIGKILL)
    // Whoever started it waits for it, too; one of both is told.
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
  }
}

private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, buffer, count)
}
