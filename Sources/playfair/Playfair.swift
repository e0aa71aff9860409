import ArgumentParser
import Canvas

/// The command line: arguments, files, exit codes, progress; nothing else is known here.
@main
struct Playfair: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "playfair",
    abstract: "Draws charts from Vega-Lite specs and sets Markdown with charts as printable pages.",
    discussion: """
      Exit status: 0 fine; 1 errors in the input; 2 wrong use; 3 'check' or 'diff' found something.
      Nothing is written when there are errors, and a file is replaced whole or not at all.
      """,
    version: version,
    subcommands: [
      RenderCommand.self, WatchCommand.self, PreviewCommand.self, PlotCommand.self,
      CheckCommand.self, InspectCommand.self, ExplainCommand.self, DiffCommand.self,
      InitCommand.self, PresetsCommand.self, SchemaCommand.self,
    ])

  static func main() {
    StandardStreams.guardAgainstMisuse()
    // Playfair draws with its own fonts alone: those of the machine need not be looked at.
    FontLibrary.skipSystemFonts()
    PixelMemory.keepForReuse()
    if let argument = unreadableArgument {
      StandardError.write("Error: the argument '\(argument)' is not UTF-8; rename the file\n")
      exit(withError: ExitCode(2))
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as ExitCode {
      exit(withError: error)
    } catch {
      // Help and version leave with 0, every other misuse with 2.
      let isHelp = exitCode(for: error) == .success
      if isHelp { exit(withError: error) }
      StandardError.write(fullMessage(for: error) + "\n")
      exit(withError: ExitCode(2))
    }
  }

  /// The first argument that is not UTF-8: its repaired text would be the name of another file.
  private static var unreadableArgument: String? {
    for index in 0..<Int(CommandLine.argc) {
      guard let bytes = CommandLine.unsafeArgv[index] else { continue }
      if String(validatingCString: bytes) == nil { return String(cString: bytes) }
    }
    return nil
  }
}
