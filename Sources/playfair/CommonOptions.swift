import ArgumentParser
import Canvas
import Charting
import Diagnostics

/// Options that all commands share.
struct CommonOptions: ParsableArguments {
  @Option(
    help: """
      Nothing outside this folder is read. Default: the working directory, or the input's folder.
      """)
  var root: String?

  @Option(help: "How messages are printed: human, short or json.")
  var messageFormat: DiagnosticFormat = .human

  @Option(help: ArgumentHelp("A folder with further fonts; may be repeated.", valueName: "folder"))
  var fontPath: [String] = []

  @Flag(help: "Leave out what is not supported yet, with a warning.")
  var lenient = false

  /// The fonts that may be used.
  var fonts: FontLibrary { FontLibrary(extraFolders: fontPath) }

  /// The files that may be read for an input.
  func files(for input: String) throws -> SourceFiles {
    if let root {
      guard let files = SourceFiles(root: root) else {
        throw ValidationError("there is no folder '\(root)'")
      }
      return files
    }
    let folder = input == "-" ? "." : FilePath.folder(of: input)
    let working = FilePath.resolved(".") ?? "/"
    let place = FilePath.resolved(folder) ?? working
    let isBelow = place == working || place.hasPrefix(working == "/" ? "/" : working + "/")
    guard let files = SourceFiles(root: isBelow ? working : place) else {
      throw ValidationError("the folder '\(folder)' cannot be read")
    }
    return files
  }

  /// Prints all problems; throws if any is an error.
  func report(_ log: DiagnosticLog) throws {
    for entry in log.inReadingOrder { StandardError.write(entry.text(messageFormat)) }
    if log.hasErrors {
      if messageFormat == .human { StandardError.write(summary(log)) }
      throw ExitCode(1)
    }
  }

  /// Prints the problems of several inputs, and how many of them were not written.
  func tell(_ logs: [DiagnosticLog]) {
    var all = DiagnosticLog()
    for log in logs {
      for entry in log.inReadingOrder { StandardError.write(entry.text(messageFormat)) }
      all.add(contentsOf: log)
    }
    guard all.hasErrors, messageFormat == .human else { return }
    let failed = logs.count(where: \.hasErrors)
    StandardError.write(summary(all, failed == logs.count ? nil : (failed, logs.count)))
  }

  private func summary(_ log: DiagnosticLog, _ inputs: (failed: Int, all: Int)? = nil) -> String {
    let errors = log.errorCount == 1 ? "1 error" : "\(log.errorCount) errors"
    let warnings = log.warningCount == 1 ? "1 warning" : "\(log.warningCount) warnings"
    let all = log.warningCount > 0 ? "\(errors) and \(warnings)" : errors
    guard let inputs else { return "playfair: \(all); nothing was written\n" }
    return "playfair: \(all) in \(inputs.failed) of \(inputs.all) inputs; the others were written\n"
  }
}

extension DiagnosticFormat: ExpressibleByArgument {}

/// A length on the command line: 89mm, 3.5in, 252pt, 400px.
struct LengthArgument: ExpressibleByArgument {
  var points: Double

  init?(argument: String) {
    // A number without a unit would be points, which nobody means who writes 89.
    guard argument.last?.isLetter ?? false, let points = Length.points(argument), points >= 20,
      points <= 20_000
    else { return nil }
    self.points = points
  }
}

/// The kinds of file that a chart can become.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case png, pdf, svg, json, scene
}

/// Options of pictures.
struct PictureOptions: ParsableArguments {
  @Option(
    help: "The total width, such as 89mm, 3.5in, 252pt; at least 20pt. Default: by the theme.")
  var width: LengthArgument?

  @Option(help: "The total height. Default: by the width.")
  var height: LengthArgument?

  @Option(help: "Pixels per inch of PNG files.")
  var ppi: Double = 200

  @Option(help: "A factor on the pixels of PNG files.")
  var scale: Double = 1

  @Option(help: "The theme: \(themeNames).")
  var theme: String?

  var hasSize: Bool { width != nil || height != nil }

  func validate() throws {
    guard ppi >= 1, ppi <= 2400 else {
      throw ValidationError("--ppi takes a number from 1 to 2400")
    }
    guard scale > 0, scale <= 20 else { throw ValidationError("--scale takes a number up to 20") }
  }
}

private let themeNames = chartThemeNames.joined(separator: ", ")
