import Diagnostics
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the project stands, for tests that read its files.
package enum Project {
  /// The root of the checkout.
  package static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()
}

/// Texts that are kept beside the tests and compared.
///
/// A missing one is written, and the test fails once; a changed one leaves `NAME.new.txt` beside;
/// with `UPDATE_GOLDEN=1` the new text is taken over.
package enum Golden {
  /// Expects that a text is the one kept at a path below the root.
  package static func expect(
    _ text: String, at path: String, location: SourceLocation = #_sourceLocation
  ) {
    let file = Project.root + "/" + path
    let known = FilePath.contents(of: file).map { String(decoding: $0, as: UTF8.self) }
    if known == text {
      unlink(newName(of: file))
      return
    }
    if getenv("UPDATE_GOLDEN") != nil {
      write(text, to: file)
      return
    }
    guard let known else {
      write(text, to: file)
      Issue.record("\(path) was missing and has been written; look at it", sourceLocation: location)
      return
    }
    write(text, to: newName(of: file))
    Issue.record(
      "\(path) has changed:\n\(difference(known, text))", sourceLocation: location)
  }

  private static func newName(of file: String) -> String {
    file.hasSuffix(".txt") ? String(file.dropLast(4)) + ".new.txt" : file + ".new.txt"
  }

  private static func write(_ text: String, to file: String) {
    guard let handle = fopen(file, "wb") else { return }
    _ = text.withCString { fputs($0, handle) }
    fclose(handle)
  }

  /// The first lines that differ.
  private static func difference(_ old: String, _ new: String) -> String {
    let a = old.split(separator: "\n", omittingEmptySubsequences: false)
    let b = new.split(separator: "\n", omittingEmptySubsequences: false)
    var lines: [String] = []
    for index in 0..<max(a.count, b.count) where lines.count < 24 {
      let before = index < a.count ? String(a[index]) : nil
      let after = index < b.count ? String(b[index]) : nil
      guard before != after else { continue }
      if let before { lines.append("\(index + 1) - \(before)") }
      if let after { lines.append("\(index + 1) + \(after)") }
    }
    return lines.joined(separator: "\n")
  }
}
