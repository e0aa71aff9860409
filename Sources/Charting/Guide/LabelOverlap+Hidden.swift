import Canvas

extension LabelOverlap {
  /// The indices of labels that are left out because they would overlap others: every second one
  /// until none does, or each one that meets the last one kept.
  ///
  /// The first label stays. The last stays too if dropping is greedy no less: as Vega does, the one
  /// before it gives way.
  static func hidden(
    _ boxes: [Rect?], _ mode: LabelOverlap, separation: Double
  ) -> Set<Int> {
    func crowds(_ a: Rect, _ b: Rect) -> Bool {
      a.expanded(by: separation / 2).intersects(b.expanded(by: separation / 2))
    }
    func overlaps(_ kept: [Int]) -> Bool {
      let shown = kept.compactMap { boxes[$0] }
      return zip(shown, shown.dropFirst()).contains { crowds($0, $1) }
    }
    var kept = Array(boxes.indices)
    switch mode {
    case .off: return []
    case .parity:
      while kept.count > 1, overlaps(kept) {
        kept = kept.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      }
    case .greedy:
      var last: Rect?
      kept = kept.filter { index in
        guard let box = boxes[index] else { return true }
        if let last, crowds(last, box) { return false }
        last = box
        return true
      }
    }
    return Set(boxes.indices).subtracting(kept)
  }
}
