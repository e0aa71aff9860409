import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import playfair

/// `playfair watch` as a person uses it: the program runs, files are saved, lines come.
@Suite struct WatchTests {
  @Test("a cell that is saved is in the file; the line says what changed")
  func cell() throws {
    let watch = try Watched()
    #expect(try watch.line(1).hasPrefix("wrote \(watch.folder)/out/report.pdf ("))
    #expect(try watch.line(1).contains("watching 3 files, Ctrl-C ends"))
    let before = watch.output
    try watch.write("grain.csv", Watched.data(169.99))
    #expect(try watch.line(2).contains("grain.csv: wrote "))
    #expect(watch.output != before)
    #expect(try watch.output == watch.cleanOutput())
  }

  @Test("a file saved by renaming is followed, again and again")
  func rename() throws {
    let watch = try Watched()
    _ = try watch.line(1)
    for (number, value) in [1.0, 2.0, 3.0].enumerated() {
      try watch.write("grain.csv.new", Watched.data(value))
      #expect(Foundation.rename(watch.path("grain.csv.new"), watch.path("grain.csv")) == 0)
      #expect(try watch.line(number + 2).contains("grain.csv: wrote "))
    }
    #expect(try watch.output == watch.cleanOutput())
  }

  @Test("a burst of saves is one run, and a file saved unchanged none")
  func burst() throws {
    let watch = try Watched()
    _ = try watch.line(1)
    // While the program is stopped the system keeps what happens: all of it comes at once.
    kill(watch.process.processIdentifier, SIGSTOP)
    for value in 1...10 { try watch.write("grain.csv", Watched.data(Double(value))) }
    try watch.write("report.md", Watched.document + "\nA last word.\n")
    kill(watch.process.processIdentifier, SIGCONT)
    #expect(try watch.line(2).contains("grain.csv"))
    try watch.write("report.md", Watched.document + "\nA last word.\n")
    try watch.write("grain.vl.yaml", Watched.chart + "title: Grain\n")
    #expect(try watch.line(3).contains("grain.vl.yaml"))
    #expect(try watch.lines().count == 3)
    #expect(try watch.output == watch.cleanOutput())
  }

  @Test("saves that come while a run is under way are in what is written in the end")
  func stream() throws {
    let watch = try Watched()
    _ = try watch.line(1)
    var numbers = SeededNumbers(seed: 7)
    for value in 1...40 {
      try watch.write("grain.csv", Watched.data(Double(value)))
      if value % 3 == 0 {
        try watch.write("grain.vl.yaml", Watched.chart + "title: No \(value)\n")
      }
      usleep(UInt32(numbers.next() % 40) * 1000)
    }
    let clean = try watch.cleanOutput()
    for _ in 0..<400 where watch.output != clean { usleep(20_000) }
    #expect(watch.output == clean)
    #expect(watch.problems.isEmpty)
  }

  @Test("after an error the last file stays; the line says when it is mended")
  func error() throws {
    let watch = try Watched()
    _ = try watch.line(1)
    let before = watch.output
    try watch.write(
      "grain.vl.yaml", Watched.chart.replacingOccurrences(of: "output", with: "outptu"))
    #expect(
      try watch.line(2).contains(
        "grain.vl.yaml: 1 error, nothing written; what was written before stays"))
    #expect(watch.output == before)
    #expect(watch.problems.contains("grain.vl.yaml:5:"))
    #expect(watch.problems.contains("did you mean 'output'?"))
    try watch.write("grain.vl.yaml", Watched.chart + "title: Grain\n")
    #expect(try watch.line(3).contains("grain.vl.yaml: mended, wrote "))
  }

  @Test("a file that was looked for and not found helps when it is made, and a folder, too")
  func newFile() throws {
    let watch = try Watched(without: "grain.csv")
    #expect(try watch.line(1).hasPrefix("1 error, nothing written"))
    try watch.write("grain.csv", Watched.data(1))
    #expect(try watch.line(2).contains("grain.csv (new): mended, wrote "))
    try watch.write("report.md", Watched.document + "\n{{< include more/part.md >}}\n")
    #expect(try watch.line(3).contains("1 error"))
    try FileManager.default.createDirectory(
      atPath: watch.path("more"), withIntermediateDirectories: true)
    try watch.write("more/part.md", "More.\n")
    #expect(try watch.line(4).contains("part.md (new): mended, wrote "))
    try watch.write("more/part.md", "Much more.\n")
    #expect(try watch.line(5).contains("part.md: wrote "))
    #expect(try watch.output == watch.cleanOutput())
  }

  @Test("a package that comes into a new folder later than the folder itself is found")
  func newPackage() throws {
    let watch = try Watched()
    _ = try watch.line(1)
    try watch.write("report.md", Watched.document + "\n[2]{claim=\"other[a=1].b\"}\n")
    #expect(try watch.line(2).contains("1 error"))
    try FileManager.default.createDirectory(
      atPath: watch.path("more"), withIntermediateDirectories: true)
    // Long enough for the program to have seen the folder, empty as it is.
    usleep(300_000)
    try watch.write("more/other.csv", "a,b\n1,2\n")
    try watch.write(
      "more/datapackage.json",
      "{\"name\": \"p\", \"resources\": [{\"name\": \"other\", \"path\": \"other.csv\"}]}")
    #expect(try watch.line(3).contains("mended, wrote "))
  }

  @Test("a folder that vanishes and comes back is followed again")
  func folder() throws {
    let watch = try Watched()
    try FileManager.default.createDirectory(
      atPath: watch.path("data"), withIntermediateDirectories: true)
    _ = try watch.line(1)
    try watch.write("data/grain.csv", Watched.data(1))
    try watch.write(
      "grain.vl.yaml",
      Watched.chart.replacingOccurrences(of: "grain.csv", with: "data/grain.csv"))
    #expect(try watch.line(2).contains("grain.vl.yaml: wrote "))
    #expect(Foundation.rename(watch.path("data"), watch.path("away")) == 0)
    #expect(try watch.line(3).contains("(gone): 1 error"))
    #expect(Foundation.rename(watch.path("away"), watch.path("data")) == 0)
    #expect(try watch.line(4).contains("(new): mended, all as before"))
    try watch.write("data/grain.csv", Watched.data(2))
    #expect(try watch.line(5).contains("data/grain.csv: wrote "))
  }

  @Test("a link and what it leads to are followed")
  func link() throws {
    let watch = try Watched(without: "grain.csv") { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/true", withIntermediateDirectories: true)
      for (name, value) in [("a.csv", 1.0), ("b.csv", 2)] {
        try Watched.data(value).write(
          toFile: folder + "/true/" + name, atomically: false, encoding: .utf8)
      }
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/grain.csv", withDestinationPath: "true/a.csv")
    }
    #expect(try watch.line(1).hasPrefix("wrote "))
    try watch.write("true/a.csv", Watched.data(3))
    #expect(try watch.line(2).contains("a.csv: wrote "))
    try FileManager.default.createSymbolicLink(
      atPath: watch.path("next"), withDestinationPath: "true/b.csv")
    #expect(Foundation.rename(watch.path("next"), watch.path("grain.csv")) == 0)
    #expect(try watch.line(3).contains("b.csv: wrote "))
    #expect(try watch.output == watch.cleanOutput())
  }

  @Test("two watches at once, with their files beside the inputs, keep each other company in peace")
  func two() throws {
    let first = try Watched(output: nil)
    let second = try Watched(sharing: first, output: "second/")
    _ = (try first.line(1), try second.line(1))
    try first.write("grain.csv", Watched.data(7))
    _ = (try first.line(2), try second.line(2))
    try first.write("grain.csv", Watched.data(8))
    _ = (try first.line(3), try second.line(3))
    #expect(try first.lines().count == 3)
    #expect(try second.lines().count == 3)
    let isSame = first.output == second.output
    #expect(isSame)
  }

  @Test("Ctrl-C ends it as a signal does, and nothing is left lying about", arguments: [2, 15])
  func stop(_ signal: Int32) throws {
    let watch = try Watched()
    _ = try watch.line(1)
    try watch.write("grain.csv", Watched.data(9))
    kill(watch.process.processIdentifier, signal)
    for _ in 0..<1500 where watch.process.isRunning { usleep(20_000) }
    try #require(!watch.process.isRunning)
    #expect(watch.process.terminationReason == .uncaughtSignal)
    #expect(watch.process.terminationStatus == signal)
    #expect(FilePath.entries(of: watch.path("out")) == ["report.pdf"])
  }
}

/// A report that is being watched, in a folder of its own.
private final class Watched {
  let folder: String
  let process = Process()
  private let isOwner: Bool
  private let outputPath: String
  private let linesFile: String
  private let problemsFile: String

  static let document = "# Grain\n\n![Output](grain.vl.yaml){#fig-grain}\n"
  static let chart = Program.grainChart

  static func data(_ value: Double) -> String {
    "year,output\n1957,195.05\n1958,197.65\n1959,\(value)\n"
  }

  init(
    without missing: String? = nil, sharing other: Watched? = nil, output: String? = "out/",
    _ prepare: (String) throws -> Void = { _ in }
  ) throws {
    isOwner = other == nil
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("playfair-watch-\(UUID().uuidString)")
    folder = other?.folder ?? url.resolvingSymlinksInPath().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let name = other == nil ? "first" : "second"
    (linesFile, problemsFile) = (folder + "/\(name).lines", folder + "/\(name).problems")
    outputPath = folder + "/" + (output ?? "") + "report.pdf"
    if other == nil {
      let files = [
        "report.md": Self.document, "grain.vl.yaml": Self.chart, "grain.csv": Self.data(169.68),
      ]
      for (name, text) in files where name != missing { try write(name, text) }
      try prepare(folder)
    }
    for file in [linesFile, problemsFile] {
      _ = FileManager.default.createFile(atPath: file, contents: nil)
    }
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.arguments =
      ["watch", folder + "/report.md", "-t", "briefing"]
      + (output.map { ["-o", folder + "/" + $0] } ?? [])
    process.standardOutput = FileHandle(forWritingAtPath: linesFile)
    process.standardError = FileHandle(forWritingAtPath: problemsFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    if isOwner { try? FileManager.default.removeItem(atPath: folder) }
  }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: path(name), atomically: false, encoding: .utf8)
  }

  /// The lines that were printed so far.
  func lines() throws -> [String] {
    try String(contentsOfFile: linesFile, encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  /// A line, from 1 on, as soon as it is there.
  func line(_ number: Int) throws -> String {
    try wait("line \(number)") { $0.count >= number ? $0[number - 1] : nil }
  }

  /// The first line that fits, as soon as it is there.
  func line(_ fits: (String) -> Bool) throws -> String {
    try wait("the line") { $0.first(where: fits) }
  }

  private func wait(_ what: String, _ find: ([String]) -> String?) throws -> String {
    for _ in 0..<6000 {
      if let found = find(try lines()) { return found }
      guard process.isRunning else { break }
      usleep(20_000)
    }
    Issue.record("\(what) did not come; there are \(try lines()), \(problems)")
    return ""
  }

  var problems: String { (try? String(contentsOfFile: problemsFile, encoding: .utf8)) ?? "" }

  var output: [UInt8]? { FilePath.contents(of: outputPath) }

  /// What `render` would write.
  func cleanOutput() throws -> [UInt8]? {
    let render = Process()
    render.executableURL = process.executableURL
    render.arguments = [
      "render", folder + "/report.md", "-t", "briefing", "-o", folder + "/clean/", "--no-cache",
    ]
    render.currentDirectoryURL = process.currentDirectoryURL
    try render.run()
    render.waitUntilExit()
    return FilePath.contents(of: folder + "/clean/report.pdf")
  }
}
