import Diagnostics
import Live

/// Runs a step at once, and again whenever a file has changed that was read or looked for.
///
/// What is read while a step runs is what counts: if it has changed since, by whatever event or none,
/// there is exactly one more run; an event that changes nothing leads to none.
struct WatchLoop {
  /// Where files were read in a run, and a way to read them anew.
  struct Reading {
    /// The input, as it was named.
    var input: String
    /// Nil if the folder of the input is not there.
    var files: SourceFiles?
    /// Reads the files as they are now, eagerly or not; nil if their folder is not there.
    var anew: (_ eagerly: Bool) -> SourceFiles?
  }

  /// What led to a run: nothing for the first one.
  struct Cause {
    var changes: [String] = []
    var isFirst = false
    /// When the first change of the burst was seen.
    var start: ContinuousClock.Instant
    /// Where the run begins before the burst is over: waits for the end, and tells whether all is
    /// still as it was read.
    ///
    /// If it is not, the run is to leave no trace.
    var confirm: (([Reading]) -> Bool)?
  }

  /// Whether a run begins as soon as no program has a changed file open.
  var isEager = false
  /// The step: renders, and tells what was read; nil if it was not confirmed.
  let step: (Cause) -> [Reading]?
  /// Tells what kept files from being watched.
  let fail: (String) -> Void

  /// Goes on until the program is stopped; returns only where files cannot be watched.
  func run(_ watcher: FileWatcher) throws {
    var cause = Cause(isFirst: true, start: .now)
    var readings: [Reading] = []
    var problem: String?
    while true {
      if let read = step(cause) {
        readings = read
        // Watched before it is looked whether all is still as it was read: nothing slips through.
        do {
          try watcher.watch(Self.list(of: readings))
          problem = nil
        } catch let error as WatchError {
          if cause.isFirst { throw error }
          if problem != error.reason { fail(error.reason) }
          problem = error.reason
        }
        cause = Cause(start: .now)
      } else {
        // More has come meanwhile: all of it together.
        cause.confirm = nil
        waitForEnd(of: Burst(at: .now), watcher)
      }
      cause.changes = Self.changes(since: readings)
      if cause.changes.isEmpty { cause = nextCause(since: readings, watcher) }
    }
  }

  /// Waits until something has changed.
  private func nextCause(since readings: [Reading], _ watcher: FileWatcher) -> Cause {
    while true {
      let (start, burst) = wait(watcher)
      var cause = Cause(start: start)
      if isEager, !burst.isOpen {
        cause.changes = Self.changes(since: readings, eagerly: true)
        // What is gone may be about to come back, and a run without it would be of no use.
        if !cause.changes.isEmpty, !cause.changes.contains(where: { $0.hasSuffix("(gone)") }) {
          cause.confirm = { read in
            isOver(burst, watcher) && Self.changes(since: read).isEmpty
          }
          return cause
        }
      }
      waitForEnd(of: burst, watcher)
      cause.changes = Self.changes(since: readings)
      if !cause.changes.isEmpty { return cause }
      // Folders that came and went are others to the system now. What comes into them before they
      // are watched is not to be missed.
      try? watcher.watch(Self.list(of: readings))
      cause.changes = Self.changes(since: readings)
      if !cause.changes.isEmpty { return cause }
    }
  }

  /// Waits for a burst of changes, and until the files are closed; when it began.
  private func wait(_ watcher: FileWatcher) -> (start: ContinuousClock.Instant, burst: Burst) {
    let changes = watcher.changes()
    let start = ContinuousClock.now
    var burst = Burst(at: start)
    burst.note(changes, at: start)
    while burst.isOpen, let rest = burst.rest(at: .now) {
      let more = watcher.changes(within: rest)
      if !more.isEmpty { burst.note(more, at: .now) }
    }
    return (start, burst)
  }

  private func waitForEnd(of burst: Burst, _ watcher: FileWatcher) {
    var burst = burst
    while let rest = burst.rest(at: .now) {
      let changes = watcher.changes(within: rest)
      if !changes.isEmpty { burst.note(changes, at: .now) }
    }
  }

  /// Whether nothing comes any more until a burst is over.
  private func isOver(_ burst: Burst, _ watcher: FileWatcher) -> Bool {
    while true {
      let rest = burst.rest(at: .now)
      if !watcher.changes(within: rest ?? .zero).isEmpty { return false }
      if rest == nil { return true }
    }
  }

  private static func list(of readings: [Reading]) -> WatchList {
    var (paths, folders): (Set<String>, [String]) = ([], [])
    for reading in readings {
      guard let files = reading.files else {
        // Whatever of its way is missing may come.
        let start = reading.input.hasPrefix("/") ? "" : (FilePath.resolved(".") ?? "") + "/"
        paths.insert(start + reading.input)
        folders.append("/")
        continue
      }
      let trace = files.trace
      paths.formUnion(trace.lookups.keys)
      paths.formUnion(trace.files)
      folders += files.folders
    }
    return WatchList(paths.sorted(), below: folders)
  }

  private static func changes(since readings: [Reading], eagerly: Bool = false) -> [String] {
    var shown: [String] = []
    for reading in readings {
      guard let now = reading.anew(eagerly) else {
        if reading.files != nil { shown.append(FilePath.folder(of: reading.input) + " (gone)") }
        continue
      }
      guard let before = reading.files else {
        shown.append(FilePath.folder(of: reading.input) + " (new)")
        continue
      }
      for change in now.changes(since: before.trace).map({ $0.shown(now) })
      where !shown.contains(change) {
        shown.append(change)
      }
    }
    return shown
  }
}
