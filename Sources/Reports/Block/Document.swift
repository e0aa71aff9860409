import Canvas
import Diagnostics

/// A document ready to be set: numbers given, references and citations written out.
struct Document: Sendable {
  var metadata: Metadata
  @Boxed var words: ReportWords
  var blocks: [Block]
  /// The notes that are called, in the order of their calls: the number is the index plus one.
  var notes: [NoteBlock]
  /// The figures in order; `FigureBlock.index` leads here.
  var figures: [FigureBlock]
  /// The figures and their notes before references and citations were written out, for other
  /// programs that do so themselves.
  var source = FigureSource()
  /// The reference list in order.
  var references: [Bibliography.Entry]
}

/// The figures of a document as their author wrote them, with their numbers.
struct FigureSource: Sendable {
  /// In order; one with panels holds them.
  var figures: [FigureBlock] = []
  /// All notes of the document, to which `Inline.Kind.note` leads.
  var notes: [NoteBlock] = []
}

/// Something that links and references find by its name.
struct Label: Sendable {
  /// What the name stands for.
  enum Kind: Sendable, Equatable {
    case figure, table, section, appendix
  }

  var kind: Kind
  /// Such as "3" or "2.1"; empty if it has none.
  var number: String
  /// The words of a heading or a caption.
  var title: [Inline]
  /// Where the name was given; nil if it was made from the words of a heading.
  var place: Place?

  /// Quarto's prefixes of names, of which ours are three.
  static let prefixes = [
    "fig", "tbl", "sec", "lst", "eq", "tip", "nte", "wrn", "imp", "cau", "thm", "lem", "cor",
    "prp", "cnj", "def", "exm", "exr", "sol", "rem", "alg", "tab",
  ]

  /// Whether a key looks like the name of something in the document and not like a work's.
  static func isName(_ key: String) -> Bool {
    prefixes.contains { key.hasPrefix($0 + "-") || key.hasPrefix($0 + ":") }
  }
}
