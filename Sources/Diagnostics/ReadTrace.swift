/// A path that leads elsewhere than before, or whose file holds something else.
public struct FileDifference: Sendable, Equatable {
  /// What has become of it.
  public enum Kind: Sendable {
    /// It holds something else.
    case changed
    /// Nothing was there before.
    case new
    /// Nothing is there any more.
    case gone
  }

  /// The absolute path, symbolic links resolved.
  public var path: String
  /// What has become of it.
  public var kind: Kind

  /// Creates a difference.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}

/// What was looked for and what was found: on this, and on nothing else of the file system, depends
/// what was made meanwhile.
public struct ReadTrace: Sendable {
  /// The absolute paths that were looked up, as they were asked for, and where they lead: nil where
  /// nothing was.
  public internal(set) var lookups: [String: String?] = [:]
  /// What the files held that were read, by their absolute paths.
  var contents: [String: FileContent] = [:]
  /// The absolute paths of files that were there and could not be read.
  var unread: Set<String> = []

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
    unread.formUnion(other.unread)
  }
}

/// A trace that outlives the program: what was found, and the digests of what was read.
public struct TraceDigest: Sendable, Equatable {
  /// The absolute paths that were looked up, and where they lead: nil where nothing was.
  public var lookups: [String: String?]
  /// The digests of what the files held that were read, by their absolute paths.
  public var contents: [String: ContentDigest]

  /// Creates a digest of what was found and read.
  public init(lookups: [String: String?], contents: [String: ContentDigest]) {
    self.lookups = lookups
    self.contents = contents
  }
}

extension ReadTrace {
  /// The trace as it can be kept.
  public var digest: TraceDigest {
    TraceDigest(lookups: lookups, contents: contents.mapValues { ContentDigest(of: $0.bytes) })
  }
}
