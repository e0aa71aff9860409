import Canvas
import Diagnostics
import Tables

/// What one tick looks like: its line, its grid line, its label.
struct TickLook {
  var tick: LineLook
  var tickSize: Double
  var grid: LineLook
  var label: TextLook
  var labelAlign: HorizontalAlign?
  var labelBaseline: VerticalAlign?
  var labelOffset: Double
  var labelPadding: Double
}

/// The looks of an axis's ticks by tests of `datum.value`, `datum.label` and `datum.index`.
struct TickLookRule {
  private let spec: AxisSpec
  private let look: GuideLook
  private let tests: [(test: Predicate, condition: AxisCondition)]

  /// What a test of ticks sees.
  private static func table(_ values: [Value], _ labels: [String]) -> Table {
    let last = Double(max(1, values.count - 1))
    return Table(
      columns: [
        Column("value", values: values), Column("label", values: labels.map { .text($0) }),
        Column("index", values: values.indices.map { .number(Double($0) / last) }),
      ], rowCount: values.count)
  }

  /// The rule of an axis; nil if all its ticks look alike.
  init?(_ spec: AxisSpec, _ look: GuideLook, _ log: inout DiagnosticLog) {
    guard !spec.conditions.isEmpty else { return nil }
    self.spec = spec
    self.look = look
    let seen = Self.table([.null], [""])
    tests = spec.conditions.compactMap { condition in
      Predicate.read(
        condition.test, table: seen, parameters: Parameters(), log: &log
      ).map { ($0, condition) }
    }
  }

  /// The look of each tick.
  func looks(_ values: [Value], _ labels: [String]) -> [TickLook] {
    let table = Self.table(values, labels)
    let passes = tests.map { $0.test.test(on: table) }
    return values.indices.map { row in
      var own = spec
      var decided: Set<String> = []
      for (index, test) in tests.enumerated() where passes[index](row) {
        // The first condition of a property that passes decides.
        guard decided.insert(test.condition.name).inserted else { continue }
        own = own.merged(with: test.condition.then)
      }
      return look(of: own)
    }
  }

  private func look(of spec: AxisSpec) -> TickLook {
    let label = AxisPlanner.labelLook(spec, look)
    return TickLook(
      tick: AxisPlanner.tickLook(spec, look), tickSize: spec.tickSize ?? 5,
      grid: AxisPlanner.gridLook(spec, look), label: label, labelAlign: spec.labelAlign,
      labelBaseline: spec.labelBaseline, labelOffset: spec.labelOffset ?? 0,
      labelPadding: spec.labelPadding?.points(em: label.style.size) ?? 2)
  }
}
