import Diagnostics
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import playfair

@Suite("Runs that are ended from outside", .serialized)
struct KilledRunTests {
  /// What two hundred kills came upon.
  private struct Tally {
    var rounds = 0
    /// Rounds after which some files of the run were there and others not yet.
    var partial = 0
    /// Rounds that left temporary files.
    var littered = 0
    var faults: [String] = []

    static func + (a: Tally, b: Tally) -> Tally {
      Tally(
        rounds: a.rounds + b.rounds, partial: a.partial + b.partial,
        littered: a.littered + b.littered, faults: a.faults + b.faults)
    }
  }

  @Test("after each of 200 kills every file is whole, and the report is new only if all else is")
  func killed() throws {
    let site = try SafeSite()
    let tally = Mutex(Tally())
    DispatchQueue.concurrentPerform(iterations: 2) { lane in
      let part = Self.kill(100, lane, site)
      tally.withLock { $0 = $0 + part }
    }
    let sum = tally.withLock { $0 }
    #expect(sum.rounds == 200)
    #expect(sum.faults == [])
    // Else the loop would not try what it is for.
    #expect(sum.littered > 0, "no kill came while files were written")
    for lane in 0..<2 {
      let last = try site.run(site.render("b", into: "lane-\(lane)"))
      #expect(last.status == 0, "\(last.errors)")
      #expect(site.versions("lane-\(lane)") == "bbbb")
      #expect(site.strays("lane-\(lane)") == [])
    }
  }

  /// Renders one version or the other into a folder and kills each run at some moment.
  private static func kill(_ rounds: Int, _ lane: Int, _ site: SafeSite) -> Tally {
    var tally = Tally()
    var numbers = SeededNumbers(seed: UInt64(lane))
    let output = "lane-\(lane)"
    var before = "----"
    let start = ContinuousClock.now
    guard let first = try? site.run(site.render("a", into: output)), first.status == 0 else {
      return tally
    }
    let length = ContinuousClock.now - start
    before = site.versions(output)
    for round in 0..<rounds {
      let wish = Bool.random(using: &numbers) ? "a" : "b"
      let target = before == "aaaa" ? "b" : before == "bbbb" ? "a" : wish
      // The lanes share what is kept for later runs, which is written by runs that are killed, too.
      let options = Bool.random(using: &numbers) ? ["--no-cache"] : []
      guard let run = try? site.start(site.render(target, into: output) + options) else { continue }
      let part = Double.random(in: 0...1, using: &numbers)
      if round % 2 == 0 {
        usleep(useconds_t(part * 1.1 * length.microseconds))
      } else {
        // The moments in which files are written are few: they are waited for.
        let known = Set(temporaries(site, output))
        while run.process.isRunning, known.isSuperset(of: temporaries(site, output)) {
          usleep(100)
        }
        usleep(useconds_t(part * 1_500))
      }
      run.send(SIGKILL)
      _ = run.outcome()
      let after = site.versions(output)
      tally.rounds += 1
      if Set(after).count > 1 { tally.partial += 1 }
      if !temporaries(site, output).isEmpty { tally.littered += 1 }
      if let fault = fault(before, after, Character(target)) {
        tally.faults.append("round \(round): \(before) became \(after): \(fault)")
      }
      let strange = site.strays(output).filter {
        !TemporaryName.isOne(FilePath.name(of: $0))
      }
      if !strange.isEmpty { tally.faults.append("round \(round) left \(strange)") }
      before = after
    }
    return tally
  }

  private static func temporaries(_ site: SafeSite, _ output: String) -> [String] {
    FilePath.entries(of: site.path(output)).filter { TemporaryName.isOne($0) }
  }

  /// What is wrong with files after a run that was to bring them to a version.
  private static func fault(_ before: String, _ after: String, _ target: Character) -> String? {
    if after.contains("?") || after.contains("-") { return "a file is not whole" }
    // The last file is renamed first, so that a new one has only new ones behind it.
    let changes = zip(before, after).filter { $0.0 != target }.map { $0.1 == target }
    if zip(changes, changes.dropFirst()).contains(where: { $0 && !$1 }) {
      return "the files were not renamed in their order"
    }
    return zip(before, after).contains { $0 == target && $1 != target }
      ? "a file has become older" : nil
  }

  @Test("a mixture that a kill has left is told by check, and mended by the next run")
  func mixture() throws {
    let site = try SafeSite()
    _ = try site.run(site.render("a", into: "out"))
    let new = try #require(FilePath.contents(of: site.path("made-b/report/fig-grain.svg")))
    #expect(
      FileManager.default.createFile(
        atPath: site.path("out/report/fig-grain.svg"), contents: Data(new)))
    #expect(site.versions("out") == "aaba")
    let check = ["check", site.path("out"), "--root", site.path("b")]
    let told = try site.run(check)
    #expect(told.status == 3)
    #expect(told.output.contains("stale    \(site.path("out/report.pdf"))"))
    #expect(!told.output.contains("fig-grain.svg"))
    #expect(try site.run(site.render("b", into: "out")).status == 0)
    #expect(try site.run(check).status == 0)
  }

  @Test("what killed runs left is swept away, but only that, and only while nobody writes")
  func sweep() throws {
    let site = try SafeSite()
    _ = try site.run(site.render("a", into: "out"))
    let left = "out/.playfair-0123456789abcdef.tmp"
    for name in [left, "out/.playfair-notes.tmp", "out/report/.playfair-fedcba9876543210.tmp"] {
      try site.write(name, "left")
    }
    let folder = open(site.path("out"), O_RDONLY)
    defer { close(folder) }
    #expect(flock(folder, LOCK_EX) == 0)
    let run = try site.start(site.render("b", into: "out"))
    usleep(900_000)
    // Whoever holds the folder may be writing the file.
    #expect(run.process.isRunning)
    #expect(FilePath.kind(of: site.path(left)) == .file)
    #expect(site.versions("out") == "aaaa")
    flock(folder, LOCK_UN)
    #expect(run.outcome().status == 0)
    #expect(site.versions("out") == "bbbb")
    #expect(site.strays("out") == [".playfair-notes.tmp"])
  }

  @Test("a folder that another run does not let go is told, and nothing is written")
  func busy() throws {
    let site = try SafeSite()
    try site.write("out/x", "")
    let folder = open(site.path("out"), O_RDONLY)
    defer { close(folder) }
    #expect(flock(folder, LOCK_EX) == 0)
    let file = OutputFile(path: site.path("out/new/a.svg"), bytes: [1])
    let other = OutputFile(path: site.path("out/b.svg"), bytes: [2])
    let result = OutputWriter.write([file, other], patience: .milliseconds(50))
    let message = try #require(result.failure?.diagnostic.message)
    #expect(
      message
        == "'\(site.path("out"))' cannot be written: another run is writing there and does not end")
    #expect(site.names("out") == ["x"])
  }

  @Test(
    "Ctrl-C and kill end a run as they should, with all files new or none",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func stopped(_ signal: Int32) throws {
    let site = try SafeSite()
    var numbers = SeededNumbers(seed: UInt64(signal))
    let start = ContinuousClock.now
    _ = try site.run(site.render("a", into: "out"))
    let length = (ContinuousClock.now - start).microseconds
    var (target, ended) = ("b", 0)
    for round in 0..<6 {
      let before = site.versions("out")
      let run = try site.start(site.render(target, into: "out"))
      if round % 2 == 0 {
        usleep(useconds_t(Double.random(in: 0.2...1.1, using: &numbers) * length))
      } else {
        while run.process.isRunning, Self.temporaries(site, "out").isEmpty { usleep(100) }
      }
      run.send(signal)
      let outcome = run.outcome()
      #expect(outcome.signal == signal || outcome.signal == 0 && outcome.status == 0)
      #expect(outcome.errors == "")
      ended += outcome.signal == signal ? 1 : 0
      let after = site.versions("out")
      #expect([before, String(repeating: target, count: 4)].contains(after))
      #expect(site.strays("out") == [])
      if after != before { target = target == "a" ? "b" : "a" }
    }
    #expect(ended > 0)
  }

  @Test("a run that waits for the reader of a pipe can be stopped")
  func pipe() throws {
    let site = try SafeSite()
    #expect(mkfifo(site.path("pipe.svg"), 0o644) == 0)
    let run = try site.start([
      "render", site.path("a/grain.vl.yaml"), "-o", site.path("pipe.svg"),
    ])
    usleep(700_000)
    run.send(SIGTERM)
    #expect(run.outcome().signal == SIGTERM)
  }
}

extension Duration {
  fileprivate var microseconds: Double {
    Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12
  }
}
