import Reports

/// How long the steps of a run took, for `--timings`.
///
///     lines         0.42 s
///     figures       0.21 s
///     all           0.63 s of processor time
enum RunTimes {
  /// The lines for some documents together.
  static func text(of runs: [PhaseTimes]) -> String {
    var names: [String] = []
    var seconds: [String: Double] = [:]
    for phase in runs.flatMap(\.phases) {
      if seconds[phase.name] == nil { names.append(phase.name) }
      seconds[phase.name, default: 0] += phase.seconds
    }
    let all = names.reduce(0) { $0 + (seconds[$1] ?? 0) }
    let lines = names.map { line($0, seconds[$0] ?? 0) + "\n" }
    return lines.joined() + line("all", all) + " of processor time\n"
  }

  private static func line(_ name: String, _ seconds: Double) -> String {
    name + String(repeating: " ", count: max(1, 13 - name.count))
      + RenderSummary.seconds(.seconds(seconds))
  }
}
