import ArgumentParser
import Diagnostics
import Reports

/// A file to be written: kept in memory until all of a run are known to be right.
struct OutputFile {
  var path: String
  var bytes: [UInt8]
  /// What is to be known of it, for a summary.
  var note: String?
  /// What it says of how it was made; nil if it says nothing.
  var record: OutputRecord?
}

extension OutputFile {
  /// Throws if two files would have one name, so that one of them would vanish.
  static func checkNames(_ files: [OutputFile]) throws {
    var seen: Set<String> = []
    for file in files where file.path != "-" && !seen.insert(file.trueName).inserted {
      throw ValidationError(
        "two inputs would both become '\(file.path)'; give them different names or folders")
    }
  }

  /// Throws if a file would take the place of one that was read, by whatever path or link.
  static func check(_ files: [OutputFile], areNotAmong inputs: Set<FileIdentity>) throws {
    guard let clash = clash(of: files, with: inputs) else { return }
    throw ValidationError(
      "'\(clash)' is read for this output and would be overwritten; "
        + "give another name or folder with --output")
  }

  /// The path of the first file that would take the place of one that was read.
  static func clash(of files: [OutputFile], with inputs: Set<FileIdentity>) -> String? {
    files.map(\.path).first { path in
      guard FilePath.kind(of: path) == .file else { return false }
      return FileIdentity(path: path).map { inputs.contains($0) } ?? false
    }
  }

  /// The path with the links of its folder resolved.
  private var trueName: String {
    let folder = FilePath.folder(of: path)
    return (FilePath.resolved(folder) ?? folder) + "/" + FilePath.name(of: path)
  }
}

extension SourceFiles {
  /// The files that were read.
  var identities: [FileIdentity] { filesRead.compactMap { FileIdentity(path: $0) } }
}
