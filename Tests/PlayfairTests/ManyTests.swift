import Diagnostics
import Foundation
import Notation
import Reports
import TestSupport
import Testing

@testable import playfair

@Suite("Patterns of names")
struct NamePatternTests {
  @Test(
    "signs stand for others as in a shell",
    arguments: [
      ("*.md", "a.md", true), ("*.md", "a/b.md", false), ("*.md", "a.mdx", false),
      ("charts/*.vl.yaml", "charts/grain.vl.yaml", true),
      ("charts/*.vl.yaml", "charts/old/grain.vl.yaml", false),
      ("**/*.md", "a.md", true), ("**/*.md", "a/b/c.md", true), ("**/b/*.md", "a/b/c.md", true),
      ("**/b/*.md", "b/c.md", true), ("**/b/*.md", "a/c.md", false),
      ("part-?.md", "part-1.md", true), ("part-?.md", "part-10.md", false),
      ("part-[1-3].md", "part-2.md", true), ("part-[1-3].md", "part-4.md", false),
      ("part-[!1-3].md", "part-4.md", true), ("part-[]x].md", "part-].md", true),
      ("a[b.md", "a[b.md", true), ("*a*b*c", "xxaxbxxbxc", true), ("*a*b*c", "xxaxcxb", false),
      ("/tmp/*.md", "/tmp/a.md", true), ("./charts/*", "./charts/a", true),
      ("**", "a/b", true), ("a**b.md", "axyb.md", true),
    ])
  func matches(pattern: String, path: String, isMatch: Bool) {
    #expect(NamePattern(pattern).matches(path) == isMatch)
  }

  @Test("the search starts in the folder before the first sign, and goes no deeper than it must")
  func folder() {
    #expect(NamePattern("a/b/*.md").folder == "a/b")
    #expect(NamePattern("a/b/*.md").depth == 1)
    #expect(NamePattern("a/*/b/*.md").depth == 3)
    #expect(NamePattern("*.md").folder == ".")
    #expect(NamePattern("/*.md").folder == "/")
    #expect(NamePattern("**/a.md").depth == .max)
  }

  @Test("a long name against many stars takes no time")
  func hostile() {
    let name = String(repeating: "a", count: 200)
    let stars = String(repeating: "*a", count: 60) + "b"
    #expect(!NamePattern(stars).matches(name))
  }
}

@Suite("Inputs")
struct InputListTests {
  /// Finds the inputs among files that stand in a folder of their own.
  private static func found(
    _ arguments: [String], kind: InputList.Kind = .all, output: String? = nil, files: [String]
  ) throws -> (paths: [String], folders: [String], problems: [String]) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("playfair-inputs-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for file in files {
      let path = folder + "/" + file
      try FileManager.default.createDirectory(
        atPath: FilePath.folder(of: path), withIntermediateDirectories: true)
      try "".write(toFile: path, atomically: false, encoding: .utf8)
    }
    // A link that leads back must not be followed for ever.
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/round", withDestinationPath: folder)
    let list = InputList(
      arguments.map { folder + "/" + $0 }, kind: kind, output: output.map { folder + "/" + $0 })
    let cut = folder.count + 1
    return (
      list.entries.map { String($0.path.dropFirst(cut)) }, list.entries.map(\.folder),
      list.problems.map { $0.message.replacing(folder + "/", with: "") }
    )
  }

  private static let files = [
    "b.md", "a/c.vl.yaml", "a/B.qmd", "a/README.md", "a/data.json", "a/_part.md", ".hidden/x.md",
    "a/.x.md", "Z.vl.json", "out/old.md", "a/b/deep.markdown",
  ]

  @Test("of a folder all documents and charts are taken, in the order of their bytes")
  func folder() throws {
    let all = try Self.found([""], output: "out", files: Self.files)
    #expect(all.paths == ["Z.vl.json", "a/B.qmd", "a/b/deep.markdown", "a/c.vl.yaml", "b.md"])
    #expect(all.folders == ["", "a", "a/b", "a", ""])
    let documents = try Self.found([""], kind: .documents, files: ["a.md", "c.vl.yaml"])
    #expect(documents.paths == ["a.md"])
    let charts = try Self.found([""], kind: .charts, files: ["a.md", "c.vl.yaml"])
    #expect(charts.paths == ["c.vl.yaml"])
  }

  @Test("what was named, or found before, is not taken again")
  func once() throws {
    let found = try Self.found(["a/B.qmd", "a/", "a/*.qmd"], files: Self.files)
    #expect(found.paths == ["a/B.qmd", "a/b/deep.markdown", "a/c.vl.yaml"])
  }

  @Test("a pattern that matches nothing, and a folder without inputs, are told")
  func nothing() throws {
    let found = try Self.found(["a/*.tex", "empty"], files: Self.files + ["empty/notes.txt"])
    #expect(found.paths == [])
    #expect(
      found.problems == [
        "no file matches 'a/*.tex'",
        "there is neither a document nor a chart in the folder 'empty'",
      ])
  }

  @Test("a file whose name holds such signs is that file")
  func literal() throws {
    let found = try Self.found(["x[1].md"], files: ["x[1].md", "x1.md"])
    #expect(found.paths == ["x[1].md"])
  }
}

@Suite("Parts of a run")
struct ShardTests {
  @Test("each report belongs to exactly one part", arguments: [1, 2, 7, 16])
  func once(count: Int) throws {
    let shards = try (1...count).map { try Shard("\($0)/\(count)") }
    for index in 0..<100 { #expect(shards.count { $0.contains(index) } == 1) }
  }

  @Test(
    "what is no part is refused", arguments: ["", "3", "0/4", "5/4", "1/0", "a/b", "1/2/3", "-1/2"])
  func refused(text: String) { #expect(throws: (any Error).self) { try Shard(text) } }
}

@Suite("Dependencies")
struct DependencyTests {
  private static let rule = DependencyFile.Rule(
    outputs: ["out/a b.pdf", "out/a b/fig-1.png"],
    sources: ["a b.md", "data/50%.csv", "data/#1$.csv", "data/x.csv"])

  @Test("Make reads odd names as they are, and goes on when a file is gone")
  func make() throws {
    let file = DependencyFile(path: "x.d", rules: [Self.rule, .init(outputs: [], sources: ["y"])])
      .file
    #expect(
      String(decoding: file.bytes, as: UTF8.self) == ##"""
        out/a\ b.pdf out/a\ b/fig-1.png: a\ b.md data/50%.csv data/\#1$$.csv data/x.csv

        a\ b.md:

        data/\#1$$.csv:

        data/50\%.csv:

        data/x.csv:

        """##)
  }

  @Test("a name that ends in .json asks for JSON")
  func json() throws {
    let file = DependencyFile(path: "x.JSON", rules: [Self.rule]).file
    let source = SourceText(name: "x", bytes: file.bytes)
    var log = DiagnosticLog()
    let node = try #require(JSONReader.read(source, log: &log))
    let rule = try #require(node["rules"]?.elements?.first)
    #expect(rule["outputs"]?.elements?.map(\.string) == ["out/a b.pdf", "out/a b/fig-1.png"])
    #expect(rule["sources"]?.elements?.count == 4)
  }
}

@Suite("Progress")
struct ProgressTests {
  @Test(
    "the time left is what the rest takes at the pace so far",
    arguments: [
      (37, 1000, 480, "37/1000 reports, 13 s left"), (1, 2, 1000, "1/2 reports, 1 s left"),
      (1, 1000, 1000, "1/1000 reports, 17 min left"), (2, 2, 1000, "2/2 reports"),
      (0, 2, 1000, "0/2 reports"), (1, 100_000, 1000, "1/100000 reports, 28 h left"),
    ])
  func words(done: Int, total: Int, milliseconds: Int, text: String) {
    #expect(
      Progress.text(done: done, of: total, "reports", passed: .milliseconds(milliseconds)) == text)
  }

  @Test("work that is one piece is told by what it is at, and for how long")
  func single() {
    var (reader, writer): (Int32, Int32) = (-1, -1)
    guard openpty(&reader, &writer, nil, nil, nil) == 0 else { return }
    defer {
      close(reader)
      close(writer)
    }
    let progress = Progress(
      total: 1, noun: "inputs", single: "long.md", terminal: writer, delay: .zero,
      environment: { ["TERM": "xterm"][$0] })
    // The line comes by itself: nothing is done until all is.
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(reader, &bytes, bytes.count)
    progress.finish()
    #expect(
      String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).hasPrefix("\rlong.md, 1 s"))
  }

  /// What a terminal is sent while two things are done and one message is written.
  private static func sent(
    _ variables: [String: String], isQuiet: Bool = false, isTerminal: Bool = true
  ) -> String {
    var (reader, writer): (Int32, Int32) = (-1, -1)
    if isTerminal {
      guard openpty(&reader, &writer, nil, nil, nil) == 0 else { return "no terminal" }
    } else {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return "no pipe" }
      (reader, writer) = (ends[0], ends[1])
    }
    defer { close(reader) }
    let progress = Progress(
      total: 3, noun: "reports", isQuiet: isQuiet, terminal: writer, delay: .zero,
      environment: { variables[$0] })
    progress.advance()
    progress.write("a.md: warning: w\n")
    progress.finish()
    // The last byte keeps the read from waiting where nothing else was sent.
    _ = Descriptor.write([0x2E], to: writer)
    var text = ""
    while !text.hasSuffix(".") {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(reader, &bytes, bytes.count)
      guard count > 0 else { break }
      text += String(decoding: bytes.prefix(count), as: UTF8.self)
    }
    close(writer)
    // A terminal ends lines in its own way.
    return text.replacing("\r\n", with: "\n")
  }

  @Test("on a terminal the line is rewritten, makes way for messages and is gone at the end")
  func terminal() {
    let text = Self.sent(["TERM": "xterm"])
    #expect(text.hasPrefix("\r1/3 reports, 1 s left\u{1B}[K\r\u{1B}[Ka.md: warning: w"))
    #expect(text.hasSuffix("\n."))
  }

  @Test("pipes, logs and those who ask for peace see messages alone")
  func silence() {
    let message = "a.md: warning: w"
    for text in [
      Self.sent(["TERM": "xterm"], isTerminal: false), Self.sent(["TERM": "dumb"]), Self.sent([:]),
      Self.sent(["TERM": "xterm", "NO_COLOR": "1"]), Self.sent(["TERM": "xterm", "CI": "true"]),
      Self.sent(["TERM": "xterm"], isQuiet: true),
    ] {
      #expect(text == message + "\n.")
    }
  }
}

@Suite("Names of files that hold values")
struct FileNameTests {
  @Test(
    "letters and digits stay, anything else becomes one hyphen",
    arguments: [
      ("Anhui", "Anhui"), ("Inner Mongolia", "Inner-Mongolia"), ("a/b: c", "a-b-c"),
      ("../../etc/passwd", "etc-passwd"), ("-3", "-3"), ("1.5", "1.5"), (".hidden.", "hidden"),
      ("内蒙古", "内蒙古"), ("Ó Gráda", "Ó-Gráda"), ("", "_"), ("?!", "_"), ("a\u{0}b\nc", "a-b-c"),
      ("{{< meta x >}}", "meta-x"), ("C:\\x", "C-x"), ("a\u{202E}b", "a-b"), ("..", "_"),
    ])
  func part(value: String, name: String) { #expect(FileNameText.part(value) == name) }

  @Test("names that are one file on some machine have one key")
  func key() {
    #expect(FileNameText.key("Anhui") == FileNameText.key("ANHUI"))
    #expect(FileNameText.key("Stra\u{DF}e") == FileNameText.key("STRASSE"))
    #expect(FileNameText.key("caf\u{E9}") == FileNameText.key("cafe\u{301}"))
    #expect(FileNameText.key("a-b") != FileNameText.key("a_b"))
  }

  /// The name of the files of a document in a run.
  private static func name(_ front: String, _ values: [(String, String)]) -> String? {
    let source = SourceText(name: "a.md", text: "---\n\(front)\n---\n\nText.\n")
    var log = DiagnosticLog()
    let wishes = values.map { ParameterWish(name: $0.0, text: $0.1) }
    return ReportHead(of: source).fileName(usual: "a", given: wishes, log: &log)
  }

  @Test("a name has the values that a run gives, in the order in which they are declared")
  func names() {
    let front = "params: {one: 1, two: x}"
    #expect(Self.name(front, []) == "a")
    #expect(Self.name(front, [("two", "y z"), ("one", "3")]) == "a-3-y-z")
    #expect(Self.name("output-file: \"n_{{< meta params.two >}}.pdf\"\n" + front, []) == "n_x")
    #expect(
      Self.name("output-file: \"{{< meta params.two >}}\"\n" + front, [("two", "../q")]) == "q")
    #expect(Self.name("output-file: ../x\n" + front, []) == nil)
    #expect(Self.name("output-file: [x]\n" + front, []) == nil)
  }

  @Test("a long name is cut, and names that differ after the cut stay apart")
  func long() throws {
    let word = String(repeating: "粮", count: 100)
    let one = try #require(Self.name("params: {p: x}", [("p", word + "1")]))
    let other = try #require(Self.name("params: {p: x}", [("p", word + "2")]))
    #expect(one.utf8.count <= 150 && other.utf8.count <= 150)
    #expect(one != other)
  }
}
