#if !os(Linux)
  import Darwin
  import Diagnostics

  /// Tells what changes in folders, by kqueue (not tried on a Mac yet).
  ///
  /// A folder tells when names come and go; what is written into a file only the file tells.
  public final class FileWatcher {
    private let queue: Int32
    private var open: [Int32: String] = [:]

    /// Creates a watcher of nothing; throws the words of the system if it has no more of them.
    public init() throws {
      queue = kqueue()
      guard queue >= 0 else { throw WatchError(FilePath.lastError()) }
    }

    deinit {
      for descriptor in open.keys { close(descriptor) }
      close(queue)
    }

    /// Watches what a list names and nothing else.
    public func watch(_ list: WatchList) throws {
      for descriptor in open.keys { close(descriptor) }
      open = [:]
      for (folder, names) in list.names.sorted(by: { $0.key < $1.key }) {
        add(folder)
        for name in names.sorted() { add(folder + "/" + name) }
      }
    }

    private func add(_ path: String) {
      let descriptor = Darwin.open(path, O_EVTONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return }
      let kinds = NOTE_WRITE | NOTE_DELETE | NOTE_RENAME | NOTE_ATTRIB | NOTE_EXTEND | NOTE_REVOKE
      var event = kevent(
        ident: UInt(descriptor), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_CLEAR),
        fflags: UInt32(kinds), data: 0, udata: nil)
      if kevent(queue, &event, 1, nil, 0, nil) == 0 {
        open[descriptor] = path
      } else {
        close(descriptor)
      }
    }

    /// The changes of what is watched, as soon as there are some; none after a time, if one is given.
    public func changes(within time: Duration? = nil) -> [FileChange] {
      var events = [kevent](repeating: kevent(), count: 64)
      var limit = timespec()
      if let time {
        let parts = time.components
        limit = timespec(
          tv_sec: Int(parts.seconds), tv_nsec: Int(parts.attoseconds / 1_000_000_000))
      }
      let count =
        time == nil
        ? kevent(queue, nil, 0, &events, 64, nil) : kevent(queue, nil, 0, &events, 64, &limit)
      return events.prefix(max(0, Int(count))).compactMap { event in
        open[Int32(event.ident)].map { FileChange(path: $0) }
      }
    }
  }
#endif
