import Diagnostics
import Notation

/// Reads the nodes of a `datapackage.json`; goes on after a problem, so that all are reported.
///
/// What it holds that neither the standard nor we know is a warning: it may be a slip, and would
/// change nothing.
struct DataPackageReader {
  var package: DataPackage
  var log = DiagnosticLog()
  /// Reads a file that the package names for a part of the description.
  var readPart:
    (_ path: String, _ place: Place, _ log: inout DiagnosticLog) -> (
      text: SourceText, file: String
    )? = { _, place, log in
      log.add(.unsupported("a part of a description in a file of its own", at: place))
      return nil
    }

  mutating func read(_ node: Node) {
    guard node.members != nil else {
      log.add(.wrongKind("a data package", "an object", node))
      return
    }
    warnOfUnknown(in: node, known: KnownProperties.package, what: "a data package")
    package.name = string("name", of: node)
    if let name = package.name { warnOfOddName(name, at: node["name"]?.place, "the package") }
    package.title = words("title", of: node)
    package.sources = sources(of: node)
    package.licenses = licenses(of: node)
    guard node["resources"] != nil else {
      log.add(.missingProperty("resources", in: "a data package", at: node.place))
      return
    }
    package.resourcesPlace = node.member("resources")?.keyPlace
    var keys: [(resource: Int, key: Node)] = []
    for resource in list("resources", of: node) {
      if let (read, schema) = self.resource(resource) {
        keys += list("foreignKeys", of: schema).map { (package.resources.count, $0) }
        package.resources.append(read)
      }
    }
    for (resource, key) in keys { readForeignKey(key, ofResource: resource) }
  }

  mutating func sources(of node: Node) -> [DataPackage.Source] {
    list("sources", of: node).compactMap { source in
      warnOfUnknown(in: source, known: KnownProperties.source, what: "a source")
      let path = words("path", of: source)
      return (words("title", of: source) ?? path).map { .init(title: $0, path: path) }
    }
  }

  mutating func licenses(of node: Node) -> [DataPackage.License] {
    list("licenses", of: node).compactMap { license in
      warnOfUnknown(in: license, known: KnownProperties.license, what: "a licence")
      let title = words("title", of: license), path = words("path", of: license)
      guard let name = words("name", of: license) ?? title ?? path else { return nil }
      return DataPackage.License(name: name, title: title, path: path)
    }
  }

  /// Warns of properties that nobody knows; those of other vocabularies have a mark of their own.
  mutating func warnOfUnknown(in node: Node, known: [String], what: String) {
    for member in node.members ?? [] where !known.contains(member.key) {
      let isForeign =
        member.key.hasPrefix("x-") || member.key.hasPrefix("_")
        || member.key.contains(":")
      if !isForeign { log.add(.unknownPackageProperty(member.key, known, what, member.keyPlace)) }
    }
  }

  /// Warns of a name that other programs may refuse.
  mutating func warnOfOddName(_ name: String, at place: Place?, _ what: String) {
    let isPlain =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        0x61...0x7A ~= byte || 0x30...0x39 ~= byte || "-_./".utf8.contains(byte)
      }
    if !isPlain { log.add(.oddName(name, what, at: place)) }
  }

  // MARK: Values

  mutating func string(_ key: String, of node: Node?) -> String? {
    guard let value = node?[key], !value.isNull else { return nil }
    guard let text = value.string else {
      log.add(.wrongKind("'\(key)'", "a string", value))
      return nil
    }
    return text
  }

  /// A text for people; one that is left blank, as `playfair init` writes it, says nothing.
  mutating func words(_ key: String, of node: Node?) -> String? {
    string(key, of: node).flatMap { $0.isEmpty ? nil : $0 }
  }

  mutating func required(_ key: String, of node: Node, in what: String) -> String? {
    if node[key] == nil { log.add(.missingProperty(key, in: what, at: node.place)) }
    return string(key, of: node)
  }

  mutating func flag(_ member: Node.Member) -> Bool? {
    if member.value.bool == nil {
      log.add(.wrongKind("'\(member.key)'", "true or false", member.value))
    }
    return member.value.bool
  }

  mutating func list(_ key: String, of node: Node?) -> [Node] {
    guard let value = node?[key], !value.isNull else { return [] }
    guard let elements = value.elements else {
      log.add(.wrongKind("'\(key)'", "a list", value))
      return []
    }
    return elements
  }

  /// The strings of a list, or the one string that stands in its place.
  mutating func strings(_ key: String, of node: Node?) -> [(text: String, place: Place)] {
    guard let value = node?[key], !value.isNull else { return [] }
    return (value.elements ?? [value]).compactMap { element in
      guard let text = element.string else {
        log.add(.wrongKind("'\(key)'", "a list of strings", element))
        return nil
      }
      return (text, element.place)
    }
  }
}

extension Diagnostic {
  static func wrongKind(_ what: String, _ expected: String, _ node: Node) -> Diagnostic {
    .error("package-value", "\(what) must be \(expected), not \(node.kind)", at: node.place)
  }

  static func missingProperty(_ key: String, in what: String, at place: Place) -> Diagnostic {
    .error("package-property", "\(what) has no '\(key)'", at: place)
  }

  static func unsupported(_ what: String, at place: Place?) -> Diagnostic {
    .error("not-supported", "not supported yet: \(what)", at: place)
  }

  static func duplicateResource(_ name: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-resource", "two resources are named '\(name)'", at: place,
      notes: [.init("first given here", at: first)])
  }

  static func unknownPackageProperty(
    _ key: String, _ known: [String], _ what: String, _ place: Place
  ) -> Diagnostic {
    .warning(
      "unknown-property", "'\(key)' is not a property of \(what), and changes nothing", at: place,
      hint: Suggestion.hint(for: key, in: known)
        ?? "write it as 'x-\(key)' if it is for other programs")
  }

  static func oddName(_ name: String, _ what: String, at place: Place?) -> Diagnostic {
    .warning(
      "package-name", "'\(Tally.shown(name))' is an odd name for \(what)", at: place,
      why: "other programs want names of small letters, digits, '-', '_' and '.'")
  }

  static func remoteResource(_ path: String, at place: Place) -> Diagnostic {
    .error(
      "remote-data", "'\(path)' is an address on the network", at: place,
      why: "nothing is fetched, so that the same input gives the same output",
      hint: "download the file into the package's folder, and name it here")
  }

  static func badResourcePath(_ path: String, at place: Place) -> Diagnostic {
    .error(
      "package-value", "'\(path)' is not the path of a file in the package", at: place,
      why: "paths start from the folder of the package and do not lead out of it",
      hint: "write a path without '..', or move the file into the package's folder")
  }

  static func notOneCharacter(_ key: String, at place: Place) -> Diagnostic {
    .error(
      "package-value", "'\(key)' must be one character", at: place,
      why: "cells are divided by one ASCII character")
  }
}
