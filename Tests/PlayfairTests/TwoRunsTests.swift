import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import playfair

@Suite("Several runs at once", .serialized)
struct TwoRunsTests {
  @Test("of runs that write the same files one has written all of them")
  func sameFiles() throws {
    let site = try SafeSite()
    for round in 0..<8 {
      let runs = try ["a", "b", "a", "b"].map { try site.start(site.render($0, into: "out")) }
      for run in runs {
        let outcome = run.outcome()
        #expect(outcome.status == 0 && outcome.signal == 0 && outcome.errors == "")
      }
      #expect(["aaaa", "bbbb"].contains(site.versions("out")), "round \(round)")
      #expect(site.strays("out") == [])
    }
  }

  @Test("writers of one process and of others take turns, whatever folders they share")
  func manyWriters() throws {
    let site = try SafeSite()
    let folders = ["out", "out/x", "out/y"]
    DispatchQueue.concurrentPerform(iterations: 4) { writer in
      var numbers = SeededNumbers(seed: UInt64(writer))
      for round in 0..<60 {
        let files = folders.shuffled(using: &numbers).flatMap { folder in
          (0..<3).map {
            // Some runs write the same bytes, which are left alone.
            let text = "\(writer % 2) \(round / 4)"
            return OutputFile(path: site.path("\(folder)/\($0)"), bytes: Array(text.utf8))
          }
        }
        let result = OutputWriter.write(files)
        #expect(result.failure == nil)
        // Whoever holds the folders sees the files of one writer.
        let lock = try? FolderLock(folders.map { site.path($0) })
        let texts = folders.flatMap { folder in
          (0..<3).map { FilePath.contents(of: site.path("\(folder)/\($0)")) }
        }
        lock?.unlock()
        #expect(lock != nil && Set(texts).count == 1 && !texts.contains(nil))
      }
    }
    #expect(site.names("out").count == 11)
  }

  @Test("a run that fails takes no folder from under one that succeeds")
  func takenBack() throws {
    let site = try SafeSite()
    DispatchQueue.concurrentPerform(iterations: 2) { writer in
      for round in 0..<200 {
        let name = "out/\(round)/deep/file"
        var files = [OutputFile(path: site.path(name), bytes: [1])]
        // The name is longer than any file system takes, which is found out late.
        if writer == 0 {
          files.append(
            OutputFile(path: site.path(name) + String(repeating: "x", count: 300), bytes: []))
        }
        let failure = OutputWriter.write(files).failure
        #expect((failure == nil) == (writer == 1), "\(failure?.diagnostic.message ?? "none")")
      }
    }
    let made = (0..<200).map { FilePath.contents(of: site.path("out/\($0)/deep/file")) }
    #expect(made.allSatisfy { $0 == [1] })
  }

  @Test("different files of one folder keep each other company")
  func differentFiles() throws {
    let site = try SafeSite()
    let formats = ["svg", "png", "pdf", "scene"]
    let runs = try formats.map {
      try site.start([
        "render", site.path("a/grain.vl.yaml"), "--root", site.path("a"), "-f", $0, "-o",
        site.path("out") + "/",
      ])
    }
    for run in runs { #expect(run.outcome().status == 0) }
    #expect(site.names("out") == formats.map { "grain." + $0 }.sorted())
  }

  @Test("parts of a run, and the same part twice, make what one run makes")
  func parts() throws {
    let site = try SafeSite()
    let names = ["Anhui", "Gansu", "Henan", "Hubei", "Hunan"]
    try site.write("c/rows.csv", "province\n" + names.map { $0 + "\n" }.joined())
    try site.write(
      "c/report.md",
      """
      ---
      params:
        province: Anhui
      output-file: "{{< meta params.province >}}"
      ---
      # {{< meta params.province >}}

      Words.

      """)
    func render(_ output: String, _ shard: String?) -> [String] {
      [
        "render", site.path("c/report.md"), "--root", site.path("c"), "--for-each",
        site.path("c/rows.csv"), "-t", "html", "-o", site.path(output) + "/", "--quiet",
      ] + (shard.map { ["--shard", $0] } ?? [])
    }
    let whole = try site.run(render("whole", nil))
    #expect(whole.status == 0, "\(whole.errors)")
    for _ in 0..<3 {
      let runs = try ["1/2", "2/2", "1/2"].map { try site.start(render("parts", $0)) }
      for run in runs {
        let outcome = run.outcome()
        #expect(outcome.status == 0 && outcome.errors == "")
      }
    }
    let manifests = ["manifest-1-of-2.json", "manifest-2-of-2.json"]
    #expect(site.names("parts") == (names.map { $0 + ".html" } + manifests).sorted())
    for name in names {
      #expect(
        FilePath.contents(of: site.path("parts/\(name).html"))
          == FilePath.contents(of: site.path("whole/\(name).html")))
    }
    for manifest in manifests {
      let bytes = try #require(FilePath.contents(of: site.path("parts/" + manifest)))
      let json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      #expect((json?["counts"] as? [String: Int])?["failed"] == 0)
    }
  }
}
