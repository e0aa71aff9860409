import Canvas
import Charting
import Diagnostics

/// How a document looks in one of its shapes: its pages and its charts.
struct ShapeLook {
  var spec: ThemeSpec
  var style: ReportStyle
  var charts: ChartLook
  /// The files in which its theme stands; none for one that ships.
  var texts: [SourceText] = []

  init(_ spec: ThemeSpec, size: Size, logo: PageLogo?, isOnSlide: Bool) {
    self.spec = spec
    style = ReportStyle(spec, size: size, logo: logo)
    charts = ChartLook(spec, isOnSlide: isOnSlide)
  }

  /// The look of a document in a shape; nil after an error, which is in the log.
  static func look(
    _ metadata: Metadata, _ format: ReportFormat, _ request: ReportRequest,
    log: inout DiagnosticLog
  ) -> ShapeLook? {
    guard let theme = theme(metadata, request, log: &log) else { return nil }
    let errors = log.errorCount
    var spec = theme.spec(for: format)
    for change in metadata.look.changes { change(&spec) }
    let isSlide = format == .slides
    if !isSlide { spec.scale(metadata.look) }
    let logo = PageLogo(spec.logo, files: request.files, log: &log)
    let size = isSlide ? metadata.slides.size : metadata.paper.size
    if isSlide {
      let margin = spec.slide.margin
      spec.page = ThemePage(top: margin, bottom: margin, left: margin, right: margin)
      spec.page.footDistance = margin * 0.65
    }
    var look = ShapeLook(spec, size: size, logo: logo, isOnSlide: isSlide)
    look.texts = theme.texts
    if look.style.columnWidth < 72 || look.style.page.roomHeight < 72 {
      log.add(.noRoom(metadata.look.marginPlace ?? metadata.look.theme?.place))
    }
    return log.errorCount == errors ? look : nil
  }

  private static func theme(
    _ metadata: Metadata, _ request: ReportRequest, log: inout DiagnosticLog
  ) -> ReportTheme? {
    if let name = request.theme {
      return ReportTheme.named(name, at: nil, files: request.files, log: &log)
    }
    guard let name = metadata.look.theme else { return .playfair }
    return ReportTheme.named(name.text, at: name.place, files: request.files, log: &log)
  }
}

extension SlideWish {
  /// The size of a slide: 13.333 or 10 inches by 7.5.
  var size: Size { aspect == .narrow ? Size(720, 540) : Size(960, 540) }
}

extension ReportStyle.Page {
  /// The height between the margins.
  var roomHeight: Double { size.height - margins.top - margins.bottom }
}

extension ThemeSpec {
  /// Takes over the size and the distance of lines that a document asks for.
  mutating func scale(_ wish: LookWish) {
    let factor = (wish.fontSize ?? body.size) / max(1, body.size)
    let stretch = wish.lineStretch ?? 1
    guard factor != 1 || stretch != 1 else { return }
    let lines: [WritableKeyPath<ThemeSpec, ThemeFace>] = [
      \.body, \.abstract, \.heading1, \.heading2, \.heading3, \.quote, \.reference, \.contents,
    ]
    let others: [WritableKeyPath<ThemeSpec, ThemeFace>] = [
      \.title, \.subtitle, \.byline, \.caption, \.table, \.tableNote, \.footnote, \.code,
    ]
    for path in lines { self[keyPath: path].scale(factor, leading: factor * stretch) }
    for path in others { self[keyPath: path].scale(factor, leading: factor) }
    grid *= factor * stretch
    indent *= factor
    figureSpace *= factor * stretch
  }
}

extension ThemeFace {
  fileprivate mutating func scale(_ factor: Double, leading: Double) {
    size *= factor
    self.leading *= leading
    above *= leading
    below *= leading
  }
}

extension Diagnostic {
  static func noRoom(_ place: Place?) -> Diagnostic {
    .error(
      "no-room", "the margins leave no room for text", at: place,
      why: "text needs an inch each way", hint: "make the margins smaller or the paper larger")
  }
}
