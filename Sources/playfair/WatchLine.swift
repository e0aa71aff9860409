import Diagnostics

/// What a run of `watch` says: which files changed, what was written, how long it took.
///
///     wrote report.pdf (18 kB) in 87 ms; watching 3 files, Ctrl-C ends
///     grain.csv: wrote report.pdf (18 kB) in 43 ms
///     grain.csv: 1 error, nothing written; what was written before stays, in 31 ms
///     grain.csv: mended, wrote report.pdf (18 kB) in 42 ms
struct WatchLine {
  /// The files that changed, as they are shown; none for the first run.
  var changes: [String] = []
  /// The files that were written, with their sizes; without those that are as they were.
  var written: [(path: String, size: Int)] = []
  var errors = 0
  var warnings = 0
  /// Whether the run before had errors.
  var hadErrors = false
  var duration: Duration
  /// How many files are watched, told after the first run.
  var watched: Int?

  /// The line.
  var text: String {
    var text = changes.isEmpty ? "" : Self.cause(changes) + ": "
    if errors > 0 {
      text += Self.count(errors, "error")
      text +=
        written.isEmpty
        ? watched == nil ? ", nothing written; what was written before stays" : ", nothing written"
        : ", wrote " + files
    } else {
      if hadErrors { text += "mended, " }
      text += written.isEmpty ? "all as before" : "wrote " + files
      if warnings > 0 { text += ", " + Self.count(warnings, "warning") }
    }
    text += (errors > 0 || written.isEmpty ? ", in " : " in ") + Self.time(duration)
    if let watched { text += "; watching \(Self.count(watched, "file")), Ctrl-C ends" }
    return text + "\n"
  }

  /// The files that changed, the first two of many.
  static func cause(_ changes: [String]) -> String {
    guard changes.count > 3 else { return changes.joined(separator: ", ") }
    return changes.prefix(2).joined(separator: ", ") + " and \(changes.count - 2) others"
  }

  private var files: String {
    let size = RenderSummary.size(written.reduce(0) { $0 + $1.size })
    guard let first = written.first, written.count == 1 else {
      return "\(written.count) files (\(size))"
    }
    return "\(first.path) (\(size))"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  /// A time: `84 ms`, from a second on `1.24 s`.
  static func time(_ duration: Duration) -> String {
    let milliseconds = Int((duration / .milliseconds(1)).rounded())
    return milliseconds < 1000 ? "\(milliseconds) ms" : RenderSummary.seconds(duration)
  }
}

extension FileDifference {
  /// The path as people know it, and whether the file has come or gone.
  func shown(_ files: SourceFiles) -> String {
    let name = files.relativeName(path)
    return switch kind {
    case .changed: name
    case .new: name + " (new)"
    case .gone: name + " (gone)"
    }
  }
}
