import Diagnostics
import Foundation
import TestSupport
import Testing

/// A folder with one small report in two versions, `a` and `b`, which differ in a number, and what
/// is made of each.
final class SafeSite: Sendable {
  /// The files of the report, in the order in which they are named; they are renamed the other way.
  static let files = [
    "report.pdf", "report.html", "report/fig-grain.svg", "report/fig-grain.md",
  ]

  static let chart = Program.grainChart

  let folder: String

  /// Makes the folder and both versions.
  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("playfair-safety-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    // Others than the owner look into it, too.
    chmod(url.path, 0o755)
    folder = url.resolvingSymlinksInPath().path
    for (name, value) in [("a", 169.68), ("b", 170.5)] {
      try write("\(name)/report.md", "# Grain\n\n![Output](grain.vl.yaml){#fig-grain}\n")
      try write("\(name)/grain.vl.yaml", Self.chart)
      try write("\(name)/grain.csv", Self.data(value))
      let made = try run(render(name, into: "made-\(name)"))
      #expect(made.status == 0, "\(made.errors)")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static func data(_ value: Double) -> String {
    "year,output\n1957,195.05\n1958,197.65\n1959,\(value)\n"
  }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: FilePath.folder(of: path(name)), withIntermediateDirectories: true)
    try text.write(toFile: path(name), atomically: false, encoding: .utf8)
  }

  // MARK: Runs

  static var program: String {
    Program.path
  }

  /// What renders a version into a folder.
  func render(_ version: String, into output: String) -> [String] {
    [
      "render", path(version) + "/report.md", "--root", path(version), "-t",
      "briefing,html,figures", "-f", "svg", "-o", path(output) + "/",
    ]
  }

  /// What became of a run.
  struct Outcome {
    var status: Int32
    /// The signal that ended it; 0 if it ended by itself.
    var signal: Int32
    var output: String
    var errors: String
  }

  /// Runs the program to its end.
  func run(_ arguments: [String]) throws -> Outcome { try start(arguments).outcome() }

  /// Starts the program.
  func start(_ arguments: [String]) throws -> SafeRun { try SafeRun(Self.program, arguments, self) }

  /// Runs a script in the folder, in which `$playfair` is the program.
  func shell(_ script: String, through wrapper: [String] = []) throws -> Outcome {
    let words = wrapper + ["/bin/bash", "-c", script]
    return try SafeRun(
      "/usr/bin/env", ["playfair=" + Self.program] + words, self
    ).outcome()
  }

  // MARK: What is there

  /// The bytes of the report's files in a folder; nil where there is none.
  func contents(_ output: String) -> [[UInt8]?] {
    Self.files.map { FilePath.contents(of: path("\(output)/\($0)")) }
  }

  /// Which version each file in a folder is: `a`, `b`, `-` where there is none, `?` if it is neither.
  func versions(_ output: String) -> String {
    let (a, b) = (contents("made-a"), contents("made-b"))
    let letters = contents(output).enumerated().map { index, bytes in
      bytes == nil ? "-" : bytes == a[index] ? "a" : bytes == b[index] ? "b" : "?"
    }
    return letters.joined()
  }

  /// All names below a folder, hidden ones too, sorted.
  func names(_ output: String) -> [String] {
    (FileManager.default.enumerator(atPath: path(output))?.allObjects as? [String] ?? []).sorted()
  }

  /// The names below a folder of files that a report does not have.
  func strays(_ output: String) -> [String] {
    names(output).filter { !(Self.files + ["report"]).contains($0) }
  }
}

/// A run of a program that goes on.
final class SafeRun {
  let process = Process()
  private let (outputFile, errorFile): (String, String)

  init(_ program: String, _ arguments: [String], _ site: SafeSite) throws {
    let mark = UUID().uuidString
    (outputFile, errorFile) = (site.path("\(mark).output"), site.path("\(mark).errors"))
    for file in [outputFile, errorFile] {
      _ = FileManager.default.createFile(atPath: file, contents: nil)
    }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: site.folder)
    // What is kept for later runs stays in the folder, too.
    process.environment = [
      "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      "XDG_CACHE_HOME": site.path("cache"), "LC_ALL": "C.UTF-8",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: outputFile)
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    try process.run()
  }

  /// Ends the run by a signal, if it has not ended yet.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end.
  func outcome() -> SafeSite.Outcome {
    process.waitUntilExit()
    let hasBeenEnded = process.terminationReason == .uncaughtSignal
    defer { for file in [outputFile, errorFile] { unlink(file) } }
    return SafeSite.Outcome(
      status: hasBeenEnded ? 0 : process.terminationStatus,
      signal: hasBeenEnded ? process.terminationStatus : 0, output: text(outputFile),
      errors: text(errorFile))
  }

  private func text(_ file: String) -> String {
    String(decoding: FilePath.contents(of: file) ?? [], as: UTF8.self)
  }
}
