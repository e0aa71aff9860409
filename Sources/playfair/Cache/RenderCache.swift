import Canvas
import Diagnostics

/// What earlier runs of the program have made, kept in a folder.
///
/// On two levels: an input for which everything that was looked up and read is the same becomes what
/// it became then, and is not even read as a document; and a file whose pages or picture are the same
/// to the last point is not drawn again. Only runs that had nothing to say are kept whole, so that no
/// warning is lost.
struct RenderCache: Sendable {
  let folder: CacheFolder
  private let program: KeyBytes

  init(folder: CacheFolder, fonts: FontLibrary) {
    self.folder = folder
    program = ProgramKey.bytes(fonts: fonts)
  }

  /// Sees to it that the folder does not grow without end.
  func trim() { folder.trim() }

  // MARK: Files

  /// The bytes of a file: those that are kept for its encoding, else those that a step makes.
  func bytes(of encoding: Encoding, _ make: () throws -> [UInt8]) rethrows -> [UInt8] {
    guard let key = encoding.key(in: program) else { return try make() }
    if let name = folder.note(for: key).flatMap({ ContentDigest($0) }),
      let bytes = folder.bytes(called: name)
    {
      return bytes
    }
    let bytes = try make()
    let name = ContentDigest(of: bytes)
    folder.keep(bytes, called: name)
    folder.note(name.description, for: key)
    return bytes
  }

  // MARK: Inputs

  /// The key of an input under the arguments of this run.
  func key(ofInput path: String, output: String?) -> ContentDigest {
    var key = program
    key.add("input")
    key.add(each: Array(CommandLine.arguments.dropFirst())) { $0.add($1) }
    key.add(FilePath.resolved(".") ?? "")
    key.add(path)
    // Whether there is a folder of that name decides what a file is called.
    key.add(output) { key, output in
      key.add(output)
      key.add(OutputName.isFolder(output))
    }
    key.add(SourceDate.text) { $0.add($1) }
    return key.digest
  }

  /// The files that an input became, if all that they were made of is the same; it counts as read
  /// then.
  func files(for key: ContentDigest, readingIn files: SourceFiles) -> [OutputFile]? {
    guard let run = folder.note(for: key).flatMap({ KeptRun(json: $0) }) else { return nil }
    var outputs: [OutputFile] = []
    for file in run.files {
      guard let bytes = folder.bytes(called: file.content) else { return nil }
      outputs.append(OutputFile(path: file.path, bytes: bytes, note: file.note))
    }
    return files.takes(run.trace) ? outputs : nil
  }

  /// Keeps what an input became.
  func keep(_ outputs: [OutputFile], madeOf trace: ReadTrace, for key: ContentDigest) {
    let files = outputs.map { output in
      let name = ContentDigest(of: output.bytes)
      folder.keep(output.bytes, called: name)
      return KeptRun.File(path: output.path, note: output.note, content: name)
    }
    folder.note(KeptRun(trace: trace.digest, files: files).json, for: key)
  }
}

extension Encoding {
  /// The key of the bytes; nil where they are had as quickly as a key.
  fileprivate func key(in program: KeyBytes) -> ContentDigest? {
    var key = program
    switch self {
    case .pdf(let pages, let options):
      key.add("pdf")
      key.add(pages)
      key.add(options)
    case .png(let scene, let options):
      key.add("png")
      key.add(scene)
      key.add(options)
    case .svg(let scene, let record):
      key.add("svg")
      key.add(scene)
      key.add(record) { $0.add($1) }
    case .web, .bytes: return nil
    }
    return key.digest
  }
}
