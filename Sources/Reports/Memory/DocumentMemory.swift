import Diagnostics
import Notation

/// Stands for some content: what has the same revision is the same.
final class Revision: Sendable, Hashable {
  static func == (first: Revision, second: Revision) -> Bool { first === second }

  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// What was read of one document, for the next time that it is set: its text, the works that it cites
/// and the list of them.
///
/// A change of the data leaves all of this as it is.
struct DocumentMemory {
  /// A document as it was written.
  struct Written {
    var tree: DocumentTree
    var front: Node?
  }

  /// What was made of files, with what was said of them and what was read for it.
  private struct Kept<Value> {
    var value: Value
    var log: DiagnosticLog
    var trace: ReadTrace

    func holds(in files: SourceFiles, log: inout DiagnosticLog) -> Value? {
      guard files.holds(trace) else { return nil }
      files.note(trace)
      log.add(contentsOf: self.log)
      return value
    }

    /// Makes a value and keeps what is said and read meanwhile.
    init(
      from files: SourceFiles, log: inout DiagnosticLog,
      _ make: (SourceFiles, inout DiagnosticLog) -> Value
    ) {
      let own = SourceFiles(sharing: files)
      self.log = DiagnosticLog()
      value = make(own, &self.log)
      trace = own.trace
      files.note(trace)
      log.add(contentsOf: self.log)
    }
  }

  private var written: (source: SourceText, wishes: [ParameterWish], kept: Kept<Written>)?
  private var finished: (revision: Revision, fills: [ExactText], tree: DocumentTree)?
  private var library: (document: Revision, kept: Kept<Library>)?
  private var bibliographies = Generations<BibliographyKey, ListedWorks>(limit: 20)

  /// A document as it was written, which is read if it has not been.
  mutating func written(
    _ source: SourceText, _ wishes: [ParameterWish], _ files: SourceFiles,
    log: inout DiagnosticLog, make: (SourceFiles, inout DiagnosticLog) -> Written
  ) -> Written {
    if let known = written, known.source === source, known.wishes == wishes,
      let value = known.kept.holds(in: files, log: &log)
    {
      return value
    }
    var kept = Kept(from: files, log: &log, make)
    kept.value.tree.revision = Revision()
    written = (source, wishes, kept)
    return kept.value
  }

  /// A document with printer's signs; its text follows from what was written and from the words that
  /// claims put in.
  mutating func finished(
    _ tree: DocumentTree, fills: [ExactText], make: (inout DocumentTree) -> Void
  ) -> DocumentTree {
    guard let revision = tree.revision else {
      var tree = tree
      make(&tree)
      return tree
    }
    if var known = finished, known.revision == revision, known.fills == fills {
      known.tree.claims = tree.claims
      return known.tree
    }
    var made = tree
    make(&made)
    finished = (revision, fills, made)
    return made
  }

  /// The works that a document may cite, which are read if they have not been.
  mutating func library(
    of document: Revision?, _ files: SourceFiles, log: inout DiagnosticLog,
    make: (SourceFiles, inout DiagnosticLog) -> Library
  ) -> Library {
    guard let document else { return make(files, &log) }
    if let library, library.document == document,
      let value = library.kept.holds(in: files, log: &log)
    {
      return value
    }
    var kept = Kept(from: files, log: &log, make)
    kept.value.revision = Revision()
    library = (document, kept)
    return kept.value
  }

  /// The list of the works that a document cites, which is made if it has not been.
  mutating func bibliography(
    _ key: BibliographyKey?, log: inout DiagnosticLog,
    make: (inout DiagnosticLog) -> Bibliography
  ) -> Bibliography {
    guard let key else { return make(&log) }
    let known = bibliographies.value(for: key)
    var listed = known ?? ListedWorks()
    if known == nil {
      listed.works = make(&listed.log)
      bibliographies.keep(listed, for: key)
    }
    log.add(contentsOf: listed.log)
    return listed.works ?? make(&log)
  }

  /// A list of works, with what was said of it.
  private struct ListedWorks {
    var works: Bibliography?
    var log = DiagnosticLog()
  }
}

/// What the list of the works follows from that a shape of a document cites.
struct BibliographyKey: Hashable {
  var document: Revision
  var library: Revision
  var format: ReportFormat
  /// The keys in the order of the citations.
  var cited: [String]

  init?(_ tree: DocumentTree, _ library: Library, _ format: ReportFormat, cited: [String]) {
    guard let document = tree.revision, let library = library.revision else { return nil }
    (self.document, self.library, self.format, self.cited) = (document, library, format, cited)
  }
}
