import Canvas
import Diagnostics
import Tables

// The pictures of image marks: files below the root, or data in the address itself.
extension DataFlow {
  /// Gives each row of an image mark the address of its picture, and reads each picture once.
  mutating func addPictures(to unit: inout BoundUnit) {
    guard unit.type == .image else { return }
    guard let addresses = addresses(of: unit) else {
      log.add(.imageWithoutAddress(at: unit.mark.place ?? unit.spec.place.head))
      return
    }
    var seen: Set<String> = []
    for (row, address) in addresses.enumerated() {
      guard let address, seen.insert(address).inserted else { continue }
      let column = unit.field(.url)?.source
      let place = column.flatMap { unit.table.place(ofRow: row, column: $0) }
      let own = unit[.url]?.place ?? unit.mark.place ?? unit.spec.place.head
      unit.pictures[address] = picture(address, at: place ?? own)
    }
    unit.table.set(
      Column(BoundUnit.addressColumn, values: addresses.map { $0.map { .text($0) } ?? .null }))
  }

  /// The address of each row; nil if nothing gives one.
  private func addresses(of unit: BoundUnit) -> [String?]? {
    let rows = 0..<unit.table.rowCount
    if let own = unit.mark.expressions.first(where: { $0.name == "url" }) {
      return own.expression.values(for: unit.table).map(\.address)
    }
    guard let bound = unit[.url] else { return unit.mark.url.map { url in rows.map { _ in url } } }
    func values(_ content: BoundChannel.Content) -> (Int) -> String? {
      switch content {
      case .field(let field):
        let column = unit.table[field.column]
        return { row in column?[row].address }
      case .datum(let value, _): return { _ in value.address }
      case .value(let node): return { _ in node.string }
      case .nothing: return { _ in unit.mark.url }
      }
    }
    let tests = bound.conditions.map { ($0.test.test(on: unit.table), values($0.content)) }
    let rest = values(bound.content)
    return rows.map { row in
      for (test, address) in tests where test(row) { return address(row) }
      return rest(row)
    }
  }

  private mutating func picture(_ address: String, at place: Place) -> Picture? {
    let bytes =
      address.hasPrefix("data:")
      ? DataAddress.bytes(of: address)
      : files.readBytes(address, namedAt: place, what: "image", log: &log)
    guard let bytes else {
      if address.hasPrefix("data:") { log.add(.badPicture(.unreadable, address, at: place)) }
      return nil
    }
    do { return try Picture(bytes) } catch {
      log.add(.badPicture(error, address, at: place))
      return nil
    }
  }
}

/// An address that holds its data itself: `data:image/png;base64,…`.
enum DataAddress {
  /// The data; nil if they are not in base 64.
  static func bytes(of address: String) -> [UInt8]? {
    let parts = address.split(separator: ",", maxSplits: 1)
    guard parts.count == 2, parts[0].hasSuffix(";base64") else { return nil }
    return Base64.bytes(parts[1])
  }
}

extension BoundUnit {
  /// The column of the addresses of an image mark's pictures.
  static let addressColumn = "__url"
}

extension Value {
  /// The value as the address of a file; nil if it names none.
  fileprivate var address: String? {
    guard case .text(let text) = self, !text.isEmpty else { return nil }
    return text
  }
}

extension Diagnostic {
  static func imageWithoutAddress(at place: Place) -> Diagnostic {
    .error(
      "missing-channel", "the mark 'image' has no 'url'", at: place,
      why: "its pictures come from the channel 'url', or from the mark's own 'url'",
      hint: "add url: {field: …} to the encoding")
  }

  static func badPicture(
    _ failure: Picture.Failure, _ address: String, at place: Place
  ) -> Diagnostic {
    let why =
      switch failure {
      case .unknownFormat: "it is neither a PNG nor a JPEG file"
      case .tooLarge: "it has more than 100 million pixels"
      case .unreadable: "it is damaged, or has colours that only print knows"
      }
    return .error(
      "bad-image", "the image '\(address.prefix(60))' cannot be drawn", at: place, why: why)
  }
}
