import Diagnostics
import Notation

/// Reads the nodes of a `datapackage.json`; goes on after a problem, so that all are reported.
struct DataPackageReader {
  var package: DataPackage
  var log = DiagnosticLog()

  mutating func read(_ node: Node) {
    guard node.members != nil else {
      log.add(.wrongKind("a data package", "an object", node))
      return
    }
    package.name = string("name", of: node)
    package.title = string("title", of: node)
    package.sources = sources(of: node)
    package.licenses = licenses(of: node)
    guard node["resources"] != nil else {
      log.add(.missingProperty("resources", in: "a data package", at: node.place))
      return
    }
    var keys: [(resource: Int, key: Node)] = []
    for resource in list("resources", of: node) {
      if let read = self.resource(resource) {
        let schema = resource["schema"]
        keys += list("foreignKeys", of: schema).map { (package.resources.count, $0) }
        package.resources.append(read)
      }
    }
    for (resource, key) in keys { readForeignKey(key, ofResource: resource) }
  }

  private mutating func sources(of node: Node) -> [DataPackage.Source] {
    list("sources", of: node).compactMap { source in
      let path = string("path", of: source)
      return (string("title", of: source) ?? path).map { .init(title: $0, path: path) }
    }
  }

  private mutating func licenses(of node: Node) -> [DataPackage.License] {
    list("licenses", of: node).compactMap { license in
      let title = string("title", of: license), path = string("path", of: license)
      guard let name = string("name", of: license) ?? title ?? path else { return nil }
      return DataPackage.License(name: name, title: title, path: path)
    }
  }

  // MARK: Resources

  private mutating func resource(_ node: Node) -> ResourceDescriptor? {
    guard let members = node.members else {
      log.add(.wrongKind("a resource", "an object", node))
      return nil
    }
    guard let name = required("name", of: node, in: "a resource"),
      let path = path(of: node, named: name)
    else { return nil }
    if let twin = package.resource(named: name), let first = twin.place {
      log.add(.duplicateResource(name, at: node["name"]?.place ?? node.place, first: first))
    }
    var resource = ResourceDescriptor(name: name, path: path, title: string("title", of: node))
    resource.licenses = licenses(of: node)
    resource.sources = sources(of: node)
    resource.place = node["name"]?.place ?? members.first?.keyPlace
    resource.file = package.folder.flatMap { FilePath.resolved($0 + "/" + path) }
    resource.format = string("format", of: node)?.lowercased()
    if let encoding = string("encoding", of: node), encoding.lowercased() != "utf-8",
      encoding.lowercased() != "utf8"
    {
      log.add(.unsupported("the encoding '\(encoding)'", at: node["encoding"]?.place))
    }
    resource.dialect = node["dialect"].flatMap { dialect($0, format: resource.format) }
    if let schema = node["schema"] { readSchema(schema, into: &resource) }
    return resource
  }

  private mutating func path(of node: Node, named name: String) -> String? {
    guard let written = node["path"] else {
      if let data = node["data"] {
        log.add(.unsupported("a resource whose data stand in the package", at: data.place))
      } else {
        log.add(.missingProperty("path", in: "the resource '\(name)'", at: node.place))
      }
      return nil
    }
    let single = written.elements?.count == 1 ? written.elements?.first ?? written : written
    guard let path = single.string else {
      log.add(
        written.elements == nil
          ? .wrongKind("'path'", "a string", written)
          : .unsupported("a resource of several files", at: written.place))
      return nil
    }
    guard !path.hasPrefix("/"), !path.contains("://"), !path.isEmpty,
      !path.split(separator: "/").contains("..")
    else {
      log.add(.badResourcePath(path, at: single.place))
      return nil
    }
    return path
  }

  private mutating func dialect(_ node: Node, format: String?) -> CSVDialect? {
    guard let members = node.members else {
      log.add(.wrongKind("'dialect'", "an object", node))
      return nil
    }
    var dialect = format == "tsv" ? CSVDialect.tabs : .commas
    for member in members {
      switch member.key {
      case "delimiter": dialect.delimiter = byte(member) ?? dialect.delimiter
      case "quoteChar": dialect.quote = byte(member) ?? dialect.quote
      case "header": dialect.hasHeader = flag(member) ?? true
      case "doubleQuote":
        if flag(member) == false {
          log.add(.unsupported("'doubleQuote': false", at: member.keyPlace))
        }
      case "skipInitialSpace":
        if flag(member) == true {
          log.add(.unsupported("'skipInitialSpace': true", at: member.keyPlace))
        }
      case "escapeChar", "commentChar", "nullSequence", "headerRows", "commentRows":
        if !member.value.isNull { log.add(.unsupported("'\(member.key)'", at: member.keyPlace)) }
      default: continue
      }
    }
    return dialect
  }

  private mutating func byte(_ member: Node.Member) -> UInt8? {
    guard let text = member.value.string else {
      log.add(.wrongKind("'\(member.key)'", "a string", member.value))
      return nil
    }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte != 0x0A, byte != 0x0D else {
      log.add(.notOneCharacter(member.key, at: member.value.place))
      return nil
    }
    return byte
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
