import Notation
import Tables

/// A value that a parameter of a chart has from outside, such as from the document around it.
public struct GivenParameter: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The value.
  public var value: Value

  /// Creates a value for a name.
  public init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}

/// The parameters that a spec declares at its top, with their values; null where it gives none.
public func declaredParameters(of spec: Node) -> [(name: String, value: Node)] {
  (spec["params"]?.elements ?? []).compactMap { declaration in
    declaration["name"]?.string.map {
      ($0, declaration["value"] ?? Node(.null, at: declaration.place))
    }
  }
}

/// The title of a chart on one line, with the values that parameters have; empty if it has none.
public func chartTitle(of spec: Node, given: [GivenParameter] = []) -> String {
  guard let title = spec["title"] else { return "" }
  var reader = ParameterReader(spec, given: given)
  let whole = reader.resolved(Node(.object([.init(key: "title", title)]), at: title.place))
  guard let title = whole["title"] else { return "" }
  let text = title["text"] ?? title
  if let lines = text.elements { return lines.compactMap(\.string).joined(separator: " ") }
  return text.string ?? ""
}

extension Node.Member {
  fileprivate init(key: String, _ value: Node) {
    self.init(key: key, keyPlace: value.place, value: value)
  }
}
