import Notation

/// What `width` and `height` of a chart mean: the plot's size, or that of all.
enum AutosizeType: String, SpecWord, Hashable {
  /// The plot's: guides stand out of it, and the picture grows with them.
  case pad
  /// That of all: the plot gets what the guides leave.
  case fit
  /// The width is that of all, the height is the plot's.
  case fitX = "fit-x"
  /// The height is that of all, the width is the plot's.
  case fitY = "fit-y"
  /// That of all and the plot's: what stands out of the plot is cut off.
  case none
  static let noun = "a kind of sizing"
}

/// What counts as a part of a total size.
enum AutosizeContent: String, SpecWord, Hashable {
  case content, padding
  static let noun = "what a size contains"
}

/// How a chart is fitted into its size, as asked for.
struct AutosizeSpec: SpecObject {
  var type: AutosizeType?
  var contains: AutosizeContent?

  static let noun = "a kind of sizing"
  static var expectation: String {
    "'pad', 'fit', 'fit-x', 'fit-y', 'none', or an object with 'type'"
  }

  static let properties: [Property<AutosizeSpec>] =
    [
      Property("type", \.type, "What the size is that of. Default: pad."),
      Property(
        "contains", \.contains, "Whether a total size counts the padding. Default: content."),
    ] + Property.withoutEffect("resize")

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(AutosizeType.schema(&definitions), objectSchema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> AutosizeSpec? {
    guard node.members == nil else { return read(node, &reader, except: []) }
    return AutosizeType.read(node, &reader).map { AutosizeSpec(type: $0) }
  }
}
