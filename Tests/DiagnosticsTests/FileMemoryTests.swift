import Foundation
import Testing

@testable import Diagnostics

@Suite final class FileMemoryTests {
  private let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("playfair-memory-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = try #require(FilePath.resolved(url.path))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

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

  @Test("what was read eagerly is looked at again, and a change at once after it is found")
  func eager() throws {
    let memory = FileMemory()
    memory.setEager(true)
    try write("a.csv", "1\n")
    let files = try reader(memory)
    #expect(read("a.csv", files)?.whole.text == "1\n")
    // As long, and perhaps within the same tick of the file system's clock.
    try write("a.csv", "2\n")
    memory.setEager(false)
    let now = try #require(SourceFiles(root: folder, memory: memory))
    #expect(now.changes(since: files.trace).count == 1)
    #expect(read("a.csv", now)?.whole.text == "2\n")
    let later = try #require(SourceFiles(root: folder, memory: memory))
    #expect(later.changes(since: now.trace).isEmpty)
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

  @Test("a file that could not be read is told when it can be")
  func unread() throws {
    // A file as a pipe: nobody need wait for rights, which root has in any case.
    #expect(mkfifo(folder + "/a.csv", 0o644) == 0)
    let memory = FileMemory()
    let files = try reader(memory)
    let path = folder + "/a.csv"
    // The pipe takes the place of a file between two looks at it.
    #expect(throws: FileReadError.self) { try memory.content(of: path).get() }
    try FileManager.default.removeItem(atPath: path)
    try write("a.csv", "x\n")
    let descriptor = open(path, O_WRONLY | O_APPEND)
    let writer = Thread {
      for _ in 0..<400 where Foundation.write(descriptor, "x\n", 2) == 2 { usleep(10_000) }
      close(descriptor)
    }
    writer.start()
    #expect(read("a.csv", files) == nil)
    #expect(files.trace.files == [])
    #expect(files.holds(files.trace))
    while !writer.isFinished { usleep(10_000) }
    let now = try reader(memory)
    #expect(!now.holds(files.trace))
    #expect(
      now.changes(since: files.trace) == [FileDifference(path: path, kind: .changed)])
    #expect(read("a.csv", now)?.bytes.count == 802)
  }

  @Test("in a memory of one run a file stays what it was, for all its readers")
  func oneRun() throws {
    try write("a.csv", "x\n")
    let memory = FileMemory(isOfOneRun: true)
    let first = try #require(read("a.csv", reader(memory)))
    try write("a.csv", "y\nz\n")
    #expect(try read("a.csv", reader(memory)) === first)
    #expect(try read("a.csv", reader(FileMemory()))?.bytes.count == 4)
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
