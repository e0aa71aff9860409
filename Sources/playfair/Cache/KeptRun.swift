import Diagnostics
import Notation

/// What an input became, and what that was made of, as it is kept in the cache.
struct KeptRun: Equatable {
  /// A file that was written.
  struct File: Equatable {
    var path: String
    var note: String?
    var content: ContentDigest
  }

  var trace: TraceDigest
  var files: [File]

  /// The run as JSON.
  var json: String {
    let lookups = trace.lookups.sorted { $0.key < $1.key }.map { path, found in
      (path, found.map { JSONText.string($0) } ?? .null)
    }
    let contents = trace.contents.sorted { $0.key < $1.key }.map { path, digest in
      (path, JSONText.string(digest.description))
    }
    let files = files.map { file in
      JSONText.object([
        ("path", .string(file.path)), ("note", file.note.map { .string($0) } ?? .null),
        ("content", .string(file.content.description)),
      ])
    }
    return JSONText.object([
      ("lookups", .object(lookups)), ("contents", .object(contents)), ("files", .array(files)),
    ]).text()
  }

  init(trace: TraceDigest, files: [File]) {
    self.trace = trace
    self.files = files
  }

  /// Reads a run; nil if that is none.
  init?(json: String) {
    var log = DiagnosticLog()
    let source = SourceText(name: "cache", text: json)
    guard let node = JSONReader.read(source, log: &log), let lookups = node["lookups"]?.members,
      let contents = node["contents"]?.members, let files = node["files"]?.elements
    else { return nil }
    trace = TraceDigest(lookups: [:], contents: [:])
    for member in lookups { trace.lookups[member.key] = .some(member.value.string) }
    for member in contents {
      guard let digest = member.value.string.flatMap({ ContentDigest($0) }) else { return nil }
      trace.contents[member.key] = digest
    }
    self.files = []
    for file in files {
      guard let path = file["path"]?.string,
        let content = file["content"]?.string.flatMap({ ContentDigest($0) })
      else { return nil }
      self.files.append(File(path: path, note: file["note"]?.string, content: content))
    }
  }
}
