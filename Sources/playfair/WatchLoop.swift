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
    /// Reads the files as they are now; nil if their folder is not there.
    var anew: () -> SourceFiles?
  }

  /// What led to a run: nothing for the first one.
  struct Cause {
    var changes: [String] = []
    var isFirst = false
    /// When the first change of the burst was seen.
    var start: ContinuousClock.Instant
  }

  /// The step: renders, and tells what was read.
  let step: (Cause) -> [Reading]
  /// Tells what kept files from being watched.
  let fail: (String) -> Void

  /// Goes on until the program is stopped; returns only where files cannot be watched.
  func run(_ watcher: FileWatcher) throws {
    var cause = Cause(isFirst: true, start: .now)
    var problem: String?
    while true {
      let readings = step(cause)
      let isFirst = cause.isFirst
      cause = Cause(start: .now)
      // Watched before it is looked whether all is still as it was read: nothing slips through.
      do {
        try watcher.watch(Self.list(of: readings))
        problem = nil
      } catch let error as WatchError {
        if isFirst { throw error }
        if problem != error.reason { fail(error.reason) }
        problem = error.reason
      }
      cause.changes = Self.changes(since: readings)
      while cause.changes.isEmpty {
        cause.start = wait(watcher)
        cause.changes = Self.changes(since: readings)
        if !cause.changes.isEmpty { break }
        // Folders that came and went are others to the system now. What comes into them before they
        // are watched is not to be missed.
        try? watcher.watch(Self.list(of: readings))
        cause.changes = Self.changes(since: readings)
      }
    }
  }

  /// Waits for a burst of changes and for its end; when it began.
  private func wait(_ watcher: FileWatcher) -> ContinuousClock.Instant {
    var changes = watcher.changes()
    let start = ContinuousClock.now
    var burst = Burst(at: start)
    while true {
      let now = ContinuousClock.now
      if !changes.isEmpty { burst.note(changes, at: now) }
      guard let rest = burst.rest(at: now) else { return start }
      changes = watcher.changes(within: rest)
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

  private static func changes(since readings: [Reading]) -> [String] {
    var shown: [String] = []
    for reading in readings {
      guard let now = reading.anew() else {
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
