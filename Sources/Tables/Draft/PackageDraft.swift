import Diagnostics
import Notation

/// The text of a `datapackage.json` for drafted resources: a new one, or one with more resources.
public enum PackageDraft {
  /// A new package; title, source and licence are left blank, to be filled in.
  public static func text(named name: String, _ resources: [ResourceDraft]) -> String {
    let package = JSONText.object([
      ("name", .string(name)), ("title", .string("")), ("description", .string("")),
      ("sources", .array([.object([("title", .string("")), ("path", .string(""))])])),
      ("licenses", .array([])),
      ("resources", .array(resources.map(\.json))),
    ])
    return package.text(indented: true, joinsShort: true) + "\n"
  }

  /// A package with resources added at the end of its list, and not a byte changed besides.
  ///
  /// Nil, with an error in the log, if it is no package, or if it describes one of them already.
  public static func adding(
    _ resources: [ResourceDraft], to text: SourceText, log: inout DiagnosticLog
  ) -> String? {
    guard let node = JSONReader.read(text, log: &log) else { return nil }
    guard let list = node["resources"], let elements = list.elements else {
      log.add(.missingProperty("resources", in: "the data package", at: node.place))
      return nil
    }
    var isFree = true
    for resource in resources {
      for element in elements {
        let path = element["path"]?.string ?? element["path"]?.elements?.first?.string
        let hasName = element["name"]?.string == resource.name
        guard path == resource.path || hasName else { continue }
        isFree = false
        log.add(
          .alreadyDescribed(
            path == resource.path ? resource.path : resource.name, isFile: path == resource.path,
            at: element.place.start))
      }
    }
    guard isFree else { return nil }
    let added = resources.map { resource in
      resource.json.text(indented: true, joinsShort: true)
        .split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    }.joined(separator: ",\n")
    let end = elements.last?.place.range.upperBound ?? list.place.range.lowerBound + 1
    let rest = elements.isEmpty ? list.place.range.upperBound - 1 : end
    let lead = elements.isEmpty ? "\n" : ",\n"
    let tail = elements.isEmpty ? "\n  " : ""
    return text.text(0..<end) + lead + added + tail + text.text(rest..<text.bytes.count)
  }
}

extension Diagnostic {
  fileprivate static func alreadyDescribed(
    _ name: String, isFile: Bool, at place: Place
  ) -> Diagnostic {
    .error(
      "already-described",
      isFile
        ? "the data package describes '\(name)' already"
        : "the data package has a resource '\(name)' already",
      at: place, why: "what people wrote there would be lost",
      hint: isFile
        ? "take the resource out, or write the whole package anew with --force"
        : "rename the file, or write the whole package anew with --force")
  }
}
