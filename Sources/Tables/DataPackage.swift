import Diagnostics
import Notation

/// A Frictionless Data Package: files that belong together, and what their columns mean.
///
/// Version 1 of the specification is read, and of version 2 what is common to both. Beyond it, a
/// field may have a `unit`, or a `unitField` that names the column of its units.
public struct DataPackage: Sendable {
  /// The name of the file that describes a package.
  public static let fileName = "datapackage.json"

  /// A source that the package names as a whole.
  public struct Source: Sendable, Hashable {
    /// What it is called.
    public var title: String
    /// Its address.
    public var path: String?

    /// Creates a source.
    public init(title: String, path: String? = nil) {
      self.title = title
      self.path = path
    }
  }

  /// The terms under which data may be used.
  public struct License: Sendable, Hashable {
    /// What it is called, such as `CC-BY-4.0`.
    public var name: String
    /// What it is called in full.
    public var title: String?
    /// The address of its text.
    public var path: String?

    /// Creates a licence.
    public init(name: String, title: String? = nil, path: String? = nil) {
      self.name = name
      self.title = title
      self.path = path
    }
  }

  /// The name of the package.
  public var name: String?
  /// A title for people.
  public var title: String?
  /// The files, in the order listed.
  public var resources: [ResourceDescriptor] = []
  /// The sources of the package as a whole.
  public var sources: [Source] = []
  /// The terms under which all of it may be used, if no resource has its own.
  public var licenses: [License] = []
  /// Where the list of resources stands.
  public var resourcesPlace: Place?
  /// The absolute paths of the files that hold parts of the description: schemas, dialects.
  public var parts: [String] = []
  /// The text that describes the package.
  public var text: SourceText
  /// The absolute path of the folder, if the package was read from a file.
  public var folder: String?

  /// Creates a package without resources.
  public init(text: SourceText, folder: String? = nil) {
    self.text = text
    self.folder = folder
  }

  /// The resource of a name, if there is one.
  public func resource(named name: String) -> ResourceDescriptor? {
    resources.first { $0.name == name }
  }

  /// The resource whose file has an absolute path, if there is one.
  public func resource(ofFile file: String) -> ResourceDescriptor? {
    resources.first { $0.file == file }
  }

  /// Reads the text of a `datapackage.json`; nil if it is not JSON.
  ///
  /// `folder` is the absolute path of its folder, from which the paths of the resources start;
  /// `readPart` reads a schema or a dialect that stands in a file of its own.
  public static func read(
    _ text: SourceText, folder: String? = nil,
    readPart: (
      (_ path: String, _ place: Place, _ log: inout DiagnosticLog) -> (
        text: SourceText, file: String
      )?
    )? = nil,
    log: inout DiagnosticLog
  ) -> DataPackage? {
    guard let node = JSONReader.read(text, log: &log) else { return nil }
    var reader = DataPackageReader(package: DataPackage(text: text, folder: folder))
    if let readPart { reader.readPart = readPart }
    reader.read(node)
    log.add(contentsOf: reader.log)
    return reader.package
  }

  /// Finds the package that lists a file: in its folder, or in a folder above up to the root.
  ///
  /// A package that stands nearer but does not list the file is passed over.
  ///
  /// - Parameters:
  ///   - file: the absolute path of the file, symbolic links resolved.
  ///   - root: the absolute path of the highest folder to look in.
  ///   - read: reads the package at an absolute path; nil where there is none.
  /// - Returns: the package, whose `resource(ofFile:)` is not nil.
  public static func find(
    for file: String, below root: String, read: (_ path: String) -> DataPackage?
  ) -> DataPackage? {
    var folder = FilePath.folder(of: file)
    while folder == root || folder.hasPrefix(root == "/" ? "/" : root + "/") {
      let path = (folder == "/" ? "" : folder) + "/" + fileName
      if let package = read(path), package.resource(ofFile: file) != nil { return package }
      if folder == root { return nil }
      folder = FilePath.folder(of: folder)
    }
    return nil
  }
}
