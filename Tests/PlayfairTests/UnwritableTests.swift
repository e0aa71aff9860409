import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import playfair

/// Disks that are full and folders that must not be written to, as the system makes them.
@Suite("Where nothing can be written")
struct UnwritableTests {
  /// How to get a file system of one's own: as root, or where users may have name spaces.
  private static let privately: [String]? = [["unshare", "-m"], ["unshare", "-Urm"]].first {
    words in
    let trial = Process()
    trial.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    trial.arguments = words + ["mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    (trial.standardOutput, trial.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    guard (try? trial.run()) != nil else { return false }
    trial.waitUntilExit()
    return trial.terminationStatus == 0
  }

  /// Root can mount: where it cannot, that is to be seen.
  private static var canMount: Bool { privately != nil || geteuid() == 0 }

  private static let render = render("b")

  private static func render(_ version: String) -> String {
    "$playfair render \(version)/report.md --root \(version) -t briefing,html,figures -f svg -o out/"
  }

  private static func contents(_ script: String) -> String {
    // What lies in a name space is told from within.
    // Only whether files differ is of interest.
    script
      + "; echo \"[$?]\"; diff -qr out made-a && echo 'as before'; diff -qr out made-b && echo new"
  }

  @Test(
    "on a full disk the old files stay, whichever file it is that does not fit",
    .enabled(if: canMount, "no tmpfs can be mounted"), arguments: [56, 60, 72, 88, 96, 128])
  func fullDisk(_ size: Int) throws {
    let site = try SafeSite()
    let outcome = try site.shell(
      Self.contents(
        "mkdir out && mount -t tmpfs -o size=\(size)k tmpfs out && cp -r made-a/. out && "
          + Self.render), through: try #require(Self.privately))
    if size < 96 {
      #expect(outcome.output.contains("[1]\nas before\n"))
      let lines = outcome.errors.split(separator: "\n")
      let message = try #require(lines.first)
      #expect(message.hasPrefix("playfair: error: 'out/report"))
      #expect(message.hasSuffix("' cannot be written: No space left on device"))
      #expect(lines.dropFirst() == ["playfair: 1 error; nothing was written"])
    } else {
      #expect(outcome.output.contains("[0]\n") && outcome.output.hasSuffix("new\n"))
      #expect(outcome.errors == "")
    }
  }

  @Test("a folder that can only be read is told, and files that are right already are no error")
  func readOnlyFolder() throws {
    try #require(Self.canMount, "no folder can be mounted for reading only")
    let site = try SafeSite()
    let mount = "cp -r made-a out && mount --bind out out && mount -o remount,ro,bind out && "
    let words = try #require(Self.privately)
    let outcome = try site.shell(Self.contents(mount + Self.render), through: words)
    #expect(outcome.output.contains("[1]\nas before\n"))
    #expect(
      outcome.errors == """
        playfair: error: 'out/report.pdf' cannot be written: Read-only file system
        playfair: 1 error; nothing was written

        """)
    try FileManager.default.removeItem(atPath: site.path("out"))
    let same = try site.shell(
      Self.contents(mount + Self.render("a")),
      through: words)
    #expect(same.output.hasPrefix("[0]\nas before\n"))
    #expect(same.errors == "")
  }

  /// Runs as somebody whom rights bind: root is bound by none.
  private static let bound: [String] =
    geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []

  @Test("a folder and files that others may not touch stay as they are")
  func rights() throws {
    let site = try SafeSite()
    let outcome = try site.shell("cp -r made-a out && chmod -R a=rX out")
    #expect(outcome.status == 0)
    defer { _ = try? site.shell("chmod -R u+w out b; chmod -R u+rw .") }
    let folder = try site.shell(Self.contents(Self.render), through: Self.bound)
    #expect(folder.output.contains("[1]\nas before\n"))
    #expect(folder.errors.contains("'out/report.pdf' cannot be written: "))
    // The folder may be written to, the file may not: a renaming would not ask.
    _ = try site.shell("chmod -R u+w out; chmod a+w out out/report")
    let file = try site.shell(
      Self.contents(Self.render), through: Self.bound)
    if geteuid() == 0 {
      #expect(file.output.contains("[1]\nas before\n"))
      #expect(file.errors.contains("'out/report.pdf' cannot be written: Permission denied"))
    }
    _ = try site.shell("chmod a-w out/report.html")
    let protected = try site.shell(Self.contents(Self.render))
    #expect(protected.output.contains("[1]\nas before\n"))
    #expect(
      protected.errors.contains("'out/report.html' cannot be written: the file is write-protected"))
  }

  @Test("files and folders that must not be read are told, wherever they are named")
  func unreadable() throws {
    let site = try SafeSite()
    _ = try site.shell("mkdir in; cp -r b in/b; chmod a= in/b/grain.csv; mkdir in/c; chmod a= in/c")
    defer { _ = try? site.shell("chmod -R u+rwX in") }
    let data = try site.shell(
      "$playfair render in/b/grain.vl.yaml -f svg -o -", through: Self.bound)
    #expect(data.status == 1)
    #expect(
      data.errors.contains("in/b/grain.vl.yaml:1:13: error: 'grain.csv' cannot be read: Perm"))
    let folder = try site.shell("$playfair render in -o out/", through: Self.bound)
    #expect(folder.status == 1)
    #expect(folder.errors.contains("error: the folder 'in/c' cannot be read: Permission denied"))
    let check = try site.shell("$playfair check in", through: Self.bound)
    #expect(check.status == 1)
    #expect(check.errors.contains("error: the folder 'in/c' cannot be read: Permission denied"))
  }

  @Test(
    "a file that cannot be renamed into its place leaves the others as they were",
    .enabled(if: canMount, "nothing can be mounted"), arguments: [0, 1, 2, 3])
  func putBack(_ index: Int) throws {
    let site = try SafeSite()
    // A place on which something is mounted is one that no renaming replaces.
    let place = "out/" + SafeSite.files[index]
    let outcome = try site.shell(
      Self.contents("cp -r made-a out && mount --bind \(place) \(place) && " + Self.render),
      through: try #require(Self.privately))
    #expect(outcome.output.contains("[1]\nas before\n"))
    #expect(outcome.errors.contains("'\(place)' cannot be written: Device or resource busy"))
    #expect(outcome.errors.hasSuffix("playfair: 1 error; nothing was written\n"))
  }

  @Test("a file that may not grow is told like a full disk")
  func limit() throws {
    let site = try SafeSite()
    let outcome = try site.shell(Self.contents("cp -r made-a out; (ulimit -f 8; \(Self.render))"))
    #expect(outcome.output.contains("[1]\nas before\n"))
    #expect(outcome.errors.contains("'out/report.pdf' cannot be written: File too large"))
  }

  @Test("many folders are locked, though few files may be open")
  func manyFolders() throws {
    let site = try SafeSite()
    let chart = SafeSite.chart.replacing("url: grain.csv", with: "values: [{year: 1, output: 2}]")
    for index in 0..<60 { try site.write("in/\(index)/grain.vl.yaml", chart) }
    let outcome = try site.shell("ulimit -S -n 40; $playfair render in -f scene -o out/ --quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(site.names("out").count { $0.hasSuffix(".scene") } == 60)
  }
}
