import Canvas
import Charting
import Diagnostics
import Tables

/// What documents that are set one after the other have in common: tables, the patterns that divide
/// words and, of one document again and again, charts and paragraphs of which nothing has changed.
///
/// What is made with it is the same, byte by byte, as what is made without. It belongs to one thread.
public final class ReportMemory {
  /// The tables that were read; the next document shares them.
  public var tables: DataLoader?
  /// What was read, drawn and found; nil if that is not kept.
  let drawings: DrawingMemory?
  /// The paragraphs that were set; nil if they are not kept.
  let paragraphs: ParagraphMemory?
  /// Texts with printer's signs; nil if they are not kept.
  let signs: SmartMemory?
  let specs = SpecMemory()
  private var patterns: Hyphenation?

  /// Creates a memory of some tables, or of nothing.
  ///
  /// What is drawn on several threads is drawn with the engines of a pool, if there is one.
  public init(
    tables: DataLoader? = nil, keeping kept: Keeping = .nothing, engines: EnginePool? = nil
  ) {
    self.tables = tables
    drawings = kept == .drawings ? DrawingMemory(engines) : nil
    paragraphs = kept == .nothing ? nil : ParagraphMemory()
    signs = kept == .nothing ? nil : SmartMemory()
  }

  /// What is kept beside tables and patterns.
  public enum Keeping: Sendable {
    case nothing
    /// Paragraphs: for documents that say much the same, such as the reports of one document.
    case paragraphs
    /// Whatever can be: for one document that is set again and again.
    case drawings
  }

  /// Forgets charts and paragraphs.
  func forgetDrawn() {
    drawings?.charts = ChartMemory()
    paragraphs?.forget()
  }

  /// The patterns that divide words from some folders, as far as they have been read.
  func hyphenation(in folders: [String]) -> Hyphenation {
    if let patterns, patterns.folders == folders { return patterns }
    return Hyphenation(folders: folders)
  }

  /// Keeps patterns for the next shape or document.
  func keep(_ patterns: Hyphenation) { self.patterns = patterns }
}

/// What was read of a document, the charts that were drawn and the pages that were found.
final class DrawingMemory {
  var document = DocumentMemory()
  var claims = ClaimMemory()
  var charts = ChartMemory()
  private var columns = Generations<PageTask, [PlannedColumn]>(limit: 100)
  /// The engines for charts that are drawn on several threads.
  let engines: EnginePool?
  private var digests = Generations<UseKey, DataUse.Digests>(limit: 400)

  init(_ engines: EnginePool? = nil) { self.engines = engines }

  private struct UseKey: Hashable {
    var file: DataFile
    var rows: [Int]
    var columns: [String]
    var asksRows: Bool
  }

  /// The digests of what is used of a file, which are computed if they are not known.
  func digests(of use: DataUse, eachRow: Bool) -> DataUse.Digests {
    let key = UseKey(file: use.file, rows: use.rows, columns: use.columns, asksRows: eachRow)
    return digests.value(for: key) { use.digests(eachRow: eachRow) }
  }

  /// The columns of a stretch, which are searched for if they are not known.
  func columns(of task: PageTask) -> [PlannedColumn] {
    columns.value(for: task) { PageSearch.columns(of: task) }
  }

}

/// Values by their keys, of which those that nobody has asked for lately are forgotten.
///
/// There are two generations: when the younger one is full it becomes the elder, and what was in that
/// is gone unless it was asked for meanwhile.
struct Generations<Key: Hashable, Value> {
  private let limit: Int
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]

  init(limit: Int) { self.limit = limit }

  mutating func value(for key: Key) -> Value? {
    if let value = young[key] { return value }
    guard let value = old.removeValue(forKey: key) else { return nil }
    keep(value, for: key)
    return value
  }

  /// The value of a key, which is made and kept if it is not known.
  mutating func value(for key: Key, make: () -> Value) -> Value {
    if let known = value(for: key) { return known }
    let made = make()
    keep(made, for: key)
    return made
  }

  mutating func keep(_ value: Value, for key: Key) {
    if young.count >= limit { (old, young) = (young, [:]) }
    young[key] = value
  }
}

/// The charts that were drawn, each with all that it was drawn from.
struct ChartMemory {
  /// What a drawing depends on beside the files that are read for it.
  struct Key: Hashable {
    /// The spec as it is written, or the name of its file and of the one that names it.
    @ExactText var content: String
    var width: Double?
    var height: Double?
    var look: String
    var language: String
    var alternative: ExactText?
    var preset: String?
    var parameters: [GivenParameter]
    var isLenient: Bool
  }

  struct Kept {
    var chart: DrawnChart
    var log: DiagnosticLog
    var claims: [Claim]
    var trace: ReadTrace
  }

  private var drawings = Generations<Key, Kept>(limit: 400)

  /// The drawing of a key, if nothing that was read for it has changed.
  mutating func drawing(for key: Key, _ files: SourceFiles) -> Kept? {
    guard let kept = drawings.value(for: key), files.holds(kept.trace) else { return nil }
    files.note(kept.trace)
    return kept
  }

  /// Keeps a drawing; not one with messages about texts that were not read for it alone, such as the
  /// document's, since these may stand elsewhere when it is asked for again.
  mutating func keep(_ kept: Kept, for key: Key) {
    let places = kept.log.entries.flatMap { [$0.place].compactMap { $0 } + $0.notes.map(\.place) }
    guard places.allSatisfy({ kept.trace.holds($0.source) }) else { return }
    drawings.keep(kept, for: key)
  }
}

/// The lines of the paragraphs that were set.
final class ParagraphMemory {
  /// What lines depend on, beside the fonts and the patterns for dividing words.
  struct Key: Hashable {
    private struct Piece: Hashable {
      @ExactText var text: String
      var style: TextStyle
      var color: Color
      var rise: Double
      var link: LinkTarget?
      var role: SceneRole
      var notes: [Int]
      var flags: Int
    }

    private let pieces: [Piece]
    private let shape: LineBreaker.Shape
    private let divides: WordDivision

    /// Creates a key; nil for pieces that carry more than text, such as notes beside it.
    init?(_ pieces: [TextPiece], _ shape: LineBreaker.Shape, _ divides: WordDivision) {
      guard pieces.allSatisfy(\.asides.isEmpty) else { return nil }
      self.pieces = pieces.map {
        Piece(
          text: $0.text, style: $0.style, color: $0.color, rise: $0.rise, link: $0.link,
          role: $0.role, notes: $0.notes,
          flags: ($0.isStruck ? 1 : 0) + ($0.isEmphasized ? 2 : 0) + ($0.isAddress ? 4 : 0))
      }
      self.shape = shape
      self.divides = divides
    }
  }

  var lines = Generations<Key, [SetLine]>(limit: 8000)

  func forget() { lines = Generations(limit: 8000) }
}
