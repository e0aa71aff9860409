import ArgumentParser

/// Where what was made is kept for later runs.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Where what was made is kept, so that only what has changed is made again. It can be deleted at \
      any time. Default: playfair in the folder of the system for such things.
      """, valueName: "folder"))
  var cache: String?

  @Flag(help: "Make everything anew, and keep nothing.")
  var noCache = false

  func validate() throws {
    if noCache, cache != nil { throw ValidationError("--no-cache and --cache exclude each other") }
  }

  /// The folder; nil for none.
  var folder: CacheFolder? {
    if noCache { return nil }
    return cache.map { CacheFolder(path: $0) } ?? CacheFolder.usual()
  }
}
