import Canvas
import Diagnostics
import Live
import Notation
import Reports
import Synchronization

/// A version of a document as browsers see it.
struct PreviewVersion: Sendable {
  /// What is shown.
  enum Content: Sendable {
    /// Nothing was right yet.
    case nothing
    /// A web page.
    case web(String)
    /// Pages or a picture, each with the version in which it last changed.
    case pages([(scene: Scene, version: Int)])
  }

  var number = 0
  var title = ""
  var language = "en"
  var content = Content.nothing
  /// The version in which the content last changed.
  var contentNumber = 0
  var problems: [Diagnostic] = []

  /// Whether what is shown is older than the document.
  var isStale: Bool { problems.contains { $0.severity == .error } }
}

/// Makes versions of a document: what is shown changes only when a version is right.
final class PreviewSession {
  let command: PreviewCommand
  private let text: TextEngine
  private let files = FileMemory()
  private let memory: ReportMemory
  private var version = PreviewVersion()

  init(_ command: PreviewCommand) {
    self.command = command
    text = TextEngine(fonts: command.common.fonts, keepsLines: true)
    memory = ReportMemory(
      keeping: .drawings, engines: EnginePool(fonts: command.common.fonts))
  }

  /// A reader of files as they are now; nil if their folder is not there.
  func reader() -> SourceFiles? {
    try? command.common.files(for: command.input, memory: files)
  }

  /// The next version, and where its files were read.
  func next() -> (version: PreviewVersion, files: SourceFiles?) {
    files.startRun()
    var log = DiagnosticLog()
    let reader = reader()
    version.number += 1
    if let reader {
      if let content = content(reader, &log), !log.hasErrors { show(content) }
    } else {
      log.add(.error("unreadable-folder", "the folder of '\(command.input)' cannot be read"))
    }
    version.problems = log.inReadingOrder
    return (version, reader)
  }

  private func show(_ new: PreviewVersion.Content) {
    switch (version.content, new) {
    case (.web(let old), .web(let text)) where old == text: return
    case (.pages(let old), .pages(var pages)):
      var hasChanged = old.count != pages.count
      for index in pages.indices {
        let isSame = index < old.count && old[index].scene == pages[index].scene
        pages[index].version = isSame ? old[index].version : version.number
        hasChanged = hasChanged || !isSame
      }
      version.content = .pages(pages)
      if hasChanged { version.contentNumber = version.number }
      return
    default: break
    }
    version.content = new
    version.contentNumber = version.number
  }

  private func content(
    _ files: SourceFiles, _ log: inout DiagnosticLog
  ) -> PreviewVersion.Content? {
    guard let source = Input.read(command.input, files: files, log: &log) else { return nil }
    text.startAnew()
    var job = RenderJob(
      source: source, name: command.input, files: files, output: nil, formats: nil,
      shapes: command.shapes, parameters: command.given.parameters, picture: command.picture,
      common: command.common)
    job.memory = memory
    guard Input.isDocument(command.input, source) else {
      guard let chart = job.drawnChart(text, log: &log) else { return nil }
      for problem in text.missing.diagnostics { log.add(problem) }
      version.title = FilePath.name(of: command.input)
      return pages([chart.scene])
    }
    guard let report = renderReport(job.reportRequest, text: text, log: &log),
      let shape = report.shapes.first
    else { return nil }
    version.title = report.options.title ?? FilePath.name(of: command.input)
    switch shape.content {
    case .web(let page): return .web(page)
    case .pages(let pages, _): return self.pages(pages.map(\.scene))
    case .figures: return nil
    }
  }

  private func pages(_ scenes: [Scene]) -> PreviewVersion.Content {
    if let first = scenes.first, !first.language.isEmpty { version.language = first.language }
    if version.title.isEmpty { version.title = FilePath.name(of: command.input) }
    return .pages(scenes.map { ($0, version.number) })
  }
}

/// Answers browsers from the newest version.
final class PreviewDesk: Sendable {
  private let newest = Mutex(PreviewVersion())
  private let painter: PagePainter

  init(fonts: FontLibrary) { painter = PagePainter(fonts: fonts) }

  /// Takes a new version.
  func take(_ version: PreviewVersion) { newest.withLock { $0 = version } }

  /// The answer to a path; nil if there is nothing.
  func reply(to path: String) async -> PreviewReply? {
    let version = newest.withLock { $0 }
    switch path {
    case "/": return PreviewReply("text/html; charset=utf-8", text: page(version))
    case "/state":
      return PreviewReply("application/json", text: version.json)
    case "/document":
      guard case .web(let page) = version.content else { return nil }
      return PreviewReply("text/html; charset=utf-8", text: page)
    default: return await picture(path, version)
    }
  }

  private func page(_ version: PreviewVersion) -> String {
    if case .web(let page) = version.content { return PreviewPage.live(page) }
    return PreviewPage.shell(title: version.title, language: version.language)
  }

  /// A page as a picture: `/page/3.png`.
  private func picture(_ path: String, _ version: PreviewVersion) async -> PreviewReply? {
    guard path.hasPrefix("/page/"), path.hasSuffix(".png"),
      let number = Int(path.dropFirst("/page/".count).dropLast(".png".count)),
      case .pages(let pages) = version.content, pages.indices.contains(number - 1)
    else { return nil }
    let page = pages[number - 1]
    guard let bytes = await painter.png(page.scene, number: number, version: page.version) else {
      return nil
    }
    return PreviewReply("image/png", bytes)
  }
}

/// Draws pages as pictures when somebody looks at them, each once.
private actor PagePainter {
  private let fonts: FontLibrary
  private var text: TextEngine?
  private var pictures: [Int: (version: Int, bytes: [UInt8])] = [:]

  init(fonts: FontLibrary) { self.fonts = fonts }

  func png(_ scene: Scene, number: Int, version: Int) -> [UInt8]? {
    if let known = pictures[number], known.version == version { return known.bytes }
    let text = self.text ?? TextEngine(fonts: fonts)
    self.text = text
    // Two pixels to each of a screen of the usual kind.
    let options = PNGOptions(scale: 1, ppi: 192, ground: .white)
    guard let bytes = try? PNGOutput.bytes(of: scene, options: options, text: text) else {
      return nil
    }
    if pictures.count > 400 { pictures = [:] }
    pictures[number] = (version, bytes)
    return bytes
  }
}

extension PreviewVersion {
  /// What the script of the page asks for.
  fileprivate var json: String {
    var members: [(String, JSONText)] = [
      ("version", .number(Double(number))), ("content", .number(Double(contentNumber))),
      ("title", .string(title)), ("isStale", .bool(isStale)),
      ("problems", .array(problems.map(shown))),
    ]
    switch content {
    case .nothing: members.append(("kind", .string("nothing")))
    case .web: members.append(("kind", .string("web")))
    case .pages(let pages):
      members.append(("kind", .string("pages")))
      let list = pages.enumerated().map { index, page in
        let label = pages.count == 1 ? title : "Page \(index + 1)"
        let words = page.scene.description.isEmpty ? label : page.scene.description
        return JSONText.object([
          ("version", .number(Double(page.version))), ("width", .number(page.scene.size.width)),
          ("height", .number(page.scene.size.height)), ("label", .string(words)),
        ])
      }
      members.append(("pages", .array(list)))
    }
    return JSONText.object(members).text() + "\n"
  }

  /// A problem as the page shows it: the first line of what people read is told in parts.
  private func shown(_ problem: Diagnostic) -> JSONText {
    let lines = problem.text(.human).split(separator: "\n", omittingEmptySubsequences: false)
    return .object([
      ("severity", .string(problem.severity.rawValue)), ("message", .string(problem.message)),
      ("place", .string(problem.place?.label ?? problem.file ?? "")),
      ("details", .string(lines.dropFirst().joined(separator: "\n"))),
    ])
  }
}
