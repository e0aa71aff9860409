import Diagnostics

/// One of the two sides of a comparison: what it is called, and how its files are named.
public struct ComparedSide: Sendable {
  /// What it is called, as it was named: `HEAD~1`, `before/`.
  public var name: String
  /// The absolute path of the folder in which its files stand, symbolic links resolved.
  public var root: String
  /// What stands before the path of a file where its place is told: `before/`, `HEAD:`.
  public var prefix: String

  /// Creates a side.
  public init(name: String, root: String, prefix: String) {
    (self.name, self.root, self.prefix) = (name, root, prefix)
  }

  /// The name of a file within the side; as it is, if the file stands elsewhere.
  public func relative(_ name: String) -> String {
    let base = root.hasSuffix("/") ? root : root + "/"
    // Names are paths from the working directory where a file lies below it.
    let path = name.hasPrefix("/") ? name : (FilePath.resolved(".") ?? "") + "/" + name
    return path.hasPrefix(base) ? String(path.dropFirst(base.count)) : name
  }

  /// A file as people find it.
  public func shown(_ name: String) -> String {
    let relative = relative(name)
    return relative == name && name.hasPrefix("/") ? name : prefix + relative
  }

  /// A place as people find it: `before/grain.csv:12:3`.
  public func shown(_ place: Place) -> String {
    let written = place.written
    let position = written.source.position(of: written.range.lowerBound)
    return "\(shown(written.source.name)):\(position.line):\(position.column)"
  }
}
