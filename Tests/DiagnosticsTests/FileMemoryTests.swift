import Foundation
import Testing

@testable import Diagnostics

@Suite struct FileMemoryTests {
  private let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("playfair-memory-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = try #require(FilePath.resolved(url.path))
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
  }

  private func reader(_ memory: FileMemory) throws -> SourceFiles {
    memory.startRun()
    return try #require(SourceFiles(root: folder, memory: memory))
  }

  private func read(_ name: String, _ files: SourceFiles) -> SourceText? {
    var log = DiagnosticLog()
    return files.read(name, namedAt: nil, what: "file", log: &log)
  }

  @Test("a file that is the same is the same text; one that was written with the same bytes, too")
  func same() throws {
    let memory = FileMemory()
    try write("a.csv", "x\n")
    let first = try #require(read("a.csv", try reader(memory)))
    #expect(read("a.csv", try reader(memory)) === first)
    try write("a.csv", "x\n")
    #expect(read("a.csv", try reader(memory)) === first)
  }

  @Test("a file of the same length that was written a moment later is another text")
  func quickChange() throws {
    let memory = FileMemory()
    for number in 0..<20 {
      try write("a.csv", "\(number % 10)\n")
      let text = try #require(read("a.csv", try reader(memory)))
      #expect(text.bytes == Array("\(number % 10)\n".utf8))
    }
  }

  @Test("what was read and what was looked for in vain is told when it changes")
  func changes() throws {
    let memory = FileMemory()
    try write("a.csv", "x\n")
    try write("b.csv", "x\n")
    let files = try reader(memory)
    for name in ["a.csv", "b.csv", "c.csv"] { _ = read(name, files) }
    #expect(files.filesRead == [folder + "/a.csv", folder + "/b.csv"])
    #expect(try reader(memory).holds(files.trace))
    try write("a.csv", "y\n")
    try FileManager.default.removeItem(atPath: folder + "/b.csv")
    try write("c.csv", "y\n")
    try write("d.csv", "y\n")
    let now = try reader(memory)
    #expect(!now.holds(files.trace))
    #expect(
      now.changes(since: files.trace) == [
        FileDifference(path: folder + "/a.csv", kind: .changed),
        FileDifference(path: folder + "/b.csv", kind: .gone),
        FileDifference(path: folder + "/c.csv", kind: .new),
      ])
  }

  @Test("readers that share what was read remember each its own")
  func sharing() throws {
    try write("a.csv", "x\n")
    try write("b.csv", "x\n")
    let files = try reader(FileMemory())
    let own = SourceFiles(sharing: files)
    #expect(read("a.csv", files) === read("a.csv", own))
    _ = read("b.csv", own)
    #expect(files.filesRead == [folder + "/a.csv"])
    files.note(own.trace)
    #expect(files.filesRead == [folder + "/a.csv", folder + "/b.csv"])
  }
}
