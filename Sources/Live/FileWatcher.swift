#if os(Linux)
  import Diagnostics
  import Glibc

  /// Tells what changes in folders, by Linux's inotify: nothing is polled, and waiting costs nothing.
  ///
  /// Folders are watched, not files: editors that save by renaming put another file in the place of
  /// the one that was there.
  public final class FileWatcher {
    /// The kinds of event that may change what a name in a folder leads to, and what it holds.
    private static let events =
      UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_ATTRIB) | UInt32(IN_CREATE)
      | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_ONLYDIR)

    private let descriptor: Int32
    /// The folders that a number of the system stands for: one, unless it is mounted twice.
    private var folders: [Int32: Set<String>] = [:]
    private var list = WatchList([], below: [])

    /// Creates a watcher of nothing; throws the words of the system if it has no more of them.
    public init() throws {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      guard descriptor >= 0 else { throw WatchError(FilePath.lastError()) }
    }

    deinit { close(descriptor) }

    /// Watches what a list names and nothing else; folders that are not there are left out, since
    /// those above them tell when they come.
    ///
    /// A folder that was removed and made again is another one to the system: to be called after
    /// each change. Throws if the system has no more room for folders.
    public func watch(_ list: WatchList) throws {
      self.list = list
      var found: [Int32: Set<String>] = [:]
      for folder in list.names.keys.sorted() {
        let number = inotify_add_watch(descriptor, folder, Self.events)
        if number >= 0 {
          found[number, default: []].insert(folder)
        } else if errno == ENOSPC || errno == ENOMEM {
          throw WatchError(
            "the system watches no more folders (fs.inotify.max_user_watches): '\(folder)'")
        }
      }
      for number in folders.keys where found[number] == nil {
        inotify_rm_watch(descriptor, number)
      }
      folders = found
    }

    /// The changes of what is watched, as soon as there are some; none after a time, if one is given.
    public func changes(within time: Duration? = nil) -> [FileChange] {
      let end = time.map { ContinuousClock.now + $0 }
      while true {
        let rest = end.map { max(0, Int32(($0 - ContinuousClock.now) / .milliseconds(1) + 0.999)) }
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let count = poll(&request, 1, rest ?? -1)
        if count == 0 { return [] }
        let changes = count > 0 ? read() : []
        if !changes.isEmpty { return changes }
        if let end, ContinuousClock.now >= end { return [] }
      }
    }

    private func read() -> [FileChange] {
      var changes: [FileChange] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      var offset = 0
      let head = MemoryLayout<inotify_event>.size
      while count > 0, offset + head <= count {
        let event = buffer.withUnsafeBytes {
          $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        }
        let end = min(count, offset + head + Int(event.len))
        let name = String(
          decoding: buffer[(offset + head)..<end].prefix { $0 != 0 }, as: UTF8.self)
        offset = end
        changes += self.changes(of: event, name)
      }
      return changes
    }

    private func changes(of event: inotify_event, _ name: String) -> [FileChange] {
      if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return [FileChange(path: "")] }
      let isOpen = event.mask & UInt32(IN_MODIFY) != 0
      return (folders[event.wd] ?? []).sorted().compactMap { folder in
        let names = list.names[folder] ?? []
        // A star stands for the folders in a folder, two for whatever is there.
        let isFolder = event.mask & UInt32(IN_ISDIR) != 0
        guard names.contains(name) || names.contains("**") || isFolder && names.contains("*") else {
          return nil
        }
        return FileChange(path: folder == "/" ? "/" + name : folder + "/" + name, isOpen: isOpen)
      }
    }
  }
#endif

/// Why files cannot be watched, in the words of the system.
public struct WatchError: Error {
  /// The words.
  public var reason: String

  init(_ reason: String) { self.reason = reason }
}
