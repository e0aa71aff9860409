import Notation

extension Node {
  /// The spec as it is read, where pieces of its texts are bound to the data, with the words alone:
  /// `Reports` checks them.
  var withoutClaims: Node {
    var node = self
    switch value {
    case .string(let text):
      let claim = #/\[([^\[\]]*)\]\{(?:claim|fill)="[^"]*"\}/#
      node.value = .string(text.replacing(claim) { $0.output.1 })
    case .array(let elements): node.value = .array(elements.map(\.withoutClaims))
    case .object(let members):
      node.value = .object(
        members.map { member in
          var member = member
          member.value = member.value.withoutClaims
          return member
        })
    case .null, .bool, .number: break
    }
    return node
  }
}
