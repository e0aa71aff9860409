import Diagnostics
import Notation

// Reads Table Dialect (and CSV Dialect, as it was called): how a file is written.
extension DataPackageReader {
  mutating func readDialect(_ node: Node, into resource: inout ResourceDescriptor) {
    var dialect = resource.format == "tsv" ? CSVDialect.tabs : .commas
    for member in node.members ?? [] where !member.value.isNull {
      switch member.key {
      case "property": resource.property = text(member)
      case "itemType", "itemKeys":
        log.add(.unsupported("'\(member.key)'", at: member.keyPlace))
      default: take(member, into: &dialect)
      }
    }
    resource.dialect = dialect
  }

  private mutating func take(_ member: Node.Member, into dialect: inout CSVDialect) {
    switch member.key {
    case "delimiter": dialect.delimiter = byte(member) ?? dialect.delimiter
    case "quoteChar":
      dialect.quote = member.value.string == "" ? nil : byte(member) ?? dialect.quote
    case "doubleQuote": dialect.doublesQuotes = flag(member) ?? true
    case "escapeChar": dialect.escape = member.value.string == "" ? nil : byte(member)
    case "skipInitialSpace": dialect.skipsInitialSpace = flag(member) ?? false
    case "commentChar": dialect.comment = text(member).map { Array($0.utf8) } ?? []
    case "commentRows": dialect.commentRows = Set(rows(member))
    case "header": dialect.hasHeader = flag(member) ?? true
    case "headerRows":
      let rows = rows(member)
      dialect.headerRows = rows.isEmpty ? dialect.headerRows : rows.sorted()
      if member.value.elements?.isEmpty ?? false { dialect.hasHeader = false }
    case "headerJoin": dialect.headerJoin = text(member) ?? " "
    case "nullSequence": dialect.nullSequence = text(member)
    case "lineTerminator":
      if let text = text(member), !["\n", "\r\n", "\r"].contains(text) {
        log.add(.unsupported("a 'lineTerminator' other than line ends", at: member.value.place))
      }
    case "caseSensitiveHeader":
      if flag(member) == false { log.add(.namesAreExact(at: member.keyPlace)) }
    case let key where KnownProperties.dialectElsewhere.contains(key): break
    default:
      let isForeign = member.key.hasPrefix("x-") || member.key.contains(":")
      if !isForeign {
        log.add(
          .unknownPackageProperty(
            member.key, KnownProperties.dialect, "a dialect", member.keyPlace))
      }
    }
  }

  private mutating func text(_ member: Node.Member) -> String? {
    if member.value.string == nil {
      log.add(.wrongKind("'\(member.key)'", "a string", member.value))
    }
    return member.value.string
  }

  /// Numbers of rows, from 1.
  private mutating func rows(_ member: Node.Member) -> [Int] {
    let elements = member.value.elements ?? [member.value]
    return elements.compactMap { element in
      guard let row = element.integer, 1...1000 ~= row else {
        log.add(.wrongKind("'\(member.key)'", "a list of numbers of rows, from 1", element))
        return nil
      }
      return row
    }
  }

  private mutating func byte(_ member: Node.Member) -> UInt8? {
    guard let text = text(member) else { return nil }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte != 0x0A, byte != 0x0D else {
      log.add(.notOneCharacter(member.key, at: member.value.place))
      return nil
    }
    return byte
  }
}

extension Diagnostic {
  static func namesAreExact(at place: Place) -> Diagnostic {
    .warning(
      "unchecked-property", "'caseSensitiveHeader' changes nothing", at: place,
      why: "names of columns are compared letter by letter")
  }
}
