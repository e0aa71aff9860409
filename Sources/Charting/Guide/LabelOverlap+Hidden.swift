import Canvas

extension LabelOverlap {
  /// The indices of labels that are left out because they would overlap others: every second one
  /// until none does, or each one that meets the last one kept.
  ///
  /// The first label stays. Where next to none would be left the last one stays instead of the one
  /// before it. Labels without a box do not count. Two labels never overlap enough.
  static func hidden(
    _ boxes: [Rect?], _ mode: LabelOverlap, separation: Double
  ) -> Set<Int> {
    let all = boxes.indices.filter { boxes[$0] != nil }
    func overlap(_ a: Int, _ b: Int) -> Bool {
      guard let a = boxes[a], let b = boxes[b] else { return false }
      let gap = max(b.x - a.maxX, a.x - b.maxX, b.y - a.maxY, a.y - b.maxY)
      return gap < separation
    }
    func overlaps(_ kept: [Int]) -> Bool {
      zip(kept, kept.dropFirst()).contains { overlap($0, $1) }
    }
    guard mode != .off, let end = all.last else { return [] }
    var kept = all
    while kept.count >= 3, overlaps(kept) {
      if mode == .parity {
        kept = kept.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      } else {
        kept = greedy(kept, overlap)
      }
    }
    if kept.count < 3, all.count >= 3, !kept.contains(end) {
      if kept.count > 1 { kept.removeLast() }
      kept.append(end)
    }
    return Set(all).subtracting(kept)
  }

  private static func greedy(_ labels: [Int], _ overlap: (Int, Int) -> Bool) -> [Int] {
    var kept: [Int] = []
    for label in labels {
      if let last = kept.last, overlap(last, label) { continue }
      kept.append(label)
    }
    return kept
  }
}
