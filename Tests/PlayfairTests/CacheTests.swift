import Diagnostics
import Foundation
import Testing

@testable import playfair

/// The program with a cache, beside the program without one.
@Suite("The cache") struct CacheTests {
  @Test("whatever is edited, the files are those of a run without a cache")
  func series() throws {
    let report = try EditedReport()
    try report.expectSame("first run")
    for (name, edit) in report.edits {
      try edit()
      try report.expectSame(name)
      try report.expectSame(name + ", again")
    }
  }

  @Test("a run in which nothing has changed reads one note and its contents")
  func hit() throws {
    let report = try EditedReport()
    try report.run("kept")
    let count = report.entries("notes").count
    #expect(count > 3)
    try report.age()
    try report.run("kept")
    #expect(report.entries("notes").count == count)
    #expect(report.entries("notes", isYoung: true).count == 1)
  }

  @Test("after an edit only what has changed is made: as many new notes as files that differ")
  func edit() throws {
    let report = try EditedReport()
    try report.run("kept")
    let (before, old) = (report.entries("notes").count, report.files("kept"))
    try report.replace("steel.csv", "13.87", "13.99")
    try report.run("kept")
    let now = report.files("kept")
    let changed = now.filter { name, bytes in
      old[name] != bytes && [".pdf", ".png", ".svg"].contains { name.hasSuffix($0) }
    }
    #expect(changed.count == 4)
    // The note for the run as a whole takes the place of the one before.
    #expect(report.entries("notes").count == before + changed.count)
  }

  @Test("runs that have something to say are not kept whole: it is said again")
  func warnings() throws {
    let report = try EditedReport()
    try report.replace("report.md", "fell steeply", "fell \u{13000}")
    let first = try report.run("kept")
    #expect(first.contains("no font"))
    #expect(try report.run("kept") == first)
  }

  @Test(
    "damaged and half-written entries are made anew",
    arguments: ["cut", "flipped", "emptied", "lengthened", "a folder", "swapped"])
  func damage(_ kind: String) throws {
    let report = try EditedReport()
    try report.expectSame("first run")
    let paths = report.entries("notes") + report.entries("contents")
    for (index, path) in paths.enumerated() {
      var bytes = FilePath.contents(of: path) ?? []
      switch kind {
      case "cut": bytes.removeLast(bytes.count / 2)
      case "flipped": bytes[bytes.count * 2 / 3] ^= 1
      case "emptied": bytes = []
      case "lengthened": bytes.append(0x20)
      case "swapped": bytes = FilePath.contents(of: paths[(index + 1) % paths.count]) ?? []
      default:
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: false)
        continue
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
    try report.expectSame("after the damage")
    try report.expectSame("once more")
  }

  @Test("a folder that is deleted is made again; one that cannot be made is done without")
  func folders() throws {
    let report = try EditedReport()
    try report.expectSame("first run")
    try FileManager.default.removeItem(atPath: report.cache)
    try report.expectSame("deleted")
    #expect(!report.entries("notes").isEmpty)
    try FileManager.default.removeItem(atPath: report.cache)
    try report.write("cache", "a file")
    try report.expectSame("a file in its place")
  }

  @Test("several programs at once, also while the folder is deleted, do no harm")
  func together() throws {
    let report = try EditedReport()
    let names = (0..<4).map { "kept\($0)" }
    for _ in 0..<2 {
      let processes = try names.map { try report.started($0, ["--cache", report.cache]) }
      try? FileManager.default.removeItem(atPath: report.cache)
      for process in processes {
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
      }
    }
    try report.run("clean", isCached: false)
    for name in names { #expect(report.files(name) == report.files("clean")) }
  }

  @Test("what was not used for the longest time is let go, and the rest found")
  func trim() throws {
    let report = try EditedReport()
    let folder = CacheFolder(path: report.cache)
    let contents = (0..<8).map { [UInt8](repeating: UInt8($0), count: 1000) }
    for bytes in contents { folder.keep(bytes, called: ContentDigest(of: bytes)) }
    try report.age()
    #expect(folder.bytes(called: ContentDigest(of: contents[5])) == contents[5])
    folder.trim(to: 8000)
    #expect(report.entries("contents").count == 8)
    folder.trim(to: 4000)
    #expect(report.entries("contents").count == 3)
    #expect(folder.bytes(called: ContentDigest(of: contents[5])) == contents[5])
  }

  @Test("what killed programs have begun to write is swept away after a day")
  func begun() throws {
    let report = try EditedReport()
    let folder = CacheFolder(path: report.cache)
    let bytes = [UInt8]("kept".utf8)
    folder.keep(bytes, called: ContentDigest(of: bytes))
    let place = try #require(report.entries("contents").first)
    let begun = FilePath.folder(of: place) + "/.new-abcdef"
    try Data(bytes).write(to: URL(fileURLWithPath: begun))
    folder.trim()
    #expect(FilePath.kind(of: begun) == .file)
    try report.age()
    folder.trim()
    #expect(FilePath.kind(of: begun) == nil)
    #expect(folder.bytes(called: ContentDigest(of: bytes)) == bytes)
  }

  @Test("a run is kept as it is read")
  func notes() {
    let digest = ContentDigest(of: "x")
    let run = KeptRun(
      trace: TraceDigest(
        lookups: ["/a": "/b", "/c": nil] as [String: String?], contents: ["/b": digest]),
      files: [
        KeptRun.File(path: "o.pdf", note: "3 pages", content: digest),
        KeptRun.File(path: "\"o\".png", note: nil, content: digest),
      ])
    #expect(KeptRun(json: run.json) == run)
    #expect(KeptRun(json: "{}") == nil)
    #expect(KeptRun(json: run.json.replacingOccurrences(of: "\"content\"", with: "\"c\"")) == nil)
  }
}

extension EditedReport {
  fileprivate var cache: String { folder + "/cache" }

  /// Runs the program; gives what it says.
  @discardableResult
  fileprivate func run(_ output: String, isCached: Bool = true) throws -> String {
    let said = Pipe()
    let process = try started(output, isCached ? ["--cache", cache] : ["--no-cache"], said)
    let data = said.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self) + "\(process.terminationStatus)"
  }

  fileprivate func started(
    _ output: String, _ arguments: [String], _ said: Any? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.arguments =
      ["render", "report.md", "-t", "briefing,html,figures", "-o", output + "/"] + arguments
    process.standardError = said ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs with the cache and without, and compares what is written and what is said.
  fileprivate func expectSame(_ name: String) throws {
    for output in ["kept", "clean"] {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(output)")
    }
    let kept = try run("kept")
    let clean = try run("clean", isCached: false)
    #expect(kept == clean, "\(name)")
    let isSame = files("kept") == files("clean")
    #expect(isSame, "\(name)")
  }

  /// The files below a folder.
  fileprivate func files(_ name: String) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let root = folder + "/" + name
    for path in FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? [] {
      if FilePath.kind(of: root + "/" + path) == .file {
        files[path] = FilePath.contents(of: root + "/" + path)
      }
    }
    return files
  }

  /// The files of the cache of one kind, sorted.
  fileprivate func entries(_ kind: String, isYoung: Bool = false) -> [String] {
    files("cache/" + kind).keys.sorted().map { "\(cache)/\(kind)/\($0)" }.filter { path in
      let date = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate]
      return !isYoung || (date as? Date ?? .distantPast) > Date(timeIntervalSince1970: 2e9 / 2)
    }
  }

  /// Makes all files of the cache old.
  fileprivate func age() throws {
    for path in entries("notes") + entries("contents") {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1e6)], ofItemAtPath: path)
    }
  }
}
