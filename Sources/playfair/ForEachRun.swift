import ArgumentParser
import Canvas
import Diagnostics
import Reports
import Synchronization
import Tables

/// Sets one document for each row of a table, on all threads.
///
/// A report is written as soon as it is made, and then only its name, size and messages are kept, so
/// that a thousand take no more memory than a few. What all need is read once: the document, the
/// tables, the fonts. One that fails does not keep the others from being made.
struct ForEachRun {
  let options: RenderOptions
  let cache: RenderCache?
  let stop: StopSwitch
  let document: String
  /// The name of the table.
  let table: String

  private var common: CommonOptions { options.common }
  private var many: ManyOptions { options.many }

  /// What is left of a report when it has been written.
  private struct Outcome: Sendable {
    var entry: Manifest.Entry
    var sources: [String] = []
    /// The files that were read for it.
    var read: Set<FileIdentity> = []
    var unchanged: Set<String> = []
    var times: PhaseTimes?
    /// Its messages, as they are printed.
    var texts: [String] = []
    /// The values of its row, for those who read messages.
    var label: String
  }

  /// Makes all reports; throws if one has failed.
  func run() throws {
    let start = ContinuousClock.now
    var log = DiagnosticLog()
    let files = try common.files(for: document)
    let loader = DataLoader(files: files)
    guard let source = files.readInput(document, log: &log),
      let rows = rows(source, loader, log: &log), !log.hasErrors
    else { return try common.report(log) }
    common.tell([log])
    try checkNames(rows, source, files)
    let outcomes = outcomes(of: rows, source, files, loader)
    let left = try write(outcomes, rows, files, start)
    if left || outcomes.contains(where: { $0.entry.errors > 0 }) { throw ExitCode(1) }
  }

  // MARK: Rows

  private func rows(
    _ source: SourceText, _ loader: DataLoader, log: inout DiagnosticLog
  ) -> ReportRows? {
    let head = ReportHead(of: source)
    guard
      var rows = ReportRows(
        table, filter: many.filter, head: head, fixed: options.given.parameters, document: source,
        loader: loader, log: &log)
    else { return nil }
    rows.nameFiles(
      usual: OutputName.stem(document), head: head,
      paths: { paths(stem: $0, head) }, log: &log)
    // Names are compared among all rows: the parts of a run go to one folder in the end.
    if let shard = many.shard { rows.keep(shard) }
    return log.hasErrors ? nil : rows
  }

  /// The files and folders of a report whose files have a name.
  private func paths(stem: String, _ head: ReportHead) -> [String] {
    let main = head.formats.first ?? .briefing
    return shapes(head).map {
      OutputName.path(stem: stem, output: options.output, shape: $0, isMain: $0 == main)
    } + [OutputName.figureFolder(stem: stem, output: options.output)]
  }

  /// The shapes of each report; figures in files of their own are made only if they are asked for.
  private func shapes(_ head: ReportHead) -> [ReportFormat] {
    options.shapes?.formats ?? (head.formats.isEmpty ? [.briefing] : head.formats)
  }

  private var manifestPath: String {
    if let manifest = many.manifest { return manifest }
    let name = many.shard.map { "manifest-\($0.part)-of-\($0.count).json" } ?? "manifest.json"
    return options.output.map { OutputName.inFolder($0, name) } ?? name
  }

  /// Throws if the manifest or the dependencies would take the place of a report or of an input.
  private func checkNames(
    _ rows: ReportRows, _ source: SourceText, _ files: SourceFiles
  ) throws {
    let head = ReportHead(of: source)
    let reports = rows.rows.flatMap { paths(stem: $0.stem, head) }
    try OutputFile.checkNames(extra + reports.map { OutputFile(path: $0, bytes: []) })
    try OutputFile.check(extra, areNotAmong: Set(files.identities + inputs))
  }

  /// The files beside the reports, of which only the names are known.
  private var extra: [OutputFile] {
    ([manifestPath] + (many.deps.map { [$0] } ?? [])).map { OutputFile(path: $0, bytes: []) }
  }

  /// The files that were named, whatever was read of them.
  private var inputs: [FileIdentity] { [document, table].compactMap { FileIdentity(path: $0) } }

  // MARK: Reports

  private func outcomes(
    of rows: ReportRows, _ source: SourceText, _ files: SourceFiles, _ loader: DataLoader
  ) -> [Outcome] {
    let head = ReportHead(of: source)
    let fonts = common.fonts
    let progress = Progress(total: rows.rows.count, noun: "reports", isQuiet: many.quiet)
    let told = ToldTexts()
    let common = common
    let outcomes: [Outcome] = Workers.run(
      rows.rows.enumerated().map { (part: $0.offset, row: $0.element) },
      threads: options.jobs ?? Workers.count,
      tool: {
        let memory = ReportMemory(tables: loader, keeping: .paragraphs)
        return (text: TextEngine(fonts: fonts, keepsLines: true), memory: memory)
      },
      tell: { (outcome: Outcome) in
        // What is the matter with the document is the same in each report, and is said once.
        let new = told.new(among: outcome.texts)
        for text in new { progress.write(text) }
        if outcome.entry.errors > 0, !new.isEmpty, common.messageFormat == .human {
          progress.write("playfair: \(outcome.label) failed; the others go on\n")
        }
        progress.advance()
      },
      { task, tool in
        tool.text.startAnew()
        return report(task.row, task.part, source, SourceFiles(sharing: files), head, tool)
      })
    progress.finish()
    return outcomes
  }

  /// Makes one report and writes it.
  private func report(
    _ row: ReportRows.Row, _ part: Int, _ source: SourceText, _ files: SourceFiles,
    _ head: ReportHead, _ tool: (text: TextEngine, memory: ReportMemory)
  ) -> Outcome {
    var log = DiagnosticLog()
    var times: PhaseTimes?
    var job = RenderJob(
      source: source, name: document, files: files, output: options.output,
      formats: options.format?.formats,
      shapes: options.format == nil ? shapes(head) : options.shapes?.formats ?? [],
      parameters: row.wishes, picture: options.picture, common: common, threads: 1)
    job.stem = row.stem
    job.memory = tool.memory
    job.known.cache = cache
    let outputs = job.outputs(text: tool.text, times: &times, log: &log)
    log = common.judged(log)
    var outcome = Outcome(
      entry: Manifest.Entry(
        input: document, row: row.number, parameters: head.values(given: row.wishes)),
      label: row.wishes.map { "\($0.name)=\($0.text)" }.joined(separator: ", "))
    outcome.times = times
    outcome.read = Set(files.identities)
    if !log.hasErrors { write(outputs, part, files, to: &outcome, log: &log) }
    outcome.entry.take(log)
    outcome.texts = log.inReadingOrder.map { $0.text(common.messageFormat) }
    return outcome
  }

  private func write(
    _ outputs: [OutputFile], _ part: Int, _ files: SourceFiles, to outcome: inout Outcome,
    log: inout DiagnosticLog
  ) {
    let read = outcome.read.union(inputs)
    if let path = OutputFile.clash(of: outputs, with: read) {
      log.add(
        .overwritesInput(path, "give another folder with '--output', or another 'output-file'"))
      return
    }
    // Which files only the reports read shows when they are made.
    if let path = OutputFile.clash(of: extra, with: read) {
      log.add(.overwritesInput(path, "give another file with '--manifest' or '--deps'"))
      return
    }
    let result = OutputWriter.write(outputs, stop: stop, sweeps: part == 0)
    if let failure = result.failure {
      log.add(failure.diagnostic)
      return
    }
    outcome.unchanged = result.unchanged
    outcome.entry.files = outputs.map { WrittenFile($0, hasDigest: true) }
    if many.deps != nil { outcome.sources = files.sources(of: document) }
  }

  // MARK: What is left to be written

  /// Writes the manifest and the dependencies, and tells how it went; whether any of it failed.
  private func write(
    _ outcomes: [Outcome], _ rows: ReportRows, _ files: SourceFiles,
    _ start: ContinuousClock.Instant
  ) throws -> Bool {
    let manifest = Manifest(
      rows: table, shard: many.shard, unusedColumns: rows.unused, entries: outcomes.map(\.entry),
      path: manifestPath)
    var extra = [OutputFile(path: manifestPath, bytes: Array(manifest.text.utf8))]
    if let path = many.deps {
      let tables = files.sources(of: table)
      let rules = outcomes.map { outcome in
        DependencyFile.Rule(
          outputs: outcome.entry.files.map(\.path),
          sources: outcome.sources + tables.filter { !outcome.sources.contains($0) })
      }
      extra.append(DependencyFile(path: path, rules: rules).file)
    }
    try OutputFile.check(extra, areNotAmong: outcomes.reduce(into: []) { $0.formUnion($1.read) })
    let failure = OutputWriter.write(extra, stop: stop).failure
    if let failure { StandardError.write(failure.diagnostic.text(common.messageFormat)) }
    if options.summary {
      let summary = RenderSummary(
        files: outcomes.flatMap(\.entry.files),
        unchanged: outcomes.reduce(into: []) { $0.formUnion($1.unchanged) },
        duration: ContinuousClock.now - start)
      try common.print(summary.text, rest: "the files were written")
    }
    if options.timings { try common.print(RunTimes.text(of: outcomes.compactMap(\.times))) }
    if common.messageFormat == .human, !many.quiet { StandardError.write(closing(manifest, rows)) }
    return failure != nil
  }

  /// The closing line.
  private func closing(_ manifest: Manifest, _ rows: ReportRows) -> String {
    func count(_ number: Int, _ noun: String) -> String {
      number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }
    let files = manifest.entries.flatMap(\.files)
    let failed = manifest.entries.count { $0.errors > 0 }
    let warned = manifest.entries.count { $0.errors == 0 && $0.warnings > 0 }
    var line = "playfair: \(count(manifest.entries.count, "report"))"
    if let shard = many.shard { line += " of part \(shard.part)/\(shard.count)" }
    line += ", \(count(files.count, "file"))"
    line += ", \(RenderSummary.size(files.reduce(0) { $0 + $1.size }))"
    if failed > 0 { line += "; \(failed) failed" }
    if warned > 0 { line += "; \(warned) with warnings" }
    if rows.repeated > 0 {
      line += "; \(count(rows.repeated, "row")) with values of an earlier one"
    }
    line += "; \(manifestPath) lists them\n"
    guard !rows.unused.isEmpty else { return line }
    let names = Suggestion.list(rows.unused)
    return "playfair: columns of '\(table)' that are no parameters: \(names)\n" + line
  }
}

/// What has been said in a run.
private final class ToldTexts: Sendable {
  private let texts = Mutex<Set<String>>([])

  /// Those texts that have not been said yet.
  func new(among all: [String]) -> [String] {
    texts.withLock { told in all.filter { told.insert($0).inserted } }
  }
}

extension SourceFiles {
  /// The files that were read for an input, the input first, as the working directory knows them.
  func sources(of input: String) -> [String] {
    let names = filesRead.map { relativeName($0) }
    let first = FilePath.resolved(input).map { relativeName($0) }
    return (first.map { [$0] } ?? []) + names.filter { $0 != first }
  }
}

extension Diagnostic {
  static func overwritesInput(_ path: String, _ hint: String) -> Diagnostic {
    .error(
      "overwrites-input", "'\(path)' is read for this output and would be overwritten", hint: hint)
  }
}
