import ArgumentParser
import Canvas
import Charting
import Diagnostics
import Reports

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

  @Option(
    help: ArgumentHelp(
      "Reads what starts with an address from a folder; may be repeated. Nothing is fetched.",
      valueName: "address=folder"),
    transform: { try URLMapArgument($0) })
  var mapUrl: [URLMapArgument] = []

  @Flag(help: "Leave out what is not supported yet, with a warning.")
  var lenient = false

  @Flag(help: "Take warnings as errors: then nothing is written, and the exit status is 1.")
  var strict = false

  func validate() throws {
    for path in fontPath {
      if let problem = FontLibrary.problem(ofFolder: path) {
        throw ValidationError("--font-path '\(path)' \(problem)")
      }
    }
  }

  /// The fonts that may be used.
  var fonts: FontLibrary { FontLibrary(extraFolders: fontPath) }

  /// The folders that stand for addresses.
  private var mapping: URLMapping { URLMapping(mapUrl.map { ($0.address, $0.folder) }) }

  /// The files that may be read for an input.
  func files(
    for input: String, memory: FileMemory = FileMemory()
  ) throws -> SourceFiles {
    if let root {
      guard let files = SourceFiles(root: root, mapping: mapping, memory: memory) else {
        throw ValidationError("there is no folder '\(root)'")
      }
      return files
    }
    let folder = input == "-" ? "." : FilePath.folder(of: input)
    let working = FilePath.resolved(".") ?? "/"
    let place = FilePath.resolved(folder) ?? working
    let isBelow = place == working || place.hasPrefix(working == "/" ? "/" : working + "/")
    let root = isBelow ? working : place
    guard let files = SourceFiles(root: root, mapping: mapping, memory: memory) else {
      throw ValidationError("the folder '\(folder)' cannot be read")
    }
    return files
  }

  /// The files that may be read of a tree: those below its root.
  func files(below root: String) -> SourceFiles? { SourceFiles(root: root, mapping: mapping) }

  /// The problems as they count: under `--strict` warnings are errors.
  func judged(_ log: DiagnosticLog) -> DiagnosticLog { strict ? log.withWarningsAsErrors : log }

  /// Prints all problems; throws if any is an error.
  func report(_ log: DiagnosticLog) throws {
    let log = judged(log)
    tell([log])
    if log.hasErrors { throw ExitCode(1) }
  }

  /// Writes the files of one input and prints all problems; throws if any is an error.
  func finish(
    _ log: DiagnosticLog, writing files: [OutputFile], stop: StopSwitch
  ) throws {
    let log = judged(log)
    let failure = log.hasErrors ? nil : OutputWriter.write(files, stop: stop).failure
    tell([log], failure)
    if log.hasErrors || failure != nil { throw ExitCode(1) }
  }

  /// Prints a text for a pipe; `rest` says what was written beside it.
  func print(_ text: String, rest: String = "nothing was written") throws {
    guard let error = StandardOutput.write(Array(text.utf8)) else { return }
    tell([], .init(path: "-", error: error, rest: rest))
    throw ExitCode(1)
  }

  /// Prints the problems of several inputs, and what was not written for them.
  func tell(_ logs: [DiagnosticLog], _ failure: OutputWriter.Failure? = nil) {
    var all = DiagnosticLog()
    for log in logs {
      write(log)
      all.add(contentsOf: log)
    }
    let failed = logs.count(where: \.hasErrors)
    var rest = "nothing was written"
    if let failure {
      rest = failure.rest
      if !failure.isQuiet {
        StandardError.write(failure.diagnostic.text(messageFormat))
        all.add(failure.diagnostic)
      }
    }
    guard all.hasErrors, messageFormat == .human else { return }
    if failure == nil, failed < logs.count {
      StandardError.write(
        "playfair: \(summary(all)) in \(failed) of \(logs.count) inputs; "
          + "the others were written\n")
    } else {
      StandardError.write("playfair: \(summary(all)); \(rest)\n")
    }
  }

  /// How many problems of one input a person is shown.
  private static let mostShown = 100

  /// Writes the problems of an input; a person is not shown thousands of them.
  private func write(_ log: DiagnosticLog) {
    let entries = log.inReadingOrder
    let shown = messageFormat == .human ? entries.prefix(Self.mostShown) : entries[...]
    for entry in shown { StandardError.write(entry.text(messageFormat)) }
    guard shown.count < entries.count else { return }
    StandardError.write(
      "playfair: \(entries.count - shown.count) more problems are not shown; "
        + "'--message-format short' lists them all\n")
  }

  private func summary(_ log: DiagnosticLog) -> String {
    let strictly = strict ? " (with --strict warnings are errors)" : ""
    let errors = (log.errorCount == 1 ? "1 error" : "\(log.errorCount) errors") + strictly
    let warnings = log.warningCount == 1 ? "1 warning" : "\(log.warningCount) warnings"
    return log.warningCount > 0 ? "\(errors) and \(warnings)" : errors
  }
}

extension DiagnosticFormat: ExpressibleByArgument {}

/// A folder that stands for an address on the command line: https://example.org/data/=folder.
struct URLMapArgument {
  var address: String
  var folder: String

  /// Reads an argument; throws `ValidationError` if it is none, or if there is no such folder.
  init(_ text: String) throws {
    // An address may hold a '=' too, and so may a folder: the first split that names a folder.
    for place in text.indices where text[place] == "=" && place > text.startIndex {
      let folder = String(text[text.index(after: place)...])
      guard let found = FilePath.resolved(folder), FilePath.kind(of: found) == .directory else {
        continue
      }
      (address, self.folder) = (String(text[..<place]), found)
      return
    }
    guard let place = text.lastIndex(of: "="), place > text.startIndex else {
      throw ValidationError("it is written ADDRESS=FOLDER, such as https://example.org/=data")
    }
    throw ValidationError("there is no folder '\(text[text.index(after: place)...])'")
  }
}

/// A length on the command line: 89mm, 3.5in, 252pt, 400px.
struct LengthArgument {
  static let range = 20.0...20_000.0

  var points: Double
  /// The length as it was written.
  var text: String

  /// Reads a length; throws `ValidationError` if it is none, or too short or too long.
  init(_ text: String) throws {
    // A number without a unit would be points, which nobody means who writes 89.
    guard text.last?.isLetter ?? false, let points = Length.points(text) else {
      throw ValidationError("a length has a unit, such as 89mm, 3.5in or 252pt")
    }
    guard LengthArgument.range.contains(points) else {
      throw ValidationError("a side is from 20pt to 20000pt long (7.1mm to 7055mm)")
    }
    (self.points, self.text) = (points, text)
  }
}

/// The kinds of file that a chart can become.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case png, pdf, svg, json, scene
}

/// Options of pictures.
struct PictureOptions: ParsableArguments {
  @Option(
    help: "The total width, such as 89mm, 3.5in, 252pt; at least 20pt. Default: by the theme.",
    transform: { try LengthArgument($0) })
  var width: LengthArgument?

  @Option(
    help: "The total height. Default: by the width.", transform: { try LengthArgument($0) })
  var height: LengthArgument?

  @Option(
    help: ArgumentHelp(
      "The rules of a journal for figures, such as nature-1col; 'playfair presets' lists them.",
      valueName: "name"))
  var preset: String?

  @Option(
    name: .customLong("ppi"), help: "Pixels per inch of PNG files. Default: 200, or the preset's.")
  var askedPPI: Double?

  @Option(help: "A factor on the pixels of PNG files.")
  var scale: Double = 1

  @Option(help: "The theme: \(Suggestion.list(themeNames)), or a file that ends in .yaml.")
  var theme: String?

  @Option(
    help: ArgumentHelp(
      """
      What PDF files keep: ua-1, a-3a (with the data attached), a-2a, several with commas, or none. \
      Default: ua-1,a-3a, or as the document says.
      """, valueName: "standards"), transform: { try StandardsArgument($0) })
  var pdfStandard: StandardsArgument?
  /// The rules of the journal that was named.
  var rules: FigurePreset? { preset.flatMap { FigurePreset.named($0) } }

  /// The pixels per inch for a picture by some rules.
  func ppi(_ rules: FigurePreset?) -> Double { askedPPI ?? rules?.ppi ?? 200 }

  var hasSize: Bool { width != nil || height != nil }

  func validate() throws {
    guard (1...2400).contains(askedPPI ?? 1) else {
      throw ValidationError("--ppi takes a number from 1 to 2400")
    }
    guard scale >= 0.01, scale <= 20 else {
      throw ValidationError("--scale takes a number from 0.01 to 20")
    }
    if let problem = SourceDate.problem { throw ValidationError(problem) }
    if let preset, FigurePreset.named(preset) == nil {
      let (message, hint) = FigurePreset.problem(with: preset)
      throw ValidationError("\(message); \(hint)")
    }
    if width != nil, let preset {
      throw ValidationError("--width and --preset contradict each other: '\(preset)' is a width")
    }
    if let theme, !themeNames.contains(theme), !ChartLook.isFile(theme) {
      let hint = Suggestion.hint(for: theme, in: themeNames).map { "; \($0)" } ?? ""
      throw ValidationError(
        "there is no theme '\(theme)'; the themes are \(Suggestion.list(themeNames))\(hint)")
    }
  }
}

/// Standards of PDF on the command line, with commas between them.
struct StandardsArgument {
  var standards: [PDFStandard]
  /// As it was written.
  let text: String

  /// Reads the words; throws `ValidationError` if one is no standard, or if they exclude each other.
  init(_ text: String) throws {
    self.text = text
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    do throws(PDFStandard.Problem) {
      standards = try PDFStandard.named(words)
    } catch {
      switch error {
      case .unknown(let word):
        let hint = Suggestion.hint(for: word, in: PDFStandard.words).map { "; \($0)" } ?? ""
        throw ValidationError(
          "'\(word)' is no standard; there are \(Suggestion.list(PDFStandard.words))\(hint)")
      case .contradiction(let one, let other):
        throw ValidationError("a PDF file cannot keep both '\(one)' and '\(other)'")
      }
    }
  }
}
