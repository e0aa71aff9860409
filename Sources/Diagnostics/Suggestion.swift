/// Finds the known name nearest to one that somebody wrote, for "did you mean".
///
/// The distance is Damerau's (insert, delete, replace, swap of neighbours each cost one), after
/// letter case is ignored; a name is near if it is at most a third of its length away, or one, and
/// if the two have anything in common.
public enum Suggestion {
  /// The nearest of `names`, or nil if none is near; the first one wins a tie.
  ///
  ///     Suggestion.nearest(to: "colour", in: ["color", "column"])   // "color"
  public static func nearest(to name: String, in names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in names {
      let other = Array(candidate.lowercased())
      let limit = max(1, max(wanted.count, other.count) / 3)
      guard abs(wanted.count - other.count) <= limit else { continue }
      let distance = distance(wanted, other)
      guard distance <= limit, distance < max(wanted.count, other.count) || distance == 0,
        distance < best?.distance ?? .max
      else { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  /// A hint that names the nearest of `names`, or nil.
  public static func hint(for name: String, in names: some Sequence<String>) -> String? {
    nearest(to: name, in: names).map { "did you mean '\($0)'?" }
  }

  /// The names as a sentence part: "a, b and c", cut after `limit` with a count of the rest.
  public static func list(_ names: some Collection<String>, limit: Int = 8) -> String {
    let shown = names.prefix(limit).map { "'\($0)'" }
    let rest = names.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "none" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The names that can be written, those first that are most like the one that was.
  ///
  ///     Suggestion.choice(for: "clor", among: ["size", "color", "x"])   // "'color', 'x' and 'size'"
  public static func choice(
    for name: String, among names: some Collection<String>, limit: Int = 8
  ) -> String {
    guard names.count > limit else { return list(names, limit: limit) }
    let wanted = Array(name.lowercased())
    let ranked = names.enumerated().map { index, other in
      let isPart = other.lowercased().contains(name.lowercased())
      return (other, [isPart ? 0 : distance(wanted, Array(other.lowercased())), index])
    }
    return list(ranked.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0), limit: limit)
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in b.indices {
        let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
        current[j + 1] = min(replaced, last[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          current[j + 1] = min(current[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, current)
    }
    return last[b.count]
  }
}
