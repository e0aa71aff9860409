import CMarkdown

// Read: the only file that calls cmark-gfm. Its tree becomes values at once.

/// A node of cmark's tree as a value.
struct MarkdownNode {
  enum Kind: Equatable {
    case document, paragraph, item, quote, rule, row(isHead: Bool), cell
    case heading(Int)
    case list(start: Int?, isTight: Bool)
    case code(info: String, text: String, isFenced: Bool)
    case html(String)
    case table([TableAlignment])
    case noteDefinition
    case text(String)
    case softBreak, lineBreak
    case inlineCode(String)
    case inlineHTML(String)
    case emphasis, strong, strikethrough
    case link(String)
    case image(String)
    case noteReference(Int)
  }

  var kind: Kind
  /// Where the node starts and ends, lines and columns from 1 as cmark counts them.
  var lines: ClosedRange<Int>
  var startColumn: Int
  var endColumn: Int
  var children: [MarkdownNode]

  /// The text of the node and all below it.
  var plainText: String {
    switch kind {
    case .text(let text), .inlineCode(let text): text
    case .softBreak, .lineBreak: " "
    default: children.map(\.plainText).joined()
    }
  }
}

/// How the cells of a column are aligned.
enum TableAlignment: Sendable, Equatable {
  case natural, left, center, right
}

/// Parses CommonMark with tables, strikethrough and footnotes.
enum MarkdownParser {
  /// How deep blocks and emphasis may be nested; what lies deeper is left out.
  static let depthLimit = 64

  /// Cmark's own list of extensions; filled once, before the first parser is made.
  private static let areExtensionsReady: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  /// What a text becomes, and the line and column of what was left out, if something was.
  typealias Result = (tree: MarkdownNode, tooDeep: (line: Int, column: Int)?)

  /// Parses a text.
  static func parse(_ bytes: [UInt8]) -> Result {
    let empty = MarkdownNode(
      kind: .document, lines: 1...1, startColumn: 1, endColumn: 1, children: [])
    let options =
      CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | CMARK_OPT_FULL_INFO_STRING
    guard areExtensionsReady, let parser = cmark_parser_new(options) else { return (empty, nil) }
    defer { cmark_parser_free(parser) }
    var tooDeep: (line: Int, column: Int)?
    for name in ["table", "strikethrough"] {
      if let found = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, found)
      }
    }
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard let root = cmark_parser_finish(parser) else { return (empty, nil) }
    defer { cmark_node_free(root) }
    let tree = value(of: root, depth: 0, tooDeep: &tooDeep) ?? empty
    return (tree, tooDeep)
  }

  private static func value(
    of node: OpaquePointer, depth: Int, tooDeep: inout (line: Int, column: Int)?
  ) -> MarkdownNode? {
    guard let kind = kind(of: node) else { return nil }
    var children: [MarkdownNode] = []
    var child = cmark_node_first_child(node)
    while let current = child {
      if depth >= depthLimit {
        // Text between marks of emphasis has no place of its own, what holds it has.
        let place = cmark_node_get_start_line(current) > 0 ? current : node
        tooDeep =
          tooDeep
          ?? (Int(cmark_node_get_start_line(place)), Int(cmark_node_get_start_column(place)))
        break
      }
      if let value = value(of: current, depth: depth + 1, tooDeep: &tooDeep) {
        children.append(value)
      }
      child = cmark_node_next(current)
    }
    let first = max(1, Int(cmark_node_get_start_line(node)))
    var last = max(first, Int(cmark_node_get_end_line(node)))
    // Of HTML that ends with a sign of its own, cmark counts one line too few.
    if case .html(let text) = kind {
      last = max(last, first + text.utf8.dropLast().count { $0 == UInt8(ascii: "\n") })
    }
    return MarkdownNode(
      kind: kind, lines: first...last, startColumn: Int(cmark_node_get_start_column(node)),
      endColumn: Int(cmark_node_get_end_column(node)), children: children)
  }

  private static func kind(of node: OpaquePointer) -> MarkdownNode.Kind? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: list(node)
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: code(node)
    case CMARK_NODE_HTML_BLOCK: .html(literal(node))
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_FOOTNOTE_DEFINITION: .noteDefinition
    default: inlineKind(of: node)
    }
  }

  private static func inlineKind(of node: OpaquePointer)
    -> MarkdownNode.Kind?
  {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: .text(literal(node))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .inlineCode(literal(node))
    case CMARK_NODE_HTML_INLINE: .inlineHTML(literal(node))
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link(string(cmark_node_get_url(node)))
    case CMARK_NODE_IMAGE: .image(string(cmark_node_get_url(node)))
    case CMARK_NODE_FOOTNOTE_REFERENCE: .noteReference(Int(literal(node)) ?? 0)
    default: extensionKind(of: node)
    }
  }

  /// The kinds of extensions are numbered when they are registered: their names are what is stable.
  private static func extensionKind(of node: OpaquePointer)
    -> MarkdownNode.Kind?
  {
    switch string(cmark_node_get_type_string(node)) {
    case "table": .table(alignments(node))
    case "table_header": .row(isHead: true)
    case "table_row": .row(isHead: false)
    case "table_cell": .cell
    case "strikethrough": .strikethrough
    default: nil
    }
  }

  private static func list(_ node: OpaquePointer) -> MarkdownNode.Kind {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return .list(
      start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
      isTight: cmark_node_get_list_tight(node) != 0)
  }

  private static func code(_ node: OpaquePointer) -> MarkdownNode.Kind {
    var (length, offset, character) = (Int32(0), Int32(0), CChar(0))
    let isFenced = cmark_node_get_fenced(node, &length, &offset, &character) != 0
    return .code(
      info: string(cmark_node_get_fence_info(node)), text: literal(node), isFenced: isFenced)
  }

  private static func alignments(_ node: OpaquePointer) -> [TableAlignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    guard let letters = cmark_gfm_extensions_get_table_alignments(node) else {
      return Array(repeating: .natural, count: count)
    }
    return (0..<count).map { column in
      switch letters[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .natural
      }
    }
  }

  private static func literal(_ node: OpaquePointer) -> String {
    string(cmark_node_get_literal(node))
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
