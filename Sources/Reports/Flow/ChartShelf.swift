import Canvas
import Charting
import Diagnostics
import Notation
import Tables

/// The charts of a document in all its shapes: each is drawn once for each size.
struct ChartShelf {
  /// What one drawing depends on, within one run.
  private struct Key: Hashable {
    var content: String
    var width: Double?
    var height: Double?
    var look: String
    var language: String
    var alternative: String?
  }

  private let request: ReportRequest
  private let loader: DataLoader
  private var pictures: PictureShelf
  private var charts: [Key: DrawnChart?] = [:]
  /// The charts that were drawn at the first width that has room for them, by the widths tried.
  private var fitting: [Key: DrawnChart?] = [:]
  /// The specs of files by the path that names them and the file that does.
  private var specs: [String: Node?] = [:]

  init(_ request: ReportRequest, _ loader: DataLoader) {
    self.request = request
    self.loader = loader
    pictures = PictureShelf(files: request.files)
  }

  /// The chart of a figure at a size; nil if there were errors, which are in the log.
  ///
  /// `edit` tells how its spec is changed, if it is.
  mutating func chart(
    of figure: FigureBlock, width: Double?, height: Double?, look: ChartLook,
    edit: ChartEdit = .none,
    language: String, _ text: TextEngine, log: inout DiagnosticLog
  ) -> DrawnChart? {
    let key = Key(
      content: figure.contentKey, width: width, height: height, look: look.key + edit.key,
      language: language, alternative: figure.alternative)
    if let known = charts[key] { return known }
    if let file = figure.pictureFile {
      let drawn = pictures.drawn(figure, file, width: width, height: height, log: &log)
      charts[key] = .some(drawn)
      return drawn
    }
    guard let spec = spec(of: figure, log: &log) else { return nil }
    var chart = ChartRequest(
      spec: look.translated(edit.applied(to: spec)), files: request.files, loader: loader,
      width: width, height: height,
      theme: look.theme, language: language, isLenient: request.isLenient,
      alternative: figure.alternative)
    chart.configs = look.configs
    chart.isOnSlide = look.isOnSlide
    let drawn = request.drawChart(chart, text, &log)
    charts[key] = .some(drawn)
    return drawn
  }

  /// The title of a figure's chart, line by line; empty if it has none or cannot be read.
  mutating func title(of figure: FigureBlock) -> String {
    var unheard = DiagnosticLog()
    return spec(of: figure, log: &unheard)?.chartTitle ?? ""
  }

  /// Whether a figure's chart has rows, each of which needs its height.
  mutating func hasRows(_ figure: FigureBlock) -> Bool {
    var unheard = DiagnosticLog()
    return spec(of: figure, log: &unheard)?.hasRows ?? false
  }

  /// The chart of a figure at the first of some widths at which its texts have room; nil if none is
  /// wide enough.
  ///
  /// It is a second picture of a chart that is drawn elsewhere: nothing is said of it again.
  mutating func chart(
    of figure: FigureBlock, atFirstOf widths: [Double], look: ChartLook, language: String,
    _ text: TextEngine
  ) -> DrawnChart? {
    let key = Key(
      content: figure.contentKey, width: widths.first, height: widths.last, look: look.key,
      language: language, alternative: figure.alternative)
    if let known = fitting[key] { return known }
    var found: DrawnChart?
    for width in widths {
      var log = DiagnosticLog()
      let drawn = chart(
        of: figure, width: width, height: nil, look: look, language: language, text, log: &log)
      guard let drawn else { break }
      if !log.entries.contains(where: { $0.code == "too-small" }) {
        found = drawn
        break
      }
    }
    fitting[key] = .some(found)
    return found
  }

  private mutating func spec(of figure: FigureBlock, log: inout DiagnosticLog) -> Node? {
    switch figure.content {
    case .spec(let node): return node
    case .file(let file):
      if let known = specs[figure.contentKey] {
        if known == nil { _ = read(file, log: &log) }
        return known
      }
      let spec = read(file, log: &log)
      specs[figure.contentKey] = .some(spec)
      return spec
    case .panels: return nil
    }
  }

  private func read(_ file: Written, log: inout DiagnosticLog) -> Node? {
    let name = file.text.lowercased()
    let isChart = [".json", ".yaml", ".yml"].contains(where: name.hasSuffix)
    guard isChart else {
      log.add(file.text.isEmpty ? .namelessPicture(at: file.place) : .pictureFormat(file))
      return nil
    }
    guard let source = request.files.read(file.text, namedAt: file.place, what: "chart", log: &log)
    else { return nil }
    return NotationReader.read(source, log: &log)
  }
}

extension FigureBlock {
  /// What tells this figure's chart from those of other figures.
  fileprivate var contentKey: String {
    switch content {
    case .spec(let node): "\(node.place.source.name):\(node.place.range)"
    case .file(let file): "\(file.text) \(file.place.source.name)"
    case .panels: ""
    }
  }
}
