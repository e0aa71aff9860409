import Diagnostics

/// Checks all files of a Data Package against what it says of them.
///
/// Reading a file already checks the types of its cells, the constraints of its columns, its
/// primary key and the keys of other files; here come the files that no chart reads, those that are
/// not there, and those that no resource describes.
public struct PackageCheck {
  /// How much was looked at.
  public struct Count: Sendable, Hashable {
    /// How many tables.
    public var tables: Int
    /// How many rows they have together.
    public var rows: Int
    /// How many files that are no tables.
    public var otherFiles: Int

    /// Creates a count.
    public init(tables: Int = 0, rows: Int = 0, otherFiles: Int = 0) {
      self.tables = tables
      self.rows = rows
      self.otherFiles = otherFiles
    }

    /// Adds what else was looked at.
    public mutating func add(_ other: Count) {
      tables += other.tables
      rows += other.rows
      otherFiles += other.otherFiles
    }

    /// The count in words, such as "14 tables, 1,222 rows".
    public var text: String {
      var parts = [
        Self.phrase(tables, "table", "tables"), Self.phrase(rows, "row", "rows"),
      ]
      if otherFiles > 0 { parts.append(Self.phrase(otherFiles, "other file", "other files")) }
      return parts.joined(separator: ", ")
    }

    private static func phrase(_ count: Int, _ one: String, _ many: String) -> String {
      var digits = String(count)
      var place = digits.count - 3
      while place > 0 {
        digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
        place -= 3
      }
      return "\(digits) \(count == 1 ? one : many)"
    }
  }

  private let package: DataPackage
  private let loader: DataLoader

  /// Creates a check; the loader keeps the files for later use.
  public init(_ package: DataPackage, loader: DataLoader) {
    self.package = package
    self.loader = loader
  }

  /// Reports everything that is wrong, file by file in the order of the package.
  @discardableResult
  public func run(log: inout DiagnosticLog) -> Count {
    var tally = Count()
    for resource in package.resources {
      if resource.isTable {
        tally.tables += 1
        tally.rows += loader.load(resource, log: &log)?.rowCount ?? 0
      } else {
        tally.otherFiles += 1
        if resource.file == nil { log.add(.missingResource(resource)) }
      }
      checkSize(of: resource, log: &log)
    }
    reportStrangers(log: &log)
    return tally
  }

  /// Holds the size of a file against what the package says of it.
  private func checkSize(of resource: ResourceDescriptor, log: inout DiagnosticLog) {
    guard let said = resource.bytes, let file = resource.file,
      let size = FilePath.size(of: file), size != said
    else { return }
    log.add(.otherSize(size, said: said, resource, at: resource.bytesPlace))
  }

  /// Reports the data files beside the package, or below it, that no resource describes.
  private func reportStrangers(log: inout DiagnosticLog) {
    guard let folder = package.folder else { return }
    let known = Set(package.resources.compactMap(\.file) + package.parts)
    let strangers = Self.dataFiles(in: folder, level: 0).filter { !known.contains($0) }
    let place = package.resourcesPlace ?? package.text.whole.start
    Tally.report(
      strangers, to: &log,
      each: { .undescribedFile(loader.files.relativeName($0), at: place) },
      rest: { .moreUndescribedFiles($0, at: place) })
  }

  /// The data files in a folder and those below it that have no package of their own.
  private static func dataFiles(in folder: String, level: Int) -> [String] {
    guard level < 16 else { return [] }
    return FilePath.entries(of: folder).flatMap { name -> [String] in
      let path = (folder == "/" ? "" : folder) + "/" + name
      if name.hasPrefix(".") || FilePath.isLink(path) { return [] }
      switch FilePath.kind(of: path) {
      case .directory:
        let isPackage = FilePath.isTaken(path + "/" + DataPackage.fileName)
        return isPackage ? [] : dataFiles(in: path, level: level + 1)
      case .file:
        let isSpec = name == DataPackage.fileName || name.hasSuffix(".vl.json")
        return !isSpec && DataFormat.Kind(path: name) != nil ? [path] : []
      default: return []
      }
    }
  }
}

extension Diagnostic {
  static func otherSize(
    _ size: Int, said: Int, _ resource: ResourceDescriptor, at place: Place?
  ) -> Diagnostic {
    .error(
      "file-size", "'\(resource.path)' has \(size) bytes, not \(said)", at: place,
      why: "the file has changed since it was described, or was not copied whole",
      hint: "look at the file, then write its size here, or take 'bytes' out")
  }

  static func undescribedFile(_ name: String, at place: Place) -> Diagnostic {
    .warning(
      "undescribed-file", "no resource describes the file '\(name)'", at: place,
      why: "it stands in the folder of the data package, and is not checked",
      hint: "add a resource: playfair init --data \(name)")
  }

  static func moreUndescribedFiles(_ count: Int, at place: Place) -> Diagnostic {
    .warning(
      "undescribed-file",
      "no resource describes \(Tally.phrase(count, "more file", "more files"))", at: place)
  }
}
