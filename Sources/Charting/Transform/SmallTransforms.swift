import Diagnostics
import Tables

// Transforms of a few lines.
extension DataFlow {
  mutating func bin(_ spec: BinTransformSpec, _ table: Table) -> Table {
    guard let field = spec.field, let names = spec.names?.pair else { return table }
    var table = table
    let column = numbers(of: field, in: &table)
    guard let asked = spec.bin?.parameters(for: nil) else {
      log.add(.binTransformOff(at: spec.place))
      for name in [names.0, names.1] { table.set(Column(name, values: table.nulls)) }
      return table
    }
    table.add(table.bins(of: column, asked), of: column, as: (names.0, names.1))
    return table
  }

  /// Keeps rows drawn by lot, in their order: the same rows each time, since the lots are fixed.
  mutating func sample(_ spec: SampleSpec, _ table: Table) -> Table {
    guard let count = spec.count.flatMap({ Int(whole: max(0, $0)) }), count < table.rowCount else {
      return table
    }
    chances += 1
    var lots = Lots(seed: UInt64(chances))
    // Selection sampling (Knuth, The Art of Computer Programming 3.4.2, algorithm S).
    var kept: [Int] = []
    for row in 0..<table.rowCount {
      let share = Double(count - kept.count) / Double(table.rowCount - row)
      if lots.next() < share { kept.append(row) }
    }
    return table.picking(kept)
  }

  mutating func extent(_ spec: ExtentTransformSpec, _ table: Table) -> Table {
    guard let field = spec.field, let name = spec.parameter else { return table }
    var table = table
    let column = numbers(of: field, in: &table)
    let numbers = table.numbers(of: column, in: 0..<table.rowCount)
    let ends = [numbers.min(), numbers.max()].map { $0.map { Value.number($0) } ?? .null }
    parameters.set(name, .list(ends))
    return table
  }
}

/// Chances that are the same in every run: numbers from 0 up to 1 by a generator with a fixed seed.
///
/// The generator is SplitMix64 (Steele, Lea and Flood 2014).
struct Lots {
  private var state: UInt64

  /// Creates a generator; each seed has numbers of its own.
  init(seed: UInt64) { state = 0x5EED_0F_1786 &+ seed &* 0xD1B5_4A32_D192_ED03 }

  /// The next number.
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }
}

extension Diagnostic {
  static func binTransformOff(at place: Place?) -> Diagnostic {
    .error(
      "wrong-kind", "a bin transform has 'bin: true' or bin parameters", at: place,
      why: "with anything else it would make nothing")
  }
}
