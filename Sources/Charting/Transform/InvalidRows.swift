import Tables

/// What becomes of rows whose values have no place on a continuous scale: nulls and NaN.
///
/// Vega-Lite's modes, see its documentation "Modes for Handling Invalid Data". By default paths break
/// at such rows and other marks leave them out; only the scales of paths hold what else stands there.
struct InvalidRule {
  /// Whether the rows are drawn as if their values were zero, or the least of the scale.
  var shows = false
  /// Whether a line or an area has a gap there; else its neighbours are joined.
  var breaksPaths = false
  /// Whether scales leave out all values of such rows.
  var narrowsDomains = false

  init(_ mode: Nullable<InvalidMode>?, _ type: MarkType) {
    let isPath = type.isSeries
    switch mode {
    case .null, .value(.show): shows = true
    case .value(.filter), .value(.hide): narrowsDomains = true
    case .value(.breakPathsFilterDomains): (breaksPaths, narrowsDomains) = (isPath, true)
    case .value(.breakPathsShowDomains): breaksPaths = isPath
    case .value(.breakPathsShowPathDomains), nil:
      (breaksPaths, narrowsDomains) = (isPath, !isPath)
    }
  }
}

extension BoundUnit {
  /// The rows from which scales take their domains.
  var domainTable: Table { rowsOfDomains ?? table }

  /// Leaves rows out that have no place, or remembers which rows scales shall see.
  mutating func applyInvalidRule(_ config: ConfigSpec) {
    let rule = InvalidRule(settings.invalid, type)
    guard !rule.shows else { return }
    let measured = measuredChannels(config)
    let valid = table.rows(validIn: measured.compactMap { $0.field?.column })
    guard valid.count < table.rowCount else { return }
    invalid = invalidRows(measured, in: table, but: valid)
    if rule.breaksPaths {
      rowsOfDomains = rule.narrowsDomains ? table.picking(valid) : table
      breakStacks(but: valid)
    } else {
      if !rule.narrowsDomains { rowsOfDomains = table }
      table = table.picking(valid)
    }
  }

  /// Stacked paths have gaps too: a missing value is stacked as zero, but is not drawn.
  private mutating func breakStacks(but valid: [Int]) {
    guard let stack else { return }
    let kept = Set(valid)
    for name in [stack.start, stack.end] {
      guard let column = table[name] else { continue }
      let numbers = (0..<table.rowCount).map { row in
        kept.contains(row) ? column[row].number ?? Column.missing : Column.missing
      }
      table.set(Column(name, .numbers(numbers)))
    }
  }

  /// The channels with a continuous scale, which has no place for invalid values.
  private func measuredChannels(_ config: ConfigSpec) -> [BoundChannel] {
    channels.filter { channel in
      guard channel.channel.hasScale, channel.channel == channel.channel.primary,
        let field = channel.field, field.aggregate != .count, field.aggregate != .distinct,
        config.scale.invalid?.node[channel.channel.rawValue] == nil
      else { return false }
      if case .null = channel.spec.scale { return false }
      let type =
        channel.spec.scale?.wrapped?.type ?? ScaleTypeRule.type(of: channel, in: self)
      return !type.isDiscrete
    }
  }
}

extension Table {
  /// The rows that have a finite number or a moment in all of some columns.
  func rows(validIn names: [String]) -> [Int] {
    let columns = names.compactMap { self[$0] }
    return (0..<rowCount).filter { row in
      columns.allSatisfy { $0[row].number?.isFinite ?? false }
    }
  }
}
