/// Sums of widths, and of how far they may grow and shrink, up to each offset of a paragraph.
///
/// A space counts from its end on. So a line from `start` to `end` has what stands between the sums
/// at `start` and those before its last byte: what would follow it counts for nothing.
struct LineMeasures: Sendable {
  /// Where each byte stands on one endless line.
  var widths: [Double]
  /// The spaces between letters that are added to these; empty if there are none.
  var gaps: [Double] = []
  var stretches: [Double]
  var shrinks: [Double]
  /// How far the first sign hangs over the left edge.
  var firstHang = 0.0

  func width(toStart offset: Int) -> Double {
    gaps.isEmpty ? widths[offset] : widths[offset] + gaps[offset]
  }

  func width(toEnd offset: Int) -> Double {
    gaps.isEmpty ? widths[offset] : widths[offset] + gaps[max(0, offset - 1)]
  }

  func stretch(toEnd offset: Int) -> Double { stretches[max(0, offset - 1)] }

  func shrink(toEnd offset: Int) -> Double { shrinks[max(0, offset - 1)] }

  /// The natural width of a line.
  func width(from start: Int, to end: Int) -> Double {
    end > start ? width(toEnd: end) - width(toStart: start) : 0
  }

  /// How far a line may grow.
  func stretch(from start: Int, to end: Int) -> Double {
    end > start ? stretch(toEnd: end) - stretches[start] : 0
  }

  /// How far a line may shrink.
  func shrink(from start: Int, to end: Int) -> Double {
    end > start ? shrink(toEnd: end) - shrinks[start] : 0
  }
}
