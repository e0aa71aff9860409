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
  /// Whether a chart has rows: a discrete vertical axis, or panels below each other.
  var hasRows: Bool {
    if let elements { return elements.contains(where: \.hasRows) }
    guard let members else { return false }
    for member in members where !["data", "datasets"].contains(member.key) {
      if member.key == "encoding" {
        if member.value["row"] != nil || member.value["y"]?.isDiscrete ?? false { return true }
      } else if ["row", "vconcat"].contains(member.key) {
        return true
      }
      if member.value.hasRows { return true }
    }
    return false
  }

  /// Whether a channel's type has places side by side.
  private var isDiscrete: Bool {
    let type = self["type"]?.string ?? ""
    let short = self["shorthand"]?.string ?? string ?? ""
    return ["nominal", "ordinal"].contains(type) || short.hasSuffix(":N") || short.hasSuffix(":O")
  }
}
