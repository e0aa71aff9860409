import Diagnostics
import Notation
import Synchronization

/// The one door through which data files come: finds the format and the Data Package, reads each
/// file once however many charts ask for it, and may be used by several at once.
public final class DataLoader: Sendable {
  /// Where the files are read.
  public let files: SourceFiles
  private let store: Store

  /// What was read, for all who share it.
  private final class Store: Sendable {
    let tables = Mutex<[Request: Answer]>([:])
    let keys = Mutex<[Request: KeyAnswer]>([:])
    let packages = Mutex<[String: PackageAnswer]>([:])
    let catalogs = Mutex<[CatalogKey: KeyCatalog]>([:])
  }

  private struct CatalogKey: Hashable {
    var file: DataFile
    var keyColumn: String
    var textColumns: [String]
  }

  private struct Request: Hashable {
    @ExactText var file: String
    var format: DataFormat
    var requiresRows: Bool
  }

  private struct Answer {
    var table: Table?
    var log: DiagnosticLog
    /// What was looked up and read for it.
    var trace = ReadTrace()
  }

  private struct KeyAnswer {
    /// The file that was checked: another one, if anything in it has changed.
    var file: DataFile
    var log = DiagnosticLog()
    var trace = ReadTrace()
  }

  private struct PackageAnswer {
    var package: DataPackage?
    var log: DiagnosticLog
    var trace: ReadTrace
  }

  /// Creates a loader; what another one has read already is not read again, unless the files that
  /// it was made from have changed since.
  public init(files: SourceFiles, sharing other: DataLoader? = nil) {
    self.files = files
    store = other?.store ?? Store()
  }

  /// The rows of a table by their key, put together once for each file.
  func catalog(of table: Table, keyColumn: String, textColumns: [String]) -> KeyCatalog {
    guard case .file(let file) = table.lineage else {
      return KeyCatalog(table, keyColumn: keyColumn, textColumns: textColumns)
    }
    let key = CatalogKey(file: file, keyColumn: keyColumn, textColumns: textColumns)
    if let known = store.catalogs.withLock({ $0[key] }) { return known }
    let made = KeyCatalog(table, keyColumn: keyColumn, textColumns: textColumns)
    store.catalogs.withLock { known in
      // Those of files that have changed since are of no use.
      if known.count >= 100 { known = [:] }
      known[key] = made
    }
    return made
  }

  /// Reads a data file that a spec or a package names.
  ///
  /// A file that a Data Package describes is read as the package says; its rows then know their
  /// sources. Cells that are not of their type are errors, and missing in the table.
  ///
  /// - Parameters:
  ///   - path: as written; relative to the naming file, else to the root.
  ///   - place: where the path was written, for messages and for the relative look-up.
  ///   - format: how it is to be read, as far as that is said.
  ///   - requiresRows: whether a file without rows is an error.
  ///   - log: takes the problems, also those of a file that was read before.
  /// - Returns: the rows with their lineage; nil if there is nothing to be read.
  public func load(
    _ path: String, namedAt place: Place? = nil, format: DataFormat = DataFormat(),
    requiresRows: Bool = true, log: inout DiagnosticLog
  ) -> Table? {
    load(
      path, namedAt: place, format: format, requiresRows: requiresRows, checking: [], log: &log)
  }

  private func load(
    _ path: String, namedAt place: Place?, format: DataFormat, requiresRows: Bool,
    checking: [Request], log: inout DiagnosticLog
  ) -> Table? {
    guard let file = files.locate(path, namedAt: place), files.isReadable(file) else {
      // Says what is wrong with the path.
      _ = files.read(path, namedAt: place, what: "data file", log: &log)
      return nil
    }
    let request = Request(file: file, format: format, requiresRows: requiresRows)
    let answer = known(request) ?? read(request, written: path, namedAt: place)
    files.note(answer.trace)
    log.add(contentsOf: answer.log)
    if let table = answer.table {
      log.add(contentsOf: keyProblems(of: table, request, checking: checking))
    }
    return answer.table
  }

  /// The rows of a file, if they have been read and nothing of it has changed.
  private func known(_ request: Request) -> Answer? {
    store.tables.withLock { $0[request] }.flatMap { files.holds($0.trace) ? $0 : nil }
  }

  /// What is wrong with the keys of a file that a Data Package describes; looked for once.
  ///
  /// Keys that lead in a circle end at the files that are being checked already, by this call: what
  /// other threads are at makes no difference to what is told.
  private func keyProblems(
    of table: Table, _ request: Request, checking: [Request]
  ) -> DiagnosticLog {
    guard case .file(let file) = table.lineage, let resource = file.resource,
      let package = file.package, resource.hasKeys
    else { return DiagnosticLog() }
    if checking.contains(request) { return DiagnosticLog() }
    if let known = store.keys.withLock({ $0[request] }), known.file == file,
      files.holds(known.trace)
    {
      files.note(known.trace)
      return known.log
    }
    var answer = KeyAnswer(file: file)
    let inner = DataLoader(files: SourceFiles(sharing: files), sharing: self)
    let check = KeyCheck(resource, table, file, package: package) { target, log in
      inner.load(target, requiresRows: false, checking: checking + [request], log: &log)
    }
    check.run(log: &answer.log)
    answer.trace = inner.files.trace
    files.note(answer.trace)
    // Inside another check a circle may have cut this one short.
    if checking.isEmpty { store.keys.withLock { [answer] in $0[request] = answer } }
    return answer.log
  }

  /// Reads the file of a resource of a package.
  public func load(
    _ resource: ResourceDescriptor, requiresRows: Bool = false, log: inout DiagnosticLog
  ) -> Table? {
    load(resource, requiresRows: requiresRows, checking: [], log: &log)
  }

  private func load(
    _ resource: ResourceDescriptor, requiresRows: Bool, checking: [Request],
    log: inout DiagnosticLog
  ) -> Table? {
    guard let file = resource.file else {
      log.add(.missingResource(resource))
      return nil
    }
    return load(
      file, namedAt: resource.place, format: DataFormat(), requiresRows: requiresRows,
      checking: checking, log: &log)
  }

  /// Reads the values written in a spec: a list, an object, or a text of delimited cells.
  public func load(
    values: Node, format: DataFormat = DataFormat(), log: inout DiagnosticLog
  ) -> Table? {
    guard let content = values.string else {
      if values.elements?.isEmpty ?? false {
        log.add(.emptyTable(at: values.place, why: "the list of values holds no rows"))
        return nil
      }
      return table(of: values, format, log: &log)?.converted(
        by: format.rules, at: values.place, log: &log)
    }
    let text = SourceText(name: values.place.label, text: content)
    return read(
      text, as: format.kind ?? .csv, format: format, resource: nil, package: nil, log: &log)
  }

  private func table(of values: Node, _ format: DataFormat, log: inout DiagnosticLog) -> Table? {
    if format.kind == .topojson {
      return TopoJSONRows.table(of: values, part: format.part, log: &log)?.table
    }
    guard format.property != nil else { return Table(values: values, log: &log) }
    guard let rows = JSONRows.rows(of: values, property: format.property, log: &log) else {
      return nil
    }
    return Table(values: Node(.array(rows), at: values.place), log: &log)
  }

  /// The Data Package that describes a file, by its absolute path; nil if there is none.
  public func package(ofFile file: String, log: inout DiagnosticLog) -> DataPackage? {
    DataPackage.find(for: file, below: files.root) { path in
      let found = files.resolved(path)
      if let found, FilePath.kind(of: found) == .file { return package(at: path, log: &log) }
      guard FilePath.isTaken(path) else { return nil }
      // Without it units and sources would be missing, and nobody would know.
      log.add(.unreadablePackage(files.relativeName(path), FilePath.kind(of: path)))
      return nil
    }
  }

  /// Reads the `datapackage.json` at a path, relative to the root or absolute.
  public func package(at path: String, log: inout DiagnosticLog) -> DataPackage? {
    if let known = store.packages.withLock({ $0[path] }), files.holds(known.trace) {
      files.note(known.trace)
      log.add(contentsOf: known.log)
      return known.package
    }
    let files = SourceFiles(sharing: self.files)
    var problems = DiagnosticLog()
    let text = files.read(path, namedAt: nil, what: "data package", log: &problems)
    let folder = files.locate(path, namedAt: nil).map { FilePath.folder(of: $0) }
    let package = text.flatMap { text in
      DataPackage.read(
        text, folder: folder,
        readPart: { path, place, log in
          guard let folder, let file = files.locate(folder + "/" + path, namedAt: place) else {
            log.add(.missingPart(path, at: place))
            return nil
          }
          return files.read(file, namedAt: place, what: "file", log: &log).map { ($0, file) }
        }, log: &problems)
    }
    // Which of its files there are is a part of what it says.
    for resource in package?.resources ?? [] {
      if let folder { _ = files.resolved(folder + "/" + resource.path) }
    }
    let answer = PackageAnswer(package: package, log: problems, trace: files.trace)
    self.files.note(answer.trace)
    store.packages.withLock { $0[path] = answer }
    log.add(contentsOf: problems)
    return package
  }

  private func read(_ request: Request, written path: String, namedAt place: Place?) -> Answer {
    var answer = Answer(log: DiagnosticLog())
    let inner = DataLoader(files: SourceFiles(sharing: files), sharing: self)
    let package = inner.package(ofFile: request.file, log: &answer.log)
    let resource = package?.resource(ofFile: request.file)
    var format = request.format
    format.property = format.property ?? resource?.property
    let described = resource?.format.flatMap { DataFormat.Kind(rawValue: $0) }
    let text = inner.files.read(
      path, namedAt: place, what: "data file", encoding: resource?.encoding ?? .utf8,
      log: &answer.log)
    answer.trace = inner.files.trace
    guard let text else { return answer }
    guard let kind = format.kind ?? described ?? DataFormat.Kind(path: request.file) else {
      answer.log.add(.unknownEnding(FilePath.name(of: request.file), at: place))
      return answer
    }
    answer.table = read(
      text, as: kind, format: format, resource: resource, package: package,
      requiresRows: request.requiresRows, log: &answer.log)
    return store.tables.withLock { [answer, files] known in
      // Another thread may have been faster; rows are to be of one file.
      if let first = known[request], files.holds(first.trace) { return first }
      known[request] = answer
      return answer
    }
  }

  private func read(
    _ text: SourceText, as kind: DataFormat.Kind, format: DataFormat,
    resource: ResourceDescriptor?, package: DataPackage?, requiresRows: Bool = true,
    log: inout DiagnosticLog
  ) -> Table? {
    switch kind {
    case .csv, .tsv, .dsv:
      var dialect = resource?.dialect ?? (kind == .tsv ? .tabs : .commas)
      if kind == .dsv || resource?.dialect == nil {
        dialect.delimiter = format.delimiter ?? dialect.delimiter
      }
      return CSVReader.read(
        text, dialect: dialect, resource: resource, package: package, rules: format.rules,
        requiresRows: requiresRows, log: &log)
    case .json:
      return JSONRows.read(
        text, property: format.property, resource: resource, package: package,
        rules: format.rules, requiresRows: requiresRows, log: &log)
    case .topojson:
      return TopoJSONRows.read(
        text, part: format.part, resource: resource, package: package, rules: format.rules,
        log: &log)
    case .ndjson:
      return JSONRows.readLines(
        text, resource: resource, package: package, rules: format.rules,
        requiresRows: requiresRows, log: &log)
    }
  }
}

extension Table {
  /// The table with the columns turned into the types asked for.
  ///
  /// Cells that are not of their type are missing: an error for a strict rule, else a warning,
  /// at `place`, since values in a spec have no file of their own.
  public func converted(
    by rules: ParseRules, at place: Place, log: inout DiagnosticLog
  ) -> Table {
    var table = self
    for rule in rules.rules {
      guard let column = self[rule.column] else {
        if rule.isStrict {
          log.add(.unknownRuleColumn(rule.column, among: columnNames, at: rule.place ?? place))
        }
        continue
      }
      let (converted, failures) = column.converted(to: rule.type)
      table.set(converted)
      if !failures.isEmpty {
        log.add(.valuesNotOfType(rule, failures, of: column, at: rule.place ?? place))
      }
    }
    return table
  }
}

extension Diagnostic {
  static func unknownEnding(_ name: String, at place: Place?) -> Diagnostic {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let isSheet = ["xlsx", "xls", "ods", "numbers", "parquet", "feather", "arrow", "sqlite", "db"]
      .contains(ending)
    return .error(
      "unknown-format", "the format of '\(name)' is not known", at: place,
      why: "the endings .csv, .tsv, .json, .ndjson and .jsonl tell the format",
      hint: isSheet
        ? "export the table as CSV, and name that file"
        : "say how it is written, such as 'format: {type: csv}'")
  }

  static func unreadablePackage(_ name: String, _ kind: FilePath.Kind?) -> Diagnostic {
    let what =
      switch kind {
      case nil: "a link that leads nowhere"
      case .directory: "a directory"
      default: "not a regular file"
      }
    return .error(
      "not-a-file", "the data package '\(name)' is \(what)",
      why: "it would say what the columns of the data below its folder mean",
      hint: "put the file there, or take away what stands in its place")
  }

  static func missingResource(_ resource: ResourceDescriptor) -> Diagnostic {
    .error(
      "missing-file", "there is no data file '\(resource.path)'", at: resource.place,
      why: "the data package lists it as '\(resource.name)', beside itself")
  }

  static func missingPart(_ path: String, at place: Place) -> Diagnostic {
    .error(
      "missing-file", "there is no file '\(path)'", at: place,
      why: "the data package names it for a part of the description, beside itself")
  }

  static func valuesNotOfType(
    _ rule: ParseRules.Rule, _ failures: [Int], of column: Column, at place: Place
  ) -> Diagnostic {
    let first = failures.first.map { Tally.shown(column[$0].text) } ?? ""
    return Diagnostic(
      rule.isStrict ? .error : .warning, "cell-type",
      "\(Tally.phrase(failures.count, "value is", "values are")) not \(rule.type.columnPhrase) "
        + column.label,
      at: place, why: "the first is '\(first)'")
  }
}
