import ArgumentParser
import Diagnostics
import Live

/// `playfair watch`: renders, and renders again on every change.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Renders, and renders again whenever a file changes that was read for it.",
    discussion: """
      It takes what 'render' takes. Everything that was read is watched: the inputs, what they \
      include, specs, data and their packages, bibliographies, themes and pictures, and also what \
      was looked for and not found. Of what has not changed nothing is made anew; the files are \
      those that 'render' would write. After an error the files written before stay. Ctrl-C ends.
      """)

  @OptionGroup var render: RenderOptions

  func validate() throws {
    if render.input.contains("-") {
      throw ValidationError("standard input, '-', cannot be watched; name a file")
    }
    if render.output == "-" {
      throw ValidationError("'watch' writes files again and again; name a file or a folder with -o")
    }
    let forRender = [
      ("for-each", render.many.rows), ("manifest", render.many.manifest),
      ("deps", render.many.deps),
    ]
    if let option = forRender.first(where: { $0.1 != nil })?.0 {
      throw ValidationError("--\(option) is for 'render'; 'watch' follows the inputs that it names")
    }
    if render.timings || render.summary {
      throw ValidationError(
        "--\(render.timings ? "timings" : "summary") is for 'render'; 'watch' prints a line a run")
    }
  }

  func run() throws {
    let stop = StopSwitch()
    let session = RenderSession(render)
    var hadErrors = false
    func readings(_ outcomes: [RenderSession.Outcome]) -> [WatchLoop.Reading] {
      outcomes.map { outcome in
        WatchLoop.Reading(input: outcome.path, files: outcome.files) { eagerly in
          session.reader(for: outcome.path, eagerly: eagerly)
        }
      }
    }
    let loop = WatchLoop(
      isEager: true,
      step: { cause in
        let confirm = cause.confirm.map { confirm in
          { (outcomes: [RenderSession.Outcome]) in confirm(readings(outcomes)) }
        }
        let run = session.run(stop: stop, confirm: confirm)
        if run.isOutdated { return nil }
        tell(run, cause, hadErrors)
        hadErrors = run.errorCount > 0
        if run.outcomes.isEmpty { return waiting }
        return readings(run.outcomes)
      },
      fail: { StandardError.write("playfair: error: files cannot be watched: \($0)\n") })
    do {
      try loop.run(FileWatcher())
    } catch let error as WatchError {
      StandardError.write("playfair: error: files cannot be watched: \(error.reason)\n")
      throw ExitCode(1)
    }
  }

  /// What to wait for where the inputs name nothing: whatever comes where they begin.
  private var waiting: [WatchLoop.Reading] {
    render.input.map { input in
      let start = NamePattern.isPattern(input) ? NamePattern(input).folder : input
      func reader() -> SourceFiles? {
        let files = try? render.common.files(for: "-", memory: FileMemory())
        files?.note(start)
        return files
      }
      return WatchLoop.Reading(input: input, files: reader()) { _ in reader() }
    }
  }

  private func tell(_ run: RenderSession.Run, _ cause: WatchLoop.Cause, _ hadErrors: Bool) {
    let common = render.common
    for outcome in run.outcomes {
      for entry in outcome.log.inReadingOrder {
        StandardError.write(entry.text(common.messageFormat))
      }
    }
    if let failure = run.failure {
      StandardError.write(failure.diagnostic.text(common.messageFormat))
    }
    for problem in run.problems { StandardError.write(problem.text(common.messageFormat)) }
    guard !render.many.quiet else { return }
    let isWritten = run.failure == nil && !run.isRefused
    var line = WatchLine(
      changes: cause.changes,
      written: isWritten
        ? run.outputs.filter { !run.unchanged.contains($0.path) }
          .map { ($0.path, $0.bytes.count) } : [],
      errors: run.errorCount, warnings: run.outcomes.reduce(0) { $0 + $1.log.warningCount },
      hadErrors: hadErrors, duration: .now - cause.start)
    if cause.isFirst {
      line.watched = Set(run.outcomes.flatMap { $0.files?.filesRead ?? [] }).count
    }
    _ = StandardOutput.write(Array(line.text.utf8))
  }
}
