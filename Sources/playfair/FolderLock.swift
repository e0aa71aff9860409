import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Folders that no other run writes to until they are unlocked.
///
/// The lock is that of `flock` on the folders themselves: nothing is left lying about, and it ends
/// with the process, however that ends. Where a file system knows no locks, or the folder must not
/// be looked into, there is none: then each file is whole still, but two runs at once may mix theirs.
struct FolderLock {
  /// Why folders could not be locked.
  enum Problem: Error {
    /// A folder is there no longer, or is another one.
    case gone(String)
    /// Another run holds it.
    case busy(String)

    var folder: String {
      switch self {
      case .gone(let folder), .busy(let folder): folder
      }
    }

    var reason: String {
      switch self {
      case .gone: "the folder was removed meanwhile"
      case .busy: "another run is writing there and does not end"
      }
    }
  }

  /// How long another run is waited for, which holds a folder for milliseconds.
  static let patience = Duration.seconds(60)

  private var locked: [(folder: String, descriptor: Int32)] = []

  /// Locks folders, all in the one order that all runs keep, so that none waits for the other.
  init(
    _ folders: [String], patience: Duration = patience, isStopped: () -> Bool = { false }
  ) throws(Problem) {
    let end = ContinuousClock.now + patience
    var identities: [FileIdentity: String] = [:]
    for folder in folders {
      guard let identity = FileIdentity(path: folder) else { throw .gone(folder) }
      identities[identity] = folder
    }
    do throws(Problem) {
      for (identity, folder) in identities.sorted(by: { $0.key < $1.key }) {
        guard let descriptor = Self.open(folder) else { continue }
        locked.append((folder, descriptor))
        if try !Self.lock(descriptor, folder, end, isStopped) {
          close(descriptor)
          locked.removeLast()
        } else if FileIdentity(path: folder) != identity {
          // It was taken back by the run that was waited for.
          throw .gone(folder)
        }
      }
    } catch {
      unlock()
      throw error
    }
  }

  /// Lets others write there.
  func unlock() { for (_, descriptor) in locked { close(descriptor) } }

  /// Removes the temporary files of runs that were killed: those of others that live are made under
  /// a lock, too.
  func sweep() {
    for (folder, _) in locked {
      for name in FilePath.entries(of: folder) where TemporaryName.isOne(name) {
        unlink(folder + "/" + name)
      }
    }
  }

  private static func open(_ folder: String) -> Int32? {
    var descriptor = openFolder(folder)
    if descriptor < 0, errno == EMFILE, raiseLimit() { descriptor = openFolder(folder) }
    return descriptor < 0 ? nil : descriptor
  }

  /// Waits for the lock; false if there can be none.
  private static func lock(
    _ descriptor: Int32, _ folder: String, _ end: ContinuousClock.Instant, _ isStopped: () -> Bool
  ) throws(Problem) -> Bool {
    var pause: useconds_t = 100
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK:
        guard ContinuousClock.now < end, !isStopped() else { throw .busy(folder) }
        usleep(pause)
        pause = min(pause * 2, 5_000)
      default: return false
      }
    }
    return true
  }

  /// Lets the program have as many open files as the system allows.
  private static func raiseLimit() -> Bool {
    var limit = rlimit()
    guard getrlimit(openFiles, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return false }
    limit.rlim_cur = limit.rlim_max
    return setrlimit(openFiles, &limit) == 0
  }
}

#if canImport(Glibc)
  private let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#else
  private let openFiles = RLIMIT_NOFILE
#endif

private func openFolder(_ folder: String) -> Int32 {
  open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
}
