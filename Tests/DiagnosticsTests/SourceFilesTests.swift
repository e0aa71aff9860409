import Testing

@testable import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder for one test, taken away at its end.
final class TestFolder {
  let path: String

  init() {
    var template = Array("/tmp/playfair-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    path = made.flatMap { FilePath.resolved($0) } ?? ""
  }

  deinit { remove(path) }

  private func remove(_ path: String) {
    var info = stat()
    if lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
      for name in FilePath.entries(of: path) { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  func write(_ name: String, _ text: String) { write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) {
    makeFolder(FilePath.folder(of: name))
    guard let file = fopen(path + "/" + name, "wb") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  func makeFolder(_ name: String) {
    var made = path
    for part in name.split(separator: "/") where part != "." {
      made += "/" + part
      mkdir(made, 0o755)
    }
  }

  func link(_ name: String, to target: String) { symlink(target, path + "/" + name) }
}

@Suite("SourceFiles") struct SourceFilesTests {
  private func read(
    _ path: String, from naming: SourceText? = nil, in folder: TestFolder, below root: String = ""
  ) throws -> (text: String?, problems: [String]) {
    let files = try #require(SourceFiles(root: folder.path + root))
    var log = DiagnosticLog()
    let text = files.read(path, namedAt: naming?.whole, what: "data file", log: &log)
    let problems = log.entries.map { entry in
      ([entry.message] + entry.hints).joined(separator: " | ")
    }
    return (text.map { $0.text(0..<$0.bytes.count) }, problems)
  }

  @Test("there is no reader for a root that is no folder")
  func noRoot() {
    let folder = TestFolder()
    folder.write("a.txt", "a")
    #expect(SourceFiles(root: folder.path + "/none") == nil)
    #expect(SourceFiles(root: folder.path + "/a.txt") == nil)
  }

  @Test("a path is looked up beside the naming file, then below the root")
  func lookUp() throws {
    let folder = TestFolder()
    folder.write("data.csv", "root")
    folder.write("charts/data.csv", "beside")
    folder.write("charts/chart.vl.yaml", "")
    folder.write("other/chart.vl.yaml", "")
    let beside = SourceText(name: folder.path + "/charts/chart.vl.yaml", text: "x")
    let other = SourceText(name: folder.path + "/other/chart.vl.yaml", text: "x")
    #expect(try read("data.csv", from: beside, in: folder).text == "beside")
    #expect(try read("data.csv", from: other, in: folder).text == "root")
    #expect(try read("../data.csv", from: beside, in: folder).text == "root")
    #expect(try read("data.csv", in: folder).text == "root")
  }

  @Test("each file is read once, and the files read are known")
  func once() throws {
    let folder = TestFolder()
    folder.write("a.csv", "1")
    let files = try #require(SourceFiles(root: folder.path))
    var log = DiagnosticLog()
    let first = files.read("a.csv", namedAt: nil, what: "data file", log: &log)
    folder.write("a.csv", "2")
    let second = files.read("./a.csv", namedAt: nil, what: "data file", log: &log)
    #expect(first === second)
    #expect(files.filesRead == [folder.path + "/a.csv"])
  }

  @Test("of two files whose names only look alike the second is refused, not taken for the first")
  func twins() throws {
    let folder = TestFolder()
    folder.write("caf\u{E9}.csv", "one sign")
    folder.write("cafe\u{301}.csv", "two signs")
    // Some file systems hold but one of them.
    guard FilePath.entries(of: folder.path).count == 2 else { return }
    let files = try #require(SourceFiles(root: folder.path))
    var log = DiagnosticLog()
    #expect(
      files.read("caf\u{E9}.csv", namedAt: nil, what: "file", log: &log)?.whole.text == "one sign")
    #expect(files.read("cafe\u{301}.csv", namedAt: nil, what: "file", log: &log) == nil)
    #expect(log.entries.map(\.code) == ["twin-names"])
  }

  @Test("a missing file is an error that names the nearest one")
  func missing() throws {
    let folder = TestFolder()
    folder.write("Datasets/grain.csv", "x")
    #expect(
      try read("Datasets/grian.csv", in: folder).problems == [
        "there is no data file 'Datasets/grian.csv' | did you mean 'Datasets/grain.csv'?"
      ])
    #expect(
      try read("none/at/all", in: folder).problems == ["there is no data file 'none/at/all'"])
    #expect(try read("a\0b", in: folder).text == nil)
    #expect(try read("", in: folder).problems == ["'' is a directory"])
  }

  @Test("nothing outside the root is read, whether by '..', by a link or by an absolute path")
  func outside() throws {
    let folder = TestFolder()
    folder.write("secret.csv", "secret")
    folder.makeFolder("root/sub")
    folder.link("root/link.csv", to: folder.path + "/secret.csv")
    folder.link("root/up", to: "..")
    for path in [
      "../secret.csv", "link.csv", "up/secret.csv", "sub/../../secret.csv",
      folder.path + "/secret.csv",
    ] {
      let result = try read(path, in: folder, below: "/root")
      #expect(result.text == nil)
      #expect(
        result.problems == [
          "'\(path)' lies outside the root | "
            + "move the file below the root, or name a higher root with --root"
        ])
    }
    folder.makeFolder("root2")
    folder.write("root2/a.csv", "a")
    #expect(try read("../root2/a.csv", in: folder, below: "/root").text == nil)
  }

  @Test("names outside the root are not suggested")
  func outsideNames() throws {
    let folder = TestFolder()
    folder.write("secret.csv", "secret")
    folder.makeFolder("root")
    #expect(
      try read("../secret.csw", in: folder, below: "/root").problems == [
        "there is no data file '../secret.csw'"
      ])
  }

  @Test("a directory, or a device, is not a file")
  func directory() throws {
    let folder = TestFolder()
    folder.makeFolder("data.csv")
    #expect(try read("data.csv", in: folder).problems == ["'data.csv' is a directory"])
    mkfifo(folder.path + "/pipe", 0o644)
    #expect(try read("pipe", in: folder).problems == ["'pipe' is not a regular file"])
  }

  @Test("broken UTF-8 is an error at its byte")
  func brokenUTF8() throws {
    let folder = TestFolder()
    folder.write("latin1.csv", Array("a,b\n1,caf".utf8) + [0xE9, 0x0A])
    let files = try #require(SourceFiles(root: folder.path))
    var log = DiagnosticLog()
    #expect(files.read("latin1.csv", namedAt: nil, what: "data file", log: &log) == nil)
    let problem = try #require(log.entries.first)
    #expect(problem.message == "byte 0xE9 is not UTF-8")
    #expect(problem.place?.source.position(of: problem.place?.range.lowerBound ?? 0).line == 2)
    #expect(problem.text(.human).contains("2 | 1,caf"))
  }

  @Test("paths are split into folder and name")
  func paths() {
    #expect(FilePath.folder(of: "a/b/c.csv") == "a/b")
    #expect(FilePath.folder(of: "/c.csv") == "/")
    #expect(FilePath.folder(of: "c.csv") == ".")
    #expect(FilePath.name(of: "a/b/c.csv") == "c.csv")
    #expect(FilePath.name(of: "/") == "/")
    #expect(FilePath.name(of: "a//é.csv//") == "é.csv")
    #expect(FilePath.name(of: "粮") == "粮")
  }
}
