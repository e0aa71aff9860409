import Diagnostics
import Notation

/// A named look: a Vega-Lite configuration, with variants for narrow columns and for slides.
///
/// The themes that ship are constants, each read when it is first used.
struct Theme: Sendable {
  /// The name under which it is asked for.
  let name: String
  /// The configuration.
  private let base: ConfigSpec
  /// What differs for some total widths, in points.
  private let variants: [(variant: Variant, config: ConfigSpec)]
  /// What is wrong in the texts; tests see to it that nothing is.
  let log: DiagnosticLog

  /// What differs for a range of total widths.
  struct Variant {
    /// Whether it is for slides of any width as well.
    var isForSlides = false
    let widths: ClosedRange<Double>
    /// The configuration, as YAML.
    let text: String
  }

  /// Reads a theme that is written in YAML.
  init(name: String, text: String, variants: [Variant]) {
    var log = DiagnosticLog()
    self.name = name
    base = Theme.read(text, name: name, log: &log)
    var read: [(variant: Variant, config: ConfigSpec)] = []
    for variant in variants {
      read.append((variant, Theme.read(variant.text, name: name, log: &log)))
    }
    self.variants = read
    self.log = log
  }

  /// The names of the themes that ship, the default first.
  static let names = ["playfair", "vega"]

  /// The theme of a name; nil if there is none.
  static func named(_ name: String) -> Theme? {
    switch name {
    case "playfair": .playfair
    case "vega": .vega
    default: nil
    }
  }

  /// The configuration for a total width; nil stands for the width of a text block.
  ///
  /// A chart of a width that slides have is taken for one if nothing says where it stands.
  func config(width: Double?, isOnSlide: Bool?) -> ConfigSpec {
    variants.filter {
      if isOnSlide == true { return $0.variant.isForSlides }
      let fits = $0.variant.widths.contains(width ?? 425)
      return fits && (isOnSlide == nil || !$0.variant.isForSlides)
    }
    .reduce(base) { $0.merged(with: $1.config) }
  }

  /// How far apart ticks stand: a multiple of the type in our own theme, Vega-Lite's rule for its own.
  func spacing(_ config: ConfigSpec) -> TickSpacing {
    guard config.isOurs else { return TickSpacing(value: 40, time: 40) }
    let size = config.styles["guide-label"]?.fontSize ?? 7.5
    return TickSpacing(value: size * 6, time: size * 6.4, limit: 8)
  }

  private static func read(_ text: String, name: String, log: inout DiagnosticLog) -> ConfigSpec {
    let source = SourceText(name: "theme \(name)", text: text)
    guard let node = NotationReader.read(source, log: &log) else { return ConfigSpec() }
    var reader = SpecReader(isTheme: true)
    let config = ConfigSpec.read(node, &reader) ?? ConfigSpec()
    log.add(contentsOf: reader.log)
    return config
  }
}
