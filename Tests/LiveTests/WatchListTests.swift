import Foundation
import Live
import Testing

@Suite struct WatchListTests {
  @Test("every name on the way is watched in its folder, those above the folders given are not")
  func way() {
    let list = WatchList(["/work/report/data/grain.csv"], below: ["/work/report"])
    #expect(
      list.names == [
        "/work": ["report"], "/work/report": ["data"], "/work/report/data": ["grain.csv"],
      ])
  }

  @Test("a step back is taken, so that a file has one place however it is named")
  func stepBack() {
    let list = WatchList(["/a/charts/./../data/x.csv"], below: ["/a"])
    #expect(list.names["/a/data"] == ["x.csv"])
    #expect(list.names["/a"] == ["charts", "data"])
  }

  @Test("a link is watched, and so is what it leads to, as far as it lies in the folders")
  func links() throws {
    let folder = try Folder()
    try folder.write("true/grain.csv", "a\n")
    try folder.link("data", to: "true")
    try folder.link("true/alias.csv", to: "grain.csv")
    let list = WatchList([folder.path + "/data/alias.csv"], below: [folder.path])
    #expect(list.names[folder.path] == ["data", "true"])
    #expect(list.names[folder.path + "/true"] == ["alias.csv", "grain.csv"])
  }

  @Test("a star stands for the folders that are there, and for those that will be")
  func star() throws {
    let folder = try Folder()
    try folder.write("a/x.csv", "a\n")
    try folder.write("b/datapackage.json", "{}")
    try folder.write("c.csv", "a\n")
    let list = WatchList([folder.path + "/*/datapackage.json"], below: [folder.path])
    #expect(list.names[folder.path] == ["*", "a", "b"])
    #expect(list.names[folder.path + "/a"] == ["datapackage.json"])
    #expect(list.names[folder.path + "/b"] == ["datapackage.json"])
    #expect(list.names[folder.path + "/c.csv"] == nil)
  }

  @Test("links that lead in a circle come to an end")
  func circle() throws {
    let folder = try Folder()
    try folder.link("a", to: "b")
    try folder.link("b", to: "a")
    let list = WatchList([folder.path + "/a"], below: [folder.path])
    #expect(list.names[folder.path] == ["a", "b"])
  }
}

/// A folder for one test, with its links resolved; gone when the test is over.
final class Folder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("playfair-live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: false, encoding: .utf8)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: target)
  }

  func move(_ name: String, to other: String) throws {
    _ = rename(path + "/" + name, path + "/" + other)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }
}
