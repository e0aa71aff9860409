import Diagnostics
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import playfair

/// A program that writes a file again and again, in two states.
private final class Rewriter: Sendable {
  /// How it writes.
  enum Way: CaseIterable, Sendable {
    /// Into the file itself, at once and without end.
    case inPlace
    /// Into the file itself, and then it waits for a moment.
    case inPlaceWithPauses
    /// Into the file itself, in pieces.
    case inPieces
    /// Beside the file, which is then renamed.
    case renaming
  }

  private let isStopped = Atomic(false)
  private let ended = DispatchSemaphore(value: 0)

  init(_ path: String, _ states: [[UInt8]], _ way: Way) {
    Thread.detachNewThread { [self] in
      var turn = 0
      while !isStopped.load(ordering: .relaxed) {
        turn += 1
        Self.write(states[turn % states.count], path, way)
      }
      ended.signal()
    }
  }

  private static func write(_ bytes: [UInt8], _ path: String, _ way: Way) {
    let target = way == .renaming ? path + ".new" : path
    let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    let pieces = way == .inPieces ? 4 : 1
    for piece in 0..<pieces {
      let part = bytes[(bytes.count * piece / pieces)..<(bytes.count * (piece + 1) / pieces)]
      _ = Descriptor.write(Array(part), to: descriptor)
      if way == .inPieces { usleep(5_000) }
    }
    close(descriptor)
    if way == .renaming { rename(target, path) }
    if way == .inPlaceWithPauses { usleep(90_000) }
  }

  func stop() {
    isStopped.store(true, ordering: .relaxed)
    ended.wait()
  }
}

@Suite("Files that change while they are read", .serialized)
struct ChangingFileTests {
  /// A document that uses its data in three places, and data of many rows in two states.
  private static func site() throws -> (site: SafeSite, states: [[UInt8]]) {
    let site = try SafeSite()
    let states = [1, 2].map { state in
      let rows = (0..<300).map { "\($0),\(state)\n" }.joined()
      return Array(("year,output\n" + rows).utf8)
    }
    try site.write("c/first.vl.yaml", aggregate("mean"))
    try site.write("c/second.vl.yaml", aggregate("max"))
    try site.write(
      "c/report.md",
      """
      # Grain

      ![Mean](first.vl.yaml){#fig-first}

      ![Greatest](second.vl.yaml){#fig-second}

      It was []{fill="'grain.csv'[year=299].output"}.

      """)
    return (site, states)
  }

  private static func aggregate(_ operation: String) -> String {
    """
    data: {url: grain.csv}
    mark: bar
    encoding:
      x: {aggregate: \(operation), field: output, type: quantitative}

    """
  }

  private static func render(_ site: SafeSite, into output: String) throws -> SafeSite.Outcome {
    try site.run([
      "render", site.path("c/report.md"), "--root", site.path("c"), "-t", "html,figures", "-f",
      "svg", "-o", site.path(output) + "/",
    ])
  }

  private static let made = [
    "report.html", "report/fig-first.svg", "report/fig-second.svg",
  ]

  @Test(
    "what is made is of one state of the file in all places, or an error tells",
    arguments: Rewriter.Way.allCases)
  private func changing(_ way: Rewriter.Way) throws {
    let (site, states) = try Self.site()
    var versions: [[[UInt8]?]] = []
    for (index, state) in states.enumerated() {
      try site.write("c/grain.csv", String(decoding: state, as: UTF8.self))
      #expect(try Self.render(site, into: "state-\(index)").status == 0)
      versions.append(
        Self.made.map { FilePath.contents(of: site.path("state-\(index)/\($0)")) })
    }
    #expect(versions[0] != versions[1] && !versions[0].contains(nil))
    let writer = Rewriter(site.path("c/grain.csv"), states, way)
    defer { writer.stop() }
    var problems: Int32 = 0
    for round in 0..<(way == .renaming ? 6 : 2) {
      let outcome = try Self.render(site, into: "out-\(round)")
      let files = Self.made.map { FilePath.contents(of: site.path("out-\(round)/\($0)")) }
      if outcome.status == 0 {
        // The files hold their records: these are of what was read, too.
        #expect(versions.contains { $0 == files })
      } else {
        #expect(outcome.status == 1)
        #expect(files.allSatisfy { $0 == nil })
        #expect(outcome.errors.contains("error: 'grain.csv' changes while it is read"))
      }
      problems += outcome.status
    }
    if way == .renaming || way == .inPlaceWithPauses { #expect(problems == 0) }
  }

  @Test("a run waits for a file that is being written, and reads all of it")
  func slow() throws {
    let (site, states) = try Self.site()
    try site.write("c/grain.csv", String(decoding: states[0], as: UTF8.self))
    _ = try Self.render(site, into: "right")
    let path = site.path("c/grain.csv")
    let descriptor = open(path, O_WRONLY | O_TRUNC)
    let run = try site.start([
      "render", site.path("c/report.md"), "--root", site.path("c"), "-t", "html", "-o",
      site.path("out") + "/",
    ])
    for piece in 0..<100 {
      let count = states[0].count
      let part = states[0][(count * piece / 100)..<(count * (piece + 1) / 100)]
      _ = Descriptor.write(Array(part), to: descriptor)
      usleep(5_000)
    }
    close(descriptor)
    #expect(run.outcome().status == 0)
    #expect(
      FilePath.contents(of: site.path("out/report.html"))
        == FilePath.contents(of: site.path("right/report.html")))
  }

  @Test("all inputs of a run see one state of a file that they share")
  func severalInputs() throws {
    let (site, states) = try Self.site()
    for index in 0..<12 { try site.write("c/more/\(index).vl.yaml", Self.aggregate("max")) }
    let writer = Rewriter(site.path("c/grain.csv"), states, .renaming)
    defer { writer.stop() }
    while FilePath.kind(of: site.path("c/grain.csv")) == nil { usleep(1_000) }
    let outcome = try site.run([
      "render", site.path("c/more"), "--root", site.path("c"), "-f", "scene", "--quiet", "-o",
      site.path("out") + "/",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let made = (0..<12).map { FilePath.contents(of: site.path("out/\($0).scene")) }
    #expect(!made.contains(nil) && Set(made).count == 1)
  }
}
