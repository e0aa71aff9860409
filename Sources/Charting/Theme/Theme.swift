import Diagnostics
import Notation

/// A named look: a Vega-Lite configuration, with variants for narrow columns and for slides.
struct Theme {
  /// The name under which it is asked for.
  let name: String
  /// The configuration, as YAML.
  let text: String
  /// What differs up to (or, with `above`, from) a total width in points.
  let variants: [Variant]

  /// What differs for a range of total widths.
  struct Variant {
    let widths: ClosedRange<Double>
    let text: String
  }

  /// The themes that ship.
  static let all: [Theme] = [.playfair, .vega]

  /// The names of the themes that ship.
  static var names: [String] { all.map(\.name) }

  /// The configuration for a total width; nil stands for the width of a text block.
  func config(width: Double?) -> ConfigSpec {
    var config = Theme.read(text, name: name)
    for variant in variants where variant.widths.contains(width ?? 425) {
      config = config.merged(with: Theme.read(variant.text, name: name))
    }
    return config
  }

  /// How far apart ticks stand: a multiple of the type in our own theme, Vega-Lite's rule for its own.
  func spacing(_ config: ConfigSpec) -> TickSpacing {
    guard config.isOurs else { return TickSpacing(value: 40, time: 40) }
    let size = config.styles["guide-label"]?.fontSize ?? 7.5
    return TickSpacing(value: size * 6, time: size * 6.4, limit: 8)
  }

  /// Themes are ours: a test reads each of them and finds no problem.
  static func read(_ text: String, name: String) -> ConfigSpec {
    var log = DiagnosticLog()
    return read(text, name: name, log: &log)
  }

  static func read(_ text: String, name: String, log: inout DiagnosticLog) -> ConfigSpec {
    let source = SourceText(name: "theme \(name)", text: text)
    guard let node = NotationReader.read(source, log: &log) else { return ConfigSpec() }
    var reader = SpecReader(isTheme: true)
    let config = ConfigSpec.read(node, &reader) ?? ConfigSpec()
    log.add(contentsOf: reader.log)
    return config
  }
}
