import Canvas
import Charting
import Diagnostics
import Notation
import Reports
import Tables

/// Compares two trees of files: what they hold, and what is drawn of it.
///
/// A document is drawn again only if something that was read for it is not the same on both sides.
struct DiffRun {
  /// What is asked for.
  struct Wish {
    var shapes: [ReportFormat] = []
    var parameters: [ParameterWish] = []
    var isLenient = false
  }

  /// A document or a chart as it is on one side.
  private struct Drawing {
    var report: ComparedReport?
    var trace = ReadTrace()
    var log = DiagnosticLog()
  }

  /// Both versions of a document or a chart.
  private struct Drawings {
    var name: String
    var old: Drawing?
    var new: Drawing?
    /// Whether all that was read for it is the same on both sides.
    var isSame = false
  }

  /// A document or a chart, by its names on both sides.
  private struct Pair {
    var old: String
    var new: String
  }

  private let old: DiffSide
  private let new: DiffSide
  /// The one file on each side that is compared; nil compares the trees.
  private let pair: Pair?
  private let paths: [String]
  private let wish: Wish
  private let fonts: FontLibrary
  /// What was read for the documents that differ, below the roots.
  private var read: Set<String> = []
  /// The problems of the new side.
  private(set) var log = DiagnosticLog()

  init(_ old: DiffSide, _ new: DiffSide, paths: [String], wish: Wish, fonts: FontLibrary) {
    (self.old, self.new, self.paths, self.wish, self.fonts) = (old, new, paths, wish, fonts)
    pair = nil
  }

  /// Compares one file on each side, by their names there.
  init(_ old: (DiffSide, String), _ new: (DiffSide, String), wish: Wish, fonts: FontLibrary) {
    (self.old, self.new, self.wish, self.fonts) = (old.0, new.0, wish, fonts)
    paths = []
    pair = Pair(old: old.1, new: new.1)
  }

  /// What is different.
  mutating func difference() -> Difference {
    var difference = Difference(old.compared, new.compared)
    let inputs = self.inputs
    let progress = Progress(
      total: inputs.count, noun: "documents and charts", single: inputs.first?.new)
    var drawings: [Drawings] = []
    // What documents draw is told there.
    for isDocument in [true, false] {
      let asked = inputs.filter { input in
        Input.isDocument(input.new) == isDocument
          && (isDocument || !drawnInDocuments.contains(input.new))
      }
      drawings += drawn(asked, progress)
    }
    progress.finish()
    difference.data = data()
    let told = Set(difference.data.map(\.name))
    difference.files = files().filter { !told.contains($0.name) }
    let loader = DataLoader(files: new.files)
    difference.reports = drawings.compactMap { pair in
      let report = report(pair, difference.data, loader)
      return report.isEmpty ? nil : report
    }
    return difference
  }

  /// The specs that documents of either side draw.
  private var drawnInDocuments: Set<String> = []

  // MARK: Inputs

  /// The documents and charts of both sides that are of interest.
  private var inputs: [Pair] {
    if let pair { return DiffInput.kind(pair.new) == .data ? [] : [pair] }
    let names = Set(old.names).union(new.names).filter(isAskedFor).sorted()
    return names.filter { name in
      DiffInput.isChart(name)
        || DiffInput.isDocument(name)
          && (paths.contains(name) || DiffInput.hasFrontMatter(name, new, old))
    }.map { Pair(old: $0, new: $0) }
  }

  private func isAskedFor(_ name: String) -> Bool {
    paths.isEmpty || paths.contains { name == $0 || name.hasPrefix($0 + "/") }
  }

  // MARK: Drawing

  /// The inputs that differ, drawn on both sides; on all processors, if there are several.
  private mutating func drawn(_ inputs: [Pair], _ progress: Progress) -> [Drawings] {
    let (artist, fonts) = (self, fonts)
    let threads = inputs.count > 1 ? 1 : Workers.count
    let drawings = Workers.run(
      inputs, tool: { DiffTool(text: TextEngine(fonts: fonts), threads: threads) },
      tell: { _ in progress.advance() }, { artist.drawings($0, $1) })
    for pair in drawings {
      for (drawing, side) in [(pair.old, old), (pair.new, new)] {
        let names = (drawing?.trace.files ?? []).map(side.compared.relative)
        // What a document draws that cannot be drawn is looked at by itself.
        let isDrawn = [pair.old, pair.new].allSatisfy { $0.map { $0.report != nil } ?? true }
        if isDrawn, DiffInput.isDocument(pair.name) { drawnInDocuments.formUnion(names) }
        if !pair.isSame { read.formUnion(names) }
      }
      if let after = pair.new, after.report == nil { log.add(contentsOf: after.log) }
    }
    return drawings.filter { !$0.isSame }
  }

  /// Both versions of an input; only the old one if all that was read for it is the same.
  private func drawings(_ input: Pair, _ tool: DiffTool) -> Drawings {
    var pair = Drawings(name: input.new)
    pair.old = old.has(input.old) ? drawing(input.old, old, tool) : nil
    if let before = pair.old, self.pair == nil, isSame(before.trace) {
      pair.isSame = true
    } else {
      pair.new = new.has(input.new) ? drawing(input.new, new, tool) : nil
    }
    return pair
  }

  private func drawing(_ name: String, _ side: DiffSide, _ tool: DiffTool) -> Drawing {
    let files = SourceFiles(sharing: side.files)
    var drawing = Drawing()
    if let source = files.readInput(side.path(of: name), log: &drawing.log) {
      // Another side has other characters that no font has.
      tool.text.startAnew()
      drawing.report =
        Input.isDocument(name)
        ? document(source, files, tool, &drawing.log) : chart(source, files, tool, &drawing.log)
    }
    drawing.trace = files.trace
    return drawing
  }

  private func document(
    _ source: SourceText, _ files: SourceFiles, _ tool: DiffTool, _ log: inout DiagnosticLog
  ) -> ComparedReport? {
    var request = ReportRequest(
      source: source, files: files, formats: wish.shapes, isLenient: wish.isLenient)
    request.parameters = wish.parameters
    // A claim that is false is what is looked for.
    request.falseClaims = .warning
    request.memory = tool.memory
    request.threads = tool.threads
    let draw = request.drawChart
    request.drawChart = { chart, text, log in
      var chart = chart
      chart.wantsPlaces = true
      return draw(chart, text, &log)
    }
    return renderReport(request, text: tool.text, log: &log).map { ComparedReport($0) }
  }

  private func chart(
    _ source: SourceText, _ files: SourceFiles, _ tool: DiffTool, _ log: inout DiagnosticLog
  ) -> ComparedReport? {
    guard let node = NotationReader.read(source, log: &log) else { return nil }
    let loader = DataLoader(files: files, sharing: tool.memory.tables)
    tool.memory.tables = loader
    var request = ChartRequest(
      spec: node, files: files, loader: loader, isLenient: wish.isLenient)
    request.wantsPlaces = true
    return drawClaimedChart(request, falseClaims: .warning, text: tool.text, log: &log).map {
      ComparedReport($0)
    }
  }

  /// Whether all that was looked up and read on the old side is the same on the new one.
  private func isSame(_ trace: ReadTrace) -> Bool {
    for path in trace.files where FilePath.isBelow(path, old.root) {
      let name = old.compared.relative(path)
      guard let bytes = new.bytes(of: name), bytes == FilePath.contents(of: path) else {
        return false
      }
    }
    return trace.lookups.allSatisfy { path, found in
      guard found == nil, FilePath.isBelow(path, old.root) else { return true }
      return FilePath.resolved(new.path(of: old.compared.relative(path))) == nil
    }
  }

  // MARK: Data

  /// The data files that differ, among those that are asked for or that documents read.
  private func data() -> [DataDifference] {
    if let pair, DiffInput.kind(pair.new) == .data { return dataPair(pair) }
    // What was read outside of the sides is the same for both.
    let asked: Set<String> = pair == nil ? Set(old.names).union(new.names).filter(isAskedFor) : []
    let names = asked.union(read.filter { !$0.hasPrefix("/") }).filter(DiffInput.isData).sorted()
    let loaders = (DataLoader(files: old.files), DataLoader(files: new.files))
    return names.compactMap { name in
      guard isOther(name, loaders) else { return nil }
      let before = table(name, old, loaders.0)
      let after = table(name, new, loaders.1)
      return DataDifference(name: name, from: before, to: after)
    }
  }

  /// Two data files by different names.
  private func dataPair(_ pair: Pair) -> [DataDifference] {
    let before = table(pair.old, old, DataLoader(files: old.files))
    let after = table(pair.new, new, DataLoader(files: new.files))
    return [DataDifference(name: pair.new, from: before, to: after)].compactMap { $0 }
  }

  /// Whether a file, or what a Data Package says of it, differs.
  private func isOther(_ name: String, _ loaders: (DataLoader, DataLoader)) -> Bool {
    if old.bytes(of: name) != new.bytes(of: name) { return true }
    var log = DiagnosticLog()
    let packages = [(loaders.0, old), (loaders.1, new)].map { loader, side in
      loader.package(ofFile: side.path(of: name), log: &log)?.text.bytes
    }
    return packages[0] != packages[1]
  }

  private func table(_ name: String, _ side: DiffSide, _ loader: DataLoader) -> Table? {
    guard side.bytes(of: name) != nil else { return nil }
    // What is wrong with cells is for 'check' to tell.
    var log = DiagnosticLog()
    return loader.load(side.path(of: name), requiresRows: false, log: &log)
  }

  /// The other files that differ: documents, charts, and what was read for them.
  private func files() -> [Difference.File] {
    let own = pair == nil ? Set(inputs.map(\.new)) : []
    let names = Set(old.names).union(new.names).union(read).filter { name in
      !name.hasPrefix("/")
        && (read.contains(name) || own.contains(name)
          || isAskedFor(name) && (DiffInput.isData(name) || DataFolder.isPackage(name)))
    }
    return names.sorted().compactMap { name in
      switch (old.bytes(of: name), new.bytes(of: name)) {
      case (nil, nil): nil
      case (nil, _?): Difference.File(name: name, kind: .new)
      case (_?, nil): Difference.File(name: name, kind: .gone)
      case (let before?, let after?):
        before == after ? nil : Difference.File(name: name, kind: .changed)
      }
    }
  }

  // MARK: Reports

  private func report(
    _ pair: Drawings, _ data: [DataDifference], _ loader: DataLoader
  ) -> ReportDifference {
    var report = ReportDifference(name: pair.name)
    let (before, after) = (pair.old, pair.new)
    guard let before, let after else {
      report.presence = before == nil ? .added : .removed
      return report
    }
    guard let was = before.report, let now = after.report else {
      let (side, log) = after.report == nil ? (new, after.log) : (old, before.log)
      let first = log.entries.first { $0.severity == .error }?.text(.short) ?? ""
      let line = first.split(separator: "\n").first.map(String.init) ?? ""
      report.failure =
        "cannot be drawn in \(side.compared.name): "
        + side.told(line.replacing(": error: ", with: ": "))
      return report
    }
    return ReportDifference(
      name: pair.name, from: was, to: now, data: data, sides: (old.compared, new.compared),
      loader: loader)
  }
}

/// What one thread draws with.
private struct DiffTool {
  let text: TextEngine
  /// On how many threads the charts of one document are drawn.
  let threads: Int
  let memory = ReportMemory(keeping: .drawings)
}

/// Which files are compared in which way, by their names.
enum DiffInput {
  static func isDocument(_ name: String) -> Bool {
    let last = FilePath.name(of: name).lowercased()
    return Input.isDocument(name) && !last.hasPrefix("readme.") && !isHidden(name)
  }

  static func isChart(_ name: String) -> Bool {
    Input.isChart(name) && !isHidden(name)
  }

  static func isData(_ name: String) -> Bool { DataFolder.isData(name) && !isHidden(name) }

  /// The kinds of file that can be compared one by one.
  enum Kind { case document, chart, data }

  /// What a file is by its name; nil if it cannot be compared.
  static func kind(_ path: String) -> Kind? {
    if Input.isDocument(path) { return .document }
    if Input.isNamedChart(path) { return .chart }
    return DataFolder.isData(path) ? .data : nil
  }

  /// Whether a document of either side has front matter: other Markdown is for people at a code host.
  static func hasFrontMatter(_ name: String, _ sides: DiffSide...) -> Bool {
    sides.contains { side in
      guard let bytes = side.bytes(of: name) else { return false }
      return bytes.starts(with: "---\n".utf8) || bytes.starts(with: "---\r\n".utf8)
    }
  }

  private static func isHidden(_ name: String) -> Bool {
    name.split(separator: "/").contains { $0.hasPrefix("_") || $0.hasPrefix(".") }
  }
}
