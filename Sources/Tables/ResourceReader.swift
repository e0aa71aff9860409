import Diagnostics
import Notation

// Reads one resource of a Data Package: where its file is and how it is written.
extension DataPackageReader {
  /// A resource, and the node of its schema, which may stand in a file of its own.
  mutating func resource(_ node: Node) -> (ResourceDescriptor, schema: Node?)? {
    guard let members = node.members else {
      log.add(.wrongKind("a resource", "an object", node))
      return nil
    }
    guard let name = required("name", of: node, in: "a resource"),
      let path = path(of: node, named: name)
    else { return nil }
    warnOfUnknown(in: node, known: KnownProperties.resource, what: "a resource")
    warnOfOddName(name, at: node["name"]?.place, "a resource")
    if let twin = package.resource(named: name), let first = twin.place {
      log.add(.duplicateResource(name, at: node["name"]?.place ?? node.place, first: first))
    }
    var resource = ResourceDescriptor(name: name, path: path, title: words("title", of: node))
    resource.licenses = licenses(of: node)
    resource.sources = sources(of: node)
    resource.place = node["name"]?.place ?? members.first?.keyPlace
    resource.file = package.folder.flatMap { FilePath.resolved($0 + "/" + path) }
    resource.format = format(of: node)
    resource.saysTable =
      string("type", of: node) == "table" || string("profile", of: node) == "tabular-data-resource"
      || node["schema"] != nil
    readEncoding(of: node, into: &resource)
    readSize(of: node, into: &resource)
    if let dialect = part("dialect", of: node) { readDialect(dialect, into: &resource) }
    let schema = part("schema", of: node)
    if let schema { readSchema(schema, into: &resource) }
    return (resource, schema)
  }

  /// A part of the description: an object, or the object in the file that a string names.
  private mutating func part(_ key: String, of node: Node) -> Node? {
    guard let written = node[key], !written.isNull else { return nil }
    guard let path = written.string else {
      if written.members == nil { log.add(.wrongKind("'\(key)'", "an object", written)) }
      return written.members == nil ? nil : written
    }
    guard isInside(path, at: written.place), let (text, file) = readPart(path, written.place, &log),
      let read = JSONReader.read(text, log: &log)
    else { return nil }
    package.parts.append(file)
    if read.members == nil { log.add(.wrongKind("'\(key)'", "an object", read)) }
    return read.members == nil ? nil : read
  }

  /// The format, by its own name or by the media type.
  private mutating func format(of node: Node) -> String? {
    if let format = string("format", of: node) { return format.lowercased() }
    switch string("mediatype", of: node)?.lowercased().prefix(while: { $0 != ";" }) {
    case "text/csv": return "csv"
    case "text/tab-separated-values": return "tsv"
    default: return nil
    }
  }

  private mutating func readEncoding(of node: Node, into resource: inout ResourceDescriptor) {
    guard let name = string("encoding", of: node) else { return }
    resource.encoding = TextEncoding(name: name)
    if resource.encoding == nil { log.add(.unknownEncoding(name, at: node["encoding"]?.place)) }
  }

  private mutating func readSize(of node: Node, into resource: inout ResourceDescriptor) {
    if let bytes = node["bytes"], !bytes.isNull {
      resource.bytes = bytes.integer
      resource.bytesPlace = bytes.place
      if resource.bytes == nil { log.add(.wrongKind("'bytes'", "a whole number", bytes)) }
    }
    if let hash = node.member("hash"), !hash.value.isNull {
      log.add(.uncheckedHash(at: hash.keyPlace))
    }
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
    return isInside(path, at: single.place) ? path : nil
  }

  /// Whether a path starts from the package's folder and does not lead out of it.
  private mutating func isInside(_ path: String, at place: Place) -> Bool {
    if path.contains("://") {
      log.add(.remoteResource(path, at: place))
      return false
    }
    guard !path.hasPrefix("/"), !path.isEmpty, !path.utf8.contains(0),
      !path.split(separator: "/").contains("..")
    else {
      log.add(.badResourcePath(path, at: place))
      return false
    }
    return true
  }
}

extension Diagnostic {
  static func unknownEncoding(_ name: String, at place: Place?) -> Diagnostic {
    .error(
      "not-supported", "not supported yet: the encoding '\(Tally.shown(name))'", at: place,
      why: "files are read in \(Suggestion.list(TextEncoding.allCases.map(\.rawValue)))",
      hint: Suggestion.hint(for: name, in: TextEncoding.allCases.map(\.rawValue))
        ?? "save the file as UTF-8")
  }

  static func uncheckedHash(at place: Place) -> Diagnostic {
    .warning("unchecked-hash", "'hash' is not compared with the file", at: place)
  }
}
