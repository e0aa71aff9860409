import Diagnostics

/// The repository in which the command was called, as `git` tells of it.
struct GitRepository {
  /// The absolute path of its working tree.
  let root: String
  /// The folder of the call below it, which ends in a slash; empty at the top.
  let prefix: String

  /// Finds the repository of the current folder; nil if there is none, or no `git`.
  init?() {
    let told = ChildProcess.run(["git", "rev-parse", "--show-toplevel", "--show-prefix"])
    let lines = String(decoding: told.output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard told.status == 0, lines.count >= 2, let root = FilePath.resolved(String(lines[0])) else {
      return nil
    }
    (self.root, prefix) = (root, String(lines[1]))
  }

  /// The commit that a word names; nil if it names none.
  func commit(_ word: String) -> String? {
    guard !word.hasPrefix("-") else { return nil }
    let told = ChildProcess.run(["git", "rev-parse", "--verify", "--quiet", word + "^{commit}"])
    return told.status == 0 ? told.lines.first : nil
  }

  /// Writes the files of a commit into a folder; what kept it from that, if something did.
  ///
  /// The index is one of its own, so that the repository stays as it is.
  func write(_ commit: String, into folder: String, index: String, watch: ChildWatch) -> String? {
    let variables = [("GIT_INDEX_FILE", index)]
    let read = ChildProcess.run(
      ["git", "-C", root, "read-tree", commit], variables: variables, watch: watch)
    guard read.status == 0 else { return read.firstError }
    let written = ChildProcess.run(
      ["git", "-C", root, "checkout-index", "--all", "--force", "--prefix=\(folder)/"],
      variables: variables, watch: watch)
    return written.status == 0 ? nil : written.firstError
  }

  /// The files of the working tree that are kept, or would be if they were added, below its root.
  var files: [String] {
    let told = ChildProcess.run([
      "git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard",
    ])
    let names = told.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return Set(names).sorted()
  }
}
