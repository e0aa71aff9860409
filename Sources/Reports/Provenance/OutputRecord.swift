import Canvas
import Charting
import Diagnostics
import Notation
import Tables

/// What a file says of how it was made: from which rows, texts and wishes, each with its digest.
///
/// Paths are relative to the root; nothing tells who made it, or when, or on which machine. The form
/// in a file is an object of JSON on one line, sealed by `FileRecord`.
public struct OutputRecord: Sendable {
  /// A file that was read, as a whole.
  public struct File: Sendable, Hashable {
    /// Its path below the root.
    public var name: String
    /// The SHA-256 of its bytes, or of what counts of it.
    public var digest: String
  }

  /// The part of a data file that was used.
  public struct Data: Sendable {
    /// The path of the file below the root.
    public var file: String
    /// The columns that may have been looked at.
    public var columns: [String]
    /// How many rows stand behind the marks and cells.
    public var rows: Int
    /// The SHA-256 of these columns of these rows, as `DataUse` writes them.
    public var digest: String
    /// For each row the first eight digits of its own digest; empty for very long tables.
    public var rowDigests: [String]
    /// The rows themselves, while they are at hand; a record that was read from a file has none.
    public var use: DataUse?
  }

  /// The version of Playfair.
  public var version: String
  /// The path of the document or the spec below the root.
  public var input: String
  /// The shape of the document that the file is, or for which the figure was drawn.
  public var shape: String?
  /// The id of the figure of the document; nil if the file is no figure.
  public var figure: String?
  /// The kind of file: `pdf`, `png`, `svg` or `html`.
  public var format: String
  /// What the command line asked for, as it would be written there.
  public var options: [Option] = []
  /// The parameters with their values.
  public var parameters: [Option] = []
  /// The spec of the chart, comments and spaces apart.
  public var spec: File?
  /// The digest of what lies over the theme of the chart.
  public var look: String?
  /// The texts and pictures of a document.
  public var files: [File] = []
  /// What was used of the data.
  public var data: [Data] = []
  /// The keys of the sources of the data.
  public var sources: [String] = []

  /// A name with a value.
  public struct Option: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value.
    public var value: String

    /// Creates an option.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// How many rows of a file are told one by one.
  static let mostRows = 5000

  /// Creates the record of a file, before it is said what it was made of.
  public init(version: String, input: String, format: String) {
    self.version = version
    self.input = input
    self.format = format
  }

  // MARK: What it was made of

  /// Tells what a chart was made of.
  public mutating func add(
    _ trace: ChartTrace, sources keys: [String], in files: SourceFiles, memory: ReportMemory? = nil
  ) {
    spec = File(
      name: files.nameBelowRoot(trace.specFile), digest: trace.specDigest.description)
    if !trace.configs.isEmpty { look = trace.configDigest.description }
    parameters = trace.parameters.map { Option($0.name, $0.value.text) }
    data = trace.uses.map { Data($0, in: files, memory) }
    sources = keys
  }

  /// Tells what a shape of a document was made of.
  public mutating func add(
    _ trace: ShapeTrace, in files: SourceFiles, memory: ReportMemory? = nil
  ) {
    self.files =
      trace.texts.map {
        File(
          name: files.nameBelowRoot($0.name), digest: ContentDigest(of: $0.bytes).description)
      } + trace.pictures
    data = trace.uses.map { Data($0, in: files, memory) }
    sources = trace.sourceKeys
  }
}

extension OutputRecord.Data {
  init(_ use: DataUse, in files: SourceFiles, _ memory: ReportMemory? = nil) {
    file = files.nameBelowRoot(use.file.text.name)
    columns = use.columns
    rows = use.rows.count
    let asksRows = use.rows.count <= OutputRecord.mostRows
    let digests =
      memory?.drawings?.digests(of: use, eachRow: asksRows) ?? use.digests(eachRow: asksRows)
    (digest, rowDigests) = (digests.all.description, digests.rows)
    self.use = use
  }
}

// MARK: - As JSON

extension OutputRecord {
  /// The record on one line, its seal still open.
  public var json: String {
    var members: [(String, JSONText)] = [("playfair", .string(version)), ("input", .string(input))]
    func add(_ key: String, _ text: String?) {
      if let text { members.append((key, .string(text))) }
    }
    add("shape", shape)
    add("figure", figure)
    add("format", format)
    for (key, list) in [("options", options), ("parameters", parameters)] where !list.isEmpty {
      members.append((key, .object(list.map { ($0.name, .string($0.value)) })))
    }
    if let spec { members.append(("spec", spec.json)) }
    add("look", look)
    if !files.isEmpty { members.append(("files", .array(files.map(\.json)))) }
    if !data.isEmpty { members.append(("data", .array(data.map(\.json)))) }
    if !sources.isEmpty { members.append(("sources", .array(sources.map { .string($0) }))) }
    let text = JSONText.object(members).text()
    return text.dropLast() + "," + FileRecord.openSeal
  }

  /// Reads a record; nil if it is none.
  public init?(json: String) {
    var log = DiagnosticLog()
    let source = SourceText(name: "record", text: json)
    guard let node = JSONReader.read(source, log: &log), let version = node["playfair"]?.string,
      let input = node["input"]?.string, let format = node["format"]?.string
    else { return nil }
    self.init(version: version, input: input, format: format)
    shape = node["shape"]?.string
    figure = node["figure"]?.string
    options = OutputRecord.options(node["options"])
    parameters = OutputRecord.options(node["parameters"])
    spec = node["spec"].flatMap { File($0) }
    look = node["look"]?.string
    files = (node["files"]?.elements ?? []).compactMap { File($0) }
    data = (node["data"]?.elements ?? []).compactMap { Data($0) }
    sources = (node["sources"]?.elements ?? []).compactMap(\.string)
  }

  private static func options(_ node: Node?) -> [Option] {
    (node?.members ?? []).map { Option($0.key, $0.value.string ?? "") }
  }
}

extension OutputRecord.File {
  fileprivate var json: JSONText {
    .object([("file", .string(name)), ("sha256", .string(digest))])
  }

  fileprivate init?(_ node: Node) {
    guard let name = node["file"]?.string, let digest = node["sha256"]?.string else { return nil }
    self.init(name: name, digest: digest)
  }
}

extension OutputRecord.Data {
  fileprivate var json: JSONText {
    var members: [(String, JSONText)] = [
      ("file", .string(file)), ("columns", .array(columns.map { .string($0) })),
      ("rows", .number(Double(rows))), ("sha256", .string(digest)),
    ]
    if !rowDigests.isEmpty { members.append(("each", .string(rowDigests.joined()))) }
    return .object(members)
  }

  fileprivate init?(_ node: Node) {
    guard let file = node["file"]?.string, let digest = node["sha256"]?.string else { return nil }
    self.file = file
    self.digest = digest
    columns = (node["columns"]?.elements ?? []).compactMap(\.string)
    rows = node["rows"]?.integer ?? 0
    let each = Array(node["each"]?.string ?? "")
    rowDigests = stride(from: 0, to: each.count - 7, by: 8).map { String(each[$0..<$0 + 8]) }
  }
}
