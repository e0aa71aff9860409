import Diagnostics
import Notation
import Tables

/// What a document says of itself before it is set: its parameters, its shapes, and the names of
/// its files.
public struct ReportHead: Sendable {
  /// A parameter that the document declares.
  public struct Parameter: Sendable {
    /// Its name.
    public var name: String
    /// Where it is declared.
    public var place: Place
  }

  /// The parameters, in the order in which they are declared.
  public private(set) var parameters: [Parameter] = []
  /// The shapes that the document names, the main one first; empty if it names none.
  public private(set) var formats: [ReportFormat] = []

  private let source: SourceText
  private let front: Node?

  /// Reads the front matter of a document, which is read again when the document is set: what is
  /// wrong in it is told then.
  public init(of source: SourceText) {
    var unheard = DiagnosticLog()
    self.source = source
    front = FrontMatter.read(source, log: &unheard).node
    guard let members = front?.members else { return }
    var reader = MarkdownReader(source: source, files: nil)
    formats = reader.metadata(members).formats.map(\.format)
    parameters = (front?["params"]?.members ?? []).map {
      Parameter(name: $0.key, place: $0.keyPlace)
    }
  }

  /// The values of all parameters in a run that gives some of them; those that are wrong are left
  /// out.
  public func values(given wishes: [ParameterWish]) -> [(name: String, value: Tables.Value)] {
    var unheard = DiagnosticLog()
    return ReportParameters.read(front, wishes, in: source, log: &unheard).all.map {
      ($0.name, $0.value)
    }
  }

  /// The name of the document's files in a run, without their endings: `output-file` with its
  /// values, else the usual name with the values that the run gives.
  ///
  /// Nil after an error, which is in the log.
  public func fileName(
    usual: String, given wishes: [ParameterWish], log: inout DiagnosticLog
  ) -> String? {
    if let node = front?["output-file"], !node.isNull {
      return written(node, given: wishes, log: &log)
    }
    let values = parameters.compactMap { parameter in
      wishes.last { $0.name == parameter.name }?.text
    }
    let parts = values.map { FileNameText.part($0) }
    return FileNameText.whole(([usual] + parts).joined(separator: "-"))
  }

  private func written(
    _ node: Node, given wishes: [ParameterWish], log: inout DiagnosticLog
  ) -> String? {
    guard let text = node.string else {
      log.add(.fileNameKind(node))
      return nil
    }
    if text.contains("/") || text.contains("\0") {
      log.add(.fileNameWithFolder(node))
      return nil
    }
    var unheard = DiagnosticLog()
    var parameters = ReportParameters.read(front, wishes, in: source, log: &unheard)
    parameters.showAsNames()
    var codes = MetaShortcodes(front, parameters)
    // Signs are kept from meaning something to Markdown, of which a name knows nothing.
    let filled = (codes.filled(node).string ?? "").replacing("\\", with: "")
    for problem in codes.log.entries { log.add(problem) }
    let endings = [".pdf", ".html", ".md"]
    let ending = endings.first { filled.lowercased().hasSuffix($0) }
    let stem = String(filled.dropLast(ending?.count ?? 0))
    // Other keys of the front matter may stand in it, whose signs are not those of names.
    guard !stem.isEmpty, !stem.hasPrefix("."), !stem.contains("/") else {
      log.add(.fileNameWithFolder(node))
      return nil
    }
    return codes.log.hasErrors ? nil : FileNameText.whole(stem)
  }
}

extension Diagnostic {
  static func fileNameKind(_ node: Node) -> Diagnostic {
    .error(
      "output-file", "'output-file' is \(node.kind), not a name", at: node.place,
      hint: "write it like \"report-{{< meta params.province >}}\"")
  }

  static func fileNameWithFolder(_ node: Node) -> Diagnostic {
    .error(
      "output-file", "'output-file' is no name for a file: '\(node.shownText)'", at: node.place,
      why: "it is one name without a folder, does not start with a full stop, and is not empty",
      hint: "name the folder with '--output'")
  }
}
