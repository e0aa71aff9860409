import ArgumentParser
import Charting
import Diagnostics

/// `playfair schema`: what a chart may hold, for editors and for readers.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of charts, with which editors complete and check specs.",
    discussion: """
      Name the file in the first line of a spec, by its path:

        # yaml-language-server: $schema=playfair.schema.json
        {"$schema": "playfair.schema.json", …}
      """)

  @Option(name: .shortAndLong, help: "The file to write. Default: standard output.")
  var output: String?

  @Flag(help: "The reference of the grammar as a page of Markdown instead.")
  var markdown = false

  func validate() throws {
    if let output, output.isEmpty { throw ValidationError("--output takes a name, not ''") }
  }

  func run() throws {
    let stop = StopSwitch()
    let text = markdown ? SpecSchema.markdown : SpecSchema.json
    let file = OutputFile(path: output ?? "-", bytes: Array(text.utf8))
    guard let failure = OutputWriter.write([file], stop: stop).failure else { return }
    if !failure.isQuiet { StandardError.write(failure.diagnostic.text(.human)) }
    throw ExitCode(1)
  }
}
