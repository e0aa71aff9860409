import ArgumentParser
import Canvas
import Diagnostics
import Reports

/// Renders inputs, each on its own: one with errors does not keep the others from being made.
struct InputRun {
  let options: RenderOptions
  let stop: StopSwitch
  let inputs: InputList
  let cache: RenderCache?

  private var common: CommonOptions { options.common }
  private var many: ManyOptions { options.many }

  /// Renders all and writes what they became; throws if one has errors.
  func run() throws {
    let start = ContinuousClock.now
    // A file that changes meanwhile is the same for all inputs.
    let memory = FileMemory(isOfOneRun: true)
    let tasks = try inputs.entries.map {
      let output = options.output(of: $0)
      let isKept = $0.path != "-" && !OutputName.isStream(output ?? "")
      return InputTask(
        path: $0.path, output: output, files: try common.files(for: $0.path, memory: memory),
        key: isKept ? cache?.key(ofInput: $0.path, output: output) : nil)
    }
    let outcomes = render(tasks)
    let outputs = outcomes.filter { !$0.log.hasErrors }.flatMap(\.files)
    // What tells of the others comes first, and so is renamed last.
    let all = extra(tasks, outcomes) + outputs
    try OutputFile.checkNames(all)
    try OutputFile.check(all, areNotAmong: Set(tasks.flatMap(\.identities)))
    let result = OutputWriter.write(all, stop: stop)
    let failure = result.failure
    common.tell(missing + outcomes.map(\.log), failure)
    let hasErrors = !inputs.problems.isEmpty || outcomes.contains(where: \.log.hasErrors)
    if failure == nil, options.summary, !outputs.isEmpty || !hasErrors {
      let text = RenderSummary(
        files: outputs.map { WrittenFile($0) }, unchanged: result.unchanged,
        duration: ContinuousClock.now - start
      ).text
      try common.print(text, rest: "the files were written")
    }
    if options.timings { try common.print(RunTimes.text(of: outcomes.compactMap(\.times))) }
    if failure != nil || hasErrors { throw ExitCode(1) }
  }

  /// The arguments for which there was nothing, each as an input with an error.
  private var missing: [DiagnosticLog] {
    inputs.problems.map { problem in
      var log = DiagnosticLog()
      log.add(problem)
      return log
    }
  }

  /// What the inputs become: what they became earlier, where all is as it was.
  private func render(_ tasks: [InputTask]) -> [InputOutcome] {
    let kept = tasks.map { task in
      task.key.flatMap { cache?.files(for: $0, readingIn: task.files) }
    }
    var made = make(zip(tasks, kept).filter { $1 == nil }.map(\.0))[...]
    return kept.map { files in
      files.map { InputOutcome(files: $0) } ?? made.popFirst() ?? InputOutcome()
    }
  }

  private func make(_ tasks: [InputTask]) -> [InputOutcome] {
    let (options, common, cache) = (options, common, cache)
    let fonts = common.fonts
    let jobs = options.jobs ?? Workers.count
    let threads = tasks.count == 1 ? jobs : 1
    let progress = Progress(
      total: tasks.count, noun: "inputs", single: tasks.first?.path, isQuiet: many.quiet)
    let outcomes = Workers.run(
      tasks, threads: jobs,
      tool: { (text: TextEngine(fonts: fonts), memory: ReportMemory(keeping: .paragraphs)) },
      tell: { _ in progress.advance() },
      { task, tool in
        var outcome = InputOutcome()
        // What one input lacks is not told of another.
        tool.text.startAnew()
        // Another input may have another root, and so another Data Package for the same file.
        tool.memory.tables = nil
        guard let source = Input.read(task.path, files: task.files, log: &outcome.log) else {
          return outcome
        }
        var job = options.job(source, named: task.path, into: task.output, task.files)
        job.threads = threads
        job.memory = tool.memory
        job.known.cache = cache
        outcome.files = job.outputs(text: tool.text, times: &outcome.times, log: &outcome.log)
        // What a run had to say is to be said again, and so is not kept.
        if let key = task.key, outcome.log.entries.isEmpty {
          cache?.keep(outcome.files, madeOf: task.files.trace, for: key)
        }
        outcome.log = common.judged(outcome.log)
        return outcome
      })
    progress.finish()
    return outcomes
  }

  // MARK: What is written beside the outputs

  private func extra(_ tasks: [InputTask], _ outcomes: [InputOutcome]) -> [OutputFile] {
    var files: [OutputFile] = []
    if let path = many.manifest {
      let entries = zip(tasks, outcomes).map { task, outcome in
        var entry = Manifest.Entry(input: task.path)
        entry.take(outcome.log)
        if entry.errors == 0 {
          entry.files = outcome.files.map { WrittenFile($0, hasDigest: true) }
        }
        return entry
      }
      let manifest = Manifest(entries: entries, path: path)
      files.append(OutputFile(path: path, bytes: Array(manifest.text.utf8)))
    }
    if let path = many.deps {
      let rules = zip(tasks, outcomes).filter { !$1.log.hasErrors }.map { task, outcome in
        DependencyFile.Rule(
          outputs: outcome.files.map(\.path), sources: task.files.sources(of: task.path))
      }
      files.append(DependencyFile(path: path, rules: rules).file)
    }
    return files
  }
}

/// An input to be rendered, and where files may be read for it.
private struct InputTask: Sendable {
  var path: String
  /// Where its files go.
  var output: String?
  var files: SourceFiles
  /// Under which what it becomes is kept; nil if it is not.
  var key: ContentDigest?

  /// The input, and the files that were read for it.
  var identities: [FileIdentity] {
    let input = path == "-" ? FileIdentity(descriptor: 0) : FileIdentity(path: path)
    return files.identities + (input.map { [$0] } ?? [])
  }
}

/// What became of an input.
private struct InputOutcome: Sendable {
  var files: [OutputFile] = []
  /// How long the steps of a document took; nil for a chart.
  var times: PhaseTimes?
  var log = DiagnosticLog()
}
