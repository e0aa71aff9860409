// Scale: as many digits as the distance between ticks asks for.

/// Sets the precision of a format by the ticks that it labels, as d3-scale's `tickFormat` does.
enum TickFormat {
  /// A format of numbers, with an SI prefix that is the same for all of them if there is one.
  struct Labels: Sendable {
    fileprivate var format: NumberFormat?
    fileprivate var prefix: SIPrefix?

    /// The labels that are numbers as JavaScript writes them.
    static let unformatted = Labels()

    /// Creates labels of one format.
    init(_ format: NumberFormat) { self.format = format }

    fileprivate init(_ format: NumberFormat? = nil, prefix: SIPrefix? = nil) {
      self.format = format
      self.prefix = prefix
    }

    /// The text of a tick.
    func text(_ number: Double) -> String {
      guard let format else { return JSNumber.text(number) }
      guard let prefix else { return format.text(number) }
      return format.text(prefix.scaled(number)) + prefix.symbol
    }
  }

  /// The format for ticks over a domain.
  ///
  ///     TickFormat.labels(from: 0, to: 1, count: 10).text(0.5)   // "0.5"
  ///     TickFormat.labels(from: 0, to: 1, count: 5, NumberSpecifier(.percent)).text(0.5)   // "50%"
  ///
  /// A precision that the specifier names is kept; no specifier is d3's `,f`.
  static func labels(
    from start: Double, to stop: Double, count: Double, _ specifier: NumberSpecifier? = nil,
    locale: NumberLocale = .enUS
  ) -> Labels {
    var specifier = specifier ?? NumberSpecifier(.fixed, comma: true)
    let step = Ticks.step(from: start, to: stop, count: count)
    let largest = max(start.magnitude, stop.magnitude)
    // A precision that is named counts the digits of each number.
    if specifier.kind == .prefixed, specifier.precision == nil {
      return prefixed(specifier, step: step, largest: largest, locale: locale)
    }
    // A lone value has no steps that would ask for digits.
    if start == stop, specifier.kind == .fixed { specifier.precision = specifier.precision ?? 0 }
    if specifier.precision == nil {
      specifier.precision = precision(specifier.kind, step: step, largest: largest)
    }
    return Labels(NumberFormat(specifier, locale: locale))
  }

  /// The format of a number that stands alone, as on a logarithmic axis: up to 12 digits, and no
  /// zeros at the end (Vega's "float" format).
  static func plain(
    _ specifier: NumberSpecifier? = nil, locale: NumberLocale = .enUS
  ) -> Labels {
    var specifier = specifier ?? NumberSpecifier(.none, comma: true)
    if specifier.precision == nil {
      specifier.precision = specifier.kind == .percent ? 10 : specifier.kind == .exponent ? 11 : 12
      specifier.trim = true
    }
    return Labels(NumberFormat(specifier, locale: locale))
  }

  /// Digits after the point that tell steps apart (d3-format's `precisionFixed`).
  static func fixedPrecision(step: Double) -> Int? {
    SIPrefix.exponent(of: step).map { max(0, -$0) }
  }

  /// Significant digits that tell steps apart up to the largest number (`precisionRound`).
  static func roundPrecision(step: Double, largest: Double) -> Int? {
    guard let exponent = SIPrefix.exponent(of: step),
      let leading = SIPrefix.exponent(of: largest.magnitude - step.magnitude)
    else { return nil }
    return max(0, leading - exponent) + 1
  }

  private static func precision(
    _ kind: NumberSpecifier.Kind, step: Double, largest: Double
  ) -> Int? {
    switch kind {
    case .none, .general, .roundedPercent, .rounded:
      roundPrecision(step: step, largest: largest)
    case .exponent: roundPrecision(step: step, largest: largest).map { $0 - 1 }
    case .fixed: fixedPrecision(step: step)
    case .percent: fixedPrecision(step: step).map { $0 - 2 }
    default: nil
    }
  }

  private static func prefixed(
    _ specifier: NumberSpecifier, step: Double, largest: Double, locale: NumberLocale
  ) -> Labels {
    var specifier = specifier
    let prefix = SIPrefix(for: largest)
    if let exponent = SIPrefix.exponent(of: step) {
      specifier.precision = max(0, prefix.exponent - exponent)
    }
    specifier.kind = .fixed
    return Labels(NumberFormat(specifier, locale: locale), prefix: prefix)
  }
}
