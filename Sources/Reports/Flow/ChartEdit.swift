import Notation

/// How a chart's spec is changed for the place where it stands.
enum ChartEdit: Sendable, Hashable {
  case none
  /// Its title stands elsewhere.
  case withoutTitle
  /// Its title stands below another headline, in a smaller size.
  case titleSize(Double)

  /// What tells it from other edits.
  var key: String {
    switch self {
    case .none: ""
    case .withoutTitle: " untitled"
    case .titleSize(let size): " titled \(size)"
    }
  }

  /// The spec, changed; the subtitle stays.
  func applied(to spec: Node) -> Node {
    guard case .object(var members) = spec.value,
      let index = members.firstIndex(where: { $0.key == "title" })
    else { return spec }
    let title = members[index].value
    switch self {
    case .none: return spec
    case .withoutTitle:
      if let parts = title.members?.filter({ $0.key != "text" }), !parts.isEmpty {
        members[index].value = Node(.object(parts), at: title.place)
      } else {
        members.remove(at: index)
      }
    case .titleSize(let size):
      var parts = title.members ?? [member("text", title)]
      guard !parts.contains(where: { $0.key == "fontSize" }) else { return spec }
      parts.append(member("fontSize", Node(.number(size), at: title.place)))
      parts.append(member("lineHeight", Node(.number(size * 1.2), at: title.place)))
      members[index].value = Node(.object(parts), at: title.place)
    }
    return Node(.object(members), at: spec.place)
  }

  private func member(_ key: String, _ value: Node) -> Node.Member {
    Node.Member(key: key, keyPlace: value.place, value: value)
  }
}

extension Node {
  /// The words of a chart's title; empty if it has none.
  var chartTitle: String {
    guard let title = self["title"] else { return "" }
    let text = title["text"] ?? title
    if let lines = text.elements { return lines.compactMap(\.string).joined(separator: " ") }
    return text.string ?? ""
  }
}
