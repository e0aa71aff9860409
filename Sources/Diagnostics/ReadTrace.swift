/// What was looked for and what was found: on this, and on nothing else of the file system, depends
/// what was made meanwhile.
public struct ReadTrace: Sendable {
  /// The absolute paths that were looked up, as they were asked for, and where they lead: nil where
  /// nothing was.
  public internal(set) var lookups: [String: String?] = [:]
  /// What the files held that were read, by their absolute paths.
  var contents: [String: FileContent] = [:]

  /// Creates a trace of nothing.
  public init() {}

  /// The absolute paths of the files that were read, sorted.
  public var files: [String] { contents.keys.sorted() }

  /// Whether a text is one of those that were read.
  public func holds(_ text: SourceText) -> Bool {
    contents.values.contains { $0.holds(text) }
  }

  mutating func add(_ other: ReadTrace) {
    lookups.merge(other.lookups) { $1 }
    contents.merge(other.contents) { $1 }
  }
}
