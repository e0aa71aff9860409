// What is told of files that cannot be read.
extension Diagnostic {
  static func missingFile(_ path: String, what: String, place: Place?, near: String?) -> Diagnostic
  {
    .error(
      "missing-file", "there is no \(what) '\(path)'", at: place,
      why: "a relative path is looked up beside the file that names it, then below the root",
      hint: near.map { "did you mean '\($0)'?" })
  }

  static func outsideRoot(_ path: String, place: Place?, root: String) -> Diagnostic {
    .error(
      "outside-root", "'\(path)' lies outside the root", at: place,
      why: "nothing outside the root '\(root)' is read, symbolic links resolved",
      hint: "move the file below the root, or name a higher root with --root")
  }

  static func notAFile(_ path: String, place: Place?, kind: String) -> Diagnostic {
    .error("not-a-file", "'\(path)' is \(kind)", at: place, why: "a file was expected here")
  }

  static func unreadable(_ path: String, place: Place?, reason: String) -> Diagnostic {
    .error("unreadable-file", "'\(path)' cannot be read: \(reason)", at: place)
  }

  static func unread(_ path: String, place: Place?, _ error: FileReadError) -> Diagnostic {
    switch error {
    case .system(let reason): .unreadable(path, place: place, reason: reason)
    case .notRegular: .notAFile(path, place: place, kind: "not a regular file")
    case .changing: .changingFile(path, place: place)
    }
  }

  static func twinNames(_ path: String, place: Place?) -> Diagnostic {
    .error(
      "twin-names", "there are two files of the name '\(path)'", at: place,
      why: "their names look alike, and differ in how an accent is written: as one sign with its "
        + "letter, or as two",
      hint: "rename one of them")
  }

  static func deadLink(_ path: String, place: Place?) -> Diagnostic {
    .error("dead-link", "'\(path)' is a link that leads nowhere", at: place)
  }

  static func linkCircle(_ path: String, place: Place?) -> Diagnostic {
    .error("link-circle", "'\(path)' leads in a circle of links", at: place)
  }

  static func changingFile(_ path: String, place: Place?) -> Diagnostic {
    .error(
      "changing-file", "'\(path)' changes while it is read", at: place,
      why: "a program is writing it, and what stands in it now may be half of what will",
      hint: "wait for the end; best is a program that writes another file and renames it to this "
        + "one")
  }

  /// The error that a byte of a text is not UTF-8.
  public static func notUTF8(in text: SourceText, at offset: Int) -> Diagnostic {
    let byte = String(text.bytes[offset], radix: 16, uppercase: true)
    let isWide = text.bytes.starts(with: [0xFF, 0xFE]) || text.bytes.starts(with: [0xFE, 0xFF])
    return .error(
      "not-utf8",
      isWide ? "the file is UTF-16" : "byte 0x\(byte.count < 2 ? "0" + byte : byte) is not UTF-8",
      at: Place(source: text, range: offset..<offset + 1),
      why: "every text is read as UTF-8",
      hint: "save the file as UTF-8")
  }
}
