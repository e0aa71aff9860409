import Diagnostics
import Foundation
import TestSupport
import Testing

/// Each page of Tests/Commands is a session at the shell: the files, the commands, and every word
/// that they print.
@Suite struct CommandTests {
  static let pages = FilePath.entries(of: Project.root + "/Tests/Commands").filter {
    $0.hasSuffix(".md")
  }

  @Test("the commands print what their page says", arguments: pages)
  func transcript(_ page: String) throws {
    let path = "Tests/Commands/" + page
    let bytes = try #require(FilePath.contents(of: Project.root + "/" + path))
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("playfair-commands-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let told = try Transcript(text: String(decoding: bytes, as: UTF8.self)).replayed(in: folder)
    Golden.expect(told, at: path)
  }
}

/// A Markdown page with blocks of code: `file NAME` is a file, `console` commands and their output.
struct Transcript {
  var text: String

  /// The page with what the commands print now.
  func replayed(in folder: String) throws -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var told: [String] = []
    while let line = lines.popFirst() {
      told.append(String(line))
      guard line.hasPrefix("```"), line.count > 3 else { continue }
      let end = lines.firstIndex { $0.hasPrefix("```") } ?? lines.endIndex
      let block = lines[..<end].map(String.init)
      lines = lines[end...]
      if line == "```console" {
        for command in block where command.hasPrefix("$ ") {
          told.append(command)
          told += try Shell.run(String(command.dropFirst(2)), in: folder)
        }
      } else {
        if line.hasPrefix("```file ") {
          let file = folder + "/" + line.dropFirst("```file ".count)
          try FileManager.default.createDirectory(
            atPath: FilePath.folder(of: file), withIntermediateDirectories: true)
          let content = block.map { $0 + "\n" }.joined()
          try content.write(toFile: file, atomically: false, encoding: .utf8)
        }
        told += block
      }
      told.append("```")
      lines = lines.dropFirst()
    }
    return told.joined(separator: "\n")
  }
}

/// A command at the shell of a person who has `playfair` on the path.
private enum Shell {
  /// The lines that a command prints, then its status if that is not 0; times are left out.
  static func run(_ command: String, in folder: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command + " 2>&1"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let products = Program.folder
    process.environment = [
      "PATH": products + ":/usr/local/bin:/usr/bin:/bin", "PROJECT": Project.root,
      "LC_ALL": "C.UTF-8", "HOME": folder,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var lines = String(decoding: data, as: UTF8.self)
      .replacing(/in [0-9.]+ m?s(?=[;\n])/, with: "in … s")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let status = process.terminationStatus
    if process.terminationReason == .uncaughtSignal {
      lines.append("[killed by signal \(status)]")
    } else if status != 0 {
      lines.append("[exit \(status)]")
    }
    return lines
  }
}
