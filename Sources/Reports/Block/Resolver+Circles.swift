import Diagnostics

// Titles that name each other: written out, they would have no end.
extension Resolver {
  /// Reports sections without a number whose titles lead back to themselves.
  mutating func reportCircles() {
    let titles = unnumberedTitles
    let named = titles.mapValues { title in
      references(in: title).filter { titles[$0.name] != nil }
    }
    for name in named.keys.sorted() {
      var seen: Set<String> = []
      var waiting = named[name] ?? []
      while let (next, place) = waiting.popLast() {
        if next == name {
          log.add(.circularTitle(name, at: place))
          break
        }
        if seen.insert(next).inserted { waiting += (named[next] ?? []).map { ($0.name, place) } }
      }
    }
  }

  /// What a title names, and where.
  private func references(in title: [Inline]) -> [(name: String, place: Place)] {
    var found: [(String, Place)] = []
    title.forEachInline { inline in
      guard case .citation(let citation, _) = inline.kind else { return }
      found += citation.parts.map { (name(of: $0), $0.key.place) }
    }
    return found
  }
}

extension Diagnostic {
  static func circularTitle(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "circular-title", "the title of '\(name)' leads back to itself", at: place,
      why: "a section without a number is referred to by its title",
      hint: "number the sections ('number-sections: true'), or take the reference out")
  }
}
