import ArgumentParser
import Canvas
import Diagnostics
import Reports
import Tables

/// Renders the same inputs again and again; what is costly and has not changed stays in memory.
///
/// Each run gives the bytes that a first run would give.
final class RenderSession {
  /// An input, where files were read for it, and what became of it.
  struct Outcome {
    var path: String
    /// Where its files were read; nil if its folder is not there.
    var files: SourceFiles?
    var outputs: [OutputFile] = []
    var log = DiagnosticLog()
  }

  /// What became of all inputs.
  struct Run {
    var outcomes: [Outcome] = []
    /// The files that were to be written, and what became of them.
    var outputs: [OutputFile] = []
    var unchanged: Set<String> = []
    var failure: OutputWriter.Failure?
    /// What is wrong with the arguments or with the files as a whole: an output that would take the
    /// place of an input, a pattern that nothing fits.
    var problems: [Diagnostic] = []
    /// Whether nothing was written for that.
    var isRefused = false
    /// Whether all was in vain, since what was read has changed meanwhile; nothing was written.
    var isOutdated = false

    var errorCount: Int {
      outcomes.reduce(0) { $0 + $1.log.errorCount } + (failure == nil ? 0 : 1)
        + problems.count
    }
  }

  private let options: RenderOptions
  private let text: TextEngine
  private let engines: EnginePool
  private let files = FileMemory()
  private let encoded = EncodedFiles()
  private var memories: [String: ReportMemory] = [:]

  /// Creates a session for some options.
  init(_ options: RenderOptions) {
    self.options = options
    text = TextEngine(fonts: options.common.fonts, keepsLines: true)
    engines = EnginePool(fonts: options.common.fonts)
  }

  /// A reader of files as they are now, which knows what the runs have read; `eagerly` as
  /// `FileMemory` has it.
  func reader(for input: String, eagerly: Bool = false) -> SourceFiles? {
    files.setEager(eagerly)
    return try? options.common.files(for: input, memory: files)
  }

  /// Renders all inputs and writes what they became; that no signal interrupts.
  ///
  /// Where `confirm` is given, files are read before it is sure that they are whole: before anything
  /// is written it tells whether they were.
  func run(stop: StopSwitch? = nil, confirm: (([Outcome]) -> Bool)? = nil) -> Run {
    files.setEager(confirm != nil)
    files.startRun()
    encoded.startRun()
    var run = Run()
    let inputs = options.inputs
    run.outcomes = inputs.entries.map(render)
    run.problems = inputs.problems
    if let confirm, !confirm(run.outcomes) {
      run.isOutdated = true
      return run
    }
    run.outputs = run.outcomes.filter { !$0.log.hasErrors }.flatMap(\.outputs)
    do {
      try OutputFile.checkNames(run.outputs)
      try OutputFile.check(run.outputs, areNotAmong: Set(run.outcomes.flatMap(\.identities)))
    } catch {
      run.problems.append(.error("output", "\(error)"))
      run.isRefused = true
      return run
    }
    let result = OutputWriter.write(run.outputs, stop: stop)
    (run.unchanged, run.failure) = (result.unchanged, result.failure)
    return run
  }

  private func render(_ entry: InputList.Entry) -> Outcome {
    let path = entry.path
    var outcome = Outcome(path: path)
    do {
      outcome.files = try options.common.files(for: path, memory: files)
    } catch {
      outcome.log.add(.error("unreadable-folder", "\(error)"))
    }
    guard let reader = outcome.files,
      let source = Input.read(path, files: reader, log: &outcome.log)
    else { return outcome }
    // Fonts and measures stay; only what was missing is to be told again.
    text.startAnew()
    let memory = memories[path] ?? ReportMemory(keeping: .drawings, engines: engines)
    memories[path] = memory
    var job = options.job(source, named: path, into: options.output(of: entry), reader)
    (job.memory, job.known.memory, job.engines) = (memory, encoded, engines)
    var times: PhaseTimes?
    outcome.outputs = job.outputs(text: text, times: &times, log: &outcome.log)
    return outcome
  }
}

extension RenderSession.Outcome {
  /// The input, and the files that were read for it.
  fileprivate var identities: [FileIdentity] {
    (files?.identities ?? []) + (FileIdentity(path: path).map { [$0] } ?? [])
  }
}

extension RenderOptions {
  /// Where the files of an input go: those of a folder stand as the inputs stood there.
  func output(of entry: InputList.Entry) -> String? {
    guard !entry.folder.isEmpty else { return output }
    return (output.map { OutputName.inFolder($0, entry.folder) } ?? entry.folder) + "/"
  }

  /// The way of an input to its outputs, on all threads that are asked for.
  func job(
    _ source: SourceText, named name: String, into output: String?, _ files: SourceFiles
  ) -> RenderJob {
    RenderJob(
      source: source, name: name, files: files, output: output, formats: format?.formats,
      shapes: shapes?.formats ?? [], parameters: given.parameters, picture: picture, common: common,
      threads: jobs ?? Workers.count)
  }
}
