import Diagnostics
import Notation

extension ConfigSpec {
  /// The configuration as a journal wants it: its look, and no text smaller or larger than it allows.
  ///
  /// What the chart itself asks for comes later, and is checked when all is laid out.
  func fitted(to preset: FigurePreset) -> ConfigSpec {
    var config = self
    if !preset.look.isEmpty {
      var log = DiagnosticLog()
      let source = SourceText(name: "preset \(preset.name)", text: preset.look)
      if let node = NotationReader.read(source, log: &log) {
        var reader = SpecReader(isTheme: true)
        config = config.merged(with: ConfigSpec.read(node, &reader))
      }
    }
    let range = (preset.minText ?? 0)...max(preset.minText ?? 0, preset.maxText ?? .infinity)
    config.clampText(to: range)
    return config
  }

  private mutating func clampText(to range: ClosedRange<Double>) {
    mark.clampText(to: range)
    for type in marks.keys { marks[type]?.clampText(to: range) }
    for name in styles.keys { styles[name]?.clampText(to: range) }
    for name in axes.keys {
      axes[name]?.labelFontSize.clamp(to: range)
      axes[name]?.titleFontSize.clamp(to: range)
    }
    for name in headers.keys {
      headers[name]?.labelFontSize.clamp(to: range)
      headers[name]?.titleFontSize.clamp(to: range)
    }
    legend.labelFontSize.clamp(to: range)
    legend.titleFontSize.clamp(to: range)
    title.fontSize.clamp(to: range)
    title.subtitleFontSize.clamp(to: range)
    scale.minFontSize.clamp(to: range)
    scale.maxFontSize.clamp(to: range)
  }
}

extension MarkSpec {
  /// Lines stand as far apart as before, in proportion.
  fileprivate mutating func clampText(to range: ClosedRange<Double>) {
    guard let size = fontSize, size > 0 else { return }
    fontSize.clamp(to: range)
    if let line = lineHeight, let own = fontSize { lineHeight = line * own / size }
  }
}

extension Double? {
  fileprivate mutating func clamp(to range: ClosedRange<Double>) {
    guard let value = self else { return }
    self = Swift.min(Swift.max(value, range.lowerBound), range.upperBound)
  }
}
