import Diagnostics
import Notation

// Reads the keys of a schema: what tells rows apart, and what leads to other resources.
extension DataPackageReader {
  mutating func readKeys(of node: Node, into resource: inout ResourceDescriptor) {
    let described = resource
    resource.primaryKey = strings("primaryKey", of: node).compactMap { name, place in
      known(name, in: described, at: place) ? name : nil
    }
    resource.uniqueKeys = list("uniqueKeys", of: node).compactMap { key in
      guard let names = key.elements else {
        log.add(.wrongKind("a unique key", "a list of fields", key))
        return nil
      }
      let known = names.compactMap { name -> String? in
        guard let text = name.string else {
          log.add(.wrongKind("a unique key", "a list of fields", name))
          return nil
        }
        return self.known(text, in: described, at: name.place) ? text : nil
      }
      return known.count == names.count && !known.isEmpty ? known : nil
    }
  }

  // MARK: Foreign keys

  mutating func readForeignKey(_ node: Node, ofResource index: Int) {
    guard package.resources.indices.contains(index) else { return }
    let resource = package.resources[index]
    warnOfUnknown(in: node, known: KnownProperties.foreignKey, what: "a foreign key")
    guard let reference = node["reference"] else {
      log.add(.missingProperty("reference", in: "a foreign key", at: node.place))
      return
    }
    warnOfUnknown(in: reference, known: KnownProperties.reference, what: "a reference")
    let fields = strings("fields", of: node).filter { known($0.text, in: resource, at: $0.place) }
    let name = string("resource", of: reference) ?? ""
    guard let target = name.isEmpty ? resource : package.resource(named: name) else {
      log.add(
        .unknownResource(
          name, among: package.resources.map(\.name),
          at: reference["resource"]?.place ?? reference.place))
      return
    }
    let targets = strings("fields", of: reference).filter {
      target.fields.isEmpty || known($0.text, in: target, at: $0.place)
    }
    guard fields.count == targets.count, !fields.isEmpty else {
      if fields.count == strings("fields", of: node).count,
        targets.count == strings("fields", of: reference).count
      {
        log.add(.unevenKey(fields.count, targets.count, at: node.place))
      }
      return
    }
    let key = ResourceDescriptor.ForeignKey(
      fields: fields.map(\.text), resource: name, referencedFields: targets.map(\.text),
      place: node.place)
    package.resources[index].foreignKeys.append(key)
    compareTypes(key, of: resource, to: target)
    tie(key, to: target, ofResource: index)
  }

  /// Notes a key of one column at that column too.
  private mutating func tie(
    _ key: ResourceDescriptor.ForeignKey, to target: ResourceDescriptor, ofResource index: Int
  ) {
    guard key.fields.count == 1, let name = key.fields.first,
      let there = key.referencedFields.first,
      let position = package.resources[index].fields.firstIndex(where: { $0.name == name }),
      package.resources[index].fields[position].reference == nil
    else { return }
    package.resources[index].fields[position].reference = .init(
      resource: target.name, field: there, file: target.file)
  }

  /// Reports columns of different types that are tied: their values would never be the same.
  private mutating func compareTypes(
    _ key: ResourceDescriptor.ForeignKey, of resource: ResourceDescriptor,
    to target: ResourceDescriptor
  ) {
    for (here, there) in zip(key.fields, key.referencedFields) {
      guard let here = resource.field(here), let there = target.field(there),
        here.kind != .any, there.kind != .any, let place = key.place,
        here.columnType?.storageName != there.columnType?.storageName
      else { continue }
      log.add(.keyOfOtherType(here, there, target, at: place))
    }
  }
}

extension ColumnType {
  /// What the cells are kept as.
  fileprivate var storageName: String {
    switch self {
    case .text: "text"
    case .boolean: "boolean"
    case .date: "date"
    default: "number"
    }
  }
}

extension Diagnostic {
  static func keyOfOtherType(
    _ here: FieldDescriptor, _ there: FieldDescriptor, _ target: ResourceDescriptor,
    at place: Place
  ) -> Diagnostic {
    .error(
      "key-type",
      "'\(here.name)' is a \(here.kind.rawValue), but '\(there.name)' of '\(target.name)' "
        + "is a \(there.kind.rawValue)",
      at: place, why: "a key is found only if both columns have the same type")
  }

  static func unknownResource(
    _ name: String, among names: [String], at place: Place
  ) -> Diagnostic {
    .error(
      "unknown-resource", "the package has no resource '\(name)'", at: place,
      why: "its resources are \(Suggestion.list(names))",
      hint: Suggestion.hint(for: name, in: names))
  }

  static func unevenKey(_ here: Int, _ there: Int, at place: Place) -> Diagnostic {
    .error(
      "package-value", "a foreign key ties \(Tally.phrase(here, "field", "fields")) to \(there)",
      at: place, why: "each field is tied to one of the other resource")
  }
}
