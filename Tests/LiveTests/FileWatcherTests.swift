import Live
import Testing

@Suite struct FileWatcherTests {
  private func watcher(_ folder: Folder, _ names: String...) throws -> FileWatcher {
    let watcher = try FileWatcher()
    try watcher.watch(
      WatchList(names.map { folder.path + "/" + $0 }, below: [folder.path]))
    return watcher
  }

  private func paths(_ watcher: FileWatcher, in folder: Folder) -> Set<String> {
    var found: Set<String> = []
    while true {
      let changes = watcher.changes(within: .milliseconds(found.isEmpty ? 5000 : 50))
      if changes.isEmpty { return found }
      for change in changes { found.insert(String(change.path.dropFirst(folder.path.count + 1))) }
    }
  }

  @Test("what is written is told; what nobody asked for is not")
  func write() throws {
    let folder = try Folder()
    try folder.write("grain.csv", "a\n")
    let watcher = try watcher(folder, "grain.csv")
    try folder.write("other.pdf", "x")
    try folder.write("grain.csv", "b\n")
    #expect(paths(watcher, in: folder) == ["grain.csv"])
  }

  @Test("a file that another one takes the place of is told, again and again")
  func rename() throws {
    let folder = try Folder()
    try folder.write("grain.csv", "a\n")
    let watcher = try watcher(folder, "grain.csv")
    for text in ["b\n", "c\n"] {
      try folder.write("grain.csv~", text)
      try folder.move("grain.csv~", to: "grain.csv")
      #expect(paths(watcher, in: folder) == ["grain.csv"])
    }
  }

  @Test("a file that is made, and one that is removed, are told")
  func comeAndGo() throws {
    let folder = try Folder()
    let watcher = try watcher(folder, "late.csv")
    try folder.write("late.csv", "a\n")
    #expect(paths(watcher, in: folder) == ["late.csv"])
    try folder.remove("late.csv")
    #expect(paths(watcher, in: folder) == ["late.csv"])
  }

  @Test("a folder that vanishes and comes back is watched again")
  func folder() throws {
    let folder = try Folder()
    try folder.write("data/grain.csv", "a\n")
    let list = WatchList([folder.path + "/data/grain.csv"], below: [folder.path])
    let watcher = try FileWatcher()
    try watcher.watch(list)
    try folder.remove("data")
    #expect(paths(watcher, in: folder).contains("data"))
    try watcher.watch(list)
    try folder.write("data/grain.csv", "b\n")
    #expect(paths(watcher, in: folder).contains("data"))
    try watcher.watch(list)
    try folder.write("data/grain.csv", "c\n")
    #expect(paths(watcher, in: folder) == ["data/grain.csv"])
  }
}
