import ArgumentParser

/// `playfair render`: charts to pictures, documents to pages.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draws a chart, or sets a Markdown document with its charts.",
    discussion: """
      INPUT is a Vega-Lite spec (.json, .yaml) or a document (.md); '-' is standard input. Of a \
      folder all documents and charts are taken; 'charts/*.vl.yaml' in quotes is a pattern.
      An output is named after its input: grain.vl.yaml becomes grain.png. A document becomes \
      notes.pdf in the shape that it names first (a briefing by default), notes-slides.pdf and so \
      on in others, and its figures stand beside in a folder of the same name.
      """)

  @OptionGroup var options: RenderOptions
  @OptionGroup var caching: CacheOptions

  func run() throws {
    let stop = StopSwitch()
    let inputs = options.inputs
    // Who asks how long steps take wants them taken.
    let cache =
      options.timings
      ? nil
      : caching.folder.map {
        RenderCache(folder: $0, fonts: options.common.fonts)
      }
    defer { cache?.trim() }
    if let table = options.many.rows, let document = inputs.entries.first?.path {
      return try ForEachRun(
        options: options, cache: cache, stop: stop, document: document, table: table
      ).run()
    }
    try InputRun(options: options, stop: stop, inputs: inputs, cache: cache).run()
  }
}
