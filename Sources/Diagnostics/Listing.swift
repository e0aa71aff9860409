/// What is in a folder, where the path that is looked up has a star: names, in one text.
///
/// `folder/*/name` stands for the folders in a folder that hold a file of a name, `folder/**` for
/// whatever is there.
struct Listing {
  /// The folder.
  let folder: String
  /// The file that the folders hold; nil for all names.
  private let file: String?

  /// Nil for a path that names a file or a folder.
  init?(_ path: String) {
    let name = FilePath.name(of: path)
    let parent = FilePath.folder(of: path)
    if name == "**" {
      (folder, file) = (parent, nil)
    } else if FilePath.name(of: parent) == "*" {
      (folder, file) = (FilePath.folder(of: parent), name)
    } else {
      return nil
    }
  }

  /// The names, each behind a slash, sorted.
  var found: String {
    let names = FilePath.entries(of: folder).filter { name in
      file.map { FilePath.kind(of: "\(folder)/\(name)/\($0)") == .file } ?? true
    }
    return names.sorted().map { "/" + $0 }.joined()
  }
}
